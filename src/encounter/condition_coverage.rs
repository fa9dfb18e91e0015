//! Coverage of conditions: which held and which failed, over all plays that were explored.

use std::collections::HashMap;

use crate::scenario::script::Condition;

/// The results of one condition over several plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConditionResults {
    /// Whether it held at least once.
    pub held: bool,
    /// Whether it failed at least once.
    pub failed: bool,
}

/// The results of conditions as they are evaluated. Nothing is recorded by default.
#[derive(Debug, Default)]
pub struct ConditionCoverage {
    /// By the address of the condition in its script, which does not move while the script lives; `None`: off.
    seen: Option<HashMap<usize, ConditionResults>>,
}

impl ConditionCoverage {
    pub(super) fn recording() -> Self {
        Self { seen: Some(HashMap::new()) }
    }

    pub(super) const fn is_recording(&self) -> bool {
        self.seen.is_some()
    }

    #[inline]
    pub(super) fn record(&mut self, condition: &Condition, held: bool) {
        if self.is_recording() {
            self.insert(condition, held);
        }
    }

    #[cold]
    fn insert(&mut self, condition: &Condition, held: bool) {
        let seen = self.seen.get_or_insert_default().entry(address(condition)).or_default();
        seen.held |= held;
        seen.failed |= !held;
    }

    /// The results of a condition; neither held nor failed if it was never evaluated.
    #[must_use]
    pub fn results(&self, condition: &Condition) -> ConditionResults {
        self.seen.as_ref().and_then(|seen| seen.get(&address(condition))).copied().unwrap_or_default()
    }

    /// Adds the results of another recording.
    pub fn merge(&mut self, other: Self) {
        let all = self.seen.get_or_insert_default();
        for (condition, more) in other.seen.into_iter().flatten() {
            let seen = all.entry(condition).or_default();
            seen.held |= more.held;
            seen.failed |= more.failed;
        }
    }
}

fn address(condition: &Condition) -> usize {
    std::ptr::from_ref(condition).addr()
}
