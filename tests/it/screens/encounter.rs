//! The encounter: who speaks where, in what channel, and what is in view.

use bevy::prelude::*;
use bevy_egui::egui::accesskit::{Node, Role};
use rapport::encounter::TranscriptLine;
use rapport::game::{Clock, Cue, Intent, Sound, TextReveal, Toggle};
use rapport::scenario::model::Channel;

use crate::screen_harness::{ScreenHarness, find, height_range, spoken};

#[test]
fn a_thread_is_counted_its_claims_marked_once_checked_and_a_lost_call_drops() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play("voice");
    harness.ask(Intent::RevealAll);
    let on_screen =
        |harness: &mut ScreenHarness| -> Vec<String> { harness.tree().iter().map(|(_, node)| spoken(node)).collect() };
    let count = |harness: &mut ScreenHarness| -> u64 {
        let all = on_screen(harness);
        let line = all.iter().find(|line| line.contains("people have seen this")).expect("the count is on the screen");
        line.split(' ')
            .next()
            .and_then(|number| number.replace(',', "").parse().ok())
            .expect("the text ends with a number")
    };
    let marked = |harness: &mut ScreenHarness| on_screen(harness).iter().any(|line| line == "checked: a half-truth");
    let before = count(&mut harness);
    // A second of thinking, at 600 people a minute.
    for _ in 0..10 {
        harness.app.update();
    }
    let after = count(&mut harness);
    assert!((10..=11).contains(&(after - before)), "{before}, then {after}");
    assert!(!marked(&mut harness), "nothing is given away before it is checked");
    harness.choose("look");
    harness.ask(Intent::RevealAll);
    assert!(marked(&mut harness));
    assert!(count(&mut harness) >= after, "who came to see it stays counted");
    harness.choose("call");
    harness.ask(Intent::RevealAll);
    let mut cursor = harness.app.world().resource::<Messages<Cue>>().get_cursor_current();
    // Messages are kept for two frames.
    harness.app.world_mut().write_message(Intent::Choose(0));
    harness.app.update();
    let heard: Vec<Sound> = cursor.read(harness.app.world().resource::<Messages<Cue>>()).map(|cue| cue.0).collect();
    assert!(heard.contains(&Sound::Drop) && !heard.contains(&Sound::Done), "{heard:?}");
}

#[test]
fn every_line_that_was_said_is_on_the_screen_wherever_it_was_said() {
    let ids = ["the-sofa", "ten-to-six", "the-last-bus", "the-wrong-pallet", "the-oven-part", "rehearsal", "voice"];
    for (size, percent) in [((1280.0, 720.0), 100), ((1024.0, 640.0), 200)] {
        for id in ids {
            for reply in 0..3 {
                let mut harness = ScreenHarness::new(size, percent);
                harness.sign_in();
                harness.play(id);
                loop {
                    harness.ask(Intent::RevealAll);
                    let heard: Vec<String> = harness.tree().iter().map(|(_, node)| spoken(node)).collect();
                    let play = harness.session().play.as_ref().expect("a play is on");
                    let words = |said: &rapport::encounter::TranscriptLine| match said {
                        rapport::encounter::TranscriptLine::Learnt(_) => None,
                        said => Some(said.words().to_owned()).filter(|words| !words.is_empty()),
                    };
                    for line in play.latest_lines().iter().filter_map(words) {
                        let found = heard.iter().any(|heard| heard.contains(&line));
                        assert!(found, "{id}, turn {}: nobody hears “{line}”", play.encounter().decisions());
                    }
                    if harness.is_over() {
                        break;
                    }
                    let offers = play.encounter().offers().len();
                    harness.ask(Intent::Choose(reply % offers));
                }
            }
        }
    }
}

#[test]
fn words_go_on_appearing_while_one_will_be_asked_for_ones_own() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.ask(Intent::Toggle(Toggle::SayFirst));
    harness.play("the-sofa");
    for _ in 0..400 {
        harness.app.update();
    }
    assert!(harness.app.world().resource::<TextReveal>().is_done());
    let clock = harness.app.world().resource::<Clock>();
    assert!(clock.paused, "while one frames an answer, nobody's patience runs out");
}

