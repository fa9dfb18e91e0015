//! Which plays of several ledgers are read: every play once, attempts counted over all ledgers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::Row;
use uuid::Uuid;

use super::ledger_set::LedgerSet;
use super::{Damage, Ledger, LedgerError};
use crate::diagnostic::advice;
use crate::encounter::Status;
use crate::record::{Millis, PlayCriteria, PlayId, PlaySource, ProfileId};
use crate::util::text::one_line;

/// The plays that were selected, in the order they began.
#[derive(Debug)]
pub struct PlaySelection {
    pub(super) plays: Vec<SelectedPlay>,
    /// How many copies of plays were left out.
    pub duplicates: usize,
}

/// A play that was selected.
#[derive(Clone, Copy, Debug)]
pub(super) struct SelectedPlay {
    /// When it began, or when a play that was recorded before it began, if that is later: a clock can be set back, and the
    /// order of a ledger stays.
    began: i64,
    /// The number of the event with which it began, in its ledger.
    event: i64,
    pub(super) id: Uuid,
    latest: i64,
    /// The index of its ledger.
    pub(super) ledger: u16,
    has_ended: bool,
    /// Whether it meets the criteria; other plays only count as attempts.
    is_wanted: bool,
    /// The index of its person and scenario; `None` if it is no attempt, or there is only one ledger.
    series: Option<u32>,
    /// Its number among those of its person and scenario in all ledgers, if there are several.
    pub(super) attempt: Option<u32>,
}

impl PlaySelection {
    /// How many plays there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.plays.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.plays.is_empty()
    }

    /// Removes plays.
    pub fn leave_out(&mut self, ids: &BTreeSet<PlayId>) {
        if !ids.is_empty() {
            self.plays.retain(|play| !ids.contains(&PlayId(play.id.to_string())));
        }
    }
}

impl Ledger {
    /// The ids of the scenarios of which there are plays.
    fn scenarios_played(&self) -> Result<Vec<String>, LedgerError> {
        let mut query = self.db.prepare("SELECT DISTINCT scenario FROM play")?;
        let ids = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(ids)
    }
}

/// The plays of a person and scenario are numbered together; this numbers the pairs.
type SeriesIndexes = HashMap<(String, String), u32>;

impl LedgerSet {
    /// Selects the plays that meet the criteria, in the order in which they began. Where there are several ledgers, the
    /// earliest play of a person and scenario is attempt 1, and the others are practice; plays of one ledger keep the order
    /// in which they were recorded, whatever the clock said.
    ///
    /// # Errors
    /// If the person, the team or the scenario that is asked for is not there, several people have the name that is asked
    /// for, or a ledger cannot be read.
    pub fn select(&self, criteria: &PlayCriteria) -> Result<PlaySelection, LedgerError> {
        self.require_known(criteria)?;
        let mut plays = Vec::new();
        let mut series = SeriesIndexes::new();
        for index in 0..self.ledgers.len() {
            self.add_plays(index, criteria, &mut series, &mut plays)?;
        }
        let duplicates = self.remove_duplicates(&mut plays)?;
        plays.sort_unstable_by_key(|play| (play.began, play.ledger, play.event));
        number_attempts(&mut plays, series.len());
        plays.retain(|play| play.is_wanted);
        Ok(PlaySelection { plays, duplicates })
    }

    /// Requires that the person, the team and the scenario of the criteria are known in one of the ledgers, as far as they
    /// are named: one that is not there is a typing error. A name that several people have stands for none of them. Where
    /// there is no ledger, nothing is known, and nothing is required.
    ///
    /// # Errors
    /// If one of them is not there, several people have the name, or a ledger cannot be read.
    pub fn require_known(&self, criteria: &PlayCriteria) -> Result<(), LedgerError> {
        if self.ledgers.is_empty() {
            return Ok(());
        }
        let (mut people, mut names) = (BTreeMap::new(), BTreeSet::new());
        let (mut teams, mut scenarios) = (BTreeSet::new(), BTreeSet::new());
        let by_trainee = PlayCriteria { trainee: criteria.trainee.clone(), ..PlayCriteria::default() };
        for ledger in &self.ledgers {
            for profile in ledger.profiles()? {
                if by_trainee.wants(&profile) {
                    people.insert(profile.person(), profile.line());
                }
                names.insert(one_line(&profile.name));
                teams.extend(profile.team.map(|team| one_line(&team)));
            }
            if criteria.scenario.is_some() {
                scenarios.extend(ledger.scenarios_played()?);
            }
        }
        match criteria {
            PlayCriteria { trainee: Some(name), .. } if people.is_empty() => {
                Err(LedgerError::unknown_trainee(name, names.iter().map(String::as_str)))
            }
            PlayCriteria { trainee: Some(name), .. } if people.len() > 1 => {
                Err(LedgerError::AmbiguousTrainee { name: name.clone(), people: people.into_values().collect() })
            }
            PlayCriteria { team: Some(name), .. } if !teams.contains(&one_line(name)) => {
                Err(LedgerError::UnknownTeam {
                    name: name.clone(),
                    hint: advice(name, teams.iter().map(String::as_str)),
                })
            }
            PlayCriteria { scenario: Some(id), .. } if !scenarios.contains(id.as_str()) => {
                let hint = advice(id.as_str(), scenarios.iter().map(String::as_str));
                Err(LedgerError::UnplayedScenario { name: id.to_string(), hint })
            }
            _ => Ok(()),
        }
    }

