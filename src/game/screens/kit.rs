//! What several screens are laid out with: headings, columns, scrolled parts, announcements, colours of moods.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use bevy_egui::egui::accesskit::Live;
use bevy_egui::egui::text::LayoutJob;
use bevy_egui::egui::{
    Align, Color32, FontId, Galley, Key, Layout, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, vec2,
};

use super::view::View;
use crate::game::intent::Intent;
use crate::game::layout::Reachable;
use crate::game::stage;
use crate::game::theme::{Colour, ThemeTokens};
use crate::game::widgets;
use crate::scenario::script::Script;

/// The smallest height of a scrolled part, in points: one line.
const MIN_SCROLL_HEIGHT: f32 = 30.0;

/// Lets a screen reader say a widget when it changes.
pub(super) fn announce(ui: &Ui, response: &Response) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// A part that scrolls where it does not fit, with the page keys too; the height of its contents, and what they
/// returned.
pub(super) fn scroll<R>(ui: &mut Ui, id: impl Hash + Debug, contents: impl FnOnce(&mut Ui) -> R) -> (f32, R) {
    scroll_area(ui, ScrollArea::vertical().id_salt(id), contents)
}

/// The same, showing its end until somebody scrolls.
pub(super) fn scroll_to_end(ui: &mut Ui, id: impl Hash + Debug, contents: impl FnOnce(&mut Ui)) {
    scroll_area(ui, ScrollArea::vertical().id_salt(id).stick_to_bottom(true), contents);
}

fn scroll_area<R>(ui: &mut Ui, area: ScrollArea, contents: impl FnOnce(&mut Ui) -> R) -> (f32, R) {
    let page = ui.available_height() * 0.8;
    // As wide with a scroll bar as without one, so that nothing moves sideways when the contents grow.
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let shown = area.auto_shrink([false, false]).min_scrolled_height(MIN_SCROLL_HEIGHT).show(ui, |ui| {
        ui.set_max_width(width);
        let pages = ui.input(|input| {
            let pressed = |key| f32::from(u8::from(input.key_pressed(key)));
            pressed(Key::PageUp) - pressed(Key::PageDown)
        });
        if pages != 0.0 {
            ui.scroll_with_delta(vec2(0.0, pages * page));
        }
        contents(ui)
    });
    Reachable::add(ui.ctx(), shown.inner_rect);
    (shown.content_size.y, shown.inner)
}

/// A part of the screen with a layout of its own.
pub(super) fn child_ui(ui: &mut Ui, rect: Rect) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)))
}

/// The heading of a screen, behind a button that leads back.
pub(super) fn heading(ui: &mut Ui, theme: &ThemeTokens, words: &str, back: &str) -> Option<Intent> {
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, back, false).clicked() {
            intent = Some(Intent::Back);
        }
        ui.label(theme.bold(words, theme.title));
    });
    ui.add_space(4.0);
    intent
}

/// A column in the middle of a wide window.
pub(super) fn column<R>(ui: &mut Ui, max_width: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let width = ui.available_width().min(max_width);
    let left = (ui.available_width() - width) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(left);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            ui.set_width(width);
            contents(ui)
        })
        .inner
    })
    .inner
}

/// Words in at most so many lines; what does not fit ends in an ellipsis.
pub(super) fn few_lines(ui: &Ui, words: String, font: FontId, colour: Color32, width: f32, most: usize) -> Arc<Galley> {
    let mut job = LayoutJob::simple(words, font, colour, width);
    job.wrap.max_rows = most;
    // A single line is cut within a word, too.
    job.wrap.break_anywhere = most == 1;
    ui.painter().layout_job(job)
}

/// A card as wide as the space it has.
pub(super) fn full_card(
    ui: &mut Ui,
    theme: &ThemeTokens,
    fill: crate::game::theme::Colour,
    contents: impl FnOnce(&mut Ui),
) {
    widgets::card(theme, fill).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        contents(ui);
    });
}

/// The person of an encounter, where there is space: beside large text there is none.
pub(super) fn person_of(ui: &mut Ui, view: &View<'_>, script: &Script, size: f32) {
    if ui.available_width() < size * 4.0 {
        return;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    stage::person_or_unknown(ui, view.theme, rect, script.person(script.beat(script.start).with));
}

/// Groups values by their key, in the order of the keys.
pub(super) fn group_by_key<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

/// The background of a mood that is named in words.
pub(super) fn mood_colour(theme: &ThemeTokens, rank: u8) -> Colour {
    match rank {
        0 | 1 => theme.coral_pale,
        2 => theme.note,
        _ => theme.teal_pale,
    }
}
