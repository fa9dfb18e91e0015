//! Live-variable analysis of a script: which slots of the state may still be read after the decision of a beat. States
//! that differ only in other slots are the same node of the state space.
//!
//! Source: the data-flow equations of liveness, in Aho, Lam, Sethi and Ullman, "Compilers", 2006, section 9.2.5,
//! without kills and with one set for each strongly connected component.

use super::graph::Components;
use crate::encounter::{SlotKind, StateSlot};
use crate::scenario::script::{Beat, BeatIx, Body, Choice, Condition, Effect, Line, LineKind, Script};

/// Which parts of the state distinguish nodes of the state space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything that a condition reads, and rapport and moods wherever they change.
    Everything,
    /// Only what can change the choices on offer, the following beats or the score. Slots that change only the shown
    /// text are ignored.
    PathAndScore,
}

/// For each beat, the slots that may be read from its decision on.
#[derive(Debug)]
pub(super) struct LiveSlots {
    /// For each kind of slot, the bit position of each slot, or [`UNREAD`].
    numbers: [Vec<u32>; 11],
    /// The number of 64-bit words in a row of [`Self::after`].
    words: usize,
    components: Components,
    /// The bit sets of slots that may be read from a decision on, one row for each component: all beats of a component
    /// can reach the same beats. Empty if the sets would be too large, and then every slot that is read anywhere is
    /// live.
    after: Vec<u64>,
}

const UNREAD: u32 = u32::MAX;

/// The largest number of 64-bit words in [`LiveSlots::after`]: 32 MB.
const MAX_WORDS: usize = 4 << 20;

impl LiveSlots {
    /// Computes the live slots of a script.
    #[must_use]
    pub(super) fn new(script: &Script, detail: Detail) -> Self {
        let count = script.beats.len();
        let mut reader = Reader { detail, numbers: std::array::from_fn(|_| Vec::new()), slots: 0, found: Vec::new() };
        let mut entry = Vec::with_capacity(count);
        let mut decision = Vec::with_capacity(count);
        for (n, beat) in script.beats.iter().enumerate() {
            reader.on_entry(BeatIx::new(n), beat);
            entry.push(std::mem::take(&mut reader.found));
            beat.choices().iter().for_each(|choice| reader.on_choice(choice));
            decision.push(std::mem::take(&mut reader.found));
        }
        let components = Components::new(script);
        let words = (reader.slots as usize).div_ceil(64);
        if words * components.count() > MAX_WORDS {
            return Self { numbers: reader.numbers, words, components, after: Vec::new() };
        }
        let mut after = vec![0; words * components.count()];
        let set = |bits: &mut [u64], slots: &[u32]| {
            for slot in slots {
                bits[*slot as usize / 64] |= 1 << (slot % 64);
            }
        };
        let mut row = vec![0; words];
        // The rows of the successors are complete before they are used.
        for (number, beats) in components.successors_first() {
            row.fill(0);
            for beat in beats {
                set(&mut row, &decision[beat.index()]);
                for next in super::graph::successors(script, *beat) {
                    // An edge may lead to a beat of the same component, whose entry then reads its slots again.
                    set(&mut row, &entry[next.index()]);
                    let successor = components.number(next);
                    if successor != number {
                        let later = &after[successor * words..(successor + 1) * words];
                        row.iter_mut().zip(later).for_each(|(mine, theirs)| *mine |= theirs);
                    }
                }
            }
            after[number * words..(number + 1) * words].copy_from_slice(&row);
        }
        Self { numbers: reader.numbers, words, components, after }
    }

    /// Whether a slot may be read from the decision of a beat on.
    #[must_use]
    pub(super) fn contains(&self, beat: BeatIx, slot: StateSlot) -> bool {
        let number = self.numbers[slot.kind as usize].get(slot.at as usize).copied().unwrap_or(UNREAD);
        let row = self.components.number(beat) * self.words;
        let later = || self.after[row + number as usize / 64] >> (number % 64) & 1 == 1;
        number != UNREAD && (self.after.is_empty() || later())
    }
}

