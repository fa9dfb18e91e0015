//! The workbook a manager would otherwise build by hand: people, principles and encounters, with filters and frozen
//! headings. Words are written as words, so that none can be a formula.

use std::collections::BTreeSet;
use std::io::{self, Seek, Write};

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::about::ScenarioNote;
use super::encounter::{ENCOUNTERS, EncounterRow};
use super::report::lacking;
use super::table::{Cell, Kind};
use super::totals::Totals;
use crate::record::instant;
use crate::scenario::principle::Principle;
use crate::scoring::{Several, Tally};

/// The most rows of a sheet, its heading included; what is more goes on on another sheet.
const MOST_ROWS: u32 = 1_048_576;

/// The most characters Excel takes in a cell.
const MOST_CHARACTERS: usize = 32_767;

/// Fills the workbook: encounters as they come, the rest at the end.
pub struct Book {
    file: Workbook,
    looks: Looks,
    /// The row of the last sheet that comes next.
    row: u32,
    totals: Totals,
}

/// The places of the sheets that come before those of encounters.
const ABOUT: usize = 0;
const PEOPLE: usize = 1;
const PRINCIPLES: usize = 2;

/// The column of random play on the sheet of principles, in points with one decimal.
const RANDOM: usize = 12;

struct Looks {
    heading: Format,
    tenth: Format,
    moment: Format,
    whole: Format,
    wrapped: Format,
    bold: Format,
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

impl Book {
    /// An empty workbook.
    ///
    /// # Errors
    /// If the first sheet cannot be begun.
    pub fn new() -> io::Result<Self> {
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_font_color(Color::RGB(0xff_ff_ff))
            .set_background_color(Color::RGB(0x1f_4e_5f));
        let looks = Looks {
            heading,
            tenth: Format::new().set_num_format("0.0"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            whole: Format::new().set_num_format("0"),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            bold: Format::new().set_bold().set_font_size(14),
        };
        let mut book = Self { file: Workbook::new(), looks, row: 0, totals: Totals::default() };
        for name in ["About", "People", "Principles"] {
            book.file.add_worksheet_with_constant_memory().and_then(|sheet| sheet.set_name(name)).map_err(failed)?;
        }
        book.next_sheet().map_err(failed)?;
        Ok(book)
    }

    fn next_sheet(&mut self) -> Result<(), XlsxError> {
        let before = self.file.worksheets().len() - PRINCIPLES;
        let sheet = self.file.add_worksheet_with_constant_memory()?;
        let name = if before == 1 { "Encounters".into() } else { format!("Encounters {before}") };
        sheet.set_name(name)?;
        for (n, column) in ENCOUNTERS.columns.iter().enumerate() {
            let width = match column.name.as_ref() {
                "trainee" | "title" => 24,
                "started" => 17,
                "play" | "person" => 38,
                _ if column.kind == Kind::Text => 15,
                "seed" => 20,
                _ => 13,
            };
            sheet.set_column_width(place(n), width)?;
        }
        sheet.set_freeze_panes(1, 3)?;
        sheet.set_row_height(0, 48)?;
        on_paper(sheet)?;
        for (n, column) in ENCOUNTERS.columns.iter().enumerate() {
            sheet.write_string_with_format(0, place(n), column.name.replace('_', " "), &self.looks.heading)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Adds a play.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, row: &EncounterRow) -> io::Result<()> {
        self.totals.add(row);
        if self.row == MOST_ROWS {
            self.filter().and_then(|()| self.next_sheet()).map_err(failed)?;
        }
        let sheet = last_sheet(&mut self.file).map_err(failed)?;
        for (n, column) in ENCOUNTERS.columns.iter().enumerate() {
            write(sheet, self.row, place(n), (column.get)(row), &self.looks).map_err(failed)?;
        }
        self.row += 1;
        Ok(())
    }

    /// What random play scores on the scenarios, before the end.
    pub fn know(&mut self, notes: &[ScenarioNote]) {
        self.totals.know(notes);
    }

    /// Ends the workbook with the sheets that need everything, in the order a manager reads them.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self, out: impl Write + Seek + Send, about: &[(&str, String)]) -> io::Result<()> {
        self.close(out, about).map_err(failed)
    }

    /// Filters over the sheet of encounters that was filled last.
    fn filter(&mut self) -> Result<(), XlsxError> {
        let (last_row, last_column) = ((self.row - 1).max(1), place(ENCOUNTERS.columns.len() - 1));
        last_sheet(&mut self.file)?.autofilter(0, 0, last_row, last_column)?;
        Ok(())
    }

    fn close(&mut self, out: impl Write + Seek + Send, about: &[(&str, String)]) -> Result<(), XlsxError> {
        self.filter()?;
        self.about(about)?;
        self.people()?;
        self.principles()?;
        self.file.worksheet_from_index(ABOUT)?.set_active(true);
        self.file.save_to_writer(out)
    }

    fn headed(&mut self, sheet: usize, headings: &[(String, u16)], frozen: u16) -> Result<(), XlsxError> {
        let sheet = self.file.worksheet_from_index(sheet)?;
        sheet.set_freeze_panes(1, frozen)?;
        sheet.set_row_height(0, 48)?;
        on_paper(sheet)?;
        for (n, (heading, width)) in headings.iter().enumerate() {
            sheet.set_column_width(place(n), *width)?;
            sheet.write_string_with_format(0, place(n), heading, &self.looks.heading)?;
        }
        Ok(())
    }

    fn people(&mut self) -> Result<(), XlsxError> {
        let mut headings: Vec<(String, u16)> = [("Person", 38), ("Trainee", 24), ("Team", 18), ("Plays", 8)]
            .map(|(heading, width)| (heading.to_owned(), width))
            .to_vec();
        headings.extend(
            [("First attempts completed", 11), ("Left early", 9), ("Scenarios", 10)].map(|(h, w)| (h.to_owned(), w)),
        );
        headings.push(("Overall, % (first attempts)".into(), 14));
        headings.extend(Principle::ALL.map(|p| (format!("{}, %", p.name()), 13)));
        headings.push(("Overall, % (practice)".into(), 12));
        self.headed(PEOPLE, &headings, 2)?;
        let places = self.by_name();
        let sheet = self.file.worksheet_from_index(PEOPLE)?;
        let mut row = 1;
        for n in places {
            let person = &self.totals.people[n];
            let ids: BTreeSet<&String> =
                person.scenarios.keys().map(|text| &self.totals.scenarios[*text as usize].id).collect();
            let scenarios = ids.len();
            let count = |f: fn(&super::totals::Trained) -> u32| person.scenarios.values().map(f).sum::<u32>();
            let mut cells = vec![
                Cell::text(&self.totals.accounts.all[n]),
                Cell::text(&person.called),
                Cell::text(&self.totals.teams.all[person.team as usize]),
                Cell::Whole(i64::from(count(|t| t.plays))),
                Cell::Whole(i64::from(count(|t| u32::from(t.first.is_some())))),
                Cell::Whole(i64::from(count(|t| u32::from(t.left)))),
                Cell::Whole(i64::try_from(scenarios).unwrap_or(0)),
            ];
            for n in 0..9 {
                // A principle with too little behind it is withheld here as everywhere.
                let held = n > 0 && person.missing(n).is_some();
                cells.push(if held { Cell::Empty } else { percent(person.first[n].sum) });
            }
            cells.push(percent(person.practice.overall));
            for (n, cell) in cells.into_iter().enumerate() {
                write(sheet, row, place(n), cell, &self.looks)?;
            }
            row += 1;
        }
        sheet.autofilter(0, 0, (row - 1).max(1), place(headings.len() - 1))?;
        Ok(())
    }

    fn principles(&mut self) -> Result<(), XlsxError> {
        let headings = [
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
        ]
        .map(|(heading, width)| (heading.to_owned(), width));
        self.headed(PRINCIPLES, &headings, 4)?;
        let places = self.by_name();
        let sheet = self.file.worksheet_from_index(PRINCIPLES)?;
        let mut row = 1;
        for n in places {
            let person = &self.totals.people[n];
            for p in 0..9 {
                if row == MOST_ROWS {
                    break;
                }
                let clusters = person.first[p];
                let missing = if p > 0 { person.missing(p) } else { None };
                let interval = match clusters.interval() {
                    Several::Interval(from, to) if missing.is_none() => Some((from, to)),
                    _ => None,
                };
                let note = match missing {
                    _ if clusters.sum.span == 0 => "not observed".to_owned(),
                    Some(missing) => format!("withheld: {}", lacking(missing)),
                    None if interval.is_none() => {
                        format!("too few for an interval: {} of 5 encounters", clusters.count)
                    }
                    None => String::new(),
                };
                let name = if p == 0 { "Overall" } else { Principle::ALL[p - 1].name() };
                let plays =
                    person.scenarios.iter().filter(|(_, trained)| trained.first.is_some()).map(|(text, _)| (*text, 1));
                let random = self.totals.random(plays, p).and_then(|tenths| u32::try_from(tenths).ok());
                let seen = clusters.sum.span > 0 && missing.is_none();
                let whole = |number: u32| if seen { Cell::Whole(i64::from(number)) } else { Cell::Empty };
                let cells = [
                    Cell::text(&self.totals.accounts.all[n]),
                    Cell::text(&person.called),
                    Cell::text(&self.totals.teams.all[person.team as usize]),
                    Cell::Text(name),
                    if missing.is_some() { Cell::Empty } else { percent(clusters.sum) },
                    whole(clusters.sum.gained),
                    whole(clusters.sum.span),
                    whole(clusters.sum.opportunities),
                    whole(clusters.count),
                    whole(u32::try_from(person.seen[p].count()).unwrap_or(0)),
                    Cell::whole(interval.map(|(from, _)| i64::from(from))),
                    Cell::whole(interval.map(|(_, to)| i64::from(to))),
                    Cell::Empty,
                    percent(person.practice.nth(p)),
                    Cell::text(&note),
                ];
                for (n, cell) in cells.into_iter().enumerate() {
                    match random.filter(|_| n == RANDOM) {
                        Some(tenths) => {
                            let points = f64::from(tenths) / 10.0;
                            sheet.write_number_with_format(row, place(n), points, &self.looks.tenth)?;
                        }
                        None => write(sheet, row, place(n), cell, &self.looks)?,
                    }
                }
                row += 1;
            }
        }
        sheet.autofilter(0, 0, (row - 1).max(1), place(headings.len() - 1))?;
        Ok(())
    }

    fn by_name(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.totals.people.len()).take(MOST_ROWS as usize - 1).collect();
        places.sort_by(|a, b| self.totals.people[*a].called.cmp(&self.totals.people[*b].called));
        places
    }

