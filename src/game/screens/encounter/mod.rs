//! The encounter itself: whom one meets, what is said, and what one can say to it.

mod lines;
mod mine;
mod online;
mod scene;
mod top;

use bevy_egui::egui::{Key, Rect, Ui, pos2, vec2};

pub(super) use lines::line;

use super::{Intent, View, column, digit, entered, live, part, pressed, scroll};
use crate::encounter::Status;
use crate::game::reveal::Part;
use crate::game::session::Playing;
use crate::game::theme::{Colour, Theme};
use crate::game::widgets;
use crate::scenario::model::Channel;
use crate::scenario::script::Beat;
use lines::last_words;
use mine::mine;
use online::{bubbles, chat, panel, posts, thread};
use scene::{scene, who};
use top::top;

/// Below this width everything stands in one column.
const NARROW: f32 = 820.0;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, answer: &mut String) -> Option<Intent> {
    let session = view.session;
    let playing = session.playing.as_ref()?;
    let mut intent = keys(ui, view, playing);
    if ui.available_width() < NARROW && !session.history {
        return intent.or(one_column(ui, view, playing, answer));
    }
    intent = intent.or(top(ui, view, playing));
    ui.add_space(4.0);
    if session.history {
        history(ui, view, playing);
        return intent;
    }
    let space = ui.available_rect_before_wrap();
    let gap = 22.0;
    let left_width = (space.width() - gap) * 0.62;
    let left = Rect::from_min_size(space.min, vec2(left_width, space.height()));
    let right = Rect::from_min_max(pos2(left.right() + gap, space.top()), space.max);
    let (mut left, mut right) = (part(ui, left), part(ui, right));
    match seen(view, playing).channel {
        Channel::Feed => thread(&mut left, view, playing),
        Channel::Chat => chat(&mut left, view, playing),
        _ => scene(&mut left, view, playing),
    }
    let (_, asked) = scroll(&mut right, "replies", |ui| mine(ui, view, playing, answer));
    intent.or(asked)
}

/// Where one is: while an answer still appears, where it is given.
pub(super) fn seen<'a>(view: &View<'_>, playing: &'a Playing) -> &'a Beat {
    playing.beat(view.reveal.begun())
}

/// What the keys ask for. A key that comes while words still appear shows them all: nobody chooses unseen.
fn keys(ui: &Ui, view: &View<'_>, playing: &Playing) -> Option<Intent> {
    let digit = digit(ui, view.session);
    let nothing = ui.memory(|memory| memory.focused().is_none());
    let on = pressed(ui, Key::Space) && nothing || entered(ui);
    match () {
        () if pressed(ui, Key::H) => Some(Intent::History),
        () if view.session.history => None,
        () if !view.reveal.is_done() => (on || digit.is_some()).then_some(Intent::ShowAll),
        () if playing.encounter.status() == Status::Completed => on.then_some(Intent::Finish),
        () if view.session.is_framing() => None,
        () => digit.filter(|n| *n < playing.encounter.offers().len()).map(Intent::Take),
    }
}

/// Everything below each other, for small windows and large text: the words first, since they are what one
/// answers; the picture gives way to a face beside the name.
fn one_column(ui: &mut Ui, view: &View<'_>, playing: &Playing, answer: &mut String) -> Option<Intent> {
    let theme = view.theme;
    let (_, intent) = scroll(ui, ("one column", playing.encounter.decisions()), |ui| {
        let intent = top(ui, view, playing);
        match seen(view, playing).channel {
            Channel::Feed => panel(ui, view, |ui| posts(ui, view, playing)),
            Channel::Chat => panel(ui, view, |ui| bubbles(ui, view, playing)),
            _ => {
                who(ui, view, playing);
                widgets::card(theme, theme.card).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    last_words(ui, view, playing);
                });
            }
        }
        if let Some(words) = view.caption.words() {
            let response = ui.label(theme.italic(format!("♪ {words}"), theme.small));
            live(ui, &response);
        }
        intent.or(mine(ui, view, playing, answer))
    });
    intent
}

fn history(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let theme = view.theme;
    scroll(ui, "history", |ui| {
        column(ui, 900.0, |ui| {
            ui.label(theme.bold("What was said so far", 22.0));
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                let last = playing.said.len().saturating_sub(1);
                for (turn, all) in playing.said.iter().enumerate() {
                    for (n, said) in all.iter().enumerate() {
                        // What is still to be said is not history yet.
                        let shown = if turn == last { view.reveal.part(n) } else { Part::Whole };
                        if shown != Part::Hidden {
                            line(ui, theme, playing, said, true, Part::Whole);
                        }
                    }
                }
            });
        });
    });
}

/// How a mood colours what stands beside its word.
pub(super) fn mood_colour(theme: &Theme, rank: u8) -> Colour {
    match rank {
        0 | 1 => theme.coral_pale,
        2 => theme.note,
        _ => theme.teal_pale,
    }
}
