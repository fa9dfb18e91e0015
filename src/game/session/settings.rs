//! Settings: what each toggle turns, the size of text, and the theme.

use super::state::Session;
use crate::app::{Settings, Theme};
use crate::game::intent::Toggle;
use crate::game::playback::Clock;

/// One step of the text size, in per cent.
const SIZE_STEP: i32 = 10;

/// The size of text that nobody changed, in per cent.
const DEFAULT_SIZE: i32 = 100;

/// The setting that a toggle turns.
const fn setting_mut(settings: &mut Settings, toggle: Toggle) -> &mut bool {
    match toggle {
        Toggle::ReduceMotion => &mut settings.reduce_motion,
        Toggle::WordsAtOnce => &mut settings.words_at_once,
        Toggle::NoHurry => &mut settings.no_hurry,
        Toggle::Sound => &mut settings.sound,
        Toggle::Captions => &mut settings.captions,
        Toggle::NumberKeys => &mut settings.number_keys,
        Toggle::SayFirst => &mut settings.say_first,
        Toggle::LookBack => &mut settings.look_back,
        Toggle::FullScreen => &mut settings.full_screen,
    }
}

impl Session {
    /// Whether a setting is on.
    #[must_use]
    pub fn is_on(&self, toggle: Toggle) -> bool {
        *setting_mut(&mut self.settings.clone(), toggle)
    }

    /// Turns a setting on or off.
    pub(super) fn toggle(&mut self, toggle: Toggle, clock: &mut Clock) {
        let setting = setting_mut(&mut self.settings, toggle);
        *setting = !*setting;
        if toggle == Toggle::NoHurry {
            self.set_patience(clock);
        }
        self.save_settings();
    }

    /// Changes the size of text by steps; 0 for the default size.
    pub(super) fn change_text_size(&mut self, steps: i32) {
        let (min, max) = Settings::SIZES;
        let size = if steps == 0 { DEFAULT_SIZE } else { self.settings.size + SIZE_STEP * steps };
        self.settings.size = size.clamp(min, max);
        self.save_settings();
    }

    /// Uses a theme.
    pub(super) fn set_theme(&mut self, theme: Theme) {
        self.settings.theme = theme;
        self.save_settings();
    }
}
