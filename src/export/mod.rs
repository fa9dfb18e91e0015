//! Plays in the formats of other programs, one module for each, and the report; every score in an export can be
//! recomputed from it.
//!
//! Nothing here opens a file: rows come in, and bytes go out to a writer.

pub mod about;
pub mod csv;
pub mod decision;
pub mod encounter;
mod format;
pub mod grades;
pub mod items;
pub mod jsonl;
pub mod names;
pub mod offers;
pub mod parquet;
pub mod report;
pub mod rescore;
mod score_columns;
pub mod sql;
mod table;
pub mod totals;
pub mod xapi;
pub mod xlsx;

pub use about::{About, AboutRead, Random, ScenarioNote};
pub use decision::{DECISIONS, DecisionRow};
pub use encounter::{ENCOUNTERS, EncounterRow, Title};
pub use format::ExportFormat;
pub use names::{KeyTooShort, Name, Names};
pub use table::{Cell, CellKind, Column, Table, TableNote};
