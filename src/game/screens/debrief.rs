//! What came of it: the eight principles, turn by turn, what was needed, and what to try.

use bevy_egui::egui::{self, Align, Layout, Rect, Ui, pos2, vec2};

use super::super::session::Playing;
use super::super::theme::Colour;
use super::super::widgets;
use super::{Intent, Session, Theme, read};
use crate::principle::Principle;
use crate::record::Standing;
use crate::scoring::debrief::{self, Turn};
use crate::scoring::{Baseline, Conduct, Mark, Scorecard, Tally, wilson};

pub(super) fn ui(ui: &mut Ui, theme: &Theme, session: &Session) -> Option<Intent> {
    let Some(playing) = &session.playing else { return Some(Intent::Back) };
    let transcript = playing.encounter.transcript();
    let card = Scorecard::of(&transcript.decisions);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme.bold(&playing.encounter.script().scenario.title, theme.title));
        if let Some(outcome) = transcript.outcome {
            widgets::pill(ui, theme, debrief::outcome_words(outcome), theme.note);
        }
        if let Some(play) = &playing.play {
            widgets::pill(ui, theme, &counts_as(play.standing), theme.card);
        }
    });
    ui.add_space(2.0);
    let conduct = Conduct::of(&transcript.decisions);
    if ui.available_width() < NARROW {
        let mut intent = None;
        read(ui, "one column", |ui| {
            widgets::card(theme, theme.card).show(ui, |ui| scores(ui, theme, playing, &card));
            widgets::card(theme, theme.card).show(ui, |ui| turns(ui, theme, session, playing, &conduct));
            intent = buttons(ui, theme, playing);
        });
        return intent;
    }
    let space = ui.available_rect_before_wrap();
    let foot = theme.touch + 20.0;
    let (gap, body) = (18.0, space.height() - foot);
    let left_width = (space.width() - gap) * 0.43;
    let left = Rect::from_min_size(space.min, vec2(left_width, body));
    let right =
        Rect::from_min_size(pos2(left.right() + gap, space.top()), vec2(space.width() - gap - left_width, body));
    let below = Rect::from_min_max(pos2(space.left(), space.bottom() - foot + 12.0), space.max);
    let mut part =
        |rect: Rect| ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    let (mut left, mut right, mut below) = (part(left), part(right), part(below));
    widgets::card(theme, theme.card).show(&mut left, |ui| {
        ui.set_min_size(ui.available_size());
        read(ui, "scores", |ui| scores(ui, theme, playing, &card));
    });
    widgets::card(theme, theme.card).show(&mut right, |ui| {
        ui.set_min_size(ui.available_size());
        read(ui, "turns", |ui| turns(ui, theme, session, playing, &conduct));
    });
    buttons(&mut below, theme, playing)
}

/// Below this width the two cards stand below each other.
const NARROW: f32 = 820.0;

fn counts_as(standing: Standing) -> String {
    match standing {
        Standing { attempt: Some(attempt), practice: false, .. } => format!("Attempt {attempt}"),
        Standing { attempt: Some(attempt), .. } => format!("Practice, play {attempt}"),
        _ => "Practice".into(),
    }
}

fn buttons(ui: &mut Ui, theme: &Theme, playing: &Playing) -> Option<Intent> {
    let mut intent = None;
    // The first turn with something better on offer is the one worth another try.
    let again = playing.turns.iter().position(|turn| turn.best.is_some());
    ui.horizontal_wrapped(|ui| {
        if let Some(turn) = again
            && widgets::button(ui, theme, &format!("Try turn {} again", turn + 1), true).clicked()
        {
            intent = Some(Intent::TryAgain(turn));
        }
        if widgets::button(ui, theme, "Next encounter", again.is_none()).clicked() {
            intent = Some(Intent::Back);
        }
    });
    intent
}

fn scores(ui: &mut Ui, theme: &Theme, playing: &Playing, card: &Scorecard) {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.label(theme.bold("What you did with what was on offer", theme.body));
    let random = playing.baseline.as_ref();
    row(ui, theme, "Overall", card.overall, random.and_then(Baseline::overall));
    ui.separator();
    for principle in Principle::ALL {
        let beside = random.and_then(|random| random.principle(principle.index()));
        row(ui, theme, principle.name(), card.principle(principle), beside);
    }
    ui.label(theme.small("Shaded: where the true figure plausibly lies, given so few moments."));
    if let Some(random) = playing.baseline.as_ref().and_then(Baseline::overall) {
        let random = debrief::tenths_words(random);
        ui.label(theme.small(format!("The mark: random play, {random} overall (simulated); the floor is not zero.")));
    }
    ui.add_space(8.0);
    ui.label(theme.bold("What people needed", theme.body));
    let several = playing.encounter.script().people.len() > 1;
    for need in debrief::needs(&playing.encounter) {
        let kind = if several {
            format!("{}, {}", need.person, need.kind.word().to_lowercase())
        } else {
            need.kind.word().to_owned()
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

const fn colour(theme: &Theme, percent: u32) -> Colour {
    match percent {
        0..34 => theme.coral,
        34..67 => theme.mustard,
        _ => theme.teal,
    }
}

fn turns(ui: &mut Ui, theme: &Theme, session: &Session, playing: &Playing, conduct: &Conduct) {
    ui.label(theme.bold("Turn by turn", theme.body));
    if let Some(last) = playing.said.last() {
        for said in last.iter().rev().take(1) {
            ui.label(theme.italic(said.words(), theme.body));
        }
    }
    for (n, turn) in playing.turns.iter().enumerate() {
        one_turn(ui, theme, n, turn);
    }
    for (title, lines) in [
        ("Your word", debrief::promises(&playing.encounter, session.you())),
        ("What was said around it", debrief::claims(&playing.encounter)),
        ("How you talked", vec![debrief::conduct_words(conduct, playing.turns.len())]),
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

fn one_turn(ui: &mut Ui, theme: &Theme, n: usize, turn: &Turn) {
    let (sign, word) = turn.mark.signed();
    let fill = match turn.mark {
        Mark::Best => theme.teal,
        Mark::Between => theme.mustard,
        Mark::Worst => theme.coral,
        Mark::Even | Mark::Unscored => theme.trough,
    };
    ui.horizontal_top(|ui| {
        widgets::sign(ui, theme, sign, fill);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.label(theme.bold(&turn.words, 17.0));
            ui.label(theme.small(format!("Turn {}, {word} · {}", n + 1, debrief::evidence_words(&turn.evidence))));
            ui.label(theme.sized(&turn.because, 16.0));
            if let Some(best) = &turn.best {
                let frame = egui::Frame::new()
                    .fill(theme.teal_pale.0)
                    .corner_radius(egui::CornerRadius::same(12))
                    .inner_margin(egui::Margin::symmetric(12, 8));
                frame.show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.label(theme.bold(format!("Best on offer: {}", best.words), 16.0));
                    ui.label(theme.sized(&best.because, 16.0));
                    let evidence = debrief::evidence_words(&best.evidence);
                    ui.label(theme.small(evidence).color(theme.teal_deep.0));
                });
            }
        });
    });
}
