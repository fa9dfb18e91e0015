//! W30: a principle that the scenario trains and gives too few chances to show.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::ranges::opportunities;
use crate::diagnostic::{Example, Rule, Severity, Witness};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};
use crate::scenario::model::Outcome;

/// Least decisions that show a principle, for a score of one play that says something.
const MIN_OPPORTUNITIES: u32 = 3;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W30",
        severity: Severity::Warning,
        title: "too few chances to show what is trained",
        explanation: "The scenario says that it `trains` this principle, and on some play that is not lost there are fewer than three decisions at which its weights differ. The score of such a play is thin: grey, with the word. Give more replies a weight for the principle, or take it out of `trains`.",
        example: Example::of_template("trains: [Listening, Trust, Grace],", "trains: [Listening, Trust],"),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (n, principle) in context.scenario().trains.iter().enumerate() {
        let few = context.plays.spaces.iter().find_map(|space| {
            let count =
                opportunities(space, *principle, &Outcome::NOT_LOST).filter(|count| count.min < MIN_OPPORTUNITIES)?;
            Some((space, count))
        });
        let Some((space, count)) = few else { continue };
        let (name, chances) = (principle.name(), if count.min == 1 { "chance" } else { "chances" });
        let message = format!("a play can have {} {chances} to show {name}, and needs {MIN_OPPORTUNITIES}", count.min);
        let hint = format!("give {name} more weights on the way that this play takes, or take it out of `trains`");
        let path = count.min_play.path.iter().map(ToString::to_string).collect();
        let witness = Witness { path, ..witness(space, &[]) };
        findings.add(context.root.field("trains").nth(n), message, hint).shown_by(witness);
    }
}
