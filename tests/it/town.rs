//! The town: how words travel, what a season adds up to, and what the ledger keeps of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use rapport::analysis::{SeasonPlayer, Seasons};
use rapport::app::{Beginning, PlayOrigin, PlaySession, StartRequest, TownView};
use rapport::encounter::{Encounter, Hearing, Memory, PromiseState, RapportClass, Status};
use rapport::files::DataPaths;
use rapport::ledger::{Finding, Ledger};
use rapport::library::Library;
use rapport::record::{FromCourse, Millis, Profile};
use rapport::scenario::id::{CourseId, ScenarioId, VillagerId};
use rapport::scenario::model::{Act, Evidence, Tie, Tone};
use rapport::scenario::script::Script;
use rapport::town::{Aside, MAX_OFFERED, Setting, Ties, Town, Way, offered, spread};

use super::random::Random;
use super::support::{
    assert_matches_file, data_paths, files_with_ending, root, run_and_type, run_rapport, shipped_script,
    shipped_scripts, stderr, stdout, temp_dir,
};

const NOW: Millis = Millis(1_800_000_000_000);

/// The library of `tests/town/library`, without the shipped one.
fn library() -> Library {
    let folder = root().join("tests/town/library");
    let mut library = Library::load(&DataPaths::new(None, Some(folder)));
    assert!(library.faults.is_empty(), "{:?}", library.faults);
    library.entries.retain(|_, entry| entry.origin == rapport::library::Origin::Folder);
    library.village.people.retain(|id, _| ["ann", "bo", "cy", "dee"].contains(&id.as_str()));
    library
}

fn tone(word: &str) -> Tone {
    *Tone::ALL.iter().find(|tone| tone.as_str() == word).unwrap_or_else(|| panic!("`{word}` is no tone"))
}

#[test]
fn words_travel_as_the_cases_say() {
    let text = std::fs::read_to_string(root().join("tests/town/spread.txt")).expect("read the cases");
    let cases = text.split("case: ").skip(1);
    let mut count = 0;
    for case in cases {
        let (name, rest) = case.split_once('\n').expect("a case has a name");
        let mut words = rest.split("word: ");
        let ties = words.next().unwrap_or_default().lines().filter(|line| !line.trim().is_empty()).map(|line| {
            let [one, kind, other] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{name}: `{line}` is no tie")
            };
            let tie = *Tie::ALL.iter().find(|tie| tie.as_str() == kind).expect("a kind of tie");
            (VillagerId::from(one), tie, VillagerId::from(other))
        });
        let ties = Ties::from_list(ties);
        for word in words {
            let (how, expected) = word.split_once('\n').expect("a word is followed by who knows it");
            let (is_public, how) = how.strip_prefix("public ").map_or((false, how), |how| (true, how));
            let (tone_word, tellers) = how.split_once(" of ").expect("a word has tellers");
            let tellers: Vec<VillagerId> = tellers.split(", ").map(VillagerId::from).collect();
            let known = spread(&ties, &tellers, tone(tone_word), is_public, 1);
            let mut lines: Vec<String> = known
                .iter()
                .map(|(villager, Way { evening, from })| match from {
                    Some(from) => format!("{evening} {villager} from {from}"),
                    None => format!("{evening} {villager}"),
                })
                .collect();
            lines.sort();
            let expected: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
            assert_eq!(lines, expected, "{name}: {how}");
            count += 1;
        }
    }
    assert!(count >= 14, "{count} words were tried");
}

/// Whichever of the shipped scenarios are left, nobody is found in two places.
#[test]
fn nobody_waits_in_two_places() {
    let library = Library::load(&DataPaths::default());
    let mut random = Random::from_seed(15);
    for _ in 0..200 {
        let left = shipped_scripts().into_iter().filter(|_| random.below(3) > 0);
        let setting = Setting::new(&library.village, left);
        let waiting = offered(&Town::default(), &setting, &BTreeSet::new(), None, false);
        let people: Vec<_> = waiting.iter().filter_map(|it| it.script.villager(None)).collect();
        assert_eq!(people.iter().collect::<BTreeSet<_>>().len(), people.len(), "{people:?}");
        assert_eq!(waiting.len(), 5);
    }
}

/// A trainee who plays in the library of the tests.
struct Season {
    data: tempfile::TempDir,
    library: Library,
    setting: Arc<Setting>,
    ledger: Ledger,
    sam: Profile,
}

impl Season {
    fn new() -> Self {
        let data = temp_dir();
        let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
        let sam = ledger.add_profile("Sam", &[], NOW).expect("create the profile");
        let library = library();
        let setting = Arc::new(library.setting());
        Self { data, library, setting, ledger, sam }
    }

