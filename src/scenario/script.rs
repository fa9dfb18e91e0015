//! A scenario with every name resolved to an index: what the engine runs.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::hash::{Hash, content_hash, play_hash};
use super::id::{
    BeatId, CastId, ChoiceId, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, VillagerId,
};
use super::model::{Act, Channel, Evidence, Mood, Need, Outcome, Persona, Scenario};

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The index of the `n`th.
            ///
            /// # Panics
            /// Never for what a file may hold: its size limit keeps every count below 2^32.
            #[must_use]
            pub fn new(n: usize) -> Self {
                Self(u32::try_from(n).expect("a file of 32 MB holds fewer than 2^32 of anything"))
            }

            /// The position in its table.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

indices! {
    /// A person in [`Script::people`].
    PersonIx
    /// A beat in [`Script::beats`].
    BeatIx
    /// A need in [`Script::needs`].
    NeedIx
    /// A fact in [`Script::facts`].
    FactIx
    /// A flag in [`Script::flags`].
    FlagIx
    /// A promise in [`Script::promises`].
    PromiseIx
    /// A claim in [`Script::claims`].
    ClaimIx
    /// A remembered ending in [`Script::endings`].
    EndingIx
    /// A choice, counted over the whole script.
    ChoiceIx
}

/// A scenario that is sound and ready to be played.
#[derive(Debug)]
pub struct Script {
    /// Its id.
    pub id: ScenarioId,
    /// What the author wrote, villagers resolved.
    pub scenario: Arc<Scenario>,
    /// The cast, in id order.
    pub people: Vec<Person>,
    /// The needs of all people, person by person, in id order.
    pub needs: Vec<PersonNeed>,
    /// Facts, its own in id order, then those of other scenarios.
    pub facts: Vec<Ref<FactId>>,
    /// Its own facts in words, in the same order.
    pub fact_texts: Vec<Text>,
    /// Flags, in the order they are met.
    pub flags: Vec<FlagId>,
    /// Promises, its own in id order, then those of other scenarios.
    pub promises: Vec<Ref<PromiseId>>,
    /// Its own promises in words, in the same order.
    pub promise_texts: Vec<Text>,
    /// Claims, in id order.
    pub claims: Vec<ClaimId>,
    /// Endings of other scenarios that conditions ask about.
    pub endings: Vec<(ScenarioId, Outcome)>,
    /// Beats, in id order.
    pub beats: Vec<Beat>,
    /// The first beat.
    pub start: BeatIx,
    /// How many choices there are, silences included.
    pub choices: usize,
    /// The brief.
    pub brief: Text,
    /// What holds at the start beside what is remembered, where somebody tries it from its middle; else nothing.
    pub given: Box<[Condition]>,
    pub(super) hashes: OnceLock<(Hash, Hash)>,
}

impl Script {
    /// SHA-256 of the scenario as canonical JSON; changes with every word.
    #[must_use]
    pub fn content_hash(&self) -> Hash {
        self.hashes().0
    }

    /// The same without the words; changes with what can be done and how it is scored.
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

    /// How many facts are its own.
    #[must_use]
    pub fn own_facts(&self) -> usize {
        self.fact_texts.len()
    }

    /// How many promises are its own.
    #[must_use]
    pub fn own_promises(&self) -> usize {
        self.promise_texts.len()
    }

    /// Whether anything of a play is remembered: only villagers remember.
    #[must_use]
    pub fn is_remembered(&self) -> bool {
        self.people.iter().any(|person| person.villager.is_some())
    }
}

/// Somebody of the cast.
#[derive(Debug)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// The personas they may be cast as, in id order; one without an id for all but twins.
    pub personas: Vec<(Option<CastId>, Persona)>,
    /// Mood at the start.
    pub mood: Mood,
    /// Rapport at the start with nothing remembered, 0 to 100.
    pub rapport: u8,
    /// Who this is in the village.
    pub villager: Option<VillagerId>,
}

/// A need and whose it is.
#[derive(Debug)]
pub struct PersonNeed {
    /// Whose.
    pub person: PersonIx,
    /// Its id.
    pub id: NeedId,
    /// As written.
    pub need: Need,
}

