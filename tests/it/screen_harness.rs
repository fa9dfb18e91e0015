//! The screens without a window: drawn on an egui of their own, and asked through the tree of a screen reader.

use std::path::PathBuf;
use std::time::Duration;

use bevy::ecs::system::SystemState;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_egui::egui::accesskit::{Action, ActionRequest, Node, NodeId, TreeId};
use bevy_egui::egui::{Context, Event, FullOutput, Key, Modifiers, RawInput, Rect, pos2, vec2};
use rapport::app::{Theme, TownView};
use rapport::encounter::Status;
use rapport::files::DataPaths;
use rapport::game::{
    EncounterFilter, Environment, ExportForm, ImportMode, Intent, MapChoice, Screen, Screens, Session, Toggle,
    apply_theme, draw_plugin, logic_plugin,
};
use rapport::record::Millis;
use rapport::scenario::id::{CourseId, ScenarioId};
use rapport::scenario::model::Channel;

use super::support::{root, temp_dir};

/// The screens on an egui of their own, without a window.
pub(crate) struct ScreenHarness {
    pub(crate) app: App,
    pub(crate) ctx: Context,
    size: (f32, f32),
    percent: i32,
    _data: tempfile::TempDir,
}

impl ScreenHarness {
    /// A window of this size in points at 100 per cent, with everything drawn at `percent`.
    pub(crate) fn new(size: (f32, f32), percent: i32) -> Self {
        Self::with_scenarios(size, percent, root().join("tests/scenarios/tour"))
    }

