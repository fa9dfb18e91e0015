//! Simulated players: the best, the worst, a random one, and those that go by one cue.

use std::collections::BTreeSet;
use std::sync::Arc;

use rapport::analysis::random_play;
use rapport::authoring::template;
use rapport::library::words;
use rapport::lint::{Player, Simulation, simulate};
use rapport::scenario::model::Kind;
use rapport::scenario::script::{Choice, Script};

use crate::support::{run_rapport, run_rapport_for_json, shipped_scripts, stdout, temp_dir};

/// How a player plays a scenario 2,000 times.
fn simulated(script: &Arc<Script>, player: Player) -> Simulation {
    simulate(script, player, &words(BTreeSet::new()), 2_000, 5)
}

#[test]
fn the_best_player_scores_100_and_the_worst_0() {
    for script in shipped_scripts() {
        let (best, worst) = (simulated(&script, Player::Best), simulated(&script, Player::Worst));
        assert_eq!(best.sums[0].0, best.sums[0].1, "{}: always the best is 100", script.id);
        assert_eq!(worst.sums[0].0, 0, "{}: always the worst is 0", script.id);
    }
}

#[test]
fn the_random_player_follows_its_seed_and_scores_as_computed() {
    let words = words(BTreeSet::new());
    for script in shipped_scripts() {
        let random = simulated(&script, Player::Random);
        assert_eq!(random, simulated(&script, Player::Random), "the same seed gives the same");
        assert_ne!(random.sums, simulate(&script, Player::Random, &words, 2_000, 6).sums);
        let expected = random_play(&script).overall().expect("something is observed");
        let simulated = 1_000 * random.sums[0].0 / random.sums[0].1;
        assert!(expected.abs_diff(simulated) < 20, "{}: {expected} and {simulated} tenths", script.id);
    }
}

#[test]
fn a_player_that_follows_a_cue_always_speaks() {
    for script in shipped_scripts() {
        for player in Player::CUES {
            let cue = simulated(&script, player);
            assert_eq!((cue.plays, cue.completed), (2_000, 2_000));
            let choices = script.beats.iter().flat_map(|beat| beat.choices());
            let silences: u64 =
                choices.filter(|choice| choice.silence).map(|choice| cue.taken[choice.ix.index()]).sum();
            assert_eq!(silences, 0, "{}: the {} player speaks", script.id, player.as_str());
        }
    }
}

#[test]
fn the_longest_player_takes_the_longest_replies_only() {
    for script in shipped_scripts() {
        let longest = simulated(&script, Player::Longest);
        for beat in &script.beats {
            let spoken: Vec<_> = beat.choices().iter().filter(|choice| choice.spoken && !choice.silence).collect();
            let length = |choice: &Choice| choice.words.raw().chars().count();
            let most = spoken.iter().map(|choice| length(choice)).max();
            // Conditions can take the longest reply away.
            if spoken.iter().any(|choice| !choice.when.is_empty() || choice.once) {
                continue;
            }
            for choice in spoken.iter().filter(|choice| Some(length(choice)) != most) {
                assert_eq!(longest.taken[choice.ix.index()], 0, "{}/{}", beat.id, choice.id);
            }
        }
    }
}

#[test]
fn a_simulation_of_the_library_is_the_sum_of_its_scenarios() {
    let data = temp_dir();
    let played = run_rapport_for_json(
        data.path(),
        &["simulate", "scenarios", "--runs", "50", "--player", "longest", "--seed", "3", "--json"],
    );
    let sum = |of: &serde_json::Value, what: &str| of["overall"][what].as_u64().unwrap_or(0);
    let all: u64 = played["scenarios"].as_array().expect("a list").iter().map(|one| sum(one, "gained")).sum();
    let plays = 50 * shipped_scripts().len() as u64;
    assert_eq!((sum(&played, "gained"), played["plays"].as_u64()), (all, Some(plays)));
    let share = |n: u64| f64::from(u32::try_from(n).expect("a few thousand"));
    let mean = 100.0 * share(sum(&played, "gained")) / share(sum(&played, "span"));
    assert!((played["overall"]["mean"].as_f64().expect("a number") - mean).abs() < 1e-9);
    assert_eq!(played["beats_random"], false);
}

#[test]
fn a_library_that_can_be_played_by_length_is_reported() {
    let data = temp_dir();
    for (n, kind) in Kind::ALL.iter().enumerate() {
        let id = format!("long-{n}");
        let text = template(&id.as_str().into(), *kind);
        let longer = text
            .replace(
                "All evening. What is it like?",
                "All evening? Then tell me more of it: what is it like, and when does it begin?",
            )
            .replace(
                "I don't know yet. We have until Sunday.",
                "I don't know that yet, and we have until Sunday; so let us find out before that day.",
            )
            .replace(
                "You hear from me by Thursday, whatever they find.",
                "You hear from me by Thursday, whatever it is that they find, and whether I like it or not, by phone.",
            );
        std::fs::write(data.path().join(format!("{id}.ron")), longer).expect("write the file");
    }
    let folder = data.path().to_str().expect("the path is UTF-8");
    std::fs::write(data.path().join("broken.ron"), "Scenario(").expect("write the file");
    let found = stdout(&run_rapport(data.path(), &["check", folder]));
    assert!(found.contains("W50") && found.contains("W53"), "{found}");
    let played = stdout(&run_rapport(data.path(), &["simulate", folder, "--player", "longest"]));
    assert!(played.contains("warning: one cue is enough") && played.contains("left out"), "{played}");
}
