//! Scores of the debrief: the eight principles beside random play, and what people needed.

use bevy_egui::egui::{Align, Layout, Sense, Ui, WidgetInfo, WidgetType, vec2};

use crate::game::screens::kit::mood_colour;
use crate::game::session::ActivePlay;
use crate::game::stage;
use crate::game::theme::{Colour, ThemeTokens};
use crate::game::widgets;
use crate::scenario::principle::Principle;
use crate::scenario::script::PersonIx;
use crate::scoring::debrief;
use crate::scoring::{Baseline, Scorecard, Tally, wilson};

/// Draws all scores.
pub(super) fn scores(ui: &mut Ui, theme: &ThemeTokens, play: &ActivePlay, card: &Scorecard) {
    let baseline = play.result.as_ref().map(|result| &result.baseline);
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.label(theme.bold("What you did with what was on offer", theme.body));
    row(ui, theme, "Overall", card.overall, baseline.and_then(Baseline::overall));
    ui.separator();
    for principle in Principle::ALL {
        let random = baseline.and_then(|random| random.principle(principle.index()));
        row(ui, theme, principle.name(), card.principle(principle), random);
    }
    ui.label(theme.small("Shaded: where the true figure plausibly lies, given so few moments."));
    if let Some(random) = baseline.and_then(Baseline::overall) {
        let random = debrief::tenths_words(random);
        ui.label(theme.small(format!("The mark is what random play gets, {random} overall: nobody starts from zero.")));
    }
    ui.add_space(8.0);
    needs(ui, theme, play);
}

/// What people needed, and whether they got it: each person with their mood in the end and their own needs.
fn needs(ui: &mut Ui, theme: &ThemeTokens, play: &ActivePlay) {
    ui.label(theme.bold("What people needed", theme.body));
    let needs = debrief::needs(play.encounter());
    let last = play.encounter().beat().with;
    let mut people: Vec<PersonIx> = needs.iter().map(|need| need.of).chain([last]).collect();
    people.sort_unstable_by_key(|person| (*person != last, person.index()));
    people.dedup();
    for person in people {
        portrait(ui, theme, play, person);
        if person == last
            && let Some(words) = debrief::mood_beside_outcome(play.encounter())
        {
            ui.label(theme.sized(words, 16.0));
        }
        for need in needs.iter().filter(|need| need.of == person) {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                widgets::met(ui, theme, need.met, need.state);
                ui.label(theme.bold(need.kind.as_str(), 16.0));
                ui.label(theme.sized(format!("{} ({})", need.words, need.state), 16.0));
            });
        }
    }
}

/// A score: name, bar with interval and random play, and words. `random` is in tenths of a per cent.
fn row(ui: &mut Ui, theme: &ThemeTokens, name: &str, tally: Tally, random: Option<u64>) {
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
            let thin = tally.opportunities < crate::scoring::THIN_BELOW;
            let fill = if thin { theme.thin } else { score_colour(theme, percent) };
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

/// A percentage as a share from 0 to 1.
fn share(percent: u32) -> f32 {
    f32::from(u8::try_from(percent.min(100)).unwrap_or(100)) / 100.0
}

/// The colour of a score.
fn score_colour(theme: &ThemeTokens, percent: u32) -> Colour {
    match percent {
        0..34 => theme.coral,
        34..67 => theme.mustard,
        _ => theme.teal,
    }
}

/// A person, with their mood in the end.
fn portrait(ui: &mut Ui, theme: &ThemeTokens, play: &ActivePlay, person: PersonIx) {
    let who = stage::persona(play, person);
    let mood = play.encounter().state().mood(person);
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
