//! `rapport play`: an encounter in the terminal, asked turn by turn or scripted.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use super::args::PlayArgs;
use super::chosen::{Chosen, NOBODY, course, from_middle, script_of_file, to_play};
use super::terminal::{self, Heard, Terminal};
use super::{Failure, Outcome, any_seed, now, script};
use crate::analysis::random_play;
use crate::encounter::{Encounter, Memory, Status};
use crate::ledger::{Ledger, LedgerError, Play, Resumed};
use crate::library::Library;
use crate::record::{AttemptInfo, Document, PlaySource, Profile, summaries};

/// Plays.
pub(super) fn run(args: &PlayArgs) -> Outcome {
    if args.choices.is_some() {
        let what = args.what.as_deref();
        let what = what.ok_or_else(|| Failure::usage("`--choices` needs an id or a file to play"))?;
        return script::run(args, &to_play(args, what)?);
    }
    let mut terminal = Terminal::new(args.json);
    let chosen = match args.what.as_deref() {
        Some(what) => to_play(args, what)?,
        None => match choose(args, &mut terminal)? {
            Some(chosen) => chosen,
            None => return Ok(ExitCode::SUCCESS),
        },
    };
    asked(args, &chosen, &mut terminal)
}

/// Asks which encounter to play; `None` to leave.
fn choose(args: &PlayArgs, terminal: &mut Terminal) -> Result<Option<Chosen>, Failure> {
    let library = Library::load(&args.folders.places());
    let entries: Vec<_> = library.entries.values().collect();
    if entries.is_empty() {
        return Err(Failure::fault("there is nothing to play; `rapport list` says why"));
    }
    terminal.say("Which encounter?")?;
    for (n, entry) in entries.iter().enumerate() {
        terminal.say(&format!("{}. {}", n + 1, entry.script.scenario.title))?;
    }
    loop {
        let Some(answer) = terminal.ask("A number, or q to leave:")? else { return Ok(None) };
        match answer.parse::<usize>() {
            _ if answer == "q" => return Ok(None),
            Ok(n) if (1..=entries.len()).contains(&n) => {
                return Ok(Some(Chosen { script: Arc::clone(&entries[n - 1].script), is_file: false, file: None }));
            }
            _ => terminal.say(&format!("Please type a number from 1 to {}.", entries.len()))?,
        }
    }
}

/// A play and where it is kept, if it is.
struct Session {
    encounter: Encounter,
    kept: Option<(Ledger, Play)>,
    you: String,
}

impl Session {
    fn attempt_info(&self, is_file: bool) -> AttemptInfo {
        let source = if is_file { PlaySource::Tryout } else { PlaySource::Play };
        self.kept.as_ref().map_or(AttemptInfo::new(source), |(_, play)| play.attempt_info)
    }

    fn keep(&mut self) -> Result<(), Failure> {
        if let Some((ledger, play)) = &mut self.kept {
            ledger.keep(play, &self.encounter, now())?;
        }
        Ok(())
    }

    /// Whether taking a turn back would make practice of what counts so far.
    fn would_lose_attempt(&self) -> bool {
        self.kept.as_ref().is_some_and(|(_, play)| play.attempt_info.attempt.is_some() && !play.attempt_info.practice)
    }

    /// Takes the last turn back.
    fn back(&mut self) -> Result<(), Failure> {
        self.encounter.rewind(self.encounter.decisions() - 1);
        if let Some((ledger, play)) = &mut self.kept {
            ledger.rewind(play, &self.encounter, now())?;
        }
        Ok(())
    }
}

