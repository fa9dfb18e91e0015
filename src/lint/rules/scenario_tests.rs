//! E80: a play that the scenario's own tests try does not come out as they say.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::encounter::{Encounter, Memory, Status};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scoring::Scorecard;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "E80",
        severity: Severity::Error,
        title: "a test does not pass",
        explanation: "A scenario's `tests` are plays that must come out as they say: the choices can be made in this order with nothing remembered, the play ends at `ending`, and its overall score is at least `least`. This one does not. Either the scenario has changed and the test must follow, or the change broke something.",
        example: Example::of_template(
            r#"choices: ["they-all-do", "not-my-field", "tomorrow-for-sure"],
            ending: "end-solved","#,
            r#"choices: ["they-all-do", "not-my-field", "tomorrow-for-sure"],
            ending: "end-lost","#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (id, test) in &context.scenario().tests {
        let place = context.root.entry(test.origin);
        let mut encounter = Encounter::start(context.script.clone(), 0, Memory::default());
        let refused = test.choices.iter().enumerate().find(|(_, choice)| encounter.choose(choice.as_str(), 0).is_err());
        let fault = if let Some((n, choice)) = refused {
            let place = place.field("choices").nth(n);
            let offers: Vec<&str> = encounter.offers().map(|offer| offer.id.as_str()).collect();
            let hint = if offers.is_empty() {
                format!("the play is over after {n} choices; drop what follows")
            } else {
                format!("on offer at `{}` are: {}", encounter.beat().id, offers.join(", "))
            };
            Some((place, format!("the test `{id}` cannot choose `{choice}` at its turn {}", n + 1), hint))
        } else {
            outcome(&encounter, test).map(|(message, hint)| (place, format!("the test `{id}` {message}"), hint))
        };
        if let Some((place, message, hint)) = fault {
            findings.add(place, message, hint);
        }
    }
}

fn outcome(encounter: &Encounter, test: &crate::scenario::model::Test) -> Option<(String, String)> {
    if encounter.status() != Status::Completed {
        let offers: Vec<&str> = encounter.offers().map(|offer| offer.id.as_str()).collect();
        let hint = format!("add one of: {}", offers.join(", "));
        return Some((format!("stops at `{}`, before any ending", encounter.beat().id), hint));
    }
    let transcript = encounter.transcript();
    if transcript.ending.as_ref() != Some(&test.ending) {
        let (came, wanted) = (&encounter.beat().id, &test.ending);
        return Some((
            format!("ends at `{came}`, not at `{wanted}`"),
            format!("name `{came}`, or mend the way to `{wanted}`"),
        ));
    }
    let overall = Scorecard::from_decisions(&transcript.decisions).overall;
    let percent = overall.percent().unwrap_or(0);
    (percent < test.least).then(|| {
        (
            format!("scores {percent}, and must score at least {}", test.least),
            format!("it gains {overall}; lower `least`, or see which reply is the best now"),
        )
    })
}
