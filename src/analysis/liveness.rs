//! Which slots of the state may still be read after a beat: states that differ in no other slot count as one.

use super::graph::Components;
use crate::encounter::{SlotKind, StateSlot};
use crate::scenario::script::{Beat, BeatIx, Body, Choice, Condition, Effect, Line, LineKind, Script};

/// How much of a play the states tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything that a condition reads, and rapport and moods wherever they change.
    Everything,
    /// Only what decides about the path and the score, not what is said.
    PathAndScore,
}

/// For each beat, the slots that are read from its decision on.
#[derive(Debug)]
pub(super) struct LiveSlots {
    /// Position in the sets for each slot that is read at all, by kind.
    numbers: [Vec<u32>; 11],
    words: usize,
    components: Components,
    /// The slots read from a decision on, one row for each ring: the beats of a ring lead to the same beats.
    after: Vec<u64>,
}

const UNREAD: u32 = u32::MAX;

/// The most words of 64 slots that are kept; in a script with more, every slot that is read anywhere counts.
const MAX_WORDS: usize = 4 << 20;

impl LiveSlots {
    /// Collects what a script reads.
    #[must_use]
    pub(super) fn new(script: &Script, detail: Detail) -> Self {
        let count = script.beats.len();
        let mut reader = Reader { detail, numbers: std::array::from_fn(|_| Vec::new()), slots: 0, found: Vec::new() };
        let mut entry = Vec::with_capacity(count);
        let mut asked = Vec::with_capacity(count);
        for (n, beat) in script.beats.iter().enumerate() {
            reader.on_entry(BeatIx::new(n), beat);
            entry.push(std::mem::take(&mut reader.found));
            beat.choices().iter().for_each(|choice| reader.on_choice(choice));
            asked.push(std::mem::take(&mut reader.found));
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
        // What leads nowhere else comes first: what is read after a ring is known before it is asked for.
        for (number, ring) in components.in_dependency_order() {
            row.fill(0);
            for beat in ring {
                set(&mut row, &asked[beat.index()]);
                for next in super::graph::successors(script, *beat) {
                    // On a ring one comes back to whatever stands on it, with all that its entry reads.
                    set(&mut row, &entry[next.index()]);
                    let other = components.number(next);
                    if other != number {
                        let later = &after[other * words..(other + 1) * words];
                        row.iter_mut().zip(later).for_each(|(mine, theirs)| *mine |= theirs);
                    }
                }
            }
            after[number * words..(number + 1) * words].copy_from_slice(&row);
        }
        Self { numbers: reader.numbers, words, components, after }
    }

    /// Whether a slot may be read once the choices of a beat are on offer.
    #[must_use]
    pub(super) fn contains(&self, beat: BeatIx, slot: StateSlot) -> bool {
        let number = self.numbers[slot.kind as usize].get(slot.at as usize).copied().unwrap_or(UNREAD);
        let row = self.components.number(beat) * self.words;
        let later = || self.after[row + number as usize / 64] >> (number % 64) & 1 == 1;
        number != UNREAD && (self.after.is_empty() || later())
    }
}

struct Reader {
    detail: Detail,
    numbers: [Vec<u32>; 11],
    slots: u32,
    found: Vec<u32>,
}

impl Reader {
    fn on_entry(&mut self, ix: BeatIx, beat: &Beat) {
        self.effects(&beat.effects);
        self.lines(&beat.lines);
        match &beat.body {
            Body::Choices { choices, .. } => {
                // Whether one was here before decides whether the decision is scored.
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
            // How others ended does not change in a play.
            Condition::Ended(_) => {}
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
