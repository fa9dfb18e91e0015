//! A private chat: messages in bubbles, and dots while somebody types.

use bevy_egui::egui::{
    CornerRadius, Frame, Label, Margin, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, vec2,
};

use super::divider::{SceneReader, divider};
use super::lines::line;
use super::portrait::{caption, person_row};
use super::shown_beat::shown_beat;
use super::thread::{ChannelLine, draw_pattern, lines_of_channel, panel};
use crate::encounter::TranscriptLine;
use crate::game::playback::Visible;
use crate::game::screens::kit::{announce, scroll_to_end};
use crate::game::screens::view::View;
use crate::game::session::ActivePlay;
use crate::game::stage::persona;
use crate::game::theme::ThemeTokens;
use crate::game::widgets;
use crate::scenario::model::Channel;
use crate::scenario::script::PersonIx;

/// A private chat, with the trainee's messages on the right.
pub(super) fn chat(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let whole = ui.available_rect_before_wrap();
    panel(ui, view, |ui| {
        ui.set_min_height(ui.available_height());
        draw_pattern(ui, view, whole);
        scroll_to_end(ui, "chat", |ui| bubbles(ui, view, play));
    });
    caption(ui, view, whole, true);
}

/// The messages of a chat.
pub(super) fn bubbles(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let theme = view.theme;
    widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        person_row(ui, view, play);
    });
    ui.add_space(2.0);
    let several = play.encounter().script().people.len() > 1;
    let name = |by: PersonIx| persona(play, by).name.as_str();
    let mut scenes = SceneReader::seeing(play, shown_beat(view, play));
    for ChannelLine { line: said, visible, beat, in_channel } in lines_of_channel(play, view, Channel::Chat) {
        if let Some(words) = scenes.next(beat) {
            divider(ui, theme, &words);
        }
        match (said, visible) {
            (said, visible) if !in_channel => {
                line(ui, theme, play, said, true, visible);
            }
            (TranscriptLine::Person(by, _), Visible::Partial(_)) => typing(ui, view, name(*by)),
            (TranscriptLine::Person(by, words) | TranscriptLine::Post { by, words, .. }, _) => {
                let words = if several { format!("{}: {words}", name(*by)) } else { words.clone() };
                bubble(ui, theme, &words, false);
            }
            (TranscriptLine::You { words, spoken: true }, _) => bubble(ui, theme, &format!("You: {words}"), true),
            (other, visible) => {
                line(ui, theme, play, other, true, visible);
            }
        }
    }
}

fn bubble(ui: &mut Ui, theme: &ThemeTokens, words: &str, is_own: bool) {
    let width = ui.available_width();
    let margin = if width > 420.0 { width * 0.22 } else { 16.0 };
    ui.horizontal_top(|ui| {
        if is_own {
            ui.add_space(margin);
        }
        let corner = if is_own {
            CornerRadius { se: 4, ..CornerRadius::same(18) }
        } else {
            CornerRadius { sw: 4, ..CornerRadius::same(18) }
        };
        let frame = Frame::new()
            .fill(if is_own { theme.teal_pale.0 } else { theme.card.0 })
            .stroke(Stroke::new(2.0, theme.edge.0))
            .corner_radius(corner)
            .inner_margin(Margin::symmetric(14, 10));
        frame.show(ui, |ui| {
            ui.set_width(width - margin - 40.0);
            let response = ui.add(Label::new(theme.sized(words, 19.0)).wrap());
            announce(ui, &response);
        });
    });
}

/// Three dots, of which one is up: somebody is typing.
fn typing(ui: &mut Ui, view: &View<'_>, name: &str) {
    let theme = view.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(86.0, 44.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name} is typing")));
    ui.painter().rect(rect, CornerRadius::same(18), theme.card.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    for dot in 0_u8..3 {
        let up = if view.stage.step() % 3 == u64::from(dot) { -4.0 } else { 2.0 };
        let at = rect.center() + vec2((f32::from(dot) - 1.0) * 18.0, up);
        ui.painter().circle_filled(at, 5.0, theme.quiet.0);
    }
}
