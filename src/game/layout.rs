//! Asks a drawn picture, not its pixels, whether any text is cut off, lies over other text, or is missing.

use bevy_egui::egui::{Context, FullOutput, Id, Rect, Shape, epaint::ClippedShape};

/// Scrolled parts that the keyboard can reach: text in them can be brought into view.
#[derive(Clone, Debug, Default)]
pub struct Reachable(Vec<Rect>);

impl Reachable {
    pub(super) fn clear(ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, Self::default()));
    }

    pub(super) fn add(ctx: &Context, rect: Rect) {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(Id::NULL).0.push(rect));
    }

    fn of(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
    }
}

/// Something that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Unread {
    /// There is no text at all.
    Nothing,
    /// Part of it is outside of what is shown.
    CutOff(String),
    /// Two texts lie over each other.
    Overlap(String, String),
}

/// Letters stand out of their lines by less than this.
const SLACK: f32 = 2.0;

/// What of a picture cannot be read; nothing where all is well.
#[must_use]
pub fn unread(ctx: &Context, picture: &FullOutput) -> Vec<Unread> {
    unread_in(ctx, &picture.shapes)
}

/// The same, of a picture's shapes.
#[must_use]
pub fn unread_in(ctx: &Context, shapes: &[ClippedShape]) -> Vec<Unread> {
    let reachable = Reachable::of(ctx).0;
    let screen = ctx.viewport_rect();
    let mut texts: Vec<(String, Rect)> = Vec::new();
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape } in shapes {
        each_text(shape, &mut |words, rect, elided| {
            let clip = clip_rect.intersect(screen);
            // A scrolled part cuts off above and below only; a field in it has an edge of its own, and the part's where
            // it is scrolled half away.
            let scrolls = |part: &Rect| {
                let above = (part.top() - clip_rect.top()).abs() <= SLACK;
                let below = (part.bottom() - clip_rect.bottom()).abs() <= SLACK;
                let within = part.y_range().expand(SLACK);
                part.x_range().expand(SLACK).contains(rect.center().x)
                    && within.contains(clip_rect.top())
                    && within.contains(clip_rect.bottom())
                    && (above || below)
            };
            let scrolled = reachable.iter().any(|part| scrolls(&part.intersect(screen)));
            let inside = clip.expand(SLACK);
            let across = rect.left() >= inside.left() && rect.right() <= inside.right();
            let down = rect.top() >= inside.top() && rect.bottom() <= inside.bottom();
            if elided || !across || !(down || scrolled) {
                found.push(Unread::CutOff(words.to_owned()));
            }
            let seen = rect.intersect(clip);
            if seen.is_positive() {
                texts.push((words.to_owned(), seen));
            }
        });
    }
    if texts.is_empty() {
        found.push(Unread::Nothing);
    }
    for (n, (words, rect)) in texts.iter().enumerate() {
        for (other, at) in &texts[n + 1..] {
            if rect.shrink(SLACK).intersects(at.shrink(SLACK)) {
                found.push(Unread::Overlap(words.clone(), other.clone()));
            }
        }
    }
    found
}

/// Each line of text of a shape with what its letters cover: a text may begin in the middle of a row, and
/// then go on below what stands before it.
fn each_text(shape: &Shape, tell: &mut dyn FnMut(&str, Rect, bool)) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| each_text(shape, tell)),
        Shape::Text(text) => {
            for row in &text.galley.rows {
                let words = row.text();
                if !words.trim().is_empty() {
                    let rect = row.visuals.mesh_bounds.translate(row.pos.to_vec2() + text.pos.to_vec2());
                    tell(&words, rect, text.galley.elided);
                }
            }
        }
        _ => {}
    }
}
