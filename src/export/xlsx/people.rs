//! The sheet of people: one row a person, with the scores of first attempts.

use std::collections::BTreeSet;

use rust_xlsxwriter::XlsxError;

use super::cells::{MAX_ROWS, column, percent, write_cell, write_headings};
use super::workbook::{PEOPLE, WorkbookWriter};
use crate::export::table::Cell;
use crate::export::totals::{PlayedScenario, Totals};
use crate::scenario::principle::Principle;
use crate::util::num::{saturating_i64, saturating_u32};

fn headings() -> Vec<(String, u16)> {
    let before = [
        ("Person", 38),
        ("Trainee", 24),
        ("Team", 18),
        ("Plays", 8),
        ("First attempts completed", 11),
        ("Left early", 9),
        ("Scenarios", 10),
        ("Overall, % (first attempts)", 14),
    ];
    let principles = Principle::ALL.map(|principle| (format!("{}, %", principle.name()), 13));
    let named = before.map(|(heading, width)| (heading.to_owned(), width));
    named.into_iter().chain(principles).chain([("Overall, % (practice)".to_owned(), 12)]).collect()
}

/// The people, by name; as many as fit on a sheet.
pub(super) fn people_by_name(totals: &Totals) -> Vec<usize> {
    let mut people: Vec<usize> = (0..totals.people.len()).take(MAX_ROWS as usize - 1).collect();
    people.sort_by(|a, b| totals.people[*a].name.cmp(&totals.people[*b].name));
    people
}

impl WorkbookWriter {
    /// Fills the sheet of people.
    pub(super) fn write_people(&mut self) -> Result<(), XlsxError> {
        let headings = headings();
        let sheet = self.file.worksheet_from_index(PEOPLE)?;
        write_headings(sheet, &headings, 2, &self.formats)?;
        let mut row = 1;
        for n in people_by_name(&self.totals) {
            let person = &self.totals.people[n];
            let ids: BTreeSet<&String> =
                person.scenarios.iter().map(|(version, _)| &self.totals.scenarios[version as usize].id).collect();
            let count =
                |f: fn(&PlayedScenario) -> u32| Cell::Integer(person.scenarios.values().map(f).sum::<u32>().into());
            let mut cells = vec![
                Cell::text(self.totals.accounts.resolve(saturating_u32(n))),
                Cell::text(&person.name),
                Cell::text(self.totals.teams.resolve(person.team)),
                count(|played| played.plays),
                count(|played| played.first_overall.is_some().into()),
                count(|played| played.left_early.into()),
                Cell::Integer(saturating_i64(ids.len())),
            ];
            for n in 0..9 {
                // A principle with too few moments or scenarios is withheld, as in all results.
                let is_withheld = n > 0 && person.missing(n).is_some();
                cells.push(if is_withheld { Cell::Empty } else { percent(person.first_attempts[n].sum) });
            }
            cells.push(percent(person.practice.overall));
            for (n, cell) in cells.into_iter().enumerate() {
                write_cell(sheet, row, column(n), cell, &self.formats)?;
            }
            row += 1;
        }
        sheet.autofilter(0, 0, (row - 1).max(1), column(headings.len() - 1))?;
        Ok(())
    }
}
