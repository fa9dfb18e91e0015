//! The window itself: its title and icon, where it stands, how seldom it draws, and files that are dropped on it.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use bevy::app::PluginGroupBuilder;
use bevy::ecs::system::NonSendMarker;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{
    FileDragAndDrop, Monitor, MonitorSelection, PresentMode, PrimaryWindow, RequestRedraw, WindowCloseRequested,
    WindowMode, WindowMoved, WindowResized, WindowResolution,
};
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WINIT_WINDOWS, WinitSettings, WinitUserEvent};
use bevy_egui::EguiPostUpdateSet;

use super::clock::{Away, Clock};
use super::intent::{Intent, Screen};
use super::reveal::Reveal;
use super::screens::Draft;
use super::session::Session;
use super::sound::Caption;
use super::stage::Stage;
use crate::app::{Settings, WindowBox};
use crate::encounter::Status;
use crate::files::FileWatcher;
use crate::picture::{Fit, plain};

/// While nothing moves there is nothing to draw; the window wakes for input.
const STILL: Duration = Duration::from_hours(24);

/// The smallest window in which everything can be reached.
const SMALLEST: (f32, f32) = (640.0, 400.0);

/// The engine's own parts, with a window of ours where it stood last.
pub(super) fn engine(settings: &Settings) -> PluginGroupBuilder {
    let stood =
        settings.window.filter(|stood| (320..=8192).contains(&stood.width) && (240..=8192).contains(&stood.height));
    let (width, height) = stood.map_or((1280, 720), |stood| (stood.width, stood.height));
    let window = Window {
        // The first picture that is drawn gives it its name.
        title: "Rapport is opening".into(),
        name: Some("rapport".into()),
        resolution: WindowResolution::new(width, height),
        resize_constraints: WindowResizeConstraints { min_width: SMALLEST.0, min_height: SMALLEST.1, ..default() },
        position: stood.map_or(WindowPosition::Automatic, |stood| WindowPosition::At(IVec2::new(stood.x, stood.y))),
        mode: mode(settings.full_screen),
        present_mode: PresentMode::AutoVsync,
        ..default()
    };
    DefaultPlugins
        .set(WindowPlugin { primary_window: Some(window), ..default() })
        // What happens inside the engine is of no use to a trainee at a terminal.
        .set(LogPlugin { level: bevy::log::Level::ERROR, ..default() })
}

pub(super) fn plugin(app: &mut App) {
    let still = waiting(STILL);
    app.insert_resource(WinitSettings { focused_mode: still, unfocused_mode: still })
        .init_resource::<Picked>()
        .init_resource::<Followed>()
        .add_systems(Startup, camera)
        .add_systems(First, in_front)
        .add_systems(Update, (icon, onto_a_screen, pace, full_screen, pick, open, dropped, follow))
        .add_systems(PostUpdate, (title.after(EguiPostUpdateSet::EndPass), remember));
}

const fn mode(full_screen: bool) -> WindowMode {
    if full_screen { WindowMode::BorderlessFullscreen(MonitorSelection::Current) } else { WindowMode::Windowed }
}

const fn waiting(wait: Duration) -> UpdateMode {
    // Device events are mouse movements outside of the window; they change nothing here.
    UpdateMode::Reactive {
        wait,
        react_to_device_events: false,
        react_to_user_events: true,
        react_to_window_events: true,
    }
}

fn camera(mut commands: Commands) {
    commands.spawn(Camera2d);
}

/// The icon, once the window is there; systems that take it from the program's entry ignore this.
fn icon(mut windows: Query<Entity, With<PrimaryWindow>>, mut set: Local<bool>, _main_thread: NonSendMarker) {
    const SIDE: u32 = 128;
    if *set {
        return;
    }
    WINIT_WINDOWS.with_borrow(|known| {
        for entity in &mut windows {
            let Some(window) = known.get_window(entity) else { continue };
            let drawn = plain("icon", [0.0, 0.0, 256.0, 256.0], "").map(|svg| svg.draw(SIDE, SIDE, Fit::Whole));
            let icon = drawn.and_then(|icon| winit::window::Icon::from_rgba(icon.rgba().to_vec(), SIDE, SIDE).ok());
            window.set_window_icon(icon);
            *set = true;
        }
    });
}

