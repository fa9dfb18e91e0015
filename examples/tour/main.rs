//! Opens the real window, goes through every screen and channel in three looks, and saves a picture of each.
//!
//! `scripts/tour DIR` runs it on a virtual display. A picture that is blank, or has text that is cut off or
//! overlaps other text, is named, and the exit code is 1.

mod pictures;
mod steps;

use std::collections::{HashSet, VecDeque};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::EguiPostUpdateSet;
use rapport::encounter::{Encounter, Memory, Status};
use rapport::files::DataPaths;
use rapport::game::{self, AppSystems, Environment, ExportForm, Intent, MapChoice, Screen, Session, TextReveal};
use rapport::ledger::Ledger;
use rapport::library::{Library, Origin};
use rapport::record::{Millis, PlaySource};
use rapport::scenario::model::Channel;
use steps::{Step, steps};

/// Frames from a step to its picture, so that animations and textures are done.
const FRAMES_TO_SETTLE: u32 = 12;
/// No step takes this many frames; the tour stops and names it.
const MAX_FRAMES: u32 = 900;

/// The steps that are left, and what was found.
#[derive(Resource)]
struct Tour {
    steps: VecDeque<Step>,
    folder: PathBuf,
    data_paths: DataPaths,
    /// Frames since the last step.
    frames: u32,
    /// The picture to take in this frame.
    due: Option<String>,
    faults: Vec<String>,
    /// How many pictures were taken.
    taken: usize,
    /// The screens and channels in them.
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
        steps: steps(),
        folder,
        data_paths: places.clone(),
        frames: 0,
        due: None,
        faults: Vec::new(),
        taken: 0,
        seen: HashSet::new(),
    };
    let environment =
        Environment { places, now: || Millis(1_800_000_000_000), seed: || 7, key: || [7; 32], tried: None };
    let exit = game::app(environment)
        .insert_resource(tour)
        .add_systems(Update, next_step.before(AppSystems::CollectInput))
        .add_systems(Last, draw_all_the_time)
        .add_systems(
            PostUpdate,
            pictures::take_picture.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput),
        )
        .run();
    // A folder that cannot be removed does no harm: it is in the system's folder for temporary files.
    let _ = std::fs::remove_dir_all(data);
    exit
}

/// On a tour the window does not wait for input.
fn draw_all_the_time(mut settings: ResMut<WinitSettings>) {
    settings.focused_mode = UpdateMode::Continuous;
    settings.unfocused_mode = UpdateMode::Continuous;
}

/// What a step reads and changes.
#[derive(SystemParam)]
struct Game<'w, 's> {
    session: ResMut<'w, Session>,
    screen: Res<'w, State<Screen>>,
    reveal: Res<'w, TextReveal>,
    intents: MessageWriter<'w, Intent>,
    windows: Query<'w, 's, &'static mut Window, With<PrimaryWindow>>,
}

/// Tries the next step in each frame until it is done.
fn next_step(mut tour: ResMut<Tour>, mut game: Game, mut exit: MessageWriter<AppExit>) {
    if tour.due.is_some() {
        return;
    }
    tour.frames += 1;
    if tour.frames > MAX_FRAMES {
        let stuck = format!("the tour is stuck at {:?}, after {} pictures", game.screen.get(), tour.taken);
        tour.faults.push(stuck);
        tour.steps.clear();
    }
    let Some(step) = tour.steps.front() else {
        finish(&mut tour, &mut exit);
        return;
    };
    if !game.is_done(step, tour.frames, &tour.data_paths) {
        return;
    }
    if let Some(Step::Picture(name)) = tour.steps.pop_front() {
        let screen = *game.screen.get();
        tour.seen.insert(format!("{screen:?}"));
        let channel = game.channel().filter(|_| screen == Screen::Encounter);
        tour.seen.extend(channel.map(|channel| format!("{channel:?}")));
        tour.due = Some(name);
    }
    tour.frames = 0;
}

impl Game<'_, '_> {
    /// Does a step; whether it is done.
    fn is_done(&mut self, step: &Step, frames: u32, data_paths: &DataPaths) -> bool {
        match step {
            Step::SetLook(look) => {
                (self.session.settings.theme, self.session.settings.size) = (look.theme, look.size);
                for mut window in &mut self.windows {
                    window.resolution.set_physical_resolution(look.window.0, look.window.1);
                }
                true
            }
            Step::Ask(intent) => {
                self.intents.write(intent.clone());
                true
            }
            Step::SignIn => {
                let profiles = &self.session.trainees.profiles;
                let known = profiles.iter().find(|profile| profile.name == "Sam");
                let new = || Intent::CreateProfile("Sam".into());
                self.intents.write(known.map_or_else(new, |sam| Intent::SelectProfile(sam.id.clone())));
                true
            }
            Step::Choose(id) => {
                let position = self.offer(id);
                self.intents.write_batch(position.map(Intent::Choose));
                position.is_some()
            }
            Step::PlayOut => {
                let status = self.session.play.as_ref().map(|play| play.encounter().status());
                if status == Some(Status::Open) {
                    self.intents.write(Intent::Choose(0));
                }
                status == Some(Status::Completed)
            }
            Step::ShowLatestWord => {
                let word = self.session.town.view.as_ref().and_then(|town| town.words.first());
                let choice = word.map(|word| MapChoice::Word(word.word.clone()));
                self.intents.write(Intent::ShowOnMap(choice));
                word.is_some()
            }
            Step::WaitForScreen(screen) => self.screen.get() == screen,
            Step::WaitForChannel(channel) => self.channel() == Some(*channel),
            Step::WaitForLines(lines) => self.reveal.started() >= *lines,
            Step::RecordPlays => {
                record_plays(data_paths);
                true
            }
            Step::MakeReport => {
                let folder = data_paths.data.as_ref().map(|data| data.join("out").display().to_string());
                let form = ExportForm { folder: folder.unwrap_or_default(), ..ExportForm::default() };
                self.intents.write(Intent::Export(form));
                true
            }
            Step::WaitForReport => self.session.export_jobs.last_result.is_some(),
            // The picture is taken where the frame is drawn.
            Step::Picture(_) => frames > FRAMES_TO_SETTLE,
        }
    }

    /// The channel of the current beat.
    fn channel(&self) -> Option<Channel> {
        self.session.play.as_ref().map(|play| play.encounter().beat().channel)
    }

    /// The position of a choice among those on offer.
    fn offer(&self, id: &str) -> Option<usize> {
        self.session.play.as_ref()?.encounter().offers().position(|choice| choice.id.as_str() == id)
    }
}

/// Prints what was found, and closes the window.
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

/// Records a first play of each shipped scenario, so that there is progress to show.
fn record_plays(places: &DataPaths) {
    let library = Library::load(places);
    let mut day = 1_799_000_000_000_i64;
    let Ok(mut ledger) = Ledger::open(places, Millis(day)) else { return };
    let Ok(profile) = ledger.add_profile("Sam", &[], Millis(day)) else { return };
    for (n, entry) in library.entries.values().filter(|entry| entry.origin == Origin::Shipped).enumerate() {
        day += 86_400_000;
        let mut encounter = Encounter::start(entry.script.clone(), n as u64, Memory::default());
        let mut play = ledger.begin(&profile, PlaySource::Play, Millis(day));
        let mut turn = n;
        while encounter.status() == Status::Open {
            let offers = encounter.offers().len();
            encounter.choose_at(turn % offers, 4000);
            turn += 2;
            if ledger.record(&mut play, &encounter, Millis(day)).is_err() {
                return;
            }
        }
    }
}
