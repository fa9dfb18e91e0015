//! What is on each screen, asked of its layout and of the tree a screen reader hears, without a window.

use std::time::Duration;

use bevy::ecs::system::SystemState;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_egui::egui::accesskit::{Action, ActionRequest, Live, Node, NodeId, Role, TreeId};
use bevy_egui::egui::{Context, Event, FullOutput, RawInput, Rect, pos2, vec2};
use rapport::app::Theme;
use rapport::encounter::Status;
use rapport::files::DataPaths;
use rapport::game::layout::unread;
use rapport::game::{
    Bring, Clock, Cue, HandOut, Intent, Reveal, Screen, Screens, Session, Setting, Shelf, Sound, Stage, Toggle,
    draw_plugin, dress, logic_plugin,
};
use rapport::record::Millis;
use rapport::scenario::id::{CourseId, ScenarioId};
use rapport::scenario::model::Channel;

use super::support::{root, temp_dir};

/// Least height and width of what can be pressed, in points.
const TOUCH: f64 = 44.0;

/// The game on an egui of its own.
pub(crate) struct Hand {
    app: App,
    ctx: Context,
    size: (f32, f32),
    percent: i32,
    _data: tempfile::TempDir,
}

impl Hand {
    /// A game in a window of this size, in points at 100 per cent.
    pub(crate) fn new(size: (f32, f32), percent: i32) -> Self {
        let data = temp_dir();
        let places = DataPaths::new(Some(data.path().into()), Some(root().join("tests/scenarios/tour")));
        let mut app = App::new();
        app.add_plugins(MinimalPlugins)
            .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(100)))
            .insert_resource(Session::new(Setting {
                places,
                now: || Millis(1_800_000_000_000),
                seed: || 7,
                key: || [7; 32],
                tried: None,
            }))
            .add_plugins((logic_plugin, draw_plugin));
        let ctx = Context::default();
        dress(&ctx, Theme::Paper, percent);
        ctx.enable_accesskit();
        let mut hand = Self { app, ctx, size, percent, _data: data };
        hand.app.update();
        hand.show(Vec::new());
        hand
    }

    fn frame(&mut self, events: Vec<Event>) -> (FullOutput, Option<Intent>) {
        let zoom = f32::from(i16::try_from(self.percent).expect("the number fits")) / 100.0;
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(self.size.0 / zoom, self.size.1 / zoom));
        self.ctx.begin_pass(RawInput { screen_rect: Some(screen), events, focused: true, ..RawInput::default() });
        let mut state: SystemState<Screens> = SystemState::new(self.app.world_mut());
        let ctx = self.ctx.clone();
        let asked = state.get_mut(self.app.world_mut()).expect("the screens' resources are present").show(&ctx);
        let mut output = self.ctx.end_pass();
        output.textures_delta.clear();
        (output, asked)
    }

    /// Draws until nothing moves in its place any more, and carries out what was asked for.
    fn show(&mut self, events: Vec<Event>) -> FullOutput {
        let (_, asked) = self.frame(events);
        if let Some(asked) = asked {
            self.ask(asked);
        }
        self.frame(Vec::new());
        self.frame(Vec::new()).0
    }

    pub(crate) fn ask(&mut self, intent: Intent) {
        self.app.world_mut().write_message(intent);
        // Long enough for a screen to have come.
        for _ in 0..4 {
            self.app.update();
        }
    }

    fn screen(&self) -> Screen {
        *self.app.world().resource::<State<Screen>>().get()
    }

    fn session(&self) -> &Session {
        self.app.world().resource::<Session>()
    }

    /// Everything a screen reader can reach.
    fn tree(&mut self) -> Vec<(NodeId, Node)> {
        let output = self.show(Vec::new());
        output.platform_output.accesskit_update.expect("accesskit is on").nodes
    }

    /// A press by a screen reader on what is called so.
    fn press(&mut self, name: &str) {
        let tree = self.tree();
        let called = |(_, node): &&(NodeId, Node)| node.supports_action(Action::Click) && said(node).starts_with(name);
        let (target, _) = *tree.iter().find(called).map(|(id, node)| (*id, node)).as_ref().unwrap_or_else(|| {
            let names: Vec<String> = tree.iter().map(|(_, node)| said(node)).collect();
            panic!("nothing is called `{name}` on {:?}: {names:?}", self.screen())
        });
        let request =
            ActionRequest { action: Action::Click, target_tree: TreeId::ROOT, target_node: target, data: None };
        self.show(vec![Event::AccessKitActionRequest(request)]);
    }

    /// Where the middle of what is called so lies, in points at 100 per cent.
    pub(crate) fn middle_of(&mut self, name: &str) -> Option<(i32, i32)> {
        let tree = self.tree();
        let called = |(_, node): &&(NodeId, Node)| node.supports_action(Action::Click) && said(node).starts_with(name);
        let bounds = tree.iter().find(called)?.1.bounds()?;
        let scale = f64::from(self.ctx.pixels_per_point()) / (f64::from(self.percent) / 100.0);
        #[expect(clippy::cast_possible_truncation, reason = "a place in a window")]
        let middle = |a: f64, b: f64| (f64::midpoint(a, b) / scale) as i32;
        Some((middle(bounds.x0, bounds.x1), middle(bounds.y0, bounds.y1)))
    }

    /// Whether the encounter is over.
    pub(crate) fn is_over(&self) -> bool {
        let status = self.session().playing.as_ref().map(|playing| playing.encounter.status());
        status == Some(Status::Completed)
    }

    fn enter(&mut self) {
        self.ask(Intent::Go(Screen::Who));
        self.ask(Intent::Join("Sam".into()));
    }

    fn play(&mut self, id: &str) {
        self.ask(Intent::Look(ScenarioId::from(id)));
        self.ask(Intent::Start);
    }

    fn say(&mut self, id: &str) {
        let playing = self.session().playing.as_ref().expect("a play is on");
        let at = playing.encounter.offers().position(|choice| choice.id.as_str() == id);
        let at = at.unwrap_or_else(|| panic!("`{id}` is not on offer"));
        self.ask(Intent::Take(at));
    }
}

