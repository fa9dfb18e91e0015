//! Which encounter to play: a list by kind, principle or course, and the files that cannot be played.

mod filters;
mod list;
mod ui;

pub(super) use ui::ui;
