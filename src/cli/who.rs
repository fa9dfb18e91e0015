//! Who plays in the terminal: the list of people, and the question which of several with one name it is.

use super::clock::now;
use super::failure::Failure;
use super::play::{PlayArgs, one_of};
use super::terminal::Terminal;
use crate::app::{AlikeTrainees, TraineeError, TraineeMatch, another_trainee, distinction, distinctions, find_trainee};
use crate::ledger::Ledger;
use crate::record::{Profile, summaries};
use crate::util::text::one_line;

/// Finds out who plays; `None` to leave.
pub(super) fn ask_trainee(
    args: &PlayArgs,
    ledger: &mut Ledger,
    terminal: &mut Terminal,
) -> Result<Option<Profile>, Failure> {
    if let Some(typed) = &args.trainee {
        return match find_trainee(ledger, typed)? {
            TraineeMatch::Known(profile) if args.new => Err(Failure::usage(format!(
                "`{}` is the staff number or profile id of {}; give the name of the new person",
                one_line(typed),
                one_line(&profile.name)
            ))),
            _ if args.new => Ok(Some(another_trainee(ledger, typed, now())?)),
            TraineeMatch::Known(profile) => Ok(Some(profile)),
            TraineeMatch::Alike(alike) => match alike.only_namesake() {
                Some(profile) => Ok(Some(profile.clone())),
                None => ask_which(ledger, &alike, terminal),
            },
            TraineeMatch::New(name) => Ok(Some(ledger.add_profile(&name, &[], now())?)),
        };
    }
    let known = ledger.profiles()?;
    let distinctions = distinctions(ledger, &known)?;
    for (n, profile) in known.iter().enumerate() {
        let line = trainee_line(ledger, profile, distinctions.get(&profile.id))?;
        terminal.say(&format!("{}. {line}", n + 1))?;
    }
    // One machine may serve several people, so it never guesses who sits there.
    let question = match known.as_slice() {
        [] => "What is your name? (q to leave)".to_owned(),
        [only] => format!("Who are you? 1 or Enter for {}, or type another name (q to leave):", one_line(&only.name)),
        _ => "Who are you? Type your number, or a new name (q to leave):".to_owned(),
    };
    loop {
        let Some(answer) = terminal.ask(&question)? else { return Ok(None) };
        let number = if answer.is_empty() && known.len() == 1 { Some(1) } else { answer.parse::<usize>().ok() };
        let listed = number.and_then(|n| known.get(n.checked_sub(1)?));
        let asked = match find_trainee(ledger, &answer) {
            // A number of the list may be somebody else's staff number.
            Ok(TraineeMatch::Known(profile)) => match listed.filter(|listed| **listed != profile) {
                Some(listed) => {
                    let people = vec![listed.clone(), profile];
                    ask_which(ledger, &AlikeTrainees { name: answer, people }, terminal)?
                }
                None => Some(profile),
            },
            Ok(TraineeMatch::Alike(alike)) => ask_which(ledger, &alike, terminal)?,
            _ if ["q", "quit", "exit"].contains(&answer.to_lowercase().as_str()) => return Ok(None),
            _ if listed.is_some() => listed.cloned(),
            Ok(TraineeMatch::New(name)) if name.chars().all(char::is_numeric) => {
                terminal.say("There is nobody with this number. A new name has letters in it.")?;
                None
            }
            Ok(TraineeMatch::New(name)) => Some(ledger.add_profile(&name, &[], now())?),
            Err(TraineeError::NoName) if answer.is_empty() => None,
            Err(error @ (TraineeError::NoName | TraineeError::NameTooLong)) => {
                terminal.say(&format!("That cannot be kept: {error}."))?;
                None
            }
            Err(error) => return Err(error.into()),
        };
        if asked.is_some() {
            return Ok(asked);
        }
    }
}

/// A person of the list: with what tells apart from others of the name or else the staff number, and whether an encounter
/// was left open.
fn trainee_line(ledger: &Ledger, profile: &Profile, distinction: Option<&String>) -> Result<String, Failure> {
    let name = one_line(&profile.name);
    let staff = || profile.staff.as_ref().map(|staff| format!("staff number {}", one_line(staff)));
    let open = summaries(&ledger.records(profile)?).values().any(|summary| summary.open);
    let open = open.then(|| "has an encounter open".to_owned());
    let details: Vec<String> = [distinction.cloned().or_else(staff), open].into_iter().flatten().collect();
    Ok(if details.is_empty() { name } else { format!("{name} ({})", details.join(", ")) })
}

/// Asks whether somebody is one of those who have the name, or another; `None` for neither.
fn ask_which(ledger: &mut Ledger, alike: &AlikeTrainees, terminal: &mut Terminal) -> Result<Option<Profile>, Failure> {
    if let [only] = alike.people.as_slice() {
        terminal.say(&format!("Somebody here is called {} ({}).", one_line(&only.name), distinction(ledger, only)?))?;
        return match one_of(terminal, "Is that you (y), are you somebody else (n), or neither (q)?", &["y", "n", "q"])?
        {
            "y" => Ok(Some(only.clone())),
            "n" => Ok(Some(another_trainee(ledger, &alike.name, now())?)),
            _ => Ok(None),
        };
    }
    terminal.say("It may be one of these:")?;
    for (n, profile) in alike.people.iter().enumerate() {
        terminal.say(&format!("{}. {} ({})", n + 1, one_line(&profile.name), distinction(ledger, profile)?))?;
    }
    loop {
        let answer = terminal.ask("Type your number, n if you are somebody else, or q for none of this:")?;
        match answer.as_deref() {
            None | Some("q") => return Ok(None),
            Some("n") => return Ok(Some(another_trainee(ledger, &alike.name, now())?)),
            Some(number) => {
                let n = number.parse::<usize>().unwrap_or_default();
                if let Some(profile) = n.checked_sub(1).and_then(|n| alike.people.get(n)) {
                    return Ok(Some(profile.clone()));
                }
            }
        }
    }
}