#[test]
fn the_picture_keeps_its_height_and_the_last_words_are_in_view() {
    let shipped = ["press-nine", "the-low-counter", "fridays-list", "the-sofa", "no-receipt", "mates-rates"];
    for (size, percent, least) in
        [((1280.0, 720.0), 100, 260.0), ((1024.0, 640.0), 100, 220.0), ((1024.0, 640.0), 110, 180.0)]
    {
        for id in shipped {
            let mut harness = ScreenHarness::new(size, percent);
            harness.sign_in();
            harness.play(id);
            let mut heights = Vec::new();
            for turn in 0..6 {
                harness.ask(Intent::RevealAll);
                let tree = harness.tree();
                let pictures = tree.iter().filter(|(_, node)| node.role() == Role::Image);
                let picture =
                    pictures.filter_map(|(_, node)| node.bounds()).max_by(|a, b| a.width().total_cmp(&b.width()));
                let picture = picture.expect("there is a picture");
                heights.push(picture.height().round());
                let play = harness.session().play.as_ref().expect("a play is on");
                let to_read =
                    |line: &&TranscriptLine| !matches!(line, TranscriptLine::Learnt(_)) && !line.words().is_empty();
                let words = play.latest_lines().iter().rev().find(to_read).map(TranscriptLine::words);
                let words = words.expect("something is said").to_owned();
                let said = |node: &Node| node.role() == Role::Label && spoken(node).contains(&words);
                let (_, node) = tree.iter().find(|(_, node)| said(node)).expect("the last words are in the tree");
                let (top, bottom) = height_range(node);
                let window = f64::from(size.1) * 100.0 / f64::from(percent);
                assert!(
                    top > picture.y1 && bottom <= window,
                    "{id} at {size:?}, {percent} %, turn {turn}: “{words}” is at {top} to {bottom}"
                );
                if harness.is_over() {
                    break;
                }
                harness.ask(Intent::Choose(0));
            }
            assert!(
                heights.iter().all(|height| *height >= least && (*height - heights[0]).abs() < 0.5),
                "{id}: {heights:?}"
            );
        }
    }
}

#[test]
fn every_line_is_shown_in_the_channel_it_was_said_in() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play("rehearsal");
    let mut places = vec![Channel::Phone];
    for reply in ["heard", "stop", "check", "invite", "blame", "yes"] {
        harness.choose(reply);
        harness.ask(Intent::RevealAll);
        let play = harness.session().play.as_ref().expect("a play is on");
        places.push(play.encounter().beat().channel);
        let last = play.lines.len() - 1;
        let said: Vec<(String, Channel)> = play
            .lines_with_beats()
            .filter(|said| said.turn == last && !matches!(said.line, TranscriptLine::Learnt(_)))
            .map(|said| (said.line.words().to_owned(), said.beat.channel))
            .filter(|(words, _)| !words.is_empty())
            .collect();
        let here = places[places.len() - 1];
        let (from, to) = said
            .windows(2)
            .find_map(|two| (two[0].1 != here && two[1].1 == here).then(|| (two[0].0.clone(), two[1].0.clone())))
            .expect("the reply leads to another channel");
        let shown = from_top_to_bottom(&mut harness);
        let position = |words: &str| shown.iter().position(|(_, heard)| heard.contains(words)).expect("it is shown");
        let between = position(&from)..position(&to);
        let is_divided = shown[between].iter().any(|(_, words)| names(here, words));
        assert!(is_divided, "after {reply} nothing tells “{from}” from “{to}”: {shown:?}");
    }
    harness.ask(Intent::ToggleHistory);
    let shown = from_top_to_bottom(&mut harness);
    let mut rest = shown.iter();
    for channel in places {
        assert!(rest.any(|(_, words)| names(channel, words)), "the history names {channel:?}: {shown:?}");
    }
}

/// What is written below the row with place and turn, in the order of its place on the screen.
fn from_top_to_bottom(harness: &mut ScreenHarness) -> Vec<(f64, String)> {
    let tree = harness.tree();
    let labels = tree.iter().filter(|(_, node)| node.role() == Role::Label);
    let mut shown: Vec<(f64, String)> = labels.map(|(_, node)| (height_range(node).0, spoken(node))).collect();
    shown.retain(|(top, _)| *top > 70.0 || *top < 0.0);
    shown.sort_by(|a, b| a.0.total_cmp(&b.0));
    shown
}

