//! Pictures as textures: each is drawn once at the size it is shown in, and forgotten when it is long out of sight.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use bevy_egui::egui::{
    Align2, Color32, ColorImage, Context, CornerRadius, Id, Painter, Rect, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, Vec2, pos2,
};

use crate::game::theme::{Theme, bold};
use crate::picture::{Expression, Fit, Frame, Layer, Raster, Setting, person, place};
use crate::scenario::model::{Look, Mood};
use crate::scenario::script::Person;

/// So many pictures are kept: everybody of an encounter in the moods they were in, and where it is.
const KEPT: usize = 36;

/// All pictures together take no more than this, in bytes.
const MOST_BYTES: usize = 16 << 20;

/// A picture that was on none of so many frames is drawn again when it is wanted.
const LONG_UNSEEN: u64 = 120;

/// In its first frames a window is there to be pressed; pictures come right after.
const FIRST_FRAMES: u64 = 2;

/// The textures, shared by everything that draws on one egui; what is kept here changes no picture, only
/// how soon it is there.
#[derive(Clone, Default)]
struct Gallery(Arc<Mutex<Rooms>>);

#[derive(Default)]
struct Rooms {
    hung: BTreeMap<String, Hung>,
    /// What was last seen in each place.
    seen: BTreeMap<String, TextureHandle>,
    looks: u64,
}

struct Hung {
    texture: TextureHandle,
    looked_at: u64,
    /// The last frame it was part of.
    seen_in: u64,
    /// The frame it was made in: what draws the window sees a texture one frame later.
    made: u64,
}

impl Gallery {
    fn of(ctx: &Context) -> Self {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(Id::NULL).clone())
    }

    /// The picture of this name, or, for the one frame in which it is made, what was last seen in its place.
    fn texture(
        &self,
        ctx: &Context,
        place: &str,
        name: String,
        draw: impl FnOnce() -> Raster,
    ) -> Option<TextureHandle> {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let frame = ctx.cumulative_frame_nr();
        if frame < FIRST_FRAMES {
            ctx.request_repaint();
            return None;
        }
        rooms.looks += 1;
        let looks = rooms.looks;
        if !rooms.hung.contains_key(&name) {
            rooms.make_room(frame);
            let raster = draw();
            let size = [raster.width() as usize, raster.height() as usize];
            let image = ColorImage::from_rgba_premultiplied(size, raster.rgba());
            let texture = ctx.load_texture(&name, image, TextureOptions::LINEAR);
            rooms.hung.insert(name.clone(), Hung { texture, looked_at: looks, seen_in: frame, made: frame });
        }
        let hung = rooms.hung.get_mut(&name)?;
        (hung.looked_at, hung.seen_in) = (looks, frame);
        if hung.made == frame {
            ctx.request_repaint();
            return rooms.seen.get(place).cloned();
        }
        let texture = hung.texture.clone();
        rooms.seen.insert(place.to_owned(), texture.clone());
        Some(texture)
    }
}

impl Rooms {
    /// Forgets what nobody has looked at for longest, never what is on the screen.
    fn make_room(&mut self, frame: u64) {
        self.hung.retain(|_, hung| hung.seen_in + LONG_UNSEEN >= frame);
        let bytes = |hung: &Hung| hung.texture.size()[0] * hung.texture.size()[1] * 4;
        while self.hung.len() >= KEPT || self.hung.values().map(bytes).sum::<usize>() > MOST_BYTES {
            let unseen = self.hung.iter().filter(|(_, hung)| hung.seen_in + 1 < frame);
            let oldest = unseen.min_by_key(|(_, hung)| hung.looked_at).map(|(name, _)| name.clone());
            if oldest.and_then(|name| self.hung.remove(&name)).is_none() {
                break;
            }
        }
        let hung = &self.hung;
        self.seen.retain(|_, texture| hung.values().any(|hung| hung.texture.id() == texture.id()));
    }
}

/// A size on the screen in whole pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
fn pixels(ctx: &Context, size: Vec2) -> (u32, u32) {
    let whole = |points: f32| (points * ctx.pixels_per_point()).round().clamp(1.0, 8192.0) as u32;
    (whole(size.x), whole(size.y))
}

fn show(painter: &Painter, texture: Option<TextureHandle>, rect: Rect, tint: Color32) {
    let Some(texture) = texture else { return };
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    painter.image(texture.id(), rect, whole, tint);
}

/// Somebody, with so much of them to be seen, from 0 to 1.
pub(super) fn body(painter: &Painter, rect: Rect, look: &Look, mood: Mood, expression: Expression, seen: f32) {
    let frame = Frame::Bust;
    let ctx = painter.ctx();
    // A person who breathes keeps the pixels they were drawn in.
    let (width, height) = pixels(ctx, rect.size());
    let name = format!("{look:?} {mood:?} {expression:?} {frame:?} {width}x{height}");
    let draw = || person(look, mood, expression, frame).draw(width, height, Fit::Whole);
    let texture = Gallery::of(ctx).texture(ctx, &format!("{look:?}"), name, draw);
    show(painter, texture, rect, Color32::WHITE.gamma_multiply(seen));
}

/// A layer of a place, filling a rectangle; what is cut off leaves the focus in sight, in per cent from the left.
pub(super) fn ground(painter: &Painter, rect: Rect, setting: &Setting, layer: Layer, focus: u8) {
    let ctx = painter.ctx();
    let (width, height) = pixels(ctx, rect.size());
    let name = format!("{setting:?} {layer:?} {focus} {width}x{height}");
    let draw = || place(setting, layer).draw(width, height, Fit::Cover(focus));
    let texture = Gallery::of(ctx).texture(ctx, &format!("{setting:?} {layer:?} {focus}"), name, draw);
    show(painter, texture, rect, Color32::WHITE);
}

/// The town behind a whole screen.
pub(in crate::game) fn backdrop(ui: &Ui, theme: &Theme, rect: Rect) {
    let setting = Setting { place: "town".into(), hour: theme.hour() };
    ground(ui.painter(), rect, &setting, Layer::Back, 50);
}

/// The quiet pattern behind what is written in public or in private.
pub(in crate::game) fn pattern(painter: &Painter, theme: &Theme, rect: Rect) {
    let setting = Setting { place: "public-thread".into(), hour: theme.hour() };
    ground(painter, rect, &setting, Layer::Back, 50);
}

/// Somebody's head in a circle.
pub(in crate::game) fn avatar(ui: &Ui, theme: &Theme, rect: Rect, look: &Look, mood: Mood) {
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
    let texture = Gallery::of(ctx).texture(ctx, &format!("{look:?} round"), name, draw);
    let corner = CornerRadius::same(rounded(radius));
    if let Some(texture) = texture {
        bevy_egui::egui::Image::new(&texture).corner_radius(corner).paint_at(ui, rect);
    }
    painter.rect_stroke(rect, corner, Stroke::new(theme.line, theme.edge.0), StrokeKind::Inside);
}

/// Whom one will meet: a face, or a question mark for twins, who are cast by chance.
pub(in crate::game) fn whoever(ui: &Ui, theme: &Theme, rect: Rect, person: &Person) {
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
