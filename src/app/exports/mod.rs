//! Exports: plays from one or several ledgers written into a file or folder, as a whole or not at all.

mod chain_heads;
mod folder;
mod job;
mod month_tables;
mod one_file;
mod rows;
mod run;

pub use chain_heads::{ChainHeadError, chain_heads};
pub use job::{ExportJob, ExportRequest, Exported};
pub(super) use rows::{Titles, for_each_row_with_notes};
