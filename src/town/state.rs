//! The town as a season of plays leaves it: the fold of what the ledger keeps of each.

use std::collections::{BTreeMap, BTreeSet};

use super::written::{Evening, MissedFollowUp, Reached, Told, TownPart};
use crate::encounter::{Hearing, Memory, PromiseState, RapportClass, Trace};
use crate::scenario::hash::Hash;
use crate::scenario::id::{FactId, PromiseId, Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::model::{Outcome, Tone};
use crate::scenario::script::Script;

/// A season so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// The day, from 1.
    pub day: u32,
    /// The scenarios that were followed.
    pub followed: BTreeMap<ScenarioId, Followed>,
    /// How each followed scenario ended.
    pub outcomes: BTreeMap<ScenarioId, Outcome>,
    /// Facts that the trainee knows.
    pub facts: BTreeSet<Ref<FactId>>,
    /// Promises that were made.
    pub promises: BTreeMap<Ref<PromiseId>, PromiseState>,
    /// Promises that are broken because nobody came, each with the day on whose evening it was so.
    pub missed_promises: BTreeMap<Ref<PromiseId>, u32>,
    /// The scenario in which each promise was kept or broken, or that was missed.
    pub closed_in: BTreeMap<Ref<PromiseId>, ScenarioId>,
    /// What is said of the trainee, in the order it was said.
    pub words: Vec<KnownWord>,
    /// What has reached the trainee.
    pub overheard: BTreeMap<Ref<WordId>, Overheard>,
    /// The follow-ups that wait.
    pub open: BTreeMap<ScenarioId, OpenFollowUp>,
    /// The follow-ups that have opened in this season, each once.
    pub opened: BTreeSet<ScenarioId>,
    /// The follow-ups that were missed.
    pub missed: BTreeMap<ScenarioId, Missed>,
    /// Those whom the trainee has met: their rapport changed in a play.
    pub met: BTreeSet<VillagerId>,
    /// What those think who have met the trainee, or were waiting for them in vain.
    own_experience: BTreeMap<VillagerId, RapportClass>,
    /// The same as the present day began, and as the day before began.
    at_dawn: [BTreeMap<VillagerId, RapportClass>; 2],
}

/// A word that was said, and the day on which it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownWord {
    /// The word, and who hears it.
    pub told: Told,
    /// The day on which it was said.
    pub day: u32,
    /// Where its words are.
    pub text: PlayText,
}

/// Which text was played, or missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlayText {
    /// The hash under which the ledger keeps it.
    pub content_hash: Hash,
    /// The seed, by which its people were cast; `None` if nobody played it.
    pub seed: Option<u64>,
}

/// When and from whom the trainee heard a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overheard {
    /// The evening of this day.
    pub evening: u32,
    /// Who told the trainee; `None` for what everybody can read.
    pub by: Option<VillagerId>,
}

/// A play that the town followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The day.
    pub day: u32,
    /// What was played.
    pub text: PlayText,
}

/// A follow-up that was missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The day on whose evening it was missed.
    pub day: u32,
    /// Its text as it was then, which the ledger keeps.
    pub content_hash: Hash,
}

/// A follow-up that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFollowUp {
    /// The text it opened with.
    pub content_hash: Hash,
    /// The day on whose evening it opened.
    pub since: u32,
    /// The last day on which it can be played, if it is due.
    pub last_day: Option<u32>,
}

impl Default for Town {
    /// The first day, with nothing remembered.
    fn default() -> Self {
        Self {
            day: 1,
            followed: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            facts: BTreeSet::new(),
            promises: BTreeMap::new(),
            missed_promises: BTreeMap::new(),
            closed_in: BTreeMap::new(),
            words: Vec::new(),
            overheard: BTreeMap::new(),
            open: BTreeMap::new(),
            opened: BTreeSet::new(),
            missed: BTreeMap::new(),
            met: BTreeSet::new(),
            own_experience: BTreeMap::new(),
            at_dawn: Default::default(),
        }
    }
}

impl Town {
    /// Adds a completed play of a scenario: what it leaves to be remembered, and what was written of the town at its end.
    /// Nothing changes if the town does not follow it: only the first play of a scenario in a season counts, and none that was
    /// written as standing aside. A play without a part of the town is of an older program: it ends the day, and nobody talks.
    pub fn add(&mut self, scenario: &ScenarioId, text: PlayText, trace: &Trace, part: Option<&TownPart>) {
        if self.has_followed(scenario) || part.is_some_and(|part| part.aside.is_some()) {
            return;
        }
        let Some(part) = part else {
            self.add_play(scenario, trace, &trace.rapport.keys().cloned().collect(), [], text);
            self.begin_day();
            return;
        };
        self.add_play(scenario, trace, &part.met, part.told.iter().cloned(), text);
        if let Some(evening) = &part.evening {
            self.add_evening(evening);
        }
    }

