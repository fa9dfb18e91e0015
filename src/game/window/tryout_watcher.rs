//! Watches the scenario file that is tried out.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use crate::files::FileWatcher;
use crate::game::intent::Intent;
use crate::game::session::Session;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<WatchedTryout>();
}

/// The file that is tried out, and the watcher that fires on save.
#[derive(Resource, Default)]
pub(super) struct WatchedTryout {
    path: Option<PathBuf>,
    watching: Option<(FileWatcher, Mutex<Receiver<()>>)>,
}

/// Watches the file that is tried out: when it is saved, the window wakes and reads it again.
pub(super) fn watch_tryout(
    mut watched: ResMut<WatchedTryout>,
    mut session: ResMut<Session>,
    mut intents: MessageWriter<Intent>,
    wake: Res<EventLoopProxyWrapper>,
) {
    let path = session.catalog.tryout.as_ref().map(|tryout| tryout.source.file.clone());
    if watched.path != path {
        watched.path.clone_from(&path);
        watched.watching = path.and_then(|path| {
            let (send, saved) = channel();
            let wake = (**wake).clone();
            let watching = FileWatcher::new(&[path], move || {
                // A try-out that was left meanwhile receives nothing.
                let _ = send.send(());
                let _ = wake.send_event(WinitUserEvent::WakeUp);
            });
            match watching {
                Ok(watching) => Some((watching, Mutex::new(saved))),
                Err(why) => {
                    session.notice = Some(format!("When the file is saved it will not be read again: {why}."));
                    None
                }
            }
        });
    }
    let saved = watched.watching.as_ref().and_then(|(_, saved)| Some(saved.lock().ok()?.try_iter().count()));
    if saved.is_some_and(|times| times > 0) {
        intents.write(Intent::ReloadTryout);
    }
}
