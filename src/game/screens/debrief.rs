//! What came of it: the eight principles, turn by turn with the best reply there was, and what was needed.

use bevy_egui::egui::{
    self, Align, CornerRadius, Frame, Key, Layout, Margin, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use super::encounter::mood_colour;
use super::{Intent, Screen, View, part, pressed, scroll};
use crate::game::session::{Aftermath, Playing};
use crate::game::theme::{Colour, Theme};
use crate::game::{stage, widgets};
use crate::record::AttemptInfo;
use crate::scenario::principle::Principle;
use crate::scoring::debrief::{self, Led, Turn};
use crate::scoring::{Baseline, Conduct, Mark, Scorecard, Tally, wilson};

/// Below this width the two cards stand below each other.
const NARROW: f32 = 860.0;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let Some(playing) = &view.session.playing else { return Some(Intent::Back) };
    let Some(result) = &playing.result else { return Some(Intent::Back) };
    let card = Scorecard::of(&playing.encounter.transcript().decisions);
    let mut intent = step_by_key(ui, view, result);
    if ui.available_width() < NARROW || ui.available_height() < 480.0 {
        scroll(ui, "one column", |ui| {
            head(ui, theme, playing);
            for part in 0..2 {
                widgets::card(theme, theme.card).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    if part == 0 {
                        intent = intent.take().or(turns(ui, view, playing, result));
                    } else {
                        scores(ui, theme, playing, &card);
                    }
                });
            }
            intent = intent.take().or(buttons(ui, view, result));
            ui.add_space(8.0);
        });
        return intent;
    }
    head(ui, theme, playing);
    ui.add_space(2.0);
    let space = ui.available_rect_before_wrap();
    let foot = theme.touch + 20.0;
    let (gap, body) = (18.0, space.height() - foot);
    let left_width = (space.width() - gap) * 0.42;
    let left = Rect::from_min_size(space.min, vec2(left_width, body));
    let right =
        Rect::from_min_size(pos2(left.right() + gap, space.top()), vec2(space.width() - gap - left_width, body));
    let below = Rect::from_min_max(pos2(space.left(), space.bottom() - foot + 12.0), space.max);
    let (mut left, mut right, mut below) = (part(ui, left), part(ui, right), part(ui, below));
    widgets::card(theme, theme.card).show(&mut left, |ui| {
        ui.set_min_size(ui.available_size());
        scroll(ui, "scores", |ui| scores(ui, theme, playing, &card));
    });
    widgets::card(theme, theme.card).show(&mut right, |ui| {
        ui.set_min_size(ui.available_size());
        let (_, asked) = scroll(ui, "turns", |ui| turns(ui, view, playing, result));
        intent = intent.take().or(asked);
    });
    intent.or(buttons(&mut below, view, result))
}

fn head(ui: &mut Ui, theme: &Theme, playing: &Playing) {
    ui.horizontal_wrapped(|ui| {
        ui.label(theme.bold(&playing.encounter.script().scenario.title, theme.title));
        if let Some(outcome) = playing.outcome() {
            widgets::pill(ui, theme, debrief::outcome_words(outcome), theme.note);
        }
        let counts =
            playing.play.as_ref().map_or("A try-out: nothing was kept".into(), |play| counts_as(play.attempt_info));
        widgets::pill(ui, theme, &counts, theme.card);
    });
}

fn counts_as(attempt_info: AttemptInfo) -> String {
    match attempt_info {
        AttemptInfo { attempt: Some(attempt), practice: false, .. } => format!("Attempt {attempt}"),
        AttemptInfo { attempt: Some(attempt), .. } => format!("Practice, play {attempt}"),
        _ => "Practice".into(),
    }
}

/// The arrows to the left and right step through the turns while nothing has the focus.
fn step_by_key(ui: &Ui, view: &View<'_>, result: &Aftermath) -> Option<Intent> {
    let step = view.session.step;
    let nothing = ui.memory(|memory| memory.focused().is_none());
    let to = match () {
        () if !nothing => None,
        () if pressed(ui, Key::ArrowLeft) => step.checked_sub(1),
        () if pressed(ui, Key::ArrowRight) => Some(step + 1),
        () => None,
    };
    to.filter(|to| *to < result.turns.len()).map(Intent::Step)
}

fn buttons(ui: &mut Ui, view: &View<'_>, result: &Aftermath) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        let step = view.session.step;
        if step < result.turns.len()
            && widgets::button(ui, theme, &format!("Try turn {} again", step + 1), true).clicked()
        {
            intent = Some(Intent::TryAgain(step));
        }
        for (words, to) in [
            ("Full transcript", Intent::Go(Screen::Transcript)),
            ("My progress", Intent::Go(Screen::Progress)),
            ("Next encounter", Intent::Back),
        ] {
            if widgets::button(ui, theme, words, false).clicked() {
                intent = Some(to);
            }
        }
    });
    intent
}

// --- the principles ------------------------------------------------------------------------------

