//! The row above an encounter: where one is, how it stands, and the way out.

use bevy_egui::egui::{Ui, vec2};

use super::super::{Intent, View, live, words};
use super::seen;
use crate::encounter::{Said, Status};
use crate::game::session::{Playing, spread};
use crate::game::widgets;
use crate::scenario::model::Channel;

/// Where one is, how it stands, and the way out.
pub(super) fn top(ui: &mut Ui, view: &View<'_>, playing: &Playing) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let encounter = &playing.encounter;
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let open = encounter.status() == Status::Open;
        if open && !session.history {
            let leave = if seen(view, playing).channel == Channel::Street { "Walk on" } else { "Leave" };
            let kept = playing.play.is_some();
            let hint = if kept { "You can go on later" } else { "This play is not kept" };
            if widgets::button(ui, theme, leave, false).on_hover_text(hint).clicked() {
                intent = Some(Intent::Back);
            }
        }
        let label = if session.history { "Hide what was said" } else { "What was said" };
        if widgets::button(ui, theme, label, false).clicked() {
            intent = Some(Intent::History);
        }
        widgets::pill(ui, theme, &words::where_at(seen(view, playing)), theme.card);
        match seen(view, playing).channel {
            Channel::Phone => waited(ui, view, playing),
            Channel::Feed => {
                reach(ui, view, playing);
            }
            _ => {}
        }
        if encounter.status() == Status::Open {
            widgets::pill(ui, theme, &format!("Turn {}", encounter.decisions() + 1), theme.card);
        }
        let rapport = playing.rapport(view.reveal);
        let fill = if rapport < 30 {
            theme.coral
        } else if rapport < 60 {
            theme.mustard
        } else {
            theme.teal
        };
        ui.allocate_ui(vec2(210.0, theme.touch), |ui| {
            ui.horizontal_centered(|ui| {
                ui.label(theme.bold("Rapport", theme.small));
                let label = format!("rapport {rapport} of 100");
                widgets::bar(ui, theme, 128.0, f32::from(rapport) / 100.0, None, fill, &label);
            });
        });
        if let Some(left) = view.clock.left() {
            let ring = widgets::ring(ui, theme, left);
            live(ui, &ring);
        }
    });
    intent
}

/// What a caller went through on this call: minutes on hold, and how often they were passed on.
fn waited(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let (mut minutes, mut passed_on) = (0, 0);
    let Some((present, before)) = playing.said.split_last() else { return };
    let begun = view.reveal.begun().min(present.len());
    for said in before.iter().flatten().chain(&present[..begun]) {
        match said {
            Said::Hold { minutes: more, .. } => minutes += more,
            Said::Transfer { .. } => passed_on += 1,
            _ => {}
        }
    }
    let mut told = Vec::new();
    if minutes > 0 {
        told.push(format!("On hold {minutes} min"));
    }
    if passed_on > 0 {
        told.push(format!("passed on {}", words::times(passed_on)));
    }
    if !told.is_empty() {
        widgets::pill(ui, view.theme, &told.join(" · "), view.theme.coral_pale);
    }
}

/// How many people have seen a thread; it climbs while one thinks.
fn reach(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let encounter = &playing.encounter;
    let seen_by = playing.said.iter().flatten().filter_map(|said| match said {
        Said::Post { seen_by, .. } => Some(u64::from(*seen_by)),
        _ => None,
    });
    let rate = encounter.beat().spread;
    let open = encounter.status() == Status::Open;
    let now = if open { spread(rate, view.clock.milliseconds()) } else { 0 };
    let all = seen_by.max().unwrap_or(0) + encounter.state().reach() + playing.came + now;
    let climbing = if rate > 0 && open { format!(" · +{rate} a minute") } else { String::new() };
    let words = format!("{} people have seen this{climbing}", thousands(all));
    widgets::pill(ui, view.theme, &words, view.theme.coral_pale);
}

/// A number with a comma before each three digits.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
