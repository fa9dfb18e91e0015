//! The game without its window, as tests drive it: intents in, the screen and the session out.

use std::path::PathBuf;
use std::time::Duration;

use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use rapport::encounter::Status;
use rapport::files::DataPaths;
use rapport::game::{Environment, ExportForm, Intent, Screen, Session, logic_plugin};
use rapport::record::Millis;
use rapport::scenario::id::ScenarioId;

/// The moment it is.
pub(super) const fn noon() -> Millis {
    Millis(1_800_000_000_000)
}

/// The seed of every play.
pub(super) const fn seven() -> u64 {
    7
}

/// The logic of the window over a data folder.
pub(crate) fn app(places: DataPaths) -> App {
    let mut app = App::new();
    app.add_plugins(MinimalPlugins)
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(500)))
        .insert_resource(Session::new(Environment { places, now: noon, seed: seven, key: || [7; 32], tried: None }))
        .add_plugins(logic_plugin);
    app.update();
    app
}

/// Has an intent carried out; the screen that is shown then.
pub(crate) fn ask(app: &mut App, intent: Intent) -> Screen {
    app.world_mut().write_message(intent);
    app.update();
    app.update();
    *app.world().resource::<State<Screen>>().get()
}

pub(crate) fn session(app: &App) -> &Session {
    app.world().resource::<Session>()
}

/// Starts a scenario as somebody who is called Sam.
pub(crate) fn start(app: &mut App, id: &str) {
    // Where nothing can be kept there is no town, but the list.
    assert!(matches!(ask(app, Intent::CreateProfile("Sam".into())), Screen::Town | Screen::SelectScenario));
    assert_eq!(ask(app, Intent::OpenScenario(ScenarioId::from(id))), Screen::Brief);
    assert_eq!(ask(app, Intent::Start), Screen::Encounter);
}

/// Takes the choice at one position until the encounter is over; how many turns that took.
pub(crate) fn play_out(app: &mut App, reply: usize) -> usize {
    let open = |app: &App| session(app).play.as_ref().is_some_and(|play| play.encounter().status() == Status::Open);
    let mut turns = 0;
    while open(app) {
        assert_eq!(ask(app, Intent::Choose(reply)), Screen::Encounter);
        turns += 1;
        assert!(turns <= 100, "the encounter ends");
    }
    turns
}

/// Makes an export, and waits for it: where it is, or why there is none.
pub(crate) fn export_and_wait(app: &mut App, form: ExportForm) -> Result<PathBuf, String> {
    ask(app, Intent::OpenReports("over the hills".into()));
    ask(app, Intent::Export(form));
    for _ in 0..3000 {
        app.update();
        if let Some(came) = &session(app).export_jobs.last_result {
            return came.as_ref().map(|made| made.path.clone()).map_err(ToString::to_string);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("half a minute is long enough")
}
