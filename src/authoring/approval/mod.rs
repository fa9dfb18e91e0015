//! The page for approval: a scenario as an HTML page to read and print, for people who approve it without opening its
//! file.

mod build;
mod logic;
mod page;
mod town;
mod view;

pub use page::{GENERATOR_TAG, PageError, page};