/// A moment of the encounter.
#[derive(Debug)]
pub struct Beat {
    /// Its id.
    pub id: BeatId,
    /// Whom it is about.
    pub with: PersonIx,
    /// Where it happens.
    pub channel: Channel,
    /// Where one is.
    pub place: String,
    /// People a minute who come to see the thread.
    pub spread: u32,
    /// What entering it changes.
    pub effects: Box<[Effect]>,
    /// What is said and shown.
    pub lines: Box<[Line]>,
    /// Number of wordings of each line with more than one: its lines, then its answers.
    pub wordings: Box<[u32]>,
    /// How it goes on.
    pub body: Body,
}

/// How a beat goes on.
#[derive(Debug)]
pub enum Body {
    /// The trainee decides.
    Choices {
        /// In id order; silence, if there is one, last.
        choices: Box<[Choice]>,
        /// Seconds of thinking before silence is taken; 0 for as long as one likes.
        patience: u32,
    },
    /// By itself: the first whose conditions hold.
    Next(Box<[Next]>),
    /// The play ends.
    End {
        /// How it ended for the matter itself.
        outcome: Outcome,
        /// What is told.
        text: Text,
    },
}

impl Beat {
    /// The choices of the beat, silence last; none if it asks nothing.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.body {
            Body::Choices { choices, .. } => choices,
            _ => &[],
        }
    }
}

/// A way on that is taken by itself.
#[derive(Debug)]
pub struct Next {
    /// The beat it leads to.
    pub to: BeatIx,
    /// All must hold.
    pub when: Box<[Condition]>,
}

/// Something the trainee can say or do, or silence.
#[derive(Debug)]
pub struct Choice {
    /// Its id in the beat.
    pub id: ChoiceId,
    /// Its number in the whole script.
    pub ix: ChoiceIx,
    /// Whether it is silence.
    pub silence: bool,
    /// The words, or the act in words.
    pub words: Text,
    /// Whether it is said rather than done.
    pub spoken: bool,
    /// Whether a person is named in what is said.
    pub names: bool,
    /// What kind of turn it is.
    pub act: Act,
    /// What it shows.
    pub evidence: Evidence,
    /// Why.
    pub because: Text,
    /// Whether good play unlocks it.
    pub earned: bool,
    /// Whether only a mistake unlocks it.
    pub repair: bool,
    /// Whether it goes away after use.
    pub once: bool,
    /// Whether it remembers a fact.
    pub recalls: bool,
    /// All must hold for it to be on offer.
    pub when: Box<[Condition]>,
    /// What it changes.
    pub effects: Box<[Effect]>,
    /// The reaction.
    pub answer: Box<[Line]>,
    /// The beat it leads to.
    pub to: BeatIx,
}

/// Something said or shown.
#[derive(Debug)]
pub struct Line {
    /// What kind, and who.
    pub kind: LineKind,
    /// The wordings; one for most lines, none for a hold.
    pub wordings: Box<[Text]>,
    /// The place in [`Beat::wordings`] if there are several.
    pub slot: Option<u32>,
    /// The speaker's mood from here on.
    pub mood: Option<Mood>,
    /// What the trainee learns.
    pub learn: Box<[FactIx]>,
    /// All must hold.
    pub when: Box<[Condition]>,
}

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A person speaks.
    Say(PersonIx),
    /// What happens, told.
    Narrate,
    /// Minutes on hold.
    Hold(u32),
    /// Being passed on.
    Transfer,
    /// A phone menu's voice.
    Menu,
    /// Something written in public.
    Post {
        /// Who.
        by: PersonIx,
        /// How many have seen it.
        seen_by: u32,
        /// The claim it makes.
        claim: Option<ClaimIx>,
    },
}

