//! What a person set once and wants to find again: looks, help, sound, and where the window stood.

use serde::{Deserialize, Serialize};

use crate::files::{DataPaths, read_bytes, write_file};

/// Which colours.
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

/// Where a window stood, in the units of the screen.
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

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Which colours.
    pub theme: Theme,
    /// Size of everything, in per cent, 80 to 200.
    pub size: i32,
    /// Whether nothing moves by itself.
    pub reduce_motion: bool,
    /// Whether words appear all at once.
    pub words_at_once: bool,
    /// Whether the patience clock is off; never reported.
    pub no_hurry: bool,
    /// Whether there is sound.
    pub sound: bool,
    /// Whether sounds stand in words, too.
    pub captions: bool,
    /// Whether the keys 1 to 9 choose.
    pub number_keys: bool,
    /// Whether replies are hidden until the trainee has framed one of their own.
    pub say_first: bool,
    /// Whether the trainee is asked which line to take back before the debrief.
    pub look_back: bool,
    /// Whether the window fills the screen.
    pub full_screen: bool,
    /// Where the window stood.
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
    /// Smallest and largest size of everything, in per cent.
    pub const SIZES: (i32, i32) = (80, 200);

    /// What was set last; as they come where nothing was. A file that cannot be understood is set aside, so that
    /// what is set next does not take its place.
    #[must_use]
    pub fn load(places: &DataPaths) -> Self {
        let read = || {
            let path = places.settings()?;
            let settings = serde_json::from_slice::<Self>(&read_bytes(&path).ok()?);
            if settings.is_err() {
                // Where even this fails, the program goes on with what it comes with.
                let _ = std::fs::rename(&path, path.with_extension("json.broken"));
            }
            settings.ok()
        };
        let mut settings = read().unwrap_or_default();
        settings.size = settings.size.clamp(Self::SIZES.0, Self::SIZES.1);
        settings
    }

    /// Keeps them.
    ///
    /// # Errors
    /// In words, if they could not be written; what was there before is there still.
    pub fn save(&self, places: &DataPaths) -> Result<(), String> {
        let Some(path) = places.settings() else { return Err("this machine has no folder to keep them in".into()) };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| format!("`{}`: {error}", folder.display()))?;
        }
        let json = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        write_file(&path, json.as_bytes())
    }
}
