//! What an author writes, as plain data: one type for each part of the format.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::{
    BeatId, CastId, ChoiceId, ChoiceRef, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, TestId,
    VillagerId,
};
use crate::scenario::principle::Principle;

/// The format this program reads.
pub const FORMAT: u32 = 1;

/// Declares enums whose variants are single words in a file.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident as $kind:literal { $($(#[$vdoc:meta])* $variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// All of them, in the order of the format's description.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// What one of them is called in messages.
            pub const KIND: &'static str = $kind;

            /// The word as it is written in a file.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }
        }
    )*};
}

words! {
    /// What sort of encounter it is.
    Kind as "kind of encounter" {
        /// Somebody comes in.
        WalkIn,
        /// Somebody calls, angry.
        AngryCaller,
        /// A customer met off duty.
        OffDuty,
        /// A colleague, the internal customer.
        Colleague,
        /// A complaint in public.
        PublicPost,
        /// What is read and heard before anybody meets.
        BeforeContact,
        /// A customer helps to design the service.
        CoCreation,
    }
    /// Where the talk happens.
    Channel as "channel" {
        /// Across the counter.
        Counter,
        /// On the phone.
        Phone,
        /// A public thread.
        Feed,
        /// Messages between two.
        Chat,
        /// Off duty.
        Street,
        /// Among colleagues.
        Backroom,
        /// Around a table.
        Meeting,
    }
    /// How much the encounter asks of a trainee.
    Level as "level" {
        /// For the first days.
        First,
        /// For those who have played some.
        Practised,
        /// For those who want to be tested.
        Hard,
    }
    /// What kind of turn a choice is.
    Act as "act" {
        /// A greeting.
        Greet,
        /// Talk for its own sake.
        SmallTalk,
        /// A question.
        Ask,
        /// Saying back what was heard.
        Reflect,
        /// Showing that it counts.
        Acknowledge,
        /// Thanks.
        Thank,
        /// An apology.
        Apologise,
        /// Information.
        Inform,
        /// Advice.
        Advise,
        /// An offer.
        Offer,
        /// Asking for something.
        Request,
        /// Giving one's word.
        Promise,
        /// A no.
        Refuse,
        /// Passing it by.
        Deflect,
        /// Cutting in.
        Interrupt,
        /// Looking away.
        Ignore,
        /// Saying nothing, on purpose.
        Wait,
        /// Passing somebody on.
        HandOver,
    }
    /// How somebody feels.
    Mood as "mood" {
        /// Rank 0.
        Furious,
        /// Rank 1.
        Angry,
        /// Rank 2.
        Annoyed,
        /// Rank 2.
        Worried,
        /// Rank 2.
        Sad,
        /// Rank 3.
        Calm,
        /// Rank 4.
        Pleased,
        /// Rank 5.
        Delighted,
    }
    /// The four kinds of need.
    NeedKind as "kind of need" {
        /// As a unique human.
        Personal,
        /// For the job, the career.
        Functional,
        /// Of the groups around somebody.
        Group,
        /// Of their organisation.
        Organisational,
    }
    /// How much of a claim is so.
    Truth as "truth" {
        /// It is so.
        True,
        /// Part of it is.
        Half,
        /// It is not.
        Lie,
    }
    /// How an encounter ended for the matter itself.
    Outcome as "outcome" {
        /// The matter is settled.
        Solved,
        /// A promise stands.
        Agreed,
        /// Somebody better placed has it.
        Referred,
        /// It was lost.
        Lost,
    }
    /// How two villagers are tied.
    Tie as "tie" {
        /// Relatives.
        Family,
        /// Friends.
        Friend,
        /// Next door.
        Neighbour,
        /// At work.
        Colleague,
        /// Reads what the other posts.
        Follows,
    }
}

impl Outcome {
    /// All but `Lost`.
    pub const NOT_LOST: [Self; 3] = [Self::Solved, Self::Agreed, Self::Referred];
}

impl Mood {
    /// 0 for furious to 5 for delighted; three moods share 2.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Furious => 0,
            Self::Angry => 1,
            Self::Annoyed | Self::Worried | Self::Sad => 2,
            Self::Calm => 3,
            Self::Pleased => 4,
            Self::Delighted => 5,
        }
    }
}

/// Weights per principle, -2 to +2 each; 0 where nothing was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence(pub [i8; 8]);

impl Evidence {
    /// Smallest and largest weight.
    pub const RANGE: (i64, i64) = (-2, 2);

    /// The weight for one principle.
    #[must_use]
    pub const fn weight(&self, principle: Principle) -> i8 {
        self.0[principle.index()]
    }

    /// The sum of all eight, -16 to 16.
    #[must_use]
    pub fn total(&self) -> i32 {
        self.0.iter().map(|w| i32::from(*w)).sum()
    }

