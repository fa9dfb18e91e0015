//! Plays the sounds, on a thread of its own that first asks for the device when something is to be heard.

mod background;
mod cues;
mod device;
mod plugin;
mod speaker;

pub(super) use plugin::plugin;