    /// In the library that ships.
    fn of_shipped_scenarios() -> Self {
        let library = Library::load(&DataPaths::default());
        let setting = Arc::new(library.setting());
        Self { library, setting, ..Self::new() }
    }

    fn town(&self) -> Town {
        self.ledger.town(&self.sam, false).expect("read the town")
    }

    /// Starts a play of a scenario.
    fn start(&mut self, id: &str) -> PlaySession {
        self.start_in(id, None)
    }

    /// The town as Sam sees it, who follows this course.
    fn view(&self, course: Option<&CourseId>) -> TownView {
        TownView::new(&self.ledger, &self.sam, &self.library, course).expect("read the town")
    }

    /// Starts a play of a scenario in a course.
    fn start_in(&mut self, id: &str, course: Option<FromCourse>) -> PlaySession {
        let request = StartRequest {
            script: Arc::clone(&self.library.get(id).unwrap_or_else(|| panic!("there is no {id}")).script),
            origin: PlayOrigin::Library { course },
            seed: 1,
            no_hurry: true,
            setting: Some(Arc::clone(&self.setting)),
        };
        PlaySession::start(request, Some((&mut self.ledger, &self.sam)), NOW).session
    }

    /// Starts a play, and leaves it after its first turn.
    fn leave_after_a_turn(&mut self, id: &str, course: Option<FromCourse>) {
        let mut session = self.start_in(id, course);
        session.choose(0, 900, Some(&mut self.ledger), NOW).expect("record the decision");
        assert_eq!(session.encounter().status(), Status::Open);
    }

    /// Takes a choice.
    fn choose(&mut self, session: &mut PlaySession, choice: &str) {
        let shown = session.encounter().offers().position(|offer| offer.id.as_str() == choice);
        let shown = shown.unwrap_or_else(|| panic!("`{choice}` is not on offer"));
        session.choose(shown, 900, Some(&mut self.ledger), NOW).expect("record the decision");
    }

    fn play(&mut self, id: &str, choice: &str) -> PlaySession {
        let mut session = self.start(id);
        self.choose(&mut session, choice);
        assert_eq!(session.encounter().status(), Status::Completed);
        session
    }

    /// What the town looks like, as lines to read.
    fn lines(&self) -> String {
        let town = self.town();
        let mut text = format!("day {}\n", town.day);
        for (id, open) in &town.open {
            let until = open.last_day.map_or_else(String::new, |day| format!(", until day {day}"));
            let _ = writeln!(text, "  {id} waits{until}");
        }
        for (id, missed) in &town.missed {
            let _ = writeln!(text, "  {id} was missed on day {}", missed.day);
        }
        for (promise, state) in &town.promises {
            let missed = if town.missed_promises.contains_key(promise) { ", since nobody came" } else { "" };
            let _ = writeln!(text, "  promise {promise}: {state:?}{missed}");
        }
        for known in &town.words {
            let reached = town.overheard.get(&known.told.word).map_or_else(String::new, |heard| {
                let by = heard.by.as_ref().map_or_else(|| "as everybody can read".into(), |by| format!("from {by}"));
                format!("; you know it since evening {}, {by}", heard.evening)
            });
            let by = known.told.ways.iter().map(|(villager, way)| match &way.from {
                Some(from) => format!("{villager} on evening {} from {from}", way.evening),
                None => format!("{villager} was there"),
            });
            let by: Vec<String> = by.collect();
            let _ = writeln!(
                text,
                "  {} {}, day {}: {}{reached}",
                known.told.tone.as_str(),
                known.told.word,
                known.day,
                by.join(", ")
            );
        }
        for villager in self.library.village.people.keys() {
            let class = town.opinion(villager, town.day - 1);
            let own = if town.has_own_experience(villager) { ", from own experience" } else { "" };
            let _ = writeln!(text, "  {villager}: {class:?}{own}");
        }
        text
    }
}

/// Each file of `tests/town/seasons` is a season: what is played, and how the town stands after it.
#[test]
fn seasons_go_as_their_files_say() {
    for path in files_with_ending("tests/town/seasons", ".txt") {
        let text = std::fs::read_to_string(&path).expect("read the season");
        let mut season = Season::new();
        let mut told = String::new();
        for line in text.lines().filter(|line| line.starts_with('>')) {
            let _ = writeln!(told, "{line}");
            match line.trim_start_matches("> ").split_once(": ") {
                Some((id, choice)) => {
                    let session = season.play(id, choice);
                    for line in said_in(&session) {
                        let _ = writeln!(told, "  {line}");
                    }
                    if !session.is_recorded() {
                        let _ = writeln!(told, "  nobody waits for it: a try-out");
                    }
                }
                None => season.ledger.begin_season(&season.sam, NOW).expect("begin a season"),
            }
            told.push_str(&season.lines());
        }
        assert_matches_file(&path, &told);
        let verified = Ledger::verify(season.data.path(), &[], &mut |_, _| {}).expect("verify the ledger");
        assert_eq!(verified.findings, []);
    }
}

