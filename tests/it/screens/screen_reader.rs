//! What a screen reader hears, and what stands for a sound.

use bevy::prelude::*;
use bevy_egui::egui::accesskit::{Live, Role};
use rapport::encounter::Status;
use rapport::game::{Intent, Screen, Sound, TextReveal};

use crate::screen_harness::{ScreenHarness, spoken, visit_everything};

#[test]
fn lines_and_moods_are_announced() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play("rehearsal");
    let announced = |harness: &mut ScreenHarness| -> Vec<String> {
        let tree = harness.tree();
        tree.iter().filter(|(_, node)| node.live() == Some(Live::Polite)).map(|(_, node)| spoken(node)).collect()
    };
    let heard = announced(&mut harness);
    assert!(heard.iter().any(|line| line.contains("a recorded voice")), "a sound has its caption: {heard:?}");
    harness.ask(Intent::RevealAll);
    let heard = announced(&mut harness);
    assert!(heard.iter().any(|line| line.contains("Third voice today")), "{heard:?}");
    assert!(heard.iter().any(|line| line.starts_with("Ines Ferro, angry")), "{heard:?}");
    harness.choose("number");
    harness.ask(Intent::RevealAll);
    let heard = announced(&mut harness);
    assert!(heard.iter().any(|line| line.starts_with("Ines Ferro, furious")), "{heard:?}");
    harness.ask(Intent::Back);
    harness.play("the-sofa");
    harness.ask(Intent::RevealAll);
    let heard = announced(&mut harness);
    assert!(heard.iter().any(|line| line.starts_with("patience: ")), "{heard:?}");
    let tree = harness.tree();
    let rapport = tree
        .iter()
        .find(|(_, node)| spoken(node).starts_with("rapport "))
        .expect("the rapport is in the tree of the screen reader");
    assert_eq!(rapport.1.role(), Role::ProgressIndicator);
}

#[test]
fn a_line_is_heard_whole_while_its_words_still_appear() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play("ten-to-six");
    assert!(!harness.app.world().resource::<TextReveal>().is_done());
    let tree = harness.tree();
    let script = std::sync::Arc::clone(harness.session().selected_script().expect("the scenario is shipped"));
    let first = script.beat(script.start).lines[0].wordings[0].raw().to_owned();
    let opening: String = first.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    let heard = tree.iter().any(|(_, node)| spoken(node).contains(&opening) && spoken(node).len() >= first.len());
    assert!(heard, "{opening}");
}

#[test]
fn an_encounter_is_played_by_a_screen_reader_alone() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.press("Come in");
    assert_eq!(harness.screen(), Screen::SelectProfile);
    harness.ask(Intent::CreateProfile("Sam".into()));
    harness.press("1. ");
    assert_eq!(harness.screen(), Screen::Brief);
    harness.press("Start");
    let mut turns = 0;
    while harness.screen() == Screen::Encounter {
        let open = harness.session().play.as_ref().is_some_and(|play| play.encounter().status() == Status::Open);
        if !harness.app.world().resource::<TextReveal>().is_done() {
            harness.press("Show the whole line");
        } else if open {
            harness.press("1. ");
            turns += 1;
        } else {
            harness.press("See how it went");
        }
        assert!(turns < 30, "the encounter ends");
    }
    assert_eq!(harness.screen(), Screen::Debrief);
    harness.press("Turn 1, ");
    harness.press("Try turn 1 again");
    assert_eq!(harness.screen(), Screen::Encounter);
    harness.press("Leave");
    assert_eq!(harness.screen(), Screen::Evening);
    harness.press("Go on to day 2");
    assert_eq!(harness.screen(), Screen::Town);
}

#[test]
fn a_screen_reader_hears_the_name_of_the_window() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    visit_everything(&mut harness, &mut |harness, at| {
        let output = harness.show(Vec::new());
        let update = output.platform_output.accesskit_update.expect("accesskit is on");
        let root = bevy_egui::egui::accesskit_root_id().accesskit_id();
        let (_, node) = update.nodes.iter().find(|(id, _)| *id == root).expect("the tree has a root");
        assert!(spoken(node).starts_with("Rapport"), "{at}: {:?}", spoken(node));
    });
}

#[test]
fn every_sound_has_its_file_and_its_words() {
    for sound in Sound::ALL {
        assert!(rapport::files::asset(sound.file()).is_some(), "{sound:?}");
        assert!(!sound.caption().is_empty(), "{sound:?}");
    }
}
