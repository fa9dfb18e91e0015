//! Replays: the same scenario, seed, memory and choices give the same bytes, and every play ends.

use rapport::encounter::{Encounter, Memory, Status};
use rapport::record::{AttemptInfo, Document, PlaySource};

use super::support::{shipped_scripts, sizes};

/// A number after a number, for choosing; any spread will do.
fn step(state: u64) -> u64 {
    state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407)
}

fn document(encounter: &Encounter) -> String {
    Document::new(&encounter.transcript(), AttemptInfo::new(PlaySource::Script)).json()
}

#[test]
fn random_plays_end_and_replay_to_the_same_bytes() {
    let scripts = shipped_scripts();
    assert!(scripts.len() >= 5);
    let plays = sizes().replays;
    let mut ended = 0;
    for n in 0..plays {
        let script = &scripts[usize::try_from(n).unwrap_or(0) % scripts.len()];
        let mut chance = step(n);
        let mut encounter = Encounter::start(script.clone(), n, Memory::default());
        while encounter.status() == Status::Open {
            chance = step(chance);
            let shown = usize::try_from(chance >> 40).unwrap_or(0) % encounter.offers().len();
            encounter.choose_at(shown, u32::try_from(n % 5_000).unwrap_or(0));
        }
        assert_eq!(encounter.status(), Status::Completed, "{} with seed {n}", script.id);
        ended += 1;
        let choices: Vec<_> = encounter.choices().cloned().collect();
        let mut again = Encounter::start(script.clone(), n, Memory::default());
        for choice in &choices {
            again
                .choose(choice.as_str(), u32::try_from(n % 5_000).unwrap_or(0))
                .expect("the same choice is on offer again");
        }
        assert_eq!(document(&encounter), document(&again), "{} with seed {n}", script.id);
    }
    println!("{ended} of {plays} random plays ended, each replayed to the same bytes");
}
