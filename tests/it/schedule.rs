//! The order of systems: no two of them may change the same data without an order between them.

use bevy::ecs::schedule::{LogLevel, ScheduleBuildSettings};
use bevy::prelude::*;
use rapport::files::DataPaths;
use rapport::game::{Environment, Screen, Session, draw_plugin, logic_plugin};
use rapport::record::Millis;

use super::support::temp_dir;

/// The logic and the screens without a window, on a screen; an ambiguous order is an error.
fn strict_app(screen: Screen) -> App {
    let data = temp_dir();
    let places = DataPaths::new(Some(data.path().into()), None);
    let environment = Environment { places, now: || Millis(0), seed: || 7, key: || [7; 32], tried: None };
    let mut app = App::new();
    app.add_plugins(MinimalPlugins)
        .insert_resource(Session::new(environment))
        .add_plugins((logic_plugin, draw_plugin))
        .insert_state(screen)
        .edit_schedule(Update, |schedule| {
            let strict =
                ScheduleBuildSettings { ambiguity_detection: LogLevel::Error, ..ScheduleBuildSettings::default() };
            schedule.set_build_settings(strict);
        });
    app
}

#[test]
fn every_two_systems_that_change_the_same_data_have_an_order() {
    let mut app = strict_app(Screen::Encounter);
    app.update();
    app.update();
}

#[derive(Resource, Default)]
struct Counter(u32);

#[test]
#[should_panic(expected = "ambigu")]
fn two_systems_without_an_order_are_found() {
    fn one(mut counter: ResMut<Counter>) {
        counter.0 += 1;
    }
    fn other(mut counter: ResMut<Counter>) {
        counter.0 *= 2;
    }
    let mut app = strict_app(Screen::Title);
    app.init_resource::<Counter>().add_systems(Update, (one, other));
    app.update();
}
