//! What a front end asks for: which plays, what people are called in them, and where the result goes. What a request
//! means and whether it makes sense is decided here, for both front ends.

use std::collections::BTreeMap;
use std::path::PathBuf;

use thiserror::Error;

use super::ExportError;
use crate::files::create_folder;
use crate::record::{DateError, Day, Millis, PlayCriteria};
use crate::scenario::id::ScenarioId;

/// Which plays are asked for. `None` is no restriction.
///
/// ```
/// use rapport::app::PlayRequest;
///
/// let request = PlayRequest { since: Some("2026-11-01".parse()?), until: Some("2026-11-30".parse()?), ..PlayRequest::default() };
/// let criteria = request.criteria()?;
/// assert_eq!(criteria.before, Some("2026-12-01".parse::<rapport::record::Day>()?.start()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlayRequest {
    /// The first day on which a play may have begun.
    pub since: Option<Day>,
    /// The last day on which a play may have begun.
    pub until: Option<Day>,
    /// The person who played.
    pub trainee: Option<RequestedTrainee>,
    /// The team of the person who played.
    pub team: Option<String>,
    /// The scenario that was played.
    pub scenario: Option<ScenarioId>,
}

/// The person whose plays are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestedTrainee {
    /// The name, staff number or profile id the person is found by.
    pub key: String,
    /// What the person is called in the description of the result.
    pub name: String,
}

impl RequestedTrainee {
    /// A person found by a name, staff number or profile id, and called by the same words.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        let key = key.into();
        Self { name: key.clone(), key }
    }
}

impl PlayRequest {
    /// Stands in a description for a person whose name must not be in it.
    const ONE_PERSON: &'static str = "one person";

    /// The criteria that select the plays.
    ///
    /// # Errors
    /// If the first day is after the last.
    pub fn criteria(&self) -> Result<PlayCriteria, RequestError> {
        if let (Some(first), Some(last)) = (self.since, self.until)
            && first > last
        {
            return Err(RequestError::FirstDayAfterLast { first, last });
        }
        Ok(PlayCriteria {
            since: self.since.map(Day::start),
            before: self.until.map(Day::end),
            trainee: self.trainee.as_ref().map(|trainee| trainee.key.clone()),
            team: self.team.clone(),
            scenario: self.scenario.clone(),
        })
    }

    /// What was asked for, by the names of the command line's options. `hides_persons` leaves out the person's name:
    /// for results in which people go by pseudonyms, or which show nobody by themselves.
    #[must_use]
    pub fn description(&self, hides_persons: bool) -> BTreeMap<&'static str, String> {
        let name = |trainee: &RequestedTrainee| trainee.name.clone();
        let trainee = self.trainee.as_ref().map(|it| if hides_persons { Self::ONE_PERSON.into() } else { name(it) });
        let all = [
            ("since", self.since.map(|day| day.to_string())),
            ("until", self.until.map(|day| day.to_string())),
            ("trainee", trainee),
            ("team", self.team.clone()),
            ("scenario", self.scenario.as_ref().map(ToString::to_string)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Where a result is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A file, or a folder for a format that is one; the folder it is in must exist.
    Path(PathBuf),
    /// A file or folder of this name in a folder, which is created if it does not exist.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The name in it.
        name: String,
    },
}

impl Destination {
    /// The path to write to, in a folder that exists.
    pub(super) fn prepare(&self) -> Result<PathBuf, ExportError> {
        match self {
            Self::Path(path) => Ok(path.clone()),
            Self::Folder { folder, .. } if folder.as_os_str().is_empty() => Err(RequestError::NoDestination.into()),
            Self::Folder { folder, name } => {
                create_folder(folder)?;
                Ok(folder.join(name))
            }
        }
    }
}

/// What the application layer needs from outside, since it has neither a clock nor a random source.
#[derive(Clone, Copy)]
pub struct RequestContext<'c> {
    /// The present moment.
    pub now: Millis,
    /// Makes a key that nobody can guess, for new pseudonyms.
    pub random_key: &'c dyn Fn() -> [u8; 32],
}

/// A request that does not make sense.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RequestError {
    /// A text that is not a day.
    #[error(transparent)]
    Date(#[from] DateError),
    /// No play can be between these days.
    #[error("the first day, {first}, is after the last, {last}; change one of them")]
    FirstDayAfterLast {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// The folder to write to has no name.
    #[error("no folder is named to write to; name one")]
    NoDestination,
    /// No folder to keep the key of pseudonyms in.
    #[error("there is no data folder to keep the key of pseudonyms in; name one with `--data DIR`")]
    NoDataFolder,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada_in_november() -> PlayRequest {
        let day = |text: &str| text.parse().ok();
        PlayRequest {
            since: day("2026-11-01"),
            until: day("2026-11-30"),
            trainee: Some(RequestedTrainee { key: "S4711X".into(), name: "Ada Lund".into() }),
            ..PlayRequest::default()
        }
    }

    #[test]
    fn the_first_day_must_not_be_after_the_last() {
        let request = ada_in_november();
        let criteria = request.criteria().expect("the first day is before the last");
        assert_eq!(criteria.trainee.as_deref(), Some("S4711X"));
        let one_day = PlayRequest { since: request.until, ..request.clone() };
        assert!(one_day.criteria().is_ok(), "the last day is included");
        let backwards = PlayRequest { since: request.until, until: request.since, ..request };
        let error = backwards.criteria().expect_err("the days are the wrong way round");
        assert_eq!(error.to_string(), "the first day, 2026-11-30, is after the last, 2026-11-01; change one of them");
    }

    #[test]
    fn a_description_names_the_person_only_where_people_go_by_name() {
        let request = ada_in_november();
        assert_eq!(request.description(false)["trainee"], "Ada Lund");
        let hidden = request.description(true);
        assert_eq!(hidden["trainee"], "one person");
        assert!(hidden.values().all(|value| !value.contains("Ada") && !value.contains("4711")), "{hidden:?}");
        assert_eq!((&*hidden["since"], &*hidden["until"]), ("2026-11-01", "2026-11-30"));
    }
}
