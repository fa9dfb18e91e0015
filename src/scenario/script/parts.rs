//! The parts of a script.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::index::{BeatIx, ChoiceIx, ClaimIx, FactIx, PersonIx};
use super::logic::{Condition, Effect};
use super::occasion::Occasion;
use super::recorded::RecordedBeat;
use super::text::Text;
use crate::scenario::hash::{Hash, content_hash, play_hash};
use crate::scenario::id::{
    BeatId, CastId, ChoiceId, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, VillagerId, WordId,
};
use crate::scenario::model::{Act, Channel, Evidence, Mood, Need, Outcome, Persona, Scenario, Tone};

/// A scenario without errors, ready to be played.
#[derive(Debug)]
pub struct Script {
    /// The id of the scenario.
    pub id: ScenarioId,
    /// The scenario as it was written, its villagers replaced by personas.
    pub scenario: Arc<Scenario>,
    /// The cast, in id order.
    pub people: Vec<Person>,
    /// The needs of all people, person by person, in id order.
    pub needs: Vec<PersonNeed>,
    /// Facts: its own in id order, then those of other scenarios in the order they are first used.
    pub facts: Vec<Ref<FactId>>,
    /// The texts of its own facts, in the same order.
    pub fact_texts: Vec<Text>,
    /// Flags, in the order they are first used.
    pub flags: Vec<FlagId>,
    /// Promises: its own in id order, then those of other scenarios in the order they are first used.
    pub promises: Vec<Ref<PromiseId>>,
    /// The texts of its own promises, in the same order.
    pub promise_texts: Vec<Text>,
    /// Claims, in id order.
    pub claims: Vec<ClaimId>,
    /// Endings of other scenarios that conditions name, in the order they are first used.
    pub endings: Vec<(ScenarioId, Outcome)>,
    /// Words of other scenarios, each with a person who may have heard it, in the order conditions first name them.
    pub heard: Vec<(Ref<WordId>, PersonIx)>,
    /// Words of other scenarios that may have reached the trainee, in the order conditions first name them.
    pub overheard: Vec<Ref<WordId>>,
    /// When each of these words is said, as far as its scenario is known.
    pub occasions: BTreeMap<Ref<WordId>, Occasion>,
    /// Whether some condition asks for the day.
    pub(in crate::scenario) reads_day: bool,
    /// What is said of the trainee after a play, in id order.
    pub talk: Vec<Word>,
    /// What is said of the trainee if it is missed, in id order.
    pub missed_talk: Vec<Word>,
    /// What is shown if it is missed.
    pub missed_text: Option<Text>,
    /// Beats, in id order.
    pub beats: Vec<Beat>,
    /// The first beat.
    pub start: BeatIx,
    /// The number of choices of all beats, silences included.
    pub choices: usize,
    /// The brief.
    pub brief: Text,
    /// Conditions that are taken to hold at the start of a try-out from any beat; otherwise empty.
    pub given: Box<[Condition]>,
    pub(in crate::scenario) hashes: OnceLock<(Hash, Hash)>,
}

impl Script {
    /// SHA-256 of the scenario as canonical JSON; changes with every word.
    #[must_use]
    pub fn content_hash(&self) -> Hash {
        self.hashes().0
    }

    /// Whether it follows from others: it waits only where the conditions of its `opens` hold, and is counted apart.
    #[must_use]
    pub fn is_follow_up(&self) -> bool {
        !self.scenario.opens.is_empty()
    }

    /// The villager that a person of the cast is; without a name, the person of the first beat. `None` if they are no villager.
    #[must_use]
    pub fn villager(&self, person: Option<&PersonId>) -> Option<&VillagerId> {
        let found = match person {
            Some(person) => self.people.iter().find(|it| it.id == *person)?,
            None => self.person(self.beat(self.start).with),
        };
        found.villager.as_ref()
    }

    /// SHA-256 of the same without the words; changes with what can be done and how it is scored.
    #[must_use]
    pub fn play_hash(&self) -> Hash {
        self.hashes().1
    }

    fn hashes(&self) -> (Hash, Hash) {
        *self.hashes.get_or_init(|| (content_hash(&self.scenario), play_hash(&self.scenario)))
    }

    /// The beat at an index.
    #[must_use]
    pub fn beat(&self, beat: BeatIx) -> &Beat {
        &self.beats[beat.index()]
    }

    /// The person at an index.
    #[must_use]
    pub fn person(&self, person: PersonIx) -> &Person {
        &self.people[person.index()]
    }

    /// The number of its own facts, which come first in [`Script::facts`].
    #[must_use]
    pub fn own_facts(&self) -> usize {
        self.fact_texts.len()
    }

    /// The number of its own promises, which come first in [`Script::promises`].
    #[must_use]
    pub fn own_promises(&self) -> usize {
        self.promise_texts.len()
    }

    /// Whether some condition asks for the day.
    #[must_use]
    pub const fn reads_day(&self) -> bool {
        self.reads_day
    }

    /// Whether anything of a play is remembered: only if a villager takes part.
    #[must_use]
    pub fn is_remembered(&self) -> bool {
        self.people.iter().any(|person| person.villager.is_some())
    }
}

