//! A public thread, and the lines of a written channel.

use bevy_egui::egui::{Rect, Ui};

use super::divider::{SceneReader, divider};
use super::lines::{has_words, line};
use super::portrait::caption;
use super::post::{Author, Post, checked_mark, draw_post, reply_placeholder};
use super::shown_beat::shown_beat;
use crate::encounter::{Status, TranscriptLine};
use crate::game::playback::Visible;
use crate::game::screens::kit::scroll_to_end;
use crate::game::screens::view::View;
use crate::game::session::ActivePlay;
use crate::game::stage::{self, persona};
use crate::game::widgets;
use crate::scenario::model::Channel;
use crate::scenario::script::Beat;
use crate::util::text::grouped;

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
    pub(super) line: &'a TranscriptLine,
    pub(super) visible: Visible,
    /// The beat it was said in.
    pub(super) beat: &'a Beat,
    /// Whether it was said in the channel, and not on the way to it.
    pub(super) in_channel: bool,
}

/// All lines of a channel in order, and all of the latest lines: an answer on the way to a thread is read there, behind
/// a divider.
pub(super) fn lines_of_channel<'a>(play: &'a ActivePlay, view: &View<'_>, channel: Channel) -> Vec<ChannelLine<'a>> {
    let last = play.lines.len().saturating_sub(1);
    play.lines_with_beats()
        .filter_map(|said| {
            let in_channel = said.beat.channel == channel;
            let visible = if said.turn == last { view.reveal.visible(said.n) } else { Visible::Full };
            let is_read = (in_channel || said.turn == last) && visible != Visible::Hidden && has_words(said.line);
            is_read.then_some(ChannelLine { line: said.line, visible, beat: said.beat, in_channel })
        })
        .collect()
}

/// The posts of a thread.
pub(super) fn posts(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let theme = view.theme;
    let mut is_reply = false;
    let mut scenes = SceneReader::seeing(play, shown_beat(view, play));
    for ChannelLine { line: said, visible, beat, in_channel } in lines_of_channel(play, view, Channel::Feed) {
        if let Some(words) = scenes.next(beat) {
            divider(ui, theme, &words);
        }
        let shown = match said {
            said if !in_channel => Err(said),
            TranscriptLine::Post { by, words, seen_by, claim } => {
                let small = (*seen_by > 0).then(|| format!("seen by {}", grouped(u64::from(*seen_by), ',')));
                let mark = claim.and_then(|claim| checked_mark(play, claim));
                let about = persona(play, *by).role.as_str();
                Ok(Post { author: Author::Person(*by), about, words, small, mark, is_reply, visible })
            }
            TranscriptLine::You { words, spoken: true } => {
                let (author, about) = (Author::Trainee, "as Harbour Home");
                Ok(Post { author, about, words, small: None, mark: None, is_reply: true, visible })
            }
            // What is spoken beside the thread is no post.
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
