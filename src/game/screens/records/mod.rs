//! For managers: choose people and dates, make a report or an export, and open it.

mod form;
mod lock;
mod result;
mod ui;

pub(super) use ui::ui;
