//! Runs every rule on files, each by itself and all together.

use rayon::prelude::*;

use super::check::{check_folder, check_scenario};
use super::context::{RuleContext, ScenarioSummary};
use super::surroundings::Surroundings;
use super::words::Words;
use crate::analysis::Plays;
use crate::diagnostic::Diagnostic;
use crate::scenario::read::Linked;

/// What the rules find in files.
#[derive(Debug, Default)]
pub struct Examined {
    /// In each file, in the order given, and in the order of its text; nothing in a file that cannot be played.
    pub files: Vec<Vec<Diagnostic>>,
    /// Over all of them together.
    pub folder: Vec<Diagnostic>,
}

/// Runs all rules on scenarios, on each by itself and on all together.
///
/// # Examples
///
/// ```
/// use std::collections::BTreeSet;
///
/// use rapport::lint::{Surroundings, examine};
/// use rapport::scenario::link::World;
/// use rapport::scenario::read::Reading;
/// use rapport::scenario::village::Village;
///
/// let text = r#"Scenario(
///     format: 1, title: "A cup", kind: WalkIn, channel: Counter, level: First, minutes: 1,
///     trains: [], brief: "Pat wants a cup.", cast: { "pat": Persona(name: "Pat") },
///     start: "hello",
///     beats: {
///         "hello": Beat(next: [Next(to: "bye")]),
///         "nobody-comes-here": Beat(next: [Next(to: "bye")]),
///         "bye": Beat(end: Ending(outcome: Solved, text: "Pat drinks.")),
///     },
/// )"#;
/// let reading = Reading::new("cup.ron", "cup", text.into());
/// let linked = reading.link(World { village: &Village::default(), catalogue: None });
/// let words = rapport::library::words(BTreeSet::new());
/// let examined = examine(&[linked], &Surroundings::default(), &words);
/// let found: Vec<_> = examined.files[0].iter().map(|found| (found.problem.code(), found.problem.message())).collect();
/// assert_eq!(found[0], ("W10", "nothing leads to the beat `nobody-comes-here`".to_owned()));
/// ```
#[must_use]
pub fn examine(files: &[Linked], surroundings: &Surroundings, words: &Words) -> Examined {
    let in_file = |(number, linked): (usize, &Linked)| {
        let Some(script) = &linked.script else { return Vec::new() };
        // The plays of a scenario take much memory: they are dropped before too many others are followed.
        check_scenario(&RuleContext::new((number, linked), script, &Plays::explore(script), surroundings, words))
    };
    let scenarios = files.iter().filter_map(|linked| linked.script.as_ref());
    let summaries: Vec<_> = scenarios.map(|script| ScenarioSummary { script, words }).collect();
    Examined { files: files.par_iter().enumerate().map(in_file).collect(), folder: check_folder(&summaries) }
}