    /// Adds the plays of a ledger.
    fn add_plays(
        &self,
        index: usize,
        criteria: &PlayCriteria,
        series: &mut SeriesIndexes,
        plays: &mut Vec<SelectedPlay>,
    ) -> Result<(), LedgerError> {
        let ledger: &Ledger = &self.ledgers[index];
        let are_several = self.ledgers.len() > 1;
        let wanted: BTreeSet<ProfileId> =
            ledger.profiles()?.into_iter().filter(|profile| criteria.wants(profile)).map(|p| p.id).collect();
        let mut query = ledger.db.prepare(
            "SELECT id, profile, person, scenario, source, status, started, latest, ifnull(first.seq, 0)
             FROM play LEFT JOIN (SELECT play, min(seq) AS seq FROM event GROUP BY play) AS first ON first.play = play.id
             ORDER BY first.seq",
        )?;
        let mut rows = query.query([])?;
        let mut began = i64::MIN;
        while let Some(row) = rows.next()? {
            began = began.max(row.get(6)?);
            let is_wanted = meets(row, criteria, &wanted)?;
            // The other plays matter only to the numbers of attempts.
            if !is_wanted && !are_several {
                continue;
            }
            let id: String = row.get(0)?;
            let source = row.get_ref(4)?.as_str().unwrap_or_default();
            let is_attempt = PlaySource::ALL.iter().any(|it| it.is_of_trainee() && it.as_str() == source);
            let series = (are_several && is_attempt).then(|| series_of(row, series)).transpose()?;
            plays.push(SelectedPlay {
                began,
                event: row.get(8)?,
                id: Uuid::parse_str(&id).map_err(|_| LedgerError::Damaged(Damage::PlayId(id)))?,
                latest: row.get(7)?,
                ledger: u16::try_from(index).unwrap_or(u16::MAX),
                has_ended: row.get_ref(5)?.as_str().is_ok_and(|status| status != Status::Open.as_str()),
                is_wanted,
                series,
                attempt: None,
            });
        }
        Ok(())
    }

    /// Keeps one of several copies of a play: the one that got furthest, and among equals the one in the ledger with
    /// the most events, which knows best who played. Returns how many were removed.
    fn remove_duplicates(&self, plays: &mut Vec<SelectedPlay>) -> Result<usize, LedgerError> {
        let events: Vec<i64> = self.heads()?.iter().map(|head| head.events).collect();
        let furthest = |play: &SelectedPlay| (play.latest, play.has_ended, events[usize::from(play.ledger)]);
        plays.sort_unstable_by_key(|play| (play.id, Reverse(furthest(play)), play.ledger));
        let found = plays.len();
        plays.dedup_by_key(|play| play.id);
        Ok(found - plays.len())
    }
}

/// Whether the play of a row meets the criteria; `profiles` are those that do.
fn meets(row: &Row<'_>, criteria: &PlayCriteria, profiles: &BTreeSet<ProfileId>) -> Result<bool, LedgerError> {
    let (profile, scenario): (String, String) = (row.get(1)?, row.get(3)?);
    Ok(profiles.contains(&ProfileId(profile))
        && criteria.spans(Millis(row.get(6)?))
        && criteria.scenario.as_ref().is_none_or(|id| id.as_str() == scenario))
}

/// The index of the person and scenario of a row.
fn series_of(row: &Row<'_>, series: &mut SeriesIndexes) -> rusqlite::Result<u32> {
    let next = u32::try_from(series.len()).unwrap_or(u32::MAX);
    Ok(*series.entry((row.get(2)?, row.get(3)?)).or_insert(next))
}

/// Numbers the plays of each person and scenario, which are in the order they began.
fn number_attempts(plays: &mut [SelectedPlay], series: usize) {
    let mut counts = vec![0; series];
    for play in plays {
        if let Some(series) = play.series {
            let count = &mut counts[series as usize];
            *count += 1;
            play.attempt = Some(*count);
        }
    }
}
