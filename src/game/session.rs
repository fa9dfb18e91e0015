//! The bridge between the window and the house: who plays what, and what becomes of each intent.

use std::sync::Arc;
use std::time::Duration;

use bevy::platform::cell::SyncCell;
use bevy::prelude::*;

use super::clock::{Clock, reading_time};
use super::intent::{Intent, Screen};
use crate::encounter::{Encounter, Memory, Said, Status, said};
use crate::record::{Millis, Profile, Record, Source, Summary, summaries};
use crate::scenario::id::ScenarioId;
use crate::scenario::script::{Body, Script};
use crate::scoring::debrief::{self, Turn};
use crate::scoring::{BASELINE_PLAYS, Baseline};
use crate::storage::{Ledger, Library, Places, Play};

/// What is handed in from outside: folders, the clock and chance.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Where things lie.
    pub places: Places,
    /// The present moment.
    pub now: fn() -> Millis,
    /// A seed for a new play.
    pub seed: fn() -> u64,
}

/// Everything the screens show.
#[derive(Resource)]
pub struct Session {
    setting: Setting,
    /// What can be played, and what cannot.
    pub library: Library,
    /// Only ever reached through `&mut`: a connection belongs to one thread at a time.
    ledger: Option<SyncCell<Ledger>>,
    /// Everybody known on this machine.
    pub profiles: Vec<Profile>,
    /// Who plays.
    pub profile: Option<Profile>,
    /// Best and last of each scenario.
    pub summaries: std::collections::BTreeMap<ScenarioId, Summary>,
    /// The encounter that is looked at.
    pub looked_at: Option<ScenarioId>,
    /// The encounter that is played, or was just played.
    pub playing: Option<Playing>,
    /// What went wrong, in words, until it is read.
    pub notice: Option<String>,
    /// Whether the history is shown.
    pub history: bool,
    /// Whether the patience clock is off; never reported.
    pub no_hurry: bool,
    /// Size of everything, in per cent, 80 to 200.
    pub size: i32,
}

/// A play in the window.
pub struct Playing {
    /// Where it stands.
    pub encounter: Encounter,
    /// How it is kept.
    pub play: Option<Play>,
    /// Everything that was said, in order; each entry is one decision's worth.
    pub said: Vec<Vec<Said>>,
    /// What came of it, once it is completed.
    pub turns: Vec<Turn>,
    /// Random play, once it is completed.
    pub baseline: Option<Baseline>,
}

impl Session {
    /// Reads the library and opens the ledger; what cannot be read is said in the window.
    #[must_use]
    pub fn new(setting: Setting) -> Self {
        let library = Library::load(&setting.places);
        let mut session = Self {
            setting,
            library,
            ledger: None,
            profiles: Vec::new(),
            profile: None,
            summaries: std::collections::BTreeMap::new(),
            looked_at: None,
            playing: None,
            notice: None,
            history: false,
            no_hurry: false,
            size: 100,
        };
        match Ledger::open(&session.setting.places, (session.setting.now)()) {
            Ok(ledger) => session.ledger = Some(SyncCell::new(ledger)),
            Err(error) => {
                session.notice = Some(format!("Nothing will be kept: {error}."));
            }
        }
        session.refresh();
        session
    }

    /// The name of whoever plays.
    #[must_use]
    pub fn you(&self) -> &str {
        self.profile.as_ref().map_or("you", |profile| profile.name.as_str())
    }

    /// The script that is looked at.
    #[must_use]
    pub fn script(&self) -> Option<&Arc<Script>> {
        self.library.get(self.looked_at.as_ref()?.as_str()).map(|entry| &entry.script)
    }

    /// Whether a play of the encounter that is looked at can be gone on with.
    #[must_use]
    pub fn can_go_on(&self) -> bool {
        self.looked_at.as_ref().and_then(|id| self.summaries.get(id)).is_some_and(|summary| summary.open)
    }

    fn now(&self) -> Millis {
        (self.setting.now)()
    }

    /// Reads what the ledger knows of people and plays.
    fn refresh(&mut self) {
        let Some(ledger) = self.ledger.as_mut().map(SyncCell::get) else { return };
        let read = || -> Result<_, crate::storage::LedgerError> {
            let records = match &self.profile {
                Some(profile) => ledger.records(profile)?,
                None => Vec::<Record>::new(),
            };
            Ok((ledger.profiles()?, summaries(&records)))
        };
        match read() {
            Ok((profiles, summaries)) => {
                self.profiles = profiles;
                self.summaries = summaries;
            }
            Err(error) => self.notice = Some(format!("What was kept cannot be read: {error}.")),
        }
    }

