//! The screen: its parts in one column or two, and its keys.

use bevy_egui::egui::{Key, Rect, Ui, pos2, vec2};

use super::chat::{bubbles, chat};
use super::history::history;
use super::lines::latest_lines;
use super::portrait::{person_row, portrait_and_words};
use super::replies::reply_panel;
use super::shown_beat::shown_beat;
use super::status_bar::status_bar;
use super::thread::{panel, posts, thread};
use crate::encounter::Status;
use crate::game::intent::Intent;
use crate::game::screens::input::{digit_pressed, enter_pressed, key_pressed, nothing_focused};
use crate::game::screens::kit::{announce, child_ui, full_card, scroll};
use crate::game::screens::view::View;
use crate::game::session::ActivePlay;
use crate::scenario::model::Channel;

/// Below this width everything is in one column, in points.
const MIN_TWO_COLUMNS: f32 = 820.0;

pub(in crate::game::screens) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let play = view.session.play.as_ref()?;
    let mut intent = keys(ui, view, play);
    if ui.available_width() < MIN_TWO_COLUMNS && !play.history_open {
        return intent.or(one_column(ui, view, play));
    }
    intent = intent.or(status_bar(ui, view, play));
    ui.add_space(4.0);
    if play.history_open {
        history(ui, view, play);
        return intent;
    }
    let space = ui.available_rect_before_wrap();
    let gap = 22.0;
    let left_width = (space.width() - gap) * 0.62;
    let left = Rect::from_min_size(space.min, vec2(left_width, space.height()));
    let right = Rect::from_min_max(pos2(left.right() + gap, space.top()), space.max);
    let (mut left, mut right) = (child_ui(ui, left), child_ui(ui, right));
    match shown_beat(view, play).channel {
        Channel::Feed => thread(&mut left, view, play),
        Channel::Chat => chat(&mut left, view, play),
        _ => portrait_and_words(&mut left, view, play),
    }
    let (_, asked) = scroll(&mut right, "replies", |ui| reply_panel(ui, view, play));
    intent.or(asked)
}

/// What the keys ask for. While text still appears, a key shows all of it: nobody chooses a reply unseen.
fn keys(ui: &Ui, view: &View<'_>, play: &ActivePlay) -> Option<Intent> {
    let digit = digit_pressed(ui, view.session);
    let goes_on = key_pressed(ui, Key::Space) && nothing_focused(ui) || enter_pressed(ui);
    match () {
        () if key_pressed(ui, Key::H) => Some(Intent::ToggleHistory),
        () if play.history_open => None,
        () if !view.reveal.is_done() => (goes_on || digit.is_some()).then_some(Intent::RevealAll),
        () if play.encounter().status() == Status::Completed => goes_on.then_some(Intent::OpenDebrief),
        // A digit that takes a reply is looked at where the reply is drawn.
        () => None,
    }
}

/// Everything in one column, for small windows and large text: the words first, since the trainee answers them.
/// A face beside the name takes the place of the scene.
fn one_column(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) -> Option<Intent> {
    let theme = view.theme;
    let (_, intent) = scroll(ui, ("one column", play.encounter().decisions()), |ui| {
        let intent = status_bar(ui, view, play);
        match shown_beat(view, play).channel {
            Channel::Feed => panel(ui, view, |ui| posts(ui, view, play)),
            Channel::Chat => panel(ui, view, |ui| bubbles(ui, view, play)),
            _ => {
                person_row(ui, view, play);
                full_card(ui, theme, theme.card, |ui| {
                    latest_lines(ui, view, play);
                });
            }
        }
        if let Some(words) = view.caption.words() {
            let response = ui.label(theme.italic(format!("♪ {words}"), theme.small));
            announce(ui, &response);
        }
        intent.or(reply_panel(ui, view, play))
    });
    intent
}
