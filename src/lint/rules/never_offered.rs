//! W13: a choice that no play is ever offered.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W13",
        severity: Severity::Warning,
        title: "choice never on offer",
        explanation: "Plays come to this beat, and in none of them does the choice's `when` hold, so that nobody ever sees it. Usually what it waits for happens only later, or on another way.",
        example: Example::of_template(
            r#""surely-the-bulb": Choice(
                    when: [Served("sunday")],
                    say:"#,
            r#""surely-the-bulb": Choice(
                    say:"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    if !context.covers_all_plays() {
        return;
    }
    let spaces = &context.plays.spaces;
    for (ix, beat, choices) in
        context.decisions().filter(|(ix, ..)| spaces.iter().any(|s| s.first_entries[ix.index()].is_some()))
    {
        for choice in choices.iter().filter(|choice| spaces.iter().all(|space| !space.was_offered[choice.ix.index()])) {
            let message = format!("the choice `{}` of `{}` is never on offer", choice.id, beat.id);
            findings.add(
                context.choice_place(ix, choice),
                message,
                "let its `when` ask for something that can have happened by then",
            );
        }
    }
}
