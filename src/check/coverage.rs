//! What a library asks of trainees and what it uses of the format: the figures behind its coverage tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::players::{Player, Simulation, simulate};
use super::reads::Depth;
use super::space::{Space, Stop};
use super::words::Words;
use super::{MOST_PLACES, random_of, ranges};
use crate::encounter::Memory;
use crate::principle::Principle;
use crate::scenario::id::{BeatId, PromiseId, Ref, ScenarioId, VillagerId};
use crate::scenario::model::{Act, Beat, Condition, Effect, Kind, Level, Line, Member, NeedKind, Outcome, Scenario};
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
    /// Endings that no play comes to.
    pub unreached: usize,
    /// Random play in tenths of a point; none if nothing is observed.
    pub random: Option<u64>,
    /// Gained and span of [`Player::Random`], then of each of [`Player::CUES`], over so many plays.
    pub players: Vec<(&'static str, u64, u64)>,
    /// The villagers it casts.
    pub villagers: Vec<VillagerId>,
    /// What it uses of the format.
    pub uses: Uses,
}

/// How often parts of the format are used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// Choices by their act.
    pub acts: BTreeMap<&'static str, usize>,
    /// The acts of choices with the largest total at their beat.
    pub best_acts: BTreeMap<&'static str, usize>,
    /// Conditions, those inside others too.
    pub conditions: BTreeMap<&'static str, usize>,
    /// Effects, those inside others too.
    pub effects: BTreeMap<&'static str, usize>,
    /// Lines by their kind.
    pub lines: BTreeMap<&'static str, usize>,
    /// Needs by their kind, villagers' lasting ones included.
    pub needs: BTreeMap<&'static str, usize>,
    /// Promises that it can make.
    pub makes: Vec<PromiseId>,
    /// Promises of other scenarios that it can keep or break.
    pub settles: Vec<Ref<PromiseId>>,
}

const NOT_LOST: [Outcome; 3] = [Outcome::Solved, Outcome::Agreed, Outcome::Referred];

/// The figures of one scenario; players play it `runs` times each.
#[must_use]
pub fn coverage(script: &Arc<Script>, words: &Words, runs: u64) -> Coverage {
    let scenario = &script.scenario;
    let space = Space::explore(script, Memory::default(), Depth::Ways, MOST_PLACES);
    let ends = |outcome: &Outcome| space.nodes.iter().any(|node| node.stop == Stop::Ended(*outcome));
    let random = simulate(script, Player::Random, words, runs, 0);
    let cues = Player::CUES.map(|player| (player, simulate(script, player, words, runs, 0)));
    let told = |player: Player, plays: &Simulation| (player.word(), plays.sums[0].0, plays.sums[0].1);
    let by_cues = cues.iter().map(|(player, plays)| told(*player, plays));
    let endings = scenario.beats.iter().filter(|(_, beat)| beat.end.is_some());
    let comes_to =
        |id: &BeatId| script.beats.iter().position(|beat| beat.id == *id).is_some_and(|n| space.entered[n].is_some());
    Coverage {
        id: script.id.clone(),
        title: scenario.title.clone(),
        kind: scenario.kind,
        level: scenario.level,
        minutes: scenario.minutes,
        trains: scenario.trains.clone(),
        beats: scenario.beats.values().filter(|beat| !beat.choices.is_empty()).count(),
        decisions: ranges::decisions(&space, &NOT_LOST).map(|count| (count.min, count.max)),
        words: words_shown(script, &random),
        opportunities: opportunities(scenario),
        outcomes: Outcome::ALL.iter().copied().filter(ends).collect(),
        unreached: endings.filter(|(id, _)| !comes_to(id)).count(),
        random: random_of(&space).overall(),
        players: std::iter::once(told(Player::Random, &random)).chain(by_cues).collect(),
        villagers: script.people.iter().filter_map(|person| person.villager.clone()).collect(),
        uses: Uses::of(scenario),
    }
}

