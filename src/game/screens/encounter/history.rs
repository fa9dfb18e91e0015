//! What was said so far, over the whole encounter.

use bevy_egui::egui::Ui;

use super::divider::{SceneReader, divider};
use super::lines::{has_words, line};
use crate::game::playback::Visible;
use crate::game::screens::kit::{column, full_card, scroll};
use crate::game::screens::view::View;
use crate::game::session::ActivePlay;

/// What was said so far.
pub(super) fn history(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let theme = view.theme;
    scroll(ui, "history", |ui| {
        column(ui, 900.0, |ui| {
            ui.label(theme.bold("What was said so far", 22.0));
            full_card(ui, theme, theme.card, |ui| {
                let last = play.lines.len().saturating_sub(1);
                let mut scenes = SceneReader::of_all(play);
                for said in play.lines_with_beats().filter(|said| has_words(said.line)) {
                    // What is still to appear is not history yet.
                    if said.turn == last && view.reveal.visible(said.n) == Visible::Hidden {
                        continue;
                    }
                    if let Some(words) = scenes.next(said.beat) {
                        divider(ui, theme, &words);
                    }
                    line(ui, theme, play, said.line, true, Visible::Full);
                }
            });
        });
    });
}