    /// Adds what a followed play changes at once.
    pub(super) fn add_play(
        &mut self,
        scenario: &ScenarioId,
        trace: &Trace,
        met: &BTreeSet<VillagerId>,
        told: impl IntoIterator<Item = Told>,
        text: PlayText,
    ) {
        self.followed.insert(scenario.clone(), Followed { day: self.day, text });
        self.open.remove(scenario);
        if let Some((scenario, outcome)) = &trace.ended {
            self.outcomes.insert(scenario.clone(), *outcome);
        }
        self.facts.extend(trace.facts.iter().cloned());
        for (promise, state) in &trace.promises {
            let is_own = promise.scenario.as_ref() == Some(scenario);
            if !is_own && self.promises.get(promise) != Some(&PromiseState::Open) {
                continue;
            }
            self.promises.insert(promise.clone(), *state);
            if *state != PromiseState::Open {
                self.closed_in.insert(promise.clone(), scenario.clone());
            }
        }
        self.met.extend(met.iter().cloned());
        let met = met.iter().filter_map(|villager| Some((villager.clone(), *trace.rapport.get(villager)?)));
        self.own_experience.extend(met);
        self.say(told, text);
    }

    /// Adds an evening, as it was written; the next day begins.
    fn add_evening(&mut self, evening: &Evening) {
        for missed in &evening.missed {
            self.miss(missed);
        }
        for closed in &evening.closed {
            self.open.remove(closed);
        }
        for opened in &evening.opened {
            let open = OpenFollowUp { content_hash: opened.content_hash, since: self.day, last_day: opened.last_day };
            self.open.insert(opened.scenario.clone(), open);
            self.opened.insert(opened.scenario.clone());
        }
        let today = self.day;
        let heard = |reached: &Reached| (reached.word.clone(), Overheard { evening: today, by: reached.by.clone() });
        self.overheard.extend(evening.reached.iter().map(heard));
        self.begin_day();
    }

    fn begin_day(&mut self) {
        self.day += 1;
        let [today, yesterday] = &mut self.at_dawn;
        *yesterday = std::mem::replace(today, self.own_experience.clone());
    }

    /// Adds that a follow-up was missed: its promises are broken if they are open, and whoever complains of it thinks less of
    /// the trainee.
    pub(super) fn miss(&mut self, missed: &MissedFollowUp) {
        self.open.remove(&missed.scenario);
        self.missed.insert(missed.scenario.clone(), Missed { day: self.day, content_hash: missed.content_hash });
        for promise in &missed.breaks {
            if let Some(open) = self.promises.get_mut(promise).filter(|state| **state == PromiseState::Open) {
                *open = PromiseState::Broken;
                self.missed_promises.insert(promise.clone(), self.day);
                self.closed_in.insert(promise.clone(), missed.scenario.clone());
            }
        }
        let complaining = missed.told.iter().filter(|told| told.tone == Tone::Complaint);
        self.own_experience.extend(complaining.map(|told| (told.teller.clone(), RapportClass::Cool)));
        self.say(missed.told.iter().cloned(), PlayText { content_hash: missed.content_hash, seed: None });
    }

    /// Adds words that are said today. Where plays from lists of choices are counted too, days have other numbers than those
    /// that were written: the ways move with the day on which the teller speaks.
    fn say(&mut self, told: impl IntoIterator<Item = Told>, text: PlayText) {
        let day = self.day;
        let moved = |mut told: Told| {
            let written = told.ways.get(&told.teller).map_or(day, |way| way.evening);
            for way in told.ways.values_mut() {
                way.evening = (way.evening + day).saturating_sub(written);
            }
            KnownWord { told, day, text }
        };
        self.words.extend(told.into_iter().map(moved));
    }

    /// Whether a scenario was followed in this season.
    #[must_use]
    pub fn has_followed(&self, scenario: &ScenarioId) -> bool {
        self.followed.contains_key(scenario)
    }

    /// Whether a villager knows a word on an evening.
    #[must_use]
    pub fn knows(&self, villager: &VillagerId, word: &Ref<WordId>, evening: u32) -> bool {
        let known = |said: &&KnownWord| said.told.word == *word;
        self.words
            .iter()
            .find(known)
            .and_then(|said| said.told.ways.get(villager))
            .is_some_and(|way| way.evening <= evening)
    }