/// A person of the cast.
#[derive(Debug)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// The personas they may be cast as, in id order. Only twins have several; any other has one without an id.
    pub personas: Vec<(Option<CastId>, Persona)>,
    /// Mood at the start.
    pub mood: Mood,
    /// Rapport at the start with nothing remembered, 0 to 100.
    pub rapport: u8,
    /// Their id in the village, if they are from there.
    pub villager: Option<VillagerId>,
}

/// Something that is said of the trainee.
#[derive(Debug)]
pub struct Word {
    /// Its id.
    pub id: WordId,
    /// The villager who says it.
    pub teller: VillagerId,
    /// Endings after which it is said; empty for all.
    pub after: Box<[BeatIx]>,
    /// Conditions on the play as it ended; all must hold.
    pub when: Box<[Condition]>,
    /// How it speaks of the trainee.
    pub tone: Tone,
    /// The words of who was there.
    pub says: Text,
    /// The words of whoever heard it from others.
    pub retold: Text,
    /// Whether everybody can read it.
    pub public: bool,
    /// Whether the trainee hears it in any case.
    pub to_you: bool,
    /// The villagers who were there, too.
    pub heard_by: Vec<VillagerId>,
}

/// A need of a person.
#[derive(Debug)]
pub struct PersonNeed {
    /// The person.
    pub person: PersonIx,
    /// Its id.
    pub id: NeedId,
    /// The need as written.
    pub need: Need,
}

/// A moment of the encounter.
#[derive(Debug)]
pub struct Beat {
    /// Its id.
    pub id: BeatId,
    /// The person it is about.
    pub with: PersonIx,
    /// The channel.
    pub channel: Channel,
    /// The name of the place; empty if none is written.
    pub place: String,
    /// People who come to see the thread, each minute.
    pub spread: u32,
    /// Effects of entering it.
    pub effects: Box<[Effect]>,
    /// Lines, before anything is chosen.
    pub lines: Box<[Line]>,
    /// The number of wordings of each line that has several: first the lines, then the answers.
    pub wordings: Box<[u32]>,
    /// What follows the lines.
    pub body: Body,
    /// What transcripts record of it, on a scored visit and on a later one.
    pub(in crate::scenario) recorded: [OnceLock<Arc<RecordedBeat>>; 2],
}

/// What follows the lines of a beat.
#[derive(Debug)]
pub enum Body {
    /// The trainee chooses.
    Choices {
        /// The choices in id order; silence, if there is one, comes last.
        choices: Box<[Choice]>,
        /// Seconds until silence is taken; 0 for no limit.
        patience: u32,
    },
    /// The play goes on by itself, to the first beat whose conditions hold.
    Next(Box<[Next]>),
    /// The play ends.
    End {
        /// The outcome.
        outcome: Outcome,
        /// The closing text.
        text: Text,
    },
}

impl Beat {
    /// The choices of the beat, silence last; empty if it has none.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.body {
            Body::Choices { choices, .. } => choices,
            _ => &[],
        }
    }
}

/// A step to another beat that is taken without a choice.
#[derive(Debug)]
pub struct Next {
    /// The beat it leads to.
    pub to: BeatIx,
    /// Conditions that must all hold.
    pub when: Box<[Condition]>,
}

/// Something the trainee can say or do, or silence.
#[derive(Debug)]
pub struct Choice {
    /// Its id within the beat.
    pub id: ChoiceId,
    /// Its index over all beats.
    pub ix: ChoiceIx,
    /// Whether it is silence.
    pub silence: bool,
    /// What is said, or the act in words.
    pub words: Text,
    /// Whether it is said rather than done.
    pub spoken: bool,
    /// Whether a person is named in what is said, by a placeholder or as the name is written.
    pub names: bool,
    /// What kind of turn it is.
    pub act: Act,
    /// The weights, per principle.
    pub evidence: Evidence,
    /// The coach's reason.
    pub because: Text,
    /// Whether good play unlocks it.
    pub earned: bool,
    /// Whether only a mistake unlocks it.
    pub repair: bool,
    /// Whether it goes away after use.
    pub once: bool,
    /// Whether it recalls a fact.
    pub recalls: bool,
    /// Conditions that must all hold for it to be on offer.
    pub when: Box<[Condition]>,
    /// Effects of choosing it.
    pub effects: Box<[Effect]>,
    /// Lines that follow at once.
    pub answer: Box<[Line]>,
    /// The beat it leads to.
    pub to: BeatIx,
}

/// Something said or shown.
#[derive(Debug)]
pub struct Line {
    /// The kind, and the speaker.
    pub kind: LineKind,
    /// The wordings: one for most lines, none for a hold.
    pub wordings: Box<[Text]>,
    /// The index in [`Beat::wordings`], if there are several.
    pub slot: Option<u32>,
    /// The speaker's mood from here on.
    pub mood: Option<Mood>,
    /// Facts that the trainee learns.
    pub learn: Box<[FactIx]>,
    /// Conditions that must all hold.
    pub when: Box<[Condition]>,
}

/// The kind of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A person speaks.
    Say(PersonIx),
    /// Narration.
    Narrate,
    /// Minutes on hold.
    Hold(u32),
    /// A transfer to another person.
    Transfer,
    /// A phone menu's voice.
    Menu,
    /// Something written in public.
    Post {
        /// The writer.
        by: PersonIx,
        /// The number of people who have seen it.
        seen_by: u32,
        /// The claim it makes.
        claim: Option<ClaimIx>,
    },
}