    /// The same with the scenarios and courses of a folder.
    pub(crate) fn with_scenarios(size: (f32, f32), percent: i32, folder: PathBuf) -> Self {
        let data = temp_dir();
        let places = DataPaths::new(Some(data.path().into()), Some(folder));
        let mut app = App::new();
        app.add_plugins(MinimalPlugins)
            .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(100)))
            .insert_resource(Session::new(Environment {
                places,
                now: || Millis(1_800_000_000_000),
                seed: || 7,
                key: || [7; 32],
                tried: None,
            }))
            .add_plugins((logic_plugin, draw_plugin));
        let ctx = Context::default();
        apply_theme(&ctx, Theme::Paper, percent);
        ctx.enable_accesskit();
        let mut harness = Self { app, ctx, size, percent, _data: data };
        harness.app.update();
        harness.show(Vec::new());
        harness
    }

    /// Draws one frame; the picture, and what was asked for.
    pub(crate) fn frame(&mut self, events: Vec<Event>) -> (FullOutput, Option<Intent>) {
        let zoom = f32::from(i16::try_from(self.percent).expect("the number fits")) / 100.0;
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(self.size.0 / zoom, self.size.1 / zoom));
        self.ctx.begin_pass(RawInput { screen_rect: Some(screen), events, focused: true, ..RawInput::default() });
        let ctx = self.ctx.clone();
        let mut state: SystemState<Screens> = SystemState::new(self.app.world_mut());
        // `get` takes the world for reading: drawing cannot change it.
        let asked = state.get(self.app.world()).expect("the screens' resources are present").show(&ctx);
        let mut output = self.ctx.end_pass();
        output.textures_delta.clear();
        (output, asked)
    }

    /// Draws until the layout has settled, and carries out what was asked for.
    pub(crate) fn show(&mut self, events: Vec<Event>) -> FullOutput {
        let (_, asked) = self.frame(events);
        if let Some(asked) = asked {
            self.ask(asked);
        }
        self.frame(Vec::new());
        self.frame(Vec::new()).0
    }

    /// Carries out an intent, and waits until a new screen has faded in. As in the window, every frame is drawn, and what it
    /// asks for is carried out by the next one.
    pub(crate) fn ask(&mut self, intent: Intent) {
        self.app.world_mut().write_message(intent);
        for _ in 0..4 {
            self.app.update();
            if let (_, Some(asked)) = self.frame(Vec::new()) {
                self.app.world_mut().write_message(asked);
            }
        }
    }

    pub(crate) fn screen(&self) -> Screen {
        *self.app.world().resource::<State<Screen>>().get()
    }

    pub(crate) fn session(&self) -> &Session {
        self.app.world().resource::<Session>()
    }

    /// Everything a screen reader can reach.
    pub(crate) fn tree(&mut self) -> Vec<(NodeId, Node)> {
        let output = self.show(Vec::new());
        output.platform_output.accesskit_update.expect("accesskit is on").nodes
    }

    /// Lets a screen reader press the widget of this name, or else the first one whose name starts with it.
    pub(crate) fn press(&mut self, name: &str) {
        let tree = self.tree();
        let pressable = || tree.iter().filter(|(_, node)| node.supports_action(Action::Click));
        let exact = pressable().find(|(_, node)| spoken(node) == name);
        let found = exact.or_else(|| pressable().find(|(_, node)| spoken(node).starts_with(name)));
        let (target, _) = *found.map(|(id, node)| (*id, node)).as_ref().unwrap_or_else(|| {
            let names: Vec<String> = tree.iter().map(|(_, node)| spoken(node)).collect();
            panic!("nothing is called `{name}` on {:?}: {names:?}", self.screen())
        });
        let request =
            ActionRequest { action: Action::Click, target_tree: TreeId::ROOT, target_node: target, data: None };
        self.show(vec![Event::AccessKitActionRequest(request)]);
    }

    /// The middle of the widget whose name starts with this, in points at 100 per cent.
    pub(crate) fn middle_of(&mut self, name: &str) -> Option<(i32, i32)> {
        let tree = self.tree();
        let is_named =
            |(_, node): &&(NodeId, Node)| node.supports_action(Action::Click) && spoken(node).starts_with(name);
        let bounds = tree.iter().find(is_named)?.1.bounds()?;
        let scale = f64::from(self.ctx.pixels_per_point()) / (f64::from(self.percent) / 100.0);
        #[expect(clippy::cast_possible_truncation, reason = "a place in a window")]
        let middle = |a: f64, b: f64| (f64::midpoint(a, b) / scale) as i32;
        Some((middle(bounds.x0, bounds.x1), middle(bounds.y0, bounds.y1)))
    }

    /// Whether the encounter is over.
    pub(crate) fn is_over(&self) -> bool {
        let status = self.session().play.as_ref().map(|play| play.encounter().status());
        status == Some(Status::Completed)
    }

    /// Signs in.
    pub(crate) fn sign_in(&mut self) {
        self.ask(Intent::GoTo(Screen::SelectProfile));
        self.ask(Intent::CreateProfile("Sam".into()));
    }

    /// Signs in as the first person of the list.
    pub(crate) fn sign_in_again(&mut self) {
        let first = self.session().trainees.profiles[0].id.clone();
        self.ask(Intent::SelectProfile(first));
    }

    /// Starts an encounter.
    pub(crate) fn play(&mut self, id: &str) {
        self.ask(Intent::OpenScenario(ScenarioId::from(id)));
        self.ask(Intent::Start);
    }

    /// Plays an encounter to its end, always by the first reply.
    pub(crate) fn play_out(&mut self, id: &str) {
        self.play(id);
        while !self.is_over() {
            self.ask(Intent::Choose(0));
        }
        self.ask(Intent::RevealAll);
    }

    /// The town of the trainee.
    pub(crate) fn town(&self) -> &TownView {
        self.session().town.view.as_ref().expect("there is a town")
    }

    /// Takes the choice of this id.
    pub(crate) fn choose(&mut self, id: &str) {
        let play = self.session().play.as_ref().expect("a play is on");
        let at = play.encounter().offers().position(|choice| choice.id.as_str() == id);
        let at = at.unwrap_or_else(|| panic!("`{id}` is not on offer"));
        self.ask(Intent::Choose(at));
    }
}

/// What a screen reader says of a widget.
pub(crate) fn spoken(node: &Node) -> String {
    node.label().or_else(|| node.value()).unwrap_or_default().to_owned()
}

