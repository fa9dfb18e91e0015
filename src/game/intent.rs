//! What a person can ask for, and the screens there are.

use bevy::prelude::*;

use crate::record::ProfileId;
use crate::scenario::id::ScenarioId;

/// The screens, in the order one meets them.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Who plays.
    #[default]
    Who,
    /// Which encounter.
    Choose,
    /// What one knows beforehand.
    Brief,
    /// The encounter itself.
    Encounter,
    /// What came of it.
    Debrief,
}

/// One thing asked for; screens return it, the session carries it out.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// I am this one.
    Be(ProfileId),
    /// I am new, and this is my name.
    Join(String),
    /// Show me this encounter.
    Look(ScenarioId),
    /// Start it, leaving an open play behind.
    Start,
    /// Go on where I left it.
    GoOn,
    /// I say or do this: the position among what is shown.
    Take(usize),
    /// Try this turn again, counted from 0.
    TryAgain(usize),
    /// Show or hide what was said so far.
    History,
    /// Larger or smaller text, in steps of ten per cent; 0 for the size it came with.
    Size(i32),
    /// Turn the patience clock off or on.
    Hurry,
    /// Back to where I came from.
    Back,
    /// Read the library again.
    Reload,
    /// I have read the notice.
    Dismiss,
}

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>().add_message::<Intent>();
}
