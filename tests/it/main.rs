//! All integration tests in one binary: one link step, and one place for shared helpers. CONTRIBUTING.md has a map.

mod support;
mod town;

mod architecture;
mod bad_files;
mod chain;
mod command_line;
mod contrast;
mod documents;
mod engine;
mod exports;
mod faults;
mod file_writes;
mod front_ends;
mod golden_plays;
mod kills;
mod ledger;
mod library;
mod load_test;
mod manual;
mod mutations;
mod ordinary_files;
mod pictures;
mod play_session;
mod proofs;
mod pushing;
mod random;
mod reader;
mod replays;
mod rules;
mod scale;
mod scoring;
mod shipped_files;
mod workbench;

#[cfg(feature = "game")]
mod buttons;
#[cfg(feature = "game")]
mod display;
#[cfg(feature = "game")]
mod game_logic;
#[cfg(feature = "game")]
mod handing_out;
#[cfg(feature = "game")]
mod real_window;
#[cfg(feature = "game")]
mod real_window_machines;
#[cfg(feature = "game")]
mod schedule;
#[cfg(feature = "game")]
mod screen_harness;
#[cfg(feature = "game")]
mod screens;