/// Collects the slots that parts of a script read, and numbers them.
struct Reader {
    detail: Detail,
    numbers: [Vec<u32>; 11],
    slots: u32,
    /// The bit positions of the slots read by the part that is looked at.
    found: Vec<u32>,
}

impl Reader {
    fn on_entry(&mut self, ix: BeatIx, beat: &Beat) {
        self.effects(&beat.effects);
        self.lines(&beat.lines);
        match &beat.body {
            Body::Choices { choices, .. } => {
                // The decision is scored on the first visit only.
                if choices.iter().any(|choice| choice.evidence != choices[0].evidence) {
                    self.read(SlotKind::Visited, ix.index());
                }
            }
            Body::Next(nexts) => nexts.iter().for_each(|next| self.conditions(&next.when)),
            Body::End { .. } => {}
        }
    }

    fn on_choice(&mut self, choice: &Choice) {
        if choice.once {
            self.read(SlotKind::Chosen, choice.ix.index());
        }
        self.conditions(&choice.when);
        self.effects(&choice.effects);
        self.lines(&choice.answer);
    }

    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            if let (Detail::Everything, Some(_), LineKind::Say(person)) = (self.detail, line.mood, line.kind) {
                self.read(SlotKind::Mood, person.index());
            }
            if self.detail == Detail::Everything || line.mood.is_some() || !line.learn.is_empty() {
                self.conditions(&line.when);
            }
        }
    }

    fn effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::If(condition, effects) => {
                    self.condition(condition);
                    self.effects(effects);
                }
                Effect::Rapport(person, _) if self.detail == Detail::Everything => {
                    self.read(SlotKind::Rapport, person.index());
                }
                Effect::Mood(person, _) if self.detail == Detail::Everything => {
                    self.read(SlotKind::Mood, person.index());
                }
                _ => {}
            }
        }
    }

    fn conditions(&mut self, when: &[Condition]) {
        for condition in when {
            self.condition(condition);
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::RapportAtLeast(person, _) => self.read(SlotKind::Rapport, person.index()),
            Condition::MoodAtLeast(person, _) | Condition::MoodIs(person, _) => {
                self.read(SlotKind::Mood, person.index());
            }
            Condition::Knows(fact) => self.read(SlotKind::Fact, fact.index()),
            Condition::Has(flag) => self.read(SlotKind::Flag, flag.index()),
            Condition::Chose(choice) => self.read(SlotKind::Chosen, choice.index()),
            Condition::Seen(beat) => self.read(SlotKind::Visited, beat.index()),
            Condition::Found(need) => self.read(SlotKind::Found, need.index()),
            Condition::Served(need) => self.read(SlotKind::Served, need.index()),
            Condition::Promised(promise)
            | Condition::Open(promise)
            | Condition::Kept(promise)
            | Condition::Broke(promise) => self.read(SlotKind::Promise, promise.index()),
            Condition::Checked(claim) => self.read(SlotKind::Checked, claim.index()),
            Condition::Believed(claim) => self.read(SlotKind::Believed, claim.index()),
            // What is remembered of other scenarios, and the day, do not change during a play.
            Condition::Ended(_) | Condition::Heard(_) | Condition::Overheard(_) | Condition::Day(_) => {}
            Condition::All(conditions) | Condition::Any(conditions) => self.conditions(conditions),
            Condition::Not(condition) => self.condition(condition),
        }
    }

    fn read(&mut self, kind: SlotKind, at: usize) {
        let numbers = &mut self.numbers[kind as usize];
        if numbers.len() <= at {
            numbers.resize(at + 1, UNREAD);
        }
        if numbers[at] == UNREAD {
            numbers[at] = self.slots;
            self.slots += 1;
        }
        self.found.push(numbers[at]);
    }
}
