//! The town as the screens show it, and what is looked at there.

use super::state::Session;
use crate::app::TownView;
use crate::game::intent::MapChoice;
use crate::game::screen::Screen;
use crate::ledger::LedgerError;
use crate::town::{Seats, Ties};

/// What is shown of the town.
#[derive(Debug, Default)]
pub struct TownState {
    /// The town of the trainee today; `None` while nobody plays, and where nothing is recorded.
    pub view: Option<TownView>,
    /// The season that has just ended, of which everything is told on the map.
    pub ended_season: Option<TownView>,
    /// Where each villager sits on the map.
    pub seats: Seats,
    /// Who knows whom.
    pub ties: Ties,
    /// What is looked at on the map.
    pub choice: Option<MapChoice>,
    /// Whether a day has ended of which the evening was not shown yet.
    pub has_unseen_evening: bool,
    /// Whether the evening shows everything, and not only the most important.
    pub shows_whole_evening: bool,
}

impl TownState {
    /// The town that the map shows.
    #[must_use]
    pub fn on_map(&self) -> Option<&TownView> {
        self.ended_season.as_ref().or(self.view.as_ref())
    }

    /// Prepares the map of the season that is on.
    pub(super) fn open_map(&mut self) {
        (self.ended_season, self.choice) = (None, None);
    }
}

impl Session {
    /// Reads the town of the current trainee from the ledger; a failure becomes a notice.
    pub(super) fn reload_town(&mut self) {
        let (course, profile) = (self.trainees.course.clone(), self.trainees.current.clone());
        let library = std::mem::take(&mut self.catalog.library);
        let view: Option<Result<TownView, LedgerError>> = self
            .ledger()
            .zip(profile.as_ref())
            .map(|(ledger, profile)| TownView::new(ledger, profile, &library, course.as_ref()));
        let setting = library.setting();
        self.town.seats = Seats::new(setting.people(), &setting.ties);
        self.town.ties = setting.ties;
        self.catalog.library = library;
        self.town.view = match view {
            Some(Ok(view)) => Some(view),
            Some(Err(error)) => {
                self.notice = Some(format!("The town cannot be read: {error}."));
                None
            }
            None => None,
        };
    }

    /// Ends the season of the trainee and begins a new one. The map shows all that was said in the season that ended.
    pub(super) fn begin_season(&mut self) -> Option<Screen> {
        let (now, profile) = (self.now(), self.trainees.current.clone()?);
        let library = std::mem::take(&mut self.catalog.library);
        let ended = self.ledger().map(|ledger| {
            let ended = TownView::at_the_end(ledger, &profile, &library)?;
            ledger.begin_season(&profile, now)?;
            Ok::<_, LedgerError>(ended)
        });
        self.catalog.library = library;
        match ended? {
            Ok(ended) => {
                (self.town.ended_season, self.town.choice) = (Some(ended), None);
                self.navigation.clear();
                self.reload_records();
                Some(Screen::WhoKnowsWhom)
            }
            Err(error) => {
                self.notice = Some(format!("The season goes on, since a new one could not be begun: {error}."));
                None
            }
        }
    }
}
