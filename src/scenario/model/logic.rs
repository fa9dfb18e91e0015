//! Conditions, which hold or do not, and effects, which change something.

use serde::{Deserialize, Serialize};

use super::words::{Mood, Outcome, variants};
use crate::scenario::id::{
    BeatId, ChoiceRef, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, WordId,
};

variants! {
    /// Something that holds or does not.
    Condition {
        /// Rapport is at least this.
        RapportAtLeast(u8),
        /// The mood is at least as good as this one, by rank.
        MoodAtLeast(Mood),
        /// The mood is exactly this one.
        MoodIs(Mood),
        /// The trainee knows it.
        Knows(Ref<FactId>),
        /// The flag is set.
        Has(FlagId),
        /// The choice was taken, on any visit.
        Chose(ChoiceRef),
        /// The beat was entered before; the present visit does not count.
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
        /// Another scenario ended with this outcome.
        Ended(ScenarioId, Outcome),
        /// The person has heard this word of another scenario, or was there when it was said.
        Heard(Ref<WordId>),
        /// The word has reached the trainee.
        Overheard(Ref<WordId>),
        /// It is at least this day of the season, from 2; with nothing remembered it is the first.
        Day(u32),
        /// All of the conditions hold.
        All(Vec<Condition>),
        /// At least one of the conditions holds.
        Any(Vec<Condition>),
        /// The condition does not hold.
        Not(Box<Condition>),
        /// The condition holds for another person.
        With(PersonId, Box<Condition>),
    }
}

variants! {
    /// Something that changes.
    Effect {
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
        /// The effects are those on another person.
        For(PersonId, Vec<Effect>),
        /// The effects happen only if the condition holds.
        If(Condition, Vec<Effect>),
    }
}

impl Default for Condition {
    /// Stands in for a condition that could not be read: always true.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Default for Effect {
    /// Stands in for an effect that could not be read: nothing changes.
    fn default() -> Self {
        Self::Rapport(0)
    }
}
