//! The people who play.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::chain::ChainWriter;
use super::event::Event;
use super::{Ledger, LedgerError};
use crate::record::{Millis, Profile, ProfileId};
use crate::util::text::{alike_key, is_same_line};

impl Ledger {
    /// All profiles, in the order they were added, whatever the clock said.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn profiles(&self) -> Result<Vec<Profile>, LedgerError> {
        profiles(&self.db)
    }

    /// Adds somebody of this name who is none of `others`, and returns the profile. If another program has added somebody of
    /// the name in the meantime, who is not among the others, it is the same newcomer, and that profile is returned.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn add_profile(&mut self, name: &str, others: &[ProfileId], now: Millis) -> Result<Profile, LedgerError> {
        let new = Profile { id: ProfileId(self.new_id(now)), name: name.to_owned(), staff: None, team: None };
        self.write(|writer| {
            let known = profiles(writer.transaction)?;
            let newcomer =
                known.into_iter().find(|known| is_same_line(&known.name, name) && !others.contains(&known.id));
            match newcomer {
                Some(newcomer) => Ok(newcomer),
                None => ensure_profile(writer, &new, now).map(|()| new.clone()),
            }
        })
    }

    /// Changes a profile's name, staff number and team. Plays follow the person: who gets a staff number keeps what
    /// they played before.
    ///
    /// # Errors
    /// If the staff number belongs to somebody else, or is what they are called, or it could not be written; nothing is
    /// changed then.
    pub fn change_profile(&mut self, profile: &Profile, now: Millis) -> Result<(), LedgerError> {
        self.write(|writer| {
            let transaction = writer.transaction;
            let (name, staff, team) = (&profile.name, &profile.staff, &profile.team);
            let holder: Option<String> = transaction
                .query_row(
                    "SELECT name FROM profile WHERE staff = ?1 AND id <> ?2 LIMIT 1",
                    params![staff, profile.id.0],
                    |row| row.get(0),
                )
                .optional()?;
            if let (Some(staff), Some(name)) = (staff, holder) {
                return Err(LedgerError::StaffNumberTaken { staff: staff.clone(), name });
            }
            if let Some(staff) = staff {
                refuse_name(transaction, profile, staff)?;
            }
            transaction.execute(
                "UPDATE profile SET name = ?2, staff = ?3, team = ?4 WHERE id = ?1",
                params![profile.id.0, name, staff, team],
            )?;
            transaction
                .execute("UPDATE play SET person = ?2 WHERE profile = ?1", params![profile.id.0, profile.person().0])?;
            add_known_event(writer, profile, now)
        })
    }
}

impl Ledger {
    /// A profile as it was at the last event of a play other than a reflection: what the events say that it was called
    /// from some moment on. Ledgers of version 1 did not record that; their plays take the first that is known.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub(super) fn profile_at_end(&self, play: &str, profile: &Profile) -> Result<Profile, LedgerError> {
        let mut query = self.db.prepare_cached(
            "SELECT known.body FROM event AS known,
                    (SELECT max(seq) AS seq FROM event WHERE play = ?2 AND kind <> 'remarked') AS ended
             WHERE known.play = ?1 AND known.kind = 'known' AND known.erased = 0
             ORDER BY known.seq > ended.seq, abs(known.seq - ended.seq) LIMIT 1",
        )?;
        let body: Option<String> = query.query_row(params![profile.id.0, play], |row| row.get(0)).optional()?;
        let Some(body) = body else { return Ok(profile.clone()) };
        Ok(match serde_json::from_str(&body)? {
            Event::Known { name, staff, team } => Profile { id: profile.id.clone(), name, staff, team },
            _ => profile.clone(),
        })
    }
}

/// Writes a profile, unless it exists.
pub(super) fn ensure_profile(writer: &mut ChainWriter<'_>, profile: &Profile, now: Millis) -> Result<(), LedgerError> {
    let transaction = writer.transaction;
    let exists: bool = transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM profile WHERE id = ?1)")?
        .query_row(params![profile.id.0], |row| row.get(0))?;
    if exists {
        return Ok(());
    }
    transaction.execute(
        "INSERT INTO profile (id, name, staff, team, created) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![profile.id.0, profile.name, profile.staff, profile.team, now.0],
    )?;
    add_known_event(writer, profile, now)
}

/// Refuses a staff number by which somebody else is found already: their name, as it may be typed, or their profile id.
fn refuse_name(db: &Connection, profile: &Profile, staff: &str) -> Result<(), LedgerError> {
    let is_called =
        |other: &Profile| alike_key(&other.name) == alike_key(staff) || other.id.0.eq_ignore_ascii_case(staff.trim());
    match profiles(db)?.into_iter().find(|other| other.id != profile.id && is_called(other)) {
        Some(other) => Err(LedgerError::StaffNumberIsName { staff: staff.to_owned(), name: other.name }),
        None => Ok(()),
    }
}

/// Adds to the chain what a profile is called from here on.
fn add_known_event(writer: &mut ChainWriter<'_>, profile: &Profile, now: Millis) -> Result<(), LedgerError> {
    let Profile { id, name, staff, team } = profile.clone();
    writer.add(&id.0, &Event::Known { name, staff, team }, now)
}

fn profiles(db: &Connection) -> Result<Vec<Profile>, LedgerError> {
    let mut query = db.prepare(
        "SELECT id, name, staff, team FROM profile
         ORDER BY (SELECT min(seq) FROM event WHERE event.play = profile.id), id",
    )?;
    let profiles = query.query_map([], profile_from_row)?.collect::<Result<_, _>>()?;
    Ok(profiles)
}

/// A profile from the columns id, name, staff and team.
pub(super) fn profile_from_row(row: &Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile { id: ProfileId(row.get(0)?), name: row.get(1)?, staff: row.get(2)?, team: row.get(3)? })
}
