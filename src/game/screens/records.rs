//! For managers: choose people and dates, make a report or an export, and open it.

use bevy_egui::egui::{self, Ui};

use super::{Intent, View, column, heading, live, scroll, words};
use crate::game::intent::{HandOut, What};
use crate::game::widgets;
use crate::record::Profile;
use crate::scoring::debrief::USE_NOTICE;

/// A day as 2026-11-22, and no more.
const LONGEST_DAY: usize = 10;
/// No system has longer paths.
const LONGEST_PATH: usize = 4096;
/// So many people are offered at once; more are found by typing.
const OFFERED: usize = 12;

/// What is being chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Choosing {
    wanted: HandOut,
    find: String,
}

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, choosing: &mut Option<Choosing>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let choosing = choosing.get_or_insert_with(|| Choosing {
        wanted: HandOut { folder: session.exports_folder(), ..HandOut::default() },
        find: String::new(),
    });
    let (_, intent) = scroll(ui, "records", |ui| {
        let mut intent = heading(ui, theme, "Reports and exports", "Back");
        column(ui, 900.0, |ui| {
            if session.profiles.is_empty() {
                ui.label(theme.text(
                    "Nobody has played on this machine yet. Once somebody has, their plays can be handed on from here.",
                ));
                return;
            }
            which(ui, view, choosing);
            what(ui, view, &mut choosing.wanted);
            intent = intent.take().or(go(ui, view, &mut choosing.wanted));
            intent = intent.take().or(shown(ui, view));
            ui.label(theme.small(USE_NOTICE));
            ui.label(theme.small("Several machines at once, an erased person, a check that nothing was changed: rapport export, rapport records --help."));
            ui.add_space(8.0);
        });
        intent
    });
    intent
}

fn card(ui: &mut Ui, view: &View<'_>, title: &str, contents: impl FnOnce(&mut Ui)) {
    widgets::card(view.theme, view.theme.card).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(view.theme.bold(title, 20.0));
        contents(ui);
    });
}

/// People and dates.
fn which(ui: &mut Ui, view: &View<'_>, choosing: &mut Choosing) {
    let (theme, session) = (view.theme, view.session);
    let Choosing { wanted, find } = choosing;
    card(ui, view, "Whose plays", |ui| {
        let teams = super::grouped(session.profiles.iter().filter_map(|who| Some((who.team.as_ref()?, who))));
        if !teams.is_empty() {
            ui.horizontal_wrapped(|ui| {
                if widgets::chip(ui, theme, "All teams", wanted.team.is_none()).clicked() {
                    (wanted.team, wanted.person) = (None, None);
                }
                for team in teams.keys() {
                    let chosen = wanted.team.as_ref() == Some(team);
                    if widgets::chip(ui, theme, team, chosen).clicked() {
                        (wanted.team, wanted.person) = (Some((*team).clone()), None);
                    }
                }
            });
        }
        let of_team = |who: &&Profile| wanted.team.is_none() || who.team == wanted.team;
        let people: Vec<&Profile> = session.profiles.iter().filter(of_team).collect();
        if people.len() > OFFERED {
            ui.label(theme.bold("Find somebody by name", theme.small));
            let width = ui.available_width().min(420.0);
            widgets::field(ui, theme, "Find somebody by name", find, 60, width);
        }
        let typed = find.trim().to_lowercase();
        let found: Vec<&&Profile> = people.iter().filter(|who| who.name.to_lowercase().contains(&typed)).collect();
        ui.horizontal_wrapped(|ui| {
            if widgets::chip(ui, theme, "Everybody", wanted.person.is_none()).clicked() {
                wanted.person = None;
            }
            for who in found.iter().take(OFFERED) {
                let name = match &who.staff {
                    Some(staff) => format!("{} ({staff})", who.name),
                    None => who.name.clone(),
                };
                if widgets::chip(ui, theme, &name, wanted.person.as_ref() == Some(&who.id)).clicked() {
                    wanted.person = Some(who.id.clone());
                }
            }
        });
        if found.len() > OFFERED {
            let more = words::count(found.len() - OFFERED, "person more", "people more");
            ui.label(theme.small(format!("{more}: type part of a name to find them.")));
        }
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            for (label, day) in [("From the day", &mut wanted.since), ("to the day", &mut wanted.until)] {
                ui.vertical(|ui| {
                    ui.set_width(190.0);
                    ui.label(theme.bold(label, theme.small));
                    widgets::field(ui, theme, label, day, LONGEST_DAY, 180.0);
                });
            }
        });
        ui.horizontal_wrapped(|ui| {
            let today = session.today();
            for (words, since) in [
                ("All time", String::new()),
                ("This month", format!("{}-01", &today[..7])),
                ("This year", format!("{}-01-01", &today[..4])),
            ] {
                let chosen = wanted.until.is_empty() && wanted.since == since;
                if widgets::chip(ui, theme, words, chosen).clicked() {
                    (wanted.since, wanted.until) = (since, String::new());
                }
            }
        });
        ui.label(theme.small("Days as 2026-11-22, in UTC; empty for no limit. Both days are included."));
    });
}