/// What people say in a play.
fn said_in(session: &PlaySession) -> Vec<String> {
    let lines = rapport::app::lines_so_far(session.encounter(), "Sam");
    let said = lines.into_iter().flatten().filter_map(|line| match line {
        rapport::encounter::TranscriptLine::Person(_, words) => Some(format!("“{words}”")),
        _ => None,
    });
    said.collect()
}

/// What the town follows is the first completed play of a scenario that was never rewound, in the season in which it began.
#[test]
fn a_play_that_the_town_does_not_follow_changes_nothing() {
    let mut season = Season::new();
    season.play("the-lamp", "help");
    let before = season.town();
    // A second play of the same scenario.
    season.play("the-lamp", "snap");
    assert_eq!(season.town(), before);
    // A play that was rewound.
    let mut session = season.play("the-loaf", "nudge");
    session.try_again(0, true, Some(&mut season.ledger), NOW);
    let after_loaf = season.town();
    season.choose(&mut session, "nod");
    assert_eq!(season.town(), after_loaf);
    // A follow-up that nobody waits for is a try-out.
    let session = season.play("the-ring", "keep");
    assert!(!session.is_recorded());
    assert_eq!(season.town(), after_loaf);
    // A play that began in the season before.
    let mut season = Season::new();
    let mut loaf = season.start("the-loaf");
    loaf.choose(0, 0, None, NOW).expect("nothing is written");
    let mut season = Season::new();
    let mut lamp = season.start("the-lamp");
    season.choose(&mut lamp, "ring");
    assert_eq!(season.town().promises.len(), 1);
    season.ledger.begin_season(&season.sam, NOW).expect("begin a season");
    assert_eq!(season.town(), Town::default());
}

/// A course that begins with nothing remembered has no place in the season, also where a play of it was left and gone on with.
#[test]
fn plays_of_a_fresh_course_are_not_followed() {
    let mut season = Season::new();
    let course = Some(FromCourse { id: "form-a".into(), pass: None, fresh: true });
    let script = shipped_script("the-sofa");
    let request = StartRequest {
        script,
        origin: PlayOrigin::Library { course },
        seed: 1,
        no_hurry: true,
        setting: Some(Arc::clone(&season.setting)),
    };
    let started = PlaySession::start(request, Some((&mut season.ledger, &season.sam)), NOW);
    let mut session = started.session;
    session.choose(0, 900, Some(&mut season.ledger), NOW).expect("record the decision");
    drop(session);
    let setting = Some(Arc::clone(&season.setting));
    let resumed =
        PlaySession::resume(&season.ledger, &season.sam, &"the-sofa".into(), setting).expect("read the ledger");
    let mut session = resumed.expect("the play was left open");
    while session.encounter().status() == Status::Open {
        session.choose(0, 900, Some(&mut season.ledger), NOW).expect("record the decision");
    }
    assert_eq!(session.town_part().and_then(|part| part.aside), Some(Aside::FreshCourse));
    assert_eq!(season.town(), Town::default());
}

/// Plays from lists of choices tell their words and move the day; what everybody can read is read.
#[test]
fn scripts_tell_their_words_and_open_nothing() {
    let mut season = Season::new();
    for (id, choice) in [("the-lamp", "snap"), ("the-shelf", "show")] {
        let script = Arc::clone(&season.library.get(id).expect("it is in the library").script);
        let memory = season.ledger.town(&season.sam, true).expect("read the town").memory_for(&script);
        let mut session = PlaySession::scripted(script, PlayOrigin::Library { course: None }, 1, memory);
        session.choose_scripted(choice).expect("it is on offer");
        let setting = Some(Arc::clone(&season.setting));
        session.record_scripted(&mut season.ledger, &season.sam, setting, NOW).expect("record the play");
    }
    assert_eq!(season.town(), Town::default(), "nobody played");
    let scripted = season.ledger.town(&season.sam, true).expect("read the town");
    let overheard: Vec<String> = scripted.overheard.keys().map(ToString::to_string).collect();
    assert_eq!((scripted.day, overheard), (3, vec!["the-lamp/posted".to_owned()]));
    // A real play after them is told on a later day of that count, and its ways move with it.
    season.play("the-loaf", "nudge");
    season.play("the-lamp", "snap");
    let mixed = season.ledger.town(&season.sam, true).expect("read the town");
    assert_eq!((mixed.day, season.town().day), (4, 3));
}

