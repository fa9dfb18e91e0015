//! The transcript: everything that was said, turn by turn, to read and to copy.

use std::fmt::Write as _;

use bevy_egui::egui::Ui;

use crate::encounter::TranscriptLine;
use crate::game::intent::Intent;
use crate::game::playback::Visible;
use crate::game::screens::encounter::{SceneReader, divider, has_words, line};
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
            let mut scenes = SceneReader::of_all(play);
            for turn in 0..play.lines.len() {
                let heading = if turn == 0 { "Before turn 1".to_owned() } else { format!("Turn {turn}") };
                ui.add_space(4.0);
                ui.label(theme.bold(heading, theme.small));
                widgets::card(theme, theme.card).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 6.0;
                    for said in play.lines_with_beats().filter(|said| said.turn == turn && has_words(said.line)) {
                        if let Some(words) = scenes.next(said.beat) {
                            divider(ui, theme, &words);
                        }
                        line(ui, theme, play, said.line, true, Visible::Full);
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
    let mut scenes = SceneReader::of_all(play);
    for said in play.lines_with_beats().filter(|said| has_words(said.line)) {
        if let Some(words) = scenes.next(said.beat) {
            let _ = writeln!(text, "[{words}]");
        }
        let who = match said.line {
            TranscriptLine::You { .. } => "You",
            TranscriptLine::Person(by, _) | TranscriptLine::Post { by, .. } => &stage::persona(play, *by).name,
            TranscriptLine::Voice(_) => "A recorded voice",
            _ => "",
        };
        if !who.is_empty() {
            text.push_str(who);
            text.push_str(": ");
        }
        text.push_str(said.line.words());
        text.push('\n');
    }
    text
}
