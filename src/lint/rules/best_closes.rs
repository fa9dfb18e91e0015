//! W35: the best reply closes off an outcome that a worse one keeps open.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::{Move, StateSpace};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::model::Outcome;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W35",
        Warning,
        "the best reply closes a door",
        "At this decision the reply with the largest total makes a good outcome impossible that a worse reply keeps open. A trainee who does it right is punished later, and cannot know why. `Solved` and `Agreed` are both good; `Referred` is better than `Lost`.",
    ),
    run: Run::Scene(run),
};

/// How good the best of some outcomes is: `Solved` and `Agreed` alike, then `Referred`, then `Lost`.
fn best(open: u8) -> u8 {
    let has = |outcome: Outcome| open >> (outcome as u8) & 1 == 1;
    match () {
        () if has(Outcome::Solved) || has(Outcome::Agreed) => 2,
        () if has(Outcome::Referred) => 1,
        () => 0,
    }
}

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let mut said = vec![false; scene.script.choices];
    for space in scene.plays.spaces.iter().filter(|space| space.knows_all()) {
        let open = space.outcomes();
        for node in 0..space.nodes.len() {
            let moves = space.moves_at(node);
            let Some((right, wrong)) = closes(moves, &open) else { continue };
            if !std::mem::replace(&mut said[space.choice(right).ix.index()], true) {
                say(scene, space, right, wrong, &open, found);
            }
        }
    }
}

/// A best reply after which less is possible than after a worse one.
fn closes<'m>(moves: &'m [Move], open: &[u8]) -> Option<(&'m Move, &'m Move)> {
    let right = moves.iter().filter(|made| made.scored && made.is_best && !made.is_worst);
    right
        .flat_map(|right| moves.iter().filter(|made| !made.is_best).map(move |wrong| (right, wrong)))
        .find(|(right, wrong)| best(open[wrong.to]) > best(open[right.to]))
}

fn say<'a>(scene: &Scene<'a>, space: &StateSpace, right: &Move, wrong: &Move, open: &[u8], found: &mut Found<'a>) {
    let beat = space.nodes[right.at].beat;
    let words = |open: u8| {
        let open: Vec<&str> =
            Outcome::ALL.iter().filter(|outcome| open >> (**outcome as u8) & 1 == 1).map(|o| o.as_str()).collect();
        if open.is_empty() { "no ending".to_owned() } else { open.join(", ") }
    };
    let (one, other) = (space.choice(right), space.choice(wrong));
    let path = scene.numbered_path(beat, one.ix);
    let message = format!(
        "after the best reply `{}` only {} can be reached, and after `{}` still {}",
        one.id,
        words(open[right.to]),
        other.id,
        words(open[wrong.to])
    );
    let mut way = space.way_to(right.at);
    way.extend((space.nodes[right.at].moves.clone()).find(|by| std::ptr::eq(&raw const space.moves[*by], right)));
    let hint = "let the best reply lead where the worse one can, or weigh them otherwise";
    found.at(path, message, hint).shown_by(witness(space, &way));
}
