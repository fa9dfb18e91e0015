//! Opens the real window, goes through every screen and channel in three looks, and saves a picture of each.
//!
//! `scripts/tour DIR` runs it on a virtual display. A picture that is blank, or has text that is cut off or
//! lies over other text, is named, and the exit code is 1.

use std::collections::{HashSet, VecDeque};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::PrimaryWindow;
use bevy_egui::{EguiContext, EguiFullOutput, EguiPostUpdateSet};
use rapport::app::Theme;
use rapport::encounter::{Encounter, Memory, Status};
use rapport::files::{DataPaths, write_file};
use rapport::game::layout::{LayoutFault, layout_faults};
use rapport::game::{
    self, ActivePlay, EncounterFilter, Environment, ExportForm, ImportMode, Intent, Screen, Session, TextReveal, Toggle,
};
use rapport::ledger::Ledger;
use rapport::library::{Library, Origin};
use rapport::record::{Millis, PlaySource};
use rapport::scenario::id::{CourseId, ScenarioId};
use rapport::scenario::model::Channel;

/// A picture is looked at when nothing has moved for so many frames.
const SETTLED: u32 = 4;
/// Nothing takes so many frames; then the tour is stuck, and says where.
const STUCK: u32 = 900;
/// A picture of fewer colours is blank.
const COLOURS: usize = 12;

/// How the window looks for one round of the tour.
#[derive(Clone, Copy)]
struct Look {
    name: &'static str,
    theme: Theme,
    size: i32,
    window: (u32, u32),
}

const LOOKS: [Look; 3] = [
    Look { name: "paper", theme: Theme::Paper, size: 100, window: (1280, 720) },
    Look { name: "contrast", theme: Theme::Contrast, size: 200, window: (1024, 640) },
    Look { name: "dusk", theme: Theme::Dusk, size: 100, window: (1920, 1080) },
];

/// One thing to do on the way.
enum Step {
    /// Change the looks of the window.
    Dress(Look),
    /// Ask for something.
    Ask(Intent),
    /// Take the reply of this id.
    Say(&'static str),
    /// Wait until a screen is there.
    Arrive(Screen),
    /// Wait until the channel is this.
    Channel(Channel),
    /// Wait until words have begun to appear.
    Listen(usize),
    /// Write some finished plays into the ledger.
    Remember,
    /// Have a report made where the records lie.
    Report,
    /// Wait until it was made.
    Made,
    /// Take a picture of this name.
    Picture(String),
}

/// The way that is left, and what was found on it.
#[derive(Resource)]
struct Tour {
    left: VecDeque<Step>,
    folder: PathBuf,
    places: DataPaths,
    still: u32,
    waited: u32,
    taking: Option<String>,
    faults: Vec<String>,
    taken: usize,
    /// Every screen and channel that was in a picture.
    seen: HashSet<String>,
}

fn main() -> AppExit {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: tour DIR");
        return AppExit::from_code(2);
    };
    let data = std::env::temp_dir().join(format!("rapport-tour-{}", std::process::id()));
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/tour");
    let places = DataPaths::new(Some(data.clone()), Some(scenarios));
    let tour = Tour {
        left: way(),
        folder,
        places: places.clone(),
        still: 0,
        waited: 0,
        taking: None,
        faults: Vec::new(),
        taken: 0,
        seen: HashSet::new(),
    };
    let exit =
        game::app(Environment { places, now: || Millis(1_800_000_000_000), seed: || 7, key: || [7; 32], tried: None })
            .insert_resource(tour)
            .add_systems(Update, walk)
            .add_systems(Last, awake)
            .add_systems(PostUpdate, look.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput))
            .run();
    // The records of the tour are nobody's; a folder that cannot be removed harms nobody either.
    let _ = std::fs::remove_dir_all(data);
    exit
}

