//! W26: a follow-up that is not short, offers too little, or is scored as if it stood alone.

use std::collections::BTreeSet;

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::{StateSpace, Stop};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};
use crate::scenario::principle::Principle;
use crate::util::text::{Count, and_list};

/// The fewest decisions on a way through a follow-up.
const MIN_DECISIONS: usize = 2;

/// The most decisions on a way through a follow-up.
const MAX_DECISIONS: usize = 5;

/// The fewest replies at a decision, silence aside.
const MIN_REPLIES: usize = 3;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W26",
        severity: Severity::Warning,
        title: "form of a follow-up",
        explanation: "A scenario with `opens` follows from others, and only those come to it who played them so. It has 2 to 5 decisions on every way, with at least three replies at each, silence aside. What is scored in it compares nobody with anybody, so it has `trains: []`, and it stands in no course, where it might never open.",
        example: Example::in_template(
            "trains: [Listening, Trust],",
            r#"trains: [Listening, Trust], opens: [Open("the-sofa/ring-by-six")],"#,
            r#"trains: [], opens: [Open("the-sofa/ring-by-six")],"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let scenario = context.scenario();
    if scenario.opens.is_empty() {
        return;
    }
    if !scenario.trains.is_empty() {
        let trained: Vec<&str> = scenario.trains.iter().copied().map(Principle::name).collect();
        let message = format!("this follow-up trains {}", and_list(&trained));
        findings.add(
            context.root.field("trains"),
            message,
            "write `trains: []`: only those who come to it could train it",
        );
    }
    for course in context.surroundings.courses_with(&context.script.id) {
        let message = format!("this follow-up stands in the course `{course}`");
        findings.add(context.root.field("opens"), message, "take it out of the course: it opens by itself, or never");
    }
    length(context, findings);
    replies(context, findings);
}

/// Ways with too few or too many decisions; one of each is enough.
fn length<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let start = context.root.field("start");
    let too_short = context.plays.spaces.iter().find_map(|space| {
        let ends_early = |node: &usize| {
            matches!(space.nodes[*node].stop, Stop::Ended(_)) && space.nodes[*node].depth < MIN_DECISIONS
        };
        Some((space, space.path_to((0..space.nodes.len()).find(ends_early)?)))
    });
    if let Some((space, way)) = too_short {
        let message = format!("a play of this follow-up can end after {}", Count::new(way.len(), "decision"));
        let hint = format!("let every way have at least {MIN_DECISIONS} decisions");
        findings.add(start, message, hint).shown_by(witness(space, &way));
    }
    // Ways that go in a circle are for another rule.
    let ways = context.plays.spaces.iter().filter(|space| !space.has_loop).map(|space| (space, space.longest_path()));
    if let Some((space, way)) = ways.max_by_key(|(_, way)| way.len()).filter(|(_, way)| way.len() > MAX_DECISIONS) {
        let message = format!("a play of this follow-up can have {} decisions", way.len());
        let hint = format!("keep every way to at most {MAX_DECISIONS} decisions, or write two follow-ups");
        findings.add(start, message, hint).shown_by(witness(space, &way));
    }
}

/// Decisions at which too little is on offer the first time that a play comes there.
fn replies<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let mut told = BTreeSet::new();
    for space in &context.plays.spaces {
        for node in 0..space.nodes.len() {
            let beat = space.nodes[node].beat;
            let Some(offered) = offered(space, node).filter(|offered| *offered < MIN_REPLIES) else { continue };
            if told.insert(beat.index()) {
                let message =
                    format!("a play can come here with {} on offer", Count::irregular(offered, "reply", "replies"));
                let hint = format!("offer at least {MIN_REPLIES} replies, silence aside");
                let place = context.beat_place(beat).field("choices");
                findings.add(place, message, hint).shown_by(witness(space, &space.path_to(node)));
            }
        }
    }
}

/// How many replies are on offer at a scored decision, silence aside; `None` elsewhere.
fn offered(space: &StateSpace, node: usize) -> Option<usize> {
    let moves = space.moves_at(node);
    moves.first().filter(|first| first.scored)?;
    Some(moves.iter().filter(|made| !space.choice(made).silence).count())
}
