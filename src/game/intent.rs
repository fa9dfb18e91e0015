//! Intents: what a person can ask for. Screens return them, the session carries them out.

use std::path::PathBuf;

use bevy::prelude::*;

use super::drafts::DraftEdit;
use super::forms::{ExportForm, ProfileForm};
use super::screen::Screen;
use crate::app::Theme;
use crate::record::ProfileId;
use crate::scenario::id::{CourseId, Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::model::Kind;
use crate::scenario::principle::Principle;

/// Which encounters are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EncounterFilter {
    /// All, easy ones first.
    #[default]
    All,
    /// Those of a kind.
    Kind(Kind),
    /// Those that train a principle.
    Principle(Principle),
    /// Those of a course, in its order.
    Course(CourseId),
}

/// What is looked at on the map of who knows whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MapChoice {
    /// A villager: what they think, and where they have it from.
    Person(VillagerId),
    /// A word: its way.
    Word(Ref<WordId>),
}

/// A setting that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Toggle {
    /// Nothing moves by itself.
    ReduceMotion,
    /// Text appears at once.
    WordsAtOnce,
    /// The patience clock is off.
    NoHurry,
    /// Sound.
    Sound,
    /// Captions for sounds.
    Captions,
    /// The keys 1 to 9 choose.
    NumberKeys,
    /// The replies are shown after the trainee wrote an own answer.
    SayFirst,
    /// The question which line to take back, before the debrief.
    LookBack,
    /// The window fills the screen.
    FullScreen,
}

/// What to do with a scenario file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportMode {
    /// Play it; nothing is recorded.
    Try,
    /// Copy it to the trainee's own scenarios.
    Add,
    /// The same, overwriting a file of that name.
    Replace,
}

/// One request.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Show a screen; [`Back`](Self::Back) leads from there to the current one.
    GoTo(Screen),
    /// Go back to the screen before.
    Back,
    /// Replace a draft by what was typed.
    EditDraft(DraftEdit),
    /// Play as this trainee.
    SelectProfile(ProfileId),
    /// Play as a trainee of this name, who is added if the name is new; if somebody here has the name, ask who it is.
    CreateProfile(String),
    /// Play as somebody of this name who is none of those of the name who are here.
    CreateNamesake(String),
    /// Change the trainee's name, staff number and team.
    UpdateProfile(ProfileForm),
    /// List these encounters.
    SetFilter(EncounterFilter),
    /// Show a person or a word on the map of who knows whom; `None` for all that is said.
    ShowOnMap(Option<MapChoice>),
    /// Show all that one learns on the evening.
    ShowWholeEvening,
    /// End the season, and begin a new one.
    BeginSeason,
    /// Show the brief of an encounter.
    OpenScenario(ScenarioId),
    /// Start the encounter; an open play of it is abandoned.
    Start,
    /// Resume the open play of the encounter.
    Resume,
    /// Show all text at once.
    RevealAll,
    /// Submit the trainee's own answer, which may be empty; the replies are shown then.
    SubmitDraft(String),
    /// Take a choice, by its position among those on offer.
    Choose(usize),
    /// Take the silent choice at this position: patience has run out.
    RunOut(usize),
    /// Leave the finished encounter for its debrief.
    OpenDebrief,
    /// Note the turn that the trainee would take back, counted from 0; `None` for none of them.
    TakeBack(Option<usize>),
    /// Show a turn of the debrief, counted from 0.
    ShowTurn(usize),
    /// Try a turn again as practice, counted from 0.
    RetryTurn(usize),
    /// Show or hide what was said so far.
    ToggleHistory,
    /// Change the size of everything, in steps of ten per cent; 0 for the default size.
    ChangeTextSize(i32),
    /// Turn a setting on or off.
    Toggle(Toggle),
    /// Use this theme.
    SetTheme(Theme),
    /// Open the system's file chooser.
    PickFile,
    /// Try out or add a scenario file.
    ImportFile(PathBuf, ImportMode),
    /// Read the scenario file that is tried out again: it was saved.
    ReloadTryout,
    /// Read the library again.
    ReloadLibrary,
    /// Open the reports with the coach's word, which is set if there is none yet.
    OpenReports(String),
    /// Make a report or an export.
    Export(ExportForm),
    /// Stop making it.
    CancelExport,
    /// Open a file or folder in the system's program for it.
    OpenPath(PathBuf),
    /// Close the notice.
    DismissNotice,
    /// Close the window.
    Quit,
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Intent>();
}
