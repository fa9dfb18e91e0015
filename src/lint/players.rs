//! Simulated players: what a play scores that follows one cue, chance, or the weights themselves.

use std::sync::Arc;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::words::Words;
use crate::encounter::{Encounter, Memory, Offer, Status};
use crate::scenario::script::{BeatIx, Choice, Script};
use crate::scoring::Scorecard;
use crate::util::num::{saturating_i64, saturating_u8, saturating_usize};

/// How a player picks a reply. Ties are decided by the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Player {
    /// Everything on offer is equally likely.
    Random,
    /// The longest spoken reply, in characters.
    Longest,
    /// The shortest.
    Shortest,
    /// The spoken reply with the most courtesies.
    Politest,
    /// The spoken reply with the most words that name a principle which the scenario trains.
    Keyword,
    /// The largest total.
    Best,
    /// The smallest total.
    Worst,
}

impl Player {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Random, Self::Longest, Self::Shortest, Self::Politest, Self::Keyword, Self::Best, Self::Worst];
    /// Those that follow a cue.
    pub const CUES: [Self; 4] = [Self::Longest, Self::Shortest, Self::Politest, Self::Keyword];

    /// The word on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Longest => "longest",
            Self::Shortest => "shortest",
            Self::Politest => "politest",
            Self::Keyword => "keyword",
            Self::Best => "best",
            Self::Worst => "worst",
        }
    }

    /// How much this player prefers a choice; the choice with the largest value is taken.
    fn preference(self, script: &Script, words: &Words, choice: &Choice) -> i64 {
        let text = choice.words.raw();
        match self {
            Self::Random => 0,
            Self::Longest => saturating_i64(text.chars().count()),
            Self::Shortest => -saturating_i64(text.chars().count()),
            Self::Politest => saturating_i64(words.courtesies(text)),
            Self::Keyword => saturating_i64(words.keywords(&script.scenario.trains, text)),
            Self::Best => choice.evidence.total().into(),
            Self::Worst => -i64::from(choice.evidence.total()),
        }
    }
}

/// The results of many plays of one scenario by one player, with nothing remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simulation {
    /// How many plays were started.
    pub plays: u64,
    /// How many of them reached an ending; the others got stuck and are not scored.
    pub completed: u64,
    /// How many decisions were made.
    pub decisions: u64,
    /// Gained and span over completed plays: overall, then P1 to P8.
    pub sums: [(u64, u64); 9],
    /// How many plays ended at each beat.
    pub ended: Vec<u64>,
    /// In how many plays each beat was visited.
    pub visits: Vec<u64>,
    /// How often each choice was taken.
    pub taken: Vec<u64>,
}

/// Plays a script `runs` times.
///
/// # Examples
///
/// ```
/// use std::collections::BTreeSet;
///
/// use rapport::files::DataPaths;
/// use rapport::library::{Library, words};
/// use rapport::lint::{Player, simulate};
///
/// let library = Library::load(&DataPaths::default());
/// let script = &library.get("the-sofa").expect("the scenario is shipped").script;
/// let played = simulate(script, Player::Best, &words(BTreeSet::new()), 10, 1);
/// let (gained, span) = played.sums[0];
/// assert_eq!(gained, span, "always the best reply scores 100");
/// ```
#[must_use]
pub fn simulate(script: &Arc<Script>, player: Player, words: &Words, runs: u64, seed: u64) -> Simulation {
    let preferences: Vec<Vec<i64>> = (script.beats.iter())
        .map(|beat| beat.choices().iter().map(|choice| player.preference(script, words, choice)).collect())
        .collect();
    let mut simulation = Simulation {
        ended: vec![0; script.beats.len()],
        visits: vec![0; script.beats.len()],
        taken: vec![0; script.choices],
        ..Simulation::default()
    };
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut encounter = Encounter::plain(Arc::clone(script), Memory::default());
    for run in 0..runs {
        if run > 0 {
            encounter.restart(0);
        }
        let mut card = Scorecard::default();
        while encounter.status() == Status::Open {
            let beat = encounter.state().beat();
            let choices = script.beat(beat).choices();
            let offered = encounter.offered();
            let scored = encounter.is_scored();
            let shown = pick(player, offered, choices, &preferences[beat.index()], scored, &mut rng);
            let chosen = offered[shown];
            if scored {
                let counted = offered.iter().filter(|offer| **offer == chosen || !choices[usize::from(offer.0)].earned);
                let evidence = |offer: &Offer| &choices[usize::from(offer.0)].evidence;
                card.add_evidence(evidence(&chosen), counted.map(evidence));
            }
            simulation.taken[choices[usize::from(chosen.0)].ix.index()] += 1;
            simulation.decisions += 1;
            encounter.choose_at(shown, 0);
        }
        simulation.plays += 1;
        let last = encounter.state().beat();
        for (n, visits) in simulation.visits.iter_mut().enumerate() {
            *visits += u64::from(encounter.state().has_entered(BeatIx::new(n)));
        }
        if encounter.status() == Status::Completed {
            simulation.completed += 1;
            simulation.ended[last.index()] += 1;
            for (n, sum) in simulation.sums.iter_mut().enumerate() {
                sum.0 += u64::from(card.nth(n).gained);
                sum.1 += u64::from(card.nth(n).span);
            }
        }
    }
    simulation
}

/// The position, among the offers, of the one that a player takes.
fn pick(
    player: Player,
    offered: &[Offer],
    choices: &[Choice],
    preferences: &[i64],
    scored: bool,
    rng: &mut ChaCha8Rng,
) -> usize {
    let by_weights = matches!(player, Player::Best | Player::Worst);
    // Later visits of a beat are not scored, so the weights say nothing there.
    let is_random = player == Player::Random || (by_weights && !scored);
    let kind = |choice: &Choice| if choice.silence { 0 } else { 1 + u8::from(choice.spoken) };
    let best_kind = offered.iter().map(|offer| kind(&choices[usize::from(offer.0)])).max().unwrap_or(0);
    let mut most = i64::MIN;
    let mut ties = [0_u8; 9];
    let mut count = 0;
    for (n, offer) in offered.iter().enumerate() {
        let at = usize::from(offer.0);
        // A player that follows a cue speaks if there is something to say, and takes silence only if nothing else is on offer.
        if !is_random && !by_weights && kind(&choices[at]) < best_kind {
            continue;
        }
        let preference = if is_random { 0 } else { preferences[at] };
        if preference > most {
            most = preference;
            count = 0;
        }
        if preference == most {
            ties[count] = saturating_u8(n);
            count += 1;
        }
    }
    let drawn = if count > 1 { (u64::from(rng.next_u32()) * count as u64) >> 32 } else { 0 };
    ties[saturating_usize(drawn)].into()
}

impl Simulation {
    /// How many of all beats, and of all choices, were visited.
    #[must_use]
    pub fn coverage(&self, script: &Script) -> [(usize, usize); 2] {
        let seen = |counts: &[u64]| counts.iter().filter(|count| **count > 0).count();
        [(seen(&self.visits), script.beats.len()), (seen(&self.taken), script.choices)]
    }
}