    /// The principles with a weight other than 0, in their order.
    pub fn named(&self) -> impl Iterator<Item = (Principle, i8)> + '_ {
        Principle::ALL.into_iter().map(|p| (p, self.weight(p))).filter(|(_, w)| *w != 0)
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.named())
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut evidence = Self::default();
        for (principle, weight) in BTreeMap::<Principle, i8>::deserialize(deserializer)? {
            evidence.0[principle.index()] = weight;
        }
        Ok(evidence)
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares the parts of the format that have named fields. Fields with their default value are left
/// out of JSON, so that writing a default changes no hash.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(
            $(#[$fdoc])*
            #[serde(default, skip_serializing_if = "is_default")]
            pub $field: $type,
        )* }
    )*};
}

parts! {
    /// One encounter as written.
    Scenario {
        /// Version of the format, 1.
        format: u32,
        /// What it is called.
        title: String,
        /// What sort of encounter it is.
        kind: Kind,
        /// Where it happens, unless a beat says otherwise.
        channel: Channel,
        /// How hard it is.
        level: Level,
        /// How long a play takes, in minutes, about.
        minutes: u32,
        /// Language tag; `en` if left out.
        lang: Lang,
        /// The principles it is for.
        trains: Vec<Principle>,
        /// What the trainee knows beforehand.
        brief: String,
        /// Where one is, unless a beat says otherwise.
        place: String,
        /// Who takes part.
        cast: BTreeMap<PersonId, Member>,
        /// What can be learnt, in words for the trainee's notes.
        facts: BTreeMap<FactId, String>,
        /// What can be promised, in words.
        promises: BTreeMap<PromiseId, String>,
        /// What chatter says.
        claims: BTreeMap<ClaimId, Claim>,
        /// The first beat.
        start: BeatId,
        /// The beats.
        beats: BTreeMap<BeatId, Beat>,
        /// Plays that the checker tries.
        tests: BTreeMap<TestId, Test>,
        /// Rules silenced in the whole file, with the reason.
        allow: BTreeMap<String, String>,
    }
    /// A person written for one scenario.
    Persona {
        /// Full name.
        name: String,
        /// What to call them, if not by the name.
        called: String,
        /// Who they are, in a few words.
        role: String,
        /// As in `she/her`.
        pronouns: Pronouns,
        /// How they look.
        look: Look,
        /// How they feel at the start.
        mood: Mood,
        /// 0 to 100 at the start; 50 if left out.
        rapport: Rapport,
        /// What they need.
        needs: BTreeMap<NeedId, Need>,
        /// Whether a caller's face is seen.
        face_on_phone: bool,
        /// The place at the other end of a call.
        place: String,
        /// Who this is in the village; set when a [`Casting`] is resolved, never written.
        villager: Option<VillagerId>,
    }
    /// A villager cast in a scenario.
    Casting {
        /// Who.
        id: VillagerId,
        /// How they feel at the start, if not by temper.
        mood: Option<Mood>,
        /// 0 to 100 at the start with nothing remembered.
        rapport: Rapport,
        /// Their role here, if not the lasting one.
        role: String,
        /// Their look here, if not the lasting one.
        look: Look,
        /// Needs of this encounter, added to the lasting ones.
        needs: BTreeMap<NeedId, Need>,
        /// Whether a caller's face is seen.
        face_on_phone: bool,
        /// The place at the other end of a call.
        place: String,
    }
    /// Parts a person is drawn from; `rapport explain look` lists them.
    Look {
        /// Head with hair.
        head: String,
        /// Colour of the skin.
        skin: String,
        /// What is worn.
        body: String,
        /// Its colour.
        clothes: String,
        /// Glasses, if any.
        glasses: String,
        /// Beard, if any.
        beard: String,
    }
    /// Something a person needs.
    Need {
        /// Which of the four kinds.
        kind: NeedKind,
        /// Whether it is said from the start.
        spoken: bool,
        /// Whether it is one they do not know yet.
        future: bool,
        /// The need in words.
        is: String,
    }
    /// Something chatter says.
    Claim {
        /// How much of it is so.
        truth: Truth,
        /// What is really so.
        really: String,
    }
    /// A moment of the encounter.
    Beat {
        /// Whom it is about.
        with: Option<PersonId>,
        /// Where it happens, if not as before.
        channel: Option<Channel>,
        /// Where one is, if not as before.
        place: String,
        /// People a minute who come to see the thread; shown, never scored.
        spread: u32,
        /// What entering it changes.
        effects: Vec<Effect>,
        /// What is said and shown.
        lines: Vec<Line>,
        /// Seconds of thinking before silence is taken.
        patience: u32,
        /// What saying nothing does, where it is on offer.
        silence: Option<Silence>,
        /// What the trainee can do.
        choices: BTreeMap<ChoiceId, Choice>,
        /// Where it goes on by itself.
        next: Vec<Next>,
        /// How the play ends here.
        end: Option<Ending>,
        /// Rules silenced in this beat, with the reason.
        allow: BTreeMap<String, String>,
    }
    /// One thing the trainee can say or do.
    Choice {
        /// Conditions; all must hold for it to be on offer.
        when: Vec<Condition>,
        /// Whether good play unlocks it.
        earned: bool,
        /// Whether only a mistake unlocks it.
        repair: bool,
        /// Whether it goes away after use.
        once: bool,
        /// The words.
        say: String,
        /// An act without words.
        r#do: String,
        /// What kind of turn it is.
        act: Act,
        /// What it shows, per principle.
        evidence: Evidence,
        /// Why, in the coach's words.
        because: String,
        /// Facts it remembers.
        recalls: Vec<FactId>,
        /// What it changes.
        effects: Vec<Effect>,
        /// The reaction that follows at once.
        answer: Vec<Line>,
        /// The beat it leads to.
        to: BeatId,
        /// Rules silenced in this choice, with the reason.
        allow: BTreeMap<String, String>,
    }
    /// What saying nothing does.
    Silence {
        /// Conditions; all must hold for it to be on offer.
        when: Vec<Condition>,
        /// Whether it goes away after use.
        once: bool,
        /// What it shows, per principle.
        evidence: Evidence,
        /// Why, in the coach's words.
        because: String,
        /// What it changes.
        effects: Vec<Effect>,
        /// The reaction that follows at once.
        answer: Vec<Line>,
        /// The beat it leads to.
        to: BeatId,
    }
    /// A way on that is taken by itself.
    Next {
        /// The beat it leads to.
        to: BeatId,
        /// Conditions; all must hold.
        when: Vec<Condition>,
    }
    /// The end of a play.
    Ending {
        /// How it ended for the matter itself.
        outcome: Outcome,
        /// What is told at the end.
        text: String,
    }
    /// A play that the checker tries.
    Test {
        /// The choices, one a decision.
        choices: Vec<ChoiceId>,
        /// The ending it must reach.
        ending: BeatId,
        /// Least overall score, 0 to 100.
        least: u32,
    }
}

