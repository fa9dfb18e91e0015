//! A public thread: posts with avatars, and the lines of a written channel.

use bevy_egui::egui::{Align2, CornerRadius, Frame, Label, Margin, Rect, Sense, Shape, Stroke, Ui, vec2};

use super::portrait::caption;
use crate::encounter::{Said, Status};
use crate::game::playback::Visible;
use crate::game::screens::View;
use crate::game::screens::encounter::line;
use crate::game::screens::kit::{announce, scroll_to_end};
use crate::game::session::ActivePlay;
use crate::game::stage::{self, persona};
use crate::game::theme::{ThemeTokens, bold};
use crate::game::widgets;
use crate::scenario::model::{Channel, Truth};
use crate::scenario::script::{ClaimIx, PersonIx};
use crate::text::grouped;

/// A panel in the colour of threads and chats.
pub(super) fn panel(ui: &mut Ui, view: &View<'_>, contents: impl FnOnce(&mut Ui)) {
    let theme = view.theme;
    let frame = widgets::card(theme, theme.thread);
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        contents(ui);
    });
}

/// Draws the quiet pattern within the round corners of a card.
pub(super) fn draw_pattern(ui: &Ui, view: &View<'_>, card: Rect) {
    let inside = card.shrink(view.theme.line + 3.0);
    let painter = ui.painter().with_clip_rect(inside);
    stage::pattern(&painter, view.theme, inside);
}

/// A public thread: posts, and the place of the trainee's reply.
pub(super) fn thread(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let whole = ui.available_rect_before_wrap();
    panel(ui, view, |ui| {
        ui.set_min_height(ui.available_height());
        draw_pattern(ui, view, whole);
        scroll_to_end(ui, "thread", |ui| posts(ui, view, play));
    });
    caption(ui, view, whole, true);
}

/// A line in a thread or chat.
pub(super) struct ChannelLine<'a> {
    pub(super) line: &'a Said,
    pub(super) visible: Visible,
    /// Whether it was said in the channel, and not on the way to it.
    pub(super) in_channel: bool,
}

/// All lines of a channel in order, and all of the latest lines: an answer on the way to a thread is read there.
pub(super) fn lines_of_channel<'a>(play: &'a ActivePlay, view: &View<'_>, channel: Channel) -> Vec<ChannelLine<'a>> {
    let mut current = None;
    let mut found = Vec::new();
    let last = play.lines.len().saturating_sub(1);
    for (turn, all) in play.lines.iter().enumerate() {
        for (n, said) in all.iter().enumerate() {
            if let Said::At(beat) = said {
                current = Some(play.encounter().script().beat(*beat).channel);
            }
            let in_channel = current == Some(channel);
            if in_channel || turn == last {
                let visible = if turn == last { view.reveal.visible(n) } else { Visible::Full };
                found.push(ChannelLine { line: said, visible, in_channel });
            }
        }
    }
    found
}

/// The posts of a thread.
pub(super) fn posts(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let theme = view.theme;
    let mut is_reply = false;
    for ChannelLine { line: said, visible, in_channel } in lines_of_channel(play, view, Channel::Feed) {
        if visible == Visible::Hidden {
            continue;
        }
        let shown = match said {
            said if !in_channel => Err(said),
            Said::Post { by, words, seen_by, claim } => {
                let small = (*seen_by > 0).then(|| format!("seen by {}", grouped(u64::from(*seen_by), ',')));
                let mark = claim.and_then(|claim| checked_mark(play, claim));
                let about = persona(play, *by).role.as_str();
                Ok(Post { author: Author::Person(*by), about, words, small, mark, is_reply, visible })
            }
            Said::Person(by, words) => {
                let author = Author::Person(*by);
                Ok(Post { author, about: "", words, small: None, mark: None, is_reply, visible })
            }
            Said::You { words, spoken: true } => {
                let (author, about) = (Author::Trainee, "as Harbour Home");
                Ok(Post { author, about, words, small: None, mark: None, is_reply: true, visible })
            }
            other => Err(other),
        };
        match shown {
            Ok(post) => {
                is_reply |= matches!(post.author, Author::Person(_));
                draw_post(ui, view, play, &post);
            }
            Err(said) => {
                line(ui, theme, play, said, true, visible);
            }
        }
    }
    if view.reveal.is_done() && play.encounter().status() == Status::Open {
        reply_placeholder(ui, theme);
    }
}

/// What a claim turned out to be, once it was checked.
fn checked_mark(play: &ActivePlay, claim: ClaimIx) -> Option<(&'static str, Truth)> {
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

/// Who wrote a post.
#[derive(Clone, Copy)]
enum Author {
    Person(PersonIx),
    Trainee,
}

/// A post of a thread.
struct Post<'a> {
    author: Author,
    /// Beside the name of the author; may be empty.
    about: &'a str,
    words: &'a str,
    /// Small text below.
    small: Option<String>,
    /// What a claim in it turned out to be, in words.
    mark: Option<(&'static str, Truth)>,
    /// Whether it answers the first post.
    is_reply: bool,
    visible: Visible,
}

fn draw_post(ui: &mut Ui, view: &View<'_>, play: &ActivePlay, post: &Post<'_>) {
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

/// The place of the trainee's reply.
fn reply_placeholder(ui: &mut Ui, theme: &ThemeTokens) {
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
