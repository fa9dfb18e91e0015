//! Why the town does not count a play, in words.

use crate::app::PlaySession;
use crate::town::Aside;

/// Why the town does not count a completed play; `None` if it does, and where there is no town.
#[must_use]
pub fn not_followed(session: &PlaySession) -> Option<&'static str> {
    session.profile()?;
    match session.town_part() {
        None => Some(NOT_THE_FIRST),
        Some(part) => part.aside.map(aside),
    }
}

const NOT_THE_FIRST: &str = "The town does not count this play: of each encounter it remembers the first of a season that \
                             was played to its end without taking a turn back.";

const fn aside(why: Aside) -> &'static str {
    match why {
        Aside::OtherSeason => "The town does not count this play: it began in an earlier season.",
        Aside::NotWaiting => "The town does not count this play: nobody waited for it any more.",
        Aside::FreshCourse => "The town does not count this play: its course begins with nothing remembered.",
    }
}
