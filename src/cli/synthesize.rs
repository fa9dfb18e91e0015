//! `rapport synthesize`: many plays by players who are none, really played, to try out what many records weigh.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::args::Folders;
use super::progress::Progress;
use super::{Failure, Outcome, export, terminal};
use crate::encounter::{Encounter, MAX_SEED, Memory, Status};
use crate::files::DataPaths;
use crate::ledger::Ledger;
use crate::library::Library;
use crate::record::{Millis, PlaySource, Profile, ProfileId};
use crate::scenario::script::Script;

/// Each player plays so often, over the year.
const PLAYS_EACH: u64 = 20;

/// People of one team.
const TEAM: u64 = 25;

/// The year in which they play: from 2025-11-01 on.
const BEGIN: Millis = Millis(1_761_955_200_000);
const YEAR: u64 = 365 * 24 * 60 * 60 * 1000;

/// Plays in one transaction.
const BATCH: u64 = 2_000;

/// `rapport synthesize`.
#[derive(Debug, Args)]
pub struct SynthesizeArgs {
    /// How many plays.
    #[arg(long, value_name = "N")]
    pub plays: u64,
    /// The seed: the same seed gives the same plays.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// Plays and writes.
pub(super) fn run(args: &SynthesizeArgs) -> Outcome {
    let places = args.folders.places();
    if places.data.is_none() || Ledger::is_kept(&places) {
        return Err(Failure::usage(
            "players who are none play into a new data folder only; name one with `--data DIR`",
        ));
    }
    // Shipped scenarios only: the same plays on every machine.
    let library = Library::load(&DataPaths::default());
    let scripts: Vec<Arc<Script>> = library.entries.values().map(|entry| Arc::clone(&entry.script)).collect();
    let mut ledger = Ledger::open(&places, BEGIN)?;
    let people: Vec<Player> = (0..args.plays.div_ceil(PLAYS_EACH).max(1)).map(|n| Player::new(args.seed, n)).collect();
    let mut progress = Progress::new("playing");
    let mut rng = ChaCha8Rng::seed_from_u64(args.seed);
    let mut next = 0;
    let mut decisions = 0;
    while next < args.plays {
        let end = (next + BATCH).min(args.plays);
        let begun: Vec<_> = (next..end)
            .map(|n| {
                let began = Millis(
                    BEGIN.0 + i64::try_from(u128::from(n) * u128::from(YEAR) / u128::from(args.plays)).unwrap_or(0),
                );
                let player = &people[usize::try_from(n % people.len() as u64).unwrap_or(0)];
                // Everybody begins elsewhere, and meets each scenario before they practise.
                let which = (n / people.len() as u64 + n % people.len() as u64) % scripts.len() as u64;
                let script = &scripts[usize::try_from(which).unwrap_or(0)];
                (ledger.begin(&player.profile, PlaySource::Play, began), player, script, began)
            })
            .collect();
        decisions += ledger.in_bulk(|bulk| {
            let mut decisions = 0;
            for (play, player, script, began) in begun {
                let encounter = player.play(script, &mut rng);
                decisions += encounter.decisions();
                bulk.add(play, &encounter, began)?;
            }
            Ok(decisions)
        })?;
        next = end;
        progress.print(next, args.plays);
    }
    terminal::print(&format!("{} plays by {} players, {decisions} decisions\n", args.plays, people.len()))?;
    terminal::print(&export::heads(&[ledger.head()?]))?;
    Ok(ExitCode::SUCCESS)
}

/// Somebody who is not there.
struct Player {
    profile: Profile,
    /// How often of a hundred times they see the best reply.
    skill: u32,
}

impl Player {
    fn new(seed: u64, n: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed ^ (n << 20));
        let skill = below(&mut rng, 80);
        let id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, format!("player {seed} {n}").as_bytes());
        let profile = Profile {
            id: ProfileId(id.to_string()),
            name: format!("Player {}", n + 1),
            staff: Some(format!("{}", 100_000 + n)),
            team: Some(format!("Team {}", n / TEAM + 1)),
        };
        Self { profile, skill }
    }

    fn play(&self, script: &Arc<Script>, rng: &mut ChaCha8Rng) -> Encounter {
        let mut encounter = Encounter::start(Arc::clone(script), rng.next_u64() & MAX_SEED, Memory::default());
        let leaves = below(rng, 100) < 4;
        while encounter.status() == Status::Open {
            let totals: Vec<i32> = encounter.offers().map(|choice| choice.evidence.total()).collect();
            let best = (0..totals.len()).max_by_key(|n| totals[*n]).unwrap_or(0);
            let any = below(rng, u32::try_from(totals.len()).unwrap_or(1)) as usize;
            let chosen = if below(rng, 100) < self.skill { best } else { any };
            encounter.choose_at(chosen, 4_000 + below(rng, 20_000));
            if leaves && encounter.decisions() == 3 {
                break;
            }
        }
        encounter
    }
}

/// A number below `n`.
fn below(rng: &mut ChaCha8Rng, n: u32) -> u32 {
    let drawn = (u64::from(rng.next_u32()) * u64::from(n)) >> 32;
    u32::try_from(drawn).unwrap_or(0)
}
