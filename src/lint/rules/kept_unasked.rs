//! W23: another scenario's promise that is kept or broken without a choice.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::script::{BeatIx, Effect};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W23",
        severity: Severity::Warning,
        title: "kept without a choice",
        explanation: "A promise of another scenario is kept or broken by what the trainee does. Here it happens to everybody who comes to this beat, whether they thought of it or not.",
        example: Example::in_template(
            r#"lines: [Say(by: "robin", text: "So what is it? Is it broken?")],"#,
            r#"lines: [Say(by: "robin", text: "So what is it? Is it broken?")],
            effects: [Keep("the-sofa/ring-by-six")],"#,
            r#"lines: [Say(by: "robin", text: "So what is it? Is it broken?")],
            effects: [If(Kept("the-sofa/ring-by-six"), [Rapport(1)])],"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (n, beat) in context.script.beats.iter().enumerate() {
        let places = context.beat_place(BeatIx::new(n)).field("effects").values();
        for (effect, place) in beat.effects.iter().zip(places) {
            let (Effect::Keep(promise) | Effect::Break(promise)) = effect else { continue };
            if promise.index() < context.script.own_promises() {
                continue;
            }
            let verb = if matches!(effect, Effect::Keep(_)) { "kept" } else { "broken" };
            let promise = &context.script.promises[promise.index()];
            let message = format!("the promise `{promise}` is {verb} by coming to this beat");
            findings.add(place, message, "move it to the reply by which the trainee does so, or put it in an `If`");
        }
    }
}
