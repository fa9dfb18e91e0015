//! Verifying a ledger: the chain from end to end, and every score from the decisions behind it.

mod against;
mod chain;
mod finding;
mod play_list;
mod replay;

pub use finding::Finding;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use super::play_rows::ids;
use super::{Ledger, LedgerError, StoredScenario};
use crate::record::{Head, Millis};

/// The most findings that are listed.
const MAX_FINDINGS: usize = 1000;

/// The result of verifying a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How far its chain reaches.
    pub head: Head,
    /// How many plays there are.
    pub plays: usize,
    /// How many of them were played again on the stored scenario.
    pub replayed: usize,
    /// How many of them, of older rules, were scored again from the stored offers.
    pub rescored: usize,
    /// How many plays and profiles were erased.
    pub erased: usize,
    /// What is not as it was recorded; a thousand findings at most.
    pub findings: Vec<Finding>,
}

impl Ledger {
    /// Verifies the ledger of a data folder, without changing it. `against` are heads that exports or backups of it
    /// printed. `on_progress` is called with events, and then with plays.
    ///
    /// # Errors
    /// If the ledger does not exist or cannot be read; what is wrong in it is in the result.
    pub fn verify(
        folder: &Path,
        now: Millis,
        against: &[Head],
        on_progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Verified, LedgerError> {
        // It is read as it is at one moment: somebody may be playing.
        let ledger = Self::open_read_only(folder)?;
        let mut verifier = Verifier::new(&ledger, now)?;
        verifier.verify_chain(on_progress)?;
        verifier.verify_against(against)?;
        verifier.verify_scenarios()?;
        verifier.verify_profiles()?;
        verifier.verify_plays(on_progress)?;
        Ok(Verified {
            head: verifier.head,
            plays: verifier.plays,
            replayed: verifier.replayed,
            rescored: verifier.rescored,
            erased: verifier.erased.len(),
            findings: verifier.findings,
        })
    }
}

/// What a profile is called, according to its events.
#[derive(Debug, PartialEq, Eq)]
struct KnownProfile {
    name: String,
    staff: Option<String>,
    team: Option<String>,
    /// When it was added, in milliseconds since 1970.
    since: i64,
}

/// The state of a verification.
struct Verifier<'l> {
    ledger: &'l Ledger,
    now: Millis,
    head: Head,
    plays: usize,
    replayed: usize,
    rescored: usize,
    /// Person, scenario and number of the attempts in the list of plays.
    attempts: HashSet<(String, String, u32)>,
    /// Plays and profiles that were erased.
    erased: BTreeSet<String>,
    /// Plays that have events, and were not met in the list of plays yet.
    started: BTreeSet<String>,
    /// Profiles by id.
    known: BTreeMap<String, KnownProfile>,
    /// Stored scenarios by content hash, or why they cannot be read.
    scenarios: HashMap<String, Result<StoredScenario, String>>,
    findings: Vec<Finding>,
}

impl<'l> Verifier<'l> {
    fn new(ledger: &'l Ledger, now: Millis) -> Result<Self, LedgerError> {
        Ok(Self {
            ledger,
            now,
            head: ledger.head()?,
            plays: 0,
            replayed: 0,
            rescored: 0,
            attempts: HashSet::new(),
            erased: BTreeSet::new(),
            started: BTreeSet::new(),
            known: BTreeMap::new(),
            scenarios: HashMap::new(),
            findings: Vec::new(),
        })
    }

    fn add(&mut self, finding: Finding) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding);
        }
    }

    /// Compares every stored scenario with the hash it is stored under.
    fn verify_scenarios(&mut self) -> Result<(), LedgerError> {
        for hash in ids(&self.ledger.db, "SELECT content_hash FROM scenario ORDER BY id", [])? {
            let stored = StoredScenario::read(self.ledger, &hash);
            let (id, is_unchanged) = match &stored {
                Ok(stored) => (stored.id.to_string(), stored.has_its_hashes()),
                Err(_) => (hash.clone(), false),
            };
            if !is_unchanged {
                self.add(Finding::Scenario { id, hash: hash.clone() });
            }
            self.scenarios.insert(hash, stored.map_err(|error| error.to_string()));
        }
        Ok(())
    }

    /// Compares the profiles with their events.
    fn verify_profiles(&mut self) -> Result<(), LedgerError> {
        let mut known = std::mem::take(&mut self.known);
        let created = ids(&self.ledger.db, "SELECT CAST(created AS TEXT) FROM profile ORDER BY created, id", [])?;
        for (profile, created) in self.ledger.profiles()?.into_iter().zip(created) {
            let listed = KnownProfile {
                name: profile.name,
                staff: profile.staff,
                team: profile.team,
                since: created.parse().unwrap_or_default(),
            };
            if known.remove(&profile.id.0) != Some(listed) {
                self.add(Finding::Profile { profile: profile.id.0 });
            }
        }
        for (profile, _) in known {
            self.add(Finding::Profile { profile });
        }
        Ok(())
    }
}
