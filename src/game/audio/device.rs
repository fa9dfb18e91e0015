//! The thread that plays: opens the device on demand, and closes it after some silence.

use std::io::Cursor;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use rodio::source::Source;
use rodio::{Decoder, DeviceSinkBuilder, MixerDeviceSink, Player};

use crate::files::asset;
use crate::game::playback::Sound;

/// A command to the thread that plays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    /// Play it once.
    Play(Sound),
    /// Play it once, after the sound before.
    PlayAfter(Sound),
    /// Repeat this in the background; `None` for silence.
    Loop(Option<Sound>),
    /// Stop everything.
    StopAll,
}

/// A device that was silent for this long is closed: an open one costs power.
const MAX_SILENCE: Duration = Duration::from_secs(5);

/// An open device, and what it plays.
struct OpenDevice {
    device: MixerDeviceSink,
    background: Player,
    once: Vec<Player>,
}

impl OpenDevice {
    fn new() -> Option<Self> {
        let device = open_default()?;
        let background = Player::connect_new(device.mixer());
        Some(Self { device, background, once: Vec::new() })
    }

    fn is_silent(&mut self) -> bool {
        self.once.retain(|player| !player.empty());
        self.once.is_empty() && self.background.empty()
    }

    fn execute(&mut self, command: Command) {
        match command {
            Command::Play(sound) => {
                let Some(source) = source(sound) else { return };
                let player = Player::connect_new(self.device.mixer());
                player.append(source.amplify(sound.volume()));
                self.once.push(player);
            }
            Command::PlayAfter(sound) => {
                if let (Some(player), Some(source)) = (self.once.last(), source(sound)) {
                    player.append(source.amplify(sound.volume()));
                }
            }
            Command::Loop(sound) => {
                self.background.clear();
                if let Some((sound, source)) = sound.and_then(|sound| Some((sound, source(sound)?))) {
                    self.background.append(source.repeat_infinite().amplify(sound.volume()));
                    self.background.play();
                }
            }
            Command::StopAll => {
                self.once.clear();
                self.background.clear();
            }
        }
    }
}

/// Carries out commands until the window is closed, or there is no device.
pub(super) fn run(commands: &Receiver<Command>) {
    let mut open: Option<OpenDevice> = None;
    loop {
        let command = match open {
            Some(_) => commands.recv_timeout(MAX_SILENCE),
            None => commands.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match command {
            Ok(Command::Loop(None) | Command::StopAll) if open.is_none() => {}
            Ok(command) => {
                if open.is_none() {
                    open = OpenDevice::new();
                }
                let Some(open) = &mut open else { return };
                open.is_silent();
                open.execute(command);
            }
            Err(RecvTimeoutError::Timeout) if open.as_mut().is_some_and(OpenDevice::is_silent) => open = None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn source(sound: Sound) -> Option<Decoder<Cursor<Vec<u8>>>> {
    let file = asset(sound.file())?.into_owned();
    Decoder::new(Cursor::new(file)).ok()
}

/// The system's default device; `None` without one, and without a message.
fn open_default() -> Option<MixerDeviceSink> {
    // ALSA prints every device it did not find.
    #[cfg(target_os = "linux")]
    let _quiet = alsa::Output::local_error_handler().ok();
    let builder = DeviceSinkBuilder::from_default_device().ok()?;
    let mut device = builder.with_error_callback(|_| {}).open_stream().ok()?;
    device.log_on_drop(false);
    Some(device)
}
