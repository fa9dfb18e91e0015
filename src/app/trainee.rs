//! Who plays, by what was typed: a name, a staff number or a profile id.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::ledger::{Ledger, LedgerError};
use crate::record::{Millis, Profile, ProfileId, instant};
use crate::util::text::{alike_key, is_same_line, one_line};

/// The name that people in a scenario call somebody by who gave none, as in a try-out.
pub const STAND_IN_NAME: &str = "Alex";

/// Whom a typed text stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TraineeMatch {
    /// The person with this staff number or profile id.
    Known(Profile),
    /// The people of this name, first those whose name is the same, then those whose name differs only in capitals,
    /// accents, apostrophes or dashes. Whoever typed it may be one of them or somebody else: ask.
    Alike(AlikeTrainees),
    /// Nobody here; the name in the form in which it would be kept.
    New(String),
}

/// A typed name, and the people of that or nearly that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikeTrainees {
    /// The name as it was typed, as one line.
    pub name: String,
    /// The people; at least one.
    pub people: Vec<Profile>,
}

impl AlikeTrainees {
    /// The only person whose name is the same; `None` if there are several or none.
    #[must_use]
    pub fn only_namesake(&self) -> Option<&Profile> {
        let mut same = self.people.iter().filter(|profile| is_same_line(&profile.name, &self.name));
        same.next().filter(|_| same.next().is_none())
    }
}

/// Finds out whom a typed text stands for. However a name was typed or pasted, it is one line in one Unicode form. The name
/// of somebody new must not be too long; whoever is in the ledger can play, however long their name is.
///
/// # Errors
/// If nothing of the text can be seen, a new name is too long, or the ledger cannot be read.
pub fn find_trainee(ledger: &Ledger, typed: &str) -> Result<TraineeMatch, TraineeError> {
    let name = one_line(typed);
    if name.is_empty() {
        return Err(TraineeError::NoName);
    }
    let profiles = ledger.profiles()?;
    let is_number = |profile: &&Profile| {
        profile.id.0.eq_ignore_ascii_case(&name)
            || profile.staff.as_deref().is_some_and(|staff| one_line(staff) == name)
    };
    if let Some(profile) = profiles.iter().find(is_number) {
        return Ok(TraineeMatch::Known(profile.clone()));
    }
    let key = alike_key(&name);
    let mut people: Vec<Profile> = profiles.into_iter().filter(|profile| alike_key(&profile.name) == key).collect();
    people.sort_by_key(|profile| one_line(&profile.name) != name);
    if !people.is_empty() {
        return Ok(TraineeMatch::Alike(AlikeTrainees { name, people }));
    }
    if name.chars().count() > Profile::MAX_NAME_CHARS {
        return Err(TraineeError::NameTooLong);
    }
    Ok(TraineeMatch::New(name))
}

/// The person whom a text stands for where nobody can be asked; `None` for somebody new.
///
/// # Errors
/// As [`find_trainee`], and if it is not clear who is meant: several people have the name, or only nearly.
pub fn known_trainee(ledger: &Ledger, typed: &str) -> Result<Option<Profile>, TraineeError> {
    match find_trainee(ledger, typed)? {
        TraineeMatch::Known(profile) => Ok(Some(profile)),
        TraineeMatch::New(_) => Ok(None),
        TraineeMatch::Alike(alike) => match alike.only_namesake() {
            Some(profile) => Ok(Some(profile.clone())),
            None => Err(TraineeError::Unclear(alike)),
        },
    }
}

/// The person whom a text stands for where nobody can be asked; somebody new is added.
///
/// # Errors
/// As [`known_trainee`], and if somebody new could not be written.
pub fn known_or_new_trainee(ledger: &mut Ledger, typed: &str, now: Millis) -> Result<Profile, TraineeError> {
    match known_trainee(ledger, typed)? {
        Some(profile) => Ok(profile),
        None => Ok(ledger.add_profile(&one_line(typed), &[], now)?),
    }
}

/// Adds somebody of this name, who is none of the people of that name who are here already.
///
/// # Errors
/// If nothing of the name can be seen, it is too long, or it could not be written.
pub fn another_trainee(ledger: &mut Ledger, name: &str, now: Millis) -> Result<Profile, TraineeError> {
    let name = one_line(name);
    match name.chars().count() {
        0 => Err(TraineeError::NoName),
        1..=Profile::MAX_NAME_CHARS => {
            let others: Vec<_> = ledger.profiles()?.into_iter().map(|profile| profile.id).collect();
            Ok(ledger.add_profile(&name, &others, now)?)
        }
        _ => Err(TraineeError::NameTooLong),
    }
}

/// What tells somebody from others of their name, for lists: "staff number 4711, North, last played the-sofa on
/// 2026-11-28". The
/// date is in UTC.
///
/// # Errors
/// If the ledger cannot be read.
pub fn distinction(ledger: &Ledger, profile: &Profile) -> Result<String, LedgerError> {
    let played = ledger.records(profile)?.last().map_or_else(
        || "has not played yet".to_owned(),
        |last| {
            let day: String = instant(last.latest).chars().take("2026-11-28".len()).collect();
            format!("last played {} on {day}", last.scenario)
        },
    );
    let staff = profile.staff.as_ref().map(|staff| format!("staff number {}", one_line(staff)));
    let team = profile.team.as_deref().map(one_line);
    Ok([staff, team, Some(played)].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// What tells those apart whose name somebody else has too, or nearly.
///
/// # Errors
/// If the ledger cannot be read.
pub fn distinctions(ledger: &Ledger, profiles: &[Profile]) -> Result<BTreeMap<ProfileId, String>, LedgerError> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for profile in profiles {
        *counts.entry(alike_key(&profile.name)).or_default() += 1;
    }
    let shared = profiles.iter().filter(|profile| counts[&alike_key(&profile.name)] > 1);
    shared.map(|profile| Ok((profile.id.clone(), distinction(ledger, profile)?))).collect()
}

/// Why nobody can play under a name.
#[derive(Debug, Error)]
pub enum TraineeError {
    /// Nothing of the name can be seen.
    #[error("a name has at least one character")]
    NoName,
    /// A new name is too long.
    #[error("a name has at most {} characters", Profile::MAX_NAME_CHARS)]
    NameTooLong,
    /// Several people have the name, or nobody has exactly this name and somebody nearly.
    #[error(
        "it is not clear who `{}` is; give a staff number or profile id, the name as it is written here, or `--new` for \
         somebody else:\n  {}",
        .0.name, .0.people.iter().map(Profile::line).collect::<Vec<_>>().join("\n  ")
    )]
    Unclear(AlikeTrainees),
    /// The ledger cannot be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}
