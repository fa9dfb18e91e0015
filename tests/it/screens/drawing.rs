//! Drawing a screen changes nothing: what is typed goes through the drafts.

use bevy::ecs::system::ReadOnlySystemParam;
use bevy::prelude::*;
use bevy_egui::egui::{Event, Key, Modifiers};
use rapport::game::{DraftEdit, Drafts, Intent, ProfileForm, Screen, Screens, Stage, Toggle};

use crate::screen_harness::{ScreenHarness, spoken, visit_everything};

#[test]
fn drawing_a_screen_changes_nothing_and_the_same_session_gives_the_same_picture() {
    // The compiler keeps the first half: a screen gets the world for reading only.
    const fn takes_the_world_for_reading<P: ReadOnlySystemParam>() {}
    takes_the_world_for_reading::<Screens>();
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    let mut found = Vec::new();
    visit_everything(&mut harness, &mut |harness, at| {
        let before = drawn(harness, at);
        let after = drawn(harness, at);
        if before != after {
            found.push(format!("{at}: {before:?}\nand then {after:?}"));
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What one frame shows to a screen reader; a screen that nobody touches asks for nothing.
fn drawn(harness: &mut ScreenHarness, at: &str) -> Vec<String> {
    let drafts = harness.app.world().resource::<Drafts>().clone();
    let (output, asked) = harness.frame(Vec::new());
    assert_eq!(asked, None, "{at}");
    assert_eq!(*harness.app.world().resource::<Drafts>(), drafts, "{at}");
    let nodes = output.platform_output.accesskit_update.expect("accesskit is on").nodes;
    nodes.iter().map(|(_, node)| spoken(node)).collect()
}

#[test]
fn what_is_typed_reaches_the_drafts_and_is_submitted_whole() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.ask(Intent::GoTo(Screen::SelectProfile));
    harness.show(Vec::new());
    harness.show(vec![Event::Text("Sa".into())]);
    assert_eq!(harness.app.world().resource::<Drafts>().new_name, "Sa");
    // The last letter and Enter in one frame.
    let enter =
        Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    harness.show(vec![Event::Text("m".into()), enter]);
    assert_eq!((harness.screen(), harness.session().trainee_name()), (Screen::Town, "Sam"));
    assert_eq!(harness.app.world().resource::<Drafts>().new_name, "", "the next trainee finds an empty field");
}

#[test]
fn a_form_starts_with_what_is_known_and_forgets_what_was_not_submitted() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.ask(Intent::GoTo(Screen::EditProfile));
    let form = |harness: &ScreenHarness| harness.app.world().resource::<Drafts>().profile.clone();
    assert_eq!(form(&harness).name, "Sam");
    let typed = ProfileForm { team: "Desk".into(), ..form(&harness) };
    harness.ask(Intent::EditDraft(DraftEdit::Profile(typed)));
    assert_eq!(form(&harness).team, "Desk");
    harness.ask(Intent::Back);
    harness.ask(Intent::GoTo(Screen::EditProfile));
    assert_eq!(form(&harness).team, "");
}

#[test]
fn breath_and_blink_stop_ten_seconds_after_the_last_word() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play("the-wrong-pallet");
    harness.ask(Intent::RevealAll);
    assert!(harness.app.world().resource::<Stage>().is_animating());
    for _ in 0..110 {
        harness.app.update();
    }
    assert!(!harness.app.world().resource::<Stage>().is_animating());
    harness.ask(Intent::Toggle(Toggle::ReduceMotion));
    harness.choose("silence");
    assert!(!harness.app.world().resource::<Stage>().is_animating(), "nothing moves where nothing is to move");
}
