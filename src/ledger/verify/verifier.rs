//! The state of a verification.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::finding::Finding;
use super::profiles::KnownProfile;
use crate::ledger::{Ledger, LedgerError, StoredScenario};
use crate::record::Head;

/// The most findings that are listed.
const MAX_FINDINGS: usize = 1000;

/// The state of a verification.
pub(super) struct Verifier<'l> {
    pub(super) ledger: &'l Ledger,
    pub(super) head: Head,
    pub(super) plays: usize,
    pub(super) replayed: usize,
    pub(super) rescored: usize,
    /// Person, scenario and number of the attempts in the list of plays.
    pub(super) attempts: HashSet<(String, String, u32)>,
    /// Plays and profiles that were erased.
    pub(super) erased: BTreeSet<String>,
    /// Plays that have events, and were not met in the list of plays yet.
    pub(super) started: BTreeSet<String>,
    /// Profiles by id.
    pub(super) known: BTreeMap<String, KnownProfile>,
    /// Stored scenarios by content hash, or why they cannot be read.
    pub(super) scenarios: HashMap<String, Result<StoredScenario, LedgerError>>,
    pub(super) findings: Vec<Finding>,
}

impl<'l> Verifier<'l> {
    pub(super) fn new(ledger: &'l Ledger) -> Result<Self, LedgerError> {
        Ok(Self {
            ledger,
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

    pub(super) fn add(&mut self, finding: Finding) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding);
        }
    }
}
