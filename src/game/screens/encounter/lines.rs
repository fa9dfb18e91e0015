//! What was said, line by line, as it appears.

use bevy_egui::egui::text::{LayoutJob, TextFormat};
use bevy_egui::egui::{Color32, CornerRadius, FontId, Frame, Label, Margin, Response, Stroke, Ui};

use super::super::{View, live};
use crate::encounter::Said;
use crate::game::reveal::Part;
use crate::game::session::Playing;
use crate::game::stage::persona;
use crate::game::theme::{Colour, Theme, italic};

/// What was said since the last decision.
pub(super) fn last_words(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let several = playing.encounter.script().people.len() > 1;
    for (n, said) in playing.present().iter().enumerate() {
        let shown = view.reveal.part(n);
        let Some(response) = line(ui, view.theme, playing, said, several, shown) else { continue };
        // Said aloud to whoever cannot see it.
        live(ui, &response);
    }
}

/// One thing said or shown, with the speaker's name where it is needed; what is learnt stands among the
/// notes, and a mood in the face. What is still to appear has its place already, so that nothing jumps.
pub(in crate::game::screens) fn line(
    ui: &mut Ui,
    theme: &Theme,
    playing: &Playing,
    said: &Said,
    named: bool,
    shown: Part,
) -> Option<Response> {
    let regular = FontId::proportional;
    let (words, font, colour) = match said {
        Said::Person(by, words) => {
            let name = if named { format!("{}: ", persona(playing, *by).name) } else { String::new() };
            (format!("{name}“{words}”"), regular(theme.words), theme.ink)
        }
        Said::Post { by, words, .. } => {
            (format!("{} writes: “{words}”", persona(playing, *by).name), regular(20.0), theme.ink)
        }
        Said::You { words, spoken: true } => (format!("You: “{words}”"), regular(theme.body), theme.teal_deep),
        Said::You { words, .. } => (format!("You: {words}"), italic(theme.body), theme.teal_deep),
        Said::Told(words) | Said::Promised(words) | Said::Hold { words, .. } | Said::Transfer { words, .. } => {
            (words.clone(), italic(theme.body), theme.ink)
        }
        Said::Voice(words) => return Some(voice(ui, theme, words, shown)),
        Said::Noted(_) | Said::Mood(..) | Said::At(_) => return None,
    };
    Some(appearing(ui, &words, &font, colour, shown))
}

/// A machine's voice is nobody's: it stands in a box of its own.
fn voice(ui: &mut Ui, theme: &Theme, words: &str, shown: Part) -> Response {
    let frame = Frame::new()
        .fill(theme.trough.0)
        .stroke(Stroke::new(2.0, theme.edge.0))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(14, 8));
    let words = format!("Recorded voice: “{words}”");
    frame.show(ui, |ui| appearing(ui, &words, &FontId::proportional(theme.body), theme.ink, shown)).inner
}

/// Text of which some is still to come: that part is laid out and not seen.
fn appearing(ui: &mut Ui, words: &str, font: &FontId, colour: Colour, shown: Part) -> Response {
    let cut = match shown {
        Part::Hidden => 0,
        Part::Whole => words.len(),
        Part::Coming(share) => after_words(words, share),
    };
    let mut job = LayoutJob::default();
    for (text, colour) in [(&words[..cut], colour.0), (&words[cut..], Color32::TRANSPARENT)] {
        if !text.is_empty() {
            job.append(text, 0.0, TextFormat { font_id: font.clone(), color: colour, ..TextFormat::default() });
        }
    }
    ui.add(Label::new(job).wrap())
}

/// Where a text is cut when a share of its words is seen.
fn after_words(words: &str, share: f32) -> usize {
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
