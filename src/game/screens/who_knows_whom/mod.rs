//! Who knows whom: everybody in town, what is said, and the way of each word.

mod lines;
mod map;
mod panel;
mod ui;

pub(super) use ui::ui;
