//! What was said, line by line, as it appears.

use bevy_egui::egui::text::{LayoutJob, TextFormat};
use bevy_egui::egui::{Color32, CornerRadius, FontId, Frame, Id, Label, Margin, Rect, Response, Stroke, TextStyle, Ui};

use super::divider::{SceneReader, divider};
use super::shown_beat::shown_beat;
use crate::encounter::TranscriptLine;
use crate::game::playback::Visible;
use crate::game::screens::kit::announce;
use crate::game::screens::view::View;
use crate::game::session::ActivePlay;
use crate::game::stage::persona;
use crate::game::theme::{Colour, ThemeTokens, italic};

/// The lines since the last decision, with a divider where the channel changes; where they do not fit, what appears is
/// scrolled into view.
pub(super) fn latest_lines(ui: &mut Ui, view: &View<'_>, play: &ActivePlay) {
    let several = play.encounter().script().people.len() > 1;
    let mut scenes = SceneReader::seeing(play, shown_beat(view, play));
    let latest = play.lines.len().saturating_sub(1);
    let mut last_shown = None;
    for said in play.lines_with_beats().filter(|said| said.turn == latest) {
        let shown = view.reveal.visible(said.n);
        if !has_words(said.line) {
            continue;
        }
        if let Some(words) = scenes.next(said.beat).filter(|_| shown != Visible::Hidden) {
            divider(ui, view.theme, &words);
        }
        let Some(response) = line(ui, view.theme, play, said.line, several, shown) else { continue };
        announce(ui, &response);
        if shown != Visible::Hidden {
            last_shown = Some((said.n, response.rect, shown));
        }
    }
    if let Some((n, rect, shown)) = last_shown {
        follow(ui, (play.encounter().seed(), latest, n), rect, shown);
    }
}

/// Scrolls to the words that appear in the `n`th line of a turn, each row once: else nobody could scroll away.
fn follow(ui: &Ui, line: (u64, usize, usize), rect: Rect, shown: Visible) {
    let row_height = ui.text_style_height(&TextStyle::Body) * 1.5;
    let share = match shown {
        Visible::Partial(share) => share,
        Visible::Hidden | Visible::Full => 1.0,
    };
    let bottom = (rect.top() + rect.height() * share + row_height).min(rect.bottom());
    let top = if rect.height() < ui.clip_rect().height() { rect.top() } else { bottom - row_height };
    #[expect(clippy::cast_possible_truncation, reason = "rows of one line")]
    let row = ((bottom - rect.top()) / row_height) as i32;
    let id = Id::new("words that were scrolled to");
    let now = Some((line, row));
    let before: Option<((u64, usize, usize), i32)> =
        ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), now));
    if before != now {
        ui.scroll_to_rect(Rect::from_x_y_ranges(rect.x_range(), top..=bottom), None);
    }
}

/// Whether a line is words to read here. Facts are among the notes, and moods in the face.
pub(in crate::game::screens) const fn has_words(said: &TranscriptLine) -> bool {
    !matches!(said, TranscriptLine::Learnt(_) | TranscriptLine::Mood(..) | TranscriptLine::Entered(_))
}

/// One line, with the name of the speaker where there are several. `None` for facts, which are among the notes,
/// and moods, which are in the face. Text that is still to appear has its place already, so that nothing jumps.
pub(in crate::game::screens) fn line(
    ui: &mut Ui,
    theme: &ThemeTokens,
    play: &ActivePlay,
    said: &TranscriptLine,
    named: bool,
    shown: Visible,
) -> Option<Response> {
    let regular = FontId::proportional;
    let (words, font, colour) = match said {
        TranscriptLine::Person(by, words) => {
            let name = if named { format!("{}: ", play.name_to_show(*by, usize::MAX)) } else { String::new() };
            (format!("{name}“{words}”"), regular(theme.words), theme.ink)
        }
        TranscriptLine::Post { by, words, .. } => {
            (format!("{} writes: “{words}”", persona(play, *by).name), regular(20.0), theme.ink)
        }
        TranscriptLine::You { words, spoken: true } => {
            (format!("You: “{words}”"), regular(theme.body), theme.teal_deep)
        }
        TranscriptLine::You { words, .. } => (format!("You: {words}"), italic(theme.body), theme.teal_deep),
        TranscriptLine::Narration(words)
        | TranscriptLine::Promised(words)
        | TranscriptLine::Hold { words, .. }
        | TranscriptLine::Transfer { words, .. } => (words.clone(), italic(theme.body), theme.ink),
        TranscriptLine::Voice(words) => return Some(voice(ui, theme, words, shown)),
        TranscriptLine::Learnt(_) | TranscriptLine::Mood(..) | TranscriptLine::Entered(_) => return None,
    };
    Some(appearing(ui, &words, &font, colour, shown))
}

/// A recorded voice, in a box.
fn voice(ui: &mut Ui, theme: &ThemeTokens, words: &str, shown: Visible) -> Response {
    let is_hidden = shown == Visible::Hidden;
    let frame = Frame::new()
        .fill(if is_hidden { Color32::TRANSPARENT } else { theme.trough.0 })
        .stroke(Stroke::new(2.0, if is_hidden { Color32::TRANSPARENT } else { theme.edge.0 }))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(14, 8));
    let words = format!("Recorded voice: “{words}”");
    frame.show(ui, |ui| appearing(ui, &words, &FontId::proportional(theme.body), theme.ink, shown)).inner
}

/// Text of which a part is still to appear: that part is laid out, but transparent.
fn appearing(ui: &mut Ui, words: &str, font: &FontId, colour: Colour, shown: Visible) -> Response {
    let cut = match shown {
        Visible::Hidden => 0,
        Visible::Full => words.len(),
        Visible::Partial(share) => visible_bytes(words, share),
    };
    let mut job = LayoutJob::default();
    for (text, colour) in [(&words[..cut], colour.0), (&words[cut..], Color32::TRANSPARENT)] {
        if !text.is_empty() {
            job.append(text, 0.0, TextFormat { font_id: font.clone(), color: colour, ..TextFormat::default() });
        }
    }
    ui.add(Label::new(job).wrap())
}

/// The byte offset up to which a text is visible when a share of its words is.
fn visible_bytes(words: &str, share: f32) -> usize {
    let ends: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]).collect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "between 0 and the number of words"
    )]
    let seen = (ends.len() as f32 * share).ceil() as usize;
    if seen == 0 { 0 } else { ends[seen.min(ends.len()) - 1] }
}
