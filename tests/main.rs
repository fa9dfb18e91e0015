//! All integration tests in one binary: one link step, and one place for what they share.

#[path = "parts/support.rs"]
mod support;

#[path = "parts/bad_files.rs"]
mod bad_files;
#[path = "parts/chain.rs"]
mod chain;
#[path = "parts/command_line.rs"]
mod command_line;
#[path = "parts/contrast.rs"]
mod contrast;
#[path = "parts/engine.rs"]
mod engine;
#[path = "parts/exports.rs"]
mod exports;
#[path = "parts/faults.rs"]
mod faults;
#[path = "parts/golden_plays.rs"]
mod golden_plays;
#[path = "parts/house_rules.rs"]
mod house_rules;
#[path = "parts/kills.rs"]
mod kills;
#[path = "parts/ledger.rs"]
mod ledger;
#[path = "parts/library.rs"]
mod library;
#[path = "parts/manual.rs"]
mod manual;
#[path = "parts/mutations.rs"]
mod mutations;
#[path = "parts/pictures.rs"]
mod pictures;
#[path = "parts/proofs.rs"]
mod proofs;
#[path = "parts/pushing.rs"]
mod pushing;
#[path = "parts/reader.rs"]
mod reader;
#[path = "parts/replays.rs"]
mod replays;
#[path = "parts/scale.rs"]
mod scale;
#[path = "parts/scoring.rs"]
mod scoring;

#[path = "parts/workbench.rs"]
mod workbench;

#[cfg(feature = "game")]
#[path = "parts/display.rs"]
mod display;
#[cfg(feature = "game")]
#[path = "parts/game_logic.rs"]
mod game_logic;
#[cfg(feature = "game")]
#[path = "parts/handing_out.rs"]
mod handing_out;
#[cfg(feature = "game")]
#[path = "parts/real_window.rs"]
mod real_window;
#[cfg(feature = "game")]
#[path = "parts/screens.rs"]
mod screens;
