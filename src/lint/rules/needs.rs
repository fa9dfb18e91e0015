//! W20: a need that nothing finds or serves.

use std::collections::BTreeSet;

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::model::Member;
use crate::scenario::ron::place::Step;
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
        let mut path = vec![Step::Field("cast"), Step::Key(person.id.as_str())];
        if let Some(Member::OneOf(twins)) = context.scenario().cast.get(&person.id) {
            // Twins share their needs, so the finding points at the first twin only.
            path.extend([Step::Nth(0)]);
            path.extend(twins.keys().next().map(|cast| Step::Key(cast.as_str())));
        }
        path.extend([Step::Field("needs"), Step::Key(need.id.as_str())]);
        if person.villager.is_some() && !context.is_written(&path) {
            continue;
        }
        let verb = if need.need.spoken { "serves" } else { "finds or serves" };
        let message = format!("nothing {verb} the need `{}` of `{}`", need.id, person.id);
        findings.add(path, message, "let a reply `Find` or `Serve` it, or drop it");
    }
}
