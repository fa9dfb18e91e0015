//! W15: a loop that cannot be left.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::Stop;
use crate::analysis::graph;
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};
use crate::scenario::script::{BeatIx, Body};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W15",
        severity: Severity::Warning,
        title: "loop that cannot be left",
        explanation: "A play can reach a loop of beats from which nothing leads out: it goes round until it is cut off after 100 decisions, and is never scored. Give one of the beats a way out that is always open.",
        example: Example::of_template(
            r#"choices: {
                "goodbye": Choice(say: "Goodbye.", act: Greet, because: "It is over.", to: "end-solved"),
            },"#,
            r#"end: Ending(outcome: Solved, text: "The second lamp hums a little less. Nobody at the party hears it."),"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let hint = "give one of its beats a way out that is always open";
    let say = |beat: BeatIx| format!("the loop through the beat `{}` cannot be left", context.script.beat(beat).id);
    for space in context.plays.spaces.iter().filter(|space| space.covers_all_plays()) {
        let stops = space.can_reach(|node| node.stop != Stop::Decision);
        if let Some(node) = (0..space.nodes.len()).find(|n| !stops[*n]) {
            let beat = space.nodes[node].beat;
            findings.add(context.beat_place(beat), say(beat), hint).shown_by(witness(space, &space.path_to(node)));
            return;
        }
    }
    if context.covers_all_plays() {
        return;
    }
    // Where not all plays are known, the graph of beats alone still shows decisions that only lead to each other.
    let (reached, can_end) = (graph::reached(context.script), graph::can_end(context.script));
    let asks = |n: &usize| matches!(context.script.beats[*n].body, Body::Choices { .. });
    if let Some(n) = (0..reached.len()).filter(asks).find(|n| reached[*n] && !can_end[*n]) {
        findings.add(context.beat_place(BeatIx::new(n)), say(BeatIx::new(n)), hint);
    }
}
