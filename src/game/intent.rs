//! What a person can ask for, and the screens there are.

use std::path::PathBuf;

use bevy::prelude::*;

use crate::app::Theme;
use crate::export::ExportFormat;
use crate::record::ProfileId;
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scenario::model::Kind;
use crate::scenario::principle::Principle;

/// The screens, in the order one meets them.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The door.
    #[default]
    Title,
    /// Who plays.
    Who,
    /// Name, staff number and team of whoever plays.
    Profile,
    /// Which encounter.
    Choose,
    /// What one knows beforehand.
    Brief,
    /// The encounter itself.
    Encounter,
    /// Which line one would take back.
    LookBack,
    /// What came of it.
    Debrief,
    /// Everything that was said.
    Transcript,
    /// The eight principles over time.
    Progress,
    /// A file of one's own: to try, or to add.
    Bring,
    /// Reports and exports, for managers.
    Records,
    /// What can be set.
    Settings,
    /// Who made what.
    Credits,
    /// Which keys do what.
    Help,
}

impl Screen {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Title,
        Self::Who,
        Self::Profile,
        Self::Choose,
        Self::Brief,
        Self::Encounter,
        Self::LookBack,
        Self::Debrief,
        Self::Transcript,
        Self::Progress,
        Self::Bring,
        Self::Records,
        Self::Settings,
        Self::Credits,
        Self::Help,
    ];
}

/// How the list of encounters is sorted and cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// Everything.
    #[default]
    All,
    /// One kind.
    Kind(Kind),
    /// What trains a principle.
    Principle(Principle),
    /// A course, in its order.
    Course(CourseId),
}

/// Something that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Toggle {
    /// Nothing moves by itself.
    ReduceMotion,
    /// Words appear all at once.
    WordsAtOnce,
    /// The patience clock is off.
    NoHurry,
    /// Sound.
    Sound,
    /// Sounds in words.
    Captions,
    /// The keys 1 to 9 choose.
    NumberKeys,
    /// Replies wait until one framed one's own.
    SayFirst,
    /// Which line one would take back, before the debrief.
    LookBack,
    /// The window fills the screen.
    FullScreen,
}

/// What becomes of a file that was brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bring {
    /// Play it once; nothing is kept.
    Try,
    /// Copy it to one's own scenarios.
    Add,
    /// The same, in place of the one that is there.
    Replace,
}

/// Name, staff number and team as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What somebody wants to be called.
    pub name: String,
    /// Their staff number; empty for none.
    pub staff: String,
    /// Their team; empty for none.
    pub team: String,
}

/// What a manager can have made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// A page to read.
    #[default]
    Report,
    /// The same without persons.
    Aggregate,
    /// Plays in a format.
    Format(ExportFormat),
}

impl What {
    /// All of them, those to read first.
    pub const ALL: [Self; 8] = [
        Self::Report,
        Self::Aggregate,
        Self::Format(ExportFormat::Xlsx),
        Self::Format(ExportFormat::Csv),
        Self::Format(ExportFormat::Grades),
        Self::Format(ExportFormat::Xapi),
        Self::Format(ExportFormat::Jsonl),
        Self::Format(ExportFormat::Parquet),
    ];

    /// The format, if it is not a page.
    #[must_use]
    pub const fn format(self) -> Option<ExportFormat> {
        if let Self::Format(format) = self { Some(format) } else { None }
    }

    /// What its file or folder is called on a day.
    #[must_use]
    pub fn file_name(self, day: &str) -> String {
        match self {
            Self::Report => format!("rapport-report-{day}.html"),
            Self::Aggregate => format!("rapport-report-without-persons-{day}.html"),
            Self::Format(format) => format!("rapport-{}-{day}{}", format.as_str(), format.file_extension()),
        }
    }
}

/// A report or an export that is wanted, as it was chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandOut {
    /// What.
    pub what: What,
    /// From this day; empty for no limit.
    pub since: String,
    /// To this day; empty for no limit.
    pub until: String,
    /// Of this team.
    pub team: Option<String>,
    /// Of this person.
    pub person: Option<ProfileId>,
    /// With pseudonyms.
    pub pseudonyms: bool,
    /// Into this folder.
    pub folder: String,
}

/// One thing asked for; screens return it, the session carries it out.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// To another screen, and back from there to this one.
    Go(Screen),
    /// I am this one.
    Be(ProfileId),
    /// I am new, and this is my name.
    Join(String),
    /// This is who I am now.
    Change(Card),
    /// Show these encounters.
    Arrange(Shelf),
    /// Show me this encounter.
    Look(ScenarioId),
    /// Start it, leaving an open play behind.
    Start,
    /// Go on where I left it.
    GoOn,
    /// Show the whole line at once.
    ShowAll,
    /// I would say this; empty for no words of my own. Then the replies show.
    Frame(String),
    /// I say or do this: the position among what is shown.
    Take(usize),
    /// The encounter is over: what came of it?
    Finish,
    /// I would take back this turn, counted from 0, or none.
    TakeBack(Option<usize>),
    /// Show this turn of the debrief, counted from 0.
    Step(usize),
    /// Try this turn again, counted from 0.
    TryAgain(usize),
    /// Show or hide what was said so far.
    History,
    /// Larger or smaller text, in steps of ten per cent; 0 for the size it came with.
    Size(i32),
    /// Turn this on or off.
    Toggle(Toggle),
    /// These colours.
    Dress(Theme),
    /// Ask the system for a file.
    PickFile,
    /// This file, and what to do with it.
    Bring(PathBuf, Bring),
    /// Make this for me.
    HandOut(HandOut),
    /// Do not go on making it.
    StopHandingOut,
    /// Show me this file or folder, in whatever shows such things here.
    Open(PathBuf),
    /// Back to where I came from.
    Back,
    /// The file that is tried out was saved.
    Saved,
    /// Read the library again.
    Reload,
    /// I have read the notice.
    Dismiss,
    /// Close the window.
    Quit,
}

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>().add_message::<Intent>();
}
