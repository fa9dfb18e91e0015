//! The bridge between the window and the house: who plays what, and what becomes of each intent.

mod export_job;
mod files;
mod people;
mod play;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use bevy::platform::cell::SyncCell;
use bevy::prelude::*;

pub use export_job::{ExportJobs, ExportOutcome};
pub use files::Brought;
pub use play::{Aftermath, Playing, spread};

use super::clock::Clock;
use super::intent::{Bring, Intent, Screen, Shelf, Toggle};
use super::reveal::Reveal;
use super::sound::{Cue, Sound};
use crate::app::Settings;
use crate::files::DataPaths;
use crate::ledger::Ledger;
use crate::library::Library;
use crate::record::{Advice, Millis, Profile, Progress, Record, Summary, advice, instant, summaries};
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scenario::script::Script;

/// What is handed in from outside: folders, the clock and chance.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Where things lie.
    pub places: DataPaths,
    /// The present moment.
    pub now: fn() -> Millis,
    /// A seed for a new play.
    pub seed: fn() -> u64,
    /// A key that nobody can guess, for pseudonyms.
    pub key: fn() -> [u8; 32],
    /// A file to try out at once.
    pub tried: Option<PathBuf>,
}

/// Everything the screens show.
#[derive(Resource)]
pub struct Session {
    setting: Setting,
    /// What can be played, and what cannot.
    pub library: Library,
    /// Only ever reached through `&mut`: a connection belongs to one thread at a time.
    ledger: Option<SyncCell<Ledger>>,
    /// What was set.
    pub settings: Settings,
    /// Everybody known on this machine.
    pub profiles: Vec<Profile>,
    /// Who plays.
    pub profile: Option<Profile>,
    /// Best and last of each scenario.
    pub summaries: BTreeMap<ScenarioId, Summary>,
    /// What their attempts say together.
    pub progress: Option<Progress>,
    /// How the list of encounters is cut.
    pub shelf: Shelf,
    /// The encounter that is looked at.
    pub looked_at: Option<ScenarioId>,
    /// The file that is tried out, instead of one of the library.
    pub trying: Option<Arc<Script>>,
    /// Where it lies: it is read again when it is saved.
    pub tried: Option<PathBuf>,
    /// Whether it could not be played when it was last saved.
    is_broken: bool,
    /// The encounter that is played, or was just played.
    pub playing: Option<Playing>,
    /// The turn the debrief shows, counted from 0.
    pub step: usize,
    /// What became of the last file that was brought.
    pub brought: Option<Brought>,
    /// What is being made for a manager, and what became of the last.
    pub export_jobs: ExportJobs,
    /// What went wrong, in words, until it is read.
    pub notice: Option<String>,
    /// Whether the history is shown.
    pub history: bool,
    /// Whether the window is to be closed.
    pub leaving: bool,
    /// The screens one came by to those that can be opened from anywhere.
    came_by: Vec<Screen>,
}

/// What moves with time, and what is heard, while an intent is carried out.
struct Moment<'a> {
    clock: &'a mut Clock,
    reveal: &'a mut Reveal,
    cues: Vec<Sound>,
}

impl Session {
    /// Reads the library and opens the ledger; what cannot be read is said in the window.
    #[must_use]
    pub fn new(setting: Setting) -> Self {
        let library = Library::load(&setting.places);
        let settings = Settings::load(&setting.places);
        let mut session = Self {
            setting,
            library,
            ledger: None,
            settings,
            profiles: Vec::new(),
            profile: None,
            summaries: BTreeMap::new(),
            progress: None,
            shelf: Shelf::All,
            looked_at: None,
            trying: None,
            tried: None,
            is_broken: false,
            playing: None,
            step: 0,
            brought: None,
            export_jobs: ExportJobs::default(),
            notice: None,
            history: false,
            leaving: false,
            came_by: Vec::new(),
        };
        match Ledger::open(&session.setting.places, (session.setting.now)()) {
            Ok(ledger) => session.ledger = Some(SyncCell::new(ledger)),
            Err(error) => {
                session.notice = Some(format!("Nothing will be kept: {error}."));
            }
        }
        session.refresh();
        if let Some(file) = session.setting.tried.take() {
            session.bring(&file, Bring::Try);
        }
        session
    }

    /// The screen one begins at: the door, or a file that is tried out, or what is wrong with it.
    #[must_use]
    pub const fn first_screen(&self) -> Screen {
        match (&self.trying, &self.brought) {
            (Some(_), _) => Screen::Brief,
            (None, Some(_)) => Screen::Bring,
            (None, None) => Screen::Title,
        }
    }

    /// The name of whoever plays.
    #[must_use]
    pub fn you(&self) -> &str {
        self.profile.as_ref().map_or("you", |profile| profile.name.as_str())
    }

    /// Which play and turn is on, as far as a screen must tell one from the next.
    #[must_use]
    pub fn turn(&self) -> (u64, usize) {
        self.playing.as_ref().map_or((0, 0), |playing| (playing.encounter.seed(), playing.encounter.decisions()))
    }

