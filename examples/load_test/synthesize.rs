//! Synthetic plays, really played by simulated players of different skill, for load tests.

use std::path::Path;
use std::sync::Arc;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use rapport::encounter::{Encounter, MAX_SEED, Memory, Status};
use rapport::files::DataPaths;
use rapport::ledger::{Ledger, LedgerError};
use rapport::library::Library;
use rapport::record::{Head, Millis, PlaySource, Profile, ProfileId};
use rapport::scenario::script::Script;
use rapport::util::num::{saturating_i64, saturating_u32, saturating_usize};

/// Plays of each player, over the year.
const PLAYS_EACH: u64 = 20;

/// Players in one team.
const TEAM: u64 = 25;

/// When the year of the plays begins: 2025-11-01.
const YEAR_START: Millis = Millis(1_761_955_200_000);
const YEAR_MILLIS: u64 = 365 * 24 * 60 * 60 * 1000;

/// What was written.
pub(crate) struct Synthesized {
    pub(crate) players: usize,
    pub(crate) decisions: u64,
    pub(crate) head: Head,
}

/// Fills a data folder with plays of shipped scenarios, the same for the same seed on every machine. The folder must
/// not have a ledger.
pub(crate) fn synthesize(data: &Path, plays: u64, seed: u64) -> Result<Synthesized, LedgerError> {
    let paths = DataPaths::new(Some(data.to_path_buf()), None);
    assert!(!Ledger::exists(&paths), "synthetic plays need a data folder without records");
    let library = Library::load(&DataPaths::default());
    let scripts: Vec<Arc<Script>> = library.entries.values().map(|entry| Arc::clone(&entry.script)).collect();
    let mut ledger = Ledger::open(&paths, YEAR_START)?;
    let players: Vec<Player> = (0..plays.div_ceil(PLAYS_EACH).max(1)).map(|n| Player::new(seed, n)).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut decisions = 0;
    for n in 0..plays {
        let offset = u128::from(n) * u128::from(YEAR_MILLIS) / u128::from(plays);
        let began = Millis(YEAR_START.0 + saturating_i64(offset));
        let (round, n) = (n / players.len() as u64, n % players.len() as u64);
        // Players begin with different scenarios, and meet each scenario before they practise.
        let script = &scripts[saturating_usize((round + n) % scripts.len() as u64)];
        decisions += players[saturating_usize(n)].play(script, &mut rng, &mut ledger, began)?;
    }
    drop(ledger);
    // When it is opened again, plays that were left open more than 14 days of use ago are ended.
    let ledger = Ledger::open(&paths, Millis(YEAR_START.0 + saturating_i64(YEAR_MILLIS)))?;
    Ok(Synthesized { players: players.len(), decisions, head: ledger.head()? })
}

/// A simulated player.
struct Player {
    profile: Profile,
    /// How many times of a hundred the player takes the best reply.
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

    /// Plays a scenario, and records it in two transactions: the first decision when it began, all others when it
    /// ended. A transaction for each decision, as in the program, would take twice the time.
    ///
    /// Returns the number of decisions.
    fn play(
        &self,
        script: &Arc<Script>,
        rng: &mut ChaCha8Rng,
        ledger: &mut Ledger,
        began: Millis,
    ) -> Result<u64, LedgerError> {
        let mut encounter = Encounter::start(Arc::clone(script), rng.next_u64() & MAX_SEED, Memory::default());
        let mut play = ledger.begin(&self.profile, PlaySource::Play, began);
        let leaves = below(rng, 100) < 4;
        let mut at = began;
        while encounter.status() == Status::Open && !(leaves && encounter.decisions() == 3) {
            let totals: Vec<i32> = encounter.offers().map(|choice| choice.evidence.total()).collect();
            let best = (0..totals.len()).max_by_key(|n| totals[*n]).unwrap_or(0);
            let any = below(rng, saturating_u32(totals.len())) as usize;
            let chosen = if below(rng, 100) < self.skill { best } else { any };
            let milliseconds = 4_000 + below(rng, 20_000);
            encounter.choose_at(chosen, milliseconds);
            if encounter.decisions() == 1 {
                ledger.record(&mut play, &encounter, began)?;
            } else {
                at.0 += i64::from(milliseconds);
            }
        }
        ledger.record(&mut play, &encounter, at)?;
        Ok(encounter.decisions() as u64)
    }
}

/// A number below `n`.
fn below(rng: &mut ChaCha8Rng, n: u32) -> u32 {
    let drawn = (u64::from(rng.next_u32()) * u64::from(n)) >> 32;
    saturating_u32(drawn)
}
