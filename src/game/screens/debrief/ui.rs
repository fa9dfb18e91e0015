//! The screen of the debrief: its parts in one column or two.

use bevy_egui::egui::{Key, Rect, Ui, pos2, vec2};

use super::scores::scores;
use super::turns::turns;
use crate::app::not_followed;
use crate::game::intent::Intent;
use crate::game::screen::Screen;
use crate::game::screens::input::{key_pressed, nothing_focused};
use crate::game::screens::kit::{child_ui, full_card, scroll};
use crate::game::screens::view::View;
use crate::game::session::{ActivePlay, PlayResult};
use crate::game::theme::ThemeTokens;
use crate::game::widgets;
use crate::record::AttemptInfo;
use crate::scoring::Scorecard;

/// Below this width the two cards are in one column, in points.
const MIN_TWO_COLUMNS: f32 = 860.0;

/// Below this height they are, too, in points.
const MIN_HEIGHT: f32 = 480.0;

pub(in crate::game::screens) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let play = view.session.play.as_ref();
    let Some((play, result)) = play.and_then(|play| Some((play, play.result.as_ref()?))) else {
        return Some(Intent::Back);
    };
    let by_key = turn_by_key(ui, play, result);
    let card = Scorecard::from_decisions(&play.encounter().transcript().decisions);
    let is_small = ui.available_width() < MIN_TWO_COLUMNS || ui.available_height() < MIN_HEIGHT;
    let draw = if is_small { one_column } else { two_columns };
    by_key.or(draw(ui, view, play, result, &card))
}

fn one_column(
    ui: &mut Ui,
    view: &View<'_>,
    play: &ActivePlay,
    result: &PlayResult,
    card: &Scorecard,
) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    scroll(ui, ("one column", play.key()), |ui| {
        head(ui, theme, play);
        full_card(ui, theme, theme.card, |ui| intent = turns(ui, view, play, result));
        full_card(ui, theme, theme.card, |ui| scores(ui, theme, play, card));
        intent = intent.take().or(buttons(ui, view, play, result));
        ui.add_space(8.0);
    });
    intent
}

fn two_columns(
    ui: &mut Ui,
    view: &View<'_>,
    play: &ActivePlay,
    result: &PlayResult,
    card: &Scorecard,
) -> Option<Intent> {
    let theme = view.theme;
    head(ui, theme, play);
    ui.add_space(2.0);
    let space = ui.available_rect_before_wrap();
    let foot = theme.touch + 20.0;
    let (gap, body) = (18.0, space.height() - foot);
    let left_width = (space.width() - gap) * 0.42;
    let left = Rect::from_min_size(space.min, vec2(left_width, body));
    let right =
        Rect::from_min_size(pos2(left.right() + gap, space.top()), vec2(space.width() - gap - left_width, body));
    let below = Rect::from_min_max(pos2(space.left(), space.bottom() - foot + 12.0), space.max);
    let (mut left, mut right, mut below) = (child_ui(ui, left), child_ui(ui, right), child_ui(ui, below));
    widgets::card(theme, theme.card).show(&mut left, |ui| {
        ui.set_min_size(ui.available_size());
        scroll(ui, ("scores", play.key()), |ui| scores(ui, theme, play, card));
    });
    let mut intent = None;
    widgets::card(theme, theme.card).show(&mut right, |ui| {
        ui.set_min_size(ui.available_size());
        (_, intent) = scroll(ui, ("turns", play.key()), |ui| turns(ui, view, play, result));
    });
    intent.or(buttons(&mut below, view, play, result))
}

/// The title of the scenario, the outcome, and how the play counts.
fn head(ui: &mut Ui, theme: &ThemeTokens, play: &ActivePlay) {
    ui.horizontal_wrapped(|ui| {
        ui.label(theme.bold(&play.encounter().script().scenario.title, theme.title));
        if let Some(outcome) = play.outcome() {
            widgets::pill(ui, theme, outcome.label(), theme.note);
        }
        let counts = if play.session().is_recorded() {
            counts_as(play.session().attempt_info())
        } else {
            "A try-out: nothing was kept".into()
        };
        widgets::pill(ui, theme, &counts, theme.card);
        if let Some(why) = not_followed(play.session()) {
            ui.label(theme.small(why));
        }
    });
}

/// How the play counts, in words.
fn counts_as(info: AttemptInfo) -> String {
    match info {
        AttemptInfo { attempt: Some(attempt), practice: false, .. } => format!("Attempt {attempt}"),
        AttemptInfo { attempt: Some(attempt), .. } => format!("Practice, play {attempt}"),
        _ => "Practice".into(),
    }
}

/// The left and right arrow keys go through the turns while nothing has the focus.
fn turn_by_key(ui: &Ui, play: &ActivePlay, result: &PlayResult) -> Option<Intent> {
    let turn = play.debrief_turn;
    let to = match () {
        () if !nothing_focused(ui) => None,
        () if key_pressed(ui, Key::ArrowLeft) => turn.checked_sub(1),
        () if key_pressed(ui, Key::ArrowRight) => Some(turn + 1),
        () => None,
    };
    to.filter(|to| *to < result.turns.len()).map(Intent::ShowTurn)
}

fn buttons(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, result: &PlayResult) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        let turn = play.debrief_turn;
        if turn < result.turns.len()
            && widgets::button(ui, theme, &format!("Try turn {} again", turn + 1), true).clicked()
        {
            intent = Some(Intent::RetryTurn(turn));
        }
        let on = match (&view.session.town.view, view.session.town.has_unseen_evening) {
            (Some(_), true) => "To the evening",
            (Some(_), false) => "Back to town",
            (None, _) => "Next encounter",
        };
        for (words, to) in [
            ("Full transcript", Intent::GoTo(Screen::Transcript)),
            ("My progress", Intent::GoTo(Screen::Progress)),
            (on, Intent::Back),
        ] {
            if widgets::button(ui, theme, words, false).clicked() {
                intent = Some(to);
            }
        }
    });
    intent
}