/// Report or format.
fn what(ui: &mut Ui, view: &View<'_>, wanted: &mut HandOut) {
    let theme = view.theme;
    card(ui, view, "As what", |ui| {
        ui.horizontal_wrapped(|ui| {
            for what in What::ALL {
                if widgets::chip(ui, theme, words::what(what), wanted.what == what).clicked() {
                    wanted.what = what;
                }
            }
        });
        ui.label(theme.text(words::about_what(wanted.what)));
        ui.add_space(4.0);
        let about = "The same person, the same word, every time; only the key in your data folder can tell who.";
        if wanted.what != What::Aggregate
            && widgets::switch(ui, theme, "Pseudonyms instead of names", about, wanted.pseudonyms).clicked()
        {
            wanted.pseudonyms = !wanted.pseudonyms;
        }
    });
}

/// Where to, and the button.
fn go(ui: &mut Ui, view: &View<'_>, wanted: &mut HandOut) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    card(ui, view, "Where to", |ui| {
        ui.label(theme.bold("Folder", theme.small));
        let width = ui.available_width();
        widgets::field(ui, theme, "Folder", &mut wanted.folder, LONGEST_PATH, width);
        ui.label(theme.small("It is made if it is not there. One made earlier today is replaced."));
        ui.horizontal_wrapped(|ui| {
            if view.session.export_jobs.progress().is_none() {
                if widgets::button(ui, theme, "Make it", true).clicked() {
                    intent = Some(Intent::HandOut(wanted.clone()));
                }
            } else if widgets::button(ui, theme, "Stop", false).clicked() {
                intent = Some(Intent::StopHandingOut);
            }
        });
    });
    intent
}

/// How far it is or what became of it, below the button, and in view as soon as it changes.
fn shown(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let export_jobs = &view.session.export_jobs;
    let now = (export_jobs.progress().is_some(), export_jobs.last_result.is_some());
    let inner = ui.scope(|ui| came_of_it(ui, view));
    let id = egui::Id::new("what was being made");
    let before = ui.data_mut(|data| {
        let before = data.get_temp::<(bool, bool)>(id);
        data.insert_temp(id, now);
        before
    });
    if before != Some(now) && now != (false, false) {
        inner.response.scroll_to_me(None);
    }
    inner.inner
}

/// How far it is, or what became of it.
fn came_of_it(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, export_jobs) = (view.theme, &view.session.export_jobs);
    if let Some((done, all)) = export_jobs.progress() {
        widgets::card(theme, theme.note).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let words =
                if all == 0 { "Looking through the records…".into() } else { format!("{done} of {all} plays") };
            ui.label(theme.bold(&words, 20.0));
            #[expect(clippy::cast_precision_loss, reason = "a share for the eye")]
            let share = if all == 0 { 0.0 } else { done as f32 / all as f32 };
            let width = ui.available_width();
            widgets::bar(ui, theme, width, share, None, theme.teal, &words);
        });
        return None;
    }
    let mut intent = None;
    match export_jobs.last_result.as_ref()? {
        Ok(made) => {
            widgets::card(theme, theme.teal_pale).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                let said = ui.label(theme.bold(format!("It is there: {}.", made.summary), 20.0));
                live(ui, &said);
                ui.add(egui::Label::new(theme.text(made.path.display().to_string())).wrap());
                ui.horizontal_wrapped(|ui| {
                    if widgets::button(ui, theme, "Open it", true).clicked() {
                        intent = Some(Intent::Open(made.path.clone()));
                    }
                    let folder = made.path.parent().map(std::path::Path::to_path_buf);
                    if let Some(folder) = folder
                        && widgets::button(ui, theme, "Open its folder", false).clicked()
                    {
                        intent = Some(Intent::Open(folder));
                    }
                });
            });
        }
        Err(why) => {
            widgets::card(theme, theme.coral_pale).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                let said = ui.label(theme.bold("It was not made.", 20.0));
                live(ui, &said);
                ui.label(theme.text(format!("{why}.")));
            });
        }
    }
    intent
}
