//! The sheet of principles: one row for each of the nine scores of a person, with what is behind the score.

use rust_xlsxwriter::XlsxError;

use super::cells::{MAX_ROWS, column, percent, write_cell, write_headings};
use super::people::people_by_name;
use super::workbook::{PRINCIPLES, WorkbookWriter};
use crate::export::report::missing_words;
use crate::export::table::Cell;
use crate::export::totals::{PersonTotals, Totals};
use crate::scenario::principle::Principle;
use crate::scoring::{Missing, RatioInterval};
use crate::util::num::saturating_u32;

/// The headings, with the widths of their columns.
const HEADINGS: [(&str, u16); 15] = [
    ("Person", 38),
    ("Trainee", 24),
    ("Team", 18),
    ("Principle", 14),
    ("Score, %", 10),
    ("Gained", 9),
    ("Of", 9),
    ("Moments", 10),
    ("Encounters", 12),
    ("Scenarios", 11),
    ("90 % interval, from", 13),
    ("to", 9),
    ("Random play, %", 12),
    ("Practice, %", 12),
    ("Note", 46),
];

/// The column of random play, in points with one decimal.
const RANDOM_COLUMN: usize = 12;

/// One of the nine scores of a person.
struct ScoreRow<'t> {
    totals: &'t Totals,
    account: &'t str,
    person: &'t PersonTotals,
    /// 0 for overall, 1 to 8 for P1 to P8.
    n: usize,
    /// What is missing before the score may be shown.
    missing: Option<Missing>,
    interval: Option<(u32, u32)>,
    note: String,
}

impl<'t> ScoreRow<'t> {
    fn new(totals: &'t Totals, person: usize, n: usize) -> Self {
        let account = totals.accounts.resolve(saturating_u32(person));
        let person = &totals.people[person];
        let clusters = person.first_attempts[n];
        let missing = if n > 0 { person.missing(n) } else { None };
        let interval = match clusters.interval() {
            RatioInterval::Bounds(from, to) if missing.is_none() => Some((from, to)),
            _ => None,
        };
        let note = match missing {
            _ if clusters.sum.span == 0 => "not observed".to_owned(),
            Some(missing) => format!("withheld: {}", missing_words(missing)),
            None if interval.is_none() => format!("too few for an interval: {} of 5 encounters", clusters.count),
            None => String::new(),
        };
        Self { totals, account, person, n, missing, interval, note }
    }

    fn cells(&self) -> [Cell<'_>; HEADINGS.len()] {
        let clusters = self.person.first_attempts[self.n];
        let is_shown = clusters.sum.span > 0 && self.missing.is_none();
        let number = |number: u32| if is_shown { Cell::Integer(i64::from(number)) } else { Cell::Empty };
        [
            Cell::text(self.account),
            Cell::text(&self.person.name),
            Cell::text(self.totals.teams.resolve(self.person.team)),
            Cell::Text(if self.n == 0 { "Overall" } else { Principle::ALL[self.n - 1].name() }),
            if self.missing.is_some() { Cell::Empty } else { percent(clusters.sum) },
            number(clusters.sum.gained),
            number(clusters.sum.span),
            number(clusters.sum.opportunities),
            number(clusters.count),
            number(saturating_u32(self.person.observed_in[self.n].len())),
            Cell::integer(self.interval.map(|(from, _)| i64::from(from))),
            Cell::integer(self.interval.map(|(_, to)| i64::from(to))),
            Cell::Empty,
            percent(self.person.practice.nth(self.n)),
            Cell::text(&self.note),
        ]
    }

    /// What random play scores on what the person played, in points.
    fn random(&self) -> Option<f64> {
        let tenths = self.totals.random(self.person.completed_first_attempts(), self.n)?;
        Some(f64::from(u32::try_from(tenths).ok()?) / 10.0)
    }
}

impl WorkbookWriter {
    /// Fills the sheet of principles.
    pub(super) fn write_principles(&mut self) -> Result<(), XlsxError> {
        let headings = HEADINGS.map(|(heading, width)| (heading.to_owned(), width));
        let sheet = self.file.worksheet_from_index(PRINCIPLES)?;
        write_headings(sheet, &headings, 4, &self.formats)?;
        let scores = people_by_name(&self.totals).into_iter().flat_map(|person| (0..9).map(move |n| (person, n)));
        let mut row = 1;
        for (person, n) in scores.take(MAX_ROWS as usize - 1) {
            let score = ScoreRow::new(&self.totals, person, n);
            let random = score.random();
            for (n, cell) in score.cells().into_iter().enumerate() {
                match random.filter(|_| n == RANDOM_COLUMN) {
                    Some(points) => {
                        sheet.write_number_with_format(row, column(n), points, &self.formats.tenth)?;
                    }
                    None => write_cell(sheet, row, column(n), cell, &self.formats)?,
                }
            }
            row += 1;
        }
        sheet.autofilter(0, 0, (row - 1).max(1), column(headings.len() - 1))?;
        Ok(())
    }
}
