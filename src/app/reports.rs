//! Making a report: plays from ledgers, or from an export as Parquet, added up and written as one page.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::exports::Progress;
use super::reading::{about, parquet, parquet_files};
use super::{exports, reading};
use crate::export::items::{Items, Seen};
use crate::export::parquet::{Batch, ParquetFile};
use crate::export::report::{Asked, GENERATOR, page};
use crate::export::totals::{Group, Sums, Totals, Words};
use crate::export::{EncounterRow, Names, offers};
use crate::files::write_marked;
use crate::ledger::{LedgerError, LedgerSet};
use crate::record::{Month, PlayCriteria};
use crate::scoring::Scorecard;

/// What a report is to hold.
#[derive(Debug)]
pub struct ReportOrder {
    /// The page's file.
    pub out: PathBuf,
    /// Which plays.
    pub selection: PlayCriteria,
    /// What people are called.
    pub names: Names,
    /// What it is of, for the page.
    pub asked: Asked,
}

/// Writes a report over ledgers; how many plays are in it.
///
/// # Errors
/// If a ledger cannot be read, or the page not be written.
pub fn report(ledgers: &LedgerSet, order: &ReportOrder, progress: Progress<'_>) -> Result<u64, LedgerError> {
    let plan = ledgers.select(&order.selection)?;
    let (mut totals, mut items) = (Totals::default(), Items::default());
    let notes = exports::walk(ledgers, &plan, &order.names, progress, |kept, row| {
        totals.add(row);
        let decisions = &kept.transcript.decisions;
        let seen: Vec<Seen<'_>> = decisions
            .iter()
            .map(|decision| Seen {
                beat: decision.beat.as_str(),
                scored: decision.scored,
                chosen: decision.chosen.as_str(),
                overall: Scorecard::of(std::slice::from_ref(decision)).overall,
            })
            .collect();
        items.add(row, &seen, |n| decisions[n].offered.iter().map(|one| (one.id.as_str(), one.evidence.total())));
    })?;
    totals.know(&notes);
    let asked = Asked { heads: ledgers.heads()?, ..order.asked.clone() };
    write(&order.out, &totals, &items, &asked)
}

/// Writes a report over an export as Parquet; how many plays are in it.
///
/// # Errors
/// If it cannot be read, or the page not be written.
pub fn report_from(folder: &Path, order: &ReportOrder, progress: Progress<'_>) -> Result<u64, LedgerError> {
    let about = about(folder)?;
    let (mut totals, mut items) = (Totals::default(), Items::default());
    let mut decisions = reading::Decisions::open(folder)?;
    reading::encounters(folder, progress, |row| {
        let of = decisions.of(&row)?;
        if wanted(&order.selection, &row) {
            totals.add(&row);
            let seen: Vec<Seen<'_>> = of
                .iter()
                .map(|decision| Seen {
                    beat: &decision.beat,
                    scored: decision.scored == Some(true),
                    chosen: &decision.chosen,
                    overall: decision.card.overall,
                })
                .collect();
            items.add(&row, &seen, |n| offers::totals(&of[n].offered));
        }
        Ok(())
    })?;
    totals.know(&about.scenarios);
    let asked = Asked { heads: about.ledgers, pseudonyms: about.pseudonyms, ..order.asked.clone() };
    write(&order.out, &totals, &items, &asked)
}

fn write(out: &Path, totals: &Totals, items: &Items, asked: &Asked) -> Result<u64, LedgerError> {
    let page = page(totals, items, asked).map_err(LedgerError::File)?;
    write_marked(out, &page, GENERATOR)?;
    Ok(totals.plays)
}

fn wanted(selection: &PlayCriteria, row: &EncounterRow) -> bool {
    let named = |name: &String| [&row.trainee, &row.staff, &row.person].contains(&name);
    selection.trainee.as_ref().is_none_or(named)
        && selection.team.as_ref().is_none_or(|team| row.team == *team)
        && selection.scenario.as_ref().is_none_or(|id| row.scenario == id.as_str())
        && selection.spans(row.started.unwrap_or_default())
}

