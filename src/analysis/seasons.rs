//! Whole seasons played by players who always choose the best reply, the worst, or any: what opens, what becomes of promises,
//! and what the village thinks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use serde::Serialize;

use crate::encounter::{Encounter, PromiseState, RapportClass, Status};
use crate::scenario::id::{PromiseId, Ref, ScenarioId, VillagerId};
use crate::scenario::script::Script;
use crate::town::{DayPlay, PlayText, Setting, Town, Waiting, end_of_play};
use crate::util::num::saturating_usize;

/// The most plays of a season; one that is not over then is stuck.
const MAX_PLAYS: usize = 1_000;

/// Who plays the seasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SeasonPlayer {
    /// Always a best reply; what is due is played first.
    Best,
    /// Always a worst reply; what is due is never played.
    Worst,
    /// Every reply and every encounter that waits is equally likely.
    Random,
}

/// What seasons of one player come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seasons {
    /// How many seasons were played.
    pub seasons: u64,
    /// How many plays they have together.
    pub plays: u64,
    /// How many plays came to a place with no way on, and how many seasons did not end.
    pub stuck: u64,
    /// The fewest and the most days of a season.
    pub days: (u32, u32),
    /// In how many seasons each follow-up opened; 0 for one that never did.
    pub opened: BTreeMap<ScenarioId, u64>,
    /// In how many seasons each follow-up was missed.
    pub missed: BTreeMap<ScenarioId, u64>,
    /// What became of each promise at the end of the seasons in which it was made.
    pub promises: BTreeMap<Ref<PromiseId>, PromiseCounts>,
    /// What those thought at the end who had met the trainee or heard of them.
    pub opinions: OpinionCounts,
    /// What those thought by hearsay who met the trainee for the first time.
    pub first_meetings: OpinionCounts,
}

/// How many seasons a promise ended in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PromiseCounts {
    /// It was kept.
    pub kept: u64,
    /// It was broken by a reply.
    pub broken: u64,
    /// Nobody came in time.
    pub missed: u64,
    /// It stands.
    pub open: u64,
}

/// How many people think so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OpinionCounts {
    /// Cool.
    pub cool: u64,
    /// Neutral.
    pub neutral: u64,
    /// Warm.
    pub warm: u64,
}

impl OpinionCounts {
    const fn add(&mut self, class: RapportClass) {
        match class {
            RapportClass::Cool => self.cool += 1,
            RapportClass::Neutral => self.neutral += 1,
            RapportClass::Warm => self.warm += 1,
        }
    }
}

impl Seasons {
    /// Plays seasons with the seeds from 0 upwards: the same on every machine.
    #[must_use]
    pub fn simulate(setting: &Setting, player: SeasonPlayer, seasons: u64) -> Self {
        let follow_ups = setting.scripts.values().filter(|script| !script.scenario.opens.is_empty());
        let mut all = Self {
            opened: follow_ups.map(|script| (script.id.clone(), 0)).collect(),
            days: (u32::MAX, 0),
            ..Self::default()
        };
        for seed in 0..seasons {
            let mut season = Season { setting, player, town: Town::default(), rng: ChaCha8Rng::seed_from_u64(seed) };
            season.play(&mut all);
            all.add(&season.town, setting);
        }
        all
    }

    /// Adds the end of a season.
    fn add(&mut self, town: &Town, setting: &Setting) {
        self.seasons += 1;
        self.days = (self.days.0.min(town.day), self.days.1.max(town.day));
        for id in &town.opened {
            *self.opened.entry(id.clone()).or_default() += 1;
        }
        for id in town.missed.keys() {
            *self.missed.entry(id.clone()).or_default() += 1;
        }
        for (promise, state) in &town.promises {
            let counts = self.promises.entry(promise.clone()).or_default();
            match state {
                PromiseState::Open => counts.open += 1,
                PromiseState::Kept => counts.kept += 1,
                PromiseState::Broken if town.missed_promises.contains_key(promise) => counts.missed += 1,
                PromiseState::Broken => counts.broken += 1,
            }
        }
        let last = town.day.saturating_sub(1);
        let known: BTreeSet<&VillagerId> = setting.people().filter(|it| town.is_known_to(it, last)).collect();
        for villager in known {
            self.opinions.add(town.opinion(villager, last));
        }
    }
}

