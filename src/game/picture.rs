//! A person in their place, drawn from a few lines: brows, eyes and a mouth that say a mood.

use bevy_egui::egui::epaint::CubicBezierShape;
use bevy_egui::egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::theme::Theme;
use crate::scenario::model::{Channel, Look, Mood};

/// Draws somebody in a rectangle: the place behind, the person with their look and mood, a line around it.
pub(super) fn person(ui: &Ui, theme: &Theme, rect: Rect, channel: Channel, look: &Look, mood: Mood) {
    place(ui, theme, rect, channel);
    let painter = ui.painter().with_clip_rect(rect.shrink(theme.line).intersect(ui.clip_rect()));
    let size = rect.height() * 0.62;
    let centre = rect.center() + vec2(0.0, rect.height() * 0.02);
    hair(&painter, theme, centre, size, &look.head, false);
    shoulders(&painter, theme, rect, centre, size, clothes(theme, look));
    face(&painter, theme, centre, size, mood, skin(theme, look));
    hair(&painter, theme, centre, size, &look.head, true);
    ui.painter().rect_stroke(rect, CornerRadius::same(theme.corner), theme.stroke(), StrokeKind::Inside);
}

/// A face that says a mood with brows, eyes and mouth; the mood stands in words beside it.
pub(super) fn face(painter: &Painter, theme: &Theme, centre: Pos2, size: f32, mood: Mood, skin: Color32) {
    let line = Stroke::new((size * 0.035).max(2.0), theme.ink.0);
    let at = |x: f32, y: f32| centre + vec2(x * size, y * size);
    painter.circle(centre, size * 0.5, skin, line);
    painter.line_segment([at(0.0, 0.0), at(0.03, 0.07)], line);
    // Slope of the brows (inner end down is anger, up is worry), their height, and the mouth's curve.
    let (slope, brow, curve, open) = match mood {
        Mood::Furious => (0.13, -0.13, -0.16, true),
        Mood::Angry => (0.10, -0.14, -0.12, false),
        Mood::Annoyed => (0.05, -0.15, -0.03, false),
        Mood::Worried => (-0.09, -0.20, -0.07, false),
        Mood::Sad => (-0.11, -0.19, -0.13, false),
        Mood::Calm => (0.0, -0.20, 0.07, false),
        Mood::Pleased => (-0.02, -0.22, 0.14, false),
        Mood::Delighted => (-0.04, -0.25, 0.20, true),
    };
    for side in [-1.0, 1.0] {
        let eye = at(side * 0.17, -0.04);
        if mood == Mood::Delighted || mood == Mood::Pleased {
            let arc = [
                eye + vec2(-0.06, 0.01) * size,
                eye + vec2(-0.03, -0.06) * size,
                eye + vec2(0.03, -0.06) * size,
                eye + vec2(0.06, 0.01) * size,
            ];
            painter.add(CubicBezierShape::from_points_stroke(arc, false, Color32::TRANSPARENT, line));
        } else {
            painter.circle_filled(eye, size * 0.038, theme.ink.0);
        }
        let (inner, outer) = (at(side * 0.09, brow + slope * 0.6), at(side * 0.27, brow - slope * 0.6));
        painter.line_segment([inner, outer], Stroke::new(line.width * 1.4, theme.ink.0));
    }
    let lips =
        |dy: f32| [at(-0.17, 0.2 - curve * 0.4), at(-0.08, 0.2 + dy), at(0.08, 0.2 + dy), at(0.17, 0.2 - curve * 0.4)];
    if open {
        // Sampled, and always in the same sense of rotation, which is what fills want.
        let mut rim: Vec<Pos2> =
            CubicBezierShape::from_points_stroke(lips(curve), false, Color32::TRANSPARENT, line).flatten(Some(0.3));
        if curve > 0.0 {
            rim.reverse();
        }
        painter.add(Shape::convex_polygon(rim, theme.card.0, line));
    } else {
        painter.add(CubicBezierShape::from_points_stroke(lips(curve), false, Color32::TRANSPARENT, line));
    }
}

/// Hair behind a face and over its brow, as long as the head's name says; until the people are drawn.
fn hair(painter: &Painter, theme: &Theme, centre: Pos2, size: f32, head: &str, front: bool) {
    let has = |words: &[&str]| words.iter().any(|word| head.to_lowercase().contains(word));
    if has(&["nohair", "shaved"]) || head.is_empty() {
        return;
    }
    let colour = match () {
        () if has(&["gray"]) => Color32::from_gray(0xB8),
        () if has(&["hijab", "turban", "hat"]) => theme.teal_deep.0,
        () => theme.ink.0,
    };
    let line = Stroke::new((size * 0.035).max(2.0), theme.ink.0);
    if front {
        let brow = Rect::from_min_max(centre - vec2(size, size), centre + vec2(size, -size * 0.29));
        painter.with_clip_rect(brow.intersect(painter.clip_rect())).circle(centre, size * 0.5, colour, line);
        return;
    }
    let round = if has(&["afro", "curly", "dreads", "twists"]) { 0.66 } else { 0.54 };
    let length = match () {
        () if has(&["long", "hijab"]) => 0.8,
        () if has(&["medium", "bangs", "bob"]) => 0.5,
        () => 0.0,
    };
    if length > 0.0 {
        let fall = Rect::from_min_max(centre - vec2(size * round, 0.0), centre + vec2(size * round, size * length));
        painter.rect(fall, CornerRadius::same(24), colour, line, StrokeKind::Inside);
    }
    painter.circle(centre - vec2(0.0, size * 0.05), size * round, colour, line);
    if has(&["bun"]) {
        painter.circle(centre - vec2(0.0, size * 0.62), size * 0.16, colour, line);
    }
}

