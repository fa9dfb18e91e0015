//! W34: always giving the worst reply solves the matter.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::Stop;
use crate::analysis::ranges::endings_by_always_choosing;
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};
use crate::scenario::model::Outcome;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W34",
        severity: Severity::Warning,
        title: "the worst play ends well",
        explanation: "A trainee who takes a reply with the smallest total at every decision still ends `Solved`. A trainee would learn that it does not matter what they do. Ties are all followed; on later visits of a beat, which are not scored, the worst by the written weights.",
        example: Example::of_template(
            r#"end: Ending(outcome: Solved, text: "The lamp stays in its box."#,
            r#"end: Ending(outcome: Lost, text: "The lamp stays in its box."#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for space in &context.plays.spaces {
        let solved = |node: usize| space.nodes[node].stop == Stop::Ended(Outcome::Solved);
        let Some((node, way)) = endings_by_always_choosing(space, |made| space.is_extreme_as_written(made, true))
            .into_iter()
            .find(|(node, _)| solved(*node))
        else {
            continue;
        };
        let beat = space.nodes[node].beat;
        let message = format!("always giving the worst reply ends `Solved`, at `{}`", context.script.beat(beat).id);
        let hint = "let wrong replies have consequences: flags or rapport that lead to another ending";
        findings.add(context.beat_place(beat), message, hint).shown_by(witness(space, &way));
        return;
    }
}
