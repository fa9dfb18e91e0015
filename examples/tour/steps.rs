//! The steps of the tour: every screen and every channel, in each look.

use std::collections::VecDeque;
use std::path::Path;

use rapport::app::Theme;
use rapport::game::{EncounterFilter, ImportMode, Intent, MapChoice, Screen, Toggle};
use rapport::scenario::id::{CourseId, ScenarioId};
use rapport::scenario::model::Channel;

/// Theme, text size in per cent, and window size in pixels of one round of the tour.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) name: &'static str,
    pub(crate) theme: Theme,
    pub(crate) size: i32,
    pub(crate) window: (u32, u32),
}

const LOOKS: [Look; 3] = [
    Look { name: "paper", theme: Theme::Paper, size: 100, window: (1280, 720) },
    Look { name: "contrast", theme: Theme::Contrast, size: 200, window: (1024, 640) },
    Look { name: "dusk", theme: Theme::Dusk, size: 100, window: (1920, 1080) },
];

/// One step of the tour.
pub(crate) enum Step {
    /// Change the look of the window.
    SetLook(Look),
    /// Ask for something.
    Ask(Intent),
    /// Sign in as Sam, who may be on the list already.
    SignIn,
    /// Take the choice of this id.
    Choose(&'static str),
    /// Take the first choice until the encounter is over.
    PlayOut,
    /// Show the latest word on the map of who knows whom.
    ShowLatestWord,
    /// Wait for a screen.
    WaitForScreen(Screen),
    /// Wait for a channel.
    WaitForChannel(Channel),
    /// Wait until this many lines have started to appear.
    WaitForLines(usize),
    /// Record some completed plays in the ledger.
    RecordPlays,
    /// Make a report in the data folder.
    MakeReport,
    /// Wait until the report is made.
    WaitForReport,
    /// Take a picture of this name.
    Picture(String),
}

/// All steps, in order.
pub(crate) fn steps() -> VecDeque<Step> {
    let mut round = Round { look: LOOKS[0], is_first: true, steps: VecDeque::new() };
    for look in LOOKS {
        round.look = look;
        round.steps.push_back(Step::SetLook(look));
        round.title_and_list();
        round.side_screens();
        round.two_counters();
        round.thread_and_lost_call();
        round.every_channel();
        round.debrief();
        round.town();
        round.settings_and_out();
        round.is_first = false;
    }
    round.steps
}

/// The steps of one look, as they are put together.
struct Round {
    look: Look,
    is_first: bool,
    steps: VecDeque<Step>,
}

impl Round {
    fn picture(&mut self, name: &str) {
        self.steps.push_back(Step::Picture(format!("{}-{name}", self.look.name)));
    }

    fn ask(&mut self, intent: Intent) {
        self.steps.push_back(Step::Ask(intent));
    }

    /// Asks for something that leads to a screen, and waits for it.
    fn ask_for(&mut self, intent: Intent, screen: Screen) {
        self.ask(intent);
        self.steps.push_back(Step::WaitForScreen(screen));
    }

    /// Starts an encounter from the list.
    fn open(&mut self, id: &str) {
        self.ask_for(Intent::OpenScenario(ScenarioId::from(id)), Screen::Brief);
    }

    fn sign_in(&mut self) {
        self.steps.extend([Step::SignIn, Step::WaitForScreen(Screen::Town)]);
    }

    fn title_and_list(&mut self) {
        self.picture("title");
        self.ask_for(Intent::GoTo(Screen::SelectProfile), Screen::SelectProfile);
        self.picture("who");
        self.sign_in();
        if self.is_first {
            self.steps.push_back(Step::RecordPlays);
            self.ask_for(Intent::Back, Screen::SelectProfile);
            self.picture("who-again");
            self.sign_in();
        }
        self.picture("town-first-day");
        self.ask_for(Intent::GoTo(Screen::SelectScenario), Screen::SelectScenario);
        self.picture("choose");
        self.ask(Intent::SetFilter(EncounterFilter::Course(CourseId::from("first-week"))));
        self.picture("choose-course");
        self.ask(Intent::SetFilter(EncounterFilter::All));
        self.ask_for(Intent::Back, Screen::Town);
    }

    fn side_screens(&mut self) {
        for (screen, name) in [
            (Screen::EditProfile, "profile"),
            (Screen::Progress, "progress"),
            (Screen::Import, "bring"),
            (Screen::Records, "records"),
        ] {
            self.ask_for(Intent::GoTo(screen), screen);
            self.picture(name);
            if screen == Screen::Import {
                let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/bad/e26-range.ron");
                self.ask(Intent::ImportFile(broken, ImportMode::Add));
                self.picture("bring-broken");
            }
            if screen == Screen::Records {
                self.ask(Intent::OpenReports("over the hills".into()));
                self.picture("records-open");
                self.steps.extend([Step::MakeReport, Step::WaitForReport]);
                self.picture("records-made");
            }
            self.ask_for(Intent::Back, Screen::Town);
        }
    }

