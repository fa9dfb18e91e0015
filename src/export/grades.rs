//! Grades for a learning management system: one row a person, one column a scenario, overall of attempt 1.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::csv::{BYTE_ORDER_MARK, escape_formula, writer};
use super::encounter::EncounterRow;
use super::table::Cell;

/// The grades of each person by scenario.
#[derive(Debug, Default)]
pub struct Grades {
    people: BTreeMap<String, BTreeMap<String, u32>>,
    scenarios: BTreeSet<String>,
}

impl Grades {
    /// Adds a play. A person without a completed, observed first attempt has an empty cell.
    pub fn add(&mut self, row: &EncounterRow) {
        if !row.is_play() {
            return;
        }
        self.scenarios.insert(row.scenario.clone());
        let grades = self.people.entry(row.person.clone()).or_default();
        if let Some(percent) = row.card.overall.percent().filter(|_| row.is_first() && row.is_completed()) {
            grades.insert(row.scenario.clone(), percent);
        }
    }

    /// Writes the grades: `idnumber`, then whole per cent, 0 to 100, by scenario.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let mut out = writer(out);
        out.write_record(std::iter::once("idnumber").chain(self.scenarios.iter().map(String::as_str)))?;
        for (person, grades) in &self.people {
            out.write_field(escape_formula(Cell::text(person)).as_bytes())?;
            for scenario in &self.scenarios {
                out.write_field(Cell::integer(grades.get(scenario).copied().map(i64::from)).to_text().as_bytes())?;
            }
            out.write_record(None::<&[u8]>)?;
        }
        out.flush()
    }
}
