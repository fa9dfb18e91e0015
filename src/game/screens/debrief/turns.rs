//! The debrief turn by turn, with the best reply of each and what it would have led to.

use bevy_egui::egui::{
    Align2, CornerRadius, CursorIcon, Frame, Margin, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::rapport_chart::rapport_chart;
use crate::game::intent::Intent;
use crate::game::screens::kit::mood_colour;
use crate::game::screens::view::View;
use crate::game::session::{ActivePlay, PlayResult};
use crate::game::stage;
use crate::game::theme::{Colour, ThemeTokens, bold};
use crate::game::widgets;
use crate::scoring::debrief::{self, ReplyResult, Turn};
use crate::scoring::{Conduct, Mark};

/// Draws the turns, and what is to say about the whole play.
pub(super) fn turns(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, result: &PlayResult) -> Option<Intent> {
    let theme = view.theme;
    let shown = play.debrief_turn.min(result.turns.len().saturating_sub(1));
    let mut intent = None;
    ui.label(theme.bold("Turn by turn", theme.body));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for (n, turn) in result.turns.iter().enumerate() {
            if turn_button(ui, theme, n, turn, n == shown).clicked() {
                intent = Some(Intent::ShowTurn(n));
            }
        }
    });
    if let Some(turn) = result.turns.get(shown) {
        ui.add_space(2.0);
        one_turn(ui, view, play, shown, turn);
        ui.horizontal_wrapped(|ui| {
            for (words, to) in [("Turn before", shown.checked_sub(1)), ("Turn after", Some(shown + 1))] {
                let to = to.filter(|to| *to < result.turns.len());
                if let Some(to) = to
                    && widgets::button(ui, theme, words, false).clicked()
                {
                    intent = Some(Intent::ShowTurn(to));
                }
            }
        });
    }
    ui.separator();
    ui.label(theme.bold("Rapport over the turns", theme.body));
    rapport_chart(ui, theme, &result.rapport, shown);
    whole_play(ui, view, play, result);
    intent
}

/// Promises, claims and conduct.
fn whole_play(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, result: &PlayResult) {
    let theme = view.theme;
    let conduct = Conduct::from_decisions(&play.encounter().transcript().decisions);
    for (title, lines) in [
        ("Your word", debrief::promises(play.encounter(), view.session.trainee_name())),
        ("What was said around it", debrief::claims(play.encounter())),
        ("How you talked", vec![debrief::conduct_words(&conduct, result.turns.len())]),
    ] {
        if lines.is_empty() {
            continue;
        }
        ui.separator();
        ui.label(theme.bold(title, theme.body));
        for line in lines {
            ui.label(theme.sized(line, 16.0));
        }
    }
    ui.add_space(4.0);
    ui.label(theme.small(debrief::USE_NOTICE));
}

/// A button for a turn: its sign in a circle, and its number.
fn turn_button(ui: &mut Ui, theme: &ThemeTokens, n: usize, turn: &Turn, is_shown: bool) -> Response {
    let (sign, word) = turn.mark.sign_and_words();
    let (rect, response) = ui.allocate_exact_size(vec2(theme.touch, theme.touch + 14.0), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::RadioButton, true, is_shown, format!("Turn {}, {word}", n + 1))
    });
    let centre = pos2(rect.center().x, rect.top() + theme.touch / 2.0);
    let painter = ui.painter();
    if is_shown || response.has_focus() {
        let ring = if response.has_focus() { theme.teal } else { theme.edge };
        painter.circle_stroke(centre, 20.0, Stroke::new(3.5, ring.0));
    }
    let at = Rect::from_center_size(centre, vec2(30.0, 30.0));
    widgets::sign_at(ui, theme, at, sign, mark_colour(theme, turn.mark));
    let font = bold(12.0);
    let below = pos2(centre.x, rect.bottom() - 7.0);
    ui.painter().text(below, Align2::CENTER_CENTER, (n + 1).to_string(), font, theme.ink.0);
    if response.has_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The colour of a mark.
fn mark_colour(theme: &ThemeTokens, mark: Mark) -> Colour {
    match mark {
        Mark::Best => theme.teal,
        Mark::Between => theme.mustard,
        Mark::Worst => theme.coral,
        Mark::Even | Mark::Unscored => theme.trough,
    }
}

/// One turn: what was said, why it counts as it does, and the best reply.
fn one_turn(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, n: usize, turn: &Turn) {
    let theme = view.theme;
    let (_, word) = turn.mark.sign_and_words();
    ui.spacing_mut().item_spacing.y = 5.0;
    ui.horizontal_wrapped(|ui| {
        widgets::pill(ui, theme, &format!("Turn {}: {word}", n + 1), theme.card);
        if play.taken_back() == Some(n) {
            widgets::pill(ui, theme, "You would take this one back", theme.note);
        }
    });
    ui.label(theme.bold(&turn.words, 19.0));
    if let Some(words) = play.own_words(n) {
        ui.label(theme.small(format!("Your own words first: “{words}”")));
    }
    ui.label(theme.sized(&turn.because, 17.0));
    ui.label(theme.small(debrief::evidence_words(&turn.evidence)));
    let results = play.result.as_ref().and_then(|result| result.consequences.get(n));
    if let Some((Some(chosen), _)) = results {
        consequence(ui, theme, "It led to this", play, chosen);
    }
    let Some(best) = &turn.best else { return };
    let frame = Frame::new()
        .fill(theme.teal_pale.0)
        .corner_radius(CornerRadius::same(12))
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.label(theme.bold("Best on offer", theme.small).color(theme.teal_deep.0));
        ui.label(theme.bold(&best.words, 17.0));
        ui.label(theme.sized(&best.because, 16.0));
        ui.label(theme.small(debrief::evidence_words(&best.evidence)).color(theme.teal_deep.0));
        if let Some((_, Some(better))) = results {
            consequence(ui, theme, "It would have led to this", play, better);
        }
    });
}

/// What a reply led to, or would have led to.
fn consequence(ui: &mut Ui, theme: &ThemeTokens, title: &str, play: &ActivePlay, result: &ReplyResult) {
    let name = &stage::persona(play, result.person).name;
    let rapport = match result.rapport_change {
        0 => "rapport as before".to_owned(),
        more => format!("rapport {more:+}").replace('-', "\u{2212}"),
    };
    let mut words = format!("{title}: {}", if result.answer.is_empty() { "no answer." } else { &result.answer });
    if let Some(outcome) = result.outcome {
        words = format!("{words} {}", outcome.label());
    }
    ui.label(theme.italic(words, 16.0));
    ui.horizontal_wrapped(|ui| {
        widgets::pill(ui, theme, &format!("{name}: {}", result.mood.as_str()), mood_colour(theme, result.mood.rank()));
        widgets::pill(ui, theme, &rapport, theme.card);
    });
}