/// Every screen and every channel, in each look.
fn way() -> VecDeque<Step> {
    let rehearsal = || ScenarioId::from("rehearsal");
    let mut way = VecDeque::new();
    for (round, look) in LOOKS.into_iter().enumerate() {
        let picture = |name: &str| Step::Picture(format!("{}-{name}", look.name));
        let go = |screen| [Step::Ask(Intent::GoTo(screen)), Step::Arrive(screen)];
        way.push_back(Step::Dress(look));
        way.push_back(picture("title"));
        way.extend(go(Screen::SelectProfile));
        way.push_back(picture("who"));
        way.extend([Step::Ask(Intent::CreateProfile("Sam".into())), Step::Arrive(Screen::SelectScenario)]);
        if round == 0 {
            way.push_back(Step::Remember);
            way.extend([Step::Ask(Intent::Back), Step::Arrive(Screen::SelectProfile), picture("who-again")]);
            way.extend([Step::Ask(Intent::CreateProfile("Sam".into())), Step::Arrive(Screen::SelectScenario)]);
        }
        way.push_back(picture("choose"));
        way.extend([
            Step::Ask(Intent::SetFilter(EncounterFilter::Course(CourseId::from("first-week")))),
            picture("choose-course"),
        ]);
        way.push_back(Step::Ask(Intent::SetFilter(EncounterFilter::All)));
        let aside = [
            (Screen::EditProfile, "profile"),
            (Screen::Progress, "progress"),
            (Screen::Import, "bring"),
            (Screen::Records, "records"),
        ];
        for (screen, name) in aside {
            way.extend(go(screen));
            way.push_back(picture(name));
            if screen == Screen::Import {
                let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/bad/e26-range.ron");
                way.extend([Step::Ask(Intent::ImportFile(broken, ImportMode::Add)), picture("bring-broken")]);
            }
            if screen == Screen::Records {
                way.extend([Step::Report, Step::Made, picture("records-made")]);
            }
            way.extend([Step::Ask(Intent::Back), Step::Arrive(Screen::SelectScenario)]);
        }
        for id in ["the-sofa", "ten-to-six"] {
            let brief = [Step::Ask(Intent::OpenScenario(ScenarioId::from(id))), Step::Arrive(Screen::Brief)];
            way.extend(brief);
            if id == "the-sofa" {
                way.push_back(picture("brief"));
            }
            let first = [Step::Ask(Intent::Start), Step::Arrive(Screen::Encounter), Step::Ask(Intent::RevealAll)];
            way.extend(first);
            way.push_back(picture(id));
            way.extend([Step::Ask(Intent::Back), Step::Arrive(Screen::SelectScenario)]);
        }
        let voice = Intent::OpenScenario(ScenarioId::from("voice"));
        way.extend([Step::Ask(voice), Step::Arrive(Screen::Brief)]);
        way.extend([Step::Ask(Intent::Start), Step::Arrive(Screen::Encounter), Step::Ask(Intent::RevealAll)]);
        for (reply, name) in [("look", "feed-checked"), ("call", "phone-voice"), ("shout", "phone-dropped")] {
            way.extend([Step::Say(reply), Step::Ask(Intent::RevealAll), picture(name)]);
        }
        way.extend([Step::Ask(Intent::OpenDebrief), Step::Arrive(Screen::Debrief)]);
        way.extend([Step::Ask(Intent::Back), Step::Arrive(Screen::SelectScenario)]);
        way.extend([Step::Ask(Intent::Toggle(Toggle::LookBack)), Step::Ask(Intent::OpenScenario(rehearsal()))]);
        way.extend([Step::Arrive(Screen::Brief), Step::Ask(Intent::Start), Step::Arrive(Screen::Encounter)]);
        way.extend([Step::Listen(2), picture("phone-menu"), Step::Listen(3), picture("phone-hold")]);
        way.extend([Step::Ask(Intent::RevealAll), picture("phone")]);
        way.extend([Step::Ask(Intent::Toggle(Toggle::SayFirst)), picture("phone-say-first")]);
        way.push_back(Step::Ask(Intent::Toggle(Toggle::SayFirst)));
        for (reply, channel, name) in [
            ("heard", Channel::Street, "street"),
            ("stop", Channel::Feed, "feed"),
            ("check", Channel::Chat, "chat"),
            ("invite", Channel::Backroom, "backroom"),
            ("blame", Channel::Meeting, "meeting"),
            ("yes", Channel::Counter, "counter"),
        ] {
            way.extend([Step::Say(reply), Step::Channel(channel)]);
            if channel == Channel::Chat {
                way.extend([Step::Listen(3), picture("chat-typing")]);
            }
            way.extend([Step::Ask(Intent::RevealAll), picture(name)]);
        }
        way.extend([Step::Ask(Intent::ToggleHistory), picture("history"), Step::Ask(Intent::ToggleHistory)]);
        way.extend([Step::Say("carry"), Step::Ask(Intent::RevealAll), picture("over")]);
        way.extend([Step::Ask(Intent::OpenDebrief), Step::Arrive(Screen::LookBack), picture("look-back")]);
        way.extend([Step::Ask(Intent::TakeBack(Some(4))), Step::Arrive(Screen::Debrief), picture("debrief")]);
        way.extend(go(Screen::Transcript));
        way.extend([picture("transcript"), Step::Ask(Intent::Back), Step::Arrive(Screen::Debrief)]);
        way.extend([
            Step::Ask(Intent::Toggle(Toggle::LookBack)),
            Step::Ask(Intent::Back),
            Step::Arrive(Screen::SelectScenario),
        ]);
        for (screen, name) in [(Screen::Settings, "settings"), (Screen::Credits, "credits"), (Screen::Help, "help")] {
            way.extend(go(screen));
            way.extend([picture(name), Step::Ask(Intent::Back), Step::Arrive(Screen::SelectScenario)]);
        }
        way.extend([Step::Ask(Intent::Back), Step::Arrive(Screen::SelectProfile)]);
        way.extend([Step::Ask(Intent::Back), Step::Arrive(Screen::Title)]);
    }
    way
}

