//! The map: everybody's face, the ties between them, and the way of the word that is looked at.

use std::collections::{BTreeMap, BTreeSet};

use bevy_egui::egui::{
    self, Align2, CornerRadius, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{lines, panel};
use crate::app::{TownView, WordLine};
use crate::game::intent::{Intent, MapChoice};
use crate::game::screens::kit::few_lines;
use crate::game::screens::view::View;
use crate::game::screens::villagers::Mark;
use crate::game::stage;
use crate::game::theme::bold;
use crate::scenario::id::VillagerId;
use crate::scenario::village::Villager;
use crate::town::TieKind;

/// The largest radius of a face, in points.
const MAX_RADIUS: f32 = 34.0;

/// The height of the legend below the map, in points.
const LEGEND: f32 = 34.0;

/// The map with everybody's place on it.
struct Map<'a> {
    view: &'a View<'a>,
    town: &'a TownView,
    /// Where each villager sits.
    places: BTreeMap<&'a VillagerId, Pos2>,
    /// The radius of a face, in points.
    radius: f32,
    /// The room that a name has, in points.
    widest_name: f32,
}

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, town: &TownView, rect: Rect) -> Option<Intent> {
    let theme = view.theme;
    ui.painter().rect(rect, CornerRadius::same(theme.corner), theme.card.0, theme.stroke(), StrokeKind::Inside);
    let map = Map::new(view, town, rect);
    let word = panel::chosen_word(view, town);
    map.draw_ties(ui, word.is_some());
    if let Some(word) = word {
        map.draw_way(ui, word);
    }
    let on_way: Option<BTreeSet<&VillagerId>> = word.map(|word| word.ways.iter().map(|way| &way.villager).collect());
    let mut intent = None;
    for (villager, about) in &view.session.catalog.library.village.people {
        let is_aside = on_way.as_ref().is_some_and(|on_way| !on_way.contains(villager));
        if map.face(ui, villager, about, is_aside).is_some_and(|face| face.clicked()) {
            intent = Some(Intent::ShowOnMap(Some(MapChoice::Person(villager.clone()))));
        }
    }
    legend(ui, view, rect);
    intent
}

impl<'a> Map<'a> {
    fn new(view: &'a View<'a>, town: &'a TownView, rect: Rect) -> Self {
        let seats = &view.session.town.seats;
        let area = Rect::from_min_max(rect.min + vec2(10.0, 8.0), rect.max - vec2(10.0, LEGEND + 4.0));
        let number = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
        let cell = vec2(area.width() / (number(seats.columns.max(1)) + 0.5), area.height() / number(seats.rows.max(1)));
        let place = |(column, row): (usize, usize)| {
            let moved = if row % 2 == 1 { 0.5 } else { 0.0 };
            let across = area.left() + cell.x * (number(column) + 0.5 + moved);
            pos2(across, area.top() + cell.y * (number(row) + 0.5) - 9.0)
        };
        Self {
            view,
            town,
            places: seats.of.iter().map(|(villager, seat)| (villager, place(*seat))).collect(),
            radius: (cell.x * 0.34).min(cell.y * 0.32).min(MAX_RADIUS),
            widest_name: cell.x - 12.0,
        }
    }

    fn draw_ties(&self, ui: &Ui, is_faint: bool) {
        let (ties, theme) = (&self.view.session.town.ties, self.view.theme);
        for (villager, from) in &self.places {
            for follower in ties.followers(villager) {
                if let Some(at) = self.places.get(follower) {
                    lines::follows(ui.painter(), theme, *at, *from, self.radius, is_faint);
                }
            }
            // A tie counts both ways and is drawn once.
            for (other, kind) in ties.of_villager(villager).filter(|(other, _)| other > villager) {
                if let Some(to) = self.places.get(other) {
                    let others = self.places.values().filter(|it| *it != from && *it != to);
                    let path = lines::path(*from, *to, self.radius, others.copied());
                    lines::tie(ui.painter(), theme, &path, kind, is_faint);
                }
            }
        }
    }

    fn draw_way(&self, ui: &Ui, word: &WordLine) {
        let colour = Mark::of_word(self.view.theme, word.tone).colour.0;
        for way in &word.ways {
            let from = way.from.as_ref().and_then(|from| self.places.get(from));
            if let (Some(from), Some(to)) = (from, self.places.get(&way.villager)) {
                lines::step(ui.painter(), self.view.theme, *from, *to, self.radius, colour);
            }
        }
    }

    /// A face with its name, and what they think if the trainee can know it.
    fn face(&self, ui: &Ui, villager: &VillagerId, about: &Villager, is_aside: bool) -> Option<Response> {
        let (at, theme) = (*self.places.get(villager)?, self.view.theme);
        let head = Rect::from_center_size(at, vec2(self.radius * 2.0, self.radius * 2.0));
        let name = few_lines(ui, about.called.clone(), bold(theme.small), theme.ink.0, self.widest_name, 1);
        let plate = Rect::from_center_size(pos2(at.x, head.bottom() + 10.0), name.size() + vec2(8.0, 0.0));
        let response = ui.interact(head.union(plate), ui.id().with(("villager", villager)), Sense::click());
        let thinks = self.town.person(villager);
        let known = thinks.map_or_else(String::new, |person| format!(", {}", person.thinks().1));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("{}{known}", about.name)));
        let is_chosen = self.view.session.town.choice == Some(MapChoice::Person(villager.clone()));
        if response.has_focus() || is_chosen {
            ui.painter().circle(at, self.radius + 5.0, theme.note.0, Stroke::new(4.0, theme.teal.0));
        }
        let mark = thinks.map(|person| Mark::of_person(theme, person));
        stage::avatar(ui, theme, head, &about.look, mark.map_or(about.temper, |mark| mark.mood));
        if is_aside {
            ui.painter().circle_filled(at, self.radius + 1.0, theme.card.0.gamma_multiply(0.62));
        }
        ui.painter().rect_filled(plate, CornerRadius::ZERO, theme.card.0);
        ui.painter().galley(plate.center() - name.size() / 2.0, name, theme.ink.0);
        if let Some(mark) = mark.filter(|_| !is_aside) {
            mark.draw_beside(ui, theme, head.shrink(2.0));
        }
        Some(response.on_hover_cursor(egui::CursorIcon::PointingHand))
    }
}

/// What the lines mean.
fn legend(ui: &Ui, view: &View<'_>, rect: Rect) {
    let theme = view.theme;
    let (painter, y) = (ui.painter(), rect.bottom() - LEGEND / 2.0 - 2.0);
    let mut x = rect.left() + 20.0;
    for (n, words) in ["family, friends", "neighbours, colleagues", "reads what they post"].into_iter().enumerate() {
        let (start, end) = (pos2(x, y), pos2(x + 36.0, y));
        match n {
            0 => lines::tie(painter, theme, &[start, end], TieKind::Close, false),
            1 => lines::tie(painter, theme, &[start, end], TieKind::Loose, false),
            _ => lines::follows(painter, theme, start, end, 0.0, false),
        }
        let font = egui::FontId::proportional(theme.small);
        let drawn = painter.text(end + vec2(8.0, 0.0), Align2::LEFT_CENTER, words, font, theme.quiet.0);
        x = drawn.right() + 22.0;
    }
}
