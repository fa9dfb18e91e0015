//! W31: a decision at which all choices have the same weights.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W31",
        severity: Severity::Warning,
        title: "decision that makes no difference",
        explanation: "All choices of this beat have the same weights, so that it makes no difference to any score what is chosen. A hub of topics that may be asked in any order is left out. Say what each reply shows, or let the beat go on by itself.",
        example: Example::in_template(
            r#"end: Ending(outcome: Solved, text: "The second lamp hums a little less. Nobody at the party hears it."),"#,
            r#"choices: {
                "thank-you": Choice(say: "Thank you for coming in.", act: Thank, because: "It was a long way.", to: "end-agreed"),
                "goodbye": Choice(say: "Goodbye, then, and take care.", act: Greet, because: "Friendly, and no more.", to: "end-agreed"),
                "next": Choice(say: "Who is next? Is it you, over there?", act: Deflect, because: "The queue is long.", to: "end-agreed"),
            },"#,
            r#"choices: {
                "thank-you": Choice(say: "Thank you for coming in.", act: Thank, evidence: { Trust: 1 }, because: "It was a long way.", to: "end-agreed"),
                "goodbye": Choice(say: "Goodbye, then, and take care.", act: Greet, because: "Friendly, and no more.", to: "end-agreed"),
                "next": Choice(say: "Who is next? Is it you, over there?", act: Deflect, evidence: { Listening: -1 }, because: "The queue is long.", to: "end-agreed"),
            },"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (ix, beat, choices) in context.decisions() {
        let is_alike = choices.len() > 1 && choices.iter().all(|choice| choice.evidence == choices[0].evidence);
        if is_alike && !context.is_hub(ix) {
            let message = format!("all choices of the beat `{}` have the same weights", beat.id);
            findings.add(context.beat_place(ix), message, "say what each of them shows, with `evidence`");
        }
    }
}
