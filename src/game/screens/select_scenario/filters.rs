//! The filters of the list: by kind, by principle, by course.

use bevy_egui::egui::{Align, Layout, Ui, vec2};

use crate::game::intent::{EncounterFilter, Intent};
use crate::game::screens::kit::group_by_key;
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::widgets;
use crate::scenario::principle::Principle;

/// The title of a row, and its filters with their labels.
type FilterRow = (&'static str, Vec<(String, EncounterFilter)>);

/// The kinds, principles and courses of the library, to filter the list.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    for (title, filters) in filter_rows(view) {
        if filters.is_empty() {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            let cell = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(vec2(92.0, theme.touch), cell, |ui| {
                ui.set_min_size(vec2(92.0, theme.touch));
                ui.label(theme.bold(title, theme.small));
            });
            for (words, filter) in filters {
                if widgets::chip(ui, theme, &words, view.session.catalog.filter == filter).clicked() {
                    intent = Some(Intent::SetFilter(filter));
                }
            }
        });
    }
    intent
}

/// Only filters under which there is an encounter.
fn filter_rows(view: &View<'_>) -> Vec<FilterRow> {
    let session = view.session;
    let scripts = || session.catalog.library.entries.values().map(|entry| &entry.script.scenario);
    let kinds = group_by_key(scripts().map(|scenario| (scenario.kind, ())));
    let trained = |principle: &Principle| scripts().any(|scenario| scenario.trains.contains(principle));
    let mut rows: Vec<FilterRow> = vec![(
        "By kind",
        std::iter::once(("Everything".to_owned(), EncounterFilter::All))
            .chain(kinds.keys().map(|kind| (words::kind(*kind), EncounterFilter::Kind(*kind))))
            .collect(),
    )];
    let principles = Principle::ALL.into_iter().filter(trained);
    rows.push((
        "To work on",
        principles.map(|principle| (principle.name().to_owned(), EncounterFilter::Principle(principle))).collect(),
    ));
    let courses = session
        .catalog
        .library
        .courses_in_order()
        .into_iter()
        .map(|(id, course)| (course.title.clone(), EncounterFilter::Course(id.clone())));
    rows.push(("By course", courses.collect()));
    rows
}
