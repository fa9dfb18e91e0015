//! A scenario file of your own: try it out or add it, and see what is wrong with it.

mod diagnostics;
mod result;
mod ui;

pub(super) use ui::ui;
