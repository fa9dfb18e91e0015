//! `rapport play`: an encounter in the terminal, played turn by turn.

use super::args::{Folders, name};
use crate::encounter::MAX_SEED;
use clap::Args;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use super::clock::now;
use super::failure::{Failure, Outcome};
use super::play_text;
use super::random::any_seed;
use super::resolve::{Chosen, not_reloaded, to_play, to_play_or_resume};
use super::script;
use super::terminal::{self, Input, Terminal};
use super::town::{after_play, before_play};
use super::who::ask_trainee;
use crate::analysis::random_play;
use crate::app::{
    Beginning, NOT_OPEN_NOTICE, PlayOrigin, PlaySession, STAND_IN_NAME, STUCK_NOTICE, ShownNames, StartRequest,
    TownView, known_trainee, lines_so_far,
};
use crate::encounter::{Encounter, Status, TranscriptLine};
use crate::ledger::{Ledger, LedgerError};
use crate::library::{Entry, Library};
use crate::record::{AttemptInfo, Document, Profile, summaries};
use crate::scenario::id::ScenarioId;
use crate::scenario::script::{FactIx, PersonIx};
use crate::util::num::saturating_u32;
use crate::util::text::{Count, one_line};

/// `rapport play`.
#[derive(Clone, Debug, Args)]
pub struct PlayArgs {
    /// An id from `rapport list`, or a file (ends in `.ron` or contains `/`); without it you are asked.
    #[arg(value_name = "ID|FILE")]
    pub what: Option<String>,
    /// The seed: the same seed and choices give the same play.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=MAX_SEED))]
    pub seed: Option<u64>,
    /// The trainee's name, staff number or profile id; somebody new is added.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub trainee: Option<String>,
    /// With `--trainee`: somebody else than the people of that name who are here already.
    #[arg(long, requires = "trainee")]
    pub new: bool,
    /// Play it as part of this course, which may set a pass mark.
    #[arg(long, value_name = "ID")]
    pub course: Option<String>,
    /// Play these choices without asking, one id for each decision; `silence` says nothing.
    #[arg(long, value_name = "ID,ID,..")]
    pub choices: Option<String>,
    /// With `--choices`: start with the memory of this trainee's earlier plays.
    #[arg(long, requires = "choices", conflicts_with = "memory")]
    pub remember: bool,
    /// With `--choices`: start with the memory in this JSON file.
    #[arg(long, value_name = "FILE", requires = "choices")]
    pub memory: Option<PathBuf>,
    /// Print the play as a JSON document on the standard output.
    #[arg(long)]
    pub json: bool,
    /// Record the play of a FILE too.
    #[arg(long)]
    pub record: bool,
    /// Start at this beat, as a try-out; nothing is recorded.
    #[arg(long, value_name = "BEAT", conflicts_with = "record")]
    pub from: Option<String>,
    /// A condition that holds at the start, as in a scenario file: 'Knows("shift")'; may be given several times.
    #[arg(long, value_name = "CONDITION", conflicts_with = "record")]
    pub with: Vec<String>,
    /// Try a FILE out in the window.
    #[arg(long, conflicts_with_all = ["choices", "json", "record", "from", "with"], requires = "what")]
    pub window: bool,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

impl PlayArgs {
    /// What is played from the town: nothing is chosen yet.
    pub(super) fn visit(trainee: Option<String>, folders: Folders) -> Self {
        Self {
            what: None,
            seed: None,
            trainee,
            new: false,
            course: None,
            choices: None,
            remember: false,
            memory: None,
            json: false,
            record: false,
            from: None,
            with: Vec::new(),
            window: false,
            folders,
        }
    }
}

/// Runs `rapport play`.
pub(super) fn run(args: &PlayArgs) -> Outcome {
    if args.choices.is_some() {
        let what = args.what.as_deref();
        let what = what.ok_or_else(|| Failure::usage("`--choices` needs an id or a file to play"))?;
        return script::run(args, &to_play(args, what)?);
    }
    let mut terminal = Terminal::new(args.json);
    let mut chosen = match args.what.as_deref() {
        Some(what) => to_play_or_resume(args, what)?,
        None => match ask_encounter(args, &mut terminal)? {
            Some(chosen) => chosen,
            None => return nothing_played(args, &terminal),
        },
    };
    let Some(mut play) = begin(args, &mut chosen, &mut terminal)? else { return nothing_played(args, &terminal) };
    play.run(args, &chosen, &mut terminal)?;
    if args.json {
        let transcript = play.session.encounter().transcript();
        terminal::print(&format!("{}\n", Document::new(&transcript, play.session.attempt_info()).json()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Somebody left before a play began. Where nobody was there to answer, or a document was asked for, that is an error.
fn nothing_played(args: &PlayArgs, terminal: &Terminal) -> Outcome {
    if terminal.has_ended() {
        return Err(Failure::usage(
            "nothing was played: a question had no answer, since the input is at its end; name the encounter, and the \
             trainee by staff number or profile id",
        ));
    }
    if args.json {
        return Err(Failure::usage("nothing was played, so there is no document"));
    }
    Ok(ExitCode::SUCCESS)
}

/// The follow-ups that wait for the trainee who was named; none where nobody was, or nothing of them is recorded.
fn waiting_follow_ups(args: &PlayArgs, library: &Library) -> BTreeSet<ScenarioId> {
    let view = args.trainee.as_ref().and_then(|typed| {
        let ledger = Ledger::open_existing(&args.folders.data_paths(), now()).ok()?;
        let profile = known_trainee(&ledger, typed).ok()??;
        TownView::new(&ledger, &profile, library, None).ok()
    });
    let ids = library.entries.keys().filter(|id| view.as_ref().is_some_and(|view| view.can_be_followed(id)));
    ids.cloned().collect()
}

/// Asks which encounter to play; `None` to leave.
fn ask_encounter(args: &PlayArgs, terminal: &mut Terminal) -> Result<Option<Chosen>, Failure> {
    let library = Library::load(&args.folders.data_paths());
    let waits = waiting_follow_ups(args, &library);
    let is_offered = |entry: &&Entry| !entry.script.is_follow_up() || waits.contains(&entry.script.id);
    let entries: Vec<&Entry> = library.in_order().into_iter().filter(is_offered).collect();
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
                return Ok(Some(Chosen::of_library(&library, &entries[n - 1].script)));
            }
            _ => terminal.say(&format!("Please type a number from 1 to {}.", entries.len()))?,
        }
    }
}

/// A play in the terminal: the session, the ledger it is recorded in, and the trainee's name.
struct TerminalPlay {
    session: PlaySession,
    ledger: Option<Ledger>,
    you: String,
}

/// Finds out who plays, and resumes an open play or starts a new one; `None` to leave.
fn begin(args: &PlayArgs, chosen: &mut Chosen, terminal: &mut Terminal) -> Result<Option<TerminalPlay>, Failure> {
    let request = StartRequest {
        script: Arc::clone(&chosen.script),
        origin: chosen.origin(args)?,
        seed: args.seed.unwrap_or_else(any_seed),
        no_hurry: true,
        setting: chosen.setting.clone(),
    };
    if (request.origin == PlayOrigin::TryOut { record: false }) {
        let you = args.trainee.as_deref().map_or_else(|| STAND_IN_NAME.into(), one_line);
        let session = PlaySession::start(request, None, now()).session;
        return Ok(Some(TerminalPlay { session, ledger: None, you }));
    }
    let mut ledger = Ledger::open(&args.folders.data_paths(), now())?;
    let Some(profile) = ask_trainee(args, &mut ledger, terminal)? else { return Ok(None) };
    let you = profile.name.clone();
    let begins = |beginning: Beginning, chosen: &Chosen, terminal: &mut Terminal| {
        let Some(library) = chosen.setting.as_ref().map(|_| Library::load(&args.folders.data_paths())) else {
            return Ok(true);
        };
        let view = TownView::new(&ledger, &profile, &library, None)?;
        before_play(&chosen.script.id, beginning, &view, terminal)
    };
    if !chosen.is_try_out {
        match ask_resume(&ledger, &profile, chosen, terminal)? {
            Resume::Continue(_) if !begins(Beginning::Continued, chosen, terminal)? => return Ok(None),
            Resume::Continue(session) => {
                return Ok(Some(TerminalPlay { session: *session, ledger: Some(ledger), you }));
            }
            Resume::StartAgain => {}
            Resume::Leave => return Ok(None),
        }
    }
    if let Some(why) = chosen.not_startable.take() {
        return Err(why);
    }
    let new = Beginning::New { is_fresh: is_fresh(&request.origin) };
    if !chosen.is_try_out && !begins(new, chosen, terminal)? {
        return Ok(None);
    }
    let started = PlaySession::start(request, Some((&mut ledger, &profile)), now());
    if let Some(error) = started.memory_error {
        terminal.say(&format!("What people remember cannot be read: {error}."))?;
    }
    if started.is_not_open {
        terminal.say(NOT_OPEN_NOTICE)?;
    }
    Ok(Some(TerminalPlay { session: started.session, ledger: Some(ledger), you }))
}

/// Whether a play is in a course that begins with nothing remembered.
fn is_fresh(origin: &PlayOrigin) -> bool {
    matches!(origin, PlayOrigin::Library { course: Some(course) } if course.fresh)
}

/// The answer to whether an open play is resumed.
enum Resume {
    Continue(Box<PlaySession>),
    StartAgain,
    Leave,
}

fn ask_resume(ledger: &Ledger, profile: &Profile, chosen: &Chosen, terminal: &mut Terminal) -> Result<Resume, Failure> {
    match PlaySession::resume(ledger, profile, &chosen.script.id, chosen.setting.clone()) {
        Ok(None) => {
            let plays = summaries(&ledger.records(profile)?);
            if plays.get(&chosen.script.id).is_some_and(|summary| summary.ended_unfinished) {
                terminal.say(
                    "You left this one open for 14 days of use, so it was ended. What you play now is practice.",
                )?;
            }
            Ok(Resume::StartAgain)
        }
        Ok(Some(session)) => {
            let turns = Count::new(session.encounter().decisions(), "turn");
            terminal.say(&format!("You left this encounter after {turns}."))?;
            let answer = if chosen.not_startable.is_some() {
                terminal.say("Its file has errors now, or is gone; you can go on with the text you began with.")?;
                one_of(terminal, "Go on (g), or leave (q)?", &["g", "q"])?
            } else {
                one_of(terminal, "Go on (g), start again (s), or leave (q)?", &["g", "s", "q"])?
            };
            Ok(match answer {
                "g" => Resume::Continue(Box::new(session)),
                "s" => Resume::StartAgain,
                _ => Resume::Leave,
            })
        }
        Err(error @ LedgerError::UnreadableScenario { .. }) => {
            terminal.say(&format!("The play you left open cannot be resumed: {error}."))?;
            let answer = one_of(terminal, "Start again (s), or leave (q)?", &["s", "q"])?;
            Ok(if answer == "s" { Resume::StartAgain } else { Resume::Leave })
        }
        Err(error) => Err(error.into()),
    }
}

/// Asks until one of the answers is given; the last one at the end of the input.
pub(super) fn one_of<'a>(terminal: &mut Terminal, question: &str, answers: &[&'a str]) -> Result<&'a str, Failure> {
    let last = answers.last().copied().unwrap_or_default();
    loop {
        let Some(given) = terminal.ask(question)? else { return Ok(last) };
        if let Some(answer) = answers.iter().find(|answer| **answer == given) {
            return Ok(answer);
        }
    }
}

