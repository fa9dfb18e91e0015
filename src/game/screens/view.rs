//! What screens are drawn from.

use crate::game::drafts::Drafts;
use crate::game::playback::{Caption, Clock, TextReveal};
use crate::game::session::Session;
use crate::game::stage::Stage;
use crate::game::theme::ThemeTokens;

/// Everything a screen is drawn from.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) theme: &'a ThemeTokens,
    pub(super) session: &'a Session,
    pub(super) drafts: &'a Drafts,
    pub(super) clock: &'a Clock,
    pub(super) reveal: &'a TextReveal,
    pub(super) stage: &'a Stage,
    pub(super) caption: &'a Caption,
}
