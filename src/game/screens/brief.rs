//! The brief: what the trainee knows before an encounter, and the way in.

use bevy_egui::egui::{Response, Sense, Ui, vec2};

use crate::app::{Beginning, TownView, WaitingLine};
use crate::game::intent::{Intent, Toggle};
use crate::game::screens::input::{enter_pressed, focus_first_on_arrow};
use crate::game::screens::kit::{announce, column, full_card, scroll};
use crate::game::screens::view::View;
use crate::game::screens::villagers::Mark;
use crate::game::screens::words;
use crate::game::stage;
use crate::game::widgets;
use crate::scenario::script::Script;

/// The settings that can be changed before an encounter.
const SWITCHES: [(&str, &str, Toggle); 3] = [
    ("No hurry", "Nobody's patience runs out. It is never reported.", Toggle::NoHurry),
    ("Say it first", "You put your own answer into words before you see the replies.", Toggle::SayFirst),
    ("Look back first", "Before the debrief you are asked which line you would take back.", Toggle::LookBack),
];

/// How much of what a person has heard is shown: the latest.
const MOST_HEARD: usize = 3;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let Some(script) = session.selected_script() else { return Some(Intent::Back) };
    let can_resume = session.can_resume();
    let (missed, main) = (missed(view, script), main_beginning(view, script));
    let mut intent = None;
    scroll(ui, ("brief", script.id.as_str()), |ui| {
        column(ui, 860.0, |ui| {
            ui.add_space((ui.available_height() * 0.04).min(30.0));
            pills(ui, view, script);
            ui.add_space(2.0);
            ui.label(theme.bold(&script.scenario.title, 38.0));
            let first;
            (intent, first) = missed_by_it(ui, view, &missed);
            situation(ui, view, script);
            heard(ui, view, script);
            principles(ui, view, script);
            ui.label(theme.small(how_it_counts(view, can_resume)));
            not_counted(ui, view, script);
            intent = buttons(ui, view, main, first).or(intent.take());
            ui.add_space(2.0);
            for (words, about, toggle) in SWITCHES {
                if widgets::switch(ui, theme, words, about, session.is_on(toggle)).clicked() {
                    intent = Some(Intent::Toggle(toggle));
                }
            }
            ui.add_space(8.0);
        });
    });
    if enter_pressed(ui) {
        // Enter lets nothing be missed.
        let first = missed.first().map(|line| Intent::OpenScenario(line.scenario.clone()));
        intent = intent.or(first).or(Some(if main == Beginning::Continued { Intent::Resume } else { Intent::Start }));
    }
    intent
}

/// The town, where what is played may count.
fn town<'a>(view: &View<'a>) -> Option<&'a TownView> {
    view.session.town.view.as_ref().filter(|_| view.session.catalog.tryout.is_none())
}

/// What the main button does: it goes on with the open play, unless the town counts only a new one.
fn main_beginning(view: &View<'_>, script: &Script) -> Beginning {
    let session = view.session;
    let new = Beginning::New { is_fresh: session.is_fresh_course() };
    let counts = |beginning| town(view).is_none_or(|town| town.why_not_counted(&script.id, beginning).is_none());
    let goes_on = session.can_resume() && (session.is_only_resumable() || counts(Beginning::Continued) || !counts(new));
    if goes_on { Beginning::Continued } else { new }
}

/// That the town does not count the play, and why.
fn not_counted(ui: &mut Ui, view: &View<'_>, script: &Script) {
    let theme = view.theme;
    let beginning = if view.session.can_resume() { Beginning::Continued } else { main_beginning(view, script) };
    let why = town(view).and_then(|town| town.why_not_counted(&script.id, beginning));
    match why {
        Some(why) if main_beginning(view, script) != beginning => {
            ui.label(theme.small(format!("If you go on where you left it: {why} If you start again, it does.")));
        }
        Some(why) => drop(ui.label(theme.small(why))),
        None => {}
    }
}

/// Kind, length and level, and whether it is a try-out.
fn pills(ui: &mut Ui, view: &View<'_>, script: &Script) {
    let (theme, scenario) = (view.theme, &script.scenario);
    ui.horizontal_wrapped(|ui| {
        widgets::pill(ui, theme, &words::kind(scenario.kind), theme.sky);
        widgets::pill(ui, theme, &words::minutes(scenario.minutes), theme.sage);
        widgets::pill(ui, theme, scenario.level.label(), theme.card);
        if view.session.catalog.tryout.is_some() {
            widgets::pill(ui, theme, "A try-out: nothing is kept", theme.note);
        }
    });
}

/// The person and the situation.
fn situation(ui: &mut Ui, view: &View<'_>, script: &Script) {
    let theme = view.theme;
    full_card(ui, theme, theme.card, |ui| {
        ui.horizontal_top(|ui| {
            let person = &script.people[script.beat(script.start).with.index()];
            if ui.available_width() > 520.0 {
                let (rect, _) = ui.allocate_exact_size(vec2(118.0, 118.0), Sense::hover());
                stage::person_or_unknown(ui, theme, rect, person);
            }
            ui.vertical(|ui| {
                let words = script.brief.with(script, &[], view.session.trainee_name()).to_string();
                ui.label(theme.sized(words, 21.0));
            });
        });
    });
}

