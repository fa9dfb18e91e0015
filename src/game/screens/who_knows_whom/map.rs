//! The map: everybody's face, the ties between them, and the way of the word that is looked at.

use std::collections::BTreeSet;

use bevy_egui::egui::{
    self, Align2, CornerRadius, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{lines, panel};
use crate::app::{TownView, WordLine};
use crate::game::intent::{Intent, MapChoice};
use crate::game::screens::view::View;
use crate::game::screens::villagers::{mood_of, opinion_colour, sign_beside, tone_colour};
use crate::game::stage;
use crate::game::theme::bold;
use crate::scenario::id::VillagerId;
use crate::scenario::village::Villager;
use crate::town::{TieKind, Ties};

/// The largest radius of a face, in points.
const MAX_RADIUS: f32 = 34.0;

/// The height of the legend below the map, in points.
const LEGEND: f32 = 34.0;

/// Where things are on the map.
struct Grid {
    area: Rect,
    cell: egui::Vec2,
    radius: f32,
}

impl Grid {
    fn new(view: &View<'_>, rect: Rect) -> Self {
        let seats = &view.session.town.seats;
        let area = Rect::from_min_max(rect.min + vec2(10.0, 8.0), rect.max - vec2(10.0, LEGEND + 4.0));
        let number = |n: usize| f32::from(u16::try_from(n.max(1)).unwrap_or(u16::MAX));
        let cell = vec2(area.width() / (number(seats.columns) + 0.5), area.height() / number(seats.rows));
        Self { area, cell, radius: (cell.x * 0.34).min(cell.y * 0.32).min(MAX_RADIUS) }
    }

    /// The middle of somebody's face.
    fn place(&self, view: &View<'_>, villager: &VillagerId) -> Option<Pos2> {
        let (column, row) = *view.session.town.seats.of.get(villager)?;
        let number = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
        let moved = if row % 2 == 1 { 0.5 } else { 0.0 };
        let across = self.area.left() + self.cell.x * (number(column) + 0.5 + moved);
        Some(pos2(across, self.area.top() + self.cell.y * (number(row) + 0.5) - 9.0))
    }
}

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, town: &TownView, rect: Rect) -> Option<Intent> {
    let theme = view.theme;
    ui.painter().rect(rect, CornerRadius::same(theme.corner), theme.card.0, theme.stroke(), StrokeKind::Inside);
    let grid = Grid::new(view, rect);
    let word = panel::chosen_word(view, town);
    draw_ties(ui, view, &grid, word.is_some());
    if let Some(word) = word {
        draw_way(ui, view, &grid, word);
    }
    let on_way: Option<BTreeSet<&VillagerId>> = word.map(|word| word.ways.iter().map(|way| &way.villager).collect());
    let mut intent = None;
    for (villager, about) in &view.session.catalog.library.village.people {
        let Some(at) = grid.place(view, villager) else { continue };
        let is_aside = on_way.as_ref().is_some_and(|on_way| !on_way.contains(villager));
        if face(ui, view, town, &grid, at, villager, about, is_aside).clicked() {
            intent = Some(Intent::ShowOnMap(Some(MapChoice::Person(villager.clone()))));
        }
    }
    legend(ui, view, rect);
    intent
}

fn draw_ties(ui: &Ui, view: &View<'_>, grid: &Grid, is_faint: bool) {
    let village = &view.session.catalog.library.village;
    let ties = Ties::of(village);
    for villager in village.people.keys() {
        let Some(from) = grid.place(view, villager) else { continue };
        for follower in ties.followers(villager) {
            if let Some(at) = grid.place(view, follower) {
                lines::follows(ui.painter(), view.theme, at, from, grid.radius, is_faint);
            }
        }
        // A tie counts both ways and is drawn once.
        for (other, kind) in ties.of_villager(villager).filter(|(other, _)| *other > villager) {
            if let Some(to) = grid.place(view, other) {
                let others = village.people.keys().filter(|it| *it != villager && *it != other);
                let others = others.filter_map(|it| grid.place(view, it));
                let path = lines::path(from, to, grid.radius, others);
                lines::tie(ui.painter(), view.theme, &path, kind, is_faint);
            }
        }
    }
}

fn draw_way(ui: &Ui, view: &View<'_>, grid: &Grid, word: &WordLine) {
    let colour = tone_colour(view.theme, word.tone).0;
    for way in &word.ways {
        let from = way.from.as_ref().and_then(|from| grid.place(view, from));
        if let (Some(from), Some(to)) = (from, grid.place(view, &way.villager)) {
            lines::step(ui.painter(), view.theme, from, to, grid.radius, colour);
        }
    }
}

/// A face with its name, and what they think if the trainee can know it.
#[expect(clippy::too_many_arguments, reason = "a face is drawn in one place")]
fn face(
    ui: &Ui,
    view: &View<'_>,
    town: &TownView,
    grid: &Grid,
    at: Pos2,
    villager: &VillagerId,
    about: &Villager,
    is_aside: bool,
) -> Response {
    let theme = view.theme;
    let head = Rect::from_center_size(at, vec2(grid.radius * 2.0, grid.radius * 2.0));
    let name = ui.painter().layout_no_wrap(about.called.clone(), bold(theme.small), theme.ink.0);
    let plate = Rect::from_center_size(pos2(at.x, head.bottom() + 10.0), name.size() + vec2(8.0, 0.0));
    let response = ui.interact(head.union(plate), ui.id().with(("villager", villager)), Sense::click());
    let thinks = town.person(villager);
    let known = thinks.map_or_else(String::new, |person| format!(", {}", person.thinks().1));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("{}{known}", about.name)));
    let is_chosen = view.session.town.choice == Some(MapChoice::Person(villager.clone()));
    if response.has_focus() || is_chosen {
        ui.painter().circle(at, grid.radius + 5.0, theme.note.0, Stroke::new(4.0, theme.teal.0));
    }
    let sign = thinks.map(|person| person.thinks().0);
    let mood = sign.map_or(about.temper, mood_of);
    stage::avatar(ui, theme, head, &about.look, mood);
    if is_aside {
        ui.painter().circle_filled(at, grid.radius + 1.0, theme.card.0.gamma_multiply(0.62));
    }
    ui.painter().rect_filled(plate, CornerRadius::same(6), theme.card.0);
    ui.painter().galley(plate.center() - name.size() / 2.0, name, theme.ink.0);
    if let Some((sign, person)) = sign.zip(thinks).filter(|_| !is_aside) {
        sign_beside(ui, theme, head.shrink(2.0), sign, opinion_colour(theme, person.opinion));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
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
