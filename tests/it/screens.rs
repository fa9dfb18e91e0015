//! What is on each screen, asked of its layout and of the tree a screen reader hears, without a window.

use bevy::ecs::system::ReadOnlySystemParam;
use bevy::prelude::*;
use bevy_egui::egui::accesskit::{Action, Live, Node, Role};
use bevy_egui::egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
use rapport::app::Theme;
use rapport::encounter::{Status, TranscriptLine};
use rapport::game::layout::layout_faults;
use rapport::game::{
    Clock, Cue, DraftEdit, Drafts, Intent, ProfileForm, Screen, Screens, Sound, Stage, TextReveal, Toggle, apply_theme,
};
use rapport::scenario::id::ScenarioId;
use rapport::scenario::model::Channel;

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
fn a_letter_that_no_font_has_is_shown_as_a_box_and_not_as_a_question_mark() {
    use bevy_egui::egui::{Color32, FontFamily, FontId};
    let harness = ScreenHarness::new((1280.0, 720.0), 100);
    let families = [FontFamily::Proportional, FontFamily::Name("bold".into()), FontFamily::Name("italic".into())];
    for family in families {
        let glyph = |c: char| {
            let font = FontId::new(20.0, family.clone());
            let galley = harness.ctx.fonts_mut(|fonts| fonts.layout_no_wrap(c.to_string(), font, Color32::BLACK));
            galley.rows[0].glyphs[0].uv_rect
        };
        for missing in ['李', 'ש', 'न', '👍'] {
            assert_eq!(glyph(missing), glyph('\u{25fb}'), "{missing} in {family:?}");
            assert_ne!(glyph(missing), glyph('?'), "{missing} in {family:?}");
        }
    }
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

/// A key goes down and up again: one that stays down repeats.
fn press(key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![event(true), event(false)]
}

/// Where a widget is from top to bottom, in points.
fn height_range(node: &Node) -> (f64, f64) {
    node.bounds().map_or((f64::NAN, f64::NAN), |bounds| (bounds.y0, bounds.y1))
}

/// Where the first widget is of which a screen reader says words like these, from top to bottom, in points.
fn find(harness: &mut ScreenHarness, is_this: impl Fn(&str) -> bool) -> Option<(f64, f64)> {
    let tree = harness.tree();
    let (_, node) = tree.iter().find(|(_, node)| is_this(&spoken(node)))?;
    Some(height_range(node))
}

fn decisions(harness: &ScreenHarness) -> usize {
    harness.session().play.as_ref().map_or(0, |play| play.encounter().decisions())
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
