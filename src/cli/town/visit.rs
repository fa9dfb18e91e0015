//! A visit: the town as lines to read, then an encounter that is chosen there, and the town again.

use std::process::ExitCode;

use super::VisitArgs;
use crate::app::{PersonLine, PlaySession, PromiseLine, TownView, WaitingLine, WordLine, not_followed, tone_sign};
use crate::cli::clock::now;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::play::{self, PlayArgs};
use crate::cli::terminal::Terminal;
use crate::cli::who::ask_trainee;
use crate::ledger::Ledger;
use crate::library::Library;
use crate::util::text::Count;

const QUESTION: &str = "A number to play, l for all encounters, s for a new season, or q to leave:";

const SEASON_QUESTION: &str = "In a new season nobody remembers you: days, words and promises begin again. Your scores and \
                               attempts stay. What is open now ends as it is. Begin one (y/n)?";

pub(super) fn run(args: &VisitArgs) -> Outcome {
    let mut terminal = Terminal::new(false);
    let play = PlayArgs::visit(args.trainee.clone(), args.folders.clone());
    let mut ledger = Ledger::open(&args.folders.data_paths(), now())?;
    let Some(profile) = ask_trainee(&play, &mut ledger, &mut terminal)? else { return Ok(ExitCode::SUCCESS) };
    loop {
        let library = Library::load(&args.folders.data_paths());
        let view = TownView::new(&ledger, &profile, &library, None)?;
        terminal.say_all(&lines(&view))?;
        let Some(answer) = terminal.ask(QUESTION)? else { return Ok(ExitCode::SUCCESS) };
        let chosen = match answer.as_str() {
            "q" => return Ok(ExitCode::SUCCESS),
            "l" => None,
            "s" => {
                if terminal.ask(SEASON_QUESTION)?.as_deref() == Some("y") {
                    ledger.begin_season(&profile, now())?;
                }
                continue;
            }
            number => {
                let waiting = number.parse::<usize>().ok().and_then(|n| view.waiting.get(n.checked_sub(1)?));
                let Some(waiting) = waiting else {
                    terminal.say(&format!("Please type a number from 1 to {}, or l, s or q.", view.waiting.len()))?;
                    continue;
                };
                if !lets_lapse(waiting, &view, &mut terminal)? {
                    continue;
                }
                Some(waiting.scenario.to_string())
            }
        };
        // The play opens the ledger for itself.
        drop(ledger);
        play::run(&PlayArgs { what: chosen, trainee: Some(profile.id.0.clone()), ..play.clone() })?;
        ledger = Ledger::open(&args.folders.data_paths(), now()).map_err(Failure::from)?;
    }
}

/// Says what is missed if an encounter is played now that ends the day, and asks; whether it is played.
fn lets_lapse(chosen: &WaitingLine, view: &TownView, terminal: &mut Terminal) -> Result<bool, Failure> {
    let lapsing = view.missed_by(&chosen.scenario);
    if lapsing.is_empty() {
        return Ok(true);
    }
    terminal.say("This ends the day. What waits for its last day is missed then:")?;
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
    let Some(evening) = view.last_evening().filter(|_| ends_the_day) else {
        return Ok(vec![String::new(), format!("Day {} goes on.", view.day)]);
    };
    let texts = evening.missed.iter().map(|missed| missed.text.clone());
    let missed = evening.missed_promises.iter().map(|promise| promise_line(promise));
    let due = evening.due.iter().map(|waiting| format!("{} Tomorrow is the last day.", waiting.why));
    let words = evening.words.iter().map(|word| word_line(word, 0));
    let changed = evening.changed.iter().map(|person| person_line(person));
    let mut rows: Vec<String> = texts.chain(missed).chain(due).chain(words).chain(changed).collect();
    if rows.is_empty() {
        rows.push("Nothing of what is said has reached you tonight.".into());
    }
    Ok(section(&format!("Evening of day {}", evening.day), rows))
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