/// What a screen reader says of a node.
fn said(node: &Node) -> String {
    node.label().or_else(|| node.value()).unwrap_or_default().to_owned()
}

/// Goes to every screen and channel, and looks at each.
fn everywhere(hand: &mut Hand, look: &mut dyn FnMut(&mut Hand, &str)) {
    look(hand, "title");
    hand.ask(Intent::Go(Screen::Records));
    look(hand, "records, nobody has played");
    hand.ask(Intent::Back);
    hand.ask(Intent::Go(Screen::Who));
    look(hand, "who");
    hand.ask(Intent::Join("Sam".into()));
    for shelf in [Shelf::Course(CourseId::from("first-week")), Shelf::All] {
        hand.ask(Intent::Arrange(shelf));
        look(hand, "choose");
    }
    let aside = [
        Screen::Profile,
        Screen::Progress,
        Screen::Bring,
        Screen::Records,
        Screen::Settings,
        Screen::Credits,
        Screen::Help,
    ];
    for screen in aside {
        hand.ask(Intent::Go(screen));
        look(hand, &format!("{screen:?}"));
        if screen == Screen::Bring {
            for (file, how) in [("bad/e26-range.ron", Bring::Add), ("good/nothing-there.ron", Bring::Try)] {
                hand.ask(Intent::Bring(root().join("tests/scenarios").join(file), how));
                look(hand, file);
            }
        }
        if screen == Screen::Records {
            let wanted = HandOut { folder: "/proc/nowhere".into(), ..HandOut::default() };
            hand.ask(Intent::HandOut(wanted));
            look(hand, "records, not made");
        }
        hand.ask(Intent::Back);
    }
    for id in ["the-sofa", "ten-to-six", "the-last-bus", "the-wrong-pallet", "the-oven-part"] {
        hand.play(id);
        look(hand, &format!("{id}, listening"));
        hand.ask(Intent::ShowAll);
        look(hand, id);
        hand.ask(Intent::Back);
    }
    hand.play("voice");
    for reply in ["look", "call", "shout"] {
        hand.say(reply);
        hand.ask(Intent::ShowAll);
        look(hand, &format!("voice, after {reply}"));
    }
    hand.ask(Intent::Finish);
    hand.ask(Intent::Back);
    hand.ask(Intent::Toggle(Toggle::LookBack));
    hand.ask(Intent::Look(ScenarioId::from("rehearsal")));
    look(hand, "brief");
    hand.ask(Intent::Start);
    for (reply, channel) in [
        ("", Channel::Phone),
        ("heard", Channel::Street),
        ("stop", Channel::Feed),
        ("check", Channel::Chat),
        ("invite", Channel::Backroom),
        ("blame", Channel::Meeting),
        ("yes", Channel::Counter),
    ] {
        if !reply.is_empty() {
            hand.say(reply);
        }
        assert_eq!(hand.session().playing.as_ref().map(|playing| playing.encounter.beat().channel), Some(channel));
        look(hand, &format!("{channel:?}, listening"));
        hand.ask(Intent::ShowAll);
        look(hand, &format!("{channel:?}"));
    }
    hand.ask(Intent::Toggle(Toggle::SayFirst));
    look(hand, "say it first");
    hand.ask(Intent::Frame("I will carry them".into()));
    hand.ask(Intent::History);
    look(hand, "history");
    hand.ask(Intent::History);
    hand.say("carry");
    hand.ask(Intent::ShowAll);
    look(hand, "over");
    hand.ask(Intent::Finish);
    look(hand, "look back");
    hand.ask(Intent::TakeBack(Some(4)));
    for turn in 0..7 {
        hand.ask(Intent::Step(turn));
        look(hand, &format!("debrief, turn {turn}"));
    }
    hand.ask(Intent::Go(Screen::Transcript));
    look(hand, "transcript");
    assert_eq!(hand.screen(), Screen::Transcript);
}

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
        let mut hand = Hand::new(size, percent);
        everywhere(&mut hand, &mut |hand, at| {
            let output = hand.show(Vec::new());
            let faults = unread(&hand.ctx, &output);
            found.extend(faults.into_iter().map(|fault| format!("{size:?} {percent} % {at}: {fault:?}")));
        });
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_text_that_is_cut_off_or_lies_over_another_is_found() {
    use bevy_egui::egui::{CentralPanel, Frame, Label, RichText};
    use rapport::game::layout::Unread;
    let ctx = Context::default();
    dress(&ctx, Theme::Paper, 100);
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
        unread(&ctx, &output)
    };
    assert_eq!(draw(600.0, false), vec![]);
    assert!(matches!(draw(90.0, false).as_slice(), [Unread::CutOff(_)]));
    assert!(matches!(draw(600.0, true).as_slice(), [Unread::Overlap(..)]));
}

