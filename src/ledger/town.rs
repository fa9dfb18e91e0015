//! The town in the ledger: what the plays of a season add up to, and what is written of it at the end of a play.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;

use super::event::Event;
use super::{Damage, Ledger, LedgerError, OpenPlay};
use crate::encounter::{Encounter, Status, Trace};
use crate::record::{Millis, PlaySource, Profile};
use crate::scenario::id::{CourseId, ScenarioId};
use crate::town::{Aside, DayPlay, PlayText, Town, TownPart, end_of_play};

/// Whether the town follows an open play when it is gone on with and completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenInTown {
    /// It does, if the scenario waits then and no turn is taken back.
    Followed,
    /// It does not: the play began in an earlier season.
    OtherSeason,
    /// It does not: the play is in a course that begins with nothing remembered.
    FreshCourse,
    /// It does not: a turn was taken back.
    Rewound,
}

/// What is read of the last event of a play.
#[derive(Deserialize)]
struct EndedInTown {
    town: Option<TownPart>,
}

impl Ledger {
    /// The town of a person: the fold of their season so far. `with_scripts` counts plays from lists of choices too.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn town(&self, profile: &Profile, with_scripts: bool) -> Result<Town, LedgerError> {
        town(&self.db, profile, with_scripts)
    }

    /// The open plays of a person, by their scenarios: whether the town follows each when it is gone on with and completed.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn open_plays(&self, profile: &Profile) -> Result<BTreeMap<ScenarioId, OpenInTown>, LedgerError> {
        let mut query = self.db.prepare_cached(
            "SELECT scenario, rewound, event.seq > ?2, json_extract(event.body, '$.course.fresh') IS 1
             FROM play JOIN event ON event.play = play.id AND event.kind = 'started'
             WHERE person = ?1 AND status = 'open' AND source IN ('play', 'follow-up') ORDER BY event.seq",
        )?;
        let rows = query.query_map(params![profile.person().0, self.season(profile)?], |row| {
            let state = match (row.get(1)?, row.get(2)?, row.get(3)?) {
                (true, _, _) => OpenInTown::Rewound,
                (false, false, _) => OpenInTown::OtherSeason,
                (false, true, true) => OpenInTown::FreshCourse,
                (false, true, false) => OpenInTown::Followed,
            };
            Ok((ScenarioId::from(row.get_ref(0)?.as_str()?), state))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The course that a person follows: that of the latest play of theirs that was in one, which is not `fresh`.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn latest_course(&self, profile: &Profile) -> Result<Option<CourseId>, LedgerError> {
        let mut query = self.db.prepare_cached(
            "SELECT json_extract(event.body, '$.course.id') AS course FROM play JOIN event ON event.play = play.id
             WHERE person = ?1 AND event.kind = 'started' AND course IS NOT NULL
               AND json_extract(event.body, '$.course.fresh') IS NOT 1
             ORDER BY event.seq DESC LIMIT 1",
        )?;
        let latest = query.query_row(params![profile.person().0], |row| row.get::<_, String>(0)).optional()?;
        Ok(latest.map(|id| CourseId::from(id.as_str())))
    }

    /// The number of the event with which the season of a person began; 0 for the first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn season(&self, profile: &Profile) -> Result<i64, LedgerError> {
        season_start(&self.db, profile)
    }

    /// Begins a new season of a person: nothing is remembered of the plays before, and no score or attempt changes.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn begin_season(&mut self, profile: &Profile, now: Millis) -> Result<(), LedgerError> {
        self.write(|writer| writer.add(&profile.id.0, &Event::Season, now))
    }
}

/// The number of the event with which the season of a person began; 0 for the first.
fn season_start(db: &Connection, profile: &Profile) -> Result<i64, LedgerError> {
    let mut query =
        db.prepare_cached("SELECT max(seq) FROM event WHERE play = ?1 AND kind = 'season' AND erased = 0")?;
    Ok(query.query_row(params![profile.id.0], |row| row.get::<_, Option<i64>>(0))?.unwrap_or(0))
}

/// The town of a person. Order is that of the chain, whatever the clock said; a play belongs to the season in which it began.
fn town(db: &Connection, profile: &Profile, with_scripts: bool) -> Result<Town, LedgerError> {
    let mut query = db.prepare_cached(
        "SELECT scenario, trace, ended.body, content_hash, seed FROM play JOIN event AS ended ON ended.play = play.id AND ended.kind = 'ended'
         WHERE person = ?1 AND status = 'completed' AND rewound = 0 AND trace IS NOT NULL
           AND (source IN ('play', 'follow-up') OR (?2 AND source = 'script'))
           AND (SELECT min(seq) FROM event WHERE event.play = play.id) > ?3
         ORDER BY ended.seq",
    )?;
    let mut town = Town::default();
    let mut rows = query.query(params![profile.person().0, with_scripts, season_start(db, profile)?])?;
    while let Some(row) = rows.next()? {
        let scenario = ScenarioId::from(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
        let trace: Trace = serde_json::from_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
        let ended: EndedInTown = serde_json::from_str(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
        let no_hash = |_| LedgerError::Damaged(Damage::ScenarioHash(scenario.to_string()));
        let content_hash = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?.parse().map_err(no_hash)?;
        let text = PlayText { content_hash, seed: u64::try_from(row.get::<_, i64>(4)?).ok() };
        town.add(&scenario, text, &trace, ended.town.as_ref());
    }
    Ok(town)
}

/// What is written of the town at the end of a play; `None` where nothing is: the play was rewound, tried out, or recorded
/// without a town, or its scenario was followed before.
pub(super) fn town_part(
    db: &Connection,
    play: &OpenPlay,
    encounter: &Encounter,
) -> Result<Option<TownPart>, LedgerError> {
    let (Some(setting), Some(trace)) = (&play.setting, encounter.trace()) else { return Ok(None) };
    let is_played = match play.attempt_info.source {
        PlaySource::Play | PlaySource::FollowUp => true,
        PlaySource::Script => false,
        PlaySource::Tryout => return Ok(None),
    };
    if encounter.status() != Status::Completed || play.attempt_info.rewound {
        return Ok(None);
    }
    let town = town(db, &play.profile, !is_played)?;
    let script = encounter.script();
    if town.has_followed(&script.id) {
        return Ok(None);
    }
    let began: Option<i64> = db
        .query_row("SELECT min(seq) FROM event WHERE play = ?1", params![play.id.0], |row| row.get(0))
        .optional()?
        .flatten();
    let is_of_another_season = began.is_some_and(|began| began < season_start(db, &play.profile).unwrap_or(0));
    if is_of_another_season {
        return Ok(Some(TownPart::aside(Aside::OtherSeason)));
    }
    if play.course.as_ref().is_some_and(|course| course.fresh) {
        return Ok(Some(TownPart::aside(Aside::FreshCourse)));
    }
    let (met, told) = (encounter.met(), encounter.told());
    let text = PlayText { content_hash: script.content_hash(), seed: Some(encounter.seed()) };
    let day_play = DayPlay { script, trace: &trace, met: &met, told: &told, text, is_played };
    Ok(Some(end_of_play(&town, setting, &day_play)))
}
