//! Events: what a choice brings about, as indices into the script. No event owns a text.

use crate::scenario::model::{Mood, Outcome};
use crate::scenario::script::{BeatIx, ChoiceIx, ClaimIx, FactIx, FlagIx, Line, NeedIx, PersonIx, PromiseIx, Script};

/// One thing that happened, in the order it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The trainee's choice.
    Chosen(BeatIx, ChoiceIx),
    /// A beat was entered.
    Entered(BeatIx),
    /// A line was said or shown.
    Line(LineRef),
    /// A person's mood is now this.
    Mood(PersonIx, Mood),
    /// A person's rapport went from one value to another.
    Rapport(PersonIx, u8, u8),
    /// A change of rapport went beyond an end of the scale; the excess is lost.
    Clamped(PersonIx),
    /// A flag is set.
    Set(FlagIx),
    /// A flag is cleared.
    Cleared(FlagIx),
    /// The trainee learnt a fact.
    Learnt(FactIx),
    /// A need was found.
    Found(NeedIx),
    /// A need was served.
    Served(NeedIx),
    /// A promise was made.
    Promised(PromiseIx),
    /// A promise was kept.
    Kept(PromiseIx),
    /// A promise was broken.
    Broke(PromiseIx),
    /// A claim was checked.
    Checked(ClaimIx),
    /// A claim was believed.
    Believed(ClaimIx),
    /// The audience of the thread grew by this many people.
    Reached(u32),
    /// Choices are on offer; [`Encounter::offers`](super::Encounter::offers) lists them.
    Asked(BeatIx),
    /// The play ended at this beat.
    Ended(BeatIx, Outcome),
    /// Nothing is on offer, or the play has too many decisions: a fault of the scenario.
    Stuck(BeatIx),
}

/// A line of a script, and the wording that was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRef {
    /// The beat of the line.
    pub beat: BeatIx,
    /// The choice it answers, by position in the beat; `None` for a line of the beat itself.
    pub answer: Option<u8>,
    /// The position of the line.
    pub line: u32,
    /// The index of the wording.
    pub wording: u32,
}

impl LineRef {
    /// The line itself.
    #[must_use]
    pub fn line(self, script: &Script) -> &Line {
        let beat = script.beat(self.beat);
        let lines = match self.answer {
            Some(choice) => &beat.choices()[usize::from(choice)].answer,
            None => &beat.lines,
        };
        &lines[self.line as usize]
    }
}

/// A choice on offer: its position among the beat's choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer(pub u8);
