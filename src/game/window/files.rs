//! Files that come and go: dropped on the window, picked in the system's file chooser, opened in other programs.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use bevy::ecs::system::NonSendMarker;
use bevy::prelude::*;
use bevy::window::FileDragAndDrop;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::tryout_watcher::watch_tryout;
use crate::game::drafts::DraftEdit;
use crate::game::intent::Intent;
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;
use crate::game::session::{Session, handle_intents};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<FileChooser>()
        .add_systems(Update, (accept_dropped, take_picked_file, watch_tryout).chain().in_set(AppSystems::CollectInput))
        .add_systems(Update, (pick_file, open_path).chain().after(handle_intents).in_set(AppSystems::ApplyIntents));
}

/// The answer of the system's file chooser, while it is open.
#[derive(Resource, Default)]
struct FileChooser(Option<Mutex<Receiver<PathBuf>>>);

/// Opens the system's file chooser without blocking the window.
fn pick_file(
    mut intents: MessageReader<Intent>,
    mut chooser: ResMut<FileChooser>,
    wake: Res<EventLoopProxyWrapper>,
    _main_thread: NonSendMarker,
) {
    if !intents.read().any(|intent| *intent == Intent::PickFile) {
        return;
    }
    let (send, receive) = channel();
    chooser.0 = Some(Mutex::new(receive));
    let wake = (**wake).clone();
    let dialog =
        rfd::AsyncFileDialog::new().set_title("Choose a scenario").add_filter("Scenario", &["ron"]).pick_file();
    std::thread::spawn(move || {
        if let Some(file) = bevy::tasks::block_on(dialog) {
            // A window that was closed meanwhile receives nothing.
            let _ = send.send(file.path().to_path_buf());
            let _ = wake.send_event(WinitUserEvent::WakeUp);
        }
    });
}

/// Takes the file that was chosen over into the path field.
fn take_picked_file(mut chooser: ResMut<FileChooser>, mut intents: MessageWriter<Intent>) {
    let answer = chooser.0.as_ref().and_then(|receive| receive.lock().ok()?.try_recv().ok());
    if let Some(path) = answer {
        intents.write(Intent::EditDraft(DraftEdit::ImportPath(path.display().to_string())));
        chooser.0 = None;
    }
}

/// Opens a file or folder in the system's program for it; without one there is a notice.
fn open_path(mut intents: MessageReader<Intent>, mut session: ResMut<Session>) {
    for intent in intents.read() {
        let Intent::OpenPath(path) = intent else { continue };
        if opener::open(path).is_err() {
            session.notice = Some(format!("Nothing here could open it. It is at {}.", path.display()));
        }
    }
}

/// Takes a file that was dropped on the window over into the path field, and shows it.
fn accept_dropped(
    mut drops: MessageReader<FileDragAndDrop>,
    mut intents: MessageWriter<Intent>,
    screen: Res<State<Screen>>,
    session: Res<Session>,
) {
    for drop in drops.read() {
        let FileDragAndDrop::DroppedFile { path_buf, .. } = drop else { continue };
        intents.write(Intent::EditDraft(DraftEdit::ImportPath(path_buf.display().to_string())));
        // During an encounter, and while nobody has signed in, the file waits in the field.
        if session.trainees.current.is_some() && !matches!(screen.get(), Screen::Import | Screen::Encounter) {
            intents.write(Intent::GoTo(Screen::Import));
        }
    }
}
