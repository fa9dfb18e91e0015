//! A post of a public thread: avatar, author, words, and what a claim in it turned out to be.

use bevy_egui::egui::{Align2, CornerRadius, Frame, Label, Margin, Rect, Sense, Shape, Stroke, Ui, vec2};

use crate::game::playback::Visible;
use crate::game::screens::kit::announce;
use crate::game::screens::view::View;
use crate::game::session::ActivePlay;
use crate::game::stage::{self, persona};
use crate::game::theme::{ThemeTokens, bold};
use crate::game::widgets;
use crate::scenario::model::Truth;
use crate::scenario::script::{ClaimIx, PersonIx};

/// Who wrote a post.
#[derive(Clone, Copy)]
pub(super) enum Author {
    Person(PersonIx),
    Trainee,
}

/// A post of a thread.
pub(super) struct Post<'a> {
    pub(super) author: Author,
    /// Beside the name of the author; may be empty.
    pub(super) about: &'a str,
    pub(super) words: &'a str,
    /// Small text below.
    pub(super) small: Option<String>,
    /// What a claim in it turned out to be, in words.
    pub(super) mark: Option<(&'static str, Truth)>,
    /// Whether it answers the first post.
    pub(super) is_reply: bool,
    pub(super) visible: Visible,
}

/// Draws a post.
pub(super) fn draw_post(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, post: &Post<'_>) {
    let theme = view.theme;
    let indent = if post.is_reply { reply_indent(ui) } else { 0.0 };
    ui.horizontal_top(|ui| {
        ui.add_space(indent);
        let frame = Frame::new()
            .fill(theme.card.0)
            .stroke(Stroke::new(2.0, theme.edge.0))
            .corner_radius(CornerRadius::same(14))
            .inner_margin(Margin::symmetric(12, 10));
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                avatar_of(ui, view, play, post.author);
                ui.vertical(|ui| post_text(ui, view, play, post));
            });
        });
    });
}

fn avatar_of(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, author: Author) {
    let (rect, _) = ui.allocate_exact_size(vec2(56.0, 56.0), Sense::hover());
    match author {
        Author::Person(by) => {
            let mood = play.mood(by, view.reveal.started());
            stage::avatar(ui, view.theme, rect, &persona(play, by).look, mood);
        }
        Author::Trainee => shop_emblem(ui, view.theme, rect),
    }
}

fn post_text(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, post: &Post<'_>) {
    let theme = view.theme;
    ui.spacing_mut().item_spacing.y = 3.0;
    let name = match post.author {
        Author::Trainee => "You",
        Author::Person(by) => persona(play, by).name.as_str(),
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(theme.bold(name, theme.body));
        if !post.about.is_empty() {
            ui.label(theme.small(post.about));
        }
        if let Some((words, truth)) = post.mark {
            let fill = match truth {
                Truth::True => theme.teal_pale,
                Truth::Half => theme.note,
                Truth::Lie => theme.coral_pale,
            };
            widgets::pill(ui, theme, words, fill);
        }
    });
    if matches!(post.visible, Visible::Partial(_)) {
        ui.label(theme.italic("is writing …", theme.body));
    } else {
        let response = ui.add(Label::new(theme.sized(post.words, 19.0)).wrap());
        announce(ui, &response);
    }
    if let Some(small) = &post.small {
        ui.label(theme.small(small));
    }
}

/// How far replies are indented, in points.
fn reply_indent(ui: &Ui) -> f32 {
    (ui.available_width() * 0.06).min(44.0)
}

/// Draws the mark of the shop, in the place of a face.
fn shop_emblem(ui: &Ui, theme: &ThemeTokens, rect: Rect) {
    let painter = ui.painter();
    painter.circle(rect.center(), rect.width() / 2.0 - 1.0, theme.main.0, Stroke::new(2.0, theme.edge.0));
    painter.text(rect.center(), Align2::CENTER_CENTER, "H", bold(26.0), theme.on_main.0);
}

/// What a claim turned out to be, once it was checked.
pub(super) fn checked_mark(play: &ActivePlay, claim: ClaimIx) -> Option<(&'static str, Truth)> {
    let script = play.encounter().script();
    let id = script.claims.get(claim.index())?;
    let known = play.encounter().transcript().claims.get(id).is_some_and(|claimed| claimed.checked);
    let truth = script.scenario.claims.get(id)?.truth;
    let words = match truth {
        Truth::True => "checked: true",
        Truth::Half => "checked: a half-truth",
        Truth::Lie => "checked: not so",
    };
    known.then_some((words, truth))
}

/// The place of the trainee's reply.
pub(super) fn reply_placeholder(ui: &mut Ui, theme: &ThemeTokens) {
    ui.horizontal_top(|ui| {
        ui.add_space(reply_indent(ui));
        let inner = Frame::new().fill(theme.card.0).inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(56.0, 56.0), Sense::hover());
                shop_emblem(ui, theme, rect);
                ui.vertical(|ui| {
                    ui.label(theme.bold("You, as Harbour Home", theme.body));
                    let about =
                        "Everyone in the thread reads your reply, and so do the people who look you up next year.";
                    ui.label(theme.small(about));
                });
            });
        });
        let rect = inner.response.rect;
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
        ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(2.0, theme.edge.0), 8.0, 6.0));
    });
}
