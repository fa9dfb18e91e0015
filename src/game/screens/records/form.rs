//! The form of a report or an export: whose plays, as what, and where to.

use bevy_egui::egui::Ui;

use crate::game::drafts::DraftEdit;
use crate::game::forms::{ExportForm, ExportKind};
use crate::game::intent::Intent;
use crate::game::screens::kit::{full_card, group_by_key};
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::widgets;
use crate::record::Profile;

/// The length of a day as 2026-11-22, in characters.
const DAY_CHARS: usize = 10;

/// The longest path, in characters; no system has longer ones.
const MAX_PATH_CHARS: usize = 4096;

/// The longest part of a name to find somebody by, in characters.
const MAX_SEARCH_CHARS: usize = 60;

/// The most people that are listed; others are found by name.
const MAX_LISTED_PEOPLE: usize = 12;

/// Draws the form; what was changed or asked for.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let mut form = view.drafts.export.clone();
    let search = whose_plays(ui, view, &mut form);
    as_what(ui, view, &mut form);
    let intent = where_to(ui, view, &mut form);
    let edit = (form != view.drafts.export).then_some(Intent::EditDraft(DraftEdit::Export(form)));
    intent.or(search).or(edit)
}

fn section(ui: &mut Ui, view: &View<'_>, title: &str, contents: impl FnOnce(&mut Ui)) {
    full_card(ui, view.theme, view.theme.card, |ui| {
        ui.label(view.theme.bold(title, 20.0));
        contents(ui);
    });
}

/// People and dates.
fn whose_plays(ui: &mut Ui, view: &View<'_>, form: &mut ExportForm) -> Option<Intent> {
    let mut search = None;
    section(ui, view, "Whose plays", |ui| {
        team(ui, view, form);
        search = person(ui, view, form);
        ui.add_space(4.0);
        days(ui, view, form);
    });
    search
}

fn team(ui: &mut Ui, view: &View<'_>, form: &mut ExportForm) {
    let (theme, profiles) = (view.theme, &view.session.trainees.profiles);
    let teams = group_by_key(profiles.iter().filter_map(|profile| Some((profile.team.as_ref()?, profile))));
    if teams.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if widgets::chip(ui, theme, "All teams", form.team.is_none()).clicked() {
            (form.team, form.person) = (None, None);
        }
        for team in teams.keys() {
            if widgets::chip(ui, theme, team, form.team.as_ref() == Some(team)).clicked() {
                (form.team, form.person) = (Some((*team).clone()), None);
            }
        }
    });
}

/// The person, with a field to find one by name where there are many.
fn person(ui: &mut Ui, view: &View<'_>, form: &mut ExportForm) -> Option<Intent> {
    let (theme, search) = (view.theme, &view.drafts.person_search);
    let in_team = |profile: &&Profile| form.team.is_none() || profile.team == form.team;
    let people: Vec<&Profile> = view.session.trainees.profiles.iter().filter(in_team).collect();
    let mut typed = search.clone();
    if people.len() > MAX_LISTED_PEOPLE {
        ui.label(theme.bold("Find somebody by name", theme.small));
        let width = ui.available_width().min(420.0);
        typed = widgets::field(ui, theme, "Find somebody by name", search, MAX_SEARCH_CHARS, width).text;
    }
    let part = typed.trim().to_lowercase();
    let found: Vec<&&Profile> = people.iter().filter(|profile| profile.name.to_lowercase().contains(&part)).collect();
    ui.horizontal_wrapped(|ui| {
        if widgets::chip(ui, theme, "Everybody", form.person.is_none()).clicked() {
            form.person = None;
        }
        for profile in found.iter().take(MAX_LISTED_PEOPLE) {
            let distinction = view.session.trainees.distinctions.get(&profile.id).or(profile.staff.as_ref());
            let name = match distinction {
                Some(distinction) => format!("{} ({distinction})", profile.name),
                None => profile.name.clone(),
            };
            if widgets::chip(ui, theme, &name, form.person.as_ref() == Some(&profile.id)).clicked() {
                form.person = Some(profile.id.clone());
            }
        }
    });
    if found.len() > MAX_LISTED_PEOPLE {
        let more = words::count(found.len() - MAX_LISTED_PEOPLE, "person more", "people more");
        ui.label(theme.small(format!("{more}: type part of a name to find them.")));
    }
    (typed != *search).then_some(Intent::EditDraft(DraftEdit::PersonSearch(typed)))
}

fn days(ui: &mut Ui, view: &View<'_>, form: &mut ExportForm) {
    let theme = view.theme;
    ui.horizontal_wrapped(|ui| {
        for (label, day) in [("From the day", &mut form.since), ("to the day", &mut form.until)] {
            ui.vertical(|ui| {
                ui.set_width(190.0);
                ui.label(theme.bold(label, theme.small));
                *day = widgets::field(ui, theme, label, day, DAY_CHARS, 180.0).text;
            });
        }
    });
    ui.horizontal_wrapped(|ui| {
        let today = view.session.today();
        for (words, since) in [
            ("All time", String::new()),
            ("This month", format!("{}-01", &today[..7])),
            ("This year", format!("{}-01-01", &today[..4])),
        ] {
            let chosen = form.until.is_empty() && form.since == since;
            if widgets::chip(ui, theme, words, chosen).clicked() {
                (form.since, form.until) = (since, String::new());
            }
        }
    });
    ui.label(theme.small("Days as 2026-11-22, in UTC; empty for no limit. Both days are included."));
}

/// Report or format.
fn as_what(ui: &mut Ui, view: &View<'_>, form: &mut ExportForm) {
    let theme = view.theme;
    section(ui, view, "As what", |ui| {
        ui.horizontal_wrapped(|ui| {
            for kind in ExportKind::ALL {
                if widgets::chip(ui, theme, words::export_kind(kind), form.what == kind).clicked() {
                    form.what = kind;
                }
            }
        });
        ui.label(theme.text(words::about_export_kind(form.what)));
        ui.add_space(4.0);
        let about = "The same person, the same word, every time; only the key in your data folder can tell who.";
        if form.what != ExportKind::Aggregate
            && widgets::switch(ui, theme, "Pseudonyms instead of names", about, form.pseudonyms).clicked()
        {
            form.pseudonyms = !form.pseudonyms;
        }
    });
}

/// The folder, and the button.
fn where_to(ui: &mut Ui, view: &View<'_>, form: &mut ExportForm) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    section(ui, view, "Where to", |ui| {
        ui.label(theme.bold("Folder", theme.small));
        let width = ui.available_width();
        form.folder = widgets::field(ui, theme, "Folder", &form.folder, MAX_PATH_CHARS, width).text;
        ui.label(theme.small("It is made if it is not there. One made earlier today is replaced."));
        ui.horizontal_wrapped(|ui| {
            if view.session.export_jobs.progress().is_none() {
                if widgets::button(ui, theme, "Make it", true).clicked() {
                    intent = Some(Intent::Export(form.clone()));
                }
            } else if widgets::button(ui, theme, "Stop", false).clicked() {
                intent = Some(Intent::CancelExport);
            }
        });
    });
    intent
}
