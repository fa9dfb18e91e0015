//! The parts of the format that have named fields, and the members of a cast.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lines::Line;
use super::logic::{Condition, Effect};
use super::reference::{Form, Items, TypeDoc, Written, doc_text, field_docs};
use super::values::{Evidence, Lang, Pronouns, Rapport};
use super::words::{Act, Channel, Kind, Level, Mood, NeedKind, Outcome, Tone, Truth, variants};
use crate::scenario::id::{
    BeatId, CastId, ChoiceId, ClaimId, FactId, NeedId, PersonId, PromiseId, Ref, TestId, VillagerId, WordId,
};
use crate::scenario::principle::Principle;
use crate::scenario::ron::place::Origin;

/// Whether a value is left out of JSON.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares the parts of the format that have named fields, and the table of their documentation. Fields with their
/// default value are left out of JSON, so that writing a default changes no hash.
macro_rules! parts {
    ($($(#[doc = $doc:literal])* $name:ident {
        $($(#[doc = $fdoc:literal])* $field:ident: $type:ty),* $(,)?
    })*) => {
    $(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(
            $(#[doc = $fdoc])*
            #[serde(default, skip_serializing_if = "is_default")]
            pub $field: $type,
        )*
            /// Where it was read from; no part of the value.
            #[serde(skip)]
            pub origin: Origin,
        }

        impl Written for $name {
            const FORM: Form = Form::Type(stringify!($name));
        }
    )*

        /// The parts above with their documentation.
        pub(super) const PART_TYPES: &[TypeDoc] = &[$(TypeDoc {
            name: stringify!($name),
            doc: doc_text!($($doc)*),
            items: Items::Fields(field_docs!($([$($fdoc)*] $field: $type),*)),
        }),*];
    };
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
        /// The channel, unless a beat names another.
        channel: Channel,
        /// How hard it is.
        level: Level,
        /// About how long a play takes, in minutes.
        minutes: u32,
        /// Language tag; `en` if left out.
        lang: Lang,
        /// The principles it is for.
        trains: Vec<Principle>,
        /// What the trainee knows beforehand.
        brief: String,
        /// The place, unless a beat names another.
        place: String,
        /// Who takes part.
        cast: BTreeMap<PersonId, Member>,
        /// Facts that can be learnt, as the trainee's notes have them.
        facts: BTreeMap<FactId, String>,
        /// Promises that can be made, in words.
        promises: BTreeMap<PromiseId, String>,
        /// Claims that people make.
        claims: BTreeMap<ClaimId, Claim>,
        /// The first beat.
        start: BeatId,
        /// The beats.
        beats: BTreeMap<BeatId, Beat>,
        /// What people say of the trainee afterwards.
        talk: BTreeMap<WordId, Word>,
        /// Conditions on what is remembered; it opens in town on the evening on which all hold, and once left out it is open
        /// from the first day.
        opens: Vec<Condition>,
        /// How many days it waits after the evening it opened, 1 to 30; needs `opens`.
        until: u32,
        /// What happens if nobody plays it in that time; needs `until`.
        missed: Option<Missed>,
        /// Plays that the checker tests.
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
        /// Rapport at the start, 0 to 100; 50 if left out.
        rapport: Rapport,
        /// What they need.
        needs: BTreeMap<NeedId, Need>,
        /// Whether a caller's face is seen.
        face_on_phone: bool,
        /// The place at the other end of a call.
        place: String,
        /// Their id in the village; set when a [`Casting`] is resolved, never written.
        villager: Option<VillagerId>,
    }
    /// A villager cast in a scenario.
    Casting {
        /// The villager.
        id: VillagerId,
        /// How they feel at the start, if not their temper.
        mood: Option<Mood>,
        /// Rapport at the start with nothing remembered, 0 to 100.
        rapport: Rapport,
        /// Their role here, if not the one in the village.
        role: String,
        /// Their look here, if not the one in the village.
        look: Look,
        /// Needs of this encounter, beside those in the village.
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
        /// What is worn, by its cut.
        body: String,
        /// Colour of what is worn.
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
    /// A claim that people make.
    Claim {
        /// How much of it is true.
        truth: Truth,
        /// What is really the case.
        really: String,
    }
    /// Something that is said of the trainee once a play has ended, and that goes from one villager to the next.
    Word {
        /// Who says it: a villager of the cast.
        by: PersonId,
        /// Who says it, if not one of the cast: a villager who was there.
        by_villager: VillagerId,
        /// The endings after which it is said; any, if left out.
        after: Vec<BeatId>,
        /// Conditions on the play as it ended; all must hold. They are about `by`, or else about the person of the first
        /// beat.
        when: Vec<Condition>,
        /// How it speaks of the trainee.
        tone: Tone,
        /// The words of who was there.
        says: String,
        /// The words of whoever heard it from others.
        retold: String,
        /// How much of what is retold is true; `True` if left out.
        truth: Truth,
        /// What was really the case, unless all of it is true.
        really: String,
        /// Whether it is written where everybody can read it.
        public: bool,
        /// Whether the trainee hears it in any case.
        to_you: bool,
        /// The villagers who were there, and tell it too.
        heard_by: Vec<VillagerId>,
    }
    /// What happens if a follow-up is not played in its time.
    Missed {
        /// What is shown that evening.
        text: String,
        /// Promises that are broken by it; each stands as `Open(..)` in `opens`.
        breaks: Vec<Ref<PromiseId>>,
        /// What villagers say of it.
        talk: BTreeMap<WordId, Word>,
    }
    /// A moment of the encounter.
    Beat {
        /// The person it is about.
        with: Option<PersonId>,
        /// The channel, if not that of the scenario.
        channel: Option<Channel>,
        /// The place, if not that of the scenario.
        place: String,
        /// How many more people see the thread each minute; shown, never scored.
        spread: u32,
        /// Effects of entering it.
        effects: Vec<Effect>,
        /// Lines that are said and shown.
        lines: Vec<Line>,
        /// Seconds of thinking until silence is taken.
        patience: u32,
        /// What saying nothing does, where it is on offer.
        silence: Option<Silence>,
        /// What the trainee can do.
        choices: BTreeMap<ChoiceId, Choice>,
        /// Beats it leads to without a choice.
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
        /// Weights per principle.
        evidence: Evidence,
        /// The reason, in the coach's words.
        because: String,
        /// Facts it recalls.
        recalls: Vec<FactId>,
        /// Effects of choosing it.
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
        /// Weights per principle.
        evidence: Evidence,
        /// The reason, in the coach's words.
        because: String,
        /// Effects of choosing it.
        effects: Vec<Effect>,
        /// The reaction that follows at once.
        answer: Vec<Line>,
        /// The beat it leads to.
        to: BeatId,
    }
    /// A step to another beat without a choice.
    Next {
        /// The beat it leads to.
        to: BeatId,
        /// Conditions; all must hold.
        when: Vec<Condition>,
    }
    /// The end of a play.
    Ending {
        /// The outcome.
        outcome: Outcome,
        /// The closing text.
        text: String,
    }
    /// A play that the checker tests.
    Test {
        /// The choices, one for each decision.
        choices: Vec<ChoiceId>,
        /// The ending it must reach.
        ending: BeatId,
        /// Lowest overall score that passes, 0 to 100.
        least: u32,
    }
}

variants! {
    /// A member of the cast.
    Member {
        /// A person written for this scenario.
        Persona(Persona),
        /// Twins: one of several personas, cast by the seed.
        OneOf(BTreeMap<CastId, Persona>),
        /// A person of the village.
        Villager(Casting),
    }
}

impl Default for Member {
    /// Stands in for a member that could not be read.
    fn default() -> Self {
        Self::Persona(Persona::default())
    }
}
