//! What is not a scenario: the village, courses, and conditions that stand alone.

use super::source::{read_root, sort_and_limit};
use crate::diagnostic::{Diagnostic, Problem, Source, suggest};
use crate::scenario::id::{ScenarioId, VillagerId};
use crate::scenario::link::Catalogue;
use crate::scenario::model::Condition;
use crate::scenario::ron::place::Location;
use crate::scenario::village::{Course, Village};

/// Reads a condition that stands alone, as `Knows("shift")`.
#[must_use]
pub fn read_condition(text: &str) -> (Option<Condition>, Source, Vec<Diagnostic>) {
    let (source, mut diagnostics) = Source::from_bytes("the condition", text.as_bytes().to_vec());
    let (condition, _) = read_root(&source, &mut diagnostics, |decoder, root| decoder.single_condition(root));
    sort_and_limit(&mut diagnostics);
    (condition, source, diagnostics)
}

/// Reads `village.ron`.
#[must_use]
pub fn read_village(name: &str, bytes: Vec<u8>) -> (Village, Source, Vec<Diagnostic>) {
    let (source, mut diagnostics) = Source::from_bytes(name, bytes);
    let (village, tree) = read_root(&source, &mut diagnostics, |decoder, root| decoder.village(root));
    for villager in village.people.values() {
        for other in villager.ties.keys().filter(|other| !village.people.contains_key(*other)) {
            let suggestion = suggest(other.as_str(), village.people.keys().map(VillagerId::as_str));
            let problem = Problem::Unknown { kind: "villager", id: other.to_string(), suggestion };
            let entry = Location::Entry(villager.origin);
            let span = entry.field("ties").key(other.as_str()).span(&tree, &source.text);
            diagnostics.push(Diagnostic::new(span, problem));
        }
    }
    sort_and_limit(&mut diagnostics);
    (village, source, diagnostics)
}

/// Reads a course; its scenarios must be in the catalogue.
#[must_use]
pub fn read_course(name: &str, bytes: Vec<u8>, catalogue: &Catalogue) -> (Course, Source, Vec<Diagnostic>) {
    let (source, mut diagnostics) = Source::from_bytes(name, bytes);
    let (course, tree) = read_root(&source, &mut diagnostics, |decoder, root| decoder.course(root));
    let part = Location::Part(course.origin);
    for (n, id) in course.scenarios.iter().enumerate() {
        // The empty id stands in for one that could not be read and was reported there.
        if catalogue.contains_key(id) || id.as_str().is_empty() {
            continue;
        }
        let suggestion = suggest(id.as_str(), catalogue.keys().map(ScenarioId::as_str));
        let problem = Problem::ForeignScenario { scenario: id.to_string(), suggestion };
        let span = part.field("scenarios").nth(n).span(&tree, &source.text);
        diagnostics.push(Diagnostic::new(span, problem));
    }
    if let Some(pass) = course.pass.filter(|pass| *pass > 100) {
        let problem = Problem::OutOfRange { what: "`pass`", value: i64::from(pass), least: 0, most: 100 };
        diagnostics.push(Diagnostic::new(part.field("pass").span(&tree, &source.text), problem));
    }
    sort_and_limit(&mut diagnostics);
    (course, source, diagnostics)
}