/// A follow-up whose file was gone on its last day waits on the day on which it is there again, and is missed on that evening.
#[test]
fn a_follow_up_whose_file_was_gone_waits_once_more_and_is_missed_later() {
    let mut season = Season::new();
    season.play("the-lamp", "ring");
    let ring = season.library.entries.remove(&ScenarioId::from("the-ring")).expect("it is in the library");
    season.setting = Arc::new(season.library.setting());
    season.play("the-shelf", "show");
    assert!(season.town().missed.is_empty());
    season.library.entries.insert("the-ring".into(), ring);
    season.setting = Arc::new(season.library.setting());
    let town = season.town();
    let ring = season.setting.waiting(&town).find(|waiting| waiting.script.id.as_str() == "the-ring");
    assert_eq!(ring.and_then(|ring| ring.last_day), Some(town.day), "today is its last day");
    assert!(season.start("the-ring").is_recorded());
    season.play("the-loaf", "nod");
    assert_eq!(season.town().missed.len(), 1);
}

/// What is due stands in town however many plays were left open.
#[test]
fn plays_that_were_left_leave_room_for_what_is_due() {
    let mut season = Season::new();
    season.play("the-lamp", "ring");
    let scripts: Vec<Arc<Script>> =
        shipped_scripts().into_iter().chain(season.setting.scripts.values().cloned()).collect();
    let setting = Setting::new(&season.library.village, scripts.iter().cloned());
    let left: BTreeSet<ScenarioId> =
        scripts.iter().filter(|script| !script.is_follow_up()).map(|script| script.id.clone()).collect();
    let waiting = offered(&season.town(), &setting, &left, None, false);
    assert!(left.len() > MAX_OFFERED && waiting.len() == MAX_OFFERED);
    assert_eq!(waiting.last().map(|it| it.script.id.as_str()), Some("the-ring"), "{waiting:?}");
}

/// An open play has its place in town until another season begins.
#[test]
fn a_play_that_was_left_in_another_season_does_not_stand_in_town() {
    let mut season = Season::of_shipped_scenarios();
    season.leave_after_a_turn("the-sofa", None);
    let town = season.view(None);
    assert_eq!((town.waiting[0].is_left, town.waiting[0].why.as_str()), (true, "Mei is still on the line."));
    assert_eq!(town.why_not_counted(&"the-sofa".into(), Beginning::Continued), None);
    season.ledger.begin_season(&season.sam, NOW).expect("begin a season");
    let town = season.view(None);
    assert!(town.waiting.iter().all(|line| !line.is_left), "{:?}", town.waiting);
    let why = town.why_not_counted(&"the-sofa".into(), Beginning::Continued).expect("it is not counted");
    assert!(why.contains("it began in an earlier season"), "{why}");
}

/// A play of which a turn was taken back is not counted when it is gone on with; one that begins anew is, and ends the day.
#[test]
fn a_play_that_was_rewound_is_counted_when_it_begins_anew() {
    let mut season = Season::of_shipped_scenarios();
    let mut session = season.start("ten-to-six");
    session.choose(0, 900, Some(&mut season.ledger), NOW).expect("record the decision");
    session.undo(Some(&mut season.ledger), NOW).expect("take the turn back");
    drop(session);
    let town = season.view(None);
    let (id, new) = (ScenarioId::from("ten-to-six"), Beginning::New { is_fresh: false });
    let why = town.why_not_counted(&id, Beginning::Continued).expect("it is not counted");
    assert!(why.contains("a turn of it was taken back"), "{why}");
    assert_eq!(town.why_not_counted(&id, new), None);
    assert!(town.why_not_counted(&id, Beginning::New { is_fresh: true }).is_some());
    assert!(town.waiting.iter().all(|line| !line.is_left), "{:?}", town.waiting);
}

/// Who is due in one place does not stand in another, also not where a play of theirs was left.
#[test]
fn whoever_is_due_stands_in_one_place() {
    let mut season = Season::of_shipped_scenarios();
    let shown = |season: &Season| {
        let waiting = season.view(None).waiting;
        waiting.iter().filter(|line| ["six-oclock", "we-missed-you"].contains(&line.scenario.as_str())).count()
    };
    season.leave_after_a_turn("we-missed-you", None);
    assert_eq!(shown(&season), 1);
    let mut sofa = season.start("the-sofa");
    while sofa.encounter().status() == Status::Open {
        let promise = sofa.encounter().offers().position(|offer| offer.act == Act::Promise);
        sofa.choose(promise.unwrap_or(0), 900, Some(&mut season.ledger), NOW).expect("record the decision");
    }
    assert!(season.town().open.contains_key("six-oclock"), "a call was promised");
    assert_eq!(shown(&season), 1);
}

