//! The game without its window: intents in, screens and records out.

mod app;
mod failures;
mod plays;
mod profiles_and_settings;
mod timing;
mod tryouts;

pub(crate) use app::{app, ask, export_and_wait, play_out, session, start};