fn words_shown(script: &Script, plays: &Simulation) -> u64 {
    let count = |text: &Text| text.raw().split_whitespace().count() as u64;
    let lines = |lines: &[script::Line]| lines.iter().filter_map(|line| line.wordings.first()).map(count).sum::<u64>();
    let mut sum = plays.plays * count(&script.brief);
    for (beat, times) in script.beats.iter().zip(&plays.come_to) {
        let replies: u64 = beat.choices().iter().map(|choice| count(&choice.words)).sum();
        let end = if let Body::End { text, .. } = &beat.body { count(text) } else { 0 };
        sum += times * (lines(&beat.lines) + replies + end);
        sum += beat.choices().iter().map(|choice| plays.taken[choice.ix.at()] * lines(&choice.answer)).sum::<u64>();
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

impl Uses {
    /// Of one scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut uses = Self::default();
        for member in scenario.cast.values() {
            uses.cast(member);
        }
        scenario.beats.values().for_each(|beat| uses.beat(beat));
        uses
    }

    /// Adds what another scenario uses.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.acts, &other.acts),
            (&mut self.best_acts, &other.best_acts),
            (&mut self.conditions, &other.conditions),
            (&mut self.effects, &other.effects),
            (&mut self.lines, &other.lines),
            (&mut self.needs, &other.needs),
        ] {
            for (word, times) in theirs {
                *mine.entry(word).or_default() += times;
            }
        }
        self.makes.extend(other.makes.iter().cloned());
        self.settles.extend(other.settles.iter().cloned());
    }

    fn cast(&mut self, member: &Member) {
        let persona = match member {
            Member::Persona(persona) => Some(persona),
            // Twins share their needs.
            Member::OneOf(twins) => twins.values().next(),
            Member::Villager(_) => None,
        };
        for need in persona.iter().flat_map(|persona| persona.needs.values()) {
            *self.needs.entry(need.kind.word()).or_default() += 1;
        }
    }

    fn beat(&mut self, beat: &Beat) {
        self.lines(&beat.lines);
        self.effects(&beat.effects);
        let most = beat.choices.values().map(|choice| choice.evidence.total()).max();
        for choice in beat.choices.values() {
            *self.acts.entry(choice.act.word()).or_default() += 1;
            if Some(choice.evidence.total()) == most {
                *self.best_acts.entry(choice.act.word()).or_default() += 1;
            }
            self.conditions(&choice.when);
            self.effects(&choice.effects);
            self.lines(&choice.answer);
        }
        if let Some(silence) = &beat.silence {
            *self.acts.entry(Act::Wait.word()).or_default() += 1;
            self.conditions(&silence.when);
            self.effects(&silence.effects);
            self.lines(&silence.answer);
        }
        for next in &beat.next {
            self.conditions(&next.when);
        }
    }

    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            *self.lines.entry(line.word()).or_default() += 1;
            self.conditions(line.when());
        }
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            *self.conditions.entry(condition.word()).or_default() += 1;
            match condition {
                Condition::All(inner) | Condition::Any(inner) => self.conditions(inner),
                Condition::Not(inner) | Condition::With(_, inner) => self.conditions(std::slice::from_ref(inner)),
                _ => {}
            }
        }
    }

    fn effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            *self.effects.entry(effect.word()).or_default() += 1;
            match effect {
                Effect::Promise(promise) if !self.makes.contains(promise) => self.makes.push(promise.clone()),
                Effect::Keep(promise) | Effect::Break(promise)
                    if promise.scenario.is_some() && !self.settles.contains(promise) =>
                {
                    self.settles.push(promise.clone());
                }
                Effect::If(condition, inner) => {
                    self.conditions(std::slice::from_ref(condition));
                    self.effects(inner);
                }
                Effect::For(_, inner) => self.effects(inner),
                _ => {}
            }
        }
    }
}

/// The four kinds of need, all acts, conditions, effects and kinds of line, with a heading for each.
#[must_use]
pub fn all_words() -> [(&'static str, Vec<&'static str>); 5] {
    let acts = Act::ALL.iter().map(|act| act.word()).collect();
    let needs = NeedKind::ALL.iter().map(|kind| kind.word()).collect();
    [
        ("Acts", acts),
        ("Conditions", Condition::WORDS.to_vec()),
        ("Effects", Effect::WORDS.to_vec()),
        ("Lines", Line::WORDS.to_vec()),
        ("Needs", needs),
    ]
}
