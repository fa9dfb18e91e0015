//! W12: a beat at which it can happen that nothing is on offer.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::Stop;
use crate::diagnostic::{Example, Rule, Severity};
use crate::encounter::MAX_DECISIONS;
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W12",
        severity: Severity::Warning,
        title: "nothing on offer",
        explanation: "A play can reach this beat while none of its choices is on offer: every `when` fails, or what may be used `once` is used up. The play is stuck there and is never scored. Leave one choice without `when` and without `once`.",
        example: Example::of_template(
            r#"choices: {
                "goodbye": Choice(once: true, say: "Goodbye.", act: Greet, because: "It is over.", to: "end-solved"),
            },"#,
            r#"end: Ending(outcome: Solved, text: "The second lamp hums a little less. Nobody at the party hears it."),"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let mut said = vec![false; context.script.beats.len()];
    for space in &context.plays.spaces {
        for (n, node) in space.nodes.iter().enumerate() {
            // A play is cut off after `MAX_DECISIONS`, whatever is on offer.
            let is_stuck = node.stop == Stop::Stuck && node.depth < MAX_DECISIONS;
            if is_stuck && !std::mem::replace(&mut said[node.beat.index()], true) {
                let message = format!(
                    "at the beat `{}` it can happen that nothing is on offer",
                    context.script.beat(node.beat).id
                );
                let hint = "leave one choice without `when` and without `once`";
                let witness = witness(space, &space.path_to(n));
                findings.add(context.beat_place(node.beat), message, hint).shown_by(witness);
            }
        }
    }
}
