//! The settings: looks, help, sound, and the position of the window.

use serde::{Deserialize, Serialize};

use thiserror::Error;

use crate::files::{DataPaths, FileError, create_folder, read_text, set_aside, write_file};

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
        }
    }
}

impl Settings {
    /// The smallest and the largest [`size`](Self::size), in per cent.
    pub const SIZES: (i32, i32) = (80, 200);

    /// The saved settings, or the defaults if there are none. A corrupt file is renamed to `settings.json.broken`, so
    /// that it is not overwritten.
    #[must_use]
    pub fn load(data_paths: &DataPaths) -> Self {
        let read = || {
            let path = data_paths.settings()?;
            let settings = serde_json::from_slice::<Self>(&read_text(&path).ok()?);
            if settings.is_err() {
                // If this fails as well, the program uses the defaults all the same.
                let _ = set_aside(&path, "json.broken");
            }
            settings.ok()
        };
        let mut settings = read().unwrap_or_default();
        settings.size = settings.size.clamp(Self::SIZES.0, Self::SIZES.1);
        settings
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
