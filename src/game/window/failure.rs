//! What is said if the window cannot be opened: one sentence, and what to do.

use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::process;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use bevy::prelude::*;

/// After this many frames there was a display, a driver, and something to see.
const FRAMES_UNTIL_OPEN: u32 = 3;

/// How many frames were made, up to [`FRAMES_UNTIL_OPEN`].
static FRAMES: AtomicU32 = AtomicU32::new(0);

/// Whether it was said that the window cannot be opened.
static IS_SAID: AtomicBool = AtomicBool::new(false);

/// The engine stops with a panic where it finds no display or no graphics driver. Until the window is open, such a panic
/// ends the program with one sentence and exit code 1; from then on panics are reported as usual.
pub(in crate::game) fn explain_failure_to_open() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if FRAMES.load(Ordering::Relaxed) >= FRAMES_UNTIL_OPEN {
            return usual(panic);
        }
        // Other threads of the engine may fail for the same reason.
        if !IS_SAID.swap(true, Ordering::Relaxed) {
            let said = reason(&message(panic));
            // Where the reason is not known, whoever mends it needs the place.
            let place = panic.location().filter(|_| said.is_none()).map(|at| format!(" ({at})")).unwrap_or_default();
            let said = said.unwrap_or_else(|| message(panic).lines().next().unwrap_or_default().to_owned());
            // There is nobody to tell where standard error cannot be written.
            let _ = writeln!(io::stderr(), "error: the window cannot be opened: {said}{place}. {IN_THE_TERMINAL}");
        }
        process::exit(1);
    }));
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Last, count_frames.run_if(|| FRAMES.load(Ordering::Relaxed) < FRAMES_UNTIL_OPEN));
}

fn count_frames() {
    FRAMES.fetch_add(1, Ordering::Relaxed);
}

fn message(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("the graphics failed").to_owned()
}

/// What works without a window.
const IN_THE_TERMINAL: &str =
    "`rapport play` plays in the terminal, and `rapport --help` lists what else needs no window";

/// Why it cannot be opened, and what to do, from the engine's message; `None` if it is not known.
fn reason(message: &str) -> Option<String> {
    if message.contains("event loop") {
        Some("there is no display here to show it on; start it on a desktop".into())
    } else if message.contains("GPU") || message.contains("adapter") {
        let how = if cfg!(target_os = "linux") {
            "on Debian and Ubuntu, `sudo apt install mesa-vulkan-drivers` installs one that needs no graphics card"
        } else {
            "install the one of the maker of the graphics card"
        };
        Some(format!("no graphics driver was found; {how}"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engines_messages_are_understood() {
        for (message, said) in [
            ("Failed to build event loop: Os(OsError { line: 786 })", "there is no display"),
            ("Unable to find a GPU! Make sure you have installed required drivers!", "no graphics driver"),
        ] {
            assert!(reason(message).is_some_and(|reason| reason.starts_with(said)), "{message}");
        }
        assert_eq!(reason("index out of bounds"), None);
    }
}
