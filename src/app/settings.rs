//! The settings: looks, help, sound, and the position of the window.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use super::coach_word::CoachWord;
use crate::files::{DataPaths, FileError, create_folder, read_text, set_aside, write_file};
use crate::util::text::and_list;

/// The colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Warm paper.
    #[default]
    Paper,
    /// Dark.
    Dusk,
    /// Black on white.
    Contrast,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Paper, Self::Dusk, Self::Contrast];
}

/// The position and size of the window. The position is in pixels of the desktop, the size in points: pixels at a display
/// scale of 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowBox {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The colours.
    pub theme: Theme,
    /// The size of everything in the window, in per cent, 80 to 200.
    pub size: i32,
    /// Whether nothing moves by itself.
    pub reduce_motion: bool,
    /// Whether texts appear all at once.
    pub words_at_once: bool,
    /// Whether the patience clock is off; it is never reported.
    pub no_hurry: bool,
    /// Whether there is sound.
    pub sound: bool,
    /// Whether sounds are described in captions.
    pub captions: bool,
    /// Whether the keys 1 to 9 choose a reply.
    pub number_keys: bool,
    /// Whether replies are hidden until the trainee has framed one of their own.
    pub say_first: bool,
    /// Whether the trainee is asked which line to take back before the debrief.
    pub look_back: bool,
    /// Whether the window is full screen.
    pub full_screen: bool,
    /// The position of the window when it was last closed.
    pub window: Option<WindowBox>,
    /// The word that opens the reports over everybody; `None` until it is set.
    pub coach_word: Option<CoachWord>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::Paper,
            size: 100,
            reduce_motion: false,
            words_at_once: false,
            no_hurry: false,
            sound: true,
            captions: true,
            number_keys: true,
            say_first: false,
            look_back: false,
            full_screen: false,
            window: None,
            coach_word: None,
        }
    }
}

impl Settings {
    /// The smallest and the largest [`size`](Self::size), in per cent.
    pub const SIZES: (i32, i32) = (80, 200);

    /// The saved settings, and what of them is lost. Settings that are not there or not understood, as those of a newer
    /// version, have their defaults; a file that is no JSON is renamed to `settings.json.broken`, so that it is not
    /// overwritten.
    #[must_use]
    pub fn load(data_paths: &DataPaths) -> (Self, Option<SettingsLost>) {
        let read = data_paths.settings().and_then(|path| Some((read_text(&path).ok()?, path)));
        let Some((text, path)) = read else { return (Self::default(), None) };
        let Ok(saved) = serde_json::from_slice::<Map<String, Value>>(&text) else {
            // If this fails as well, the program uses the defaults all the same.
            let _ = set_aside(&path, "json.broken");
            return (Self::default(), Some(SettingsLost::All { path: path.with_extension("json.broken") }));
        };
        let (mut settings, unknown) = Self::from_saved(saved);
        settings.size = settings.size.clamp(Self::SIZES.0, Self::SIZES.1);
        (settings, (!unknown.is_empty()).then_some(SettingsLost::Some { names: unknown }))
    }

    /// Settings from those that were saved, and the names of those that are not understood.
    fn from_saved(saved: Map<String, Value>) -> (Self, Vec<String>) {
        let (mut settings, mut unknown) = (Self::default(), Vec::new());
        for (name, value) in saved {
            let mut changed = serde_json::to_value(&settings).unwrap_or_default();
            changed[&name] = value;
            if let Ok(changed) = serde_json::from_value(changed) {
                settings = changed;
                continue;
            }
            // A word that cannot be read is not the same as none: reports stay closed.
            if name == "coach_word" {
                settings.coach_word = Some(CoachWord::unreadable());
            }
            unknown.push(name);
        }
        (settings, unknown)
    }

    /// Saves the settings in the data folder.
    ///
    /// # Errors
    /// If there is no data folder, or they could not be written; the earlier settings are unchanged then.
    pub fn save(&self, data_paths: &DataPaths) -> Result<(), SettingsError> {
        let path = data_paths.settings().ok_or(SettingsError::NoDataFolder)?;
        if let Some(folder) = path.parent() {
            create_folder(folder)?;
        }
        Ok(write_file(&path, serde_json::to_string_pretty(self)?.as_bytes())?)
    }
}

/// Saved settings that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsLost {
    /// Some are not understood.
    Some {
        /// Their names in the file.
        names: Vec<String>,
    },
    /// The file could not be read.
    All {
        /// The file, renamed.
        path: PathBuf,
    },
}

impl fmt::Display for SettingsLost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Some { names } => {
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                write!(f, "the settings of {} could not be read and are as at the first start", and_list(&names))
            }
            Self::All { path } => write!(
                f,
                "the settings could not be read and are as at the first start; the file is kept as `{}`",
                path.display()
            ),
        }
    }
}

/// Why settings could not be saved.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// There is no data folder.
    #[error("this machine has no folder to save settings in; name one with `--data DIR`")]
    NoDataFolder,
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The settings cannot be written as JSON.
    #[error("the settings cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}
