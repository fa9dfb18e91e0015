//! A scenario as a page to read and print, for people who approve it without opening its file.

mod build;
mod logic;
mod page;
mod view;

pub use page::{MARK, PageError, page};