    /// Carries out an intent; the screen to go to, if it is another.
    fn obey(&mut self, intent: &Intent, screen: Screen, clock: &mut Clock) -> Option<Screen> {
        match intent {
            Intent::Be(id) => {
                let profile = self.profiles.iter().find(|profile| profile.id == *id)?.clone();
                Some(self.be(profile))
            }
            Intent::Join(name) => self.join(name),
            Intent::Look(id) => {
                self.looked_at = Some(id.clone());
                Some(Screen::Brief)
            }
            Intent::Start => self.start(clock),
            Intent::GoOn => self.go_on(clock),
            Intent::Take(shown) if screen == Screen::Encounter => self.take(*shown, clock),
            Intent::Take(_) => None,
            Intent::TryAgain(turn) => self.try_again(*turn, clock),
            Intent::History => {
                self.history = !self.history;
                None
            }
            Intent::Hurry => {
                self.no_hurry = !self.no_hurry;
                self.set_clock(clock);
                None
            }
            Intent::Size(steps) => {
                self.size = if *steps == 0 { 100 } else { (self.size + 10 * steps).clamp(80, 200) };
                None
            }
            Intent::Back => Some(self.back(screen)),
            Intent::Reload => {
                self.library = Library::load(&self.setting.places);
                None
            }
            Intent::Dismiss => {
                self.notice = None;
                None
            }
        }
    }

