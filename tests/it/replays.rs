//! Replays: the same scenario, seed, memory and choices give the same bytes, and every play ends.

use std::sync::Arc;

use rapport::encounter::{Encounter, Memory, Status};
use rapport::record::{AttemptInfo, Document, PlaySource};
use rapport::scenario::script::Script;

use super::random::Random;
use super::support::{shipped_scripts, sizes};

/// The number of scenarios that are shipped.
const SHIPPED: usize = 32;

/// Plays of one trainee, each remembering those before it; then the next trainee starts with nothing remembered.
const PLAYS_OF_A_TRAINEE: u64 = 60;

/// Times for a decision in milliseconds, from none to the largest that is stored.
const THINKING_TIMES: [u32; 5] = [0, 1, 4_999, 3_600_000, u32::MAX];

fn document(encounter: &Encounter) -> String {
    Document::new(&encounter.transcript(), AttemptInfo::new(PlaySource::Script)).json()
}

/// Plays to the end with random choices; also the choices with how long each took.
fn random_play(
    script: &Arc<Script>,
    seed: u64,
    memory: Memory,
    random: &mut Random,
) -> (Encounter, Vec<(String, u32)>) {
    let mut encounter = Encounter::start(Arc::clone(script), seed, memory);
    let mut decisions = Vec::new();
    while encounter.status() == Status::Open {
        let shown = random.below(encounter.offers().len());
        let milliseconds = THINKING_TIMES[random.below(THINKING_TIMES.len())];
        let choice = encounter.offers().nth(shown).map(|offer| offer.id.to_string());
        decisions.push((choice.expect("the drawn position is on offer"), milliseconds));
        encounter.choose_at(shown, milliseconds);
    }
    (encounter, decisions)
}

/// The same play again, with a memory that was written and read back as the ledger does.
fn replay(played: &Encounter, decisions: &[(String, u32)]) -> Encounter {
    let written = serde_json::to_string(played.memory()).expect("write the memory as JSON");
    let memory: Memory = serde_json::from_str(&written).expect("read the memory back");
    let mut again = Encounter::start(Arc::clone(played.script()), played.seed(), memory);
    for (choice, milliseconds) in decisions {
        again.choose(choice, *milliseconds).expect("the same choice is on offer again");
    }
    again
}

#[test]
fn random_plays_end_and_replay_to_the_same_bytes() {
    let scripts = shipped_scripts();
    assert_eq!(scripts.len(), SHIPPED, "all shipped scenarios are played");
    let plays = sizes().replays;
    let mut random = Random::from_seed(1);
    let (mut memory, mut remembering) = (Memory::default(), 0_u64);
    for n in 0..plays {
        if n % PLAYS_OF_A_TRAINEE == 0 {
            memory = Memory::default();
        }
        let script = &scripts[random.below(scripts.len())];
        let (encounter, decisions) = random_play(script, n, memory.clone(), &mut random);
        assert_eq!(encounter.status(), Status::Completed, "{} with seed {n}", script.id);
        let again = replay(&encounter, &decisions);
        assert_eq!(document(&encounter), document(&again), "{} with seed {n}", script.id);
        assert_eq!(encounter.trace(), again.trace(), "what is remembered of {} with seed {n}", script.id);
        remembering += u64::from(memory != Memory::default());
        memory.add(&encounter.trace().expect("a completed play leaves a trace"));
    }
    assert!(remembering * 2 > plays, "only {remembering} of {plays} plays had something to remember");
    println!("{plays} random plays ended and replayed to the same bytes, {remembering} of them with memories");
}

#[test]
fn what_is_remembered_changes_a_play_of_the_same_seed_and_choices() {
    let mut random = Random::from_seed(2);
    let scripts = shipped_scripts();
    let changed = scripts.iter().filter(|script| {
        let (first, _) = random_play(script, 7, Memory::default(), &mut random);
        let mut memory = Memory::default();
        memory.add(&first.trace().expect("a completed play leaves a trace"));
        let starts = [Memory::default(), memory].map(|memory| Encounter::start(Arc::clone(script), 7, memory));
        document(&starts[0]) != document(&starts[1])
    });
    assert!(changed.count() > 0, "some scenario starts otherwise after it was played");
}
