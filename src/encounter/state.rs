//! Everything that can change in a play, and how conditions read it and effects change it.

use serde::{Deserialize, Serialize};

use super::condition_coverage::ConditionCoverage;
use super::event::Event;
use super::visit_counts::VisitCounts;
use crate::bit_set::BitSet;
use crate::scenario::model::{Mood, Outcome};
use crate::scenario::script::{BeatIx, ChoiceIx, Condition, Effect, FactIx, NeedIx, PersonIx, Script};

/// Where a play stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It can go on.
    Open,
    /// It reached an ending.
    Completed,
    /// It was left.
    Abandoned,
    /// It cannot go on: the scenario's fault.
    Stuck,
}

impl Status {
    /// The word in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Completed => "completed",
            Self::Abandoned => "abandoned",
            Self::Stuck => "stuck",
        }
    }
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PromiseState {
    /// Made, neither kept nor broken.
    Open,
    /// Kept.
    Kept,
    /// Broken.
    Broken,
}

/// Everything that can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Rapport of each person, 0 to 100.
    pub(super) rapport: Vec<u8>,
    /// Mood of each person.
    pub(super) mood: Vec<Mood>,
    pub(super) facts: BitSet,
    pub(super) flags: BitSet,
    pub(super) found: BitSet,
    pub(super) served: BitSet,
    pub(super) promises: Vec<Option<PromiseState>>,
    pub(super) checked: BitSet,
    pub(super) believed: BitSet,
    pub(super) endings: BitSet,
    pub(super) chosen: BitSet,
    /// How often each beat was entered.
    pub(super) visits: VisitCounts,
    /// The beat one is in.
    pub(super) beat: BeatIx,
    /// People who came to see the thread beyond those its posts name.
    pub(super) reach: u64,
}

impl State {
    /// The state before anything happened and with nothing remembered.
    pub(super) fn new(script: &Script) -> Self {
        let mut state = Self {
            rapport: vec![0; script.people.len()],
            mood: vec![Mood::Calm; script.people.len()],
            facts: BitSet::with_capacity(script.facts.len()),
            flags: BitSet::with_capacity(script.flags.len()),
            found: BitSet::with_capacity(script.needs.len()),
            served: BitSet::with_capacity(script.needs.len()),
            promises: vec![None; script.promises.len()],
            checked: BitSet::with_capacity(script.claims.len()),
            believed: BitSet::with_capacity(script.claims.len()),
            endings: BitSet::with_capacity(script.endings.len()),
            chosen: BitSet::default(),
            visits: VisitCounts::default(),
            beat: script.start,
            reach: 0,
        };
        state.reset(script);
        state
    }

    /// Back to the beginning, without asking for memory again.
    pub(super) fn reset(&mut self, script: &Script) {
        for ((rapport, mood), person) in self.rapport.iter_mut().zip(&mut self.mood).zip(&script.people) {
            *rapport = person.rapport;
            *mood = person.mood;
        }
        for bits in [
            &mut self.facts,
            &mut self.flags,
            &mut self.found,
            &mut self.served,
            &mut self.checked,
            &mut self.believed,
            &mut self.endings,
            &mut self.chosen,
        ] {
            bits.clear();
        }
        for (n, need) in script.needs.iter().enumerate() {
            if need.need.spoken {
                self.found.insert(n);
            }
        }
        self.promises.fill(None);
        self.visits.clear();
        self.beat = script.start;
        self.reach = 0;
    }

    /// Rapport with a person, 0 to 100.
    #[must_use]
    pub fn rapport(&self, person: PersonIx) -> u8 {
        self.rapport[person.index()]
    }

    /// Whether a beat was entered in this play.
    #[must_use]
    pub fn has_entered(&self, beat: BeatIx) -> bool {
        self.visits.count(beat) > 0
    }

    /// How each person feels.
    #[must_use]
    pub fn moods(&self) -> &[Mood] {
        &self.mood
    }

    /// The beat one is in.
    #[must_use]
    pub const fn beat(&self) -> BeatIx {
        self.beat
    }

    /// How a person feels.
    #[must_use]
    pub fn mood(&self, person: PersonIx) -> Mood {
        self.mood[person.index()]
    }

    /// Whether the trainee knows a fact.
    #[must_use]
    pub fn knows(&self, fact: FactIx) -> bool {
        self.facts.contains(fact.index())
    }

    /// Whether a need is found, and whether it is served.
    #[must_use]
    pub fn need(&self, need: NeedIx) -> (bool, bool) {
        (self.found.contains(need.index()), self.served.contains(need.index()))
    }

    /// People who came to see the thread beyond those its posts name.
    #[must_use]
    pub const fn reach(&self) -> u64 {
        self.reach
    }

    /// Whether all of a list hold; a watch that is on is told of each, also of those after one that does not.
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

