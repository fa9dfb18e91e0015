//! W35: the best reply closes off an outcome that a worse one keeps open.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::{Move, StateSpace};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};
use crate::scenario::model::Outcome;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W35",
        severity: Severity::Warning,
        title: "the best reply closes a door",
        explanation: "At this decision the reply with the largest total makes a good outcome impossible that a worse reply keeps open. A trainee who does it right is punished later, and cannot know why. `Solved` and `Agreed` are both good; `Referred` is better than `Lost`.",
        example: Example::of_template(
            r#"Next(to: "end-lost", when: [Open("thursday"), Not(RapportAtLeast(45))]),
                Next(to: "end-agreed", when: [Open("thursday")]),"#,
            r#"Next(to: "end-agreed", when: [Open("thursday")]),"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

/// The rank of the best of some outcomes: `Solved` and `Agreed` alike, then `Referred`, then `Lost`.
fn best(open: u8) -> u8 {
    let has = |outcome: Outcome| open >> (outcome as u8) & 1 == 1;
    match () {
        () if has(Outcome::Solved) || has(Outcome::Agreed) => 2,
        () if has(Outcome::Referred) => 1,
        () => 0,
    }
}

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let mut said = vec![false; context.script.choices];
    for space in context.plays.spaces.iter().filter(|space| space.covers_all_plays()) {
        let open = space.outcomes();
        for node in 0..space.nodes.len() {
            let moves = space.moves_at(node);
            let Some((right, wrong)) = closes(moves, &open) else { continue };
            if !std::mem::replace(&mut said[space.choice(right).ix.index()], true) {
                say(context, space, right, wrong, &open, findings);
            }
        }
    }
}

/// A best reply, and a worse one after which a better outcome can be reached.
fn closes<'m>(moves: &'m [Move], open: &[u8]) -> Option<(&'m Move, &'m Move)> {
    let right = moves.iter().filter(|made| made.scored && made.is_best && !made.is_worst);
    right
        .flat_map(|right| moves.iter().filter(|made| !made.is_best).map(move |wrong| (right, wrong)))
        .find(|(right, wrong)| best(open[wrong.to]) > best(open[right.to]))
}

fn say<'a>(
    context: &RuleContext<'a>,
    space: &StateSpace,
    right: &Move,
    wrong: &Move,
    open: &[u8],
    findings: &mut Findings<'a>,
) {
    let beat = space.nodes[right.at].beat;
    let words = |open: u8| {
        let open: Vec<&str> =
            Outcome::ALL.iter().filter(|outcome| open >> (**outcome as u8) & 1 == 1).map(|o| o.as_str()).collect();
        if open.is_empty() { "no ending".to_owned() } else { open.join(", ") }
    };
    let (one, other) = (space.choice(right), space.choice(wrong));
    let place = context.numbered_place(beat, one.ix);
    let message = format!(
        "after the best reply `{}` only {} can be reached, and after `{}` still {}",
        one.id,
        words(open[right.to]),
        other.id,
        words(open[wrong.to])
    );
    let mut way = space.path_to(right.at);
    way.extend((space.nodes[right.at].moves.clone()).find(|by| std::ptr::eq(&raw const space.moves[*by], right)));
    let hint = "let the best reply lead where the worse one can, or weigh them otherwise";
    findings.add(place, message, hint).shown_by(witness(space, &way));
}
