//! The screens: each is a function from what is shown to an intent. It draws, and changes nothing.
//!
//! What egui itself remembers between two frames (focus, scrolling, the heights of texts) is not part of the
//! session; a screen may change that.

mod brief;
mod credits;
mod debrief;
mod draw;
mod edit_profile;
mod encounter;
mod help;
mod import;
mod input;
mod kit;
mod look_back;
mod notice;
mod plugin;
mod progress;
mod records;
mod select_profile;
mod select_scenario;
mod settings;
mod title;
mod transcript;
mod view;
mod window_title;
mod words;

pub use draw::Screens;

pub(super) use plugin::window_plugin;
pub(super) use window_title::window_title;
