//! The panel beside the scene: replies, the trainee's own answer, and notes.

use bevy_egui::egui::{Label, Ui};

use super::shown_beat::shown_beat;
use crate::encounter::Status;
use crate::game::drafts::DraftEdit;
use crate::game::intent::Intent;
use crate::game::screens::input::{digit_pressed, focus_first_on_arrow, focus_once, takes_digit, was_taken};
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::session::ActivePlay;
use crate::game::widgets;
use crate::scenario::model::Channel;
use crate::scenario::script::{FactIx, NeedIx};

/// The longest own answer, in characters.
const MAX_ANSWER_CHARS: usize = 400;

/// What the trainee can do now, and their notes.
pub(super) fn reply_panel(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) -> Option<Intent> {
    let theme = view.theme;
    ui.add_space(4.0);
    let intent = match () {
        () if !view.reveal.is_done() => {
            ui.label(theme.bold("Listen", theme.small));
            let clicked = widgets::button(ui, theme, "Show the whole line", false).clicked();
            ui.label(theme.small("The space key does the same. Nothing is lost by it."));
            clicked.then_some(Intent::RevealAll)
        }
        () if play.encounter().status() == Status::Completed => ended_card(ui, view, play),
        () if view.session.awaits_own_answer() => own_answer(ui, view),
        () => replies(ui, view, play),
    };
    notes(ui, view, play);
    ui.add_space(4.0);
    intent
}

/// The end of the encounter, and the way to the debrief.
fn ended_card(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    widgets::card(theme, theme.note).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(theme.bold("It is over.", 22.0));
        if let Some(outcome) = play.outcome() {
            ui.label(theme.text(outcome.label()));
        }
    });
    let to_debrief = widgets::button(ui, theme, "See how it went", true);
    if to_debrief.clicked() {
        intent = Some(Intent::OpenDebrief);
    }
    focus_first_on_arrow(ui, Some(&to_debrief));
    intent
}

/// The field for the trainee's own answer, before the replies are shown.
fn own_answer(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    ui.label(theme.bold("What would you say, in your own words?", theme.body));
    let width = ui.available_width();
    let field = widgets::field(ui, theme, "Your own words", &view.drafts.own_answer, MAX_ANSWER_CHARS, width);
    let decision = view.session.play.as_ref().map(|play| (play.encounter().seed(), play.encounter().decisions()));
    focus_once(ui, ("own answer", decision), &field.response);
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, "Show the replies", true).clicked() || field.is_submitted {
            intent = Some(Intent::SubmitDraft(field.text.clone()));
        }
        if widgets::button(ui, theme, "Skip this one", false).clicked() {
            intent = Some(Intent::SubmitDraft(String::new()));
        }
    });
    ui.label(theme.small("It stands in the debrief beside what you chose. It is never scored, and time stands still."));
    let is_edited = field.text != view.drafts.own_answer;
    intent.or(is_edited.then_some(Intent::EditDraft(DraftEdit::OwnAnswer(field.text))))
}

fn replies(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let encounter = play.encounter();
    let ask = match shown_beat(view, play).channel {
        Channel::Feed | Channel::Chat => "How do you answer?",
        _ => "What do you say?",
    };
    ui.label(theme.bold(ask, theme.small));
    if let Some(words) = play.own_words(encounter.decisions()) {
        ui.label(theme.small(format!("Your own words: “{words}”")));
    }
    let mut intent = None;
    let mut first = None;
    let digit = digit_pressed(ui, session);
    for (n, choice) in encounter.offers().enumerate() {
        let words = choice.words.with(encounter.script(), encounter.cast(), session.trainee_name()).to_string();
        let text = if choice.spoken { theme.text(&words) } else { theme.italic(&words, theme.body) };
        let id = ("reply", encounter.decisions(), n);
        let response = widgets::pressable(ui, theme, id, &format!("{}. {words}", n + 1), |ui| {
            ui.horizontal_top(|ui| {
                widgets::number(ui, theme, n + 1);
                ui.add(Label::new(text).wrap());
            });
        });
        if was_taken(ui, &response) || takes_digit(ui, digit, n, &response) {
            intent = Some(Intent::Choose(n));
        }
        first.get_or_insert(response);
    }
    focus_first_on_arrow(ui, first.as_ref());
    intent
}

fn notes(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let (theme, session) = (view.theme, view.session);
    let encounter = play.encounter();
    let script = encounter.script();
    let known = (script.fact_texts.iter().enumerate())
        .filter(|(n, _)| encounter.state().knows(FactIx::new(*n)))
        .map(|(_, text)| text.with(script, encounter.cast(), session.trainee_name()).to_string());
    let needs = (script.needs.iter().enumerate())
        // A need that is said in the encounter is no finding, and may not have been said yet.
        .filter(|(n, need)| encounter.state().need(NeedIx::new(*n)).0 && !need.need.spoken)
        .map(|(_, need)| format!("{} needs {}", play.name_to_show(need.person, usize::MAX), need.need.is));
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
