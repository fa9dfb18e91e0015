//! A scenario file: read, then resolved.

use std::sync::Arc;

use super::source::{read_root, sort_and_limit};
use crate::diagnostic::{Diagnostic, Problem, Source, Span};
use crate::scenario::id::{ScenarioId, id_fault};
use crate::scenario::link::{World, link};
use crate::scenario::model::Scenario;
use crate::scenario::ron::tree::Tree;
use crate::scenario::script::Script;

/// Characters of a bad file name that a message repeats.
const MAX_SHOWN: usize = 80;

/// A scenario file as far as it could be read.
///
/// ```
/// use rapport::diagnostic::render_text;
/// use rapport::scenario::link::World;
/// use rapport::scenario::read::Reading;
/// use rapport::scenario::village::Village;
///
/// let text = r#"Scenario(
///     format: 1, title: "A parcel", kind: WalkIn, channel: Counter, level: First, minutes: 2, trains: [Grace],
///     brief: "Somebody comes for a parcel.",
///     cast: { "ana": Persona(name: "Ana Silva") },
///     start: "hello",
///     beats: {
///         "hello": Beat(
///             lines: [Say(by: "ana", text: "Is my parcel here?")],
///             choices: {
///                 "greet": Choice(say: "Good morning, {ana.name}.", act: Greet, because: "A greeting.", to: "end"),
///             },
///         ),
///         "end": Beat(end: Ending(outcome: Solved, text: "She has her parcel.")),
///     },
/// )"#;
/// let village = Village::default();
/// let world = World { village: &village, catalogue: None };
///
/// let linked = Reading::new("a-parcel.ron", "a-parcel", text.into()).link(world);
/// assert_eq!(linked.diagnostics, []);
/// let script = linked.script.expect("the file has no errors");
/// assert_eq!(script.beats.len(), 2);
///
/// // A mistake is found with its place, and with the name that was meant.
/// let mistyped = text.replace("to: \"end\"", "to: \"ent\"");
/// let linked = Reading::new("a-parcel.ron", "a-parcel", mistyped.into()).link(world);
/// assert!(linked.script.is_none());
/// let message = render_text(&linked.source, &linked.diagnostics);
/// assert!(message.starts_with("a-parcel.ron:10:"), "{message}");
/// assert!(message.contains("did you mean `end`?"), "{message}");
/// ```
#[derive(Debug)]
pub struct Reading {
    /// The id, from the file's name.
    pub id: ScenarioId,
    /// The text, as the spans count it.
    pub source: Source,
    /// The scenario; parts that could not be read have their defaults.
    pub scenario: Scenario,
    /// The nodes of the text, which the parts of the scenario lead back to.
    pub tree: Tree,
    /// What is wrong with the text and its parts. What does not fit together is found by [`Reading::link`].
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Reads a file. `name` is what it is called in messages, `stem` its name without folders and `.ron`.
    #[must_use]
    pub fn new(name: &str, stem: &str, bytes: Vec<u8>) -> Self {
        let (source, mut diagnostics) = Source::from_bytes(name, bytes);
        if id_fault(stem).is_some() {
            let problem = Problem::BadFileName { stem: stem.chars().take(MAX_SHOWN).collect() };
            diagnostics.push(Diagnostic::new(Span::default(), problem));
        }
        // A file that is too large is taken as empty; to say more about an empty file would only confuse.
        if source.text.is_empty() && diagnostics.iter().any(Diagnostic::is_error) {
            let (id, scenario, tree) = (ScenarioId::from(stem), Scenario::default(), Tree::default());
            return Self { id, source, scenario, tree, diagnostics };
        }
        let (scenario, tree) = read_root(&source, &mut diagnostics, |decoder, root| decoder.scenario(root));
        Self { id: ScenarioId::from(stem), source, scenario, tree, diagnostics }
    }

    /// Resolves its names against the world. There is a script only if nothing is an error; the diagnostics are those
    /// of reading and of resolving, in the order of the text.
    #[must_use]
    pub fn link(self, world: World<'_>) -> Linked {
        let Self { id, source, scenario, tree, mut diagnostics } = self;
        let has_error = diagnostics.iter().any(Diagnostic::is_error);
        // With no scenario at all, every name would be missing.
        let has_no_scenario = diagnostics.iter().any(|found| matches!(found.problem, Problem::NotAScenario));
        let mut script = None;
        if !has_no_scenario && tree.root().is_some() {
            let (linked, mut found) = link(&id, scenario, world, Some((&tree, &source.text)));
            diagnostics.append(&mut found);
            script = linked.filter(|_| !has_error).map(Arc::new);
        }
        sort_and_limit(&mut diagnostics);
        Linked { id, source, tree, script, diagnostics }
    }
}

/// A scenario file, read and resolved.
#[derive(Debug)]
pub struct Linked {
    /// The id, from the file's name.
    pub id: ScenarioId,
    /// The text, as the spans count it.
    pub source: Source,
    /// The nodes of the text, which the parts of the scenario lead back to.
    pub tree: Tree,
    /// What the engine runs; `None` if the file has an error.
    pub script: Option<Arc<Script>>,
    /// Everything that is wrong with the file, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}