/// What the person has heard of the trainee, as far as the trainee knows that it is said.
fn heard(ui: &mut Ui, view: &View<'_>, script: &Script) {
    let (theme, session) = (view.theme, view.session);
    let Some((town, villager)) = session.town.view.as_ref().zip(script.villager(None)) else { return };
    if session.catalog.tryout.is_some() || session.is_fresh_course() || !town.can_be_followed(&script.id) {
        return;
    }
    let words: Vec<_> = town.heard_by(villager).collect();
    let more = words.len().saturating_sub(MOST_HEARD);
    let Some(about) = session.catalog.library.village.people.get(villager).filter(|_| !words.is_empty()) else {
        return;
    };
    full_card(ui, theme, theme.thread, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(theme.bold(format!("What {} has heard of you", about.called), theme.body));
        for word in words.iter().take(MOST_HEARD) {
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::hover());
                Mark::of_word(theme, word.tone).draw(ui, theme, rect);
                ui.vertical(|ui| ui.label(theme.text(format!("“{}”", word.text))));
            });
        }
        if more > 0 {
            ui.label(theme.small(format!("And {}, told earlier.", words::count(more, "thing more", "things more"))));
        }
    });
}

/// What is missed if this encounter is played now, since it ends the day.
fn missed<'a>(view: &View<'a>, script: &Script) -> Vec<&'a WaitingLine> {
    town(view).map_or_else(Vec::new, |town| town.missed_by(&script.id, main_beginning(view, script)))
}

/// What is missed, and the ways there instead, of which the first is the main button then.
fn missed_by_it(ui: &mut Ui, view: &View<'_>, missed: &[&WaitingLine]) -> (Option<Intent>, Option<Response>) {
    let theme = view.theme;
    let (mut intent, mut first) = (None, None);
    if missed.is_empty() {
        return (intent, first);
    }
    full_card(ui, theme, theme.coral_pale, |ui| {
        let warning = ui.label(theme.bold("This encounter ends the day. Today is the last day for this:", theme.body));
        announce(ui, &warning);
        for (n, line) in missed.iter().enumerate() {
            ui.label(theme.text(format!("{}: {}", line.title, line.why)));
            let go = widgets::button(ui, theme, &format!("Go to “{}” first", line.title), n == 0);
            if go.clicked() {
                intent = Some(Intent::OpenScenario(line.scenario.clone()));
            }
            first.get_or_insert(go);
        }
    });
    (intent, first)
}

/// The principles that the encounter trains.
fn principles(ui: &mut Ui, view: &View<'_>, script: &Script) {
    let theme = view.theme;
    // An encounter that follows from another trains none.
    if script.scenario.trains.is_empty() {
        return;
    }
    full_card(ui, theme, theme.note, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(theme.bold("What it is about", theme.body));
        for principle in &script.scenario.trains {
            ui.label(theme.text(format!("{}. {}.", principle.name(), principle.meaning())));
        }
    });
}

/// The ways on. `main` is what Enter does, unless `first` is: the main button above.
fn buttons(ui: &mut Ui, view: &View<'_>, main: Beginning, first: Option<Response>) -> Option<Intent> {
    let (theme, can_resume) = (view.theme, view.session.can_resume());
    let is_main = |beginning: bool| first.is_none() && beginning;
    let (resumes, starts) = (is_main(main == Beginning::Continued), is_main(main != Beginning::Continued));
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        let mut first = first;
        if can_resume {
            let resume = widgets::button(ui, theme, "Go on where you left it", resumes);
            if resume.clicked() {
                intent = Some(Intent::Resume);
            }
            first.get_or_insert(resume);
        }
        if !view.session.is_only_resumable() {
            let words = if can_resume { "Start again" } else { "Start" };
            let start = widgets::button(ui, theme, words, starts);
            if start.clicked() {
                intent = Some(Intent::Start);
            }
            first.get_or_insert(start);
        }
        if widgets::button(ui, theme, "Back", false).clicked() {
            intent = Some(Intent::Back);
        }
        focus_first_on_arrow(ui, first.as_ref());
    });
    intent
}

/// How the next play counts, in words.
fn how_it_counts(view: &View<'_>, can_resume: bool) -> &'static str {
    let session = view.session;
    let summary = session.catalog.selected.as_ref().and_then(|id| session.trainees.summaries.get(id));
    match (session.catalog.tryout.is_some(), can_resume, summary) {
        (true, ..) => "You try out a file of your own: no record is written, and nobody remembers it.",
        (_, true, _) if session.is_only_resumable() => {
            "You left this one open. Its file has errors now, or is gone; you can go on with the text you began with."
        }
        (_, true, _) => {
            "You left this one open. If you start again, the open play stays left, and the new one is practice."
        }
        (_, false, Some(summary)) if summary.ended_unfinished => {
            "You left this one open for 14 days of use, so it was ended. What you play now is practice."
        }
        (_, false, Some(_)) => "You have played this one, so this is practice.",
        (_, false, None) => "Your first play counts as your attempt; after that you practise as often as you like.",
    }
}