/// Visits every screen and channel, and lets `look` look at each.
pub(crate) fn visit_everything(harness: &mut ScreenHarness, look: &mut dyn FnMut(&mut ScreenHarness, &str)) {
    visit_title_and_list(harness, look);
    visit_side_screens(harness, look);
    visit_first_decisions(harness, look);
    visit_a_thread(harness, look);
    visit_every_channel(harness, look);
    visit_debrief(harness, look);
    visit_town(harness, look);
}

type Look<'a> = &'a mut dyn FnMut(&mut ScreenHarness, &str);

fn visit_title_and_list(harness: &mut ScreenHarness, look: Look<'_>) {
    look(harness, "title");
    harness.ask(Intent::GoTo(Screen::Records));
    look(harness, "records, no coach's word is set");
    harness.ask(Intent::OpenReports("over the hills".into()));
    look(harness, "records, nobody has played");
    harness.ask(Intent::Back);
    harness.ask(Intent::GoTo(Screen::SelectProfile));
    look(harness, "who");
    harness.ask(Intent::CreateProfile("Sam".into()));
    harness.ask(Intent::Back);
    harness.ask(Intent::CreateProfile("sam".into()));
    look(harness, "who, asked whether it is Sam");
    harness.ask(Intent::CreateNamesake("sam".into()));
    harness.ask(Intent::Back);
    look(harness, "who, two of a name");
    harness.sign_in_again();
    look(harness, "town, newcomer");
    harness.ask(Intent::GoTo(Screen::SelectScenario));
    for filter in [EncounterFilter::Course(CourseId::from("first-week")), EncounterFilter::All] {
        harness.ask(Intent::SetFilter(filter));
        look(harness, "choose");
    }
    harness.ask(Intent::Back);
}

/// The town after a few encounters in which the first reply was always taken: an evening, the map, promises, a new season.
fn visit_town(harness: &mut ScreenHarness, look: Look<'_>) {
    for id in ["the-oven-part", "the-last-bus", "mates-rates", "the-clip"] {
        harness.play_out(id);
        harness.ask(Intent::Back);
        look(harness, &format!("debrief of {id}"));
        harness.ask(Intent::Back);
        assert_eq!(harness.screen(), Screen::Evening, "{id}");
        look(harness, &format!("evening after {id}"));
        harness.ask(Intent::ShowWholeEvening);
        look(harness, &format!("evening after {id}, whole"));
        harness.ask(Intent::Back);
        look(harness, &format!("town after {id}"));
    }
    harness.ask(Intent::GoTo(Screen::YourWord));
    look(harness, "your word");
    harness.ask(Intent::Back);
    harness.ask(Intent::GoTo(Screen::WhoKnowsWhom));
    look(harness, "who knows whom");
    let word = harness.town().words[0].word.clone();
    for choice in
        [MapChoice::Word(word), MapChoice::Person("joe-pereira".into()), MapChoice::Person("ruth-amsel".into())]
    {
        harness.ask(Intent::ShowOnMap(Some(choice.clone())));
        look(harness, &format!("who knows whom, {choice:?}"));
    }
    harness.ask(Intent::Back);
    harness.ask(Intent::GoTo(Screen::SelectScenario));
    look(harness, "choose, with a town");
    harness.ask(Intent::Back);
    harness.ask(Intent::GoTo(Screen::Menu));
    look(harness, "more");
    harness.ask(Intent::GoTo(Screen::NewSeason));
    look(harness, "a new season");
    harness.ask(Intent::BeginSeason);
    look(harness, "the end of the season");
    harness.ask(Intent::Back);
    assert_eq!((harness.screen(), harness.town().day), (Screen::Town, 1));
}

fn visit_side_screens(harness: &mut ScreenHarness, look: Look<'_>) {
    for screen in [
        Screen::EditProfile,
        Screen::Progress,
        Screen::Import,
        Screen::Records,
        Screen::Settings,
        Screen::Credits,
        Screen::Help,
    ] {
        harness.ask(Intent::GoTo(screen));
        look(harness, &format!("{screen:?}"));
        if screen == Screen::Import {
            for (file, mode) in [("bad/e26-range.ron", ImportMode::Add), ("good/nothing-there.ron", ImportMode::Try)] {
                harness.ask(Intent::ImportFile(root().join("tests/scenarios").join(file), mode));
                look(harness, file);
            }
        }
        if screen == Screen::Records {
            harness.ask(Intent::OpenReports("over the hills".into()));
            look(harness, "records, opened");
            let form = ExportForm { folder: "/proc/nowhere".into(), ..ExportForm::default() };
            harness.ask(Intent::Export(form));
            look(harness, "records, not made");
        }
        harness.ask(Intent::Back);
    }
}