/// The sums of an export by team, scenario, month and principle, first attempts apart from practice, with the names
/// of teams and scenarios by their positions. Every thread takes the next group of rows.
///
/// # Errors
/// If the export cannot be read.
pub fn sums(folder: &Path, threads: usize) -> Result<(Sums, Words, Words), LedgerError> {
    let mut tasks = Vec::new();
    for path in parquet_files(folder, "encounters")? {
        let month = month_of(&path)?;
        for group in 0..parquet(&path)?.groups() {
            tasks.push((path.clone(), month, group));
        }
    }
    let next = AtomicUsize::new(0);
    let whole = Mutex::new((Sums::default(), Words::default(), Words::default()));
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(|| sum_tasks(&tasks, &next, &whole))).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or(Err(LedgerError::Stopped)))
    })?;
    whole.into_inner().map_err(|_| LedgerError::Stopped)
}

fn month_of(path: &Path) -> Result<Month, LedgerError> {
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let month = folder.as_deref().and_then(|name| name.strip_prefix("month=")).and_then(|month| month.parse().ok());
    month.ok_or_else(|| LedgerError::File(format!("`{}` does not lie in a folder of a month", path.display())))
}

fn sum_tasks(
    tasks: &[(PathBuf, Month, usize)],
    next: &AtomicUsize,
    whole: &Mutex<(Sums, Words, Words)>,
) -> Result<(), LedgerError> {
    let mut open: Option<(&Path, ParquetFile<File>)> = None;
    let (mut sums, mut teams, mut scenarios) = (Sums::default(), Words::default(), Words::default());
    while let Some((path, month, group)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
        if open.as_ref().is_none_or(|(of, _)| of != path) {
            open = Some((path, parquet(path)?));
        }
        let Some((_, file)) = &open else { continue };
        let batch = file
            .group(*group, &crate::export::totals::SUMMED)
            .map_err(|error| LedgerError::File(format!("`{}` cannot be read: {error}", path.display())))?;
        sum_batch(&batch, *month, &mut sums, &mut teams, &mut scenarios);
    }
    let Ok(mut whole) = whole.lock() else { return Err(LedgerError::Stopped) };
    let (all, all_teams, all_scenarios) = &mut *whole;
    let team: Vec<_> = teams.all.iter().map(|word| all_teams.place(word)).collect();
    let scenario: Vec<_> = scenarios.all.iter().map(|word| all_scenarios.place(word)).collect();
    let placed = sums.0.into_iter().map(|(group, sum)| {
        let (team, scenario) = (team[group.team as usize], scenario[group.scenario as usize]);
        (Group { team, scenario, ..group }, sum)
    });
    all.merge(&Sums(placed.collect::<HashMap<_, _>>()));
    Ok(())
}

fn sum_batch(batch: &Batch, month: Month, sums: &mut Sums, teams: &mut Words, scenarios: &mut Words) {
    for row in 0..batch.rows {
        let attempt = batch.cell(2, row).count();
        // What is no attempt is a coach's or a script's; what has no score was not completed.
        let (Some(attempt), Some(_)) = (attempt, batch.cell(5, row).count()) else { continue };
        let first = attempt == 1 && batch.cell(3, row).is_yes() == Some(false);
        let mut card = Scorecard::default();
        for n in 0..9 {
            let tally = card.nth_mut(n);
            tally.gained = batch.cell(4 + 3 * n, row).count().unwrap_or(0);
            tally.span = batch.cell(5 + 3 * n, row).count().unwrap_or(0);
            tally.opportunities = batch.cell(6 + 3 * n, row).count().unwrap_or(0);
        }
        let team = teams.place(batch.text(0, row));
        let scenario = scenarios.place(batch.text(1, row));
        sums.add(Group { team, scenario, month, first }, &card);
    }
}
