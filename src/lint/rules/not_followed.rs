//! H40: not all plays of a scenario could be followed, and some rules were left out.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::MAX_STATES;
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "H40",
        severity: Severity::Hint,
        title: "not all plays were followed",
        explanation: "The scenario has more plays than the checker follows: places beyond a bound, memories beyond a bound, or plays that are cut off after 100 decisions. What it finds is true all the same. But rules that need every play (W12, W13, W14, W35, W38, H39) are left out or look only as far as plays were followed. `rapport check --ranges` says \"not exact\" for the same reason.",
        example: Example::in_template(
            r#"Say(by: "robin", text: "I've tried two bulbs.")"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", learn: ["birthday"], when: [Any([
                        Ended("the-sofa", Lost),
                        Ended("the-last-bus", Lost),
                        Ended("the-oven-part", Lost),
                        Ended("do-you-know-who-i-am", Lost),
                        Ended("press-nine", Lost),
                        Ended("keeps-switching-off", Lost),
                        Ended("the-slipway", Lost),
                    ])])"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", learn: ["birthday"], when: [Any([
                        Ended("the-sofa", Lost),
                        Ended("the-last-bus", Lost),
                    ])])"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let hint = "fewer flags and loops, or two scenarios: what cannot be followed cannot be proven";
    if !context.covers_all_plays() {
        let why = context.plays.why_not_exact().unwrap_or_default();
        findings.add(context.root, format!("not all plays were followed: {why}"), hint);
    } else if !context.follows_feelings() {
        let why = format!(
            "the scenario has too many states (at most {MAX_STATES} are followed), so rapport and moods were left out"
        );
        findings.add(context.root, format!("not everything was followed: {why}"), hint);
    }
}
