//! The figures about a scenario in the coverage tables of a library.

use std::sync::Arc;

use serde::Serialize;

use super::feature_usage::FeatureUsage;
use crate::analysis::{Detail, MAX_STATES, StateSpace, Stop, random_play_over, ranges};
use crate::encounter::Memory;
use crate::lint::{Player, Simulation, Words, simulate};
use crate::scenario::id::{ScenarioId, VillagerId};
use crate::scenario::model::{Kind, Level, Outcome, Scenario};
use crate::scenario::principle::Principle;
use crate::scenario::script::{self, Body, Script, Text};

/// The figures of one scenario: its length, opportunities and outcomes, and the scores of simulated players.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// The id of the scenario.
    pub id: ScenarioId,
    /// The title of the scenario.
    pub title: String,
    /// The kind of encounter.
    pub kind: Kind,
    /// The level of difficulty.
    pub level: Level,
    /// The length of a play in minutes, as the scenario states it.
    pub minutes: u32,
    /// The principles that the scenario trains.
    pub trains: Vec<Principle>,
    /// The number of beats with choices.
    pub beats: usize,
    /// The fewest and the most decisions in plays that start with an empty memory and do not end `Lost`; `None` if
    /// there is no such play.
    pub decisions: Option<(u32, u32)>,
    /// The mean number of words that a random play shows: the brief, lines, endings, and all choices of each beat.
    /// Lines and choices with a condition are always counted, so that the figure is slightly too high.
    pub words: u64,
    /// For P1 to P8, the number of beats at which the weights of the principle differ among the choices, without those
    /// that are `earned`.
    pub opportunities: [usize; 8],
    /// The outcomes with which plays can end.
    pub outcomes: Vec<Outcome>,
    /// The number of endings that no play reaches.
    pub unreached: usize,
    /// The overall score of random play in tenths of a point, 0 to 1000; `None` if nothing was observed.
    pub random: Option<u64>,
    /// Name, points gained and span of [`Player::Random`], then of each of [`Player::CUES`], summed over their plays.
    pub players: Vec<(&'static str, u64, u64)>,
    /// The villagers in the cast.
    pub villagers: Vec<VillagerId>,
    /// The parts of the format that the scenario uses.
    pub uses: FeatureUsage,
}

/// Computes the figures of a scenario; each player plays it `runs` times.
#[must_use]
pub fn coverage(script: &Arc<Script>, words: &Words, runs: u64) -> Coverage {
    let scenario = &script.scenario;
    let space = StateSpace::explore(script, Memory::default(), Detail::PathAndScore, MAX_STATES);
    let is_reached = |outcome: &Outcome| space.nodes.iter().any(|node| node.stop == Stop::Ended(*outcome));
    let random = simulate(script, Player::Random, words, runs, 0);
    let cues = Player::CUES.map(|player| (player, simulate(script, player, words, runs, 0)));
    let scores = |player: Player, plays: &Simulation| (player.as_str(), plays.sums[0].0, plays.sums[0].1);
    let by_cues = cues.iter().map(|(player, plays)| scores(*player, plays));
    let endings =
        script.beats.iter().zip(&space.first_entries).filter(|(beat, _)| matches!(beat.body, Body::End { .. }));
    Coverage {
        id: script.id.clone(),
        title: scenario.title.clone(),
        kind: scenario.kind,
        level: scenario.level,
        minutes: scenario.minutes,
        trains: scenario.trains.clone(),
        beats: scenario.beats.values().filter(|beat| !beat.choices.is_empty()).count(),
        decisions: ranges::decisions(&space, &Outcome::NOT_LOST),
        words: words_shown(script, &random),
        opportunities: opportunities(scenario),
        outcomes: Outcome::ALL.iter().copied().filter(is_reached).collect(),
        unreached: endings.filter(|(_, entered)| entered.is_none()).count(),
        random: random_play_over(&space).overall(),
        players: std::iter::once(scores(Player::Random, &random)).chain(by_cues).collect(),
        villagers: script.people.iter().filter_map(|person| person.villager.clone()).collect(),
        uses: FeatureUsage::from_scenario(scenario),
    }
}

fn words_shown(script: &Script, plays: &Simulation) -> u64 {
    let count = |text: &Text| text.raw().split_whitespace().count() as u64;
    let lines = |lines: &[script::Line]| lines.iter().filter_map(|line| line.wordings.first()).map(count).sum::<u64>();
    let mut sum = plays.plays * count(&script.brief);
    for (beat, times) in script.beats.iter().zip(&plays.visits) {
        let replies: u64 = beat.choices().iter().map(|choice| count(&choice.words)).sum();
        let end = if let Body::End { text, .. } = &beat.body { count(text) } else { 0 };
        sum += times * (lines(&beat.lines) + replies + end);
        sum += beat.choices().iter().map(|choice| plays.taken[choice.ix.index()] * lines(&choice.answer)).sum::<u64>();
    }
    sum / plays.plays.max(1)
}

fn opportunities(scenario: &Scenario) -> [usize; 8] {
    let mut counts = [0; 8];
    for beat in scenario.beats.values() {
        let spoken = beat.choices.values().filter(|choice| !choice.earned).map(|choice| choice.evidence);
        let evidence: Vec<_> = spoken.chain(beat.silence.iter().map(|silence| silence.evidence)).collect();
        for principle in Principle::ALL {
            let weights = || evidence.iter().map(|evidence| evidence.weight(principle));
            counts[principle.index()] += usize::from(weights().min() != weights().max());
        }
    }
    counts
}
