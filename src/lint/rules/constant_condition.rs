//! W14: a condition that holds in every play, or in none.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::encounter::ConditionResults;
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W14",
        severity: Severity::Warning,
        title: "condition that decides nothing",
        explanation: "Whenever this condition is looked at, it holds; or it never does. So it decides nothing: either it can go, or it asks for the wrong thing. All plays were looked at, with everything that may be remembered.",
        example: Example::in_template(
            r#"Say(by: "robin", text: "I've tried two bulbs.")"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [RapportAtLeast(0)])"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [RapportAtLeast(40)])"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    if !context.follows_feelings() || !context.covers_all_plays() {
        return;
    }
    let mut sites = context.sites.conditions.iter();
    while let Some(site) = sites.next() {
        let seen = context.plays.spaces.iter().map(|space| space.condition_coverage.results(site.condition)).fold(
            ConditionResults::default(),
            |all, seen| ConditionResults { held: all.held || seen.held, failed: all.failed || seen.failed },
        );
        let (message, hint) = match seen {
            ConditionResults { held: true, failed: false } => {
                ("this condition always holds", "drop it, or ask for something else")
            }
            ConditionResults { held: false, failed: true } => {
                ("this condition never holds", "let what it asks for happen before, or drop it")
            }
            _ => continue,
        };
        findings.add(site.place, message, hint);
        // The conditions inside one that was reported are not reported again.
        sites = sites.as_slice()[site.inside..].iter();
    }
}
