//! The screens of the window, as a state of the engine.

use bevy::prelude::*;

/// The screens, in the order a trainee meets them.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The first screen: the name of the program, and where to go from here.
    #[default]
    Title,
    /// Who plays: pick a profile or type a new name.
    SelectProfile,
    /// Name, staff number and team of the trainee.
    EditProfile,
    /// Which encounter to play.
    SelectScenario,
    /// What the trainee knows before an encounter.
    Brief,
    /// The encounter itself.
    Encounter,
    /// The question which line the trainee would take back.
    LookBack,
    /// The result of a play.
    Debrief,
    /// Everything that was said.
    Transcript,
    /// The eight principles over time.
    Progress,
    /// Try out or add a scenario file.
    Import,
    /// Reports and exports, for managers.
    Records,
    /// Settings.
    Settings,
    /// Authors and licences.
    Credits,
    /// Keys, and how a play goes.
    Help,
}

impl Screen {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Title,
        Self::SelectProfile,
        Self::EditProfile,
        Self::SelectScenario,
        Self::Brief,
        Self::Encounter,
        Self::LookBack,
        Self::Debrief,
        Self::Transcript,
        Self::Progress,
        Self::Import,
        Self::Records,
        Self::Settings,
        Self::Credits,
        Self::Help,
    ];
}

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>();
}
