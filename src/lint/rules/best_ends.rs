//! W33: always giving the best reply does not end well.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::Stop;
use crate::analysis::ranges::endings_by_always_choosing;
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};
use crate::scenario::model::Outcome;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W33",
        severity: Severity::Warning,
        title: "the best play does not end well",
        explanation: "A trainee who takes a reply with the largest total at every decision has 100 in everything, and yet the matter does not end `Solved` or `Agreed` (or `Referred`, where nothing better can be reached at all). A trainee would learn that doing it right does not help. Ties are all followed; on later visits of a beat, which are not scored, the best by the written weights.",
        example: Example::in_template(
            r#"Next(to: "end-agreed", when: [Open("thursday")]),
...
choices: ["what-kind-of-hum", "before-sunday", "thursday"],
            ending: "end-agreed","#,
            r#"Next(to: "end-lost", when: [Knows("birthday")]),
                Next(to: "end-agreed", when: [Open("thursday")]),
...
choices: ["what-kind-of-hum", "before-sunday", "thursday"],
            ending: "end-lost","#,
            r#"Next(to: "end-agreed", when: [Open("thursday")]),
...
choices: ["what-kind-of-hum", "before-sunday", "thursday"],
            ending: "end-agreed","#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for space in &context.plays.spaces {
        let reached = |outcome| space.nodes.iter().any(|node| node.stop == Stop::Ended(outcome));
        let better = reached(Outcome::Solved) || reached(Outcome::Agreed);
        let is_good = |stop| match stop {
            Stop::Ended(Outcome::Solved | Outcome::Agreed) => true,
            Stop::Ended(Outcome::Referred) => !better,
            _ => false,
        };
        let bad = endings_by_always_choosing(space, |made| space.is_extreme_as_written(made, false))
            .into_iter()
            .find(|(node, _)| !is_good(space.nodes[*node].stop));
        let Some((node, way)) = bad else { continue };
        let beat = space.nodes[node].beat;
        let (id, how) = (&context.script.beat(beat).id, how(space.nodes[node].stop));
        let message = format!("always giving the best reply leads to `{id}`, which is {how}");
        let hint = "lead the best replies to an ending that is `Solved` or `Agreed`, or weigh them otherwise";
        findings.add(context.beat_place(beat), message, hint).shown_by(witness(space, &way));
        return;
    }
}

fn how(stop: Stop) -> String {
    match stop {
        Stop::Ended(outcome) => format!("`{}`", outcome.as_str()),
        _ => "not an ending".into(),
    }
}