/// The first decision of several encounters, while text appears and after.
fn visit_first_decisions(harness: &mut ScreenHarness, look: Look<'_>) {
    for id in ["the-sofa", "ten-to-six", "the-last-bus", "the-wrong-pallet", "the-oven-part"] {
        harness.play(id);
        look(harness, &format!("{id}, listening"));
        harness.ask(Intent::RevealAll);
        look(harness, id);
        harness.ask(Intent::Back);
    }
}

fn visit_a_thread(harness: &mut ScreenHarness, look: Look<'_>) {
    harness.play("voice");
    for reply in ["look", "call", "shout"] {
        harness.choose(reply);
        harness.ask(Intent::RevealAll);
        look(harness, &format!("voice, after {reply}"));
    }
    harness.ask(Intent::OpenDebrief);
    harness.ask(Intent::Back);
}

/// An encounter that goes through every channel, up to its last decision.
fn visit_every_channel(harness: &mut ScreenHarness, look: Look<'_>) {
    harness.ask(Intent::Toggle(Toggle::LookBack));
    harness.ask(Intent::OpenScenario(ScenarioId::from("rehearsal")));
    look(harness, "brief");
    harness.ask(Intent::Start);
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
            harness.choose(reply);
        }
        assert_eq!(harness.session().play.as_ref().map(|play| play.encounter().beat().channel), Some(channel));
        look(harness, &format!("{channel:?}, listening"));
        harness.ask(Intent::RevealAll);
        look(harness, &format!("{channel:?}"));
    }
    harness.ask(Intent::Toggle(Toggle::SayFirst));
    look(harness, "say it first");
    harness.ask(Intent::SubmitDraft("I will carry them".into()));
    harness.ask(Intent::ToggleHistory);
    look(harness, "history");
    harness.ask(Intent::ToggleHistory);
}

/// The end of the same encounter, and everything after it.
fn visit_debrief(harness: &mut ScreenHarness, look: Look<'_>) {
    harness.choose("carry");
    harness.ask(Intent::RevealAll);
    look(harness, "over");
    harness.ask(Intent::OpenDebrief);
    look(harness, "look back");
    harness.ask(Intent::TakeBack(Some(4)));
    for turn in 0..7 {
        harness.ask(Intent::ShowTurn(turn));
        look(harness, &format!("debrief, turn {turn}"));
    }
    harness.ask(Intent::GoTo(Screen::Transcript));
    look(harness, "transcript");
    assert_eq!(harness.screen(), Screen::Transcript);
    harness.ask(Intent::Toggle(Toggle::SayFirst));
    harness.ask(Intent::Toggle(Toggle::LookBack));
    harness.ask(Intent::Back);
    harness.ask(Intent::Back);
    assert_eq!(harness.screen(), Screen::Evening);
    look(harness, "evening");
    harness.ask(Intent::Back);
}

/// Where the first widget is of which a screen reader says words like these, from top to bottom, in points.
pub(crate) fn find(harness: &mut ScreenHarness, is_this: impl Fn(&str) -> bool) -> Option<(f64, f64)> {
    let tree = harness.tree();
    let (_, node) = tree.iter().find(|(_, node)| is_this(&spoken(node)))?;
    Some(height_range(node))
}

/// Where a widget is from top to bottom, in points.
pub(crate) fn height_range(node: &Node) -> (f64, f64) {
    node.bounds().map_or((f64::NAN, f64::NAN), |bounds| (bounds.y0, bounds.y1))
}

pub(crate) fn decisions(harness: &ScreenHarness) -> usize {
    harness.session().play.as_ref().map_or(0, |play| play.encounter().decisions())
}

/// A key goes down and up again: one that stays down repeats.
pub(crate) fn press(key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![event(true), event(false)]
}
