//! `rapport play --choices`: a play given as a list of choice ids, without asking.

use std::process::ExitCode;
use std::sync::Arc;

use super::args::PlayArgs;
use super::chosen::{Chosen, NOBODY, course};
use super::terminal::{self, Terminal};
use super::{Failure, Outcome, any_seed, now};
use crate::analysis::random_play;
use crate::app::read_memory;
use crate::encounter::{Encounter, Memory, Status};
use crate::ledger::Ledger;
use crate::record::{AttemptInfo, Document, PlaySource};

/// Plays the choices, prints the play, and keeps it if it is to be kept.
pub(super) fn run(args: &PlayArgs, chosen: &Chosen) -> Outcome {
    let you = args.trainee.as_deref().unwrap_or(NOBODY);
    let memory = memory(args, you)?;
    let seed = args.seed.unwrap_or_else(any_seed);
    let mut encounter = Encounter::start(Arc::clone(&chosen.script), seed, memory);
    let mut terminal = Terminal::new(args.json);
    let mut lines = terminal::happenings(&encounter, you);
    let choices = args.choices.iter().flat_map(|choices| choices.split(','));
    for choice in choices.map(str::trim).filter(|id| !id.is_empty()) {
        if encounter.act(choice, 0).is_err() {
            terminal.say_all(&lines)?;
            return Err(Failure::usage(not_on_offer(&encounter, choice)));
        }
        lines.extend(terminal::happenings(&encounter, you));
    }
    let attempt_info = keep(args, chosen, &encounter, you)?;
    terminal.say_all(&lines)?;
    let status = encounter.status();
    match status {
        Status::Completed => {
            // A tool that reads the document has no use for it.
            let random = (!args.json).then(|| random_play(encounter.script()));
            terminal.say_all(&terminal::debrief_lines(&encounter, you, random.as_ref()))?;
        }
        Status::Open => {
            terminal.say("")?;
            for offer in encounter.offers() {
                let words = offer.words.with(encounter.script(), encounter.cast(), you);
                terminal.say(&format!("{}: {words}", offer.id))?;
            }
        }
        Status::Stuck | Status::Abandoned => terminal.say("Nothing is on offer: the scenario's fault.")?,
    }
    if args.json {
        terminal::print(&format!("{}\n", Document::new(&encounter.transcript(), attempt_info).json()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn memory(args: &PlayArgs, you: &str) -> Result<Memory, Failure> {
    if let Some(path) = &args.memory {
        return read_memory(path).map_err(Failure::usage);
    }
    if !args.remember {
        return Ok(Memory::default());
    }
    let ledger = Ledger::open(&args.folders.places(), now())?;
    let profile = ledger.profile(you, now())?;
    Ok(ledger.memory(&profile, true)?)
}

/// Keeps the play, if it is to be kept: before anything is told, since the reader may go away.
fn keep(args: &PlayArgs, chosen: &Chosen, encounter: &Encounter, you: &str) -> Result<AttemptInfo, Failure> {
    let source = if chosen.is_file { PlaySource::Tryout } else { PlaySource::Script };
    let is_kept =
        if chosen.is_file { args.record && encounter.decisions() > 0 } else { encounter.status() == Status::Completed };
    if !is_kept {
        return Ok(AttemptInfo::new(source));
    }
    let mut ledger = Ledger::open(&args.folders.places(), now())?;
    let profile = ledger.profile(you, now())?;
    let mut play = ledger.begin(&profile, source, now());
    play.course = course(args, chosen)?;
    ledger.keep(&mut play, encounter, now())?;
    Ok(play.attempt_info)
}

fn not_on_offer(encounter: &Encounter, choice: &str) -> String {
    let turn = encounter.decisions() + 1;
    if encounter.status() != Status::Open {
        let beat = &encounter.beat().id;
        return format!(
            "`{choice}` comes after the end: the play ended at `{beat}` after {} turns; nothing is on offer",
            turn - 1
        );
    }
    let offers: Vec<&str> = encounter.offers().map(|offer| offer.id.as_str()).collect();
    format!(
        "`{choice}` is not on offer at turn {turn}, beat `{}`; on offer are: {}",
        encounter.beat().id,
        offers.join(", ")
    )
}
