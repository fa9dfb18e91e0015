//! Why the town does not count a play, in words.

use super::view::{Beginning, TownView};
use crate::app::PlaySession;
use crate::ledger::OpenInTown;
use crate::scenario::id::ScenarioId;
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

impl TownView {
    /// Why the town would not count a play of a scenario; `None` if it would.
    #[must_use]
    pub fn why_not_counted(&self, scenario: &ScenarioId, beginning: Beginning) -> Option<&'static str> {
        let open = self.open.get(scenario).filter(|_| beginning == Beginning::Continued);
        match (open, beginning) {
            (_, Beginning::New { is_fresh: true }) | (Some(OpenInTown::FreshCourse), _) => {
                Some(aside(Aside::FreshCourse))
            }
            (Some(OpenInTown::OtherSeason), _) => Some(aside(Aside::OtherSeason)),
            (Some(OpenInTown::Rewound), _) => Some("The town does not count this play: a turn of it was taken back."),
            _ if self.followed.contains(scenario) => {
                Some("The town does not count this play: you have met them in this season.")
            }
            _ if !self.waits.contains(scenario) => Some("The town does not count this play: nobody waits for it now."),
            _ => None,
        }
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
