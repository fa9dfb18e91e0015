//! The panel beside the map: what is said, the way of one word, or what one villager thinks.

use bevy_egui::egui::{Response, Sense, Ui, vec2};

use crate::app::{TownView, WordLine};
use crate::game::intent::{Intent, MapChoice};
use crate::game::screens::kit::announce;
use crate::game::screens::view::View;
use crate::game::screens::villagers::{Mark, face};
use crate::game::screens::words::upper_first;
use crate::game::widgets;
use crate::scenario::id::VillagerId;
use crate::scenario::model::{Tie, Tone};

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, town: &TownView) -> Option<Intent> {
    match &view.session.town.choice {
        Some(MapChoice::Word(_)) if chosen_word(view, town).is_some() => {
            let word = chosen_word(view, town)?;
            self::word(ui, view, word)
        }
        Some(MapChoice::Person(villager)) => person(ui, view, town, villager),
        _ => words(ui, view, town),
    }
}

/// The word whose way is shown.
pub(super) fn chosen_word<'a>(view: &View<'_>, town: &'a TownView) -> Option<&'a WordLine> {
    let Some(MapChoice::Word(chosen)) = &view.session.town.choice else { return None };
    town.words.iter().find(|word| word.word == *chosen)
}

/// Everything that is said, as far as it may be told.
fn words(ui: &mut Ui, view: &View<'_>, town: &TownView) -> Option<Intent> {
    let theme = view.theme;
    let is_over = view.session.town.ended_season.is_some();
    if is_over {
        stayed_open(ui, view, town);
    }
    ui.label(theme.bold(if is_over { "What was said of you" } else { "What is said of you" }, 20.0));
    if town.words.is_empty() && is_over {
        ui.label(theme.text("Nothing was said of you in this season."));
        return None;
    }
    if town.words.is_empty() {
        ui.label(theme.text(
            "Nothing that is said of you has reached you yet. How you meet people is talked about: among friends on the same \
             evening, among neighbours a day later.",
        ));
        ui.label(theme.small("Pick a face to see whom they know."));
        return None;
    }
    ui.label(theme.small("Pick a word to see its way, or a face."));
    let mut intent = None;
    for word in &town.words {
        if row(ui, view, word).clicked() {
            intent = Some(Intent::ShowOnMap(Some(MapChoice::Word(word.word.clone()))));
        }
    }
    intent
}

/// The promises that were open when the season ended.
fn stayed_open(ui: &mut Ui, view: &View<'_>, town: &TownView) {
    let theme = view.theme;
    let open: Vec<_> = town.promises.iter().filter(|promise| promise.is_open()).collect();
    if open.is_empty() {
        return;
    }
    ui.label(theme.bold("Promises that stayed open", 20.0));
    for promise in open {
        ui.label(theme.text(&promise.text));
        ui.label(theme.small(format!("Promised in “{}”.", promise.made_in)));
    }
    ui.add_space(6.0);
}

/// A word as something to press.
fn row(ui: &mut Ui, view: &View<'_>, word: &WordLine) -> Response {
    let theme = view.theme;
    let label = format!("{}: {}, {}", tone_words(word), word.text, word.source());
    widgets::pressable(ui, theme, ("word", &word.word), &label, |ui| {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::hover());
            Mark::of_word(theme, word.tone).draw(ui, theme, rect);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(theme.sized(format!("“{}”", word.text), 16.0));
                ui.label(theme.small(upper_first(&word.source())));
            });
        });
    })
}

/// How a word speaks of the trainee.
const fn tone_words(word: &WordLine) -> &'static str {
    match word.tone {
        Tone::Praise => "Praise",
        Tone::Plain => "Plain",
        Tone::Complaint => "Complaint",
    }
}

/// A button back to all words.
fn all_words(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    widgets::button(ui, view.theme, "All that is said", false).clicked().then_some(Intent::ShowOnMap(None))
}

