//! The transcript: everything that was said, turn by turn, to read and to copy.

use bevy_egui::egui::Ui;

use crate::encounter::TranscriptLine;
use crate::game::intent::Intent;
use crate::game::playback::Visible;
use crate::game::screens::encounter::line;
use crate::game::screens::kit::{column, heading, scroll};
use crate::game::screens::view::View;
use crate::game::session::ActivePlay;
use crate::game::stage;
use crate::game::widgets;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let Some(play) = &view.session.play else { return Some(Intent::Back) };
    let title = format!("{}: what was said", play.encounter().script().scenario.title);
    let (_, intent) = scroll(ui, ("transcript", play.key()), |ui| {
        let intent = heading(ui, theme, &title, "Back");
        column(ui, 900.0, |ui| {
            if widgets::button(ui, theme, "Copy as text", false).clicked() {
                ui.ctx().copy_text(as_text(play));
            }
            for (turn, said) in play.lines.iter().enumerate() {
                let heading = if turn == 0 { "Before turn 1".to_owned() } else { format!("Turn {turn}") };
                ui.add_space(4.0);
                ui.label(theme.bold(heading, theme.small));
                widgets::card(theme, theme.card).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 6.0;
                    for said in said {
                        line(ui, theme, play, said, true, Visible::Full);
                    }
                });
            }
            ui.add_space(8.0);
        });
        intent
    });
    intent
}

/// The transcript as plain text.
fn as_text(play: &ActivePlay) -> String {
    let mut text = String::new();
    for said in play.lines.iter().flatten() {
        let who = match said {
            TranscriptLine::You { .. } => "You",
            TranscriptLine::Person(by, _) | TranscriptLine::Post { by, .. } => &stage::persona(play, *by).name,
            TranscriptLine::Voice(_) => "A recorded voice",
            TranscriptLine::Mood(..) | TranscriptLine::Entered(_) | TranscriptLine::Learnt(_) => continue,
            _ => "",
        };
        if !who.is_empty() {
            text.push_str(who);
            text.push_str(": ");
        }
        text.push_str(said.words());
        text.push('\n');
    }
    text
}