/// A language tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lang(pub String);

impl Default for Lang {
    fn default() -> Self {
        Self("en".into())
    }
}

/// How well two people stand, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rapport(pub u8);

impl Rapport {
    /// The largest value.
    pub const MOST: u8 = 100;
}

impl Default for Rapport {
    fn default() -> Self {
        Self(50)
    }
}

/// The words that stand for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pronouns(pub String);

impl Default for Pronouns {
    fn default() -> Self {
        Self("they/them".into())
    }
}

impl Pronouns {
    /// "they", "them" and "their" for this person; `None` if the form is not known.
    #[must_use]
    pub fn forms(&self) -> Option<[&str; 3]> {
        match self.0.as_str() {
            "she/her" => Some(["she", "her", "her"]),
            "he/him" => Some(["he", "him", "his"]),
            "they/them" => Some(["they", "them", "their"]),
            other => {
                let mut forms = other.split('/');
                let all = [forms.next()?, forms.next()?, forms.next()?];
                (forms.next().is_none() && all.iter().all(|form| !form.trim().is_empty())).then_some(all)
            }
        }
    }
}

/// Somebody of the cast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Member {
    /// Written here.
    Persona(Persona),
    /// Twins: one of several personas, cast by the seed.
    OneOf(BTreeMap<CastId, Persona>),
    /// From the village.
    Villager(Casting),
}

/// Something said or shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Line {
    /// A person speaks.
    Say {
        /// Who.
        by: PersonId,
        /// The words.
        text: String,
        /// Other wordings, picked by the seed.
        #[serde(default, skip_serializing_if = "is_default")]
        or: Vec<String>,
        /// Their mood from here on.
        #[serde(default, skip_serializing_if = "is_default")]
        mood: Option<Mood>,
        /// What the trainee learns from it.
        #[serde(default, skip_serializing_if = "is_default")]
        learn: Vec<FactId>,
        /// Conditions; all must hold.
        #[serde(default, skip_serializing_if = "is_default")]
        when: Vec<Condition>,
    },
    /// What happens, told.
    Narrate {
        /// The words.
        text: String,
        /// Conditions; all must hold.
        #[serde(default, skip_serializing_if = "is_default")]
        when: Vec<Condition>,
    },
    /// Time spent on hold.
    Hold {
        /// How long.
        minutes: u32,
        /// Conditions; all must hold.
        #[serde(default, skip_serializing_if = "is_default")]
        when: Vec<Condition>,
    },
    /// Being passed on.
    Transfer {
        /// To whom, in words.
        to: String,
        /// Conditions; all must hold.
        #[serde(default, skip_serializing_if = "is_default")]
        when: Vec<Condition>,
    },
    /// A phone menu's voice.
    Menu {
        /// The words.
        text: String,
        /// Conditions; all must hold.
        #[serde(default, skip_serializing_if = "is_default")]
        when: Vec<Condition>,
    },
    /// Something written in public.
    Post {
        /// Who.
        by: PersonId,
        /// The words.
        text: String,
        /// How many have seen it.
        #[serde(default, skip_serializing_if = "is_default")]
        seen_by: u32,
        /// The claim it makes.
        #[serde(default, skip_serializing_if = "is_default")]
        claim: Option<ClaimId>,
        /// Conditions; all must hold.
        #[serde(default, skip_serializing_if = "is_default")]
        when: Vec<Condition>,
    },
}