fn skin(theme: &Theme, look: &Look) -> Color32 {
    let hex = match look.skin.as_str() {
        "pale" => "#FBE3D3",
        "fair" => "#F2D3B1",
        "light" => "#EDC39A",
        "olive" => "#D9A066",
        "tan" => "#EDB98A",
        "brown" => "#AE7242",
        "dark" => "#8D5524",
        "deep" => "#6B4226",
        _ => return theme.sand.0,
    };
    Color32::from_hex(hex).unwrap_or(theme.sand.0)
}

fn clothes(theme: &Theme, look: &Look) -> Color32 {
    let hex = match look.clothes.as_str() {
        "coral" => return theme.coral.0,
        "mustard" => return theme.mustard.0,
        "sky" => return theme.sky.0,
        "sage" => return theme.sage.0,
        "sand" => return theme.sand.0,
        "white" => return theme.card.0,
        "ink" => return theme.ink.0,
        "navy" => "#3B5B8C",
        "plum" => "#7A4E7E",
        "rose" => "#DFA0A8",
        _ => return theme.teal.0,
    };
    Color32::from_hex(hex).unwrap_or(theme.teal.0)
}

/// The place behind somebody: a wall, a floor or a table, and what tells one channel from another.
fn place(ui: &Ui, theme: &Theme, rect: Rect, channel: Channel) {
    let painter = ui.painter().with_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
    let (wall, floor) = match channel {
        Channel::Counter | Channel::Meeting => (theme.sky, theme.sand),
        Channel::Phone => (theme.sky, theme.sage),
        Channel::Street => (theme.sage, theme.sand),
        Channel::Backroom => (theme.sand, theme.trough),
        Channel::Feed | Channel::Chat => (theme.trough, theme.sky),
    };
    painter.rect_filled(rect, CornerRadius::same(theme.corner), wall.0);
    let floor_top = rect.top() + rect.height() * 0.78;
    let floor_rect = Rect::from_min_max(pos2(rect.left(), floor_top), rect.max);
    let round = CornerRadius { nw: 0, ne: 0, sw: theme.corner, se: theme.corner };
    let line = Stroke::new(theme.line, theme.ink.0);
    let unit = rect.height();
    let frame = |x: f32, y: f32, size: Vec2, fill: Color32| {
        let at = Rect::from_min_size(pos2(rect.left() + x, rect.top() + y * unit), size * unit);
        painter.rect(at, CornerRadius::same(8), fill, line, StrokeKind::Inside);
        at
    };
    match channel {
        Channel::Feed | Channel::Chat => {
            for n in 0..3_u8 {
                let y = 0.1 + 0.22 * f32::from(n);
                let width = [1.1, 0.8, 0.95][usize::from(n)];
                frame(26.0, y, vec2(width, 0.15), theme.card.0);
                frame(rect.width() - 26.0 - width * unit, y, vec2(width, 0.15), theme.card.0);
            }
        }
        _ => {
            let window = frame(rect.width() - 0.62 * unit, 0.14, vec2(0.46, 0.42), theme.card.0);
            painter.vline(window.center().x, window.y_range(), line);
            painter.hline(window.x_range(), window.center().y, line);
            painter.circle(window.center() + vec2(-0.1, -0.1) * unit, 0.05 * unit, theme.mustard.0, line);
            frame(0.16 * unit, 0.2, vec2(0.36, 0.26), theme.note.0);
            let pot = frame(0.3 * unit, 0.64, vec2(0.14, 0.16), theme.coral.0);
            for lean in [-0.09_f32, 0.0, 0.09] {
                let tip = pos2(pot.center().x + lean * unit, pot.top() - 0.16 * unit);
                painter.line_segment([pos2(pot.center().x, pot.top()), tip], Stroke::new(6.0, theme.teal.0));
            }
        }
    }
    painter.rect_filled(floor_rect, round, floor.0);
    painter.hline(rect.x_range(), floor_top, line);
}

fn shoulders(painter: &Painter, theme: &Theme, rect: Rect, centre: Pos2, size: f32, fill: Color32) {
    let top = centre.y + size * 0.42;
    let body =
        Rect::from_min_max(pos2(centre.x - size * 0.62, top), pos2(centre.x + size * 0.62, rect.bottom() + size));
    painter.rect(body, CornerRadius::same(60), fill, theme.stroke(), StrokeKind::Inside);
}
