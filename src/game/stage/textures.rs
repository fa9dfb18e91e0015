//! People and places as pictures on the screen.

use bevy_egui::egui::{
    Align2, Color32, Context, CornerRadius, Painter, Rect, Stroke, StrokeKind, TextureHandle, Ui, Vec2, pos2,
};

use super::texture_cache::SharedTextureCache;
use crate::game::theme::{ThemeTokens, bold};
use crate::picture::{Expression, Fit, Frame, Hour, Layer, QUAY, Setting, TOWN, person, place, sign};
use crate::scenario::model::{Kind, Look, Mood};
use crate::scenario::script::Person;

/// A size on the screen in whole pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
fn pixels(ctx: &Context, size: Vec2) -> (u32, u32) {
    let whole = |points: f32| (points * ctx.pixels_per_point()).round().clamp(1.0, 8192.0) as u32;
    (whole(size.x), whole(size.y))
}

fn show(painter: &Painter, texture: Option<TextureHandle>, rect: Rect) {
    let Some(texture) = texture else { return };
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    painter.image(texture.id(), rect, whole, Color32::WHITE);
}

/// Draws a person.
pub(super) fn draw_person(painter: &Painter, rect: Rect, look: &Look, mood: Mood, expression: Expression) {
    let frame = Frame::Bust;
    let ctx = painter.ctx();
    // The size does not change while a person breathes, and so the texture stays.
    let (width, height) = pixels(ctx, rect.size());
    let name = format!("{look:?} {mood:?} {expression:?} {frame:?} {width}x{height}");
    let draw = || person(look, mood, expression, frame).draw(width, height, Fit::Whole);
    let texture = SharedTextureCache::from_context(ctx).texture(ctx, name, draw);
    show(painter, texture, rect);
}

/// Draws a layer of a place so that it fills a rectangle. Where it is cut off, `focus` stays visible, in per cent
/// from the left.
pub(super) fn draw_place(painter: &Painter, rect: Rect, setting: &Setting, layer: Layer, focus: u8) {
    let ctx = painter.ctx();
    let (width, height) = pixels(ctx, rect.size());
    let name = format!("{setting:?} {layer:?} {focus} {width}x{height}");
    let draw = || place(setting, layer).draw(width, height, Fit::Cover(focus));
    let texture = SharedTextureCache::from_context(ctx).texture(ctx, name, draw);
    show(painter, texture, rect);
}

/// Draws the town behind a whole screen.
pub(in crate::game) fn backdrop(ui: &Ui, theme: &ThemeTokens, rect: Rect) {
    let setting = Setting { place: TOWN.into(), hour: theme.hour() };
    draw_place(ui.painter(), rect, &setting, Layer::Back, 50);
}

/// Draws the quay where people wait.
pub(in crate::game) fn quay(ui: &Ui, rect: Rect, hour: Hour) {
    draw_place(ui.painter(), rect, &Setting { place: QUAY.into(), hour }, Layer::Back, 50);
}

/// Draws the sign of a kind of encounter, in a circle.
pub(in crate::game) fn kind_sign(ui: &Ui, theme: &ThemeTokens, rect: Rect, kind: Kind) {
    let painter = ui.painter();
    painter.circle(rect.center(), rect.width() / 2.0, theme.card.0, Stroke::new(2.0, theme.edge.0));
    let inside = rect.shrink(rect.width() * 0.19);
    let ctx = painter.ctx();
    let (width, height) = pixels(ctx, inside.size());
    let draw = || sign(kind, Hour::Day).draw(width, height, Fit::Whole);
    let texture = SharedTextureCache::from_context(ctx).texture(ctx, format!("sign {kind:?} {width}"), draw);
    show(painter, texture, inside);
}

/// Draws a person of a scenario down to the waist as they are when it begins, or a question mark for twins, who are cast at
/// random.
pub(in crate::game) fn bust_or_unknown(ui: &Ui, theme: &ThemeTokens, rect: Rect, person: &Person) {
    if let [(_, persona)] = person.personas.as_slice() {
        draw_person(ui.painter(), rect, &persona.look, person.mood, Expression::Still);
        return;
    }
    let radius = rect.width() * 0.36;
    let centre = pos2(rect.center().x, rect.bottom() - radius);
    ui.painter().circle(centre, radius, theme.note.0, theme.stroke());
    ui.painter().text(centre, Align2::CENTER_CENTER, "?", bold(radius), theme.ink.0);
}

/// Draws the quiet pattern behind threads and chats.
pub(in crate::game) fn pattern(painter: &Painter, theme: &ThemeTokens, rect: Rect) {
    let setting = Setting { place: "public-thread".into(), hour: theme.hour() };
    draw_place(painter, rect, &setting, Layer::Back, 50);
}

/// Draws a person's head in a circle.
pub(in crate::game) fn avatar(ui: &Ui, theme: &ThemeTokens, rect: Rect, look: &Look, mood: Mood) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let (centre, radius) = (rect.center(), rect.width() / 2.0);
    painter.circle_filled(centre, radius, theme.disc.0);
    let ctx = painter.ctx();
    let (width, height) = pixels(ctx, rect.size());
    let name = format!("{look:?} {mood:?} round {width}x{height}");
    let draw = || person(look, mood, Expression::Still, Frame::Head).draw(width, height, Fit::Whole);
    let texture = SharedTextureCache::from_context(ctx).texture(ctx, name, draw);
    let corner = CornerRadius::same(rounded(radius));
    if let Some(texture) = texture {
        bevy_egui::egui::Image::new(&texture).corner_radius(corner).paint_at(ui, rect);
    }
    painter.rect_stroke(rect, corner, Stroke::new(theme.line, theme.edge.0), StrokeKind::Inside);
}

/// Draws the head of a person of a scenario, or a question mark for twins, who are cast at random.
pub(in crate::game) fn person_or_unknown(ui: &Ui, theme: &ThemeTokens, rect: Rect, person: &Person) {
    if let [(_, persona)] = person.personas.as_slice() {
        return avatar(ui, theme, rect, &persona.look, person.mood);
    }
    let (centre, radius) = (rect.center(), rect.width() / 2.0);
    ui.painter().circle(centre, radius - 1.0, theme.note.0, Stroke::new(theme.line, theme.edge.0));
    ui.painter().text(centre, Align2::CENTER_CENTER, "?", bold(radius), theme.ink.0);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
fn rounded(radius: f32) -> u8 {
    radius.clamp(0.0, 255.0) as u8
}