/// Something that holds or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Rapport is at least this.
    RapportAtLeast(u8),
    /// The mood's rank is at least this one's.
    MoodAtLeast(Mood),
    /// The mood is this one.
    MoodIs(Mood),
    /// The trainee knows it.
    Knows(Ref<FactId>),
    /// The flag is set.
    Has(FlagId),
    /// The choice was taken, on any visit.
    Chose(ChoiceRef),
    /// The beat was entered before the present entry.
    Seen(BeatId),
    /// The need is found.
    Found(NeedId),
    /// The need is served.
    Served(NeedId),
    /// The promise was ever made.
    Promised(Ref<PromiseId>),
    /// The promise was made, and neither kept nor broken.
    Open(Ref<PromiseId>),
    /// The promise was kept.
    Kept(Ref<PromiseId>),
    /// The promise was broken.
    Broke(Ref<PromiseId>),
    /// The claim was checked.
    Checked(ClaimId),
    /// The claim was believed.
    Believed(ClaimId),
    /// Another scenario ended so.
    Ended(ScenarioId, Outcome),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// It holds of somebody else.
    With(PersonId, Box<Condition>),
}

/// Something that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// Adds to rapport, clamped to 0 to 100.
    Rapport(i8),
    /// Sets the mood.
    Mood(Mood),
    /// Sets a flag.
    Set(FlagId),
    /// Clears a flag.
    Clear(FlagId),
    /// The trainee learns it.
    Learn(FactId),
    /// A need is found.
    Find(NeedId),
    /// A need is served, and found.
    Serve(NeedId),
    /// A promise is made.
    Promise(PromiseId),
    /// An open promise is kept.
    Keep(Ref<PromiseId>),
    /// An open promise is broken.
    Break(Ref<PromiseId>),
    /// A claim is checked.
    Check(ClaimId),
    /// A claim is believed.
    Believe(ClaimId),
    /// More people see the thread.
    Reach(u32),
    /// The same for somebody else.
    For(PersonId, Vec<Effect>),
    /// Only if the condition holds.
    If(Condition, Vec<Effect>),
}

/// The words that variants with values are written with.
macro_rules! written {
    ($($name:ident { $($variant:ident),* $(,)? })*) => {$(
        impl $name {
            /// The words of all of them, in the order of the format's description.
            pub const WORDS: &'static [&'static str] = &[$(stringify!($variant)),*];

            /// The word this one is written with.
            #[must_use]
            pub const fn as_str(&self) -> &'static str {
                match self { $(Self::$variant { .. } => stringify!($variant)),* }
            }
        }
    )*};
}

written! {
    Line { Say, Narrate, Hold, Transfer, Menu, Post }
    Condition {
        RapportAtLeast, MoodAtLeast, MoodIs, Knows, Has, Chose, Seen, Found, Served, Promised, Open, Kept, Broke,
        Checked, Believed, Ended, All, Any, Not, With,
    }
    Effect {
        Rapport, Mood, Set, Clear, Learn, Find, Serve, Promise, Keep, Break, Check, Believe, Reach, For, If,
    }
}

impl Line {
    /// What must hold for it to be said.
    #[must_use]
    pub fn when(&self) -> &[Condition] {
        let (Self::Say { when, .. }
        | Self::Narrate { when, .. }
        | Self::Hold { when, .. }
        | Self::Transfer { when, .. }
        | Self::Menu { when, .. }
        | Self::Post { when, .. }) = self;
        when
    }
}

macro_rules! stand_ins {
    ($($name:ident::$variant:ident)*) => {$(
        impl Default for $name {
            /// Stands in where a file leaves out what it must say; such a file is never played.
            fn default() -> Self {
                Self::$variant
            }
        }
    )*};
}

stand_ins! { Kind::WalkIn Channel::Counter Level::First Act::Wait NeedKind::Personal Truth::True Outcome::Lost Tie::Friend }

impl Default for Mood {
    /// Calm, if nothing is written.
    fn default() -> Self {
        Self::Calm
    }
}
