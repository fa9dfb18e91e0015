//! A play session: how a play is started, resumed, continued, undone, tried again and left, and what of it is
//! recorded and remembered. Both front ends play through this module only.

use std::fmt;
use std::sync::Arc;

use crate::encounter::{Encounter, Memory, NotOnOffer, Status};
use crate::ledger::{Ledger, LedgerError, OpenPlay, ResumedPlay};
use crate::record::{AttemptInfo, FromCourse, Millis, PlaySource, Profile, Reflection};
use crate::scenario::id::ScenarioId;
use crate::scenario::script::Script;
use crate::town::{Setting, TownPart};
use crate::util::text::Count;

/// What a front end says when a play reaches a decision without any reply on offer.
pub const STUCK_NOTICE: &str =
    "This encounter has come to a place with no way on. That is the scenario's fault, not yours.";

/// What a front end says when a play begins that follows from another encounter, and nobody waits for it.
pub const NOT_OPEN_NOTICE: &str = "This one follows from another encounter, and nobody waits for you there now. You can try \
                                   it; it is not kept, and nobody will remember it.";

/// Where the scenario of a play comes from. It decides what is recorded and what is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlayOrigin {
    /// A scenario of the library: recorded as an attempt, and started with what people remember of the trainee.
    Library {
        /// The course it was started from, if any.
        course: Option<FromCourse>,
    },
    /// A file that is tried out, or a scenario that is started from its middle: nobody remembers anything.
    TryOut {
        /// Whether it is recorded all the same.
        record: bool,
    },
}

impl PlayOrigin {
    /// As what a play of a scenario that is played turn by turn is recorded; `None` if it is not recorded.
    fn interactive_source(&self, script: &Script) -> Option<PlaySource> {
        match self {
            Self::Library { .. } if script.is_follow_up() => Some(PlaySource::FollowUp),
            Self::Library { .. } => Some(PlaySource::Play),
            Self::TryOut { record: true } => Some(PlaySource::Tryout),
            Self::TryOut { record: false } => None,
        }
    }

    /// As what a play from a list of choices counts.
    const fn scripted_source(&self) -> PlaySource {
        match self {
            Self::Library { .. } => PlaySource::Script,
            Self::TryOut { .. } => PlaySource::Tryout,
        }
    }

    /// Whether people remember earlier plays.
    const fn is_remembering(&self) -> bool {
        matches!(self, Self::Library { .. })
    }
}

/// What a play is started with.
#[derive(Clone, Debug)]
pub struct StartRequest {
    /// The scenario.
    pub script: Arc<Script>,
    /// Where it comes from.
    pub origin: PlayOrigin,
    /// The seed of its draws, 0 to [`MAX_SEED`](crate::encounter::MAX_SEED).
    pub seed: u64,
    /// Whether the patience clock is off; stored for replay, never exported.
    pub no_hurry: bool,
    /// The village and the library, for what the town makes of the play; `None` where there is no town.
    pub setting: Option<Arc<Setting>>,
}

/// A started play, with what went wrong on the way.
#[derive(Debug)]
pub struct Started {
    /// The play.
    pub session: PlaySession,
    /// Why the memory of earlier plays could not be read; then the play starts as if nobody remembered anything.
    pub memory_error: Option<LedgerError>,
    /// Whether it follows from another encounter and nobody waits for it now: then it is a try-out.
    pub is_not_open: bool,
}

/// One trainee's play of one scenario, and its record in the ledger if it has one.
///
/// Each call that changes a recorded play takes the ledger and the present time. What is shown next was written before.
///
/// ```
/// use std::sync::Arc;
/// use rapport::app::{PlayOrigin, PlaySession, StartRequest};
/// use rapport::authoring::template;
/// use rapport::record::Millis;
/// use rapport::scenario::{link::World, model::Kind, read::Reading, village::Village};
///
/// let text = template(&"lamp".into(), Kind::WalkIn);
/// let village = Village::default();
/// let linked = Reading::new("lamp.ron", "lamp", text.into_bytes()).link(World { village: &village, catalogue: None });
/// let script = Arc::clone(linked.script.as_ref().expect("the template has no errors"));
/// let request = StartRequest { script, origin: PlayOrigin::TryOut { record: false }, seed: 7, no_hurry: true, setting: None };
///
/// let mut session = PlaySession::start(request, None, Millis(0)).session;
/// session.choose(0, 1_500, None, Millis(1_500)).expect("an unrecorded play writes nothing");
/// assert_eq!(session.encounter().decisions(), 1);
/// assert!(!session.is_recorded());
/// ```
#[derive(Debug)]
pub struct PlaySession {
    encounter: Encounter,
    recording: Option<OpenPlay>,
    origin: PlayOrigin,
    reflections: Vec<Reflection>,
}

