//! `rapport records`: lists, shows, verifies, backs up and erases plays.

mod backup;
mod erase;
mod list;
mod run;
mod show;
mod verify;

pub(super) use run::{RecordsArgs, run};
