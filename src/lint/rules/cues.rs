//! W53: over a library, somebody who looks at one cue alone scores well.

use super::{Check, Found, Leaf, Run, decisions};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::lint::{Player, simulate};

/// Plays of each scenario by each player.
const PLAYS: u64 = 400;
/// Points a player may score above random play.
const MOST: u64 = 10;
/// With fewer decisions, what a player scores is chance.
const FEWEST: usize = 12;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W53",
        Warning,
        "one cue is enough to score",
        "A player who understands nothing and always takes the longest reply (or the shortest, the politest, or the one with the principle's words) scores over 10 points more than random play over all these scenarios. `rapport simulate PATH --player longest` shows it. Scores would say who has noticed.",
    ),
    run: Run::Folder(run),
};

fn run<'a>(leaves: &[Leaf<'a>], found: &mut Found<'a>) {
    let looked_at = || leaves.iter().filter(|leaf| !leaf.allows("W53"));
    if looked_at().map(|leaf| decisions(leaf.script).count()).sum::<usize>() < FEWEST {
        return;
    }
    let mean = |player: Player| {
        let (gained, span) = looked_at()
            .map(|leaf| simulate(leaf.script, player, leaf.words, PLAYS, 0).sums[0])
            .fold((0, 0), |sum: (u64, u64), one| (sum.0 + one.0, sum.1 + one.1));
        (span > 0).then(|| 1_000 * gained / span)
    };
    let Some(random) = mean(Player::Random) else { return };
    for player in Player::CUES {
        if let Some(tenths) = mean(player).filter(|tenths| *tenths > random + 10 * MOST) {
            let points = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
            let message = format!(
                "who always takes the {} reply scores {}, and random play {}",
                player.as_str(),
                points(tenths),
                points(random)
            );
            found.at(Vec::new(), message, "let the best reply be no longer, politer or more telling than the others");
        }
    }
}
