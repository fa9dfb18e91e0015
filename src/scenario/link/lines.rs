//! Lines: who speaks, in which wordings, and under which conditions.

use super::linker::Linker;
use crate::scenario::model;
use crate::scenario::ron::place::Location;
use crate::scenario::script::{Line, LineKind, PersonIx, Text};
use crate::util::num::saturating_u32;

impl Linker<'_> {
    /// The lines of a list. The number of wordings of each line that has several is added to `wordings`.
    pub(super) fn lines(
        &mut self,
        with: Option<PersonIx>,
        lines: &[model::Line],
        wordings: &mut Vec<u32>,
        location: Location<'_>,
    ) -> Box<[Line]> {
        let lines = lines.iter().enumerate();
        lines.filter_map(|(n, line)| self.line(with, line, wordings, location.nth(n))).collect()
    }

    fn line(
        &mut self,
        with: Option<PersonIx>,
        line: &model::Line,
        wordings: &mut Vec<u32>,
        location: Location<'_>,
    ) -> Option<Line> {
        let mut linked = Line {
            kind: LineKind::Narrate,
            wordings: Box::default(),
            slot: None,
            mood: None,
            learn: Box::default(),
            when: Box::default(),
        };
        match line {
            model::Line::Say { by, text, or, mood, learn, when: _ } => {
                let by = self.person_ix(by, location.field("by"));
                linked.wordings = self.wordings(text, or, location);
                if linked.wordings.len() > 1 {
                    linked.slot = Some(saturating_u32(wordings.len()));
                    wordings.push(saturating_u32(linked.wordings.len()));
                }
                linked.mood = *mood;
                linked.learn = self.own_facts(learn, location.field("learn"));
                linked.kind = LineKind::Say(by?);
            }
            model::Line::Narrate { text, when: _ } => linked.wordings = self.wordings(text, &[], location),
            model::Line::Hold { minutes, when: _ } => linked.kind = LineKind::Hold(*minutes),
            model::Line::Transfer { to, when: _ } => {
                linked.kind = LineKind::Transfer;
                linked.wordings = Box::new([self.text(to, location.field("to"))]);
            }
            model::Line::Menu { text, when: _ } => {
                linked.kind = LineKind::Menu;
                linked.wordings = self.wordings(text, &[], location);
            }
            model::Line::Post { by, text, seen_by, claim, when: _ } => {
                let by = self.person_ix(by, location.field("by"));
                linked.wordings = self.wordings(text, &[], location);
                let claim = claim.as_ref().and_then(|claim| self.claim_ix(claim, location.field("claim")));
                linked.kind = LineKind::Post { by: by?, seen_by: *seen_by, claim };
            }
        }
        linked.when = self.conditions(with, line.when(), location.field("when"));
        Some(linked)
    }

    /// The text of a line and its other wordings.
    fn wordings(&mut self, text: &str, others: &[String], line: Location<'_>) -> Box<[Text]> {
        let first = self.text(text, line.field("text"));
        let location = line.field("or");
        let others = others.iter().enumerate().map(|(n, other)| self.text(other, location.nth(n)));
        std::iter::once(first).chain(others).collect()
    }
}
