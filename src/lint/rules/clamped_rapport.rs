//! W38: rapport that is lost at an end of its scale.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::{Cause, Clamped};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W38",
        severity: Severity::Warning,
        title: "rapport lost at an end of the scale",
        explanation: "Rapport goes from 0 to 100, and at most of the places where this change can happen it goes beyond: what is beyond is lost, so that plays which earned different things have the same rapport. That a play which does everything wrong reaches the end of the scale is no fault. Start nearer to the middle, or let each reply move less.",
        example: Example::of_template("effects: [Rapport(60)],", "effects: [Rapport(6)],"),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    if !context.follows_feelings() {
        return;
    }
    let mut said = Vec::new();
    for space in &context.plays.spaces {
        for Clamped { cause, person, first, times } in &space.clamped {
            let all = space.move_counts.get(cause).copied().unwrap_or(1);
            // A play that does everything wrong may well reach the end of the scale.
            if 2 * times <= all || said.contains(&(cause, person)) || said.len() > 100 {
                continue;
            }
            said.push((cause, person));
            let place = match cause {
                Cause::Beat(beat) => context.beat_place(*beat),
                Cause::Choice(beat, choice) => context.numbered_place(*beat, *choice),
            };
            let who = &context.script.person(*person).id;
            let message = format!(
                "rapport with `{who}` goes beyond its scale here at {times} of the {all} places where this can happen"
            );
            let hint = "start nearer to the middle, or move by less";
            findings.add(place.field("effects"), message, hint).shown_by(witness(space, &space.path_into(*first)));
        }
    }
}
