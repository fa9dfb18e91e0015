//! Which beat of a play is shown.

use crate::game::screens::view::View;
use crate::game::session::ActivePlay;
use crate::scenario::script::Beat;

/// The beat that is shown: while an answer still appears, the beat in which it is given.
pub(super) fn shown_beat<'a>(view: &View<'_>, play: &'a ActivePlay) -> &'a Beat {
    play.beat(view.reveal.started())
}
