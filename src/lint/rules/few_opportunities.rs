//! W30: a principle that the scenario trains and gives too few chances to show.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::ranges::opportunities;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::{Witness, rule};
use crate::scenario::model::Outcome;
use crate::scenario::ron::place::Step;

/// Below so many, a score of one play is thin.
const FEWEST: u32 = 3;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W30",
        Warning,
        "too few chances to show what is trained",
        "The scenario says that it `trains` this principle, and on some play that is not lost there are fewer than three decisions at which its weights differ. The score of such a play is thin: grey, with the word. Give more replies a weight for the principle, or take it out of `trains`.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for (n, principle) in scene.scenario().trains.iter().enumerate() {
        let few = scene.plays.spaces.iter().find_map(|space| {
            let count = opportunities(space, *principle, &Outcome::NOT_LOST).filter(|count| count.min < FEWEST)?;
            Some((space, count))
        });
        let Some((space, count)) = few else { continue };
        let (name, chances) = (principle.name(), if count.min == 1 { "chance" } else { "chances" });
        let message = format!("a play can have {} {chances} to show {name}, and needs {FEWEST}", count.min);
        let hint = format!("give {name} more weights on the way that this play takes, or take it out of `trains`");
        let path = count.min_play.path.iter().map(ToString::to_string).collect();
        let witness = Witness { path, ..witness(space, &[]) };
        found.at(vec![Step::Field("trains"), Step::Nth(n)], message, hint).shown_by(witness);
    }
}
