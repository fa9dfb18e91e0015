//! W16: a play that can have more than sixty decisions.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::{Findings, witness};

/// How many decisions a trainee attends to.
const MAX_DECISIONS: usize = 60;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W16",
        severity: Severity::Warning,
        title: "play that can be very long",
        explanation: "A play can have more than 60 decisions: there is a loop that can be taken any number of times, or the way is simply long. At 100 decisions a play is cut off and not scored. Let the choice that leads back go away (`once: true`), or split the scenario.",
        example: Example::in_template(
            r#""tomorrow-for-sure": Choice(
                    say:"#,
            r#""what-was-that": Choice(
                    say: "Could you say that again?",
                    act: Ask,
                    because: "It costs a moment, and gains one.",
                    to: "by-when",
                ),
                "tomorrow-for-sure": Choice(
                    say:"#,
            r#""what-was-that": Choice(
                    once: true,
                    say: "Could you say that again?",
                    act: Ask,
                    because: "It costs a moment, and gains one.",
                    to: "by-when",
                ),
                "tomorrow-for-sure": Choice(
                    say:"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for space in &context.plays.spaces {
        if let Some(back) = space.loop_move {
            let made = &space.moves[back];
            let beat = space.nodes[made.at].beat;
            let place = context.numbered_place(beat, space.choice(made).ix);
            let message =
                format!("with this choice of `{}` a play can go round without end", context.script.beat(beat).id);
            findings
                .add(place, message, "let it go away after use with `once: true`, or lead it on")
                .shown_by(witness(space, &space.path_by_move(back)));
            return;
        }
        let way = space.longest_path();
        if way.len() > MAX_DECISIONS {
            let message = format!("a play can have {} decisions", way.len());
            let hint = format!("keep every way below {} decisions, or split the scenario", MAX_DECISIONS + 1);
            findings.add(context.root.field("start"), message, hint).shown_by(witness(space, &way[..=MAX_DECISIONS]));
            return;
        }
    }
}
