//! Face to face, or voice to voice: the person in their place, their name and mood, and what was just said.

use bevy_egui::egui::{CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::super::{View, live, remember, remembered, scroll, words};
use super::{last_words, mood_colour, seen};
use crate::game::session::Playing;
use crate::game::stage::{self, Scene, persona};
use crate::game::theme::italic;
use crate::game::widgets;
use crate::scenario::model::Channel;

/// Height of the name and of the card's margins.
const BESIDE_THE_WORDS: f32 = 104.0;
/// The picture is never lower than this.
const LOWEST_PICTURE: f32 = 130.0;

/// The person in their place, and what was just said.
pub(super) fn scene(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let theme = view.theme;
    // The picture gives way to the words: it has what they left when they were last laid out.
    let (id, needed) = remembered(ui, "the words");
    let whole = ui.available_height();
    let height = (whole - needed - BESIDE_THE_WORDS).min(whole * 0.72).max(LOWEST_PICTURE);
    // In steps, so that a picture drawn for one height does for the next.
    let height = (height / 12.0).floor() * 12.0;
    portrait(ui, view, playing, height);
    let taken = widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        scroll(ui, ("said", playing.encounter.decisions()), |ui| last_words(ui, view, playing)).0
    });
    remember(ui, id, needed, taken.inner);
}

/// The person, with name, mood and role in words.
fn portrait(ui: &mut Ui, view: &View<'_>, playing: &Playing, height: f32) {
    let theme = view.theme;
    let with = seen(view, playing).with;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mood = playing.mood(with, view.reveal.begun());
    let who = persona(playing, with);
    let seen = format!("{}, {}. {}", who.name, mood.as_str().to_lowercase(), words::where_at(seen(view, playing)));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &seen));
    // A change of mood is told to whoever cannot see it.
    live(ui, &response);
    let of = Scene { theme, stage: view.stage, reveal: view.reveal, playing, you: view.session.you() };
    stage::scene(ui, rect, &of);
    caption(ui, view, rect, false);
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        widgets::pill(ui, theme, &who.name, mood_colour(theme, mood.rank()));
        widgets::pill(ui, theme, mood.as_str(), theme.card);
        ui.label(theme.small(&who.role));
    });
}

/// Face, name, mood and role in a row. Whose face is not seen on the telephone has none here either.
pub(super) fn who(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let theme = view.theme;
    let with = seen(view, playing).with;
    let who = persona(playing, with);
    let mood = playing.mood(with, view.reveal.begun());
    let faceless = seen(view, playing).channel == Channel::Phone && !who.face_on_phone;
    ui.horizontal(|ui| {
        let size = if faceless { vec2(1.0, theme.touch) } else { vec2(76.0, 76.0) };
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let seen = format!("{}, {}. {}", who.name, mood.as_str().to_lowercase(), words::where_at(seen(view, playing)));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &seen));
        // A change of mood is told to whoever cannot see it.
        live(ui, &response);
        if !faceless {
            stage::avatar(ui, theme, rect, &who.look, mood);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(theme.bold(&who.name, 20.0));
            ui.horizontal_wrapped(|ui| {
                widgets::pill(ui, theme, mood.as_str(), mood_colour(theme, mood.rank()));
                ui.label(theme.small(&who.role));
            });
        });
    });
}

/// What is heard, in words, in a corner of the picture: below where something is written, else above.
pub(super) fn caption(ui: &Ui, view: &View<'_>, rect: Rect, in_writing: bool) {
    let Some(words) = view.caption.words() else { return };
    let theme = view.theme;
    let galley = ui.painter().layout_no_wrap(format!("♪ {words}"), italic(theme.small), theme.ink.0);
    let size = galley.size() + vec2(24.0, 10.0);
    let edge = if in_writing { rect.bottom() - size.y - 12.0 } else { rect.top() + 12.0 };
    let at = Rect::from_min_size(pos2(rect.right() - size.x - 12.0, edge), size);
    if at.left() < rect.left() + rect.width() * 0.3 {
        return;
    }
    let response = ui.interact(at, ui.id().with("caption"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &words));
    live(ui, &response);
    ui.painter().rect(at, CornerRadius::same(14), theme.note.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    ui.painter().galley(at.center() - galley.size() / 2.0, galley, theme.ink.0);
}
