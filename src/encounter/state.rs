//! Everything that can change in a play.

use super::status::PromiseState;
use super::visit_counts::VisitCounts;
use crate::scenario::model::Mood;
use crate::scenario::script::{BeatIx, ChoiceIx, FactIx, NeedIx, PersonIx, Script};
use crate::util::bit_set::BitSet;

/// Everything that can change in a play.
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
    /// What villagers have heard, by index into [`Script::heard`]; the same throughout a play.
    pub(super) heard: BitSet,
    /// What has reached the trainee, by index into [`Script::overheard`]; the same throughout a play.
    pub(super) overheard: BitSet,
    /// The day of the season, from 1; the same throughout a play.
    pub(super) day: u32,
    pub(super) chosen: BitSet,
    /// How often each beat was entered.
    pub(super) visits: VisitCounts,
    /// The present beat.
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
            heard: BitSet::with_capacity(script.heard.len()),
            overheard: BitSet::with_capacity(script.overheard.len()),
            day: 1,
            chosen: BitSet::default(),
            visits: VisitCounts::default(),
            beat: script.start,
            reach: 0,
        };
        state.reset(script);
        state
    }

    /// Resets to the start, with nothing remembered.
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
            &mut self.heard,
            &mut self.overheard,
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
        self.day = 1;
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

    /// The mood of each person.
    #[must_use]
    pub fn moods(&self) -> &[Mood] {
        &self.mood
    }

    /// The present beat.
    #[must_use]
    pub const fn beat(&self) -> BeatIx {
        self.beat
    }

    /// The mood of a person.
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

    pub(super) fn choose(&mut self, choice: ChoiceIx) {
        self.chosen.insert(choice.index());
    }

    pub(super) fn was_chosen(&self, choice: ChoiceIx) -> bool {
        self.chosen.contains(choice.index())
    }
}
