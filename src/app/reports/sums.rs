//! Sums of an export as Parquet by team, scenario, month and principle, taken by several threads.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::app::read_back::{open_parquet, parquet_files};
use crate::app::{ExportError, ReadBackError, ReadBackFault};
use crate::export::parquet::{Batch, ParquetFile};
use crate::export::totals::{Group, SUMMED, Sums, Words};
use crate::files::OpenFile;
use crate::record::Month;
use crate::scoring::Scorecard;

/// The sums of an export by team, scenario, month and principle, first attempts apart from practice, with the names
/// of teams and scenarios by their positions. Every thread takes the next group of rows.
///
/// # Errors
/// If the export cannot be read.
pub fn sums(folder: &Path, threads: usize) -> Result<(Sums, Words, Words), ExportError> {
    let mut tasks = Vec::new();
    for path in parquet_files(folder, "encounters")? {
        let month = month_of(&path)?;
        for group in 0..open_parquet(&path)?.groups() {
            tasks.push((path.clone(), month, group));
        }
    }
    let next = AtomicUsize::new(0);
    let whole = Mutex::new((Sums::default(), Words::default(), Words::default()));
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(|| sum_tasks(&tasks, &next, &whole))).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or(Err(ExportError::Cancelled)))
    })?;
    whole.into_inner().map_err(|_| ExportError::Cancelled)
}

fn month_of(path: &Path) -> Result<Month, ExportError> {
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let month = folder.as_deref().and_then(|name| name.strip_prefix("month=")).and_then(|month| month.parse().ok());
    month.ok_or_else(|| ReadBackError::new(path, ReadBackFault::NoMonth).into())
}

fn sum_tasks(
    tasks: &[(PathBuf, Month, usize)],
    next: &AtomicUsize,
    whole: &Mutex<(Sums, Words, Words)>,
) -> Result<(), ExportError> {
    let mut open: Option<(&Path, ParquetFile<OpenFile>)> = None;
    let (mut sums, mut teams, mut scenarios) = (Sums::default(), Words::default(), Words::default());
    while let Some((path, month, group)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
        if open.as_ref().is_none_or(|(of, _)| of != path) {
            open = Some((path, open_parquet(path)?));
        }
        let Some((_, file)) = &open else { continue };
        let batch = file.group(*group, &SUMMED).map_err(ReadBackError::at(path))?;
        sum_batch(&batch, *month, &mut sums, &mut teams, &mut scenarios);
    }
    let Ok(mut whole) = whole.lock() else { return Err(ExportError::Cancelled) };
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
