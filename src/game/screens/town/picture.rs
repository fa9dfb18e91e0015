//! The picture of the quay with those who wait, and below it more about the one who is looked at.

use std::sync::Arc;

use bevy_egui::egui::{
    self, Align, CornerRadius, FontId, Galley, Id, Layout, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, WidgetType, pos2, vec2,
};

use super::row::{distance, places};
use super::waiting::Waiting;
use super::ways::{buttons, greeting};
use crate::app::TownView;
use crate::encounter::RapportClass;
use crate::game::intent::Intent;
use crate::game::screens::input::{digit_pressed, enter_pressed, focus_first_on_any_arrow};
use crate::game::screens::kit::few_lines;
use crate::game::screens::view::View;
use crate::game::stage;
use crate::game::theme::{ThemeTokens, bold};
use crate::game::widgets;
use crate::picture::on_canvas;

/// The space between the picture's edge and what stands at it, in points.
const MARGIN: f32 = 20.0;

/// The largest width of somebody who waits, in points, and their height for it.
const MAX_BUST: f32 = 146.0;
const BUST_RATIO: f32 = 1.3;

/// The width of the button that goes to who is looked at, in points.
const GO_WIDTH: f32 = 150.0;

/// `waiting` has whoever presses most first.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, town: &TownView, waiting: &[Waiting<'_>]) -> Option<Intent> {
    let theme = view.theme;
    let whole = ui.max_rect();
    stage::quay(ui, whole, theme.hour());
    let mut intent = head(ui, view, town, whole);
    let details = details_rect(ui, theme, whole, waiting);
    let places = standing(ui, theme, whole, details, waiting);
    let people: Vec<Response> = places
        .iter()
        .zip(waiting)
        .enumerate()
        .map(|(n, (place, it))| {
            let response = ui.interact(place.bust.union(place.plate), ui.id().with(("waits", n)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, it.label(n)));
            response.on_hover_cursor(egui::CursorIcon::PointingHand)
        })
        .collect();
    focus_first_on_any_arrow(ui, people.first());
    let looked_at = looked_at(ui, view, town, waiting, &people);
    for (n, (place, it)) in places.into_iter().zip(waiting).enumerate() {
        person(ui, theme, it, place, people[n].has_focus(), looked_at == n);
    }
    let entered = enter_pressed(ui).then_some(looked_at);
    let chosen = people.iter().position(Response::clicked).or_else(|| digit_pressed(ui, view.session)).or(entered);
    intent = chosen.and_then(|n| waiting.get(n)).map(open).or(intent);
    if let Some(shown) = waiting.get(looked_at) {
        intent = self::details(ui, view, shown, details).or(intent);
    }
    intent
}

/// The position of who is looked at, whom Enter opens: whoever had the focus last, or had the mouse moved over them; until
/// then whoever presses most. So the way from somebody to the button of their card leaves the card as it is.
fn looked_at(ui: &Ui, view: &View<'_>, town: &TownView, waiting: &[Waiting<'_>], people: &[Response]) -> usize {
    let trainee = view.session.trainees.current.as_ref().map(|profile| &profile.id.0);
    let id = Id::new(("looked at in town", trainee, town.season, town.day));
    let moved = ui.input(|input| input.pointer.is_moving());
    let hovered = people.iter().position(|person| moved && person.hovered());
    // Enter presses what has the focus: the mouse that is moved over somebody takes it from all others.
    let focused = ui.memory(egui::Memory::focused);
    if let Some((other, _)) = focused.zip(hovered).filter(|(other, n)| people[*n].id != *other) {
        ui.memory_mut(|memory| memory.surrender_focus(other));
    }
    let new = people.iter().position(Response::gained_focus).or(hovered);
    if let Some(new) = new.and_then(|n| waiting.get(n)) {
        ui.data_mut(|data| data.insert_temp(id, new.script.id.to_string()));
    }
    let last = ui.data(|data| data.get_temp::<String>(id));
    let found = waiting.iter().position(|it| last.as_deref() == Some(it.script.id.as_str()));
    found.unwrap_or_default()
}

fn open(waiting: &Waiting<'_>) -> Intent {
    Intent::OpenScenario(waiting.script.id.clone())
}

