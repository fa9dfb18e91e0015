//! What people type and choose on a screen before they submit it.

use crate::export::ExportFormat;
use crate::record::{Profile, ProfileId};

/// Name, staff number and team, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileForm {
    /// What the trainee wants to be called.
    pub name: String,
    /// Their staff number; empty for none.
    pub staff: String,
    /// Their team; empty for none.
    pub team: String,
}

impl From<&Profile> for ProfileForm {
    fn from(profile: &Profile) -> Self {
        Self {
            name: profile.name.clone(),
            staff: profile.staff.clone().unwrap_or_default(),
            team: profile.team.clone().unwrap_or_default(),
        }
    }
}

/// The kinds of file that a manager can have made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportKind {
    /// The report, as a page to read.
    #[default]
    Report,
    /// The report without persons.
    Aggregate,
    /// Plays in a format.
    Format(ExportFormat),
}

impl ExportKind {
    /// All of them, the pages to read first.
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

    /// The format; `None` for a page.
    #[must_use]
    pub const fn format(self) -> Option<ExportFormat> {
        if let Self::Format(format) = self { Some(format) } else { None }
    }

    /// The name of its file or folder on a day, which is given as 2026-11-22.
    #[must_use]
    pub fn file_name(self, day: &str) -> String {
        match self {
            Self::Report => format!("rapport-report-{day}.html"),
            Self::Aggregate => format!("rapport-report-without-persons-{day}.html"),
            Self::Format(format) => format!("rapport-{}-{day}{}", format.as_str(), format.file_extension()),
        }
    }
}

/// A report or an export, as chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportForm {
    /// The kind of file.
    pub what: ExportKind,
    /// The first day, as 2026-11-22; empty for no limit.
    pub since: String,
    /// The last day, as 2026-11-22; empty for no limit.
    pub until: String,
    /// This team only.
    pub team: Option<String>,
    /// This person only.
    pub person: Option<ProfileId>,
    /// Whether names are replaced by pseudonyms.
    pub pseudonyms: bool,
    /// The folder it is written to.
    pub folder: String,
}
