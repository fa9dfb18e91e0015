//! W52: fewer than two plausible wrong choices.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::script::Choice;
use crate::util::text::Count;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W52",
        severity: Severity::Warning,
        title: "too few plausible wrong replies",
        explanation: "A wrong choice is plausible if its total is below the best and none of its weights is -2: something a decent person might say. With fewer than two of them the best reply stands out, and the decision tests nothing. Silence counts as a choice. Hubs of topics are left out.",
        example: Example::of_template(
            "evidence: { Listening: -2, Trust: -1 },",
            "evidence: { Listening: -1, Trust: -1 },",
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (ix, beat, choices) in context.decisions().filter(|(ix, ..)| !context.is_hub(*ix)) {
        let Some(most) = choices.iter().map(|choice| choice.evidence.total()).max() else { continue };
        let wrong = |choice: &&Choice| choice.evidence.total() < most;
        let plausible =
            choices.iter().filter(wrong).filter(|choice| choice.evidence.0.iter().all(|weight| *weight > -2)).count();
        // A decision without any wrong reply is for another rule.
        if plausible < 2 && choices.iter().any(|choice| wrong(&choice)) {
            let message = format!(
                "the beat `{}` has {}, and needs 2",
                beat.id,
                Count::irregular(plausible, "plausible wrong reply", "plausible wrong replies")
            );
            findings.add(
                context.beat_place(ix),
                message,
                "add a reply a decent person might give, or soften one that is plainly wrong",
            );
        }
    }
}
