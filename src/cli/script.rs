//! `rapport play --choices`: a play given as a list of choice ids, without asking.

use std::process::ExitCode;
use std::sync::Arc;

use super::clock::now;
use super::failure::{Failure, Outcome};
use super::play::PlayArgs;
use super::play_text;
use super::random::any_seed;
use super::resolve::{Chosen, DEFAULT_TRAINEE};
use super::terminal::{self, Terminal};
use crate::analysis::random_play;
use crate::app::{
    PlayOrigin, PlaySession, STAND_IN_NAME, another_trainee, known_or_new_trainee, known_trainee, read_memory,
};
use crate::encounter::{Encounter, Memory, Status};
use crate::ledger::Ledger;
use crate::record::{Document, Profile};
use crate::util::text::one_line;

/// What happened since the last decision, with the full name of everybody: scripts are for those who write and check.
fn all_happenings(encounter: &Encounter, you: &str) -> Vec<String> {
    play_text::happenings(encounter, you, |person| play_text::full_name(encounter, person))
}

/// Plays the choices, records the play as its origin says, and prints it.
pub(super) fn run(args: &PlayArgs, chosen: &Chosen) -> Outcome {
    let known = known(args, chosen)?;
    let you = match (&known, &args.trainee) {
        (_, None) => STAND_IN_NAME.to_owned(),
        (Some(profile), Some(_)) => profile.name.clone(),
        (None, Some(typed)) => one_line(typed),
    };
    let you = you.as_str();
    let seed = args.seed.unwrap_or_else(any_seed);
    let memory = memory(args, chosen, known.as_ref())?;
    let mut session = PlaySession::scripted(Arc::clone(&chosen.script), chosen.origin(args)?, seed, memory);
    let mut terminal = Terminal::new(args.json);
    let mut lines = all_happenings(session.encounter(), you);
    let choices = args.choices.iter().flat_map(|choices| choices.split(','));
    for choice in choices.map(str::trim).filter(|id| !id.is_empty()) {
        if session.choose_scripted(choice).is_err() {
            terminal.say_all(&lines)?;
            return Err(Failure::usage(not_on_offer(session.encounter(), choice)));
        }
        lines.extend(all_happenings(session.encounter(), you));
    }
    // Recorded before anything is printed, since the reader of the output may go away.
    if session.records_script() {
        let mut ledger = Ledger::open(&args.folders.data_paths(), now())?;
        let profile = recorded_trainee(args, &mut ledger)?;
        session.record_scripted(&mut ledger, &profile, chosen.setting.clone(), now())?;
    }
    terminal.say_all(&lines)?;
    end_lines(args, session.encounter(), you, &mut terminal)?;
    if args.json {
        let transcript = session.encounter().transcript();
        terminal::print(&format!("{}\n", Document::new(&transcript, session.scripted_attempt_info()).json()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Shows the debrief of a completed play, or what is on offer where the choices ended.
fn end_lines(args: &PlayArgs, encounter: &Encounter, you: &str, terminal: &mut Terminal) -> Result<(), Failure> {
    match encounter.status() {
        Status::Completed => {
            // A tool that reads the document has no use for random play.
            let random = (!args.json).then(|| random_play(encounter.script()));
            terminal.say_all(&play_text::debrief_lines(encounter, you, random.as_ref()))?;
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
    Ok(())
}

/// The person a play is recorded for.
fn recorded_trainee(args: &PlayArgs, ledger: &mut Ledger) -> Result<Profile, Failure> {
    let typed = args.trainee.as_deref().unwrap_or(DEFAULT_TRAINEE);
    let found =
        if args.new { another_trainee(ledger, typed, now()) } else { known_or_new_trainee(ledger, typed, now()) };
    Ok(found?)
}

/// The person who plays, if the play is recorded or remembers and the person is in the ledger.
fn known(args: &PlayArgs, chosen: &Chosen) -> Result<Option<Profile>, Failure> {
    let data_paths = args.folders.data_paths();
    let needs_person = args.remember || chosen.origin(args)? != PlayOrigin::TryOut { record: false };
    if args.new || !needs_person || !Ledger::exists(&data_paths) {
        return Ok(None);
    }
    let ledger = Ledger::open(&data_paths, now())?;
    Ok(known_trainee(&ledger, args.trainee.as_deref().unwrap_or(DEFAULT_TRAINEE))?)
}

fn memory(args: &PlayArgs, chosen: &Chosen, known: Option<&Profile>) -> Result<Memory, Failure> {
    if let Some(path) = &args.memory {
        return read_memory(path).map_err(|error| Failure::usage(error.to_string()));
    }
    match known {
        Some(profile) if args.remember => {
            let town = Ledger::open(&args.folders.data_paths(), now())?.town(profile, true)?;
            Ok(town.memory_for(&chosen.script))
        }
        _ => Ok(Memory::default()),
    }
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
