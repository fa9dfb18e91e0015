//! From a file's bytes to a scenario, a village or a course, with everything that is wrong with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::{ScenarioId, VillagerId, id_fault};
use super::link::{Catalogue, World, link};
use super::model::{Condition, Scenario};
use super::ron::decode::Decoder;
use super::ron::place::{Step, locate};
use super::ron::tree::{self, MAX_PROBLEMS, Tree};
use super::script::Script;
use super::village::{Course, Village};
use crate::diagnostic::{self, Diagnostic, Problem, Source, Span, suggest};

/// A scenario file as far as it could be read.
#[derive(Debug)]
pub struct Reading {
    /// The id its name gives.
    pub id: ScenarioId,
    /// Its text.
    pub source: Source,
    /// What stands in it; parts that could not be read are left at their defaults.
    pub scenario: Scenario,
    /// The way from a part back to its place.
    pub tree: Tree,
    /// What is wrong with the text and its parts; what does not fit together comes with [`Reading::link`].
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Reads a file. `stem` is its name without `.ron`.
    #[must_use]
    pub fn new(name: &str, stem: &str, bytes: Vec<u8>) -> Self {
        let (source, mut diagnostics) = Source::from_bytes(name, bytes);
        if id_fault(stem).is_some() {
            let problem = Problem::BadFileName { stem: stem.chars().take(80).collect() };
            diagnostics.push(Diagnostic::new(Span::default(), problem));
        }
        // A file too large is read as empty; what else is said of an empty file would only confuse.
        if source.text.is_empty() && diagnostics.iter().any(Diagnostic::is_error) {
            let (id, scenario, tree) = (ScenarioId::from(stem), Scenario::default(), Tree::default());
            return Self { id, source, scenario, tree, diagnostics };
        }
        let (scenario, tree) = parsed(&source, &mut diagnostics, |decoder, root| decoder.scenario(root));
        Self { id: ScenarioId::from(stem), source, scenario, tree, diagnostics }
    }

    /// Resolves its names against the world. The script is there only if nothing is an error; the
    /// diagnostics are all there are, in the order of the text.
    #[must_use]
    pub fn link(self, world: World<'_>) -> Linked {
        let Self { id, source, scenario, tree, mut diagnostics } = self;
        let sound = !diagnostics.iter().any(Diagnostic::is_error);
        // With no scenario at all, every name would be missing.
        let nothing = diagnostics.iter().any(|d| matches!(d.problem, Problem::NotAScenario)) || tree.root().is_none();
        if nothing {
            tidy(&mut diagnostics);
            return Linked { id, source, tree, script: None, diagnostics };
        }
        let (script, mut found) = link(&id, scenario, world, Some((&tree, &source.text)));
        diagnostics.append(&mut found);
        tidy(&mut diagnostics);
        Linked { id, source, tree, script: script.filter(|_| sound).map(Arc::new), diagnostics }
    }
}

