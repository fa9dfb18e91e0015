//! The order in which systems run in a frame.

use bevy::prelude::*;

/// The steps of [`Update`], in the order they run. Every system of the window in `Update` is in one of them.
///
/// Screens are drawn after `Update`; what they ask for is carried out by [`ApplyIntents`](Self::ApplyIntents) of
/// the next frame.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AppSystems {
    /// Takes over what the operating system reports: focus, dropped files, chosen files, saved files.
    CollectInput,
    /// Moves the patience clock and the text that appears on by the time of one frame. Before intents, so that a
    /// line that is new in this frame begins at its beginning.
    TickTimers,
    /// Carries out intents.
    ApplyIntents,
    /// Follows the new state: faces and captions.
    Advance,
    /// Hands the new state to the window, the theme and the loudspeaker.
    Present,
}

pub(super) fn plugin(app: &mut App) {
    use AppSystems::{Advance, ApplyIntents, CollectInput, Present, TickTimers};
    app.configure_sets(Update, (CollectInput, TickTimers, ApplyIntents, Advance, Present).chain());
}
