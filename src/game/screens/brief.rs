//! What one knows beforehand, and the way in.

use bevy_egui::egui::{Sense, Ui, vec2};

use super::{Intent, Toggle, View, column, entered, scroll, walk, words};
use crate::game::{stage, widgets};

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let Some(script) = session.script() else { return Some(Intent::Back) };
    let scenario = &script.scenario;
    let open = session.can_go_on();
    let mut intent = None;
    scroll(ui, "brief", |ui| {
        column(ui, 860.0, |ui| {
            ui.add_space((ui.available_height() * 0.04).min(30.0));
            ui.horizontal_wrapped(|ui| {
                widgets::pill(ui, theme, words::kind(scenario.kind), theme.sky);
                widgets::pill(ui, theme, &format!("{} minutes", scenario.minutes), theme.sage);
                widgets::pill(ui, theme, words::level(scenario.level), theme.card);
                if session.trying.is_some() {
                    widgets::pill(ui, theme, "A try-out: nothing is kept", theme.note);
                }
            });
            ui.add_space(2.0);
            ui.label(theme.bold(&scenario.title, 38.0));
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.horizontal_top(|ui| {
                    let person = &script.people[script.beat(script.start).with.index()];
                    if ui.available_width() > 520.0 {
                        let (rect, _) = ui.allocate_exact_size(vec2(118.0, 118.0), Sense::hover());
                        stage::whoever(ui, theme, rect, person);
                    }
                    ui.vertical(|ui| {
                        ui.label(theme.sized(script.brief.with(script, &[], session.you()).to_string(), 21.0));
                    });
                });
            });
            widgets::card(theme, theme.note).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 6.0;
                ui.label(theme.bold("What it is about", theme.body));
                for principle in &scenario.trains {
                    ui.label(theme.text(format!("{}. {}.", principle.name(), principle.meaning())));
                }
            });
            ui.label(theme.small(how_it_counts(view, open)));
            ui.horizontal_wrapped(|ui| {
                let mut first = None;
                if open {
                    let go_on = widgets::button(ui, theme, "Go on where you left it", true);
                    if go_on.clicked() {
                        intent = Some(Intent::GoOn);
                    }
                    first.get_or_insert(go_on);
                }
                let start = widgets::button(ui, theme, if open { "Start again" } else { "Start" }, !open);
                if start.clicked() {
                    intent = Some(Intent::Start);
                }
                first.get_or_insert(start);
                if widgets::button(ui, theme, "Back", false).clicked() {
                    intent = Some(Intent::Back);
                }
                walk(ui, first.as_ref());
            });
            ui.add_space(2.0);
            for (words, about, what) in [
                ("No hurry", "Nobody's patience runs out. It is never reported.", Toggle::NoHurry),
                ("Say it first", "You put your own answer into words before you see the replies.", Toggle::SayFirst),
                (
                    "Look back first",
                    "Before the debrief you are asked which line you would take back.",
                    Toggle::LookBack,
                ),
            ] {
                if widgets::switch(ui, theme, words, about, session.is_on(what)).clicked() {
                    intent = Some(Intent::Toggle(what));
                }
            }
            ui.add_space(8.0);
        });
    });
    if entered(ui) {
        intent = intent.or(Some(if open { Intent::GoOn } else { Intent::Start }));
    }
    intent
}

fn how_it_counts(view: &View<'_>, open: bool) -> &'static str {
    let session = view.session;
    let played = session.looked_at.as_ref().is_some_and(|id| session.summaries.contains_key(id));
    match (session.trying.is_some(), open, played) {
        (true, ..) => "You try out a file of your own: no record is written, and nobody remembers it.",
        (_, true, _) => {
            "You left this one open. If you start again, the open play stays left, and the new one is practice."
        }
        (_, false, true) => "You have played this one, so this is practice.",
        (_, false, false) => "Your first play counts as your attempt; after that you practise as often as you like.",
    }
}
