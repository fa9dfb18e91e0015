//! The selected plays of ledgers as rows of the table of encounters, and notes about their scenarios.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::analysis::random_play;
use crate::app::{ExportError, OnProgress};
use crate::export::{EncounterRow, Names, Random, ScenarioNote, Title};
use crate::ledger::{LedgerSet, PlaySelection, StoredScenario};
use crate::record::StoredPlay;

/// Plays between two reports of progress.
const PLAYS_BETWEEN_PROGRESS: u64 = 64;

/// The titles of scenarios, by content hash.
pub(in crate::app) struct Titles(HashMap<String, Title>);

impl Titles {
    pub(in crate::app) fn new(scenarios: &[Arc<StoredScenario>]) -> Self {
        Self(scenarios.iter().map(|scenario| (scenario.content_hash.to_string(), title(scenario))).collect())
    }

    pub(in crate::app) fn title_of(&self, play: &StoredPlay) -> Title {
        self.0.get(&play.transcript.content_hash.to_string()).cloned().unwrap_or_default()
    }
}

/// Hands every selected play with its row to `take`, in the order they began.
pub(super) fn for_each_row(
    ledgers: &LedgerSet,
    selected: &PlaySelection,
    names: &Names,
    titles: &Titles,
    on_progress: OnProgress<'_>,
    mut take: impl FnMut(&StoredPlay, &EncounterRow) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let all = selected.len() as u64;
    let mut done = 0;
    if on_progress(0, all).is_break() {
        return Err(ExportError::Cancelled);
    }
    ledgers.for_each(selected, |play| {
        take(&play, &EncounterRow::new(&play, &names.name_of(&play.profile), &titles.title_of(&play)))?;
        done += 1;
        let is_cancelled = done % PLAYS_BETWEEN_PROGRESS == 0 && on_progress(done, all).is_break();
        if is_cancelled { Err(ExportError::Cancelled) } else { Ok(()) }
    })?;
    let _ = on_progress(all, all);
    Ok(())
}

/// Hands every selected play with its row to `take`, and returns notes about the scenarios that were played.
pub(in crate::app) fn for_each_row_with_notes(
    ledgers: &LedgerSet,
    selected: &PlaySelection,
    names: &Names,
    on_progress: OnProgress<'_>,
    mut take: impl FnMut(&StoredPlay, &EncounterRow),
) -> Result<Vec<ScenarioNote>, ExportError> {
    let scenarios = ledgers.scenarios()?;
    let titles = Titles::new(&scenarios);
    let mut played = BTreeSet::new();
    for_each_row(ledgers, selected, names, &titles, on_progress, |play, row| {
        played.insert(play.transcript.content_hash);
        take(play, row);
        Ok(())
    })?;
    let notes = scenarios.iter().filter(|scenario| played.contains(&scenario.content_hash));
    Ok(notes.map(|scenario| scenario_note(scenario)).collect())
}

/// The title of a stored scenario; the id of one that cannot be read any more.
fn title(scenario: &StoredScenario) -> Title {
    match &scenario.script {
        Ok(script) => Title::from_scenario(&script.scenario),
        Err(_) => Title { title: scenario.id.to_string(), ..Title::default() },
    }
}

/// The note about a stored scenario, with what random play scores on it.
pub(super) fn scenario_note(scenario: &StoredScenario) -> ScenarioNote {
    let random = scenario.script.as_ref().ok().map(|script| Random::from_baseline(&random_play(script)));
    ScenarioNote {
        id: scenario.id.to_string(),
        title: title(scenario).title,
        content_hash: scenario.content_hash.to_string(),
        play_hash: scenario.play_hash.to_string(),
        random,
    }
}
