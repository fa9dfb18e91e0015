//! A visit: the town as lines to read, then an encounter that is chosen there, and the town again.

use std::process::ExitCode;

use super::VisitArgs;
use crate::app::{
    Beginning, EveningView, PersonLine, PlaySession, PromiseLine, TownView, WaitingLine, WordLine, not_followed,
    tone_sign,
};
use crate::cli::clock::now;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::play::{self, PlayArgs};
use crate::cli::terminal::Terminal;
use crate::cli::who::ask_trainee;
use crate::ledger::Ledger;
use crate::library::Library;
use crate::scenario::id::{CourseId, ScenarioId, VillagerId};
use crate::util::text::Count;

const QUESTION: &str =
    "A number to play, l for all encounters, e for the last evening, s for a new season, or q to leave:";

const SEASON_QUESTION: &str = "In a new season nobody remembers you: days, words and promises begin again. Your scores and \
                               attempts stay. What is open now ends as it is. Begin one (y/n)?";

pub(super) fn run(args: &VisitArgs) -> Outcome {
    let mut terminal = Terminal::new(false);
    let mut play = PlayArgs::visit(args.trainee.clone(), args.folders.clone());
    let mut ledger = Ledger::open(&args.folders.data_paths(), now())?;
    let Some(profile) = ask_trainee(&play, &mut ledger, &mut terminal)? else { return Ok(ExitCode::SUCCESS) };
    loop {
        let library = Library::load(&args.folders.data_paths());
        let course = ledger.latest_course(&profile)?;
        let view = TownView::new(&ledger, &profile, &library, course.as_ref())?;
        terminal.say_all(&lines(&view))?;
        let Some(answer) = terminal.ask(QUESTION)? else { return Ok(ExitCode::SUCCESS) };
        let chosen = match answer.as_str() {
            "q" => return Ok(ExitCode::SUCCESS),
            "l" => None,
            "e" => {
                let told = view.last_evening().map_or_else(|| vec!["It is the first day.".into()], |it| evening(&it));
                terminal.say_all(&told)?;
                continue;
            }
            "s" => {
                if terminal.ask(SEASON_QUESTION)?.as_deref() == Some("y") {
                    let ended = TownView::at_the_end(&ledger, &profile, &library)?;
                    ledger.begin_season(&profile, now())?;
                    terminal.say_all(&end_of_season(&ended, &library))?;
                }
                continue;
            }
            number => {
                let waiting = number.parse::<usize>().ok().and_then(|n| view.waiting.get(n.checked_sub(1)?));
                let Some(waiting) = waiting else {
                    terminal
                        .say(&format!("Please type a number from 1 to {}, or l, e, s or q.", view.waiting.len()))?;
                    continue;
                };
                Some(waiting.scenario.to_string())
            }
        };
        // What stands in the course that is followed is played in it.
        let is_in_course = |id: &CourseId| {
            let course = library.courses.get(id);
            course.is_some_and(|course| {
                chosen.as_ref().is_some_and(|it| course.scenarios.iter().any(|s| s.as_str() == *it))
            })
        };
        play.course = course.filter(is_in_course).map(|id| id.to_string());
        // The play opens the ledger for itself.
        drop(ledger);
        play::run(&PlayArgs { what: chosen, trainee: Some(profile.id.0.clone()), ..play.clone() })?;
        ledger = Ledger::open(&args.folders.data_paths(), now()).map_err(Failure::from)?;
    }
}

/// What a play means to the town before it begins or goes on: says so if the town does not count it, and if it ends the day,
/// what is missed then, and asks; whether it is played.
pub(in crate::cli) fn before_play(
    scenario: &ScenarioId,
    beginning: Beginning,
    view: &TownView,
    terminal: &mut Terminal,
) -> Result<bool, Failure> {
    if let Some(why) = view.why_not_counted(scenario, beginning) {
        terminal.say(why)?;
        return Ok(true);
    }
    let lapsing = view.missed_by(scenario, beginning);
    if lapsing.is_empty() {
        return Ok(true);
    }
    terminal.say("This encounter ends the day. Today is the last day for this:")?;
    for waiting in lapsing {
        terminal.say(&format!("- {}: {}", waiting.title, waiting.why))?;
    }
    Ok(terminal.ask("Play it all the same (y/n)?")?.as_deref() == Some("y"))
}

