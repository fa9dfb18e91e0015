//! Exports and reports made from the window: on a thread of their own, with progress, and cancelled on request.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use bevy::prelude::*;

use super::Session;
use crate::app::{
    CoachWord, CoachWordError, Destination, ExportError, ExportJob, ExportRequest, PeopleNames, PlayRequest, ReportJob,
    ReportRequest, ReportSource, RequestContext, RequestError, RequestedTrainee, Settings,
};
use crate::export::xapi::HOME_PAGE;
use crate::files::typed_path;
use crate::game::forms::{ExportForm, ExportKind};
use crate::game::schedule::AppSystems;
use crate::record::Day;
use crate::util::text::Count;

/// The export or report that is being made, and the result of the last one.
#[derive(Default)]
pub struct ExportJobs {
    running: Option<Arc<JobProgress>>,
    /// Whether the coach's word was given since the screen of reports was opened.
    pub is_open: bool,
    /// Where the last export or report is and what it holds, or why there is none.
    pub last_result: Option<Result<ExportOutcome, ExportError>>,
}

/// An export or report that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOutcome {
    /// The file or folder.
    pub path: PathBuf,
    /// What it holds, in words.
    pub summary: String,
}

/// What the thread of a job and the window share.
#[derive(Default)]
struct JobProgress {
    /// How many plays are done.
    done: AtomicU64,
    /// How many plays there are.
    all: AtomicU64,
    is_cancelled: AtomicBool,
    result: Mutex<Option<Result<ExportOutcome, ExportError>>>,
}

impl JobProgress {
    /// Notes how far the job is, and tells it whether to go on.
    fn update(&self, done: u64, all: u64) -> ControlFlow<()> {
        self.done.store(done, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        if self.is_cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl ExportJobs {
    /// How many plays are done, and how many there are, while an export or report is being made.
    #[must_use]
    pub fn progress(&self) -> Option<(u64, u64)> {
        let progress = self.running.as_ref()?;
        Some((progress.done.load(Ordering::Relaxed), progress.all.load(Ordering::Relaxed)))
    }
}

/// A job that is ready to run.
enum Job {
    Export(ExportJob),
    Report(ReportJob),
}

impl Job {
    fn run(&self, progress: &JobProgress) -> Result<ExportOutcome, ExportError> {
        let on_progress = &mut |done, all| progress.update(done, all);
        let (path, summary) = match self {
            Self::Export(job) => {
                let exported = job.run(on_progress)?;
                let decisions = Count::new(exported.decisions, "decision");
                (job.out(), format!("{}, {decisions}", Count::new(exported.plays, "play")))
            }
            Self::Report(job) => (job.out(), Count::new(job.run(on_progress)?.plays, "play").to_string()),
        };
        Ok(ExportOutcome { path: path.to_path_buf(), summary })
    }
}

impl Session {
    /// Opens the reports over everybody if this is the coach's word; if there is none yet, this becomes it. The word is read
    /// again before, since another window may have set it.
    pub(super) fn open_reports(&mut self, word: &str) {
        let (saved, _) = Settings::load(&self.environment.places);
        self.settings.coach_word = saved.coach_word.or(self.settings.coach_word.take());
        let opened = match &self.settings.coach_word {
            Some(known) if known.is(word) => Ok(()),
            Some(_) => Err(CoachWordError::Wrong),
            None => self.set_coach_word(word),
        };
        match opened {
            Ok(()) => self.export_jobs.is_open = true,
            Err(error) => self.notice = Some(format!("The reports stay closed: {error}.")),
        }
    }

    fn set_coach_word(&mut self, word: &str) -> Result<(), CoachWordError> {
        let mut salt = [0; 16];
        salt.copy_from_slice(&(self.environment.key)()[..16]);
        self.settings.coach_word = Some(CoachWord::new(word, salt)?);
        let is_saved = self.settings.save(&self.environment.places).is_ok();
        if !is_saved {
            self.settings.coach_word = None;
        }
        if is_saved { Ok(()) } else { Err(CoachWordError::NotKept) }
    }

    /// Starts an export or a report, once the reports are open, unless one is being made. A request that does not make sense is reported at once.
    pub(super) fn start_export(&mut self, form: &ExportForm) {
        if self.export_jobs.running.is_some() || !self.export_jobs.is_open {
            return;
        }
        match self.prepare_export(form) {
            Ok(job) => {
                let progress = Arc::new(JobProgress::default());
                self.export_jobs.running = Some(Arc::clone(&progress));
                self.export_jobs.last_result = None;
                std::thread::spawn(move || {
                    let result = job.run(&progress);
                    // The lock is poisoned only if the window's thread is gone.
                    if let Ok(mut place) = progress.result.lock() {
                        *place = Some(result);
                    }
                });
            }
            Err(error) => self.export_jobs.last_result = Some(Err(error)),
        }
    }

    /// Cancels the export or report that is being made.
    pub(super) fn cancel_export(&self) {
        if let Some(progress) = &self.export_jobs.running {
            progress.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Translates the form into a request.
    fn prepare_export(&self, form: &ExportForm) -> Result<Job, ExportError> {
        let folder = typed_path(&form.folder);
        let destination = Destination::Folder { folder, name: form.what.file_name(&self.today()) };
        let data = self.environment.places.data.as_ref();
        let names = if form.pseudonyms {
            PeopleNames::Pseudonyms(data.ok_or(RequestError::NoDataFolder)?.join(PeopleNames::KEY_FILE))
        } else {
            PeopleNames::Real
        };
        let ledgers = data.cloned().into_iter().collect();
        let plays = self.play_request(form)?;
        let context = RequestContext { now: self.now(), random_key: &self.environment.key };
        if let Some(format) = form.what.format() {
            let home_page = HOME_PAGE.into();
            let request = ExportRequest { format, destination, ledgers, plays, names, home_page };
            return Ok(Job::Export(request.prepare(context)?));
        }
        let (source, aggregate) = (ReportSource::Ledgers(ledgers), form.what == ExportKind::Aggregate);
        let request = ReportRequest { destination, source, plays, names, aggregate };
        Ok(Job::Report(request.prepare(context)?))
    }

    fn play_request(&self, form: &ExportForm) -> Result<PlayRequest, RequestError> {
        let day = |typed: &str| -> Result<Option<Day>, RequestError> {
            let typed = typed.trim();
            Ok(if typed.is_empty() { None } else { Some(typed.parse()?) })
        };
        let profile =
            form.person.as_ref().and_then(|id| self.trainees.profiles.iter().find(|profile| profile.id == *id));
        Ok(PlayRequest {
            since: day(&form.since)?,
            until: day(&form.until)?,
            trainee: profile.map(|it| RequestedTrainee { key: it.id.0.clone(), name: it.name.clone() }),
            team: form.team.clone(),
            scenario: None,
        })
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, take_export_result.in_set(AppSystems::ApplyIntents).before(super::handle_intents));
}

/// Takes the result of the job once it has ended.
fn take_export_result(mut session: ResMut<Session>) {
    let running = session.bypass_change_detection().export_jobs.running.as_ref();
    let result = running.and_then(|progress| progress.result.try_lock().ok().and_then(|mut place| place.take()));
    if result.is_some() {
        session.export_jobs.running = None;
        session.export_jobs.last_result = result;
    }
}
