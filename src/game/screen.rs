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
    /// The town: who waits today. From here one plays.
    Town,
    /// What one learns when a day has ended.
    Evening,
    /// Who knows whom, and the way of what is said.
    WhoKnowsWhom,
    /// What the trainee promised.
    YourWord,
    /// The question whether a new season is to begin.
    NewSeason,
    /// What there is beside the town: progress, files, settings.
    Menu,
    /// The list of all encounters.
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
    pub const ALL: [Self; 21] = [
        Self::Title,
        Self::SelectProfile,
        Self::EditProfile,
        Self::Town,
        Self::Evening,
        Self::WhoKnowsWhom,
        Self::YourWord,
        Self::NewSeason,
        Self::Menu,
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
