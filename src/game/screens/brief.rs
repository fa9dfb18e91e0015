//! What one knows beforehand, and the way in.

use bevy_egui::egui::{Align, Key, Layout, Ui, vec2};

use super::super::widgets;
use super::{Intent, Session, Theme, pressed, scroll, words};

pub(super) fn ui(ui: &mut Ui, theme: &Theme, session: &Session) -> Option<Intent> {
    let Some(script) = session.script() else { return Some(Intent::Back) };
    let scenario = &script.scenario;
    let open = session.can_go_on();
    let mut intent = None;
    scroll(ui, "brief", |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.08).min(70.0));
            let width = ui.available_width().min(820.0);
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.horizontal_wrapped(|ui| {
                    widgets::pill(ui, theme, words::kind(scenario.kind), theme.sky);
                    widgets::pill(ui, theme, &format!("{} minutes", scenario.minutes), theme.sage);
                    widgets::pill(ui, theme, words::level(scenario.level), theme.card);
                });
                ui.add_space(6.0);
                ui.label(theme.bold(&scenario.title, 38.0));
                widgets::card(theme, theme.card).show(ui, |ui| {
                    ui.set_min_width(width - 40.0);
                    ui.spacing_mut().item_spacing.y = 8.0;
                    ui.label(theme.sized(script.brief.with(script, &[], session.you()).to_string(), 21.0));
                });
                widgets::card(theme, theme.note).show(ui, |ui| {
                    ui.set_min_width(width - 40.0);
                    let trains: Vec<String> = (scenario.trains.iter())
                        .map(|principle| format!("{}. {}", principle.name(), principle.meaning()))
                        .collect();
                    ui.label(theme.bold("What it is about", theme.body));
                    for line in trains {
                        ui.label(theme.text(line));
                    }
                });
                ui.label(theme.small(how_it_counts(session, open)));
                ui.horizontal_wrapped(|ui| {
                    if open && widgets::button(ui, theme, "Go on where you left it", true).clicked() {
                        intent = Some(Intent::GoOn);
                    }
                    let start = if open { "Start again" } else { "Start" };
                    if widgets::button(ui, theme, start, !open).clicked() {
                        intent = Some(Intent::Start);
                    }
                    if widgets::button(ui, theme, "Back", false).clicked() {
                        intent = Some(Intent::Back);
                    }
                    let hurry =
                        if session.no_hurry { "The clock is off: turn it on" } else { "No hurry: turn the clock off" };
                    if widgets::button(ui, theme, hurry, false).clicked() {
                        intent = Some(Intent::Hurry);
                    }
                });
            });
        });
    });
    let enter = pressed(ui, Key::Enter) && ui.memory(|memory| memory.focused().is_none());
    if enter {
        intent = intent.or(Some(if open { Intent::GoOn } else { Intent::Start }));
    }
    intent
}

fn how_it_counts(session: &Session, open: bool) -> &'static str {
    let played = session.looked_at.as_ref().is_some_and(|id| session.summaries.contains_key(id));
    match (open, played) {
        (true, _) => {
            "You left this one open. If you start again, the open play stays left, and the new one is practice."
        }
        (false, true) => "You have played this one, so this is practice.",
        (false, false) => "Your first play counts as your attempt; after that you practise as often as you like.",
    }
}
