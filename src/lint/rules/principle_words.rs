//! W51: the best reply alone uses the words of its principle.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::principle::Principle;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W51",
        severity: Severity::Warning,
        title: "the principle's words give the best reply away",
        explanation: "At this decision the best reply is the only one with a word that names its principle, such as \"listen\" for Listening. A trainee can pick it by the word. Say the same without the word, or let a worse reply use it too: people who do not listen often say that they do.",
        example: Example::of_template(
            r#"say: "I'm listening. What is it like?","#,
            r#"say: "All evening. What is it like?","#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (ix, _, choices) in context.decisions() {
        let spoken = || choices.iter().filter(|choice| choice.spoken && !choice.silence);
        let Some(most) = spoken().map(|choice| choice.evidence.total()).max() else { continue };
        let mut best = spoken().filter(|choice| choice.evidence.total() == most);
        let (Some(choice), None) = (best.next(), best.next()) else { continue };
        for principle in Principle::ALL.into_iter().filter(|principle| choice.evidence.weight(*principle) > 0) {
            let Some(word) = context.words.named(principle, choice.words.raw()) else { continue };
            let others = || spoken().filter(|other| other.ix != choice.ix);
            if others().count() > 0 && others().all(|other| context.words.named(principle, other.words.raw()).is_none())
            {
                let message = format!("only the best reply says “{word}”, which names {}", principle.name());
                findings.add(
                    context.choice_place(ix, choice),
                    message,
                    "say it without that word, or let a worse reply use it too",
                );
                break;
            }
        }
    }
}