    /// The script that is looked at.
    #[must_use]
    pub fn script(&self) -> Option<&Arc<Script>> {
        self.trying.as_ref().or_else(|| {
            let entry = self.library.get(self.looked_at.as_ref()?.as_str())?;
            Some(&entry.script)
        })
    }

    /// Whether a play of the encounter that is looked at can be gone on with.
    #[must_use]
    pub fn can_go_on(&self) -> bool {
        let open = |id| self.summaries.get(id).is_some_and(|summary| summary.open);
        self.trying.is_none() && self.looked_at.as_ref().is_some_and(open)
    }

    /// Whether a scenario was completed by whoever plays.
    #[must_use]
    pub fn has_completed(&self, id: &ScenarioId) -> bool {
        self.summaries.get(id).is_some_and(|summary| summary.completed > 0)
    }

    /// What to practise next, and why.
    #[must_use]
    pub fn advice(&self) -> Option<Advice> {
        let mut entries: Vec<_> = self.library.entries.values().map(|entry| &entry.script).collect();
        entries.sort_by_key(|script| (script.scenario.level, script.id.clone()));
        let library = entries.iter().map(|script| (&script.id, script.scenario.trains.as_slice()));
        advice(self.progress.as_ref()?, library, &|id| self.has_completed(id))
    }

    /// Where one's own scenarios and records lie, for a text.
    #[must_use]
    pub fn data_folder(&self) -> String {
        self.setting.places.data.as_ref().map_or_else(|| "nowhere".into(), |data| data.display().to_string())
    }

    /// The course that is looked at, if one is.
    const fn course(&self) -> Option<&CourseId> {
        if let Shelf::Course(id) = &self.shelf { Some(id) } else { None }
    }

    /// Where exports go if nobody names a place, for a text.
    #[must_use]
    pub fn exports_folder(&self) -> String {
        self.setting.places.exports().display().to_string()
    }

    /// Today, in UTC, as 2026-11-22.
    #[must_use]
    pub fn today(&self) -> String {
        instant(self.now()).chars().take(10).collect()
    }

    fn now(&self) -> Millis {
        (self.setting.now)()
    }

    /// Reads what the ledger knows of people and plays.
    fn refresh(&mut self) {
        let Some(ledger) = self.ledger.as_mut().map(SyncCell::get) else { return };
        let read = || -> std::result::Result<_, crate::ledger::LedgerError> {
            let records = match &self.profile {
                Some(profile) => ledger.records(profile)?,
                None => Vec::<Record>::new(),
            };
            Ok((ledger.profiles()?, summaries(&records), Progress::of(&records)))
        };
        match read() {
            Ok((profiles, summaries, progress)) => {
                self.profiles = profiles;
                self.summaries = summaries;
                self.progress = self.profile.as_ref().map(|_| progress);
            }
            Err(error) => {
                // Nobody sees what belongs to somebody else.
                (self.summaries, self.progress) = (BTreeMap::new(), None);
                self.notice = Some(format!("What was kept cannot be read: {error}."));
            }
        }
    }

    /// Keeps what was set; that it could not be kept is said once.
    fn keep_settings(&mut self) {
        if let Err(why) = self.settings.save(&self.setting.places) {
            self.notice = Some(format!("What you set holds until you close the window: {why}."));
        }
    }

    /// Where the window stood, to stand there again.
    pub(super) fn remember_window(&mut self, stood: crate::app::WindowBox) {
        if self.settings.window != Some(stood) {
            self.settings.window = Some(stood);
            self.keep_settings();
        }
    }

    /// Carries out an intent; the screen to go to, if it is another.
    fn obey(&mut self, intent: &Intent, screen: Screen, moment: &mut Moment<'_>) -> Option<Screen> {
        match intent {
            Intent::Go(to) => {
                match to {
                    Screen::Bring => self.brought = None,
                    Screen::Records => {
                        self.export_jobs.last_result = None;
                        self.refresh();
                    }
                    _ => {}
                }
                if *to != screen {
                    self.came_by.push(screen);
                }
                return Some(*to);
            }
            Intent::Be(id) => {
                let profile = self.profiles.iter().find(|profile| profile.id == *id)?.clone();
                return Some(self.be(profile));
            }
            Intent::Join(name) => return self.join(name),
            Intent::Change(card) => {
                let to = self.change(card)?;
                return Some(self.came_by.pop().unwrap_or(to));
            }
            Intent::Arrange(chosen) => self.shelf = chosen.clone(),
            Intent::Look(_) if self.profile.is_none() => return Some(Screen::Who),
            Intent::Look(id) => {
                self.trying = None;
                self.tried = None;
                self.looked_at = Some(id.clone());
                return Some(Screen::Brief);
            }
            Intent::Start => return self.start(moment),
            Intent::GoOn => return self.go_on(moment),
            Intent::ShowAll => {
                moment.reveal.finish();
                moment.cues.push(Sound::Tick);
            }
            Intent::Frame(words) => self.frame(words),
            Intent::Take(shown) if screen == Screen::Encounter => return self.take(*shown, moment),
            Intent::Finish => return self.finish(),
            Intent::TakeBack(turn) => return self.take_back(*turn),
            Intent::Step(turn) => self.step = *turn,
            Intent::TryAgain(turn) => return self.begin_retry(*turn, moment),
            Intent::History => self.history = !self.history,
            Intent::Size(steps) => {
                let (least, most) = Settings::SIZES;
                let size = if *steps == 0 { 100 } else { self.settings.size + 10 * steps };
                self.settings.size = size.clamp(least, most);
                self.keep_settings();
            }
            Intent::Toggle(what) => {
                let on = switch(&mut self.settings, *what);
                *on = !*on;
                if *what == Toggle::NoHurry {
                    self.hurry(moment.clock);
                }
                self.keep_settings();
            }
            Intent::Dress(theme) => {
                self.settings.theme = *theme;
                self.keep_settings();
            }
            Intent::HandOut(wanted) => self.start_export(wanted),
            Intent::StopHandingOut => self.cancel_export(),
            // Elsewhere there is nothing to take; and what is the system's to do the window asks it.
            Intent::Take(_) | Intent::PickFile | Intent::Open(_) => {}
            Intent::Bring(path, how) => {
                let to = self.bring(path, *how)?;
                self.came_by.clear();
                return Some(to);
            }
            Intent::Back => return Some(self.back(screen)),
            Intent::Saved => self.reload(screen, moment),
            Intent::Reload => self.library = Library::load(&self.setting.places),
            Intent::Dismiss => self.notice = None,
            Intent::Quit => self.leaving = true,
        }
        None
    }

