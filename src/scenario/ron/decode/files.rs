//! What a whole text can hold: a scenario, a village, a course or one condition.

use super::decoder::{Decode, Decoder};
use crate::diagnostic::Problem;
use crate::scenario::model::{Condition, FORMAT, Scenario};
use crate::scenario::ron::tree::{NodeId, NodeKind};
use crate::scenario::village::{Course, Village};

impl Decoder<'_> {
    /// Reads a scenario from the root of the tree.
    pub fn scenario(&mut self, root: NodeId) -> Scenario {
        if self.tree.kind(root) != NodeKind::Part || !matches!(self.tree.name(root, self.text), "Scenario" | "") {
            self.report(self.tree.head(root), Problem::NotAScenario);
            return Scenario::default();
        }
        let scenario = Scenario::decode(self, root);
        self.format(root, scenario.format);
        scenario
    }

    /// Reads a condition from the root of the tree.
    #[must_use]
    pub fn single_condition(&mut self, root: NodeId) -> Option<Condition> {
        self.condition(root)
    }

    /// Reads the village from the root of the tree.
    pub fn village(&mut self, root: NodeId) -> Village {
        let village = Village::decode(self, root);
        self.format(root, village.format);
        village
    }

    /// Reads a course from the root of the tree.
    pub fn course(&mut self, root: NodeId) -> Course {
        let course = Course::decode(self, root);
        self.format(root, course.format);
        course
    }

    fn format(&mut self, root: NodeId, written: u32) {
        let node = self.tree.children(root).find_map(|child| {
            let (key, value) = self.tree.entry(child)?;
            (self.written(key) == "format").then_some(value)
        });
        if let Some(node) = node.filter(|_| written != FORMAT) {
            self.report(self.tree.span(node), Problem::UnknownFormat { written: i64::from(written) });
        }
    }
}
