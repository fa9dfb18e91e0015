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
mod evening;
mod help;
mod import;
mod input;
mod kit;
mod look_back;
mod menu;
mod new_season;
mod notice;
mod plugin;
mod progress;
mod records;
mod select_profile;
mod select_scenario;
mod settings;
mod title;
mod town;
mod transcript;
mod view;
mod villagers;
mod who_knows_whom;
mod window_title;
mod words;
mod your_word;

pub use draw::Screens;

pub(super) use plugin::window_plugin;
pub(super) use window_title::window_title;
