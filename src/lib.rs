//! Rapport, a service-training simulator: scripted encounters, scored on eight principles, that anyone can recompute.
//!
//! ```text
//! text -> scenario -> encounter -> transcript -> scoring -> analysis, lint -> record -> export
//!                      ^    |                      |              |           |         |
//!                 choices  events                  v              v           v         v
//!               app: play sessions, exports and reports, over files, library and ledger
//!               both front ends, cli and game, translate keys and words into calls of app
//! ```
//!
//! # Modules
//! In reading order; each may use those before it, none after.
//!
//! 1. [`util`]: saturating numbers, small pieces of English, sets of small numbers.
//! 2. [`diagnostic`]: a mistake in an author's file, and how it is shown.
//! 3. [`scenario`]: what an author writes. Text becomes a tree with positions ([`scenario::ron`]), the tree
//!    becomes plain data ([`scenario::model`]), and the data, its names resolved, a script
//!    ([`scenario::script`]). The eight principles are in [`scenario::principle`].
//! 4. [`encounter`]: what happens when somebody plays a script: start, view, act, events; transcript and memory.
//! 5. [`town`]: who knows whom, how what is said of the trainee travels, and what a season of plays adds up to.
//! 6. [`scoring`]: from a transcript to a scorecard, with the words of the debrief.
//! 7. [`analysis`]: all plays of a script at once: exact score ranges, random play, proofs.
//! 8. [`lint`]: the table of rules that find what is worth mending, and the cue players.
//! 9. [`authoring`]: aids for authors: a template, graphs, the page for approval, coverage of a library.
//! 10. [`record`]: a play as it is stored and exported.
//! 11. [`export`]: plays in other people's formats, one file each, and the report; every score can be recomputed.
//! 12. [`files`]: the only module that touches the disk: whole files, folders, built-in assets, watching for changes.
//! 13. [`library`]: the scenarios that can be played, from the shipped, own and named folders.
//! 14. [`ledger`]: the hash-chained `SQLite` file of what was played.
//! 15. [`picture`]: people and places as pixels at any size.
//! 16. [`app`]: what both front ends do: play sessions, selections, exports, reports, pushing, settings.
//! 17. [`cli`] and `game`: the two front ends. They hold no rules and do not know each other.
//!
//! # Invariants
//! The test `architecture` keeps them.
//!
//! 1. No `bevy` and no `egui` outside of `game`; the package builds and passes its tests without them.
//! 2. Only `files` touches the disk and only `app` the network; `SQLite` opens its own file in `ledger`. The clock and
//!    the seed are handed in by `cli` and `game`.
//! 3. An encounter is a machine: a call in, a list of events out. Same scenario, seed, memory and choices:
//!    the same transcript, to the byte.
//! 4. Bad input is data: reading gives what could be read and what is wrong with it. Nothing panics on a
//!    file's content.
//! 5. A screen is a function from the session to an intent. It changes nothing while it draws.
//! 6. Every rule of the checker is explained in the one table that feeds `rapport explain`.
//! 7. One egui, one `bevy_ecs`, one accesskit in the lock file.
//! 8. Every shipped asset has its author, licence and source in `assets/list.ron`.
//! 9. Every shipped scenario passes the checker with no warning.

pub mod util;

pub mod diagnostic;

pub mod scenario;

pub mod encounter;

pub mod town;

pub mod scoring;

pub mod analysis;

pub mod lint;

pub mod authoring;

pub mod record;

pub mod export;

pub mod files;

pub mod library;

pub mod ledger;

pub mod picture;

pub mod app;

pub mod cli;

#[cfg(feature = "game")]
pub mod game;
