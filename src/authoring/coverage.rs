//! What a scenario asks of trainees: the figures behind a library's coverage tables.

use std::sync::Arc;

use serde::Serialize;

use super::feature_usage::FeatureUsage;
use crate::analysis::Detail;
use crate::analysis::{MAX_STATES, random_play_over, ranges};
use crate::analysis::{StateSpace, Stop};
use crate::encounter::Memory;
use crate::lint::Words;
use crate::lint::{Player, Simulation, simulate};
use crate::scenario::id::{ScenarioId, VillagerId};
use crate::scenario::model::{Kind, Level, Outcome, Scenario};
use crate::scenario::principle::Principle;
use crate::scenario::script::{self, Body, Script, Text};

/// What one scenario asks, and how players that understand nothing fare in it.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// The scenario.
    pub id: ScenarioId,
    /// What it is called.
    pub title: String,
    /// What sort of encounter it is.
    pub kind: Kind,
    /// How hard it is.
    pub level: Level,
    /// How long a play takes, in minutes, about.
    pub minutes: u32,
    /// The principles it is for.
    pub trains: Vec<Principle>,
    /// Beats with choices.
    pub beats: usize,
    /// Fewest and most decisions of plays that are not lost, with nothing remembered; none if all are lost.
    pub decisions: Option<(u32, u32)>,
    /// Words that a random play shows: the brief, what is said and told, and every reply on offer. What has a
    /// condition counts in full, so that it is a little more than what is read.
    pub words: u64,
    /// For P1 to P8, the beats at which its weights differ among all that can be on offer there, `earned` aside.
    pub opportunities: [usize; 8],
    /// How its plays can end.
    pub outcomes: Vec<Outcome>,
    /// Endings that no play reaches.
    pub unreached: usize,
    /// Random play in tenths of a point; none if nothing is observed.
    pub random: Option<u64>,
    /// Gained and span of [`Player::Random`], then of each of [`Player::CUES`], over so many plays.
    pub players: Vec<(&'static str, u64, u64)>,
    /// The villagers it casts.
    pub villagers: Vec<VillagerId>,
    /// What it uses of the format.
    pub uses: FeatureUsage,
}

/// The figures of one scenario; players play it `runs` times each.
#[must_use]
pub fn coverage(script: &Arc<Script>, words: &Words, runs: u64) -> Coverage {
    let scenario = &script.scenario;
    let space = StateSpace::explore(script, Memory::default(), Detail::PathAndScore, MAX_STATES);
    let ends = |outcome: &Outcome| space.nodes.iter().any(|node| node.stop == Stop::Ended(*outcome));
    let random = simulate(script, Player::Random, words, runs, 0);
    let cues = Player::CUES.map(|player| (player, simulate(script, player, words, runs, 0)));
    let told = |player: Player, plays: &Simulation| (player.as_str(), plays.sums[0].0, plays.sums[0].1);
    let by_cues = cues.iter().map(|(player, plays)| told(*player, plays));
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
        decisions: ranges::decisions(&space, &Outcome::NOT_LOST).map(|count| (count.min, count.max)),
        words: words_shown(script, &random),
        opportunities: opportunities(scenario),
        outcomes: Outcome::ALL.iter().copied().filter(ends).collect(),
        unreached: endings.filter(|(_, entered)| entered.is_none()).count(),
        random: random_play_over(&space).overall(),
        players: std::iter::once(told(Player::Random, &random)).chain(by_cues).collect(),
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