/// The course that a trainee follows is that of the latest play in one; what comes next in it waits before others.
#[test]
fn the_next_encounter_of_the_course_that_is_followed_waits_first() {
    let mut season = Season::of_shipped_scenarios();
    let followed = |season: &Season| season.ledger.latest_course(&season.sam).expect("read the ledger");
    assert_eq!(followed(&season), None);
    let (id, course) = season.library.courses.iter().find(|(_, it)| !it.fresh).expect("a course ships");
    let (id, scenarios) = (id.clone(), course.scenarios.clone());
    season.leave_after_a_turn(scenarios[1].as_str(), Some(FromCourse { id: id.clone(), pass: None, fresh: false }));
    assert_eq!(followed(&season), Some(id.clone()));
    season.leave_after_a_turn("the-sofa", None);
    assert_eq!(followed(&season), Some(id.clone()), "one leaves it for a while");
    let town = season.view(Some(&id));
    let expected = ["the-sofa".into(), scenarios[1].clone(), scenarios[0].clone()];
    let mut first: Vec<ScenarioId> = town.waiting.iter().map(|line| line.scenario.clone()).take(3).collect();
    first[..2].sort();
    assert_eq!(first, expected);
}

/// A follow-up that was begun in time does not stop the clock: nobody waits any more when it ends.
#[test]
fn a_follow_up_under_way_does_not_stop_its_last_day() {
    let mut season = Season::new();
    season.play("the-lamp", "ring");
    let mut call = season.start("the-ring");
    assert!(call.is_recorded());
    season.play("the-shelf", "show");
    let missed = season.town();
    assert_eq!(missed.missed.len(), 1);
    season.choose(&mut call, "keep");
    assert_eq!(season.town(), missed, "the call came too late");
    let verified = Ledger::verify(season.data.path(), &[], &mut |_, _| {}).expect("verify the ledger");
    assert_eq!(verified.findings, []);
}

/// What was written of an evening stays as it was, whatever becomes of the library and the village.
#[test]
fn an_evening_is_written_once() {
    let mut season = Season::new();
    season.play("the-lamp", "ring");
    let before = season.town();
    season.library.village.people.clear();
    season.library.entries.clear();
    season.setting = Arc::new(season.library.setting());
    assert_eq!(season.town(), before);
    // A file that is gone neither opens, closes nor misses.
    season.library.entries.insert("the-shelf".into(), library().entries["the-shelf"].clone());
    season.setting = Arc::new(season.library.setting());
    season.play("the-shelf", "show");
    let town = season.town();
    assert_eq!((town.day, town.open.len(), town.missed.len()), (3, 1, 0));
    // The texts of what opened are kept.
    let db = rusqlite::Connection::open(season.data.path().join("ledger.sqlite")).expect("open the ledger with SQLite");
    let kept: i64 = db
        .query_row("SELECT count(*) FROM scenario WHERE id = 'the-ring'", [], |row| row.get(0))
        .expect("query the ledger");
    assert_eq!(kept, 1);
}

