//! The window: draws the session and passes on what people ask for.
//!
//! [`logic_plugin`] runs without a window and is what tests drive; [`view_plugin`] adds the window. [`Screens`]
//! draws on any egui, so that a test can read what is on a screen without a window.

mod audio;
mod bridge;
mod drafts;
mod forms;
mod intent;
pub mod layout;
mod playback;
mod plugin;
mod run;
mod schedule;
mod screen;
mod screens;
mod session;
mod stage;
mod theme;
mod widgets;
mod window;

pub use drafts::{DraftEdit, Drafts};
pub use forms::{ExportForm, ExportKind, ProfileForm};
pub use intent::{EncounterFilter, ImportMode, Intent, MapChoice, Toggle};
pub use playback::{Caption, Clock, Cue, Sound, TextReveal, Visible, reading_time};
pub use plugin::{draw_plugin, logic_plugin, view_plugin};
pub use run::{app, run};
pub use schedule::AppSystems;
pub use screen::Screen;
pub use screens::Screens;
pub use session::{
    ActivePlay, ActiveTryOut, Catalog, Environment, ExportJobs, ExportOutcome, ImportedFile, PlayResult, SaidLine,
    Session, TownState, Trainees, audience_after,
};
pub use stage::Stage;
pub use theme::apply_theme;