impl PlaySession {
    /// Starts a play. With `recorder` it is recorded and remembered as its origin says; without one nothing is.
    #[must_use]
    pub fn start(request: StartRequest, recorder: Option<(&mut Ledger, &Profile)>, now: Millis) -> Started {
        let StartRequest { script, mut origin, seed, no_hurry, setting } = request;
        let (mut memory, mut memory_error, mut recording) = (Memory::default(), None, None);
        let mut is_not_open = false;
        if let Some((ledger, profile)) = recorder {
            if origin.is_remembering() {
                match ledger.town(profile, false) {
                    Ok(town) => {
                        is_not_open = setting.as_ref().is_some_and(|setting| !setting.can_follow(&town, &script));
                        let is_fresh = matches!(&origin, PlayOrigin::Library { course: Some(course) } if course.fresh);
                        memory = if is_fresh { Memory::default() } else { town.memory_for(&script) };
                    }
                    Err(error) => memory_error = Some(error),
                }
            }
            if is_not_open {
                (origin, memory) = (PlayOrigin::TryOut { record: false }, Memory::default());
            }
            recording = origin.interactive_source(&script).map(|source| {
                let mut play = ledger.begin(profile, source, now);
                play.no_hurry = no_hurry;
                play.setting = setting;
                if let PlayOrigin::Library { course } = &origin {
                    play.course.clone_from(course);
                }
                play
            });
        }
        let encounter = Encounter::start(script, seed, memory);
        let session = Self { encounter, recording, origin, reflections: Vec::new() };
        Started { session, memory_error, is_not_open }
    }

    /// The play that a trainee left open, on the text it was started with; `None` if there is none. `setting` is what the town
    /// makes of it.
    ///
    /// # Errors
    /// If the ledger cannot be read, or the stored play cannot be replayed; it can be started again then.
    pub fn resume(
        ledger: &Ledger,
        profile: &Profile,
        scenario: &ScenarioId,
        setting: Option<Arc<Setting>>,
    ) -> Result<Option<Self>, LedgerError> {
        let Some(ResumedPlay { mut play, encounter }) = ledger.resume(profile, scenario)? else { return Ok(None) };
        let reflections = ledger.reflections(&play.id)?;
        play.setting = setting;
        let origin = PlayOrigin::Library { course: play.course.clone() };
        Ok(Some(Self { encounter, recording: Some(play), origin, reflections }))
    }

    /// Starts a play whose choices are given as a list: it is recorded at its end, by [`PlaySession::record_scripted`].
    #[must_use]
    pub fn scripted(script: Arc<Script>, origin: PlayOrigin, seed: u64, memory: Memory) -> Self {
        Self { encounter: Encounter::start(script, seed, memory), recording: None, origin, reflections: Vec::new() }
    }

    /// The encounter as it stands.
    #[must_use]
    pub const fn encounter(&self) -> &Encounter {
        &self.encounter
    }

    /// Reflections of the trainee, in order.
    #[must_use]
    pub fn reflections(&self) -> &[Reflection] {
        &self.reflections
    }

    /// Who plays, if the play is recorded.
    #[must_use]
    pub fn profile(&self) -> Option<&Profile> {
        self.recording.as_ref().map(|play| &play.profile)
    }

    /// What the completed play means to the town; `None` if nothing was written of it: its scenario was followed before in this
    /// season, or a turn was taken back.
    #[must_use]
    pub fn town_part(&self) -> Option<&TownPart> {
        self.recording.as_ref()?.town.as_ref()
    }

    /// Whether decisions are written to the ledger.
    #[must_use]
    pub const fn is_recorded(&self) -> bool {
        self.recording.is_some()
    }

    /// How the play counts: attempt, practice, try-out or script.
    #[must_use]
    pub fn attempt_info(&self) -> AttemptInfo {
        let source = self.origin.interactive_source(self.encounter.script()).unwrap_or(PlaySource::Tryout);
        self.recording.as_ref().map_or(AttemptInfo::new(source), |play| play.attempt_info)
    }

    /// Whether [`PlaySession::undo`] would turn a play that counts as an attempt into practice.
    #[must_use]
    pub fn undo_costs_attempt(&self) -> bool {
        self.recording.as_ref().is_some_and(|play| play.attempt_info.attempt.is_some() && !play.attempt_info.practice)
    }

    /// Whether the play can be resumed after it is left now.
    #[must_use]
    pub fn is_resumable(&self) -> bool {
        self.is_recorded() && self.encounter.decisions() > 0 && self.encounter.status() == Status::Open
    }