/// Something that holds or does not; the person is always named.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each is the condition of the same name in `model`, resolved")]
pub enum Condition {
    RapportAtLeast(PersonIx, u8),
    MoodAtLeast(PersonIx, Mood),
    MoodIs(PersonIx, Mood),
    Knows(FactIx),
    Has(FlagIx),
    Chose(ChoiceIx),
    Seen(BeatIx),
    Found(NeedIx),
    Served(NeedIx),
    Promised(PromiseIx),
    Open(PromiseIx),
    Kept(PromiseIx),
    Broke(PromiseIx),
    Checked(ClaimIx),
    Believed(ClaimIx),
    Ended(EndingIx),
    All(Box<[Condition]>),
    Any(Box<[Condition]>),
    Not(Box<Condition>),
}

/// Something that changes; the person is always named.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is the effect of the same name in `model`, resolved")]
pub enum Effect {
    Rapport(PersonIx, i8),
    Mood(PersonIx, Mood),
    Set(FlagIx),
    Clear(FlagIx),
    Learn(FactIx),
    Find(NeedIx),
    Serve(NeedIx),
    Promise(PromiseIx),
    Keep(PromiseIx),
    Break(PromiseIx),
    Check(ClaimIx),
    Believe(ClaimIx),
    Reach(u32),
    If(Condition, Box<[Effect]>),
}

/// A text with the places where a name goes.
#[derive(Clone, Debug, Default)]
pub struct Text {
    raw: Box<str>,
    slots: Box<[Slot]>,
}

/// A placeholder: the bytes it takes up in the raw text, and what it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it stands for.
    pub what: Placeholder,
}

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// A person's full name.
    Name(PersonIx),
    /// What a person is called.
    Called(PersonIx),
    /// "she", "he", "they".
    They(PersonIx),
    /// "her", "him", "them".
    Them(PersonIx),
    /// "her", "his", "their".
    Their(PersonIx),
    /// The trainee.
    You,
    /// `{`.
    Open,
    /// `}`.
    Close,
}

impl Text {
    /// A text whose placeholders are known; `slots` in the order of the text.
    #[must_use]
    pub fn new(raw: &str, slots: Vec<Slot>) -> Self {
        Self { raw: raw.into(), slots: slots.into() }
    }

    /// The text as written, placeholders and all.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether a person is named in it.
    #[must_use]
    pub fn names_somebody(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot.what, Placeholder::Name(_) | Placeholder::Called(_)))
    }

    /// The text for a cast (the persona of each person) and a trainee's name.
    #[must_use]
    pub const fn with<'a>(&'a self, script: &'a Script, cast: &'a [u8], you: &'a str) -> Words<'a> {
        Words { text: self, script, cast, you }
    }
}

/// A [`Text`] with its placeholders filled, by reference; prints as the words themselves.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    text: &'a Text,
    script: &'a Script,
    cast: &'a [u8],
    you: &'a str,
}

impl<'a> Words<'a> {
    /// The pieces of the text in order.
    pub fn pieces(self) -> impl Iterator<Item = &'a str> {
        let mut at = 0;
        let plain_and_filled = self.text.slots.iter().flat_map(move |slot| {
            let plain = &self.text.raw[at..slot.start as usize];
            at = slot.end as usize;
            [plain, self.fill(slot.what)]
        });
        let end = self.text.slots.last().map_or(0, |slot| slot.end as usize);
        plain_and_filled.chain(std::iter::once(&self.text.raw[end..]))
    }

    fn fill(self, what: Placeholder) -> &'a str {
        let persona = |person: PersonIx| {
            let personas = &self.script.person(person).personas;
            let cast = self.cast.get(person.index()).map_or(0, |cast| usize::from(*cast));
            &personas[cast.min(personas.len() - 1)].1
        };
        let form = |person: PersonIx, n: usize| persona(person).pronouns.forms().map_or("they", |forms| forms[n]);
        match what {
            Placeholder::Name(person) => &persona(person).name,
            Placeholder::Called(person) => {
                let persona = persona(person);
                if persona.called.is_empty() { &persona.name } else { &persona.called }
            }
            Placeholder::They(person) => form(person, 0),
            Placeholder::Them(person) => form(person, 1),
            Placeholder::Their(person) => form(person, 2),
            Placeholder::You => self.you,
            Placeholder::Open => "{",
            Placeholder::Close => "}",
        }
    }
}

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece))
    }
}
