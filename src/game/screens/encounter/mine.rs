//! What one can say or do oneself, one's own words first if one likes, and one's notes.

use bevy_egui::egui::{Key, Label, Ui};

use super::super::{Intent, View, focus_once, walk, words};
use super::seen;
use crate::encounter::Status;
use crate::game::session::Playing;
use crate::game::widgets;
use crate::scenario::model::Channel;
use crate::scenario::script::{FactIx, NeedIx};
use crate::scoring::debrief::outcome_words;

/// The longest answer of one's own.
const LONGEST_ANSWER: usize = 400;

/// What one can say or do, and one's notes.
pub(super) fn mine(ui: &mut Ui, view: &View<'_>, playing: &Playing, answer: &mut String) -> Option<Intent> {
    let theme = view.theme;
    ui.add_space(4.0);
    let intent = match () {
        () if !view.reveal.is_done() => {
            ui.label(theme.bold("Listen", theme.small));
            let clicked = widgets::button(ui, theme, "Show the whole line", false).clicked();
            ui.label(theme.small("The space key does the same. Nothing is lost by it."));
            clicked.then_some(Intent::ShowAll)
        }
        () if playing.encounter.status() == Status::Completed => over(ui, view, playing),
        () if view.session.is_framing() => framing(ui, view, answer),
        () => replies(ui, view, playing),
    };
    notes(ui, view, playing);
    ui.add_space(4.0);
    intent
}

/// The last word was said.
fn over(ui: &mut Ui, view: &View<'_>, playing: &Playing) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    widgets::card(theme, theme.note).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(theme.bold("It is over.", 22.0));
        if let Some(outcome) = playing.outcome() {
            ui.label(theme.text(outcome_words(outcome)));
        }
    });
    let on = widgets::button(ui, theme, "See how it went", true);
    if on.clicked() {
        intent = Some(Intent::Finish);
    }
    walk(ui, Some(&on));
    intent
}

/// One's own words before the replies show.
fn framing(ui: &mut Ui, view: &View<'_>, answer: &mut String) -> Option<Intent> {
    let theme = view.theme;
    ui.label(theme.bold("What would you say, in your own words?", theme.body));
    let width = ui.available_width();
    let field = widgets::field(ui, theme, "Your own words", answer, LONGEST_ANSWER, width);
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    focus_once(ui, ("framing", view.session.turn()), &field);
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, "Show the replies", true).clicked() || enter {
            intent = Some(Intent::Frame(std::mem::take(answer)));
        }
        if widgets::button(ui, theme, "Skip this one", false).clicked() {
            answer.clear();
            intent = Some(Intent::Frame(String::new()));
        }
    });
    ui.label(theme.small("It stands in the debrief beside what you chose. It is never scored, and time stands still."));
    intent
}

fn replies(ui: &mut Ui, view: &View<'_>, playing: &Playing) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let encounter = &playing.encounter;
    let ask = match seen(view, playing).channel {
        Channel::Feed | Channel::Chat => "How do you answer?",
        _ => "What do you say?",
    };
    ui.label(theme.bold(ask, theme.small));
    if let Some(words) = playing.own_words(encounter.decisions()) {
        ui.label(theme.small(format!("Your own words: “{words}”")));
    }
    let mut intent = None;
    let mut first = None;
    for (n, choice) in encounter.offers().enumerate() {
        let words = choice.words.with(encounter.script(), encounter.cast(), session.you()).to_string();
        let text = if choice.spoken { theme.text(&words) } else { theme.italic(&words, theme.body) };
        let id = ("reply", encounter.decisions(), n);
        let response = widgets::pressable(ui, theme, id, &format!("{}. {words}", n + 1), |ui| {
            ui.horizontal_top(|ui| {
                widgets::number(ui, theme, n + 1);
                ui.add(Label::new(text).wrap());
            });
        });
        if response.clicked() {
            intent = Some(Intent::Take(n));
        }
        first.get_or_insert(response);
    }
    walk(ui, first.as_ref());
    intent
}

fn notes(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let (theme, session) = (view.theme, view.session);
    let encounter = &playing.encounter;
    let script = encounter.script();
    let known = (script.fact_texts.iter().enumerate())
        .filter(|(n, _)| encounter.state().knows(FactIx::new(*n)))
        .map(|(_, text)| text.with(script, encounter.cast(), session.you()).to_string());
    let needs = (script.needs.iter().enumerate())
        .filter(|(n, _)| encounter.state().need(NeedIx::new(*n)).0)
        .map(|(_, need)| format!("Needs {}", need.need.is));
    let notes: Vec<String> = known.chain(needs).collect();
    if notes.is_empty() || !view.reveal.is_done() {
        return;
    }
    ui.add_space(6.0);
    widgets::card(theme, theme.note).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.label(theme.bold("Your notes", theme.small));
        for note in notes {
            ui.label(theme.sized(words::upper_first(&note), 16.0));
        }
    });
}
