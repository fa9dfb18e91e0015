//! The connection to the thread that plays, and what it was told last.

use std::sync::mpsc::{Sender, channel};

use bevy::platform::cell::SyncCell;
use bevy::prelude::*;

use super::device::{self, Command};
use crate::game::playback::Sound;

/// The connection to the thread that plays.
#[derive(Resource, Default)]
pub(super) struct Speaker {
    pub(super) commands: Option<SyncCell<Sender<Command>>>,
    pub(super) background: Option<Sound>,
    pub(super) is_muted: bool,
    /// Whether the encounter screen is shown.
    pub(super) in_encounter: bool,
}

impl Speaker {
    pub(super) fn send(&mut self, command: Command) {
        let commands = self.commands.get_or_insert_with(|| {
            let (send, receive) = channel();
            std::thread::spawn(move || device::run(&receive));
            SyncCell::new(send)
        });
        // The thread ends where there is no device; then there is no sound.
        let _ = commands.get().send(command);
    }
}
