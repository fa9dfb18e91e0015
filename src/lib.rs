//! Rapport, a service-training simulator: scripted encounters, scored on eight principles, that anyone can recompute.
//!
//! ```text
//! text -> scenario -> encounter -> transcript -> scoring -> check -> record -> export
//!                      ^    |                      |         |         |         |
//!                 choices  events                  v         v         v         v
//!            both faces, cli and game, send choices and show results
//! ```
//!
//! # Rooms
//! In reading order; each may use those before it, none after.
//!
//! 1. [`principle`]: the eight principles, their codes and their order.
//! 2. [`diagnostic`]: a mistake in an author's file, and how it is drawn.
//! 3. [`scenario`]: what an author writes. Text becomes a tree with positions ([`scenario::ron`]), the tree
//!    becomes plain data ([`scenario::model`]), and the data, its names resolved, a script
//!    ([`scenario::script`]).
//! 4. [`encounter`]: what happens when somebody plays a script: start, view, act, events; transcript and memory.
//! 5. [`scoring`]: from a transcript to a scorecard, with the words of the debrief.
//! 6. [`check`]: the coach's workbench: all plays of a script at once, the rules, players, pictures of it.
//! 7. [`record`]: a play as it is kept and handed on.
//! 8. [`export`]: plays in other people's formats, one file each, and the report; every score can be redone.
//! 9. [`storage`]: the only door to the disk and the net: the library of scenarios, the ledger, exports, a
//!    learning record store.
//! 10. [`picture`]: what people and places look like, as pixels at any size.
//! 11. [`cli`] and `game`: the two faces. They hold no rules and do not know each other.
//!
//! # Invariants
//! The test `house_rules` keeps them.
//!
//! 1. No `bevy` and no `egui` outside of `game`; the package builds and passes its tests without them.
//! 2. Only `storage` touches the disk and the net. The clock and the seed are handed in by `cli` and `game`.
//! 3. An encounter is a machine: a call in, a list of events out. Same scenario, seed, memory and choices:
//!    the same transcript, to the byte.
//! 4. Bad input is data: reading gives what could be read and what is wrong with it. Nothing panics on a
//!    file's content.
//! 5. A screen is a function from the session to an intent. It changes nothing while it draws.
//! 6. Every rule of the checker is explained in the one table that feeds `rapport explain`.
//! 7. One egui, one `bevy_ecs`, one accesskit in the lock file.
//! 8. Every shipped asset has its author, licence and source in `assets/list.ron`.
//! 9. Every shipped scenario passes the checker with no warning.

pub mod principle;

pub mod diagnostic;

pub mod scenario;

pub mod encounter;

pub mod scoring;

pub mod check;

pub mod record;

pub mod export;

pub mod storage;

pub mod picture;

pub mod cli;

#[cfg(feature = "game")]
pub mod game;
