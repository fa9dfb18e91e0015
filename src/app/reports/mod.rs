//! Reports: many plays, from ledgers or from an export as Parquet, added up and written as one page.

mod job;
mod sums;

pub use job::{ReportJob, ReportRequest, ReportSource, Reported};
pub use sums::sums;
