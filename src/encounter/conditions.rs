//! How conditions read the state of a play, and how a try-out makes them hold.

use super::condition_coverage::ConditionCoverage;
use super::state::State;
use super::status::PromiseState;
use crate::scenario::model::Mood;
use crate::scenario::script::{Condition, Script};
use crate::util::bit_set::BitSet;

impl State {
    /// Whether all conditions of a list hold. While coverage is recorded, those after one that fails are evaluated too.
    pub(super) fn all(&self, when: &[Condition], coverage: &mut ConditionCoverage) -> bool {
        if coverage.is_recording() {
            return when.iter().filter(|condition| !self.holds(condition, coverage)).count() == 0;
        }
        when.iter().all(|condition| self.holds(condition, coverage))
    }

    fn any(&self, when: &[Condition], coverage: &mut ConditionCoverage) -> bool {
        if coverage.is_recording() {
            return when.iter().filter(|condition| self.holds(condition, coverage)).count() > 0;
        }
        when.iter().any(|condition| self.holds(condition, coverage))
    }

    pub(super) fn holds(&self, condition: &Condition, coverage: &mut ConditionCoverage) -> bool {
        let held = match condition {
            Condition::RapportAtLeast(person, least) => self.rapport[person.index()] >= *least,
            Condition::MoodAtLeast(person, mood) => self.mood[person.index()].rank() >= mood.rank(),
            Condition::MoodIs(person, mood) => self.mood[person.index()] == *mood,
            Condition::Knows(fact) => self.facts.contains(fact.index()),
            Condition::Has(flag) => self.flags.contains(flag.index()),
            Condition::Chose(choice) => self.chosen.contains(choice.index()),
            Condition::Seen(beat) => self.visits.count(*beat) > u32::from(*beat == self.beat),
            Condition::Found(need) => self.found.contains(need.index()),
            Condition::Served(need) => self.served.contains(need.index()),
            Condition::Promised(promise) => self.promises[promise.index()].is_some(),
            Condition::Open(promise) => self.promises[promise.index()] == Some(PromiseState::Open),
            Condition::Kept(promise) => self.promises[promise.index()] == Some(PromiseState::Kept),
            Condition::Broke(promise) => self.promises[promise.index()] == Some(PromiseState::Broken),
            Condition::Checked(claim) => self.checked.contains(claim.index()),
            Condition::Believed(claim) => self.believed.contains(claim.index()),
            Condition::Ended(ending) => self.endings.contains(ending.index()),
            Condition::Heard(heard) => self.heard.contains(heard.index()),
            Condition::Overheard(word) => self.overheard.contains(word.index()),
            Condition::Day(day) => self.day >= *day,
            Condition::All(conditions) => self.all(conditions, coverage),
            Condition::Any(conditions) => self.any(conditions, coverage),
            Condition::Not(condition) => !self.holds(condition, coverage),
        };
        coverage.record(condition, held);
        held
    }

    /// Makes conditions hold: a try-out from the middle of a scenario (`--from`, `--with`) starts so.
    pub(super) fn assume_all(&mut self, given: &[Condition]) {
        for condition in given {
            self.assume(condition, true);
        }
    }

    /// Whether all given conditions of a script can hold at once.
    #[must_use]
    pub fn can_be_given(script: &Script) -> bool {
        let mut state = Self::new(script);
        state.assume_all(&script.given);
        state.all(&script.given, &mut ConditionCoverage::default())
    }

    fn assume(&mut self, condition: &Condition, holds: bool) {
        // What is so already stays as it is.
        if self.holds(condition, &mut ConditionCoverage::default()) == holds {
            return;
        }
        if let Some((bits, at)) = self.bit_of(condition) {
            if holds {
                bits.insert(at);
            } else {
                bits.remove(at);
            }
        }
        let settled = |state| Some(if holds { state } else { PromiseState::Open });
        match condition {
            Condition::RapportAtLeast(person, least) => {
                self.rapport[person.index()] = if holds { *least } else { least.saturating_sub(1) };
            }
            Condition::MoodAtLeast(person, mood) | Condition::MoodIs(person, mood) => {
                let other = if mood.rank() > Mood::Furious.rank() { Mood::Furious } else { Mood::Calm };
                self.mood[person.index()] = if holds { *mood } else { other };
            }
            Condition::Seen(beat) => self.visits.set(*beat, u32::from(holds)),
            // What is served was found.
            Condition::Served(need) if holds => drop(self.found.insert(need.index())),
            Condition::Promised(promise) | Condition::Open(promise) => {
                self.promises[promise.index()] = holds.then_some(PromiseState::Open);
            }
            Condition::Kept(promise) => self.promises[promise.index()] = settled(PromiseState::Kept),
            Condition::Broke(promise) => self.promises[promise.index()] = settled(PromiseState::Broken),
            Condition::Day(day) => self.day = if holds { *day } else { 1 },
            // All of them, or none of them: the plainest way for it to hold, or not to.
            Condition::All(inner) | Condition::Any(inner) => {
                for one in inner {
                    self.assume(one, holds);
                }
            }
            Condition::Not(inner) => self.assume(inner, !holds),
            _ => {}
        }
    }

    /// The bit that a condition reads, if it reads only one.
    fn bit_of(&mut self, condition: &Condition) -> Option<(&mut BitSet, usize)> {
        Some(match condition {
            Condition::Knows(fact) => (&mut self.facts, fact.index()),
            Condition::Has(flag) => (&mut self.flags, flag.index()),
            Condition::Chose(choice) => (&mut self.chosen, choice.index()),
            Condition::Found(need) => (&mut self.found, need.index()),
            Condition::Served(need) => (&mut self.served, need.index()),
            Condition::Checked(claim) => (&mut self.checked, claim.index()),
            Condition::Believed(claim) => (&mut self.believed, claim.index()),
            Condition::Ended(ending) => (&mut self.endings, ending.index()),
            Condition::Heard(heard) => (&mut self.heard, heard.index()),
            Condition::Overheard(word) => (&mut self.overheard, word.index()),
            _ => return None,
        })
    }
}