const UNDO_QUESTION: &str =
    "This play counts as your attempt. Taking a turn back makes it practice, for good. Do it (y/n)?";

const HELP: &str = "Type the number of what you say or do. n: your notes, b: take the last turn back (this makes \
                    it practice), q: leave (you can go on later).";

/// What a play does after an answer.
enum Next {
    /// Shows where the play stands, and asks again.
    Show,
    /// Asks again.
    Ask,
    /// Stops.
    Leave,
}

impl TerminalPlay {
    /// Plays until the encounter ends or is left, and shows what came of it.
    fn run(&mut self, args: &PlayArgs, chosen: &Chosen, terminal: &mut Terminal) -> Result<(), Failure> {
        let encounter = self.session.encounter();
        let script = encounter.script();
        terminal.say(&format!("\n{}", script.scenario.title))?;
        terminal.say(&script.brief.with(script, encounter.cast(), &self.you).to_string())?;
        // A recorded file is a record of one text; only an unrecorded try-out follows the file.
        let _watching = match &chosen.try_out {
            Some(try_out) if !self.session.is_recorded() => {
                Some(terminal.watch(&try_out.file).map_err(Failure::fault)?)
            }
            _ => None,
        };
        self.turns(chosen, terminal)?;
        match self.session.encounter().status() {
            Status::Completed => self.debrief(args, chosen, terminal),
            Status::Stuck => Ok(terminal.say(STUCK_NOTICE)?),
            _ if self.session.is_resumable() => Ok(terminal.say("\nLeft for now. Start it again to go on from here.")?),
            _ => Ok(()),
        }
    }

