//! The evening: what one learns when a day has ended.

use bevy_egui::egui::{Align, Id, Rect, Ui, pos2, vec2};

use crate::app::{EveningView, MissedLine, PathStep, PersonLine, PromiseLine, TownView, WaitingLine, WordLine};
use crate::game::intent::Intent;
use crate::game::screens::input::enter_pressed;
use crate::game::screens::kit::{child_ui, column, full_card, person_of, scroll};
use crate::game::screens::view::View;
use crate::game::screens::villagers::{Mark, face};
use crate::game::screens::words::{count, upper_first};
use crate::game::stage;
use crate::game::theme::ThemeTokens;
use crate::game::widgets;
use crate::picture::Hour;

/// How much is shown at first.
const FEW: usize = 5;

/// One thing that one learns.
enum News<'a> {
    /// Somebody waited in vain, and the promises that this broke.
    Missed(&'a MissedLine, Vec<&'a PromiseLine>),
    /// Tomorrow is the last day.
    Due(&'a WaitingLine),
    /// A word that has reached the trainee.
    Word(&'a WordLine),
    /// Somebody thinks otherwise than in the morning.
    Changed(&'a PersonLine),
}

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let town = view.session.town.view.as_ref();
    let Some((town, evening)) = town.and_then(|town| Some((town, town.last_evening()?))) else {
        return Some(Intent::Back);
    };
    let whole = ui.max_rect();
    stage::quay(ui, whole, Hour::Dusk);
    let goes_on = enter_pressed(ui).then_some(Intent::Back);
    let mut inside = child_ui(ui, whole.shrink2(vec2(24.0, 16.0)));
    let (_, asked) =
        scroll(&mut inside, ("evening", evening.day), |ui| column(ui, 760.0, |ui| contents(ui, view, town, &evening)));
    asked.or(goes_on)
}

fn contents(ui: &mut Ui, view: &View<'_>, town: &TownView, evening: &EveningView<'_>) -> Option<Intent> {
    let theme = view.theme;
    ui.add_space((ui.available_height() * 0.04).min(24.0));
    full_card(ui, theme, theme.card, |ui| {
        ui.label(theme.bold(format!("Evening of day {}", evening.day), theme.title));
        ui.label(theme.text(if evening.is_quiet() {
            "A quiet evening. Nothing of what is said has reached you."
        } else {
            "The shop is shut. This is what you learn tonight."
        }));
    });
    let news = news(evening);
    let shown = if view.session.town.shows_whole_evening { news.len() } else { news.len().min(FEW) };
    for (n, news) in news[..shown].iter().enumerate() {
        let top = ui.cursor().top();
        piece(ui, view, news);
        if n == FEW {
            show_once(ui, view, town, top);
        }
    }
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, &format!("Go on to day {}", town.day), true).clicked() {
            intent = Some(Intent::Back);
        }
        let more = news.len() - shown;
        if more > 0 && widgets::button(ui, theme, &count(more, "more thing", "more things"), false).clicked() {
            intent = Some(Intent::ShowWholeEvening);
        }
    });
    ui.add_space(8.0);
    intent
}

/// Scrolls to what has appeared, once.
fn show_once(ui: &Ui, view: &View<'_>, town: &TownView, top: f32) {
    let trainee = view.session.trainees.current.as_ref().map(|profile| &profile.id.0);
    let id = Id::new(("the whole evening is shown", trainee, town.season, town.day));
    if !ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), true)) {
        let from = pos2(ui.min_rect().left(), top);
        ui.scroll_to_rect(Rect::from_min_size(from, vec2(1.0, ui.clip_rect().height())), Some(Align::Min));
    }
}

/// What one learns, the most important first.
fn news<'a>(evening: &'a EveningView<'a>) -> Vec<News<'a>> {
    let missed = evening.missed.iter().map(|missed| {
        let broken =
            evening.missed_promises.iter().filter(|promise| promise.missed_in.as_ref() == Some(&missed.scenario));
        News::Missed(missed, broken.copied().collect())
    });
    let due = evening.due.iter().map(|due| News::Due(due));
    let words = evening.words.iter().map(|word| News::Word(word));
    let changed = evening.changed.iter().map(News::Changed);
    missed.chain(due).chain(words).chain(changed).collect()
}

fn piece(ui: &mut Ui, view: &View<'_>, news: &News<'_>) {
    let theme = view.theme;
    match news {
        News::Missed(missed, broken) => missed_card(ui, theme, missed, broken),
        News::Due(due) => full_card(ui, theme, theme.note, |ui| {
            ui.horizontal_top(|ui| {
                if let Some(entry) = view.session.catalog.library.get(due.scenario.as_str()) {
                    person_of(ui, view, &entry.script, 56.0);
                }
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 3.0;
                    ui.label(theme.bold(format!("Tomorrow is the last day: {}", due.title), theme.body));
                    ui.label(theme.text(&due.why));
                });
            });
        }),
        News::Word(word) => self::word(ui, view, word),
        News::Changed(person) => full_card(ui, theme, theme.card, |ui| {
            ui.horizontal(|ui| {
                face(ui, view, &person.villager, Mark::of_person(theme, person));
                ui.vertical(|ui| {
                    // In the middle of the face.
                    ui.add_space(14.0);
                    ui.label(theme.text(format!("{} {} now.", person.name, person.thinks().1)));
                });
            });
        }),
    }
}

/// A follow-up that was missed, and the promises that this broke.
fn missed_card(ui: &mut Ui, theme: &ThemeTokens, missed: &MissedLine, broken: &[&PromiseLine]) {
    full_card(ui, theme, theme.coral_pale, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.label(theme.bold(format!("You missed “{}”", missed.title), theme.body));
        ui.label(theme.text(&missed.text));
        for promise in broken {
            ui.label(theme.small(format!("You had promised: {}", promise.text)));
        }
    });
}

/// A word: what is public as a post, all else as it was told.
fn word(ui: &mut Ui, view: &View<'_>, word: &WordLine) {
    let theme = view.theme;
    let fill = if word.by.is_none() { theme.thread } else { theme.card };
    full_card(ui, theme, fill, |ui| {
        ui.horizontal_top(|ui| {
            if let Some(PathStep { villager, .. }) = word.path.last() {
                face(ui, view, villager, Mark::of_word(theme, word.tone));
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.label(theme.sized(format!("“{}”", word.text), 20.0));
                ui.label(theme.small(upper_first(&word.source())));
            });
        });
    });
}
