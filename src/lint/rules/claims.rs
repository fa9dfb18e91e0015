//! W21: a claim that nobody can check.

use std::collections::BTreeSet;

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::script::Effect;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W21",
        severity: Severity::Warning,
        title: "claim that nobody can check",
        explanation: "Chatter says something here, and no choice looks into it with `Check(..)`. What cannot be checked can only be guessed at, and the debrief would blame the trainee for a bad guess.",
        example: Example::in_template(
            r#"start: "the-hum",
...
effects: [Rapport(5)],"#,
            r#"claims: { "all-hum": Claim(truth: Half, really: "One lamp in ten hums.") },
    start: "the-hum",
...
effects: [Rapport(5)],"#,
            r#"claims: { "all-hum": Claim(truth: Half, really: "One lamp in ten hums.") },
    start: "the-hum",
...
effects: [Rapport(5), Check("all-hum")],"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let checked: BTreeSet<usize> = (context.sites.effects.iter())
        .filter_map(|site| match site.effect {
            Effect::Check(claim) => Some(claim.index()),
            _ => None,
        })
        .collect();
    let claims = context.scenario().claims.iter().enumerate();
    for (_, (claim, written)) in claims.filter(|(n, _)| !checked.contains(n)) {
        let place = context.root.entry(written.origin);
        findings.add(place, format!("nobody can check the claim `{claim}`"), "let a choice `Check` it, or drop it");
    }
}
