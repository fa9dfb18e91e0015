//! Playback of an encounter in time: the patience clock, text that appears, sounds and captions.
//!
//! Each part is data with a system of its own. The session writes them; they do not know the session.

mod caption;
mod clock;
mod plugin;
mod settings;
mod sound;
mod text_reveal;

pub use caption::Caption;
pub use clock::{Clock, reading_time};
pub use sound::{Cue, Sound};
pub use text_reveal::{TextReveal, Visible};

pub(super) use clock::Unfocused;
pub(super) use plugin::{PlaybackTick, plugin};
pub(super) use settings::PlaybackSettings;