/// On a tour nothing waits for input.
fn awake(mut settings: ResMut<bevy::winit::WinitSettings>) {
    settings.focused_mode = bevy::winit::UpdateMode::Continuous;
    settings.unfocused_mode = bevy::winit::UpdateMode::Continuous;
}

/// What a step looks at and changes.
#[derive(SystemParam)]
struct Around<'w, 's> {
    session: ResMut<'w, Session>,
    screen: Res<'w, State<Screen>>,
    reveal: Res<'w, TextReveal>,
    intents: MessageWriter<'w, Intent>,
    windows: Query<'w, 's, &'static mut Window, With<PrimaryWindow>>,
}

/// Does what comes next, once the last thing has settled.
fn walk(mut tour: ResMut<Tour>, mut around: Around, mut exit: MessageWriter<AppExit>) {
    if tour.taking.is_some() {
        return;
    }
    tour.still += 1;
    tour.waited += 1;
    if tour.waited > STUCK {
        let screen = *around.screen.get();
        let stuck = format!("the tour does not get on at {screen:?}, after {} pictures", tour.taken);
        tour.faults.push(stuck);
        tour.left.clear();
    }
    let Some(step) = tour.left.front() else {
        finish(&mut tour, &mut exit);
        return;
    };
    let settled = tour.still >= SETTLED;
    let done = match step {
        Step::Dress(look) => {
            (around.session.settings.theme, around.session.settings.size) = (look.theme, look.size);
            for mut window in &mut around.windows {
                window.resolution.set_physical_resolution(look.window.0, look.window.1);
            }
            true
        }
        Step::Ask(intent) => {
            around.intents.write(intent.clone());
            true
        }
        Step::Say(id) => {
            let at = around.session.play.as_ref().and_then(|play| reply(play, id));
            around.intents.write_batch(at.map(Intent::Choose));
            at.is_some()
        }
        Step::Arrive(screen) => around.screen.get() == screen,
        Step::Channel(channel) => {
            around.session.play.as_ref().is_some_and(|play| play.encounter().beat().channel == *channel)
        }
        Step::Listen(parts) => around.reveal.started() >= *parts,
        Step::Remember => {
            remember(&tour.places);
            true
        }
        Step::Report => {
            let folder = tour.places.data.as_ref().map(|data| data.join("out").display().to_string());
            let wanted = ExportForm { folder: folder.unwrap_or_default(), ..ExportForm::default() };
            around.intents.write(Intent::Export(wanted));
            true
        }
        Step::Made => around.session.export_jobs.last_result.is_some(),
        // The picture is taken where it is drawn.
        Step::Picture(_) => settled && (tour.waited > 12),
    };
    if done {
        if let Some(Step::Picture(name)) = tour.left.pop_front() {
            let screen = *around.screen.get();
            tour.seen.insert(format!("{screen:?}"));
            if let Some(play) = around.session.play.as_ref().filter(|_| screen == Screen::Encounter) {
                tour.seen.insert(format!("{:?}", play.encounter().beat().channel));
            }
            tour.taking = Some(name);
        }
        (tour.still, tour.waited) = (0, 0);
    }
}

