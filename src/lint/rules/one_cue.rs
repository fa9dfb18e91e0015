//! W53: over a library, a player who follows one cue scores well.

use super::table::{CheckerRule, RuleFunction};
use super::telling_length::EXAMPLE;
use crate::diagnostic::{Rule, Severity};
use crate::lint::context::{ScenarioSummary, decisions};
use crate::lint::findings::Findings;
use crate::lint::{Player, simulate};

/// How often each player plays each scenario.
const PLAYS: u64 = 400;
/// How many points above random play a player may score.
const MAX_POINTS_ABOVE_RANDOM: u64 = 10;
/// Least decisions over the folder: with fewer, a score is mostly chance.
const MIN_DECISIONS: usize = 12;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W53",
        severity: Severity::Warning,
        title: "one cue is enough to score",
        explanation: "A player who understands nothing and always takes the longest reply (or the shortest, the politest, or the one with the principle's words) scores over 10 points more than random play over all these scenarios. `rapport simulate PATH --player longest` shows it. Then scores would show who has noticed the cue, not who can do it.",
        example: EXAMPLE,
    },
    check: RuleFunction::Folder(check),
};

fn check<'a>(scenarios: &[ScenarioSummary<'a>], findings: &mut Findings<'a>) {
    let looked_at = || scenarios.iter().filter(|scenario| !scenario.allows("W53"));
    if looked_at().map(|scenario| decisions(scenario.script).count()).sum::<usize>() < MIN_DECISIONS {
        return;
    }
    let mean = |player: Player| {
        let (gained, span) = looked_at()
            .map(|scenario| simulate(scenario.script, player, scenario.words, PLAYS, 0).sums[0])
            .fold((0, 0), |sum: (u64, u64), one| (sum.0 + one.0, sum.1 + one.1));
        (span > 0).then(|| 1_000 * gained / span)
    };
    let Some(random) = mean(Player::Random) else { return };
    for player in Player::CUES {
        if let Some(tenths) = mean(player).filter(|tenths| *tenths > random + 10 * MAX_POINTS_ABOVE_RANDOM) {
            let points = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
            let message = format!(
                "a player who always takes the {} reply scores {}, and random play {}",
                player.as_str(),
                points(tenths),
                points(random)
            );
            findings.add(
                None,
                message,
                "make the best reply no longer, shorter, politer or plainer about its principle than the others",
            );
        }
    }
}