    fn join(&mut self, name: &str) -> Option<Screen> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let now = self.now();
        let Some(ledger) = self.ledger.as_mut().map(SyncCell::get) else {
            let id = crate::record::ProfileId(String::new());
            return Some(self.be(Profile { id, name: name.to_owned(), staff: None, team: None }));
        };
        let joined = ledger.profile(name, now).and_then(|profile| ledger.add_profile(&profile, now));
        match joined {
            Ok(profile) => Some(self.be(profile)),
            Err(error) => {
                self.notice = Some(format!("Your name could not be kept: {error}."));
                None
            }
        }
    }

    fn be(&mut self, profile: Profile) -> Screen {
        self.profile = Some(profile);
        self.refresh();
        Screen::Choose
    }

    fn back(&mut self, screen: Screen) -> Screen {
        if self.history {
            self.history = false;
            return screen;
        }
        match screen {
            Screen::Who => return screen,
            Screen::Choose => self.profile = None,
            // What was decided is on the disk; it can be gone on with.
            Screen::Encounter => self.playing = None,
            Screen::Brief | Screen::Debrief => {}
        }
        self.refresh();
        if screen == Screen::Choose { Screen::Who } else { Screen::Choose }
    }

    fn start(&mut self, clock: &mut Clock) -> Option<Screen> {
        let script = Arc::clone(self.script()?);
        let now = self.now();
        let mut memory = Memory::default();
        let mut play = None;
        if let (Some(ledger), Some(profile)) = (self.ledger.as_mut().map(SyncCell::get), &self.profile) {
            match ledger.memory(profile, false) {
                Ok(remembered) => memory = remembered,
                Err(error) => self.notice = Some(format!("What people remember cannot be read: {error}.")),
            }
            let mut begun = ledger.begin(profile, Source::Play, now);
            begun.no_hurry = self.no_hurry;
            play = Some(begun);
        }
        let encounter = Encounter::start(script, (self.setting.seed)(), memory);
        self.play(encounter, play, clock)
    }

    fn go_on(&mut self, clock: &mut Clock) -> Option<Screen> {
        let (Some(ledger), Some(profile), Some(id)) =
            (self.ledger.as_mut().map(SyncCell::get), &self.profile, &self.looked_at)
        else {
            return None;
        };
        match ledger.resume(profile, id) {
            Ok(Some(resumed)) => self.play(resumed.encounter, Some(resumed.play), clock),
            Ok(None) => {
                self.refresh();
                None
            }
            Err(error) => {
                self.notice = Some(format!("This play cannot be gone on with: {error}. You can start it again."));
                None
            }
        }
    }

    /// Before turn `turn` of the play that was completed, as practice.
    fn try_again(&mut self, turn: usize, clock: &mut Clock) -> Option<Screen> {
        let now = self.now();
        let mut playing = self.playing.take()?;
        playing.encounter.rewind(turn);
        let play = match (self.ledger.as_mut().map(SyncCell::get), &self.profile) {
            (Some(ledger), Some(profile)) => {
                let mut again = ledger.try_again(profile, now);
                again.no_hurry = self.no_hurry;
                Some(again)
            }
            _ => None,
        };
        self.play(playing.encounter, play, clock)
    }

    fn play(&mut self, encounter: Encounter, play: Option<Play>, clock: &mut Clock) -> Option<Screen> {
        let said = retold(&encounter, self.you());
        self.history = false;
        self.playing = Some(Playing { encounter, play, said, turns: Vec::new(), baseline: None });
        self.set_clock(clock);
        self.after(clock)
    }

    fn take(&mut self, shown: usize, clock: &mut Clock) -> Option<Screen> {
        let now = self.now();
        let you = self.you().to_owned();
        let playing = self.playing.as_mut()?;
        if shown >= playing.encounter.offers().len() {
            return None;
        }
        playing.encounter.act_at(shown, clock.milliseconds());
        if let (Some(ledger), Some(play)) = (self.ledger.as_mut().map(SyncCell::get), &mut playing.play)
            && let Err(error) = ledger.keep(play, &playing.encounter, now)
        {
            self.notice = Some(format!("This turn could not be kept: {error}."));
        }
        playing.said.push(said(&playing.encounter, &you));
        self.after(clock)
    }

    /// Where the play goes after something happened.
    fn after(&mut self, clock: &mut Clock) -> Option<Screen> {
        self.set_clock(clock);
        let you = self.you().to_owned();
        let playing = self.playing.as_mut()?;
        match playing.encounter.status() {
            Status::Completed => {
                playing.turns = debrief::turns(&playing.encounter, &you);
                playing.baseline = Some(Baseline::simulate(playing.encounter.script(), BASELINE_PLAYS));
                self.refresh();
                Some(Screen::Debrief)
            }
            Status::Stuck | Status::Abandoned => {
                self.playing = None;
                self.notice = Some(
                    "This encounter has come to a place with no way on. That is the scenario's fault, not yours."
                        .into(),
                );
                self.refresh();
                Some(Screen::Choose)
            }
            Status::Open => Some(Screen::Encounter),
        }
    }

    /// Starts the clock for the present decision.
    fn set_clock(&self, clock: &mut Clock) {
        let standing = clock.standing;
        *clock = Clock { standing, ..Clock::default() };
        let Some(playing) = &self.playing else { return };
        let Body::Choices { patience, .. } = playing.encounter.beat().body else { return };
        let count = |text: &str| u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
        let told = playing.said.last().into_iter().flatten().filter(|said| !matches!(said, Said::Noted(_)));
        let lines: u32 = told.map(|said| count(said.words())).sum();
        let replies: u32 = playing.encounter.offers().map(|choice| count(choice.words.raw())).sum();
        clock.reading = reading_time(lines + replies);
        clock.silence = playing.encounter.offers().position(|choice| choice.silence);
        if patience > 0 && !self.no_hurry && clock.silence.is_some() {
            clock.patience = Some(Duration::from_secs(u64::from(patience)));
        }
    }
}

/// Everything said so far, by playing it once more.
fn retold(encounter: &Encounter, you: &str) -> Vec<Vec<Said>> {
    let choices: Vec<_> = encounter.choices().cloned().collect();
    let script = Arc::clone(encounter.script());
    let mut again = Encounter::start(script, encounter.seed(), encounter.memory().clone());
    let mut all = vec![said(&again, you)];
    for choice in choices {
        if again.act(choice.as_str(), 0).is_ok() {
            all.push(said(&again, you));
        }
    }
    all
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, obey);
}

/// Carries out what was asked for since the last frame.
fn obey(
    mut intents: MessageReader<Intent>,
    mut session: ResMut<Session>,
    mut clock: ResMut<Clock>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
) {
    let mut at = *screen.get();
    let mut taken = false;
    for intent in intents.read() {
        // A choice and the end of patience may fall into one frame; the second was meant for the same turn.
        if matches!(intent, Intent::Take(_)) && std::mem::replace(&mut taken, true) {
            continue;
        }
        if let Some(to) = session.obey(intent, at, &mut clock).filter(|to| *to != at) {
            at = to;
            next.set(to);
        }
    }
}
