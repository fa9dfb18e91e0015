//! The row above an encounter: place, turn, rapport, patience, and the way out.

use bevy_egui::egui::{Ui, vec2};

use super::shown_beat::shown_beat;
use crate::encounter::{Status, TranscriptLine};
use crate::game::intent::Intent;
use crate::game::screens::kit::announce;
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::session::{ActivePlay, audience_after};
use crate::game::stage::short_name;
use crate::game::theme::bold;
use crate::game::widgets;
use crate::scenario::model::Channel;
use crate::util::text::{grouped, times};

/// Place, turn, rapport, patience, and the way out.
pub(super) fn status_bar(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) -> Option<Intent> {
    let theme = view.theme;
    let encounter = play.encounter();
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let open = encounter.status() == Status::Open;
        if open && !play.history_open {
            let leave = if shown_beat(view, play).channel == Channel::Street { "Walk on" } else { "Leave" };
            let recorded = play.session().is_recorded();
            let hint = if recorded { "You can go on later" } else { "This play is not kept" };
            if widgets::button(ui, theme, leave, false).on_hover_text(hint).clicked() {
                intent = Some(Intent::Back);
            }
        }
        let label = if play.history_open { "Hide what was said" } else { "What was said" };
        if widgets::button(ui, theme, label, false).clicked() {
            intent = Some(Intent::ToggleHistory);
        }
        widgets::pill(ui, theme, &words::channel_and_place(shown_beat(view, play)), theme.card);
        match shown_beat(view, play).channel {
            Channel::Phone => call_history(ui, view, play),
            Channel::Feed => {
                audience(ui, view, play);
            }
            _ => {}
        }
        if encounter.status() == Status::Open {
            widgets::pill(ui, theme, &format!("Turn {}", encounter.decisions() + 1), theme.card);
        }
        let with = shown_beat(view, play).with;
        let rapport = play.rapport(with, view.reveal);
        let fill = if rapport < 30 {
            theme.coral
        } else if rapport < 60 {
            theme.mustard
        } else {
            theme.teal
        };
        // Among several people, whose it is.
        let several = play.encounter().script().people.len() > 1;
        let whose = if several { format!(" with {}", short_name(play, with)) } else { String::new() };
        let words = format!("Rapport{whose}");
        let label_width = ui.painter().layout_no_wrap(words.clone(), bold(theme.small), theme.ink.0).size().x;
        ui.allocate_ui(vec2(label_width + 144.0, theme.touch), |ui| {
            ui.horizontal_centered(|ui| {
                ui.label(theme.bold(&words, theme.small));
                let label = format!("rapport{whose} {rapport} of 100");
                widgets::bar(ui, theme, 128.0, f32::from(rapport) / 100.0, None, fill, &label);
            });
        });
        if let Some(left) = view.clock.remaining() {
            let ring = widgets::ring(ui, theme, left);
            announce(ui, &ring);
        }
    });
    intent
}

/// What the caller went through on this call: minutes on hold, and transfers.
fn call_history(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let (mut minutes, mut transfers) = (0, 0);
    let Some((latest, before)) = play.lines.split_last() else { return };
    let started = view.reveal.started().min(latest.len());
    for said in before.iter().flatten().chain(&latest[..started]) {
        match said {
            TranscriptLine::Hold { minutes: more, .. } => minutes += more,
            TranscriptLine::Transfer { .. } => transfers += 1,
            _ => {}
        }
    }
    let mut parts = Vec::new();
    if minutes > 0 {
        parts.push(format!("On hold {minutes} min"));
    }
    if transfers > 0 {
        parts.push(format!("passed on {}", times(transfers)));
    }
    if !parts.is_empty() {
        widgets::pill(ui, view.theme, &parts.join(" · "), view.theme.coral_pale);
    }
}

/// How many people have seen the thread; the number rises while the trainee thinks.
fn audience(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let encounter = play.encounter();
    let seen_by = play.lines.iter().flatten().filter_map(|said| match said {
        TranscriptLine::Post { seen_by, .. } => Some(u64::from(*seen_by)),
        _ => None,
    });
    let rate = encounter.beat().spread;
    let open = encounter.status() == Status::Open;
    let now = if open { audience_after(rate, view.clock.milliseconds()) } else { 0 };
    let total = seen_by.max().unwrap_or(0) + encounter.state().reach() + play.audience + now;
    let rate_words = if rate > 0 && open { format!(" · +{rate} a minute") } else { String::new() };
    let words = format!("{} people have seen this{rate_words}", grouped(total, ','));
    widgets::pill(ui, view.theme, &words, view.theme.coral_pale);
}