#[test]
fn everything_to_press_has_a_name_and_is_large_enough_for_a_finger() {
    let mut hand = Hand::new((1280.0, 720.0), 100);
    let mut found = Vec::new();
    let mut seen = 0;
    everywhere(&mut hand, &mut |hand, at| {
        for (_, node) in hand.tree() {
            if node.role() == Role::Image && said(&node).is_empty() {
                found.push(format!("{at}: a picture without words"));
            }
            let pressed = node.supports_action(Action::Click)
                && !matches!(node.role(), Role::ScrollBar | Role::ScrollView | Role::Window | Role::Pane);
            if !pressed && node.role() != Role::TextInput {
                continue;
            }
            seen += 1;
            if said(&node).trim().is_empty() {
                found.push(format!("{at}: a {:?} without a name", node.role()));
            }
            let Some(bounds) = node.bounds() else { continue };
            let scale = f64::from(hand.ctx.pixels_per_point());
            let (width, height) = (bounds.width() / scale, bounds.height() / scale);
            if width < TOUCH - 0.5 || height < TOUCH - 0.5 {
                found.push(format!("{at}: `{}` is {width:.0} by {height:.0}", said(&node)));
            }
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(seen > 300, "only {seen} things to press were seen");
}

#[test]
fn lines_and_moods_are_announced() {
    let mut hand = Hand::new((1280.0, 720.0), 100);
    hand.enter();
    hand.play("rehearsal");
    let live = |hand: &mut Hand| -> Vec<String> {
        let tree = hand.tree();
        tree.iter().filter(|(_, node)| node.live() == Some(Live::Polite)).map(|(_, node)| said(node)).collect()
    };
    let told = live(&mut hand);
    assert!(told.iter().any(|line| line.contains("a recorded voice")), "a sound has its caption: {told:?}");
    hand.ask(Intent::ShowAll);
    let told = live(&mut hand);
    assert!(told.iter().any(|line| line.contains("Third voice today")), "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("Ines Ferro, angry")), "{told:?}");
    hand.say("number");
    hand.ask(Intent::ShowAll);
    let told = live(&mut hand);
    assert!(told.iter().any(|line| line.starts_with("Ines Ferro, furious")), "{told:?}");
    hand.ask(Intent::Back);
    hand.play("the-sofa");
    hand.ask(Intent::ShowAll);
    let told = live(&mut hand);
    assert!(told.iter().any(|line| line.starts_with("patience: ")), "{told:?}");
    let tree = hand.tree();
    let rapport = tree
        .iter()
        .find(|(_, node)| said(node).starts_with("rapport "))
        .expect("the rapport is in the tree of the screen reader");
    assert_eq!(rapport.1.role(), Role::ProgressIndicator);
}

#[test]
fn a_line_is_heard_whole_while_its_words_still_appear() {
    let mut hand = Hand::new((1280.0, 720.0), 100);
    hand.enter();
    hand.play("ten-to-six");
    assert!(!hand.app.world().resource::<Reveal>().is_done());
    let tree = hand.tree();
    let script = std::sync::Arc::clone(hand.session().script().expect("the scenario is shipped"));
    let first = script.beat(script.start).lines[0].wordings[0].raw().to_owned();
    let opening: String = first.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    let heard = tree.iter().any(|(_, node)| said(node).contains(&opening) && said(node).len() >= first.len());
    assert!(heard, "{opening}");
}

#[test]
fn an_encounter_is_played_by_a_screen_reader_alone() {
    let mut hand = Hand::new((1280.0, 720.0), 100);
    hand.press("Come in");
    assert_eq!(hand.screen(), Screen::Who);
    hand.ask(Intent::Join("Sam".into()));
    hand.press("1. ");
    assert_eq!(hand.screen(), Screen::Brief);
    hand.press("Start");
    let mut turns = 0;
    while hand.screen() == Screen::Encounter {
        let open = hand.session().playing.as_ref().is_some_and(|playing| playing.encounter.status() == Status::Open);
        if !hand.app.world().resource::<Reveal>().is_done() {
            hand.press("Show the whole line");
        } else if open {
            hand.press("1. ");
            turns += 1;
        } else {
            hand.press("See how it went");
        }
        assert!(turns < 30, "the encounter ends");
    }
    assert_eq!(hand.screen(), Screen::Debrief);
    hand.press("Turn 1, ");
    hand.press("Try turn 1 again");
    assert_eq!(hand.screen(), Screen::Encounter);
    hand.press("Leave");
    assert_eq!(hand.screen(), Screen::Choose);
}

#[test]
fn breath_and_blink_stop_ten_seconds_after_the_last_word() {
    let mut hand = Hand::new((1280.0, 720.0), 100);
    hand.enter();
    hand.play("the-wrong-pallet");
    hand.ask(Intent::ShowAll);
    assert!(hand.app.world().resource::<Stage>().is_alive());
    for _ in 0..110 {
        hand.app.update();
    }
    assert!(!hand.app.world().resource::<Stage>().is_alive());
    hand.ask(Intent::Toggle(Toggle::ReduceMotion));
    hand.say("silence");
    assert!(!hand.app.world().resource::<Stage>().is_alive(), "nothing moves where nothing is to move");
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
    let mut hand = Hand::new((1280.0, 720.0), 100);
    hand.enter();
    hand.play("voice");
    hand.ask(Intent::ShowAll);
    let on_screen = |hand: &mut Hand| -> Vec<String> { hand.tree().iter().map(|(_, node)| said(node)).collect() };
    let count = |hand: &mut Hand| -> u64 {
        let all = on_screen(hand);
        let line = all.iter().find(|line| line.contains("people have seen this")).expect("the count is on the screen");
        line.split(' ')
            .next()
            .and_then(|number| number.replace(',', "").parse().ok())
            .expect("the text ends with a number")
    };
    let marked = |hand: &mut Hand| on_screen(hand).iter().any(|line| line == "checked: a half-truth");
    let before = count(&mut hand);
    // A second of thinking, at 600 people a minute.
    for _ in 0..10 {
        hand.app.update();
    }
    let after = count(&mut hand);
    assert!((10..=11).contains(&(after - before)), "{before}, then {after}");
    assert!(!marked(&mut hand), "nothing is given away before it is checked");
    hand.say("look");
    hand.ask(Intent::ShowAll);
    assert!(marked(&mut hand));
    assert!(count(&mut hand) >= after, "who came to see it stays counted");
    hand.say("call");
    hand.ask(Intent::ShowAll);
    let mut cursor = hand.app.world().resource::<Messages<Cue>>().get_cursor_current();
    // Messages are kept for two frames.
    hand.app.world_mut().write_message(Intent::Take(0));
    hand.app.update();
    let heard: Vec<Sound> = cursor.read(hand.app.world().resource::<Messages<Cue>>()).map(|cue| cue.0).collect();
    assert!(heard.contains(&Sound::Drop) && !heard.contains(&Sound::Done), "{heard:?}");
}

#[test]
fn every_line_that_was_said_is_on_the_screen_wherever_it_was_said() {
    let ids = ["the-sofa", "ten-to-six", "the-last-bus", "the-wrong-pallet", "the-oven-part", "rehearsal", "voice"];
    for (size, percent) in [((1280.0, 720.0), 100), ((1024.0, 640.0), 200)] {
        for id in ids {
            for reply in 0..3 {
                let mut hand = Hand::new(size, percent);
                hand.enter();
                hand.play(id);
                loop {
                    hand.ask(Intent::ShowAll);
                    let heard: Vec<String> = hand.tree().iter().map(|(_, node)| said(node)).collect();
                    let playing = hand.session().playing.as_ref().expect("a play is on");
                    let words = |said: &rapport::encounter::Said| match said {
                        rapport::encounter::Said::Noted(_) => None,
                        said => Some(said.words().to_owned()).filter(|words| !words.is_empty()),
                    };
                    for line in playing.present().iter().filter_map(words) {
                        let found = heard.iter().any(|heard| heard.contains(&line));
                        assert!(found, "{id}, turn {}: nobody hears “{line}”", playing.encounter.decisions());
                    }
                    if hand.is_over() {
                        break;
                    }
                    let offers = playing.encounter.offers().len();
                    hand.ask(Intent::Take(reply % offers));
                }
            }
        }
    }
}

#[test]
fn words_go_on_appearing_while_one_will_be_asked_for_ones_own() {
    let mut hand = Hand::new((1280.0, 720.0), 100);
    hand.enter();
    hand.ask(Intent::Toggle(Toggle::SayFirst));
    hand.play("the-sofa");
    for _ in 0..400 {
        hand.app.update();
    }
    assert!(hand.app.world().resource::<Reveal>().is_done());
    let clock = hand.app.world().resource::<Clock>();
    assert!(clock.standing, "while one frames an answer, nobody's patience runs out");
}

#[test]
fn escape_leaves_a_field_first_and_never_loses_a_debrief() {
    use bevy_egui::egui::{Key, Modifiers};
    // A key goes down and up again: one that stays down repeats.
    let key = |key, pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    let press = |pressed| vec![key(pressed, true), key(pressed, false)];
    let mut hand = Hand::new((1280.0, 720.0), 100);
    hand.enter();
    hand.ask(Intent::Toggle(Toggle::SayFirst));
    hand.play("ten-to-six");
    hand.ask(Intent::ShowAll);
    hand.show(Vec::new());
    hand.show(vec![Event::Text("half a thought about S and M".into())]);
    hand.show(press(Key::Escape));
    assert_eq!(hand.screen(), Screen::Encounter, "the field was left, not the encounter");
    hand.show(press(Key::Escape));
    assert_eq!(hand.screen(), Screen::Choose);
    hand.ask(Intent::Toggle(Toggle::SayFirst));
    hand.play("ten-to-six");
    while !hand.is_over() {
        hand.ask(Intent::Take(0));
    }
    hand.ask(Intent::ShowAll);
    hand.show(press(Key::Escape));
    assert_eq!(hand.screen(), Screen::Debrief);
    hand.show(press(Key::ArrowDown));
    assert!(hand.ctx.memory(|memory| memory.focused().is_some()), "an arrow finds something to press");
}

#[test]
fn a_held_key_is_one_press() {
    use bevy_egui::egui::{Key, Modifiers};
    let mut hand = Hand::new((1280.0, 720.0), 100);
    hand.enter();
    hand.ask(Intent::Look(ScenarioId::from("the-sofa")));
    let held =
        |repeat| Event::Key { key: Key::Escape, physical_key: None, pressed: true, repeat, modifiers: Modifiers::NONE };
    hand.show(vec![held(false)]);
    for _ in 0..5 {
        hand.show(vec![held(true)]);
    }
    assert_eq!(hand.screen(), Screen::Choose);
}