fn reply(play: &ActivePlay, id: &str) -> Option<usize> {
    play.encounter().offers().position(|choice| choice.id.as_str() == id)
}

/// Asks the layout what cannot be read, and takes the picture.
fn look(
    mut tour: ResMut<Tour>,
    mut outputs: Query<(&mut EguiContext, &EguiFullOutput)>,
    mut commands: Commands,
    mut pending: Local<bool>,
) {
    let Some(name) = tour.taking.clone() else {
        *pending = false;
        return;
    };
    if std::mem::replace(&mut *pending, true) {
        return;
    }
    for (mut context, output) in &mut outputs {
        let Some(output) = &output.0 else { continue };
        for fault in layout_faults(context.get_mut(), output) {
            let said = match fault {
                LayoutFault::Nothing => "no text at all".to_owned(),
                LayoutFault::CutOff(words) => format!("cut off: {words:?}"),
                LayoutFault::Overlap(a, b) => format!("{a:?} lies over {b:?}"),
            };
            tour.faults.push(format!("{name}: {said}"));
        }
    }
    commands.spawn(Screenshot::primary_window()).observe(
        move |captured: On<ScreenshotCaptured>, mut tour: ResMut<Tour>| {
            save(&mut tour, &captured.image);
        },
    );
}

fn save(tour: &mut Tour, image: &Image) {
    let Some(name) = tour.taking.take() else { return };
    let saved = image.clone().try_into_dynamic().map_err(|error| error.to_string()).and_then(|picture| {
        let picture = picture.to_rgba8();
        let (width, height) = picture.dimensions();
        let picture = rapport::picture::Raster::from_rgba(width, height, picture.into_raw())
            .ok_or_else(|| "no picture".to_owned())?;
        if picture.colours(COLOURS) < COLOURS {
            return Err("it is blank".to_owned());
        }
        write_file(&tour.folder.join(format!("{name}.png")), &picture.png())
    });
    match saved {
        Ok(()) => tour.taken += 1,
        Err(why) => tour.faults.push(format!("{name}: {why}")),
    }
}

fn finish(tour: &mut Tour, exit: &mut MessageWriter<AppExit>) {
    let screens = Screen::ALL.map(|screen| format!("{screen:?}"));
    let channels = Channel::ALL.iter().map(|channel| format!("{channel:?}"));
    let missing = screens.into_iter().chain(channels).filter(|wanted| !tour.seen.contains(wanted));
    tour.faults.extend(missing.map(|missing| format!("no picture of {missing}")));
    let mut report = String::new();
    for fault in &tour.faults {
        let _ = writeln!(report, "{fault}");
    }
    print!("{report}");
    println!("{} pictures, {} faults", tour.taken, tour.faults.len());
    exit.write(if tour.faults.is_empty() { AppExit::Success } else { AppExit::error() });
}

/// Some first plays, so that there is progress to show.
fn remember(places: &DataPaths) {
    let library = Library::load(places);
    let mut day = 1_799_000_000_000_i64;
    let Ok(mut ledger) = Ledger::open(places, Millis(day)) else { return };
    let Ok(profile) = ledger.profile("Sam", Millis(day)) else { return };
    for (n, entry) in library.entries.values().filter(|entry| entry.origin == Origin::Shipped).enumerate() {
        day += 86_400_000;
        let mut encounter = Encounter::start(entry.script.clone(), n as u64, Memory::default());
        let mut play = ledger.begin(&profile, PlaySource::Play, Millis(day));
        let mut turn = n;
        while encounter.status() == Status::Open {
            let offers = encounter.offers().len();
            encounter.act_at(turn % offers, 4000);
            turn += 2;
            if ledger.record(&mut play, &encounter, Millis(day)).is_err() {
                return;
            }
        }
    }
}