/// Somebody who changes what was said of a play is found out.
#[test]
fn what_is_said_and_whom_one_met_is_verified() {
    for (from, to, what) in [
        (r#""teller":"bo""#, r#""teller":"cy""#, "what is said of it"),
        (r#""met":["bo"]"#, r#""met":["ann"]"#, "whom the trainee met"),
    ] {
        let mut season = Season::new();
        season.play("the-lamp", "help");
        let db =
            rusqlite::Connection::open(season.data.path().join("ledger.sqlite")).expect("open the ledger with SQLite");
        let changed = db
            .execute("UPDATE event SET body = replace(body, ?1, ?2) WHERE kind = 'ended'", [from, to])
            .expect("change the event");
        assert_eq!(changed, 1);
        drop(db);
        let findings = Ledger::verify(season.data.path(), &[], &mut |_, _| {}).expect("verify the ledger").findings;
        let is_found = |finding: &Finding| matches!(finding, Finding::Replay { what: found, .. } if found == what);
        assert!(findings.iter().any(is_found), "{what}: {findings:?}");
    }
}

/// Seasons are erased with the person, and other people's towns stay as they are.
#[test]
fn a_season_is_erased_with_the_person() {
    let mut season = Season::new();
    season.play("the-lamp", "snap");
    season.ledger.begin_season(&season.sam, NOW).expect("begin a season");
    let kim = season.ledger.add_profile("Kim", &[], NOW).expect("create the profile");
    let sam = std::mem::replace(&mut season.sam, kim);
    season.play("the-lamp", "help");
    let of_kim = season.town();
    season.ledger.erase(&sam, NOW).expect("erase Sam");
    assert_eq!(season.town(), of_kim);
    let verified = Ledger::verify(season.data.path(), &[], &mut |_, _| {}).expect("verify the ledger");
    assert_eq!(verified.findings, []);
}

/// Plays in the terminal in the library of the tests, as Sam, with answers typed.
fn visit(data: &std::path::Path, args: &[&str], answers: &str) -> String {
    let folder = root().join("tests/town/library").display().to_string();
    let output =
        run_and_type(data, &[args, &["--scenarios", &folder, "--trainee", "Sam"]].concat(), answers.as_bytes());
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

/// The position, from 1, at which a reply is offered in the terminal.
fn number(said: &str, words: &str) -> String {
    let line =
        said.lines().find(|line| line.ends_with(words)).unwrap_or_else(|| panic!("`{words}` is not on offer: {said}"));
    line.split('.').next().unwrap_or_default().to_owned()
}

#[test]
fn the_terminal_tells_the_evening_and_the_town_of_the_next_day() {
    let data = temp_dir();
    let play = ["play", "the-lamp", "--seed", "1"];
    let first = visit(data.path(), &["town"], "q\n");
    assert!(first.contains("Day 1\n1. ") && !first.contains("\n2. "), "a newcomer finds one encounter: {first}");
    let ring = number(&visit(data.path(), &play, ""), "I'll ring you.");
    let evening = visit(data.path(), &play, &format!("{ring}\n"));
    assert!(
        evening.contains("Evening of day 1\n   You promised: Ring Bo tomorrow. Tomorrow is the last day."),
        "{evening}"
    );
    let again = visit(data.path(), &play, &format!("{ring}\n"));
    assert!(again.contains("The town does not count this play"), "{again}");
    let town = visit(data.path(), &["town"], "q\n");
    assert!(
        town.contains("Day 2\n1. The call (1 minute, today is the last day)\n   You promised: Ring Bo tomorrow."),
        "{town}"
    );
    assert!(town.contains("? Ring Bo tomorrow. (open, until the end of day 2)"), "{town}");
    // What would be missed is said before anything ends the day.
    let warned = visit(data.path(), &["town"], "2\nn\nq\n");
    assert!(warned.contains("the last day for this:\n- The call: You promised: Ring Bo tomorrow."), "{warned}");
    assert_eq!(warned.matches("Day 2").count(), 2, "{warned}");
    // What is due is played from the town, and the town is shown again.
    let played = visit(data.path(), &["town"], "1\n1\nq\n");
    assert!(played.contains("Day 2 goes on.") && played.contains("+ Ring Bo tomorrow. (kept)"), "{played}");
    assert!(played.contains("+ Bo Beck is glad to see you"), "{played}");
    // A new season is asked about first.
    let kept = visit(data.path(), &["town"], "s\nn\nq\n");
    assert!(kept.matches("Day 2").count() == 2, "{kept}");
    let new = visit(data.path(), &["town"], "s\ny\nq\n");
    assert!(new.contains("Day 1") && !new.rsplit("Day 1").next().unwrap_or_default().contains("Your word"), "{new}");
}

#[test]
fn the_terminal_tells_only_what_the_trainee_can_know() {
    let data = temp_dir();
    let play = ["play", "the-lamp", "--seed", "1"];
    let snap = number(&visit(data.path(), &play, ""), "They all do.");
    let evening = visit(data.path(), &play, &format!("{snap}\n"));
    assert!(evening.contains("- “Not our best day.” Ann Ash, for everybody to read"), "{evening}");
    let town = visit(data.path(), &["town"], "q\n");
    assert!(town.contains("Bo Beck is cool towards you") && !town.contains("laughed"), "{town}");
    let posted = visit(data.path(), &["town", "--word", "the-lamp/posted"], "");
    assert!(posted.contains("evening 1: the trainee, as everybody can read") && !posted.contains("Cy"), "{posted}");
    let folder = root().join("tests/town/library").display().to_string();
    let secret = ["town", "--word", "the-lamp/snapped", "--scenarios", &folder, "--trainee", "Sam"];
    let refused = run_rapport(data.path(), &secret);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("has reached the trainee; did you mean `the-lamp/posted`?"),
        "{}",
        stderr(&refused)
    );
    let told = run_rapport(data.path(), &[&secret[..], &["--all"]].concat());
    assert!(stdout(&told).contains("evening 2: Cy Cole from Bo Beck"), "{}", stdout(&told));
    assert!(visit(data.path(), &["town", "--who", "cy"], "").contains("has not met Cy Cole"));
    assert!(visit(data.path(), &["town", "--who", "cy", "--all"], "").contains("Cy Cole: neutral, from hearsay"));
    let document: serde_json::Value =
        serde_json::from_str(&visit(data.path(), &["town", "--json"], "")).expect("it is JSON");
    assert_eq!((&document["day"], &document["words"][0]["word"]), (&2.into(), &"the-lamp/posted".into()));
}

#[test]
fn the_spread_of_a_word_is_told_without_records() {
    let data = temp_dir();
    let library = root().join("tests/town/library").display().to_string();
    let told = run_rapport(data.path(), &["town", "spread", &library, "the-lamp/snapped"]);
    let said = stdout(&told);
    assert!(
        said.contains(
            "At once\n  Bo Beck was there\nEvening 1\n  Ann Ash from Bo Beck\nEvening 2\n  Cy Cole from Bo Beck\n"
        ),
        "{said}"
    );
    for (word, hint) in [
        ("snapped", "write the word with its scenario"),
        ("the-lmap/snapped", "did you mean `the-lamp`?"),
        ("the-lamp/snaped", "did you mean `snapped`?"),
    ] {
        let refused = run_rapport(data.path(), &["town", "spread", &library, word]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(hint), "{word}: {}", stderr(&refused));
    }
}

/// The town of a memory is what a play can read of it, so that documents of plays that read nothing of it stay as they were.
#[test]
fn a_play_remembers_of_the_town_only_what_it_reads() {
    let mut season = Season::new();
    season.play("the-lamp", "snap");
    season.play("the-shelf", "show");
    let memory = |season: &Season, id: &str| {
        let town = season.town();
        let memory = town.memory_for(&season.library.entries[&rapport::scenario::id::ScenarioId::from(id)].script);
        serde_json::to_value(&memory).expect("a memory is JSON")
    };
    let loaf = memory(&season, "the-loaf");
    assert_eq!(loaf["heard"], serde_json::json!({ "the-lamp/snapped": { "cy": "retold" } }));
    assert_eq!((loaf["overheard"].clone(), loaf["day"].clone()), (serde_json::json!(["the-lamp/posted"]), 3.into()));
    let shelf = memory(&season, "the-shelf");
    let keys: BTreeMap<String, serde_json::Value> = serde_json::from_value(shelf).expect("a memory is a map");
    assert_eq!(keys.keys().collect::<Vec<_>>(), ["facts", "outcomes", "promises", "rapport"]);
}

/// How many random memories each scenario is played with.
const MEMORIES: usize = 200;

/// A memory in which everything that a script reads is there or not, at random.
fn random_memory(script: &Script, random: &mut Random) -> Memory {
    let mut memory = Memory::default();
    for villager in script.people.iter().filter_map(|person| person.villager.clone()) {
        let class =
            [None, Some(RapportClass::Cool), Some(RapportClass::Neutral), Some(RapportClass::Warm)][random.below(4)];
        memory.rapport.extend(class.map(|class| (villager, class)));
    }
    for fact in script.facts.iter().skip(script.own_facts()).filter(|_| random.below(2) == 0) {
        memory.facts.insert(fact.clone());
    }
    for promise in script.promises.iter().skip(script.own_promises()) {
        let states = [None, Some(PromiseState::Open), Some(PromiseState::Kept), Some(PromiseState::Broken)];
        memory.promises.extend(states[random.below(4)].map(|state| (promise.clone(), state)));
    }
    for (scenario, outcome) in script.endings.iter().filter(|_| random.below(2) == 0) {
        memory.outcomes.insert(scenario.clone(), *outcome);
    }
    for (word, person) in script.heard.iter().filter(|_| random.below(2) == 0) {
        let villager = script.person(*person).villager.clone().expect("only villagers hear");
        memory.heard.entry(word.clone()).or_default().insert(villager, Hearing::Retold);
    }
    memory.overheard.extend(script.overheard.iter().filter(|_| random.below(2) == 0).cloned());
    memory.day = Some(u32::try_from(random.below(30)).expect("it fits") + 1).filter(|day| *day > 1);
    memory
}

/// The replies that count at a decision, with their weights: all on offer but those that good play unlocked.
fn counted(encounter: &Encounter) -> BTreeMap<String, Evidence> {
    let counted = encounter.offers().filter(|choice| !choice.earned);
    counted.map(|choice| (choice.id.to_string(), choice.evidence)).collect()
}

/// The beat, if any, at which a script counts other replies with a random memory than with none, after the same choices.
fn differs_at(script: &Arc<Script>, random: &mut Random) -> Option<String> {
    let mut one = Encounter::plain(Arc::clone(script), Memory::default());
    let mut other = Encounter::plain(Arc::clone(script), random_memory(script, random));
    while one.status() == Status::Open && other.status() == Status::Open && one.beat().id == other.beat().id {
        let replies = counted(&one);
        if replies != counted(&other) {
            return Some(format!("`{}` with {:?}", one.beat().id, other.memory()));
        }
        let choices: Vec<&String> = replies.keys().collect();
        let choice = choices.get(random.below(choices.len()))?;
        one.choose(choice, 0).expect("it is on offer");
        other.choose(choice, 0).expect("it is on offer");
    }
    None
}

/// Whatever is remembered, after the same choices the same replies count with the same weights: memory adds words, ways and
/// earned replies, and takes none away.
#[test]
fn what_counts_does_not_depend_on_what_is_remembered() {
    let mut random = Random::from_seed(15);
    for script in shipped_scripts() {
        let differs = (0..MEMORIES).find_map(|_| differs_at(&script, &mut random));
        assert_eq!(differs, None, "{} counts other replies there", script.id);
    }
}

/// Whole seasons of the library of the tests come to what `tests/town/simulated.txt` says, the same on every machine.
#[test]
fn simulated_seasons_come_to_what_is_recorded() {
    let data = temp_dir();
    let library = root().join("tests/town/library").display().to_string();
    let mut told = String::new();
    for player in ["best", "worst", "random"] {
        let done = run_rapport(data.path(), &["town", "simulate", &library, "--player", player, "--seasons", "200"]);
        assert!(done.status.success(), "{}", stderr(&done));
        let _ = writeln!(told, "> {player}\n{}", stdout(&done));
    }
    assert_matches_file(&root().join("tests/town/simulated.txt"), &told);
    let json = run_rapport(data.path(), &["town", "simulate", &library, "--seasons", "200", "--json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!((&document["seasons"], &document["stuck"]), (&200.into(), &0.into()));
    let promise = &document["promises"]["the-lamp/ring"];
    let ends: u64 = ["kept", "broken", "missed", "open"].iter().filter_map(|end| promise[end].as_u64()).sum();
    assert!(
        ends > 0 && promise["open"] == 0,
        "a promise that a follow-up waits for is kept, broken or missed: {promise}"
    );
    let no_folder = run_rapport(data.path(), &["town", "simulate", "no-such-folder"]);
    assert_eq!(no_folder.status.code(), Some(2));
}

/// How many seasons each player plays.
const SEASONS: u64 = 200;

/// In the shipped library whoever plays well finds the follow-ups that answer a good play, nothing that a follow-up waits for
/// is left open, and the village thinks accordingly.
#[test]
fn seasons_of_the_shipped_library_bring_what_was_promised_to_an_end() {
    let setting = Library::load(&DataPaths::default()).setting();
    let play = |player| Seasons::simulate(&setting, player, SEASONS);
    let [best, worst, random] = [SeasonPlayer::Best, SeasonPlayer::Worst, SeasonPlayer::Random].map(play);
    for seasons in [&best, &worst, &random] {
        assert_eq!((seasons.seasons, seasons.stuck), (SEASONS, 0));
    }
    let follow_ups: Vec<&str> = best.opened.keys().map(|id| id.as_str()).collect();
    assert_eq!(follow_ups.len(), 8);
    for (id, opened) in &random.opened {
        assert!(*opened + best.opened[id] > 0, "{id} never opens");
    }
    // A promise that nobody breaks by staying away, such as a silence, may stand to the end.
    let missed = setting.scripts.values().filter_map(|script| script.scenario.missed.as_ref());
    for promise in missed.flat_map(|missed| &missed.breaks) {
        for seasons in [&best, &random] {
            let open = seasons.promises.get(promise).map_or(0, |counts| counts.open);
            assert_eq!(open, 0, "{promise} is kept, broken or missed");
        }
    }
    let share = |of: u64, other: u64| 100 * of / (of + other).max(1);
    assert!(share(best.opinions.warm, best.opinions.cool) >= 90, "{:?}", best.opinions);
    assert!(share(worst.opinions.cool, worst.opinions.warm) >= 90, "{:?}", worst.opinions);
    assert!(share(best.first_meetings.warm, best.first_meetings.cool) >= 80, "{:?}", best.first_meetings);
    assert!(share(worst.first_meetings.cool, worst.first_meetings.warm) >= 80, "{:?}", worst.first_meetings);
}
