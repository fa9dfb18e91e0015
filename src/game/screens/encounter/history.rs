//! What was said so far, over the whole encounter.

use bevy_egui::egui::Ui;

use super::lines::line;
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
                for (turn, all) in play.lines.iter().enumerate() {
                    for (n, said) in all.iter().enumerate() {
                        // What is still to appear is not history yet.
                        let shown = if turn == last { view.reveal.visible(n) } else { Visible::Full };
                        if shown != Visible::Hidden {
                            line(ui, theme, play, said, true, Visible::Full);
                        }
                    }
                }
            });
        });
    });
}