    fn about(&mut self, about: &[(&str, String)]) -> Result<(), XlsxError> {
        let looks = &self.looks;
        let sheet = self.file.worksheet_from_index(ABOUT)?;
        sheet.set_column_width(0, 24)?;
        sheet.set_column_width(1, 110)?;
        sheet.write_string_with_format(0, 0, "Rapport: encounters, people and principles", &looks.bold)?;
        let columns = ENCOUNTERS.columns.iter().map(|column| {
            let unit = if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
            (column.name.replace('_', " "), format!("{}{unit}", column.meaning))
        });
        let said = about.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        let sheets = SHEETS.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let lines = said.chain(sheets).chain(columns);
        for (row, (key, value)) in (2..).zip(lines) {
            sheet.write_string_with_format(row, 0, key, &looks.wrapped)?;
            sheet.write_string_with_format(row, 1, cut(&value), &looks.wrapped)?;
        }
        Ok(())
    }
}

/// What stands on the sheets, for whoever reads them.
const SHEETS: [(&str, &str); 5] = [
    ("", ""),
    (
        "People",
        "Scores in per cent: what was gained of what could be, summed over first attempts. A principle with fewer than 4 moments or 3 different scenarios is withheld: its cell is empty.",
    ),
    (
        "Principles",
        "The same, principle by principle, with what stands behind each. The 90 % interval is that of a ratio over encounters, from 5 on. Random play is everything on offer equally likely, over all plays of each scenario (10,000 simulated plays where there are too many), weighted by what was played.",
    ),
    ("Practice", "Whatever is not a first attempt. It is never mixed with first attempts."),
    ("Encounters", "One row a play. Its columns:"),
];

/// Landscape, as wide as a page, with the headings on each.
fn on_paper(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn last_sheet(book: &mut Workbook) -> Result<&mut Worksheet, XlsxError> {
    let last = book.worksheets().len() - 1;
    book.worksheet_from_index(last)
}

fn place(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn percent(tally: Tally) -> Cell<'static> {
    Cell::whole(tally.percent().map(i64::from))
}

/// What of a text fits into a cell.
fn cut(words: &str) -> String {
    if words.chars().count() <= MOST_CHARACTERS {
        return words.to_owned();
    }
    words.chars().take(MOST_CHARACTERS - 1).chain(['…']).collect()
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell<'_>, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(words) => {
            sheet.write_string(row, column, cut(words))?;
        }
        // What a spreadsheet cannot hold to the last digit stays words.
        Cell::Whole(number) if number.unsigned_abs() > 1 << 53 => {
            sheet.write_string(row, column, number.to_string())?;
        }
        Cell::Whole(number) => {
            #[expect(clippy::cast_precision_loss, reason = "at most 2^53")]
            sheet.write_number_with_format(row, column, number as f64, &looks.whole)?;
        }
        // LibreOffice makes formulas of true and false.
        Cell::Yes(yes) => {
            sheet.write_string(row, column, if yes { "yes" } else { "no" })?;
        }
        Cell::Time(at) => match rust_xlsxwriter::ExcelDateTime::parse_from_str(instant(at).trim_end_matches('Z')) {
            Ok(date) => {
                sheet.write_datetime_with_format(row, column, &date, &looks.moment)?;
            }
            // Before 1900 there are no dates in a spreadsheet.
            Err(_) => {
                sheet.write_string(row, column, instant(at))?;
            }
        },
    }
    Ok(())
}
