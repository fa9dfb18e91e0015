//! The session: what the screens show, and how each intent changes it.

mod active_play;
mod catalog;
mod debriefing;
mod export_job;
mod import;
mod intents;
mod navigation;
mod play;
mod play_result;
mod playback;
mod settings;
mod state;
mod trainees;
mod tryout;

use bevy::prelude::*;

pub use active_play::{ActivePlay, audience_after};
pub use catalog::{ActiveTryOut, Catalog};
pub use export_job::{ExportJobs, ExportOutcome};
pub use import::ImportedFile;
pub use play_result::PlayResult;
pub use state::{Environment, Session};
pub use trainees::Trainees;

pub(super) use intents::handle_intents;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((export_job::plugin, intents::plugin, playback::plugin));
}
