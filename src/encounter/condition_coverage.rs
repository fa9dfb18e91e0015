//! Which conditions were seen to hold and which were not, over all the plays that are looked at.

use std::collections::HashMap;

use crate::scenario::script::Condition;

/// What was seen of one condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConditionResults {
    /// It held at some time.
    pub held: bool,
    /// It did not hold at some time.
    pub failed: bool,
}

/// Takes note of conditions as they are judged; off unless it is switched on.
#[derive(Debug, Default)]
pub struct ConditionCoverage {
    /// By the place of the condition in its script, which does not move while the script lives.
    seen: Option<HashMap<usize, ConditionResults>>,
}

impl ConditionCoverage {
    pub(super) fn recording() -> Self {
        Self { seen: Some(HashMap::new()) }
    }

    pub(super) const fn is_recording(&self) -> bool {
        self.seen.is_some()
    }

    pub(super) fn record(&mut self, condition: &Condition, held: bool) {
        if let Some(seen) = &mut self.seen {
            let seen = seen.entry(address(condition)).or_default();
            seen.held |= held;
            seen.failed |= !held;
        }
    }

    /// What was seen of a condition; neither if it was never judged.
    #[must_use]
    pub fn results(&self, condition: &Condition) -> ConditionResults {
        self.seen.as_ref().and_then(|seen| seen.get(&address(condition))).copied().unwrap_or_default()
    }

    /// Adds what another watch saw.
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
