//! The time of a frame, measured when the frame begins.

use std::time::Instant;

use bevy::prelude::*;
use bevy::time::{TimeSystems, TimeUpdateStrategy};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(First, measure_time.before(TimeSystems));
}

/// The engine takes the moment at which an earlier picture was finished for the time of a frame. In a window that draws
/// only when something moves that may be minutes ago, and the pause would then be counted a frame or two late: to a
/// line that has just begun to appear, to the caption of a sound that has just been heard, and to the thinking time of
/// the next decision.
fn measure_time(mut strategy: ResMut<TimeUpdateStrategy>) {
    *strategy = TimeUpdateStrategy::ManualInstant(Instant::now());
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bevy::time::create_time_channels;

    use super::*;

    #[test]
    fn a_pause_is_counted_in_the_frame_that_ends_it() {
        let mut app = App::new();
        let (pictures, received) = create_time_channels();
        app.add_plugins(MinimalPlugins).insert_resource(received).add_plugins(plugin);
        // As with a window: what a frame receives is when the picture before the pause was finished.
        let mut frame = |pause: u64| {
            pictures.0.try_send(Instant::now()).expect("a frame takes what was sent before");
            std::thread::sleep(Duration::from_millis(pause));
            app.update();
            app.world().resource::<Time<Real>>().delta()
        };
        frame(0);
        frame(0);
        let pause = frame(300);
        let next = frame(0);
        assert!(pause >= Duration::from_millis(300), "{pause:?}");
        assert!(next < Duration::from_millis(200), "the frame after the pause is short: {next:?}");
    }
}
