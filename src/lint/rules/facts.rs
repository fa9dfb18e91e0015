//! W18: a fact that is asked for and that nobody can learn.

use std::collections::BTreeSet;

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::script::{Condition, Effect, FactIx};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W18",
        severity: Severity::Warning,
        title: "fact that nobody can learn",
        explanation: "A condition asks whether the trainee knows this, and no line teaches it (`learn: [..]`) and no effect does (`Learn(..)`). So it is never known. A fact of another scenario must be learnt there.",
        example: Example::in_template(
            r#"facts: { "birthday": "the birthday is kept on Sunday" },
...
answer: [Say(by: "robin", text: "The dimmer. I never thought of the dimmer.")],
...
end: Ending(outcome: Lost,"#,
            r#"facts: { "birthday": "the birthday is kept on Sunday", "dimmer": "the lamp hangs on a dimmer" },
...
answer: [Say(by: "robin", text: "The dimmer. I never thought of the dimmer.")],
...
lines: [Narrate(text: "The dimmer stays where it is.", when: [Knows("dimmer")])],
            end: Ending(outcome: Lost,"#,
            r#"facts: { "birthday": "the birthday is kept on Sunday", "dimmer": "the lamp hangs on a dimmer" },
...
answer: [Say(by: "robin", text: "The dimmer. I never thought of the dimmer.", learn: ["dimmer"])],
...
lines: [Narrate(text: "The dimmer stays where it is.", when: [Knows("dimmer")])],
            end: Ending(outcome: Lost,"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let mut learnt: BTreeSet<FactIx> = BTreeSet::new();
    for beat in &context.script.beats {
        let answers = beat.choices().iter().flat_map(|choice| &choice.answer);
        learnt.extend(beat.lines.iter().chain(answers).flat_map(|line| &line.learn));
    }
    for site in &context.sites.effects {
        if let Effect::Learn(fact) = site.effect {
            learnt.insert(*fact);
        }
    }
    let mut said = BTreeSet::new();
    for site in &context.sites.conditions {
        let Condition::Knows(ix) = site.condition else { continue };
        let fact = &context.script.facts[ix.index()];
        let is_learnt = match &fact.scenario {
            None => learnt.contains(ix),
            // A scenario that is missing altogether is for another rule.
            Some(other) => context.catalogue.get(other).is_none_or(|other| other.learns.contains(&fact.id)),
        };
        if !is_learnt && said.insert(*ix) {
            let hint = "add `learn: [..]` to the line that tells it";
            findings.add(site.place, format!("the fact `{fact}` is asked for, and nobody can learn it"), hint);
        }
    }
}
