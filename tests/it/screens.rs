//! What is on each screen, asked of its layout and of the tree a screen reader hears, without a window.

use bevy::ecs::system::ReadOnlySystemParam;
use bevy::prelude::*;
use bevy_egui::egui::accesskit::{Action, Live, Role};
use bevy_egui::egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
use rapport::app::Theme;
use rapport::encounter::Status;
use rapport::game::layout::layout_faults;
use rapport::game::{
    Clock, Cue, DraftEdit, Drafts, Intent, ProfileForm, Screen, Screens, Sound, Stage, TextReveal, Toggle, apply_theme,
};
use rapport::scenario::id::ScenarioId;

use super::screen_harness::{ScreenHarness, spoken, visit_everything};

/// The smallest height and width of what can be pressed, in points.
const MIN_TOUCH: f64 = 44.0;

#[test]
fn no_text_is_cut_off_or_overlaps_at_any_size() {
    let sizes = [
        ((1280.0, 720.0), 100),
        ((1024.0, 640.0), 80),
        ((1024.0, 640.0), 130),
        ((1024.0, 640.0), 200),
        ((1366.0, 768.0), 150),
        ((3840.0, 2160.0), 200),
    ];
    let mut found = Vec::new();
    for (size, percent) in sizes {
        let mut harness = ScreenHarness::new(size, percent);
        visit_everything(&mut harness, &mut |harness, at| {
            let output = harness.show(Vec::new());
            let faults = layout_faults(&harness.ctx, &output);
            found.extend(faults.into_iter().map(|fault| format!("{size:?} {percent} % {at}: {fault:?}")));
        });
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_text_that_is_cut_off_or_lies_over_another_is_found() {
    use bevy_egui::egui::{CentralPanel, Frame, Label, RichText};
    use rapport::game::layout::LayoutFault;
    let ctx = Context::default();
    apply_theme(&ctx, Theme::Paper, 100);
    let draw = |width: f32, over: bool| {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 200.0));
        let picture = |ui: &mut bevy_egui::egui::Ui| {
            CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
                ui.add(Label::new(RichText::new("a line that needs some room").size(20.0)).extend());
                if over {
                    ui.put(Rect::from_min_size(pos2(10.0, 4.0), vec2(60.0, 20.0)), Label::new("another"));
                }
            });
        };
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        // The first picture of an egui is for measuring.
        ctx.run_ui(input.clone(), picture).textures_delta.clear();
        let mut output = ctx.run_ui(input, picture);
        output.textures_delta.clear();
        layout_faults(&ctx, &output)
    };
    assert_eq!(draw(600.0, false), vec![]);
    assert!(matches!(draw(90.0, false).as_slice(), [LayoutFault::CutOff(_)]));
    assert!(matches!(draw(600.0, true).as_slice(), [LayoutFault::Overlap(..)]));
}

#[test]
fn everything_to_press_has_a_name_and_is_large_enough_for_a_finger() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    let mut found = Vec::new();
    let mut seen = 0;
    visit_everything(&mut harness, &mut |harness, at| {
        for (_, node) in harness.tree() {
            if node.role() == Role::Image && spoken(&node).is_empty() {
                found.push(format!("{at}: a picture without words"));
            }
            let pressed = node.supports_action(Action::Click)
                && !matches!(node.role(), Role::ScrollBar | Role::ScrollView | Role::Window | Role::Pane);
            if !pressed && node.role() != Role::TextInput {
                continue;
            }
            seen += 1;
            if spoken(&node).trim().is_empty() {
                found.push(format!("{at}: a {:?} without a name", node.role()));
            }
            let Some(bounds) = node.bounds() else { continue };
            let scale = f64::from(harness.ctx.pixels_per_point());
            let (width, height) = (bounds.width() / scale, bounds.height() / scale);
            if width < MIN_TOUCH - 0.5 || height < MIN_TOUCH - 0.5 {
                found.push(format!("{at}: `{}` is {width:.0} by {height:.0}", spoken(&node)));
            }
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(seen > 300, "only {seen} things to press were seen");
}

#[test]
fn no_text_on_a_screen_is_a_name_of_the_code() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    let mut found = Vec::new();
    visit_everything(&mut harness, &mut |harness, at| {
        let texts = harness.tree().into_iter().map(|(_, node)| spoken(&node));
        // A path is no text of ours.
        let is_code = |text: &String| text.contains("::") || text.contains('_') && !text.contains('/');
        found.extend(texts.filter(is_code).map(|text| format!("{at}: {text}")));
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

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
    assert_eq!(harness.screen(), Screen::SelectScenario);
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

#[test]
fn every_sound_has_its_file_and_its_words() {
    for sound in Sound::ALL {
        assert!(rapport::files::asset(sound.file()).is_some(), "{sound:?}");
        assert!(!sound.caption().is_empty(), "{sound:?}");
    }
}

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
fn escape_leaves_a_field_first_and_never_loses_a_debrief() {
    // A key goes down and up again: one that stays down repeats.
    let key = |key, pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    let press = |pressed| vec![key(pressed, true), key(pressed, false)];
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
    assert_eq!(harness.screen(), Screen::SelectScenario);
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
    assert_eq!(harness.screen(), Screen::SelectScenario);
}

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
    assert_eq!((harness.screen(), harness.session().trainee_name()), (Screen::SelectScenario, "Sam"));
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