/// A scenario file, read and resolved.
#[derive(Debug)]
pub struct Linked {
    /// The id its name gives.
    pub id: ScenarioId,
    /// Its text.
    pub source: Source,
    /// The way from a part back to its place.
    pub tree: Tree,
    /// What the engine runs, if the file is sound.
    pub script: Option<Arc<Script>>,
    /// Everything that is wrong with it, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// In the order of the text, and no more than are listed.
fn tidy(diagnostics: &mut Vec<Diagnostic>) {
    diagnostic::sort(diagnostics);
    let is_last = |found: &Diagnostic| matches!(found.problem, Problem::TooManyProblems { .. });
    let shown = MAX_PROBLEMS - 1;
    if diagnostics.len() > shown && !diagnostics[..=shown].iter().any(is_last) {
        diagnostics[shown].problem = Problem::TooManyProblems { shown };
    }
    diagnostics.truncate(MAX_PROBLEMS);
}

fn parsed<T>(
    source: &Source,
    diagnostics: &mut Vec<Diagnostic>,
    read: fn(&mut Decoder<'_>, tree::NodeId) -> T,
) -> (T, Tree)
where
    T: Default,
{
    let (tree, mut found) = tree::parse(&source.text);
    diagnostics.append(&mut found);
    let mut decoder = Decoder::new(&tree, &source.text);
    let value = tree.root().map_or_else(T::default, |root| read(&mut decoder, root));
    diagnostics.append(&mut decoder.problems);
    (value, tree)
}

/// Reads a condition that stands alone, as `Knows("shift")`.
#[must_use]
pub fn read_condition(text: &str) -> (Option<Condition>, Source, Vec<Diagnostic>) {
    read_beside("the condition", text.as_bytes().to_vec(), |decoder, root| decoder.alone(root), |_, _, _| {})
}

/// Reads `village.ron`.
#[must_use]
pub fn read_village(name: &str, bytes: Vec<u8>) -> (Village, Source, Vec<Diagnostic>) {
    read_beside(
        name,
        bytes,
        |decoder, root| decoder.village(root),
        |village, at, diagnostics| {
            for (id, villager) in &village.people {
                for tied in villager.ties.keys().filter(|tied| !village.people.contains_key(*tied)) {
                    let path =
                        [Step::Field("people"), Step::Key(id.as_str()), Step::Field("ties"), Step::Key(tied.as_str())];
                    let suggestion = suggest(tied.as_str(), village.people.keys().map(VillagerId::as_str));
                    let problem = Problem::Unknown { kind: "villager", id: tied.to_string(), suggestion };
                    diagnostics.push(Diagnostic::new(at(&path), problem));
                }
            }
        },
    )
}

/// Reads a course against the scenarios there are.
#[must_use]
pub fn read_course(name: &str, bytes: Vec<u8>, catalogue: &Catalogue) -> (Course, Source, Vec<Diagnostic>) {
    read_beside(
        name,
        bytes,
        |decoder, root| decoder.course(root),
        |course, at, diagnostics| {
            for (n, id) in course.scenarios.iter().enumerate() {
                if catalogue.contains_key(id) || id.as_str().is_empty() {
                    continue;
                }
                let suggestion = suggest(id.as_str(), catalogue.keys().map(ScenarioId::as_str));
                let problem = Problem::ForeignScenario { scenario: id.to_string(), suggestion };
                diagnostics.push(Diagnostic::new(at(&[Step::Field("scenarios"), Step::Nth(n)]), problem));
            }
            if let Some(pass) = course.pass.filter(|pass| *pass > 100) {
                let problem = Problem::OutOfRange { what: "`pass`", value: i64::from(pass), least: 0, most: 100 };
                diagnostics.push(Diagnostic::new(at(&[Step::Field("pass")]), problem));
            }
        },
    )
}

fn read_beside<T: Default>(
    name: &str,
    bytes: Vec<u8>,
    read: fn(&mut Decoder<'_>, tree::NodeId) -> T,
    fits: impl FnOnce(&T, &dyn Fn(&[Step<'_>]) -> Span, &mut Vec<Diagnostic>),
) -> (T, Source, Vec<Diagnostic>) {
    let (source, mut diagnostics) = Source::from_bytes(name, bytes);
    let (value, tree) = parsed(&source, &mut diagnostics, read);
    fits(&value, &|path| locate(&tree, &source.text, path), &mut diagnostics);
    tidy(&mut diagnostics);
    (value, source, diagnostics)
}

static NO_VILLAGE: Village = Village { format: 1, people: BTreeMap::new() };

const EMPTY_WORLD: World<'static> = World { village: &NO_VILLAGE, catalogue: None };

/// A script from the JSON that the ledger keeps of it.
///
/// # Errors
/// In words, if the JSON is not a sound scenario.
pub fn script_from_json(id: &ScenarioId, json: &str) -> Result<Script, String> {
    let scenario: Scenario = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let (script, problems) = link(id, scenario, EMPTY_WORLD, None);
    script.ok_or_else(|| problems.first().map_or_else(String::new, |problem| problem.problem.message()))
}
