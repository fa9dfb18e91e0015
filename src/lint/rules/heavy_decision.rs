//! W32: one decision with more than half of all that can be gained for a principle.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::ranges::play_dominated_by;
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};

/// Longest search, in steps; the rule is left out for a scenario that needs more.
const MAX_STEPS: usize = 40_000_000;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W32",
        severity: Severity::Warning,
        title: "one decision weighs more than all others",
        explanation: "On some complete play, this one decision holds over half of all that can be gained for a principle the scenario trains. The score would say how that one moment went, not how the principle is lived. Spread the weight over more decisions.",
        example: Example::of_template(
            "act: Inform,
                    evidence: { Trust: 2 },
...
act: Promise,
                    evidence: { Trust: 2 },",
            "act: Inform,
                    evidence: { Trust: 2, Listening: 1 },
...
act: Promise,
                    evidence: { Trust: 2, Listening: 1 },",
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let trains = &context.scenario().trains;
    let decisions = context.decisions().count();
    let moves: usize = context.plays.spaces.iter().map(|space| space.moves.len()).sum();
    if moves.saturating_mul(decisions * trains.len()) > MAX_STEPS {
        return;
    }
    for principle in trains {
        for (ix, beat, _) in context.decisions() {
            let heavy = |space| play_dominated_by(space, *principle, ix).map(|found| (space, found));
            let Some((space, (way, here, all))) = context.plays.spaces.iter().find_map(heavy) else { continue };
            let message = format!(
                "on some play, the beat `{}` holds {here} of the {all} that can be gained for {}",
                beat.id,
                principle.name()
            );
            let hint = format!("give {} weight at other beats of that play, or less here", principle.name());
            findings.add(context.beat_place(ix), message, hint).shown_by(witness(space, &way));
        }
    }
}
