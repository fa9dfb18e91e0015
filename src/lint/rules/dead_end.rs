//! W11: a choice after which no ending can be reached.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::Stop;
use crate::analysis::graph;
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};
use crate::scenario::script::BeatIx;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W11",
        severity: Severity::Warning,
        title: "dead end",
        explanation: "From here on no ending can be reached, whatever is chosen: the play goes on to a place with nothing on offer, or round and round until it is cut off after 100 decisions. A play without an ending is not scored, and the trainee's time is lost.",
        example: Example::of_template(
            r#"choices: {
                "goodbye": Choice(once: true, say: "Goodbye.", act: Greet, because: "It is over.", to: "leaves"),
            },"#,
            r#"end: Ending(outcome: Solved, text: "The second lamp hums a little less. Nobody at the party hears it."),"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let mut said = vec![false; context.script.beats.len()];
    let hint = "give it a way on to a beat with `end`";
    for space in context.plays.spaces.iter().filter(|space| space.covers_all_plays()) {
        let ends = space.can_reach(|node| matches!(node.stop, Stop::Ended(_)));
        // The first place without an ending: from the place before one can still be reached, or there is no place before.
        let first_lost = |n: &usize| !ends[*n] && space.nodes[*n].from.is_none_or(|by| ends[space.moves[by].at]);
        for node in (0..space.nodes.len()).filter(first_lost) {
            let beat = space.nodes[node].beat;
            if !std::mem::replace(&mut said[beat.index()], true) {
                let message = format!("from the beat `{}` no ending can be reached", context.script.beat(beat).id);
                findings.add(context.beat_place(beat), message, hint).shown_by(witness(space, &space.path_to(node)));
            }
        }
    }
    // Where not all plays are known, the graph of beats alone still shows some.
    let (reached, can_end) = (graph::reached(context.script), graph::can_end(context.script));
    let mut before = vec![false; said.len()];
    for other in (0..said.len()).filter(|n| reached[*n] && !can_end[*n]).map(BeatIx::new) {
        graph::successors(context.script, other).filter(|to| *to != other).for_each(|to| before[to.index()] = true);
    }
    let any_said = said.iter().any(|said| *said);
    for n in (0..said.len()).filter(|n| reached[*n] && !can_end[*n]) {
        let beat = BeatIx::new(n);
        if !any_said && !before[n] && !std::mem::replace(&mut said[n], true) {
            let message = format!("from the beat `{}` no ending can be reached", context.script.beat(beat).id);
            findings.add(context.beat_place(beat), message, hint);
        }
    }
}