/// A window that stood on a screen that is gone comes to one that is there.
fn onto_a_screen(
    mut windows: Query<&mut Window, With<PrimaryWindow>>,
    monitors: Query<&Monitor>,
    mut looked: Local<bool>,
) {
    if *looked || monitors.is_empty() {
        return;
    }
    *looked = true;
    for mut window in &mut windows {
        let WindowPosition::At(at) = window.position else { continue };
        // So much of it can be taken hold of.
        let handle = at + IVec2::new(80, 20);
        let shows = |monitor: &Monitor| {
            let size = UVec2::new(monitor.physical_width, monitor.physical_height).as_ivec2();
            IRect::from_corners(monitor.physical_position, monitor.physical_position + size).contains(handle)
        };
        if !monitors.iter().any(shows) {
            window.position = WindowPosition::Centered(MonitorSelection::Primary);
        }
    }
}

/// The title says where one is.
fn title(screen: Res<State<Screen>>, session: Res<Session>, mut windows: Query<&mut Window, With<PrimaryWindow>>) {
    let encounter = session.script().map_or("", |script| script.scenario.title.as_str());
    let turn = session.playing.as_ref().map_or_else(String::new, |playing| match playing.encounter.status() {
        Status::Open => format!("turn {}", playing.encounter.decisions() + 1),
        _ => "the end".into(),
    });
    let title = match screen.get() {
        Screen::Title => "Rapport".to_owned(),
        Screen::Who => "Rapport: who are you?".to_owned(),
        Screen::Profile => "Rapport: about you".to_owned(),
        Screen::Choose => "Rapport: choose an encounter".to_owned(),
        Screen::Brief => format!("Rapport: {encounter}, beforehand"),
        Screen::Encounter => format!("Rapport: {encounter}, {turn}"),
        Screen::LookBack => format!("Rapport: {encounter}, looking back"),
        Screen::Debrief => format!("Rapport: {encounter}, debrief"),
        Screen::Transcript => format!("Rapport: {encounter}, what was said"),
        Screen::Progress => "Rapport: progress".to_owned(),
        Screen::Bring => "Rapport: bring a file".to_owned(),
        Screen::Records => "Rapport: reports and exports".to_owned(),
        Screen::Settings => "Rapport: settings".to_owned(),
        Screen::Credits => "Rapport: who made this".to_owned(),
        Screen::Help => "Rapport: keys and help".to_owned(),
    };
    for mut window in &mut windows {
        if window.title != title {
            window.title.clone_from(&title);
        }
    }
}

/// How often one looks how far a piece of work is.
const WORKING: Duration = Duration::from_millis(150);

/// Shows a file or folder in whatever shows such things here; that nothing does is said.
fn open(mut intents: MessageReader<Intent>, mut session: ResMut<Session>) {
    for intent in intents.read() {
        let Intent::Open(path) = intent else { continue };
        if opener::open(path).is_err() {
            session.notice = Some(format!("Nothing here could open it. It is at {}.", path.display()));
        }
    }
}

/// Draws when something moves, else only when something happens.
fn pace(
    stage: Res<Stage>,
    clock: Res<Clock>,
    reveal: Res<Reveal>,
    caption: Res<Caption>,
    screen: Res<State<Screen>>,
    session: Res<Session>,
    mut settings: ResMut<WinitSettings>,
) {
    let mut next = stage.next_picture(*screen.get(), &clock, &reveal, &caption).unwrap_or(STILL);
    if session.export_jobs.progress().is_some() {
        next = next.min(WORKING);
    }
    let mode = waiting(next);
    if settings.focused_mode != mode {
        // A screen that is just coming comes to its end without the focus, too.
        (settings.focused_mode, settings.unfocused_mode) = (mode, mode);
    }
}

/// Whoever has another window in front does not think about this one.
fn in_front(mut away: ResMut<Away>, windows: Query<&Window, With<PrimaryWindow>>) {
    away.0 = !windows.iter().any(|window| window.focused);
}

fn full_screen(session: Res<Session>, mut windows: Query<&mut Window, With<PrimaryWindow>>) {
    let wanted = mode(session.settings.full_screen);
    for mut window in &mut windows {
        if window.mode != wanted {
            window.mode = wanted;
        }
    }
}