    /// Chooses the reply at position `shown` of those on offer, after `milliseconds` of thought, and records it.
    /// A position beyond those on offer changes nothing.
    ///
    /// # Errors
    /// If the decision could not be written. It has been made all the same, and is written with the next one.
    pub fn choose(
        &mut self,
        shown: usize,
        milliseconds: u32,
        ledger: Option<&mut Ledger>,
        now: Millis,
    ) -> Result<(), LedgerError> {
        self.encounter.choose_at(shown, milliseconds);
        match (ledger, &mut self.recording) {
            (Some(ledger), Some(play)) => ledger.record(play, &self.encounter, now),
            _ => Ok(()),
        }
    }

    /// Chooses a reply by its id; nothing is written.
    ///
    /// # Errors
    /// If it is not on offer.
    pub fn choose_scripted(&mut self, choice: &str) -> Result<(), NotOnOffer> {
        self.encounter.choose(choice, 0).map(|_| ())
    }

    /// Takes the last decision back. A recorded play is practice from then on.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn undo(&mut self, ledger: Option<&mut Ledger>, now: Millis) -> Result<(), LedgerError> {
        let Some(last) = self.encounter.decisions().checked_sub(1) else { return Ok(()) };
        self.encounter.rewind(last);
        match (ledger, &mut self.recording) {
            (Some(ledger), Some(play)) => ledger.rewind(play, &self.encounter, now),
            _ => Ok(()),
        }
    }

    /// Goes back to before decision `turn` (from 0) of a completed play, as a new play that counts as practice.
    pub fn try_again(&mut self, turn: usize, no_hurry: bool, ledger: Option<&mut Ledger>, now: Millis) {
        self.encounter.rewind(turn);
        // Reflections on the turns that stay belong to the new play, too.
        self.reflections.retain(|reflection| matches!(reflection, Reflection::Framed { turn: at, .. } if *at < turn));
        self.recording = match (ledger, self.recording.take()) {
            (Some(ledger), Some(completed)) => {
                let mut play = ledger.begin_retry(&completed.profile, completed.attempt_info.source, now);
                play.no_hurry = no_hurry;
                self.reflections.iter().for_each(|reflection| play.add_reflection(reflection.clone()));
                Some(play)
            }
            _ => None,
        };
    }

    /// Adds a reflection of the trainee. While the play is open it is written with the next decision, else at once.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn add_reflection(
        &mut self,
        reflection: Reflection,
        ledger: Option<&mut Ledger>,
        now: Millis,
    ) -> Result<(), LedgerError> {
        self.reflections.push(reflection.clone());
        match (ledger, &mut self.recording) {
            (_, Some(play)) if self.encounter.status() == Status::Open => {
                play.add_reflection(reflection);
                Ok(())
            }
            (Some(ledger), Some(play)) => ledger.add_reflection(&play.id, reflection, now),
            _ => Ok(()),
        }
    }

    /// Continues an unrecorded try-out on another version of its scenario, with the decisions that can still be made.
    pub fn reload(&mut self, script: Arc<Script>) -> Reloaded {
        let decisions = self.encounter.decisions();
        let (encounter, kept) = self.encounter.onto(script);
        self.encounter = encounter;
        Reloaded { decisions, kept }
    }

    /// Whether a play of a list of choices is recorded: one of the library when it is completed, a try-out when
    /// recording was asked for and something was chosen.
    #[must_use]
    pub fn records_script(&self) -> bool {
        match self.origin {
            PlayOrigin::Library { .. } => self.encounter.status() == Status::Completed,
            PlayOrigin::TryOut { record } => record && self.encounter.decisions() > 0,
        }
    }

    /// Records a play of a list of choices, and what the town makes of it in `setting`; call it if [`PlaySession::records_script`] says so.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn record_scripted(
        &mut self,
        ledger: &mut Ledger,
        profile: &Profile,
        setting: Option<Arc<Setting>>,
        now: Millis,
    ) -> Result<(), LedgerError> {
        let mut play = ledger.begin(profile, self.origin.scripted_source(), now);
        play.setting = setting;
        if let PlayOrigin::Library { course } = &self.origin {
            play.course.clone_from(course);
        }
        ledger.record(&mut play, &self.encounter, now)?;
        self.recording = Some(play);
        Ok(())
    }

    /// How a play of a list of choices counts.
    #[must_use]
    pub fn scripted_attempt_info(&self) -> AttemptInfo {
        let unrecorded = AttemptInfo::new(self.origin.scripted_source());
        self.recording.as_ref().map_or(unrecorded, |play| play.attempt_info)
    }
}

/// What became of a try-out whose scenario was reloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reloaded {
    /// How many decisions had been made.
    pub decisions: usize,
    /// How many of them can be made in the new version; the play continues after them.
    pub kept: usize,
}

impl fmt::Display for Reloaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { decisions, kept } = self;
        if kept == decisions {
            f.write_str("you are at the same place in the new version")
        } else {
            write!(
                f,
                "of your {} the first {kept} can be made in the new version, and you are after them",
                Count::new(*decisions, "turn")
            )
        }
    }
}