    /// Whether something is on.
    #[must_use]
    pub fn is_on(&self, what: Toggle) -> bool {
        *switch(&mut self.settings.clone(), what)
    }

    fn back(&mut self, screen: Screen) -> Screen {
        if screen == Screen::Encounter && self.history {
            self.history = false;
            return screen;
        }
        let over = self.playing.as_ref().is_some_and(|playing| playing.result.is_some());
        if screen == Screen::Encounter
            && over
            && let Some(to) = self.finish()
        {
            // The debrief is not lost by a key that came too early.
            return to;
        }
        if matches!(
            screen,
            Screen::Profile
                | Screen::Transcript
                | Screen::Progress
                | Screen::Bring
                | Screen::Records
                | Screen::Settings
                | Screen::Credits
                | Screen::Help
        ) && let Some(to) = self.came_by.pop()
        {
            return to;
        }
        match screen {
            Screen::Title => return screen,
            Screen::Choose => self.profile = None,
            // What was decided is on the disk; it can be gone on with. A try-out begins again.
            Screen::Encounter | Screen::Debrief if self.trying.is_some() => {
                self.playing = None;
                return Screen::Brief;
            }
            Screen::Encounter => self.playing = None,
            Screen::Brief if self.trying.take().is_some() => {
                self.tried = None;
                self.refresh();
                return Screen::Bring;
            }
            _ => {}
        }
        self.refresh();
        match screen {
            Screen::Who => Screen::Title,
            Screen::Choose => Screen::Who,
            Screen::LookBack => Screen::Debrief,
            _ if self.profile.is_none() => Screen::Who,
            _ => Screen::Choose,
        }
    }
}

/// What each toggle turns: the one place that says so.
const fn switch(settings: &mut Settings, what: Toggle) -> &mut bool {
    match what {
        Toggle::ReduceMotion => &mut settings.reduce_motion,
        Toggle::WordsAtOnce => &mut settings.words_at_once,
        Toggle::NoHurry => &mut settings.no_hurry,
        Toggle::Sound => &mut settings.sound,
        Toggle::Captions => &mut settings.captions,
        Toggle::NumberKeys => &mut settings.number_keys,
        Toggle::SayFirst => &mut settings.say_first,
        Toggle::LookBack => &mut settings.look_back,
        Toggle::FullScreen => &mut settings.full_screen,
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(export_job::plugin).add_systems(Update, obey);
}

/// Carries out what was asked for since the last frame.
#[expect(clippy::too_many_arguments, reason = "a system's parameters are what it reads and writes")]
fn obey(
    mut intents: MessageReader<Intent>,
    mut session: ResMut<Session>,
    mut clock: ResMut<Clock>,
    mut reveal: ResMut<Reveal>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    mut cues: MessageWriter<Cue>,
    mut exit: MessageWriter<AppExit>,
) {
    let mut at = *screen.get();
    let mut taken = false;
    for intent in intents.read() {
        // A choice and the end of patience may fall into one frame; the second was meant for the same turn.
        if matches!(intent, Intent::Take(_)) && std::mem::replace(&mut taken, true) {
            continue;
        }
        let mut moment = Moment { clock: &mut clock, reveal: &mut reveal, cues: Vec::new() };
        let to = session.obey(intent, at, &mut moment).filter(|to| *to != at);
        let mut heard = moment.cues;
        if let Some(to) = to {
            heard.push(Sound::Turn);
            at = to;
            next.set(to);
        }
        cues.write_batch(heard.into_iter().map(Cue));
    }
    if session.leaving {
        exit.write(AppExit::Success);
    }
}
