//! The encounter itself: the scene, what is said, and the replies.

mod chat;
mod divider;
mod history;
mod lines;
mod portrait;
mod post;
mod replies;
mod shown_beat;
mod status_bar;
mod thread;
mod ui;

pub(super) use divider::{SceneReader, divider};
pub(super) use lines::{has_words, line};
pub(super) use ui::ui;
