//! The window itself: its title and icon, where it is, how often it draws, and files that reach it.

mod engine;
mod failure;
mod fallback_fonts;
mod files;
mod frame_rate;
mod placement;
mod plugin;
mod time;
mod title;
mod tryout_watcher;

pub(super) use engine::engine;
pub(super) use failure::explain_failure_to_open;
pub(super) use plugin::plugin;
