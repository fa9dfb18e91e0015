//! `rapport town spread`: who knows a word on which evening.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::app::STAND_IN_NAME;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::terminal;
use crate::diagnostic::advice;
use crate::files::{DataPaths, exists_or_dangling, is_folder};
use crate::library::Library;
use crate::scenario::id::{Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::script::{Script, Word};
use crate::scenario::village::Village;
use crate::town::{Ties, Way, spread};

/// `rapport town spread`.
#[derive(Debug, Args)]
pub struct SpreadArgs {
    /// A scenario file or a folder of scenarios; the shipped ones are known beside them.
    #[arg(value_name = "FILE|DIR")]
    pub path: PathBuf,
    /// The word, such as `the-sofa/nobody-rang`.
    #[arg(value_name = "SCENARIO/WORD")]
    pub word: String,
}

pub(super) fn run(args: &SpreadArgs) -> Outcome {
    if !exists_or_dangling(&args.path) {
        return Err(Failure::usage(format!("there is nothing at `{}`", args.path.display())));
    }
    // The folder of a file without one is the present one.
    let parent = args.path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    let folder = if is_folder(&args.path) { Some(args.path.as_path()) } else { parent };
    let library = Library::load(&DataPaths::new(None, folder.map(Into::into)));
    let word = Ref::<WordId>::from(args.word.as_str());
    let Some(scenario) = &word.scenario else {
        return Err(Failure::usage(format!("write the word with its scenario, such as `the-sofa/{}`", word.id)));
    };
    let Some(entry) = library.get(scenario.as_str()) else {
        let hint = advice(scenario.as_str(), library.entries.keys().map(ScenarioId::as_str));
        return Err(Failure::usage(format!("there is no scenario `{scenario}` that can be played; {hint}")));
    };
    let Some(said) = words(&entry.script).find(|said| said.id == word.id) else {
        let hint = advice(word.id.as_str(), words(&entry.script).map(|said| said.id.as_str()));
        return Err(Failure::usage(format!("`{scenario}` has no word `{}`; {hint}", word.id)));
    };
    terminal::print(&table(&entry.script, said, &library.village))?;
    Ok(ExitCode::SUCCESS)
}

/// The words that are said after a scenario, and if it is missed.
fn words(script: &Script) -> impl Iterator<Item = &Word> + Clone {
    script.talk.iter().chain(&script.missed_talk)
}

/// The word, then a line for each villager who hears it, evening by evening.
fn table(script: &Script, said: &Word, village: &Village) -> String {
    let name = |villager: &VillagerId| {
        village.people.get(villager).map_or_else(|| villager.to_string(), |found| found.name.clone())
    };
    let first = std::iter::once(&said.teller).chain(&said.heard_by);
    let known = spread(&Ties::of(village), first, said.tone, said.public, 1);
    let how = if said.public { "public " } else { "" };
    let mut lines = vec![
        format!("{how}{} of {}", said.tone.as_str().to_lowercase(), name(&said.teller)),
        format!("  those who were there: “{}”", said.says.with(script, &[], STAND_IN_NAME)),
        format!("  all others: “{}”", said.retold.with(script, &[], STAND_IN_NAME)),
    ];
    let mut ways: Vec<(u32, String)> = known
        .iter()
        .map(|(villager, Way { evening, from })| match from {
            Some(from) => (*evening, format!("{} from {}", name(villager), name(from))),
            None => (0, format!("{} was there", name(villager))),
        })
        .collect();
    ways.sort();
    let mut last = None;
    for (evening, line) in ways {
        if last != Some(evening) {
            lines.push(if evening == 0 { "At once".to_owned() } else { format!("Evening {evening}") });
            last = Some(evening);
        }
        lines.push(format!("  {line}"));
    }
    let strangers: Vec<String> =
        village.people.keys().filter(|villager| !known.contains_key(*villager)).map(name).collect();
    if !strangers.is_empty() {
        lines.push(format!("Never: {}", strangers.join(", ")));
    }
    lines.join("\n") + "\n"
}
