//! `rapport records`: what was played, one file for each thing that can be done with it.

mod backup;
mod erase;
mod list;
mod show;
mod verify;

use super::Outcome;
use super::args::{Records, RecordsArgs};

/// Does it.
pub(super) fn run(args: &RecordsArgs) -> Outcome {
    match &args.what {
        Records::List(args) => list::run(args),
        Records::Show(args) => show::run(args),
        Records::Verify(args) => verify::run(args),
        Records::Backup(args) => backup::run(args),
        Records::Erase(args) => erase::run(args),
    }
}
