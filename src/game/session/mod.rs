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
mod plugin;
mod settings;
mod state;
mod town;
mod trainees;
mod tryout;

pub use active_play::{ActivePlay, SaidLine, audience_after};
pub use catalog::{ActiveTryOut, Catalog};
pub use export_job::{ExportJobs, ExportOutcome};
pub use import::ImportedFile;
pub use play_result::PlayResult;
pub use state::{Environment, Session};
pub use town::TownState;
pub use trainees::Trainees;

pub(super) use intents::handle_intents;
pub(super) use plugin::plugin;