fn asked(args: &PlayArgs, chosen: &Chosen, terminal: &mut Terminal) -> Outcome {
    let Some(mut session) = begin(args, chosen, terminal)? else { return Ok(ExitCode::SUCCESS) };
    let scenario = Arc::clone(&session.encounter.script().scenario);
    terminal.say(&format!("\n{}", scenario.title))?;
    let brief =
        session.encounter.script().brief.with(session.encounter.script(), session.encounter.cast(), &session.you);
    terminal.say(&brief.to_string())?;
    // A file that is kept is a record of one text; only what is merely tried follows the file.
    let _watching = match &chosen.file {
        Some(file) if session.kept.is_none() => Some(terminal.watch(file).map_err(Failure::fault)?),
        _ => None,
    };
    let stayed = turns(args, chosen, &mut session, terminal)?;
    let status = session.encounter.status();
    if status == Status::Completed {
        let baseline = random_play(session.encounter.script());
        for line in terminal::debrief_lines(&session.encounter, &session.you, Some(&baseline)) {
            terminal.say(&line)?;
        }
        for line in standing_lines(&session) {
            terminal.say(&line)?;
        }
    } else if status == Status::Stuck {
        terminal.say("This encounter has come to a place with no way on. That is the scenario's fault, not yours.")?;
    } else if !stayed && session.kept.is_some() && session.encounter.decisions() > 0 {
        terminal.say("\nLeft for now. Start it again to go on from here.")?;
    }
    if args.json {
        let attempt_info = session.attempt_info(chosen.is_file);
        terminal::print(&format!("{}\n", Document::new(&session.encounter.transcript(), attempt_info).json()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How the play counts, in words.
fn standing_lines(session: &Session) -> Vec<String> {
    let Some((_, play)) = &session.kept else { return Vec::new() };
    match play.attempt_info {
        AttemptInfo { attempt: Some(attempt), practice: false, .. } => {
            vec![format!("Kept as attempt {attempt}. Play it again as often as you like: that is practice.")]
        }
        AttemptInfo { attempt: Some(attempt), .. } => {
            vec![format!("Kept as practice, play {attempt} of this encounter.")]
        }
        _ => vec!["Kept.".into()],
    }
}

/// Finds out who plays, and goes on with an open play or starts a new one; `None` to leave.
fn begin(args: &PlayArgs, chosen: &Chosen, terminal: &mut Terminal) -> Result<Option<Session>, Failure> {
    let seed = args.seed.unwrap_or_else(any_seed);
    let start = |memory: Memory| Encounter::start(Arc::clone(&chosen.script), seed, memory);
    if chosen.is_file && !args.record {
        let you = args.trainee.clone().unwrap_or_else(|| NOBODY.into());
        return Ok(Some(Session { encounter: start(Memory::default()), kept: None, you }));
    }
    let mut ledger = Ledger::open(&args.folders.places(), now())?;
    let Some(profile) = who(args, &ledger, terminal)? else { return Ok(None) };
    let you = profile.name.clone();
    if chosen.is_file {
        let play = ledger.begin(&profile, PlaySource::Tryout, now());
        return Ok(Some(Session { encounter: start(Memory::default()), kept: Some((ledger, play)), you }));
    }
    match ledger.resume(&profile, &chosen.script.id) {
        Ok(None) => {}
        Ok(Some(Resumed { play, encounter })) => {
            let turns = encounter.decisions();
            let noun = if turns == 1 { "turn" } else { "turns" };
            terminal.say(&format!("You left this encounter after {turns} {noun}."))?;
            match one_of(terminal, "Go on (g), start again (s), or leave (q)?", &["g", "s", "q"])? {
                "g" => return Ok(Some(Session { encounter, kept: Some((ledger, play)), you })),
                "s" => {}
                _ => return Ok(None),
            }
        }
        Err(error @ LedgerError::Kept { .. }) => {
            terminal.say(&format!("The play you left open cannot be gone on with: {error}."))?;
            if one_of(terminal, "Start again (s), or leave (q)?", &["s", "q"])? != "s" {
                return Ok(None);
            }
        }
        Err(error) => return Err(error.into()),
    }
    let memory = ledger.memory(&profile, false)?;
    let mut play = ledger.begin(&profile, PlaySource::Play, now());
    play.course = course(args, chosen)?;
    Ok(Some(Session { encounter: start(memory), kept: Some((ledger, play)), you }))
}

fn who(args: &PlayArgs, ledger: &Ledger, terminal: &mut Terminal) -> Result<Option<Profile>, Failure> {
    if let Some(name) = &args.trainee {
        return Ok(Some(ledger.profile(name, now())?));
    }
    let known = ledger.profiles()?;
    for profile in &known {
        let open = summaries(&ledger.records(profile)?).values().filter(|summary| summary.open).count();
        terminal.say(&format!("- {}{}", profile.name, if open > 0 { " (has an encounter open)" } else { "" }))?;
    }
    // One machine may serve several people, so it never guesses who sits there.
    let default = if let [only] = known.as_slice() { &only.name } else { NOBODY };
    let Some(answer) = terminal.ask(&format!("What is your name? (Enter for {default})"))? else { return Ok(None) };
    let name = if answer.is_empty() { default } else { &answer };
    let name: String = name.chars().filter(|c| !c.is_control()).take(super::args::LONGEST_NAME).collect();
    Ok(Some(ledger.profile(&name, now())?))
}

/// Asks until one of the answers is given; the last one at the end of the input.
fn one_of<'a>(terminal: &mut Terminal, question: &str, answers: &[&'a str]) -> Result<&'a str, Failure> {
    let last = answers.last().copied().unwrap_or_default();
    loop {
        let Some(given) = terminal.ask(question)? else { return Ok(last) };
        if let Some(answer) = answers.iter().find(|answer| **answer == given) {
            return Ok(answer);
        }
    }
}

const SURE: &str = "This play counts as your attempt. Taking a turn back makes it practice, for good. Do it (y/n)?";

const HELP: &str = "Type the number of what you say or do. n: your notes, b: take the last turn back (this makes \
                    it practice), q: leave (you can go on later).";

/// Asks until the play ends or is left; whether it was played to its end.
fn turns(args: &PlayArgs, chosen: &Chosen, session: &mut Session, terminal: &mut Terminal) -> Result<bool, Failure> {
    let mut told = false;
    while session.encounter.status() == Status::Open {
        if !told {
            tell(session, terminal)?;
            told = true;
        }
        let count = session.encounter.offers().len();
        let asked = Instant::now();
        let answer = match terminal.hear(&format!("Your turn, 1 to {count} (? for help):"))? {
            Heard::Line(Some(answer)) => answer,
            Heard::Line(None) => return Ok(false),
            Heard::Saved => {
                reload(args, chosen, session, terminal)?;
                told = false;
                continue;
            }
        };
        match answer.as_str() {
            "q" => return Ok(false),
            "?" | "h" => terminal.say(HELP)?,
            "n" => notes(session, terminal)?,
            "b" if session.encounter.decisions() == 0 => terminal.say("There is no turn to take back yet.")?,
            "b" if session.would_lose_attempt() && one_of(terminal, SURE, &["y", "n"])? == "n" => {}
            "b" => {
                session.back()?;
                terminal.say("\nBack to before your last turn. This is practice now.")?;
                told = false;
            }
            number => match number.parse::<usize>() {
                Ok(n) if (1..=count).contains(&n) => {
                    let milliseconds = u32::try_from(asked.elapsed().as_millis()).unwrap_or(u32::MAX);
                    session.encounter.act_at(n - 1, milliseconds);
                    // What is on the screen next was on the disk before.
                    session.keep()?;
                    told = false;
                }
                _ => terminal.say(&format!("Please type a number from 1 to {count}, or ? for help."))?,
            },
        }
    }
    if !told {
        tell(session, terminal)?;
    }
    Ok(true)
}

/// The file was saved: goes on with the new text at the same place, or with the last good one.
fn reload(args: &PlayArgs, chosen: &Chosen, session: &mut Session, terminal: &mut Terminal) -> Result<(), Failure> {
    let Some(file) = &chosen.file else { return Ok(()) };
    let read = script_of_file(file).and_then(|script| {
        let is_whole = args.from.is_none() && args.with.is_empty();
        if is_whole { Ok(script) } else { from_middle(args, &script).map(Arc::new) }
    });
    let script = match read {
        Ok(script) => script,
        Err(failure) => {
            terminal.say(&format!("\nThe file was saved, and {failure}\nYou go on with the last good version."))?;
            return Ok(());
        }
    };
    let before = session.encounter.decisions();
    let (again, fit) = session.encounter.onto(script);
    session.encounter = again;
    terminal.say(&if fit == before {
        "\nThe file was saved. You are at the same place, in the new version.".to_owned()
    } else {
        format!("\nThe file was saved. Of your {before} turns the first {fit} can be made in the new version; you are after them.")
    })?;
    Ok(())
}

fn tell(session: &Session, terminal: &mut Terminal) -> Result<(), Failure> {
    let encounter = &session.encounter;
    terminal.say("")?;
    for line in terminal::happenings(encounter, &session.you) {
        terminal.say(&line)?;
    }
    if encounter.status() == Status::Open {
        terminal.say("")?;
        for offer in terminal::offers(encounter, &session.you) {
            terminal.say(&offer)?;
        }
    }
    Ok(())
}

fn notes(session: &Session, terminal: &mut Terminal) -> Result<(), Failure> {
    let encounter = &session.encounter;
    let script = encounter.script();
    terminal.say("Your notes:")?;
    for (n, text) in script.fact_texts.iter().enumerate() {
        if encounter.state().knows(crate::scenario::script::FactIx::new(n)) {
            terminal.say(&format!("- {}", text.with(script, encounter.cast(), &session.you)))?;
        }
    }
    for (n, person) in script.people.iter().enumerate() {
        let ix = crate::scenario::script::PersonIx::new(n);
        let name = &person.personas[usize::from(encounter.cast()[n])].1.name;
        let mood = encounter.state().mood(ix).as_str().to_lowercase();
        terminal.say(&format!("- {name} is {mood}; rapport {} of 100", encounter.state().rapport(ix)))?;
    }
    Ok(())
}