/// The day, a greeting, and the ways to other screens.
fn head(ui: &mut Ui, view: &View<'_>, town: &TownView, whole: Rect) -> Option<Intent> {
    let theme = view.theme;
    let area = Rect::from_min_max(whole.min + vec2(MARGIN, MARGIN), pos2(whole.right() - MARGIN, whole.bottom()));
    let mut top = ui.new_child(UiBuilder::new().max_rect(area).layout(Layout::top_down(Align::Min)));
    let mut intent = None;
    top.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 10.0);
        widgets::pill(ui, theme, &format!("Day {}", town.day), theme.note);
        widgets::pill(ui, theme, &greeting(view, town), theme.card);
    });
    top.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 10.0);
        intent = buttons(ui, view, town);
    });
    intent
}

/// Where somebody stands: behind a plate with number and title.
struct Place {
    bust: Rect,
    plate: Rect,
    words: Arc<Galley>,
}

/// Where everybody stands, above the card with the details.
fn standing(ui: &Ui, theme: &ThemeTokens, whole: Rect, details: Rect, waiting: &[Waiting<'_>]) -> Vec<Place> {
    let wanted = waiting.iter().map(|it| on_canvas(it.spot().across(), 0.0, whole.width(), whole.height()).0 - MARGIN);
    let wanted: Vec<f32> = wanted.collect();
    let width = whole.width() - 2.0 * MARGIN;
    let distance = distance(waiting.len(), width);
    let plates: Vec<Arc<Galley>> = waiting
        .iter()
        .enumerate()
        .map(|(n, it)| {
            let words = format!("{}  {}", n + 1, it.line.title);
            few_lines(ui, words, bold(theme.small), theme.ink.0, distance - 30.0, 3)
        })
        .collect();
    let highest = plates.iter().map(|words| words.size().y).fold(0.0, f32::max) + 14.0;
    let ground = details.top() - highest - 12.0;
    let bust_width = (distance - 14.0).min(MAX_BUST).min((ground - whole.top() - 150.0) / BUST_RATIO);
    let place = |(middle, words): (f32, Arc<Galley>)| {
        let middle = whole.left() + MARGIN + middle;
        let bust_size = vec2(bust_width, bust_width * BUST_RATIO);
        let plate_size = vec2((words.size().x + 24.0).max(bust_width), words.size().y + 14.0);
        Place {
            bust: Rect::from_min_size(pos2(middle - bust_width / 2.0, ground + 6.0 - bust_size.y), bust_size),
            plate: Rect::from_min_size(pos2(middle - plate_size.x / 2.0, ground), plate_size),
            words,
        }
    };
    places(&wanted, distance, width).into_iter().zip(plates).map(place).collect()
}

/// Draws who waits: the window behind them says what they think of the trainee.
fn person(ui: &Ui, theme: &ThemeTokens, it: &Waiting<'_>, place: Place, has_focus: bool, is_looked_at: bool) {
    let Place { bust, plate, words } = place;
    window(ui, theme, it.opinion, bust.shrink2(vec2(bust.width() * 0.04, 0.0)).translate(vec2(0.0, 4.0)));
    if has_focus {
        let ring = Stroke::new(4.0, theme.teal.0);
        let around = bust.union(plate).expand(4.0);
        ui.painter().rect(around, CornerRadius::same(16), theme.teal_pale.0, ring, StrokeKind::Middle);
    }
    stage::bust_or_unknown(ui, theme, bust, it.person());
    let sign = Rect::from_center_size(pos2(bust.left() + 12.0, bust.top() + 34.0), vec2(36.0, 36.0));
    stage::kind_sign(ui, theme, sign, it.line.kind);
    if let Some(words) = it.pressing() {
        let galley = ui.painter().layout_no_wrap(words, bold(theme.small), theme.ink.0);
        let tag = Rect::from_center_size(pos2(bust.center().x, plate.top() - 8.0), galley.size() + vec2(20.0, 8.0));
        let fill = if it.line.last_day.is_some() { theme.coral_pale } else { theme.note };
        ui.painter().rect(tag, CornerRadius::same(13), fill.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
        ui.painter().galley(tag.center() - galley.size() / 2.0, galley, theme.ink.0);
    }
    let fill = if is_looked_at { theme.note } else { theme.card };
    ui.painter().rect(plate, CornerRadius::same(10), fill.0, theme.stroke(), StrokeKind::Inside);
    ui.painter().galley(plate.center() - words.size() / 2.0, words, theme.ink.0);
}

/// The window behind somebody whom the trainee has met: lit, plain or shuttered.
fn window(ui: &Ui, theme: &ThemeTokens, opinion: Option<RapportClass>, rect: Rect) {
    let Some(opinion) = opinion else { return };
    let (painter, corner) = (ui.painter(), CornerRadius { nw: 40, ne: 40, sw: 0, se: 0 });
    let fill = match opinion {
        RapportClass::Warm => theme.mustard.0,
        RapportClass::Neutral => theme.sky.0,
        RapportClass::Cool => theme.thin.0,
    };
    painter.rect(rect, corner, fill, theme.stroke(), StrokeKind::Inside);
    match opinion {
        // The frame shines, too.
        RapportClass::Warm => {
            let inside = CornerRadius { nw: 32, ne: 32, sw: 0, se: 0 };
            painter.rect_stroke(rect.shrink(theme.line), inside, Stroke::new(7.0, theme.note.0), StrokeKind::Inside);
        }
        RapportClass::Neutral => {}
        RapportClass::Cool => {
            for slat in 1..SLATS {
                let y = rect.top() + rect.height() * f32::from(slat) / f32::from(SLATS);
                painter.hline(rect.shrink(8.0).x_range(), y, Stroke::new(2.0, theme.edge.0));
            }
        }
    }
}

/// The slats of a shutter.
const SLATS: u8 = 9;

/// The words about who is looked at.
struct Details {
    title: Arc<Galley>,
    about: Arc<Galley>,
    why: Arc<Galley>,
}

impl Details {
    fn new(ui: &Ui, theme: &ThemeTokens, waiting: &Waiting<'_>, width: f32) -> Self {
        let (small, body) = (FontId::proportional(theme.small), FontId::proportional(theme.body));
        let mut why = vec![waiting.line.why.clone()];
        why.extend(waiting.thinks());
        Self {
            title: few_lines(ui, waiting.line.title.clone(), bold(20.0), theme.ink.0, width, 1),
            about: few_lines(ui, waiting.about(), small, theme.quiet.0, width, 1),
            why: few_lines(ui, why.join(" "), body, theme.ink.0, width, 3),
        }
    }

    fn height(&self) -> f32 {
        self.title.size().y + self.about.size().y + self.why.size().y + 8.0
    }
}

/// The width of the words below the picture.
fn details_width(whole: Rect) -> f32 {
    whole.width() - 2.0 * MARGIN - GO_WIDTH - 60.0
}

/// The card at the lower edge: as high as the longest of the texts that it may show, so that nothing jumps.
fn details_rect(ui: &Ui, theme: &ThemeTokens, whole: Rect, waiting: &[Waiting<'_>]) -> Rect {
    let heights = waiting.iter().map(|it| Details::new(ui, theme, it, details_width(whole)).height());
    let height = heights.fold(0.0, f32::max) + 24.0;
    let bottom = whole.bottom() - 14.0;
    let size =
        vec2(whole.width() - 2.0 * MARGIN, if waiting.is_empty() { 0.0 } else { height.max(theme.touch + 24.0) });
    Rect::from_min_size(pos2(whole.left() + MARGIN, bottom - size.y), size)
}

/// More about who is looked at, and the way there.
fn details(ui: &mut Ui, view: &View<'_>, shown: &Waiting<'_>, rect: Rect) -> Option<Intent> {
    let theme = view.theme;
    let words = Details::new(ui, theme, shown, details_width(ui.max_rect()));
    ui.painter().rect(rect, CornerRadius::same(theme.corner), theme.card.0, theme.stroke(), StrokeKind::Inside);
    let mut at = rect.min + vec2(18.0, 12.0);
    for galley in [words.title, words.about, words.why] {
        let height = galley.size().y;
        ui.painter().galley(at, galley, theme.ink.0);
        at.y += height + 4.0;
    }
    let button = Rect::from_center_size(
        pos2(rect.right() - 18.0 - GO_WIDTH / 2.0, rect.center().y),
        vec2(GO_WIDTH, theme.touch),
    );
    let mut right = ui.new_child(UiBuilder::new().id(Id::new("go there")).max_rect(button));
    widgets::wide_button(&mut right, theme, "Go there", true, GO_WIDTH).clicked().then(|| open(shown))
}
