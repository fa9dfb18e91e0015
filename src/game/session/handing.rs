//! Reports and exports made from the window: beside it, so that it stays awake, told how far they are, and stopped.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use bevy::prelude::*;

use super::Session;
use crate::app::{Order, ReportOrder, export, pseudonyms, report};
use crate::export::Names;
use crate::export::report::Asked;
use crate::export::xapi::HOME_PAGE;
use crate::files::{DataPaths, create_folder};
use crate::game::intent::{HandOut, What};
use crate::ledger::{LedgerError, LedgerSet};
use crate::record::{Millis, PlayCriteria, day_start, next_day};

/// What is being made, and what became of the last.
#[derive(Default)]
pub struct Handing {
    job: Option<Job>,
    /// What became of the last: where it is and what is in it, or why there is none.
    pub came: Option<Result<HandedOut, String>>,
}

/// Something that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOut {
    /// The file or folder.
    pub path: PathBuf,
    /// What is in it, in words.
    pub words: String,
}

/// A piece of work on a thread of its own.
struct Job {
    told: Arc<Told>,
}

/// What the work and the window tell each other.
#[derive(Default)]
struct Told {
    done: AtomicU64,
    all: AtomicU64,
    stop: AtomicBool,
    result: Mutex<Option<Result<HandedOut, String>>>,
}

impl Handing {
    /// How much of how much is done, while something is being made.
    #[must_use]
    pub fn progress(&self) -> Option<(u64, u64)> {
        let told = &self.job.as_ref()?.told;
        Some((told.done.load(Ordering::Relaxed), told.all.load(Ordering::Relaxed)))
    }
}

/// Everything the work needs, fixed before it begins.
struct Work {
    places: DataPaths,
    now: Millis,
    what: What,
    out: PathBuf,
    selection: PlayCriteria,
    asked: Vec<(&'static str, String)>,
    names: Names,
}

impl Session {
    /// Begins to make a report or an export; what keeps it from that is said at once.
    pub(super) fn hand_out(&mut self, wanted: &HandOut) {
        if self.handing.job.is_some() {
            return;
        }
        match self.work(wanted) {
            Ok(work) => {
                let told = Arc::new(Told::default());
                self.handing.came = None;
                self.handing.job = Some(Job { told: Arc::clone(&told) });
                std::thread::spawn(move || {
                    let result = work.done(&told);
                    // Whoever waits for it takes what is there; a lock is broken only by a thread that is gone.
                    if let Ok(mut place) = told.result.lock() {
                        *place = Some(result);
                    }
                });
            }
            Err(why) => self.handing.came = Some(Err(why)),
        }
    }

    /// Asks the work to stop.
    pub(super) fn stop_handing_out(&self) {
        if let Some(job) = &self.handing.job {
            job.told.stop.store(true, Ordering::Relaxed);
        }
    }

    fn work(&self, wanted: &HandOut) -> Result<Work, String> {
        let places = self.setting.places.clone();
        let typed = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (since, until) = (typed(&wanted.since), typed(&wanted.until));
        let profile = wanted.person.as_ref().and_then(|id| self.profiles.iter().find(|profile| profile.id == *id));
        let selection = PlayCriteria {
            since: since.as_deref().map(day_start).transpose()?,
            before: until.as_deref().map(next_day).transpose()?,
            trainee: profile.map(|profile| profile.id.0.clone()),
            team: wanted.team.clone(),
            scenario: None,
        };
        if let (Some(since), Some(before)) = (selection.since, selection.before)
            && since >= before
        {
            return Err("the first day lies after the last; nothing was made; change one of them".into());
        }
        let hidden = wanted.pseudonyms || wanted.what == What::Aggregate;
        let person = profile.map(|profile| if hidden { "one person".into() } else { profile.name.clone() });
        let asked = [("since", since), ("until", until), ("team", wanted.team.clone()), ("trainee", person)];
        let asked = asked.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let folder = PathBuf::from(wanted.folder.trim());
        if folder.as_os_str().is_empty() {
            return Err("there is no folder to put it in; name one".into());
        }
        create_folder(&folder)?;
        let out = folder.join(wanted.what.file_name(&self.today()));
        let names = if wanted.pseudonyms {
            let data = places.data.clone().ok_or("there is no folder to keep the key of pseudonyms in")?;
            pseudonyms(&data.join("pseudonyms.key"), &out, &self.setting.key)?.0
        } else {
            Names::default()
        };
        Ok(Work { places, now: self.now(), what: wanted.what, out, selection, asked, names })
    }
}

impl Work {
    fn done(&self, told: &Told) -> Result<HandedOut, String> {
        self.made(told).map_err(|error| error.to_string())
    }

    fn made(&self, told: &Told) -> Result<HandedOut, LedgerError> {
        let folders: Vec<PathBuf> = self.places.data.iter().cloned().collect();
        let ledgers = LedgerSet::open(&folders, self.now)?;
        let mut progress = |done, all| {
            told.done.store(done, Ordering::Relaxed);
            told.all.store(all, Ordering::Relaxed);
            if told.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let plays = |n: u64| if n == 1 { "1 play".into() } else { format!("{n} plays") };
        let asked = self.asked.iter().cloned();
        let words = if let Some(format) = self.what.format() {
            let order = Order {
                format,
                out: self.out.clone(),
                selection: self.selection.clone(),
                asked: asked.collect(),
                names: self.names.clone(),
                home_page: HOME_PAGE.into(),
                now: self.now,
            };
            let done = export(&ledgers, &order, &mut progress)?;
            format!("{}, {} decisions", plays(done.plays), done.decisions)
        } else {
            let asked = Asked {
                aggregate: self.what == What::Aggregate,
                pseudonyms: self.names.are_pseudonyms(),
                asked: asked.map(|(name, value)| (name.to_owned(), value)).collect(),
                now: self.now,
                heads: Vec::new(),
            };
            let (out, selection, names) = (self.out.clone(), self.selection.clone(), self.names.clone());
            plays(report(&ledgers, &ReportOrder { out, selection, names, asked }, &mut progress)?)
        };
        Ok(HandedOut { path: self.out.clone(), words })
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, take_result);
}

/// Takes what the work came to, once it has.
fn take_result(mut session: ResMut<Session>) {
    let done = session.bypass_change_detection().handing.job.as_ref();
    let result = done.and_then(|job| job.told.result.try_lock().ok().and_then(|mut place| place.take()));
    if let Some(result) = result {
        session.handing.job = None;
        session.handing.came = Some(result);
    }
}
