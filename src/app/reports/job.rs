//! A report from the request of a front end to the page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::app::exports::for_each_row_with_notes;
use crate::app::prepared::Prepared;
use crate::app::read_back::{DecisionReader, read_about, read_encounters};
use crate::app::{Destination, ExportError, OnProgress, PeopleNames, PlayRequest, RequestContext};
use crate::export::items::{Items, SeenDecision};
use crate::export::report::{GENERATOR, ReportDescription, page};
use crate::export::totals::Totals;
use crate::export::{EncounterRow, offers};
use crate::files::write_marked;
use crate::ledger::LedgerError;
use crate::record::{PlayCriteria, StoredPlay};
use crate::scoring::Scorecard;
use crate::util::text::is_same_line;

/// What to report on, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequest {
    /// The page.
    pub destination: Destination,
    /// Where plays are read from.
    pub source: ReportSource,
    /// Which plays.
    pub plays: PlayRequest,
    /// What people are called; with a Parquet export, people are called what they are called there.
    pub names: PeopleNames,
    /// Whether nobody is shown by themselves.
    pub aggregate: bool,
}

/// Where the plays of a report are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportSource {
    /// The ledgers of data folders, read as one.
    Ledgers(Vec<PathBuf>),
    /// An export as Parquet.
    Parquet(PathBuf),
}

impl ReportRequest {
    /// Checks the request, and then creates the folder and the key it needs. The job can then run on any thread.
    ///
    /// # Errors
    /// If the request does not make sense, a ledger cannot be read, they hold nothing of the person, the team or
    /// the scenario that is asked for, or the folder or the key cannot be created.
    pub fn prepare(self, context: RequestContext<'_>) -> Result<ReportJob, ExportError> {
        let folders = match &self.source {
            ReportSource::Ledgers(folders) => folders.as_slice(),
            ReportSource::Parquet(_) => &[],
        };
        let prepared = Prepared::new(&self.plays, folders, &self.destination, &self.names, context)?;
        Ok(ReportJob { request: self, prepared })
    }
}

/// A report that is ready to run.
#[derive(Debug)]
pub struct ReportJob {
    request: ReportRequest,
    prepared: Prepared,
}

/// What a report holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// How many plays.
    pub plays: u64,
}

impl ReportJob {
    /// The page that will be written.
    #[must_use]
    pub fn out(&self) -> &Path {
        &self.prepared.out
    }

    /// The file of a key for pseudonyms that was created for this report.
    #[must_use]
    pub fn new_key(&self) -> Option<&Path> {
        self.prepared.new_key.as_deref()
    }

    /// Writes the page. `on_progress` is called with plays.
    ///
    /// # Errors
    /// If no play is selected, the plays cannot be read, the page cannot be written, or it was cancelled; an earlier page at its place is
    /// then unchanged.
    pub fn run(&self, on_progress: OnProgress<'_>) -> Result<Reported, ExportError> {
        match &self.request.source {
            ReportSource::Ledgers(_) => self.over_ledgers(on_progress),
            ReportSource::Parquet(folder) => self.over_parquet(folder, on_progress),
        }
    }

    fn over_ledgers(&self, on_progress: OnProgress<'_>) -> Result<Reported, ExportError> {
        let Prepared { ledgers, selected, names, .. } = &self.prepared;
        let (mut totals, mut items) = (Totals::default(), Items::default());
        let notes = for_each_row_with_notes(ledgers, selected, names, on_progress, |play, row| {
            totals.add(row);
            add_items(&mut items, play, row);
        })?;
        totals.set_random_play(&notes);
        let description = ReportDescription { heads: ledgers.heads()?, ..self.description() };
        self.write(&totals, &items, &description)
    }

    fn over_parquet(&self, folder: &Path, on_progress: OnProgress<'_>) -> Result<Reported, ExportError> {
        let about = read_about(folder)?;
        let (mut totals, mut items) = (Totals::default(), Items::default());
        let mut people = BTreeMap::new();
        let mut decisions = DecisionReader::open(folder)?;
        read_encounters(folder, on_progress, |row| {
            let decisions = decisions.decisions_of(&row)?;
            if is_wanted(&self.prepared.criteria, &row) {
                people.entry(row.person.clone()).or_insert_with(|| person_line(&row));
                totals.add(&row);
                let seen: Vec<SeenDecision<'_>> = decisions
                    .iter()
                    .map(|decision| SeenDecision {
                        beat: &decision.beat,
                        scored: decision.scored == Some(true),
                        chosen: &decision.chosen,
                        overall: decision.card.overall,
                    })
                    .collect();
                items.add(&row, &seen, |n| offers::totals(&decisions[n].offered));
            }
            Ok::<_, ExportError>(())
        })?;
        if let Some(name) = self.prepared.criteria.trainee.clone()
            && people.len() > 1
        {
            let people = people.into_values().collect();
            return Err(LedgerError::AmbiguousTrainee { name, people }.into());
        }
        totals.set_random_play(&about.scenarios);
        let description =
            ReportDescription { heads: about.ledgers, pseudonyms: about.pseudonyms, ..self.description() };
        self.write(&totals, &items, &description)
    }

    fn description(&self) -> ReportDescription {
        let pseudonyms = self.request.names.are_pseudonyms();
        let asked = self.request.plays.description(pseudonyms || self.request.aggregate);
        ReportDescription {
            aggregate: self.request.aggregate,
            pseudonyms,
            asked: asked.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            now: self.prepared.now,
            heads: Vec::new(),
        }
    }

    fn write(&self, totals: &Totals, items: &Items, description: &ReportDescription) -> Result<Reported, ExportError> {
        if totals.plays == 0 {
            return Err(ExportError::NoPlays);
        }
        write_marked(self.out(), &page(totals, items, description)?, GENERATOR)?;
        Ok(Reported { plays: totals.plays })
    }
}

fn add_items(items: &mut Items, play: &StoredPlay, row: &EncounterRow) {
    let decisions = &play.transcript.decisions;
    let seen: Vec<SeenDecision<'_>> = decisions
        .iter()
        .map(|decision| SeenDecision {
            beat: decision.beat().as_str(),
            scored: decision.scored,
            chosen: decision.chosen().as_str(),
            overall: Scorecard::from_decisions(std::slice::from_ref(decision)).overall,
        })
        .collect();
    items.add(row, &seen, |n| decisions[n].offered().map(|one| (one.id.as_str(), one.evidence.total())));
}

/// A line that tells the person of a row from others of the name.
fn person_line(row: &EncounterRow) -> String {
    let name = format!("{}  {}", row.person, row.trainee);
    let details = [&row.staff, &row.team].into_iter().filter(|text| !text.is_empty()).cloned();
    [name].into_iter().chain(details).collect::<Vec<_>>().join(", ")
}

/// Whether a row of an export is asked for.
fn is_wanted(criteria: &PlayCriteria, row: &EncounterRow) -> bool {
    let is_by =
        |key: &String| [&row.trainee, &row.staff, &row.person].into_iter().any(|known| is_same_line(known, key));
    criteria.trainee.as_ref().is_none_or(is_by)
        && criteria.team.as_ref().is_none_or(|team| is_same_line(&row.team, team))
        && criteria.scenario.as_ref().is_none_or(|id| row.scenario == id.as_str())
        && criteria.spans(row.started.unwrap_or_default())
}
