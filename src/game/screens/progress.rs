//! The eight principles over time, the moments behind each, and what to practise next.

use bevy_egui::egui::{
    Align, CornerRadius, Layout, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use crate::game::intent::Intent;
use crate::game::screens::kit::{column, heading, scroll};
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::widgets;
use crate::record::PrincipleProgress;
use crate::scoring::RatioInterval;
use crate::scoring::debrief::{USE_NOTICE, score_words};

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let title = format!("{}, over time", session.trainee_name());
    let (_, intent) = scroll(ui, ("progress", &title), |ui| {
        let mut intent = heading(ui, theme, &title, "Back");
        column(ui, 1000.0, |ui| {
            let Some(progress) = &session.trainees.progress else {
                ui.label(theme.text("Nothing is kept on this machine, so there is nothing to show."));
                return;
            };
            let attempts = words::count(progress.attempts, "first play", "first plays");
            ui.label(theme.text(format!("From {attempts}. Practice does not count here; it is for you.")));
            intent = intent.take().or(next(ui, view));
            for trained in &progress.principles {
                principle(ui, view, trained);
            }
            ui.add_space(4.0);
            ui.label(theme.small("Each dot is one encounter, larger where more moments stand behind it."));
            ui.label(theme.small(USE_NOTICE));
            ui.add_space(8.0);
        });
        intent
    });
    intent
}

/// What to practise next, and why.
fn next(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let advice = view.session.advice()?;
    let title = &view.session.catalog.library.get(advice.scenario.as_str())?.script.scenario.title;
    let mut intent = None;
    widgets::card(theme, theme.note).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(theme.bold(format!("What to practise next: {title}"), 20.0));
        let again = if advice.played { " You know this one; the others that train it are done." } else { "" };
        ui.label(theme.text(format!("{}{again}", words::reason(advice.reason))));
        if widgets::button(ui, theme, "Look at it", true).clicked() {
            intent = Some(Intent::OpenScenario(advice.scenario.clone()));
        }
    });
    intent
}

/// Name, chart and figures of a principle.
fn principle(ui: &mut Ui, view: &View<'_>, trained: &PrincipleProgress) {
    let theme = view.theme;
    let basis = basis(trained);
    widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let wide = ui.available_width() > 640.0;
        let words = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.label(theme.bold(trained.principle.name(), 18.0));
            ui.label(theme.small(trained.principle.meaning()));
        };
        let figures = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.label(theme.bold(score_words(trained.together), 17.0));
            ui.label(theme.small(&basis));
        };
        if wide {
            let whole = ui.available_width();
            ui.horizontal(|ui| {
                let cell = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(vec2(whole * 0.34, 60.0), cell, |ui| {
                    ui.set_min_width(whole * 0.34);
                    words(ui);
                });
                chart(ui, view, trained, whole * 0.33);
                let rest = ui.available_width();
                ui.allocate_ui_with_layout(vec2(rest, 60.0), cell, figures);
            });
        } else {
            words(ui);
            let whole = ui.available_width();
            chart(ui, view, trained, whole);
            figures(ui);
        }
    });
}

/// How many encounters are behind the figure, and how many are missing.
fn basis(trained: &PrincipleProgress) -> String {
    let encounters = words::count(trained.points.len(), "encounter", "encounters");
    if trained.points.is_empty() {
        return "It has not come up in a first play yet.".into();
    }
    match (trained.missing, trained.interval) {
        (Some(missing), _) => {
            let mut wanted = Vec::new();
            if missing.opportunities > 0 {
                let n = usize::try_from(missing.opportunities).unwrap_or(usize::MAX);
                wanted.push(words::count(n, "more moment", "more moments"));
            }
            if missing.scenarios > 0 {
                wanted.push(words::count(missing.scenarios, "more encounter", "more encounters"));
            }
            format!("In {encounters}. {} before it says much.", wanted.join(" and "))
        }
        (None, RatioInterval::Bounds(low, high)) => {
            format!("In {encounters}. It plausibly lies between {low} and {high}.")
        }
        (None, RatioInterval::TooFewClusters(_)) => format!("In {encounters}."),
    }
}

/// Draws one dot for each encounter, oldest on the left, from 0 at the bottom to 100 at the top.
fn chart(ui: &mut Ui, view: &View<'_>, trained: &PrincipleProgress, width: f32) {
    let theme = view.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 64.0), Sense::hover());
    let scores: Vec<String> = trained.points.iter().map(|point| score_words(point.tally)).collect();
    let label = if scores.is_empty() { "nothing yet".to_owned() } else { scores.join(", then ") };
    let name = trained.principle.name();
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, format!("{name} over time: {label}")));
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(10), theme.trough.0, Stroke::new(1.5, theme.edge.0), StrokeKind::Inside);
    let inside = rect.shrink2(vec2(16.0, 13.0));
    painter.hline(inside.x_range(), inside.center().y, Stroke::new(1.0, theme.thin.0));
    let last = trained.points.len().saturating_sub(1);
    let number = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    let at = |n: usize, percent: u32| {
        let across = if last == 0 { 0.5 } else { number(n) / number(last) };
        let up = f32::from(u8::try_from(percent).unwrap_or(100)) / 100.0;
        pos2(inside.left() + inside.width() * across, inside.bottom() - inside.height() * up)
    };
    let points: Vec<_> = (trained.points.iter().enumerate())
        .filter_map(|(n, point)| Some((at(n, point.tally.percent()?), point.tally.opportunities)))
        .collect();
    painter.add(Shape::line(points.iter().map(|(at, _)| *at).collect(), Stroke::new(2.5, theme.teal.0)));
    for (at, moments) in points {
        let radius = 4.0 + number(usize::try_from(moments.min(8)).unwrap_or(8)) * 0.6;
        painter.circle(at, radius, theme.teal.0, Stroke::new(2.0, theme.edge.0));
    }
}
