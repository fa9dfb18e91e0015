//! W37: evidence on the topics of a hub.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W37",
        severity: Severity::Warning,
        title: "evidence on a topic of a hub",
        explanation: "A beat is scored on its first visit only. Topics that may be asked in any order lead back to the same beat, so that only the first one asked would ever count. Put the evidence into the beat that a topic leads to, or into the one after the hub.",
        example: Example::in_template(
            r#""tomorrow-for-sure": Choice(
                    say:"#,
            r#""only-evenings": Choice(
                    once: true,
                    say: "Is it only in the evening?",
                    act: Ask,
                    evidence: { Listening: 1 },
                    because: "It may say something about the dimmer.",
                    to: "by-when",
                ),
                "tomorrow-for-sure": Choice(
                    say:"#,
            r#""only-evenings": Choice(
                    once: true,
                    say: "Is it only in the evening?",
                    act: Ask,
                    because: "It may say something about the dimmer.",
                    to: "by-when",
                ),
                "tomorrow-for-sure": Choice(
                    say:"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (ix, beat, choices) in context.decisions() {
        for choice in choices.iter().filter(|choice| context.is_topic(ix, choice)) {
            if choice.evidence.named().next().is_some() {
                let place = context.choice_place(ix, choice).field("evidence");
                let message = format!(
                    "the topic `{}` of the hub `{}` has evidence, which counts only if it is asked first",
                    choice.id, beat.id
                );
                findings.add(place, message, "lead the topic to a beat of its own, and score what is said there");
            }
        }
    }
}