/// Whether words name a channel.
fn names(channel: Channel, words: &str) -> bool {
    words.starts_with(match channel {
        Channel::Counter => "At the counter",
        Channel::Phone => "On the phone",
        Channel::Feed => "A public thread",
        Channel::Chat => "A private chat",
        Channel::Street => "Off duty",
        Channel::Backroom => "Among colleagues",
        Channel::Meeting => "In a meeting",
    })
}

#[test]
fn what_is_spoken_beside_a_thread_is_no_post() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    let mut found = 0;
    for play in 0..40_usize {
        harness.play("the-slipway");
        let mut draw = play;
        while !harness.is_over() {
            draw = draw.wrapping_mul(1103).wrapping_add(12345);
            let offers = harness.session().play.as_ref().map_or(1, |play| play.encounter().offers().len());
            harness.ask(Intent::Choose((draw / 64) % offers));
        }
        harness.ask(Intent::RevealAll);
        let play = harness.session().play.as_ref().expect("a play is on");
        let last = play.lines.len() - 1;
        let spoken_in_feed = play.lines_with_beats().find_map(|said| match said.line {
            TranscriptLine::Person(_, words) if said.turn == last && said.beat.channel == Channel::Feed => {
                Some(words.clone())
            }
            _ => None,
        });
        if let Some(words) = spoken_in_feed {
            found += 1;
            let place = find(&mut harness, |heard| heard.contains(&format!(": “{words}”")));
            assert!(place.is_some(), "“{words}” is said, not written");
            break;
        }
        harness.ask(Intent::OpenDebrief);
        harness.ask(Intent::Back);
    }
    assert_eq!(found, 1, "an ending in which somebody speaks is reached");
}

#[test]
fn among_several_people_it_is_said_who_speaks_and_whose_rapport_it_is() {
    for id in ["the-low-counter", "fridays-list"] {
        let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
        harness.sign_in();
        harness.play(id);
        let mut speakers = std::collections::BTreeSet::new();
        let mut steps = 0;
        while !harness.is_over() && steps < 300 {
            steps += 1;
            let tree = harness.tree();
            let play = harness.session().play.as_ref().expect("a play is on");
            let reveal = harness.app.world().resource::<TextReveal>();
            let beat = play.beat(reveal.started());
            let name = |person: rapport::scenario::script::PersonIx| {
                let cast = usize::from(play.encounter().cast()[person.index()]);
                play.encounter().script().person(person).personas[cast].1.name.clone()
            };
            let speaker = reveal.speaker(play.latest_lines());
            let shown = name(speaker.unwrap_or(beat.with));
            speakers.extend(speaker.map(|by| by.index()));
            let picture = tree.iter().any(|(_, node)| node.role() == Role::Image && spoken(node).starts_with(&shown));
            assert!(picture, "{id}: {shown} is named");
            let with = name(beat.with);
            let first = with.split(' ').next().unwrap_or_default();
            let bar = format!("rapport with {first} {} of 100", play.rapport(beat.with, reveal));
            assert!(tree.iter().any(|(_, node)| spoken(node) == bar), "{id}: {bar}");
            if reveal.is_done() {
                harness.ask(Intent::Choose(0));
            } else {
                for _ in 0..4 {
                    harness.app.update();
                }
            }
        }
        assert!(speakers.len() > 1, "{id}: several people speak");
    }
}

#[test]
fn rapport_that_is_shown_while_an_answer_appears_is_that_of_the_same_person() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play("the-low-counter");
    harness.ask(Intent::RevealAll);
    let people = harness.session().play.as_ref().map_or(0, |play| play.encounter().script().people.len());
    let rapport = |harness: &ScreenHarness| -> Vec<u8> {
        let play = harness.session().play.as_ref().expect("a play is on");
        let reveal = harness.app.world().resource::<TextReveal>();
        (0..people).map(|n| play.rapport(rapport::scenario::script::PersonIx::new(n), reveal)).collect()
    };
    let before = rapport(&harness);
    harness.choose("four-hundred");
    assert!(!harness.app.world().resource::<TextReveal>().is_done());
    assert_eq!(rapport(&harness), before, "nothing is given away, for nobody");
    harness.ask(Intent::RevealAll);
    assert_ne!(rapport(&harness), before);
}
