//! Plays in other people's formats, one file for each; every score can be redone from what is written.
//!
//! Nothing here opens a file: rows come in, bytes go out to whatever was handed in.

pub mod about;
pub mod csv;
pub mod decision;
pub mod encounter;
pub mod grades;
pub mod items;
pub mod jsonl;
pub mod names;
pub mod offers;
pub mod parquet;
pub mod report;
pub mod rescore;
pub mod sql;
mod table;
pub mod totals;
pub mod xapi;
pub mod xlsx;

pub use about::{About, AboutRead, Random, ScenarioNote};
pub use decision::{DECISIONS, DecisionRow};
pub use encounter::{ENCOUNTERS, EncounterRow, Title};
pub use names::{Name, Names};
pub use table::{Cell, Column, Kind, Table, TableNote};
