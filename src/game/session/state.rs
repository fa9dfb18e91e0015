//! The session as data, and what it reads from the ledger.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bevy::platform::cell::SyncCell;
use bevy::prelude::*;

use super::active_play::ActivePlay;
use super::catalog::Catalog;
use super::export_job::ExportJobs;
use super::import::ImportedFile;
use super::navigation::Navigation;
use super::town::TownState;
use super::trainees::Trainees;
use crate::app::{Settings, WindowBox, add_open_plays, distinction, distinctions};
use crate::files::DataPaths;
use crate::game::intent::ImportMode;
use crate::game::screen::Screen;
use crate::ledger::{Ledger, LedgerError};
use crate::record::{Millis, Progress, Record, instant, summaries};

/// What the session takes from outside: folders, the clock and randomness.
#[derive(Clone, Debug)]
pub struct Environment {
    /// Where scenarios, records and settings are.
    pub places: DataPaths,
    /// Gives the current time.
    pub now: fn() -> Millis,
    /// Gives the seed of a new play.
    pub seed: fn() -> u64,
    /// Gives a random key for pseudonyms.
    pub key: fn() -> [u8; 32],
    /// A scenario file to try out at once.
    pub tried: Option<PathBuf>,
}

/// Everything the screens show.
#[derive(Resource)]
pub struct Session {
    pub(super) environment: Environment,
    /// Reached through `&mut` only: a connection belongs to one thread at a time.
    ledger: Option<SyncCell<Ledger>>,
    /// The settings of this machine.
    pub settings: Settings,
    /// The encounters, and which of them is selected.
    pub catalog: Catalog,
    /// The people who play here, and who plays now.
    pub trainees: Trainees,
    /// The town of who plays now.
    pub town: TownState,
    /// The current play, or the one that was just completed.
    pub play: Option<ActivePlay>,
    /// The way back from the current screen.
    pub(super) navigation: Navigation,
    /// The last file that was imported, or could not be.
    pub import: Option<ImportedFile>,
    /// The export that is being made, and the result of the last.
    pub export_jobs: ExportJobs,
    /// What went wrong, in words, until it is dismissed.
    pub notice: Option<String>,
    /// Whether the window is to be closed.
    pub(super) quits: bool,
}

impl Session {
    /// Reads the library and opens the ledger; what cannot be read becomes a notice.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        let (settings, lost) = Settings::load(&environment.places);
        let mut session = Self {
            ledger: None,
            settings,
            catalog: Catalog::load(&environment.places),
            trainees: Trainees::default(),
            town: TownState::default(),
            play: None,
            navigation: Navigation::default(),
            import: None,
            export_jobs: ExportJobs::default(),
            notice: lost.map(|lost| format!("Not all is as you left it: {lost}.")),
            quits: false,
            environment,
        };
        match Ledger::open(&session.environment.places, session.now()) {
            Ok(ledger) => session.ledger = Some(SyncCell::new(ledger)),
            Err(error) => session.notice = Some(format!("Nothing will be kept: {error}.")),
        }
        session.reload_records();
        if let Some(file) = session.environment.tried.take() {
            session.import_file(&file, ImportMode::Try);
        }
        session
    }

    /// The first screen: the title, or the brief of a file that is tried out, or what is wrong with that file.
    #[must_use]
    pub const fn first_screen(&self) -> Screen {
        match (&self.catalog.tryout, &self.import) {
            (Some(_), _) => Screen::Brief,
            (None, Some(_)) => Screen::Import,
            (None, None) => Screen::Title,
        }
    }

    /// Where the trainee's own scenarios, the records and the settings are, in words.
    #[must_use]
    pub fn data_folder(&self) -> String {
        let data = self.environment.places.data.as_ref();
        data.map_or_else(|| "nowhere".into(), |data| data.display().to_string())
    }

    /// The default folder for exports.
    #[must_use]
    pub fn exports_folder(&self) -> String {
        self.environment.places.exports().display().to_string()
    }

    /// Today, in UTC, as 2026-11-22.
    #[must_use]
    pub fn today(&self) -> String {
        instant(self.now()).chars().take(10).collect()
    }

    /// Where scenarios, records, settings and fonts are.
    pub(in crate::game) const fn places(&self) -> &DataPaths {
        &self.environment.places
    }

    pub(super) fn now(&self) -> Millis {
        (self.environment.now)()
    }

    /// The ledger, if it could be opened.
    pub(super) fn ledger(&mut self) -> Option<&mut Ledger> {
        self.ledger.as_mut().map(SyncCell::get)
    }

    /// Reads trainees and the current trainee's records from the ledger.
    pub(super) fn reload_records(&mut self) {
        let current = self.trainees.current.clone();
        let asked = self.trainees.asked.as_ref().map_or_else(Vec::new, |asked| asked.people.clone());
        let Some(ledger) = self.ledger() else { return };
        let read = || -> Result<_, LedgerError> {
            let records = match &current {
                Some(profile) => ledger.records(profile)?,
                None => Vec::<Record>::new(),
            };
            let profiles = ledger.profiles()?;
            let mut distinctions = distinctions(ledger, &profiles)?;
            for profile in &asked {
                distinctions.insert(profile.id.clone(), distinction(ledger, profile)?);
            }
            Ok((profiles, distinctions, records))
        };
        match read() {
            Ok((profiles, distinctions, records)) => {
                (self.trainees.profiles, self.trainees.distinctions) = (profiles, distinctions);
                self.trainees.summaries = summaries(&records);
                self.trainees.progress = current.map(|_| Progress::from_records(&records));
            }
            Err(error) => {
                // Nobody may see the records of the trainee before.
                (self.trainees.summaries, self.trainees.progress) = (BTreeMap::new(), None);
                self.notice = Some(format!("What was kept cannot be read: {error}."));
            }
        }
        self.add_open_plays();
        self.reload_town();
    }

    /// Puts the scenarios of the current trainee's open plays into the library, if it has them no more.
    pub(super) fn add_open_plays(&mut self) {
        let current = self.trainees.current.clone();
        let mut library = std::mem::take(&mut self.catalog.library);
        let added = add_open_plays(&mut library, self.ledger().map(|ledger| &*ledger).zip(current.as_ref()));
        self.catalog.library = library;
        if let Err(error) = added {
            self.notice = Some(format!("What was left open cannot be read: {error}."));
        }
    }

    /// Saves the settings; a failure becomes a notice.
    pub(super) fn save_settings(&mut self) {
        // Another window may have set the coach's word.
        if self.settings.coach_word.is_none() {
            self.settings.coach_word = Settings::load(&self.environment.places).0.coach_word;
        }
        if let Err(why) = self.settings.save(&self.environment.places) {
            self.notice = Some(format!("What you set holds until you close the window: {why}."));
        }
    }

    /// Saves where the window is, for the next start.
    pub(in crate::game) fn save_window(&mut self, window: WindowBox) {
        if self.settings.window != Some(window) {
            self.settings.window = Some(window);
            self.save_settings();
        }
    }
}