/// A season that is being played.
struct Season<'a> {
    setting: &'a Setting,
    player: SeasonPlayer,
    town: Town,
    rng: ChaCha8Rng,
}

impl Season<'_> {
    fn play(&mut self, all: &mut Seasons) {
        // The order in which the player meets what is not due.
        let mut order: Vec<ScenarioId> = self.setting.scripts.keys().cloned().collect();
        for n in (1..order.len()).rev() {
            let other = self.below(n + 1);
            order.swap(n, other);
        }
        for _ in 0..MAX_PLAYS {
            let Some(script) = self.next(&order) else { return };
            all.plays += 1;
            for person in script.people.iter().filter_map(|person| person.villager.as_ref()) {
                let evening = self.town.day - 1;
                if !self.town.has_own_experience(person) && self.town.is_known_to(person, evening) {
                    all.first_meetings.add(self.town.opinion(person, evening));
                }
            }
            if !self.play_encounter(&script) {
                all.stuck += 1;
                return;
            }
        }
        all.stuck += 1;
    }

    /// What is played next; `None` at the end of the season.
    fn next(&mut self, order: &[ScenarioId]) -> Option<Arc<Script>> {
        let mut waiting: Vec<Waiting> = self.setting.waiting(&self.town).collect();
        if self.player == SeasonPlayer::Worst {
            waiting.retain(|waiting| waiting.last_day.is_none());
        }
        let chosen = match self.player {
            SeasonPlayer::Random if waiting.is_empty() => return None,
            SeasonPlayer::Random => {
                let n = self.below(waiting.len());
                waiting.swap_remove(n)
            }
            SeasonPlayer::Best | SeasonPlayer::Worst => {
                let place = |waiting: &Waiting| order.iter().position(|id| *id == waiting.script.id);
                waiting.into_iter().min_by_key(|waiting| (waiting.last_day.unwrap_or(u32::MAX), place(waiting)))?
            }
        };
        Some(chosen.script)
    }

    /// Plays an encounter to its end, and adds it to the town; whether it came to an end.
    fn play_encounter(&mut self, script: &Arc<Script>) -> bool {
        let mut encounter = Encounter::plain(Arc::clone(script), self.town.memory_for(script));
        while encounter.status() == Status::Open {
            let shown = match self.player {
                SeasonPlayer::Random => self.below(encounter.offers().len()),
                SeasonPlayer::Best => extreme(&encounter, 1),
                SeasonPlayer::Worst => extreme(&encounter, -1),
            };
            encounter.choose_at(shown, 0);
        }
        let Some(trace) = encounter.trace().filter(|_| encounter.status() == Status::Completed) else { return false };
        let (met, told) = (encounter.met(), encounter.told());
        let text = PlayText { content_hash: script.content_hash(), seed: None };
        let play = DayPlay { script, trace: &trace, met: &met, told: &told, text, is_played: true };
        let part = end_of_play(&self.town, self.setting, &play);
        self.town.add(&script.id, text, &trace, Some(&part));
        true
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        saturating_usize((u64::from(self.rng.next_u32()) * n as u64) >> 32)
    }
}

/// The first reply on offer with the largest total, or with a sign of -1 the smallest.
fn extreme(encounter: &Encounter, sign: i32) -> usize {
    let totals = encounter.offers().map(|choice| sign * choice.evidence.total());
    let mut best = (0, i32::MIN);
    for (n, total) in totals.enumerate() {
        if total > best.1 {
            best = (n, total);
        }
    }
    best.0
}