    fn holds(&self, condition: &Condition, coverage: &mut ConditionCoverage) -> bool {
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
            Condition::All(conditions) => self.all(conditions, coverage),
            Condition::Any(conditions) => self.any(conditions, coverage),
            Condition::Not(condition) => !self.holds(condition, coverage),
        };
        coverage.record(condition, held);
        held
    }

    /// Carries out effects one by one, each seen by the next.
    pub(super) fn apply(&mut self, effects: &[Effect], events: &mut Vec<Event>, coverage: &mut ConditionCoverage) {
        for effect in effects {
            match effect {
                Effect::Rapport(person, change) => {
                    let before = self.rapport[person.index()];
                    let wanted = i16::from(before) + i16::from(*change);
                    let after = u8::try_from(wanted.clamp(0, 100)).unwrap_or(before);
                    self.rapport[person.index()] = after;
                    if after != before {
                        events.push(Event::Rapport(*person, before, after));
                    }
                    if wanted != i16::from(after) {
                        events.push(Event::Clamped(*person));
                    }
                }
                Effect::Mood(person, mood) => self.feel(*person, *mood, events),
                Effect::Set(flag) => note(self.flags.insert(flag.index()), Event::Set(*flag), events),
                Effect::Clear(flag) => note(self.flags.remove(flag.index()), Event::Cleared(*flag), events),
                Effect::Learn(fact) => self.learn(*fact, events),
                Effect::Find(need) => note(self.found.insert(need.index()), Event::Found(*need), events),
                Effect::Serve(need) => {
                    note(self.found.insert(need.index()), Event::Found(*need), events);
                    note(self.served.insert(need.index()), Event::Served(*need), events);
                }
                Effect::Promise(promise) => {
                    let state = &mut self.promises[promise.index()];
                    let new = state.is_none();
                    state.get_or_insert(PromiseState::Open);
                    note(new, Event::Promised(*promise), events);
                }
                Effect::Keep(promise) => {
                    let open = self.close(promise.index(), PromiseState::Kept);
                    note(open, Event::Kept(*promise), events);
                }
                Effect::Break(promise) => {
                    let open = self.close(promise.index(), PromiseState::Broken);
                    note(open, Event::Broke(*promise), events);
                }
                Effect::Check(claim) => note(self.checked.insert(claim.index()), Event::Checked(*claim), events),
                Effect::Believe(claim) => note(self.believed.insert(claim.index()), Event::Believed(*claim), events),
                Effect::Reach(people) => {
                    self.reach += u64::from(*people);
                    events.push(Event::Reached(*people));
                }
                Effect::If(condition, effects) => {
                    if self.holds(condition, coverage) {
                        self.apply(effects, events, coverage);
                    }
                }
            }
        }
    }

    /// Makes conditions hold, as somebody who tries a scenario from its middle says they do.
    pub(super) fn assume_all(&mut self, given: &[Condition]) {
        for condition in given {
            self.assume(condition, true);
        }
    }

    /// Whether everything that a script says is given can hold at once.
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
        let put = |bits: &mut BitSet, at: usize| if holds { bits.insert(at) } else { bits.remove(at) };
        match condition {
            Condition::RapportAtLeast(person, least) => {
                self.rapport[person.index()] = if holds { *least } else { least.saturating_sub(1) };
            }
            Condition::MoodAtLeast(person, mood) | Condition::MoodIs(person, mood) => {
                let other = if mood.rank() > Mood::Furious.rank() { Mood::Furious } else { Mood::Calm };
                self.mood[person.index()] = if holds { *mood } else { other };
            }
            Condition::Knows(fact) => {
                put(&mut self.facts, fact.index());
            }
            Condition::Has(flag) => {
                put(&mut self.flags, flag.index());
            }
            Condition::Chose(choice) => {
                put(&mut self.chosen, choice.index());
            }
            Condition::Seen(beat) => self.visits.set(*beat, u32::from(holds)),
            Condition::Found(need) => {
                put(&mut self.found, need.index());
            }
            Condition::Served(need) => {
                put(&mut self.served, need.index());
                if holds {
                    self.found.insert(need.index());
                }
            }
            Condition::Promised(promise) | Condition::Open(promise) => {
                self.promises[promise.index()] = holds.then_some(PromiseState::Open);
            }
            Condition::Kept(promise) => {
                self.promises[promise.index()] = Some(if holds { PromiseState::Kept } else { PromiseState::Open });
            }
            Condition::Broke(promise) => {
                self.promises[promise.index()] = Some(if holds { PromiseState::Broken } else { PromiseState::Open });
            }
            Condition::Checked(claim) => {
                put(&mut self.checked, claim.index());
            }
            Condition::Believed(claim) => {
                put(&mut self.believed, claim.index());
            }
            Condition::Ended(ending) => {
                put(&mut self.endings, ending.index());
            }
            // All of them, or none of them: the plainest way for it to hold, or not to.
            Condition::All(inner) | Condition::Any(inner) => {
                for one in inner {
                    self.assume(one, holds);
                }
            }
            Condition::Not(inner) => self.assume(inner, !holds),
        }
    }

    pub(super) fn feel(&mut self, person: PersonIx, mood: Mood, events: &mut Vec<Event>) {
        let before = std::mem::replace(&mut self.mood[person.index()], mood);
        note(before != mood, Event::Mood(person, mood), events);
    }

    pub(super) fn learn(&mut self, fact: FactIx, events: &mut Vec<Event>) {
        note(self.facts.insert(fact.index()), Event::Learnt(fact), events);
    }

    /// Ends an open promise; the first end stands.
    fn close(&mut self, promise: usize, end: PromiseState) -> bool {
        let open = self.promises[promise] == Some(PromiseState::Open);
        if open {
            self.promises[promise] = Some(end);
        }
        open
    }

    pub(super) fn choose(&mut self, choice: ChoiceIx) {
        self.chosen.insert(choice.index());
    }

    pub(super) fn was_chosen(&self, choice: ChoiceIx) -> bool {
        self.chosen.contains(choice.index())
    }
}

fn note(happened: bool, event: Event, events: &mut Vec<Event>) {
    if happened {
        events.push(event);
    }
}

/// How a play ended: where, and with what outcome.
pub(super) type End = (BeatIx, Outcome);
