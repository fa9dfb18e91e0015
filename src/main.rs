//! Entry point: parses the arguments, and opens the window or runs a command.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use rapport::cli::{self, Arguments, Command, Folders};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return cli::print_parse_error(&error),
    };
    match &arguments.command {
        Some(Command::Play(play)) if play.window => window(&play.folders, play.what.as_ref().map(PathBuf::from)),
        Some(command) => cli::run(command),
        None => window(&arguments.folders, None),
    }
}

#[cfg(feature = "game")]
fn window(folders: &Folders, tried: Option<PathBuf>) -> ExitCode {
    use rapport::game::{self, Environment};
    let exit = game::run(Environment {
        places: folders.data_paths(),
        tried,
        now: cli::now,
        seed: cli::any_seed,
        key: cli::any_key,
    });
    if exit.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Without the window there is only the command line.
#[cfg(not(feature = "game"))]
fn window(_: &Folders, _: Option<PathBuf>) -> ExitCode {
    use clap::CommandFactory;
    cli::print_help(&mut Arguments::command())
}
