//! Checks the layout of a frame: text that is cut off, overlaps other text, or is missing. It looks at shapes, not
//! at pixels.

use bevy_egui::egui::{Context, FullOutput, Id, Rect, Shape, epaint::ClippedShape};

/// The scrolled parts of a frame: text that is cut off by one can be scrolled into view.
#[derive(Clone, Debug, Default)]
pub struct Reachable(Vec<Rect>);

impl Reachable {
    pub(super) fn clear(ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, Self::default()));
    }

    pub(super) fn add(ctx: &Context, rect: Rect) {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(Id::NULL).0.push(rect));
    }

    fn from_context(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
    }
}

/// Text that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum LayoutFault {
    /// The frame has no text.
    Nothing,
    /// Part of this text is outside of what is shown.
    CutOff(String),
    /// These two texts overlap.
    Overlap(String, String),
}

/// Letters may reach out of their lines by this much, in points.
const SLACK: f32 = 2.0;

/// The text of a frame that cannot be read; empty if all can be.
#[must_use]
pub fn layout_faults(ctx: &Context, frame: &FullOutput) -> Vec<LayoutFault> {
    layout_faults_in(ctx, &frame.shapes)
}

/// The same for the shapes of a frame.
#[must_use]
pub fn layout_faults_in(ctx: &Context, shapes: &[ClippedShape]) -> Vec<LayoutFault> {
    let reachable = Reachable::from_context(ctx).0;
    let screen = ctx.viewport_rect();
    let mut texts: Vec<(String, Rect)> = Vec::new();
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape } in shapes {
        each_text(shape, &mut |words, rect, elided| {
            let clip = clip_rect.intersect(screen);
            // A scrolled part cuts off at its top and bottom only. A text field in it clips as well: at its own edge,
            // and at that of the part where the field is scrolled half out of view.
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
                found.push(LayoutFault::CutOff(words.to_owned()));
            }
            let seen = rect.intersect(clip);
            if seen.is_positive() {
                texts.push((words.to_owned(), seen));
            }
        });
    }
    if texts.is_empty() {
        found.push(LayoutFault::Nothing);
    }
    for (n, (words, rect)) in texts.iter().enumerate() {
        for (other, at) in &texts[n + 1..] {
            if rect.shrink(SLACK).intersects(at.shrink(SLACK)) {
                found.push(LayoutFault::Overlap(words.clone(), other.clone()));
            }
        }
    }
    found
}

/// Visits each line of text of a shape: its words, the rectangle its letters cover, and whether it was elided. Lines
/// and not whole texts, since a text may begin in the middle of a row.
fn each_text(shape: &Shape, visit: &mut dyn FnMut(&str, Rect, bool)) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| each_text(shape, visit)),
        Shape::Text(text) => {
            for row in &text.galley.rows {
                let words = row.text();
                if !words.trim().is_empty() {
                    let rect = row.visuals.mesh_bounds.translate(row.pos.to_vec2() + text.pos.to_vec2());
                    visit(&words, rect, text.galley.elided);
                }
            }
        }
        _ => {}
    }
}
