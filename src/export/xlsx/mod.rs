//! A workbook for managers: people, principles and encounters, with filters and frozen headings. Text is written as
//! text, so that none can be a formula.

mod about;
mod cells;
mod encounters;
mod people;
mod principles;
mod workbook;

pub use workbook::WorkbookWriter;