    fn debrief(&self, args: &PlayArgs, chosen: &Chosen, terminal: &mut Terminal) -> Result<(), Failure> {
        let encounter = self.session.encounter();
        let baseline = random_play(encounter.script());
        terminal.say_all(&play_text::debrief_lines(encounter, &self.you, Some(&baseline)))?;
        if self.session.is_recorded() {
            terminal.say(&attempt_line(self.session.attempt_info()))?;
        }
        if let Some(ledger) = self.ledger.as_ref().filter(|_| chosen.setting.is_some()) {
            let library = Library::load(&args.folders.data_paths());
            terminal.say_all(&after_play(&self.session, ledger, &library)?)?;
        }
        Ok(())
    }

    /// Asks until the play ends or is left.
    fn turns(&mut self, chosen: &Chosen, terminal: &mut Terminal) -> Result<(), Failure> {
        let mut next = Next::Show;
        while self.session.encounter().status() == Status::Open {
            if matches!(next, Next::Show) {
                self.show(terminal)?;
            }
            let count = self.session.encounter().offers().len();
            let asked = Instant::now();
            next = match terminal.wait(&format!("Your turn, 1 to {count} (? for help):"))? {
                Input::Line(Some(answer)) => self.answer(&answer, asked, terminal)?,
                Input::Line(None) => Next::Leave,
                Input::Saved => self.reload(chosen, terminal)?,
            };
            if matches!(next, Next::Leave) {
                return Ok(());
            }
        }
        self.show(terminal)
    }