fn scores(ui: &mut Ui, theme: &Theme, playing: &Playing, card: &Scorecard) {
    let baseline = playing.result.as_ref().map(|result| &result.baseline);
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.label(theme.bold("What you did with what was on offer", theme.body));
    let random = baseline;
    row(ui, theme, "Overall", card.overall, random.and_then(Baseline::overall));
    ui.separator();
    for principle in Principle::ALL {
        let beside = random.and_then(|random| random.principle(principle.index()));
        row(ui, theme, principle.name(), card.principle(principle), beside);
    }
    ui.label(theme.small("Shaded: where the true figure plausibly lies, given so few moments."));
    if let Some(random) = baseline.and_then(Baseline::overall) {
        let random = debrief::tenths_words(random);
        ui.label(theme.small(format!("The mark is what random play gets, {random} overall: nobody starts from zero.")));
    }
    ui.add_space(8.0);
    ui.label(theme.bold("What people needed", theme.body));
    portrait(ui, theme, playing);
    let several = playing.encounter.script().people.len() > 1;
    for need in debrief::needs(&playing.encounter) {
        let kind = if several {
            format!("{}, {}", need.person, need.kind.as_str().to_lowercase())
        } else {
            need.kind.as_str().to_owned()
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widgets::met(ui, theme, need.met, need.state);
            ui.label(theme.bold(kind, 16.0));
            ui.label(theme.sized(format!("{} ({})", need.words, need.state), 16.0));
        });
    }
}

/// A principle: name, bar, score in words.
fn row(ui: &mut Ui, theme: &Theme, name: &str, tally: Tally, random: Option<u64>) {
    let words = debrief::score_words(tally);
    let width = ui.available_width();
    let bar_width = (width - 120.0 - 175.0).max(60.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let observed = tally.percent().is_some();
        let text = if observed { theme.bold(name, 16.0) } else { theme.bold(name, 16.0).color(theme.quiet.0) };
        let cell = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(108.0, 24.0), cell, |ui| {
            ui.set_min_width(108.0);
            ui.label(text);
        });
        if let Some(percent) = tally.percent() {
            let thin = tally.opportunities < crate::scoring::THIN;
            let fill = if thin { theme.thin } else { colour(theme, percent) };
            let band = wilson(tally).map(|(low, high)| (share(low), share(high)));
            let beside = random.map(debrief::tenths_words);
            let beside = beside.map_or_else(String::new, |random| format!(", random play {random}"));
            let label = format!("{name} {words}{beside}");
            let bar = widgets::bar(ui, theme, bar_width, share(percent), band, fill, &label);
            if let Some(tenths) = random.and_then(|tenths| u16::try_from(tenths).ok()) {
                widgets::tick(ui, theme, bar, f32::from(tenths) / 1000.0);
            }
        }
        ui.label(theme.sized(words, 15.0));
    });
}

fn share(percent: u32) -> f32 {
    f32::from(u8::try_from(percent.min(100)).unwrap_or(100)) / 100.0
}

fn colour(theme: &Theme, percent: u32) -> Colour {
    match percent {
        0..34 => theme.coral,
        34..67 => theme.mustard,
        _ => theme.teal,
    }
}

/// Who it was with, as they were in the end.
fn portrait(ui: &mut Ui, theme: &Theme, playing: &Playing) {
    let with = playing.encounter.beat().with;
    let who = stage::persona(playing, with);
    let mood = playing.encounter.state().mood(with);
    ui.horizontal(|ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(72.0, 72.0), Sense::hover());
        let label = format!("{}, {} in the end", who.name, mood.as_str().to_lowercase());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &label));
        stage::avatar(ui, theme, rect, &who.look, mood);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(theme.bold(&who.name, 17.0));
            widgets::pill(ui, theme, &format!("{} in the end", mood.as_str()), mood_colour(theme, mood.rank()));
        });
    });
}

// --- turn by turn --------------------------------------------------------------------------------

fn turns(ui: &mut Ui, view: &View<'_>, playing: &Playing, result: &Aftermath) -> Option<Intent> {
    let theme = view.theme;
    let step = view.session.step.min(result.turns.len().saturating_sub(1));
    let mut intent = None;
    ui.label(theme.bold("Turn by turn", theme.body));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for (n, turn) in result.turns.iter().enumerate() {
            if stop(ui, theme, n, turn, n == step).clicked() {
                intent = Some(Intent::Step(n));
            }
        }
    });
    if let Some(turn) = result.turns.get(step) {
        ui.add_space(2.0);
        one_turn(ui, view, playing, step, turn);
        ui.horizontal_wrapped(|ui| {
            for (words, to) in [("Turn before", step.checked_sub(1)), ("Turn after", Some(step + 1))] {
                let to = to.filter(|to| *to < result.turns.len());
                if let Some(to) = to
                    && widgets::button(ui, theme, words, false).clicked()
                {
                    intent = Some(Intent::Step(to));
                }
            }
        });
    }
    ui.separator();
    ui.label(theme.bold("Rapport over the turns", theme.body));
    course(ui, theme, &result.rapport, step);
    let conduct = Conduct::of(&playing.encounter.transcript().decisions);
    for (title, lines) in [
        ("Your word", debrief::promises(&playing.encounter, view.session.you())),
        ("What was said around it", debrief::claims(&playing.encounter)),
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
    intent
}

