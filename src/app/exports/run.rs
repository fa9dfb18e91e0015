//! One run of an export: the selected plays as rows, and what is noted about them for the description.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::job::{ExportJob, Exported};
use super::rows::{Titles, for_each_row, scenario_note};
use crate::app::prepared::Prepared;
use crate::app::{ExportError, OnProgress};
use crate::export::{About, DECISIONS, ENCOUNTERS, EncounterRow, ScenarioNote};
use crate::ledger::{LedgerError, PlaySelection, StoredScenario};
use crate::record::{Head, StoredPlay, instant};
use crate::scoring::debrief::USE_NOTICE;

/// One run of an export.
pub(super) struct ExportRun<'r> {
    pub(super) job: &'r ExportJob,
    selected: &'r PlaySelection,
    heads: Vec<Head>,
    titles: Titles,
    scenarios: Vec<Arc<StoredScenario>>,
    /// The content hashes of the scenarios that were exported plays of.
    content_hashes: BTreeSet<String>,
    /// The rules' versions of the exported plays.
    rules: BTreeSet<u32>,
    decisions: u64,
    notes: OnceCell<Vec<ScenarioNote>>,
}

impl<'r> ExportRun<'r> {
    pub(super) fn new(job: &'r ExportJob, selected: &'r PlaySelection) -> Result<Self, LedgerError> {
        let ledgers = &job.prepared.ledgers;
        let scenarios = ledgers.scenarios()?;
        Ok(Self {
            job,
            selected,
            heads: ledgers.heads()?,
            titles: Titles::new(&scenarios),
            scenarios,
            content_hashes: BTreeSet::new(),
            rules: BTreeSet::new(),
            decisions: 0,
            notes: OnceCell::new(),
        })
    }

    /// Writes every selected play by `write`, whose errors are those of the export's file or folder.
    pub(super) fn for_each(
        &mut self,
        on_progress: OnProgress<'_>,
        mut write: impl FnMut(&StoredPlay, &EncounterRow) -> io::Result<()>,
    ) -> Result<(), ExportError> {
        let (hashes, rules, decisions) = (&mut self.content_hashes, &mut self.rules, &mut self.decisions);
        let failed = ExportError::write(self.job.out());
        let Prepared { ledgers, names, .. } = &self.job.prepared;
        for_each_row(ledgers, self.selected, names, &self.titles, on_progress, |play, row| {
            if !hashes.contains(&row.content_hash) {
                hashes.insert(row.content_hash.clone());
            }
            rules.insert(play.transcript.rules);
            *decisions += play.transcript.decisions.len() as u64;
            write(play, row).map_err(failed)
        })
    }

    /// The file or folder, for errors.
    pub(super) fn out(&self) -> &'r Path {
        self.job.out()
    }

    /// The description of what was exported so far.
    pub(super) fn about(&self) -> About<'static> {
        let request = &self.job.request;
        let exported = || {
            self.scenarios.iter().filter(|scenario| self.content_hashes.contains(&scenario.content_hash.to_string()))
        };
        let notes = self.notes.get_or_init(|| exported().map(|scenario| scenario_note(scenario)).collect());
        let tables = || vec![ENCOUNTERS.note(), DECISIONS.note()];
        About {
            notice: USE_NOTICE,
            program: concat!("rapport ", env!("CARGO_PKG_VERSION")).into(),
            made: instant(self.job.prepared.now),
            format: request.format.as_str(),
            asked: request.plays.description(request.names.are_pseudonyms()),
            pseudonyms: request.names.are_pseudonyms(),
            ledgers: self.heads.clone(),
            plays: self.selected.len() as u64,
            decisions: self.decisions,
            duplicates: self.selected.duplicates,
            rules: self.rules.iter().copied().collect(),
            scenarios: notes.clone(),
            tables: if request.format.is_folder() { tables() } else { Vec::new() },
        }
    }

    /// The description as JSON text.
    pub(super) fn about_json(&self) -> Result<Vec<u8>, ExportError> {
        let json = serde_json::to_vec_pretty(&self.about()).map_err(io::Error::from);
        let mut json = json.map_err(ExportError::write(self.out()))?;
        json.push(b'\n');
        Ok(json)
    }

    /// What was exported.
    pub(super) fn exported(&self) -> Exported {
        Exported {
            plays: self.selected.len() as u64,
            decisions: self.decisions,
            duplicates: self.selected.duplicates,
            heads: self.heads.clone(),
        }
    }
}