/// The way of a word.
fn word(ui: &mut Ui, view: &View<'_>, word: &WordLine) -> Option<Intent> {
    let theme = view.theme;
    let intent = all_words(ui, view);
    ui.horizontal_wrapped(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::hover());
        Mark::of_word(theme, word.tone).draw(ui, theme, rect);
        ui.label(theme.bold(tone_words(word), theme.body));
    });
    let said = ui.label(theme.sized(format!("“{}”", word.text), 20.0));
    announce(ui, &said);
    ui.label(theme.small(upper_first(&word.source())));
    ui.add_space(4.0);
    ui.label(theme.bold("Its way", theme.body));
    for way in &word.ways {
        let who = name(view, &way.villager);
        ui.label(theme.text(match &way.from {
            None => format!("{who} was there."),
            Some(from) => format!("Evening {}: {who} heard it from {}.", way.evening, name(view, from)),
        }));
    }
    intent
}

/// What somebody thinks, where they have it from, and whom they know.
fn person(ui: &mut Ui, view: &View<'_>, town: &TownView, villager: &VillagerId) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = all_words(ui, view);
    let about = view.session.catalog.library.village.people.get(villager)?;
    let thinks = town.person(villager);
    ui.horizontal_top(|ui| {
        let stranger = || Mark::of_stranger(theme, about.temper);
        face(ui, view, villager, thinks.map_or_else(stranger, |person| Mark::of_person(theme, person)));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let named = ui.label(theme.bold(&about.name, 20.0));
            announce(ui, &named);
            ui.label(theme.small(&about.role));
        });
    });
    ui.label(theme.text(match thinks {
        Some(person) => format!("{} {}.", about.called, person.thinks().1),
        None => format!("You have not met {} this season.", about.called),
    }));
    let told: Vec<&WordLine> =
        town.words.iter().filter(|word| word.ways.iter().any(|way| way.villager == *villager)).collect();
    if !told.is_empty() {
        ui.label(theme.bold("What they know of you", theme.body));
        for word in told {
            if row(ui, view, word).clicked() {
                intent = Some(Intent::ShowOnMap(Some(MapChoice::Word(word.word.clone()))));
            }
        }
    }
    ui.label(theme.bold("Whom they know", theme.body));
    ui.label(theme.text(knows(view, villager)));
    intent
}

/// Everybody, to pick from where there is no map.
pub(super) fn everybody(ui: &mut Ui, view: &View<'_>, town: &TownView) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    ui.label(theme.bold("Everybody", 20.0));
    for (villager, about) in &view.session.catalog.library.village.people {
        let thinks =
            town.person(villager).map_or_else(String::new, |person| format!(" {}.", upper_first(person.thinks().1)));
        let label = format!("{}. {}.{thinks}", about.name, about.role);
        let response = widgets::pressable(ui, theme, ("everybody", villager), &label, |ui| {
            ui.label(theme.bold(&about.name, theme.body));
            ui.label(theme.small(format!("{}.{thinks}", about.role)));
        });
        if response.clicked() {
            intent = Some(Intent::ShowOnMap(Some(MapChoice::Person(villager.clone()))));
        }
    }
    intent
}

/// The ties of somebody in words.
fn knows(view: &View<'_>, villager: &VillagerId) -> String {
    let village = &view.session.catalog.library.village;
    let ties = &view.session.town.ties;
    let mut parts: Vec<String> = ties
        .of_villager(villager)
        .map(|(other, _)| format!("{} ({})", name(view, other), tie(view, villager, other)))
        .collect();
    parts.extend(ties.followers(villager).map(|other| format!("{} reads what they post", name(view, other))));
    let read = village.people.keys().filter(|other| ties.followers(other).any(|follower| follower == villager));
    parts.extend(read.map(|other| format!("reads what {} posts", name(view, other))));
    if parts.is_empty() { "Nobody in town.".into() } else { format!("{}.", parts.join("; ")) }
}

/// How two people are tied, in a word.
fn tie(view: &View<'_>, one: &VillagerId, other: &VillagerId) -> &'static str {
    let people = &view.session.catalog.library.village.people;
    let written = |from: &VillagerId, to: &VillagerId| people.get(from).and_then(|it| it.ties.get(to).copied());
    match [written(one, other), written(other, one)].into_iter().flatten().find(|tie| *tie != Tie::Follows) {
        Some(Tie::Family) => "family",
        Some(Tie::Friend) => "friend",
        Some(Tie::Neighbour) => "neighbour",
        Some(Tie::Colleague) => "colleague",
        Some(Tie::Follows) | None => "known",
    }
}

fn name(view: &View<'_>, villager: &VillagerId) -> String {
    let found = view.session.catalog.library.village.people.get(villager);
    found.map_or_else(|| villager.to_string(), |about| about.name.clone())
}