    /// Whether a villager has met the trainee in this season, or waited for them in vain.
    #[must_use]
    pub fn has_own_experience(&self, villager: &VillagerId) -> bool {
        self.own_experience.contains_key(villager)
    }

    /// Whether a villager knows the trainee on an evening: by own experience, or by hearsay.
    #[must_use]
    pub fn is_known_to(&self, villager: &VillagerId, evening: u32) -> bool {
        self.has_own_experience(villager)
            || self.words.iter().any(|known| known.told.ways.get(villager).is_some_and(|way| way.evening <= evening))
    }

    /// What a villager thinks of the trainee on an evening: by own experience, or else by what they have heard, more complaints
    /// or more praise.
    #[must_use]
    pub fn opinion(&self, villager: &VillagerId, evening: u32) -> RapportClass {
        self.own_experience.get(villager).copied().unwrap_or_else(|| self.by_hearsay(villager, evening))
    }

    /// What a villager thought as the day began that has just ended; `None` on the first day, and if they had not met the
    /// trainee by then.
    #[must_use]
    pub fn opinion_before(&self, villager: &VillagerId) -> Option<RapportClass> {
        self.at_dawn[1].get(villager).copied()
    }

    /// What a villager thought as the present day began; `None` if they had not met the trainee by then.
    #[must_use]
    pub fn opinion_at_dawn(&self, villager: &VillagerId) -> Option<RapportClass> {
        self.at_dawn[0].get(villager).copied()
    }

    /// What a villager who does not know the trainee has heard of them: more complaints or more praise.
    fn by_hearsay(&self, villager: &VillagerId, evening: u32) -> RapportClass {
        let heard =
            self.words.iter().filter(|said| said.told.ways.get(villager).is_some_and(|way| way.evening <= evening));
        let balance: i32 = heard
            .map(|said| match said.told.tone {
                Tone::Praise => 1,
                Tone::Plain => 0,
                Tone::Complaint => -1,
            })
            .sum();
        match balance {
            ..0 => RapportClass::Cool,
            0 => RapportClass::Neutral,
            1.. => RapportClass::Warm,
        }
    }

    /// The memory with which a play of a scenario begins: of the town only what the play can read.
    #[must_use]
    pub fn memory_for(&self, script: &Script) -> Memory {
        let evening = self.day - 1;
        let cast = script.people.iter().filter_map(|person| person.villager.as_ref());
        let rapport = cast
            .map(|villager| (villager.clone(), self.opinion(villager, evening)))
            .filter(|(villager, class)| self.has_own_experience(villager) || *class != RapportClass::Neutral);
        let mut heard: BTreeMap<Ref<WordId>, BTreeMap<VillagerId, Hearing>> = BTreeMap::new();
        for (word, person) in &script.heard {
            let Some(villager) = script.person(*person).villager.as_ref() else { continue };
            if self.knows(villager, word, evening) {
                heard.entry(word.clone()).or_default().insert(villager.clone(), self.hearing(villager, word));
            }
        }
        let reads_day = script.reads_day();
        Memory {
            rapport: rapport.collect(),
            facts: self.facts.clone(),
            promises: self.promises.clone(),
            outcomes: self.outcomes.clone(),
            heard,
            overheard: script.overheard.iter().filter(|word| self.overheard.contains_key(*word)).cloned().collect(),
            day: (reads_day && self.day > 1).then_some(self.day),
        }
    }

    /// The villagers through whom a word reached the trainee, the last first; the teller alone, if everybody can read it.
    #[must_use]
    pub fn through<'a>(&self, known: &'a KnownWord) -> Vec<&'a VillagerId> {
        let by = self.overheard.get(&known.told.word).and_then(|heard| heard.by.as_ref());
        let mut next = known.told.ways.keys().find(|villager| Some(*villager) == by).or(Some(&known.told.teller));
        let mut through = Vec::new();
        while let Some(villager) = next.filter(|villager| !through.contains(villager)) {
            through.push(villager);
            next = known.told.ways.get(villager).and_then(|way| way.from.as_ref());
        }
        through
    }

    /// How a villager who knows a word knows it.
    fn hearing(&self, villager: &VillagerId, word: &Ref<WordId>) -> Hearing {
        let said = self.words.iter().find(|said| said.told.word == *word);
        let was_there = said.and_then(|said| said.told.ways.get(villager)).is_some_and(|way| way.from.is_none());
        if was_there { Hearing::First } else { Hearing::Retold }
    }
}
