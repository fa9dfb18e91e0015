//! The encounter itself: the scene, what is said, and the replies.

mod chat;
mod history;
mod lines;
mod portrait;
mod post;
mod replies;
mod shown_beat;
mod status_bar;
mod thread;
mod ui;

pub(super) use lines::line;
pub(super) use ui::ui;
