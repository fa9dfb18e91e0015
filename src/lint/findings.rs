//! What a rule finds, before it becomes a diagnostic.

use super::place::Place;
use crate::analysis::StateSpace;
use crate::diagnostic::Witness;
use crate::encounter::Memory;

/// One finding.
pub(super) struct Finding<'a> {
    /// Where it is in the file; `None` if it is about a folder.
    pub(super) place: Option<Place<'a>>,
    pub(super) message: String,
    pub(super) hint: String,
    /// A play that shows it.
    pub(super) witness: Option<Witness>,
    /// The piece of the text at `place` that is meant, if not all of it.
    pub(super) piece: Option<String>,
}

impl Finding<'_> {
    /// Points at this piece of the text only.
    pub(super) fn narrowed_to(&mut self, piece: &str) {
        self.piece = Some(piece.to_owned());
    }

    /// Adds a play that shows it.
    pub(super) fn shown_by(&mut self, witness: Witness) {
        self.witness = Some(witness);
    }
}

/// All findings of one rule in one file or folder.
#[derive(Default)]
pub(super) struct Findings<'a> {
    findings: Vec<Finding<'a>>,
}

impl<'a> Findings<'a> {
    /// Adds a finding at a place of the file, or at none if it is about a folder.
    pub(super) fn add(
        &mut self,
        place: impl Into<Option<Place<'a>>>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> &mut Finding<'a> {
        let (place, message, hint) = (place.into(), message.into(), hint.into());
        self.findings.push(Finding { place, message, hint, witness: None, piece: None });
        self.findings.last_mut().expect("the list has the finding that was just pushed")
    }

    /// All of them, in the order they were found.
    pub(super) fn into_vec(self) -> Vec<Finding<'a>> {
        self.findings
    }
}

/// A play of a space, in a form in which it can be repeated.
pub(super) fn witness(space: &StateSpace, way: &[usize]) -> Witness {
    let path = space.choice_ids(way).iter().map(ToString::to_string).collect();
    let memory = (space.memory != Memory::default()).then(|| serde_json::to_value(&space.memory).unwrap_or_default());
    Witness { seed: 0, path, memory }
}
