//! Beside the people who wait: what there is to do, in a sentence, and the ways from the town to other screens.

use bevy_egui::egui::{Key, Ui};

use crate::app::TownView;
use crate::game::intent::Intent;
use crate::game::screen::Screen;
use crate::game::screens::input::key_pressed;
use crate::game::screens::view::View;
use crate::game::widgets;

/// The ways from the town to other screens, with their keys. A newcomer has nothing to look up yet.
fn ways(town: &TownView) -> Vec<(String, Key, Screen)> {
    let open = town.promises.iter().filter(|promise| promise.is_open()).count();
    let mut ways = Vec::new();
    if !town.is_newcomer {
        ways.push(("Who knows whom (W)".to_owned(), Key::W, Screen::WhoKnowsWhom));
        let count = if open > 0 { format!(", {open} open") } else { String::new() };
        ways.push((format!("Your word (Y){count}"), Key::Y, Screen::YourWord));
    }
    if town.last_evening().is_some() {
        ways.push(("Last evening (E)".to_owned(), Key::E, Screen::Evening));
    }
    ways.push(("All encounters (L)".to_owned(), Key::L, Screen::SelectScenario));
    ways
}

/// The way whose key is pressed.
pub(super) fn way_by_key(ui: &Ui, town: &TownView) -> Option<Intent> {
    let pressed = ways(town).into_iter().find(|(_, key, _)| key_pressed(ui, *key));
    pressed.map(|(_, _, screen)| Intent::GoTo(screen))
}

/// The buttons that lead to other screens.
pub(super) fn buttons(ui: &mut Ui, view: &View<'_>, town: &TownView) -> Option<Intent> {
    let mut intent = None;
    for (words, _, screen) in ways(town) {
        if widgets::button(ui, view.theme, &words, false).clicked() {
            intent = Some(Intent::GoTo(screen));
        }
    }
    if widgets::button(ui, view.theme, "More", false).clicked() {
        intent = Some(Intent::GoTo(Screen::Menu));
    }
    intent
}

/// What there is to do, in a sentence.
pub(super) fn greeting(view: &View<'_>, town: &TownView) -> String {
    let you = view.session.trainee_name();
    match (town.is_newcomer, town.waiting.len()) {
        (_, 0) => {
            format!("Hello, {you}. Nobody waits for you any more. You can begin a new season: look under “More”.")
        }
        (true, _) => format!("Hello, {you}. Somebody waits for you. Press Enter, or click on them."),
        (false, 1) => format!("Hello, {you}. One person waits for you."),
        (false, _) => format!("Hello, {you}. Whom will you meet?"),
    }
}
