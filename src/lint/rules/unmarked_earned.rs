//! W36: a reply that only some play unlocks, best where it is on offer, and not marked `earned`.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::script::Choice;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W36",
        severity: Severity::Warning,
        title: "best reply that must be unlocked and is not `earned`",
        explanation: "This reply has a `when` that does not always hold, and where it is on offer nothing is better. Without `earned: true`, a trainee who unlocked it and says the next best thing loses points that others cannot lose. Mark it `earned: true`. A reply that only a mistake unlocks is marked `repair: true` instead.",
        example: Example::of_template(
            r#"when: [Knows("birthday")],
                    recalls:"#,
            r#"when: [Knows("birthday")],
                    earned: true,
                    recalls:"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    // For each choice: whether it is best where it is on offer, and the lowest best total where it is not.
    let mut best = vec![false; context.script.choices];
    let mut without = vec![i32::MAX; context.script.choices];
    for space in &context.plays.spaces {
        for (n, node) in space.nodes.iter().enumerate() {
            let moves = space.moves_at(n);
            let mut tops = moves.iter().filter(|made| made.scored && made.is_best).map(|made| space.choice(made));
            let Some(top) = tops.clone().next().map(|choice| choice.evidence.total()) else { continue };
            let must_be_unlocked = moves.len() > 1 && tops.all(is_unlocked);
            for choice in context.script.beat(node.beat).choices() {
                let at = choice.ix.index();
                if moves.iter().any(|made| space.choice(made).ix == choice.ix) {
                    best[at] |= must_be_unlocked && choice.evidence.total() == top;
                } else {
                    without[at] = without[at].min(top);
                }
            }
        }
    }
    for (ix, _, choices) in context.decisions() {
        for choice in choices.iter().filter(|choice| is_unlocked(choice)) {
            let at = choice.ix.index();
            // If the other plays have an equally good reply on offer, unlocking this one is no advantage.
            if best[at] && without[at] < choice.evidence.total() {
                let message = format!(
                    "the reply `{}` is the best one where it is on offer, and not everybody is offered it",
                    choice.id
                );
                let hint = if choice.silence {
                    "silence cannot be `earned`: drop its `when`, or weigh it less"
                } else {
                    "mark it with `earned: true`"
                };
                findings.add(context.choice_place(ix, choice), message, hint);
            }
        }
    }
}

/// Whether a choice must be unlocked, and is not marked so.
fn is_unlocked(choice: &Choice) -> bool {
    !choice.when.is_empty() && !choice.earned && !choice.repair
}
