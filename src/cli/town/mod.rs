//! `rapport town`: the town of a trainee in the terminal, and how words travel in it.

mod command;
mod show;
mod simulate;
mod spread;
mod visit;

pub(super) use command::run;
pub(super) use command::{TownArgs, VisitArgs};
pub(super) use visit::{after_play, before_play};
