//! W10: a beat that no play reaches.

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::graph;
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::script::BeatIx;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W10",
        severity: Severity::Warning,
        title: "beat that no play reaches",
        explanation: "Nothing leads to this beat, or only ways that are never open: whatever a trainee chooses, nobody sees what is written here. Usually a `to` that should lead here names another beat, or the `when` on the way can never hold.",
        example: Example::of_template(
            r#"Next(to: "end-agreed", when: [Open("thursday")]),
                Next(to: "end-lost", when: [Served("quiet-lamp")]),"#,
            r#"Next(to: "end-agreed", when: [Open("thursday")]),
                Next(to: "end-solved", when: [Served("quiet-lamp")]),"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let linked = graph::reached(context.script);
    let known = context.covers_all_plays();
    for (n, linked) in linked.into_iter().enumerate() {
        let beat = BeatIx::new(n);
        let id = &context.script.beat(beat).id;
        if !linked {
            let hint = "lead a `to` here, or delete the beat";
            findings.add(context.beat_place(beat), format!("nothing leads to the beat `{id}`"), hint);
        } else if known && context.plays.spaces.iter().all(|space| space.first_entries[n].is_none()) {
            let hint = "change the conditions on the ways that lead here: they never hold";
            findings.add(context.beat_place(beat), format!("no play reaches the beat `{id}`"), hint);
        }
    }
}