/// Where the window stands, kept when it is closed.
#[expect(clippy::too_many_arguments, reason = "a system's parameters are what it reads and writes")]
fn remember(
    mut session: ResMut<Session>,
    windows: Query<&Window, With<PrimaryWindow>>,
    mut moved: MessageReader<WindowMoved>,
    mut resized: MessageReader<WindowResized>,
    mut closing: MessageReader<WindowCloseRequested>,
    mut exiting: MessageReader<AppExit>,
    mut stood: Local<Option<WindowBox>>,
    mut at: Local<Option<IVec2>>,
) {
    let at =
        at.get_or_insert_with(|| session.settings.window.map_or(IVec2::ZERO, |stood| IVec2::new(stood.x, stood.y)));
    if let Some(moved) = moved.read().last().filter(|_| !session.settings.full_screen) {
        *at = moved.position;
    }
    if resized.read().last().is_some() || stood.is_none() {
        for window in windows.iter().filter(|window| window.mode == WindowMode::Windowed) {
            let (width, height) = (window.physical_width(), window.physical_height());
            *stood = Some(WindowBox { x: at.x, y: at.y, width, height });
        }
    }
    if (closing.read().count() > 0 || exiting.read().count() > 0)
        && let Some(stood) = *stood
    {
        session.remember_window(WindowBox { x: at.x, y: at.y, ..stood });
    }
}

/// What the system's file chooser answers, when it does.
#[derive(Resource, Default)]
struct Picked(Option<Mutex<Receiver<PathBuf>>>);

/// Asks the system for a file, without holding up the window, and takes its answer.
fn pick(
    mut intents: MessageReader<Intent>,
    mut picked: ResMut<Picked>,
    mut draft: ResMut<Draft>,
    wake: Res<EventLoopProxyWrapper>,
    _main_thread: NonSendMarker,
) {
    if intents.read().any(|intent| *intent == Intent::PickFile) {
        let (send, receive) = channel();
        picked.0 = Some(Mutex::new(receive));
        let wake = (**wake).clone();
        let dialog =
            rfd::AsyncFileDialog::new().set_title("Choose a scenario").add_filter("Scenario", &["ron"]).pick_file();
        std::thread::spawn(move || {
            if let Some(file) = bevy::tasks::block_on(dialog) {
                // Whoever asked may have left; then nobody waits for the answer.
                let _ = send.send(file.path().to_path_buf());
                let _ = wake.send_event(WinitUserEvent::WakeUp);
            }
        });
    }
    let answer = picked.0.as_ref().and_then(|receive| receive.lock().ok()?.try_recv().ok());
    if let Some(path) = answer {
        draft.path = path.display().to_string();
        picked.0 = None;
    }
}

/// Letters that were never drawn before come into the picture a frame late, and nobody moves the mouse meanwhile.
const FRAMES: u8 = 4;

/// The file that is tried out, and what tells when it is saved.
#[derive(Resource, Default)]
struct Followed {
    path: Option<PathBuf>,
    watching: Option<(FileWatcher, Mutex<Receiver<()>>)>,
}

/// Follows the file that is tried out: whenever it is saved, the window wakes and reads it again.
fn follow(
    mut followed: ResMut<Followed>,
    mut session: ResMut<Session>,
    mut intents: MessageWriter<Intent>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut frames: Local<u8>,
    wake: Res<EventLoopProxyWrapper>,
) {
    if followed.path != session.tried {
        followed.path.clone_from(&session.tried);
        followed.watching = session.tried.clone().and_then(|path| {
            let (send, saved) = channel();
            let wake = (**wake).clone();
            let watching = FileWatcher::new(&[path], move || {
                // Whoever followed may have left.
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
    let saved = followed.watching.as_ref().and_then(|(_, saved)| Some(saved.lock().ok()?.try_iter().count()));
    if saved.is_some_and(|times| times > 0) {
        intents.write(Intent::Saved);
        *frames = FRAMES;
    }
    if *frames > 0 {
        *frames -= 1;
        redraw.write(RequestRedraw);
    }
}

/// A file that is dropped on the window is brought.
fn dropped(
    mut drops: MessageReader<FileDragAndDrop>,
    mut draft: ResMut<Draft>,
    mut intents: MessageWriter<Intent>,
    screen: Res<State<Screen>>,
    session: Res<Session>,
) {
    for drop in drops.read() {
        let FileDragAndDrop::DroppedFile { path_buf, .. } = drop else { continue };
        draft.path = path_buf.display().to_string();
        // In the middle of an encounter it waits; so it does until one knows who brought it.
        if session.profile.is_some() && !matches!(screen.get(), Screen::Bring | Screen::Encounter) {
            intents.write(Intent::Go(Screen::Bring));
        }
    }
}
