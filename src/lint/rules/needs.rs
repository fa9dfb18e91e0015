//! W20: a need that nothing finds or serves.

use std::collections::BTreeSet;

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::script::Effect;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W20",
        severity: Severity::Warning,
        title: "need that nobody can meet",
        explanation: "The scenario gives somebody this need, and no `Find` and no `Serve` is about it. The debrief would tell every trainee that it was missed, and nobody could have done better. A villager's lasting needs are left out: not every encounter is about them.",
        example: Example::of_template(
            r#""quiet-lamp": Need(kind: Functional, spoken: true, is: "a lamp that does not hum"),
                "gift": Need(kind: Personal, is: "to give something that lasts"),"#,
            r#""quiet-lamp": Need(kind: Functional, spoken: true, is: "a lamp that does not hum"),"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let met: BTreeSet<usize> = (context.sites.effects.iter())
        .filter_map(|site| match site.effect {
            Effect::Find(need) | Effect::Serve(need) => Some(need.index()),
            _ => None,
        })
        .collect();
    for (_, need) in context.script.needs.iter().enumerate().filter(|(n, _)| !met.contains(n)) {
        let person = context.script.person(need.person);
        // A villager's need that is written in the village is for the village to mend. Twins share their needs: the
        // origin is that of the first twin's.
        if person.villager.is_some() && !need.need.origin.is_written() {
            continue;
        }
        let verb = if need.need.spoken { "serves" } else { "finds or serves" };
        let message = format!("nothing {verb} the need `{}` of `{}`", need.id, person.id);
        findings.add(context.root.entry(need.need.origin), message, "let a reply `Find` or `Serve` it, or drop it");
    }
}
