//! The real window on the machines people have: display scales, keyboards of several countries, and no display at all.

use std::path::Path;
use std::process::{Command, Stdio};

use super::display::{Display, Running, can_open_windows, wait_for};
use super::support::{rapport_command, root, stderr, temp_dir};

/// The size of the virtual display, in pixels.
const DISPLAY_SIZE: (u32, u32) = (1280, 720);

fn open(display: &Display, data: &Path, scale: &str) -> (Running, String) {
    let mut command = rapport_command(data);
    command.arg("--data").arg(data).arg("--scenarios").arg(root().join("tests/scenarios/tour")).stderr(Stdio::null());
    command.env("WINIT_X11_SCALE_FACTOR", scale);
    let (process, window) = display.start(command, "rapport", "Rapport");
    display.focus(&window);
    (process, window)
}

fn close(display: &Display, mut process: Running) {
    let exit = wait_for("the window to close", || {
        display.xdotool(&["key", "ctrl+q"]);
        process.0.try_wait().ok().flatten()
    });
    assert!(exit.success(), "the window closes without an error: {exit}");
}

/// The size of a window in pixels.
fn size(display: &Display, window: &str) -> (u32, u32) {
    let geometry = display.xdotool(&["getwindowgeometry", "--shell", window]);
    let value = |name: &str| {
        let line = geometry.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|value| value.parse().ok()).expect("the geometry of the window is numbers")
    };
    (value("WIDTH="), value("HEIGHT="))
}

#[test]
fn the_window_keeps_its_size_on_every_display_scale_and_fits_the_display() {
    if !can_open_windows() {
        return;
    }
    for scale in ["1", "1.25", "1.5", "2"] {
        let (display, data) = (Display::open(), temp_dir());
        let (process, window) = open(&display, data.path(), scale);
        wait_for("the first window to fit the display", || {
            let (width, height) = size(&display, &window);
            (width <= DISPLAY_SIZE.0 && height <= DISPLAY_SIZE.1).then_some(())
        });
        // The smallest window has 640 by 400 points.
        let wanted = if scale == "2" { ("1280", "720") } else { ("1004", "650") };
        display.xdotool(&["windowsize", "--sync", &window, wanted.0, wanted.1]);
        let chosen = size(&display, &window);
        close(&display, process);
        for _ in 0..2 {
            let (process, window) = open(&display, data.path(), scale);
            // A point is up to two pixels, and the size is kept in whole points.
            let is_same = |(width, height): (u32, u32)| width.abs_diff(chosen.0) <= 1 && height.abs_diff(chosen.1) <= 1;
            wait_for(&format!("at scale {scale}, the size that was chosen, {chosen:?}"), || {
                is_same(size(&display, &window)).then_some(())
            });
            close(&display, process);
        }
    }
}

/// The keys with the digits on them by their number on every keyboard, whatever they type without Shift.
#[test]
fn the_keys_of_digits_choose_on_french_czech_and_german_keyboards() {
    if !can_open_windows() {
        return;
    }
    for layout in ["fr", "cz", "de"] {
        let (display, data) = (Display::open(), temp_dir());
        let (process, window) = open(&display, data.path(), "1");
        let layout_set = Command::new("setxkbmap").args(["-display", &display.name, layout]).status();
        assert!(layout_set.expect("setxkbmap comes with Xvfb").success(), "{layout}");
        let after = |keys: &[&str], title: &str| {
            wait_for(&format!("{layout}: {keys:?} leads to {title}"), || {
                if !display.xdotool(&["getwindowname", &window]).contains(title) {
                    display.xdotool(&[&["key"], keys].concat());
                    std::thread::park_timeout(std::time::Duration::from_millis(700));
                }
                display.xdotool(&["getwindowname", &window]).contains(title).then_some(())
            });
        };
        after(&["Return"], "who are you");
        wait_for("the name to be taken", || {
            display.xdotool(&["key", "ctrl+a", "BackSpace"]);
            display.xdotool(&["type", "--delay", "60", "Sam"]);
            display.xdotool(&["key", "Return"]);
            std::thread::park_timeout(std::time::Duration::from_millis(700));
            display.xdotool(&["getwindowname", &window]).contains("town, day").then_some(())
        });
        // The key of 1 has the number 10.
        after(&["10"], "beforehand");
        after(&["Return"], "turn 1");
        after(&["10"], "turn 2");
        wait_for(&format!("{layout}: the key with Shift chooses too"), || {
            display.xdotool(&["key", "shift+10"]);
            std::thread::park_timeout(std::time::Duration::from_millis(700));
            // Which reply stands first differs, and may end the play.
            (!display.xdotool(&["getwindowname", &window]).contains("turn 2")).then_some(())
        });
        drop(process);
    }
}

#[test]
fn without_a_display_or_a_driver_one_sentence_says_what_to_do() {
    if !can_open_windows() {
        return;
    }
    let (display, data) = (Display::open(), temp_dir());
    for (name, drivers, said) in [
        (None, "/nonexistent.json", "there is no display here to show it on"),
        (Some(&display.name), "/nonexistent.json", "no graphics driver was found"),
    ] {
        let mut command = rapport_command(data.path());
        command.arg("--data").arg(data.path()).env("VK_ICD_FILENAMES", drivers).env_remove("WAYLAND_DISPLAY");
        command.envs(name.map(|name| ("DISPLAY", name)));
        let ended = command.output().expect("start the program");
        let told = stderr(&ended);
        assert_eq!(ended.status.code(), Some(1), "{told}");
        assert!(told.contains(said) && told.contains("`rapport play`") && !told.contains("panicked"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}