/// A turn as a round stop with its sign, to go to it.
fn stop(ui: &mut Ui, theme: &Theme, n: usize, turn: &Turn, here: bool) -> egui::Response {
    let (sign, word) = turn.mark.signed();
    let (rect, response) = ui.allocate_exact_size(vec2(theme.touch, theme.touch + 14.0), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, here, format!("Turn {}, {word}", n + 1)));
    let centre = pos2(rect.center().x, rect.top() + theme.touch / 2.0);
    let painter = ui.painter();
    if here || response.has_focus() {
        let ring = if response.has_focus() { theme.teal } else { theme.edge };
        painter.circle_stroke(centre, 20.0, Stroke::new(3.5, ring.0));
    }
    let at = Rect::from_center_size(centre, vec2(30.0, 30.0));
    widgets::sign_at(ui, theme, at, sign, mark_colour(theme, turn.mark));
    let font = crate::game::theme::bold(12.0);
    let below = pos2(centre.x, rect.bottom() - 7.0);
    ui.painter().text(below, egui::Align2::CENTER_CENTER, (n + 1).to_string(), font, theme.ink.0);
    if response.has_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn mark_colour(theme: &Theme, mark: Mark) -> Colour {
    match mark {
        Mark::Best => theme.teal,
        Mark::Between => theme.mustard,
        Mark::Worst => theme.coral,
        Mark::Even | Mark::Unscored => theme.trough,
    }
}

fn one_turn(ui: &mut Ui, view: &View<'_>, playing: &Playing, n: usize, turn: &Turn) {
    let theme = view.theme;
    let (_, word) = turn.mark.signed();
    ui.spacing_mut().item_spacing.y = 5.0;
    ui.horizontal_wrapped(|ui| {
        widgets::pill(ui, theme, &format!("Turn {}: {word}", n + 1), theme.card);
        if playing.taken_back() == Some(n) {
            widgets::pill(ui, theme, "You would take this one back", theme.note);
        }
    });
    ui.label(theme.bold(&turn.words, 19.0));
    if let Some(words) = playing.own_words(n) {
        ui.label(theme.small(format!("Your own words first: “{words}”")));
    }
    ui.label(theme.sized(&turn.because, 17.0));
    ui.label(theme.small(debrief::evidence_words(&turn.evidence)));
    let led = playing.result.as_ref().and_then(|result| result.led.get(n));
    if let Some((Some(led), _)) = led {
        led_to(ui, theme, "It led to this", playing, led);
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
        if let Some((_, Some(led))) = led {
            led_to(ui, theme, "It would have led to this", playing, led);
        }
    });
}

/// What a reply led to, or would have.
fn led_to(ui: &mut Ui, theme: &Theme, title: &str, playing: &Playing, led: &Led) {
    let name = &stage::persona(playing, led.with).name;
    let rapport = match led.rapport {
        0 => "rapport as before".to_owned(),
        more => format!("rapport {more:+}").replace('-', "\u{2212}"),
    };
    let mut words = format!("{title}: {}", if led.answer.is_empty() { "no answer." } else { &led.answer });
    if let Some(outcome) = led.outcome {
        words = format!("{words} {}", debrief::outcome_words(outcome));
    }
    ui.label(theme.italic(words, 16.0));
    ui.horizontal_wrapped(|ui| {
        widgets::pill(ui, theme, &format!("{name}: {}", led.mood.as_str()), mood_colour(theme, led.mood.rank()));
        widgets::pill(ui, theme, &rapport, theme.card);
    });
}

/// Rapport as a line, one point before each turn and one at the end.
fn course(ui: &mut Ui, theme: &Theme, rapport: &[u8], step: usize) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 92.0), Sense::hover());
    let told: Vec<String> = rapport.iter().map(u8::to_string).collect();
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, format!("rapport: {}", told.join(", "))));
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(10), theme.trough.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    let inside = rect.shrink2(vec2(22.0, 16.0));
    let last = rapport.len().saturating_sub(1).max(1);
    let number = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    let at = |n: usize, value: u8| {
        let across = number(n) / number(last);
        pos2(inside.left() + inside.width() * across, inside.bottom() - inside.height() * f32::from(value) / 100.0)
    };
    let points: Vec<_> = rapport.iter().enumerate().map(|(n, value)| at(n, *value)).collect();
    painter.add(Shape::line(points.clone(), Stroke::new(3.0, theme.teal.0)));
    for (n, point) in points.iter().enumerate() {
        let fill = if n == step { theme.mustard } else { theme.card };
        painter.circle(*point, if n == step { 7.0 } else { 5.0 }, fill.0, Stroke::new(2.0, theme.edge.0));
    }
    if let (Some(first), Some(last)) = (rapport.first(), rapport.last()) {
        ui.label(theme.small(format!("From {first} at the start to {last} at the end.")));
    }
}
