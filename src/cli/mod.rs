//! The command line front end: parses arguments and calls the library; one file for each command.

mod approval;
mod args;
mod check;
mod clock;
mod connections;
mod coverage;
mod explain;
mod export;
mod failure;
mod fmt;
mod graph;
mod list;
mod new;
mod people;
mod play;
mod play_text;
mod progress;
mod push;
mod random;
mod ranges;
mod records;
mod report;
mod rescore;
mod resolve;
mod run;
mod script;
mod simulate;
mod table;
mod terminal;
mod town;
mod who;

pub use args::{Arguments, Command, Folders};
pub use clock::now;
pub use failure::WRONG_USE;
pub use random::{any_key, any_seed};
pub use run::{print_help, print_parse_error, run};
