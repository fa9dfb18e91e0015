//! The hall: reads the arguments, opens the game or runs a command, and leaves with its exit code.

use std::process::ExitCode;

use clap::Parser;
use rapport::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(command) => cli::run(command),
        None => window(&arguments),
    }
}

#[cfg(feature = "game")]
fn window(arguments: &Arguments) -> ExitCode {
    use rapport::game::{self, Setting};
    let exit = game::run(Setting {
        places: arguments.folders.places(),
        now: cli::now,
        seed: cli::any_seed,
        key: cli::any_key,
    });
    if exit.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Without the window there is only the command line.
#[cfg(not(feature = "game"))]
fn window(_: &Arguments) -> ExitCode {
    use clap::CommandFactory;
    let _ = Arguments::command().print_help();
    ExitCode::from(cli::WRONG_USE)
}
