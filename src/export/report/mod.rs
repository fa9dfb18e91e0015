//! The report: many plays as one page that any browser opens, with nothing fetched from anywhere.

mod follow_ups;
mod groups;
mod moments;
mod page;
mod page_view;
mod people;
mod pooling;
mod scenarios;
mod scores;
mod tiles;
mod twins;
mod view;

pub use page::{GENERATOR, PageError, ReportDescription, page};
pub use pooling::MIN_PEOPLE;

pub(super) use view::missing_words;