    fn two_counters(&mut self) {
        for id in ["the-sofa", "ten-to-six"] {
            self.open(id);
            if id == "the-sofa" {
                self.picture("brief");
            }
            self.ask_for(Intent::Start, Screen::Encounter);
            self.ask(Intent::RevealAll);
            self.picture(id);
            self.ask_for(Intent::Back, Screen::Town);
        }
    }

    fn thread_and_lost_call(&mut self) {
        self.open("voice");
        self.ask_for(Intent::Start, Screen::Encounter);
        self.ask(Intent::RevealAll);
        for (reply, name) in [("look", "feed-checked"), ("call", "phone-voice"), ("shout", "phone-dropped")] {
            self.steps.push_back(Step::Choose(reply));
            self.ask(Intent::RevealAll);
            self.picture(name);
        }
        self.ask_for(Intent::OpenDebrief, Screen::Debrief);
        self.end_the_day();
    }

    /// From a debrief through the evening to the next morning: each round has a season of its own.
    fn end_the_day(&mut self) {
        self.ask_for(Intent::Back, Screen::Evening);
        self.ask_for(Intent::Back, Screen::Town);
    }

    fn every_channel(&mut self) {
        self.ask(Intent::Toggle(Toggle::LookBack));
        self.open("rehearsal");
        self.ask_for(Intent::Start, Screen::Encounter);
        self.steps.push_back(Step::WaitForLines(2));
        self.picture("phone-menu");
        self.steps.push_back(Step::WaitForLines(3));
        self.picture("phone-hold");
        self.ask(Intent::RevealAll);
        self.picture("phone");
        self.ask(Intent::Toggle(Toggle::SayFirst));
        self.picture("phone-say-first");
        self.ask(Intent::Toggle(Toggle::SayFirst));
        for (reply, channel, name) in [
            ("heard", Channel::Street, "street"),
            ("stop", Channel::Feed, "feed"),
            ("check", Channel::Chat, "chat"),
            ("invite", Channel::Backroom, "backroom"),
            ("blame", Channel::Meeting, "meeting"),
            ("yes", Channel::Counter, "counter"),
        ] {
            self.steps.extend([Step::Choose(reply), Step::WaitForChannel(channel)]);
            if channel == Channel::Chat {
                self.steps.push_back(Step::WaitForLines(3));
                self.picture("chat-typing");
            }
            self.ask(Intent::RevealAll);
            self.picture(name);
        }
    }

    fn debrief(&mut self) {
        self.ask(Intent::ToggleHistory);
        self.picture("history");
        self.ask(Intent::ToggleHistory);
        self.steps.push_back(Step::Choose("carry"));
        self.ask(Intent::RevealAll);
        self.picture("over");
        self.ask_for(Intent::OpenDebrief, Screen::LookBack);
        self.picture("look-back");
        self.ask_for(Intent::TakeBack(Some(4)), Screen::Debrief);
        self.picture("debrief");
        self.ask_for(Intent::GoTo(Screen::Transcript), Screen::Transcript);
        self.picture("transcript");
        self.ask_for(Intent::Back, Screen::Debrief);
        self.ask(Intent::Toggle(Toggle::LookBack));
        self.end_the_day();
    }

    /// A season: what it begins with, a few evenings, and what is known at its end.
    fn town(&mut self) {
        for (screen, name) in [(Screen::Menu, "more"), (Screen::NewSeason, "new-season")] {
            self.ask_for(Intent::GoTo(screen), screen);
            self.picture(name);
        }
        self.ask_for(Intent::BeginSeason, Screen::WhoKnowsWhom);
        self.picture("season-over");
        self.ask_for(Intent::Back, Screen::Town);
        for id in ["the-oven-part", "the-last-bus", "mates-rates", "the-clip"] {
            self.open(id);
            self.ask_for(Intent::Start, Screen::Encounter);
            self.steps.push_back(Step::PlayOut);
            self.ask_for(Intent::OpenDebrief, Screen::Debrief);
            self.ask_for(Intent::Back, Screen::Evening);
            self.picture(&format!("evening-{id}"));
            self.ask_for(Intent::Back, Screen::Town);
        }
        self.picture("town");
        self.ask_for(Intent::GoTo(Screen::WhoKnowsWhom), Screen::WhoKnowsWhom);
        self.picture("who-knows-whom");
        self.steps.push_back(Step::ShowLatestWord);
        self.picture("who-knows-whom-word");
        self.ask(Intent::ShowOnMap(Some(MapChoice::Person("joe-pereira".into()))));
        self.picture("who-knows-whom-person");
        self.ask_for(Intent::Back, Screen::Town);
        self.ask_for(Intent::GoTo(Screen::YourWord), Screen::YourWord);
        self.picture("your-word");
        self.ask_for(Intent::Back, Screen::Town);
    }

    fn settings_and_out(&mut self) {
        for (screen, name) in [(Screen::Settings, "settings"), (Screen::Credits, "credits"), (Screen::Help, "help")] {
            self.ask_for(Intent::GoTo(screen), screen);
            self.picture(name);
            self.ask_for(Intent::Back, Screen::Town);
        }
        self.ask_for(Intent::Back, Screen::SelectProfile);
        self.ask_for(Intent::Back, Screen::Title);
    }
}
