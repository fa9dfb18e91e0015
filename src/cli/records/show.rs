//! `rapport records show`: shows a play with everything from which its scores can be recomputed by hand.

use crate::cli::args::LedgerFolders;
use clap::Args;
use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use crate::analysis::random_play;
use crate::cli::clock::now;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::terminal;
use crate::encounter::{Encounter, RULES_VERSION};
use crate::export::offers;
use crate::ledger::LedgerSet;
use crate::record::{Document, StoredPlay, instant};
use crate::scenario::script::Script;
use crate::scoring::{Scorecard, mark};

/// `rapport records show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// A play's id from `rapport records list`, or its beginning or end.
    #[arg(value_name = "PLAY")]
    pub play: String,
    /// Print the JSON document from which every score can be recomputed.
    #[arg(long)]
    pub json: bool,
    /// The data folders that plays are read from.
    #[command(flatten)]
    pub ledgers: LedgerFolders,
}

/// Shows the play.
pub(super) fn run(args: &ShowArgs) -> Outcome {
    let ledgers = LedgerSet::open(&args.ledgers.folders(), now())?;
    let found = ledgers.find(&args.play)?;
    let play = match found.as_slice() {
        [] => {
            return Err(Failure::usage(format!(
                "no play has the id `{}`; `rapport records list` lists them",
                args.play
            )));
        }
        [play] => play,
        several => {
            let n = several.len();
            return Err(Failure::usage(format!(
                "{n} plays have an id that begins or ends with `{}`; type more characters of it",
                args.play
            )));
        }
    };
    if args.json {
        terminal::print(&format!("{}\n", Document::new(&play.transcript, play.attempt_info).json()))?;
        return Ok(ExitCode::SUCCESS);
    }
    terminal::print(&text(play))?;
    if let Some(script) = ledgers.script(play)?
        && let Some(encounter) = replay(play, script)
    {
        let baseline = random_play(encounter.script());
        for line in crate::cli::play_text::debrief_lines(&encounter, &play.profile.name, Some(&baseline)) {
            terminal::print(&format!("{line}\n"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Plays a completed play again, for the texts of the debrief that are not stored.
fn replay(play: &StoredPlay, script: Arc<Script>) -> Option<Encounter> {
    play.card.filter(|_| play.transcript.rules == RULES_VERSION)?;
    let mut encounter = Encounter::start(script, play.transcript.seed, play.transcript.memory.clone());
    for decision in &play.transcript.decisions {
        encounter.choose(decision.chosen().as_str(), decision.milliseconds).ok()?;
    }
    Some(encounter)
}

fn text(play: &StoredPlay) -> String {
    let transcript = &play.transcript;
    let mut page = format!("Play {}\n{}: {}, ", play.id, play.profile.name, transcript.scenario);
    let how = match play.attempt_info.attempt {
        Some(attempt) if play.attempt_info.practice => format!("practice, play {attempt}"),
        Some(attempt) => format!("attempt {attempt}"),
        None => play.attempt_info.source.as_str().to_owned(),
    };
    let (status, begun) = (transcript.status.as_str(), instant(play.started));
    let _ = writeln!(page, "{how}, {status}\nBegun {begun}, rules {}, seed {}", transcript.rules, transcript.seed);
    let _ = writeln!(page, "Scenario as played: {}", transcript.content_hash);
    for (n, decision) in transcript.decisions.iter().enumerate() {
        let card = Scorecard::from_decisions(std::slice::from_ref(decision)).overall;
        let (sign, word) = mark(decision).sign_and_words();
        let sum = if card.span > 0 { format!(", {} of {}", card.gained, card.span) } else { String::new() };
        let _ = writeln!(page, "\n{}. {}: {} ({sign} {word}{sum})", n + 1, decision.beat(), decision.chosen());
        let _ = writeln!(page, "   on offer: {}", offers::write(decision.offered()));
    }
    page
}