/// What a completed play means to the town, as lines to read: the evening, if it ended the day.
pub(in crate::cli) fn after_play(
    session: &PlaySession,
    ledger: &Ledger,
    library: &Library,
) -> Result<Vec<String>, Failure> {
    let Some(profile) = session.profile() else { return Ok(Vec::new()) };
    if let Some(why) = not_followed(session) {
        return Ok(vec![String::new(), why.to_owned()]);
    }
    let view = TownView::new(ledger, profile, library, None)?;
    let ends_the_day = session.town_part().is_some_and(|part| part.evening.is_some());
    let Some(last) = view.last_evening().filter(|_| ends_the_day) else {
        return Ok(vec![String::new(), format!("Day {} goes on.", view.day)]);
    };
    Ok(evening(&last))
}

/// An evening as lines to read.
fn evening(evening: &EveningView<'_>) -> Vec<String> {
    let texts = evening.missed.iter().map(|missed| missed.text.clone());
    let missed = evening.missed_promises.iter().map(|promise| promise_line(promise));
    let due = evening.due.iter().map(|waiting| format!("{} Tomorrow is the last day.", waiting.why));
    let words = evening.words.iter().map(|word| word_line(word, 0));
    let changed = evening.changed.iter().map(person_line);
    let mut rows: Vec<String> = texts.chain(missed).chain(due).chain(words).chain(changed).collect();
    if rows.is_empty() {
        rows.push("Nothing of what is said has reached you tonight.".into());
    }
    section(&format!("Evening of day {}", evening.day), rows)
}

/// Everything at the end of a season: who told whom, what everybody thinks, and the promises that stayed open.
fn end_of_season(view: &TownView, library: &Library) -> Vec<String> {
    let name = |villager: &VillagerId| {
        library.village.people.get(villager).map_or_else(|| villager.to_string(), |known| known.name.clone())
    };
    let word = |word: &WordLine| {
        let ways = word.ways.iter().filter_map(|way| {
            let from = way.from.as_ref()?;
            Some(format!("   evening {}: {} from {}", way.evening, name(&way.villager), name(from)))
        });
        std::iter::once(word_line(word, 0)).chain(ways).collect::<Vec<_>>()
    };
    let open = view.promises.iter().filter(|promise| promise.is_open()).map(promise_line);
    let mut lines = vec![String::new(), format!("The season is over. It had {}.", Count::new(view.day, "day"))];
    lines.extend(section("Promises that stayed open", open.collect()));
    lines.extend(section("Who told whom", view.words.iter().flat_map(word).collect()));
    lines.extend(section("What they thought of you", view.people.iter().map(person_line).collect()));
    lines
}

/// The town as lines to read.
fn lines(view: &TownView) -> Vec<String> {
    let mut lines = vec![String::new(), format!("Day {}", view.day)];
    if view.waiting.is_empty() {
        lines.push("Nobody waits for you today.".into());
    }
    for (n, waiting) in view.waiting.iter().enumerate() {
        lines.extend(waiting_lines(n + 1, waiting, view.day));
    }
    if view.others > 0 {
        lines.push(format!("{} on the list (l).", Count::new(view.others, "more encounter")));
    }
    let words = view.words.iter().map(|word| word_line(word, view.day)).collect();
    lines.extend(section("What reached you", words));
    lines.extend(section("Your word", view.promises.iter().map(promise_line).collect()));
    lines.extend(section("Those whom you met", view.people.iter().map(person_line).collect()));
    lines.push(String::new());
    lines
}

fn waiting_lines(n: usize, waiting: &WaitingLine, today: u32) -> [String; 2] {
    let due = match waiting.last_day {
        Some(day) if day == today => ", today is the last day",
        Some(day) if day == today + 1 => ", tomorrow is the last day",
        Some(_) => ", due",
        None => "",
    };
    let minutes = Count::new(waiting.minutes, "minute");
    [format!("{n}. {} ({minutes}{due})", waiting.title), format!("   {}", waiting.why)]
}

fn word_line(word: &WordLine, today: u32) -> String {
    let evening = if word.evening + 1 == today { " (last evening)" } else { "" };
    format!("{} “{}” {}{evening}", tone_sign(word.tone), word.text, word.source())
}

fn promise_line(promise: &PromiseLine) -> String {
    let (sign, outcome) = promise.outcome();
    let due = promise.last_day.map_or_else(String::new, |day| format!(", until the end of day {day}"));
    format!("{sign} {} ({outcome}{due})", promise.text)
}

fn person_line(person: &PersonLine) -> String {
    let (sign, thinks) = person.thinks();
    format!("{sign} {} {thinks}", person.name)
}

/// A heading with its rows; nothing if there are no rows.
fn section(heading: &str, rows: Vec<String>) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    [String::new(), heading.to_owned()].into_iter().chain(rows.into_iter().map(|row| format!("   {row}"))).collect()
}
