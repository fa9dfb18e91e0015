//! Reports: many plays, from ledgers or from an export as Parquet, added up and written as one page.

mod job;

pub use job::{ReportJob, ReportRequest, ReportSource, Reported};
