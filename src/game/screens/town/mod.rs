//! The town: who waits today, as a picture, or as a list where there is no room for one.

mod list;
mod picture;
mod row;
mod ui;
mod waiting;
mod ways;

pub(super) use ui::ui;
