//! Conditions and effects, resolved.

use super::index::{
    BeatIx, ChoiceIx, ClaimIx, EndingIx, FactIx, FlagIx, HeardIx, NeedIx, OverheardIx, PersonIx, PromiseIx,
};
use crate::scenario::model::Mood;

/// A condition; its person is always named.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each variant is that of the same name in `model::Condition`, resolved")]
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
    Heard(HeardIx),
    Overheard(OverheardIx),
    Day(u32),
    All(Box<[Condition]>),
    Any(Box<[Condition]>),
    Not(Box<Condition>),
}

/// An effect; its person is always named.
#[derive(Debug)]
#[expect(missing_docs, reason = "each variant is that of the same name in `model::Effect`, resolved")]
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
