//! The settings: looks, movement, time, sound, learning, keys.

use bevy_egui::egui::Ui;

use crate::app::{Settings, Theme};
use crate::game::intent::{Intent, Toggle};
use crate::game::screen::Screen;
use crate::game::screens::kit::{column, heading, scroll};
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::widgets;

/// Label and description of a switch, and the setting it turns.
type Switch = (&'static str, &'static str, Toggle);

/// The switches under their headings.
const SWITCHES: [(&str, &[Switch]); 4] = [
    (
        "What moves",
        &[
            (
                "Nothing moves by itself",
                "No breath, no blink, no fading; words appear all at once.",
                Toggle::ReduceMotion,
            ),
            (
                "Words appear all at once",
                "Or at reading speed; the space key always shows the whole line.",
                Toggle::WordsAtOnce,
            ),
            ("No hurry", "Nobody's patience runs out. It is never reported.", Toggle::NoHurry),
        ],
    ),
    (
        "Sound",
        &[
            ("Sound", "The key M turns it off and on, anywhere.", Toggle::Sound),
            ("Captions", "What is heard also stands there in words.", Toggle::Captions),
        ],
    ),
    (
        "Learning",
        &[
            (
                "Say it first",
                "You put your own answer into words before you see the replies. Kept, never scored.",
                Toggle::SayFirst,
            ),
            (
                "Look back first",
                "Before the debrief you are asked which line you would take back. Kept, never scored.",
                Toggle::LookBack,
            ),
        ],
    ),
    (
        "Keys and window",
        &[
            (
                "The keys 1 to 9 choose",
                "Turn it off if you talk to your machine, or press keys by accident.",
                Toggle::NumberKeys,
            ),
            ("Full screen", "The key F11 does the same.", Toggle::FullScreen),
        ],
    ),
];

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let (_, intent) = scroll(ui, "settings", |ui| {
        let mut intent = heading(ui, theme, "Settings", "Back");
        column(ui, 860.0, |ui| {
            ui.label(theme.bold("Looks", theme.body));
            ui.horizontal_wrapped(|ui| {
                for chosen in Theme::ALL {
                    if widgets::chip(ui, theme, words::theme(chosen), session.settings.theme == chosen).clicked() {
                        intent = Some(Intent::SetTheme(chosen));
                    }
                }
            });
            ui.horizontal_wrapped(|ui| {
                let (min, max) = Settings::SIZES;
                let size = session.settings.size;
                if widgets::button(ui, theme, "Smaller", false).clicked() && size > min {
                    intent = Some(Intent::ChangeTextSize(-1));
                }
                widgets::pill(ui, theme, &format!("Text at {size} %"), theme.card);
                if widgets::button(ui, theme, "Larger", false).clicked() && size < max {
                    intent = Some(Intent::ChangeTextSize(1));
                }
            });
            for (title, switches) in SWITCHES {
                ui.add_space(8.0);
                ui.label(theme.bold(title, theme.body));
                for (words, about, what) in switches {
                    if widgets::switch(ui, theme, words, about, session.is_on(*what)).clicked() {
                        intent = Some(Intent::Toggle(*what));
                    }
                }
            }
            ui.add_space(8.0);
            ui.horizontal_wrapped(|ui| {
                for (words, to) in [("Keys and help", Screen::Help), ("Who made this", Screen::Credits)] {
                    if widgets::button(ui, theme, words, false).clicked() {
                        intent = Some(Intent::GoTo(to));
                    }
                }
            });
            ui.label(theme.small(format!("Your scenarios, records and settings lie in {}.", session.data_folder())));
            ui.add_space(8.0);
        });
        intent
    });
    intent
}
