//! Encounters in person and on the telephone: the scene, name and mood of the person, and the latest lines.

use bevy_egui::egui::{CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::lines::latest_lines;
use super::shown_beat::shown_beat;
use crate::game::screens::kit::{announce, mood_colour, scroll};
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::session::ActivePlay;
use crate::game::stage::{self, SceneView, persona};
use crate::game::theme::italic;
use crate::game::widgets;
use crate::scenario::model::Channel;
use crate::scenario::script::PersonIx;

/// The height of the picture as a share of that of the window. It is the same in every turn, also where the row above
/// takes two lines, so that people keep their size; words that do not fit below it scroll.
const PICTURE_SHARE: f32 = 0.42;
/// The smallest height of the picture, in points.
const MIN_PICTURE_HEIGHT: f32 = 180.0;

/// The scene above the latest lines.
pub(super) fn portrait_and_words(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let theme = view.theme;
    let height = (ui.ctx().viewport_rect().height() * PICTURE_SHARE).max(MIN_PICTURE_HEIGHT).round();
    portrait(ui, view, play, height);
    widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        scroll(ui, ("said", play.encounter().decisions()), |ui| latest_lines(ui, view, play));
    });
}

/// The person who is named: who speaks now, else who is to be answered.
fn person_shown(view: &View<'_>, play: &ActivePlay) -> PersonIx {
    view.reveal.speaker(play.latest_lines()).unwrap_or(shown_beat(view, play).with)
}

/// The scene, with name, mood and role of the person in words.
fn portrait(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, height: f32) {
    let theme = view.theme;
    let with = person_shown(view, play);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mood = play.mood(with, view.reveal.started());
    let who = persona(play, with);
    let name = play.name_to_show(with, view.reveal.started());
    let label =
        format!("{name}, {}. {}", mood.as_str().to_lowercase(), words::channel_and_place(shown_beat(view, play)));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &label));
    // A screen reader says a change of mood.
    announce(ui, &response);
    let scene = SceneView { theme, stage: view.stage, reveal: view.reveal, play, you: view.session.trainee_name() };
    stage::scene(ui, rect, &scene);
    caption(ui, view, rect, false);
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        // As long as the name is not known, there is only what one can see.
        if play.is_name_known(with, view.reveal.started()) {
            widgets::pill(ui, theme, name, mood_colour(theme, mood.rank()));
            widgets::pill(ui, theme, mood.as_str(), theme.card);
        } else {
            widgets::pill(ui, theme, mood.as_str(), mood_colour(theme, mood.rank()));
        }
        ui.label(theme.small(&who.role));
    });
}

/// Face, name, mood and role in a row. A face that is hidden on the telephone is hidden here, too.
pub(super) fn person_row(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let theme = view.theme;
    let with = person_shown(view, play);
    let who = persona(play, with);
    let name = play.name_to_show(with, view.reveal.started());
    let mood = play.mood(with, view.reveal.started());
    let is_hidden = shown_beat(view, play).channel == Channel::Phone && !who.face_on_phone;
    ui.horizontal(|ui| {
        let size = if is_hidden { vec2(1.0, theme.touch) } else { vec2(76.0, 76.0) };
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let label =
            format!("{name}, {}. {}", mood.as_str().to_lowercase(), words::channel_and_place(shown_beat(view, play)));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &label));
        // A screen reader says a change of mood.
        announce(ui, &response);
        if !is_hidden {
            stage::avatar(ui, theme, rect, &who.look, mood);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(theme.bold(name, 20.0));
            ui.horizontal_wrapped(|ui| {
                widgets::pill(ui, theme, mood.as_str(), mood_colour(theme, mood.rank()));
                if name != who.role {
                    ui.label(theme.small(&who.role));
                }
            });
        });
    });
}

/// The caption in a corner of the picture: at the bottom of threads and chats, else at the top.
pub(super) fn caption(ui: &Ui, view: &View<'_>, rect: Rect, at_bottom: bool) {
    let Some(words) = view.caption.words() else { return };
    let theme = view.theme;
    let galley = ui.painter().layout_no_wrap(format!("♪ {words}"), italic(theme.small), theme.ink.0);
    let size = galley.size() + vec2(24.0, 10.0);
    let edge = if at_bottom { rect.bottom() - size.y - 12.0 } else { rect.top() + 12.0 };
    let at = Rect::from_min_size(pos2(rect.right() - size.x - 12.0, edge), size);
    if at.left() < rect.left() + rect.width() * 0.3 {
        return;
    }
    let response = ui.interact(at, ui.id().with("caption"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &words));
    announce(ui, &response);
    ui.painter().rect(at, CornerRadius::same(14), theme.note.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    ui.painter().galley(at.center() - galley.size() / 2.0, galley, theme.ink.0);
}
