//! Players that understand nothing: what somebody scores who goes by one cue, by chance, or by the weights themselves.

use std::sync::Arc;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::words::Words;
use crate::encounter::{Encounter, Memory, Offer, Status};
use crate::scenario::script::{BeatIx, Choice, Script};
use crate::scoring::Scorecard;

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
    /// Those that go by a cue.
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

    /// How much this player likes a choice; the largest is taken.
    fn liking(self, script: &Script, words: &Words, choice: &Choice) -> i64 {
        let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let text = choice.words.raw();
        match self {
            Self::Random => 0,
            Self::Longest => whole(text.chars().count()),
            Self::Shortest => -whole(text.chars().count()),
            Self::Politest => whole(words.courtesies(text)),
            Self::Keyword => whole(words.keywords(&script.scenario.trains, text)),
            Self::Best => choice.evidence.total().into(),
            Self::Worst => -i64::from(choice.evidence.total()),
        }
    }
}

/// What came of many plays of one scenario by one player, with nothing remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simulation {
    /// How many plays were begun.
    pub plays: u64,
    /// How many of them came to an ending; the others got stuck and are not scored.
    pub completed: u64,
    /// How many decisions were made.
    pub decisions: u64,
    /// Gained and span over completed plays: overall, then P1 to P8.
    pub sums: [(u64, u64); 9],
    /// How many plays ended at each beat.
    pub ended: Vec<u64>,
    /// In how many plays each beat was come to, once for each play.
    pub come_to: Vec<u64>,
    /// How often each choice was taken.
    pub taken: Vec<u64>,
}

/// Plays a script so often.
#[must_use]
pub fn simulate(script: &Arc<Script>, player: Player, words: &Words, runs: u64, seed: u64) -> Simulation {
    let likings: Vec<Vec<i64>> = (script.beats.iter())
        .map(|beat| beat.choices().iter().map(|choice| player.liking(script, words, choice)).collect())
        .collect();
    let mut simulation = Simulation {
        ended: vec![0; script.beats.len()],
        come_to: vec![0; script.beats.len()],
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
            let shown = pick(player, offered, choices, &likings[beat.index()], scored, &mut rng);
            let chosen = offered[shown];
            if scored {
                let counted = offered.iter().filter(|offer| **offer == chosen || !choices[usize::from(offer.0)].earned);
                let evidence = |offer: &Offer| &choices[usize::from(offer.0)].evidence;
                card.add_moment(evidence(&chosen), counted.map(evidence));
            }
            simulation.taken[choices[usize::from(chosen.0)].ix.index()] += 1;
            simulation.decisions += 1;
            encounter.choose_at(shown, 0);
        }
        simulation.plays += 1;
        let last = encounter.state().beat();
        for (n, come_to) in simulation.come_to.iter_mut().enumerate() {
            *come_to += u64::from(encounter.state().has_entered(BeatIx::new(n)));
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

/// The position among what is on offer that a player takes.
fn pick(
    player: Player,
    offered: &[Offer],
    choices: &[Choice],
    likings: &[i64],
    scored: bool,
    rng: &mut ChaCha8Rng,
) -> usize {
    let by_weights = matches!(player, Player::Best | Player::Worst);
    // On a later visit nothing has weights any more.
    let blind = player == Player::Random || (by_weights && !scored);
    let kind = |choice: &Choice| if choice.silence { 0 } else { 1 + u8::from(choice.spoken) };
    let best_kind = offered.iter().map(|offer| kind(&choices[usize::from(offer.0)])).max().unwrap_or(0);
    let mut most = i64::MIN;
    let mut ties = [0_u8; 9];
    let mut count = 0;
    for (n, offer) in offered.iter().enumerate() {
        let at = usize::from(offer.0);
        // Whoever goes by a cue speaks if there is something to say, and is silent only if alone.
        if !blind && !by_weights && kind(&choices[at]) < best_kind {
            continue;
        }
        let liking = if blind { 0 } else { likings[at] };
        if liking > most {
            most = liking;
            count = 0;
        }
        if liking == most {
            ties[count] = u8::try_from(n).unwrap_or(0);
            count += 1;
        }
    }
    let drawn = if count > 1 { (u64::from(rng.next_u32()) * count as u64) >> 32 } else { 0 };
    ties[usize::try_from(drawn).unwrap_or(0)].into()
}

impl Simulation {
    /// How many of the beats, and of the choices, were come to.
    #[must_use]
    pub fn coverage(&self, script: &Script) -> [(usize, usize); 2] {
        let seen = |counts: &[u64]| counts.iter().filter(|count| **count > 0).count();
        [(seen(&self.come_to), script.beats.len()), (seen(&self.taken), script.choices)]
    }
}
