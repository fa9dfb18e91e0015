//! W64: two replies of a decision with the same words.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W64",
        severity: Severity::Warning,
        title: "two replies with the same words",
        explanation: "Two replies of this beat have the same words and the same condition, so that a trainee who sees both cannot tell them apart. Word them differently, or make one reply of them.",
        example: Example::of_template(
            r#"say: "Tomorrow, for sure.",
                    act: Inform,"#,
            r#"say: "As soon as we can. They're quick over there, usually, and they're a good team.",
                    act: Inform,"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (beat_ix, beat, _) in context.decisions() {
        let choices = &context.scenario().beats[&beat.id].choices;
        for (n, (id, choice)) in choices.iter().enumerate() {
            let same = choices.iter().take(n).find(|(_, other)| other.say == choice.say && other.when == choice.when);
            if let Some((other, _)) = same.filter(|_| !choice.say.is_empty()) {
                let message = format!("the replies `{other}` and `{id}` of the beat `{}` have the same words", beat.id);
                findings.add(context.beat_path(beat_ix), message, "word one of them differently, or leave it out");
            }
        }
    }
}