    /// Does what was typed.
    fn answer(&mut self, answer: &str, asked: Instant, terminal: &mut Terminal) -> Result<Next, Failure> {
        let offered = self.session.encounter().offers().len();
        match answer {
            "q" => return Ok(Next::Leave),
            "?" | "h" => terminal.say(HELP)?,
            "n" => self.notes(terminal)?,
            "b" if self.session.encounter().decisions() == 0 => terminal.say("There is no turn to take back yet.")?,
            "b" if self.session.undo_costs_attempt() && one_of(terminal, UNDO_QUESTION, &["y", "n"])? == "n" => {}
            "b" => {
                self.session.undo(self.ledger.as_mut(), now())?;
                terminal.say("\nBack to before your last turn. This is practice now.")?;
                return Ok(Next::Show);
            }
            number => match number.parse::<usize>() {
                Ok(n) if (1..=offered).contains(&n) => {
                    let milliseconds = saturating_u32(asked.elapsed().as_millis());
                    self.session.choose(n - 1, milliseconds, self.ledger.as_mut(), now())?;
                    return Ok(Next::Show);
                }
                _ => terminal.say(&format!("Please type a number from 1 to {offered}, or ? for help."))?,
            },
        }
        Ok(Next::Ask)
    }

    /// The file was saved: continues on the new text at the same place, or on the last version without errors.
    fn reload(&mut self, chosen: &Chosen, terminal: &mut Terminal) -> Result<Next, Failure> {
        let Some(try_out) = &chosen.try_out else { return Ok(Next::Ask) };
        match try_out.load() {
            Ok(script) => {
                let reloaded = self.session.reload(script);
                terminal.say(&format!("\nThe file was saved: {reloaded}."))?;
            }
            Err(error) => {
                let error = not_reloaded(error);
                terminal.say(&format!("\n{error}\nYou go on with the last good version."))?;
            }
        }
        Ok(Next::Show)
    }

    /// Shows what happened since the last decision, and the replies on offer.
    fn show(&self, terminal: &mut Terminal) -> Result<(), Failure> {
        let encounter = self.session.encounter();
        terminal.say("")?;
        let said = lines_so_far(encounter, &self.you);
        let names = shown_names(encounter, &said);
        terminal.say_all(&play_text::happenings(encounter, &self.you, |person| names.of(person)))?;
        if encounter.status() == Status::Open {
            terminal.say("")?;
            terminal.say_all(&play_text::offers(encounter, &self.you))?;
        }
        Ok(())
    }

    /// Shows what the trainee knows, and how people feel.
    fn notes(&self, terminal: &mut Terminal) -> Result<(), Failure> {
        let encounter = self.session.encounter();
        let script = encounter.script();
        terminal.say("Your notes:")?;
        for (n, text) in script.fact_texts.iter().enumerate() {
            if encounter.state().knows(FactIx::new(n)) {
                terminal.say(&format!("- {}", text.with(script, encounter.cast(), &self.you)))?;
            }
        }
        let said = lines_so_far(encounter, &self.you);
        let names = shown_names(encounter, &said);
        for n in 0..script.people.len() {
            let ix = PersonIx::new(n);
            let name = names.of(ix);
            let mood = encounter.state().mood(ix).as_str().to_lowercase();
            terminal.say(&format!("- {name} is {mood}; rapport {} of 100", encounter.state().rapport(ix)))?;
        }
        Ok(())
    }
}

/// What people are called after these lines.
fn shown_names<'a>(
    encounter: &'a Encounter,
    said: &'a [Vec<TranscriptLine>],
) -> ShownNames<'a, impl Iterator<Item = &'a TranscriptLine> + Clone> {
    ShownNames { encounter, channel: encounter.beat().channel, lines: said.iter().flatten() }
}

/// How a recorded play counts, in words.
fn attempt_line(info: AttemptInfo) -> String {
    match info {
        AttemptInfo { attempt: Some(attempt), practice: false, .. } => {
            format!("Kept as attempt {attempt}. Play it again as often as you like: that is practice.")
        }
        AttemptInfo { attempt: Some(attempt), .. } => format!("Kept as practice, play {attempt} of this encounter."),
        _ => "Kept.".into(),
    }
}
