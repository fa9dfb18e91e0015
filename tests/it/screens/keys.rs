//! Keys, the wheel and the focus.

use bevy::prelude::*;
use bevy_egui::egui::{Event, Key, Modifiers};
use rapport::game::{Intent, Screen, TextReveal, Toggle};
use rapport::scenario::id::ScenarioId;

use crate::screen_harness::{ScreenHarness, decisions, find, height_range, press};

#[test]
fn escape_leaves_a_field_first_and_never_loses_a_debrief() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.ask(Intent::Toggle(Toggle::SayFirst));
    harness.play("ten-to-six");
    harness.ask(Intent::RevealAll);
    harness.show(Vec::new());
    harness.show(vec![Event::Text("half a thought about S and M".into())]);
    harness.show(press(Key::Escape));
    assert_eq!(harness.screen(), Screen::Encounter, "the field was left, not the encounter");
    harness.show(press(Key::Escape));
    assert_eq!(harness.screen(), Screen::Town);
    harness.ask(Intent::Toggle(Toggle::SayFirst));
    harness.play("ten-to-six");
    while !harness.is_over() {
        harness.ask(Intent::Choose(0));
    }
    harness.ask(Intent::RevealAll);
    harness.show(press(Key::Escape));
    assert_eq!(harness.screen(), Screen::Debrief);
    harness.show(press(Key::ArrowDown));
    assert!(harness.ctx.memory(|memory| memory.focused().is_some()), "an arrow finds something to press");
}

#[test]
fn a_held_key_is_one_press() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.ask(Intent::OpenScenario(ScenarioId::from("the-sofa")));
    let held =
        |repeat| Event::Key { key: Key::Escape, physical_key: None, pressed: true, repeat, modifiers: Modifiers::NONE };
    harness.show(vec![held(false)]);
    for _ in 0..5 {
        harness.show(vec![held(true)]);
    }
    assert_eq!(harness.screen(), Screen::Town);
}

#[test]
fn a_digit_takes_nothing_that_is_out_of_view() {
    let mut harness = ScreenHarness::new((1024.0, 640.0), 200);
    harness.sign_in();
    harness.ask(Intent::Toggle(Toggle::LookBack));
    harness.play("press-nine");
    harness.ask(Intent::RevealAll);
    let window = 320.0;
    let third = |harness: &mut ScreenHarness| find(harness, |words| words.starts_with("3. ")).expect("it is offered");
    assert!(third(&mut harness).0 > window, "the third reply begins out of view");
    harness.show(press(Key::Num3));
    assert_eq!(decisions(&harness), 0, "a reply that nobody saw is not taken");
    let (top, bottom) = third(&mut harness);
    assert!(top >= 0.0 && bottom <= window, "it is scrolled into view: {top} to {bottom}");
    // Scrolled away again, neither its digit nor Enter takes it.
    for key in [Key::Num3, Key::Enter] {
        harness.show(press(Key::PageUp));
        harness.show(press(Key::PageUp));
        assert!(third(&mut harness).0 > window, "it is out of view again");
        harness.show(press(key));
        assert_eq!(decisions(&harness), 0, "{key:?}");
    }
    harness.show(press(Key::Num3));
    assert_eq!(decisions(&harness), 1);
    while !harness.is_over() {
        harness.ask(Intent::Choose(0));
    }
    harness.ask(Intent::RevealAll);
    harness.ask(Intent::OpenDebrief);
    assert_eq!(harness.screen(), Screen::LookBack);
    let last = decisions(&harness);
    let digit = Key::from_name(&last.to_string()).expect("there are at most nine turns");
    harness.show(press(digit));
    assert_eq!(harness.screen(), Screen::LookBack, "a turn that nobody saw is not taken back");
    harness.show(press(digit));
    assert_eq!(harness.screen(), Screen::Debrief);
}

#[test]
fn what_has_the_focus_can_be_scrolled_out_of_view() {
    let mut harness = ScreenHarness::new((1024.0, 640.0), 200);
    harness.ask(Intent::GoTo(Screen::Settings));
    harness.show(press(Key::Tab));
    harness.show(press(Key::Tab));
    let focused = |harness: &mut ScreenHarness| {
        let output = harness.show(Vec::new());
        let update = output.platform_output.accesskit_update.expect("accesskit is on");
        let (_, node) = update.nodes.iter().find(|(id, _)| *id == update.focus).expect("something has the focus");
        height_range(node)
    };
    let before = focused(&mut harness);
    assert!(before.0 >= 0.0 && before.1 <= 320.0, "what gets the focus is in view: {before:?}");
    harness.show(press(Key::PageDown));
    let after = focused(&mut harness);
    assert!(after.0 < before.0 - 100.0, "{before:?}, then {after:?}");
}

#[test]
fn enter_alone_goes_on() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.show(press(Key::Enter));
    assert_eq!(harness.screen(), Screen::SelectProfile);
    harness.sign_in();
    harness.ask(Intent::Toggle(Toggle::LookBack));
    harness.show(Vec::new());
    harness.show(press(Key::Enter));
    assert_eq!(harness.screen(), Screen::Brief, "the next encounter is opened");
    harness.show(press(Key::Enter));
    assert_eq!(harness.screen(), Screen::Encounter);
    harness.show(press(Key::Enter));
    assert!(harness.app.world().resource::<TextReveal>().is_done());
    while !harness.is_over() {
        harness.ask(Intent::Choose(0));
    }
    harness.ask(Intent::RevealAll);
    harness.show(press(Key::Enter));
    assert_eq!(harness.screen(), Screen::LookBack);
    harness.show(press(Key::Enter));
    assert_eq!(harness.screen(), Screen::Debrief);
}

#[test]
fn a_key_counts_with_the_modifiers_it_was_pressed_with() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    // Both keys are released by the end of the frame.
    let event = |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    assert_eq!(harness.frame(vec![event(Key::Q, Modifiers::COMMAND)]).1, Some(Intent::Quit));
    assert_eq!(harness.frame(vec![event(Key::M, Modifiers::COMMAND)]).1, None);
    assert_eq!(harness.frame(vec![event(Key::S, Modifiers::NONE)]).1, Some(Intent::GoTo(Screen::Settings)));
}
