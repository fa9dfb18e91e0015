//! H25: a promise that nothing keeps, breaks or misses.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::id::Ref;
use crate::scenario::link::Declared;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "H25",
        severity: Severity::Hint,
        title: "promise without end",
        explanation: "This promise is remembered, since a villager takes part, and no scenario of the library keeps it, breaks it, or lets it lapse by `missed`. So it stands open to the end of every season, whatever the trainee does. The shipped scenarios and those in the folder are looked at.",
        example: Example::in_two_people(
            r#""ann": Persona(
            name: "Ann Lee",
...
    start: "arrival",
...
            effects: [For("ann", [Serve("seat")])],
            end: Ending(outcome: Referred,"#,
            r#""ann": Villager(
            id: "joe-pereira",
...
    promises: { "window": "Keep the seat by the window for Ann on Monday." },
    start: "arrival",
...
            effects: [For("ann", [Serve("seat")]), Promise("window")],
            end: Ending(outcome: Agreed,"#,
            r#""ann": Villager(
            id: "joe-pereira",
...
    promises: { "window": "Keep the seat by the window for Ann on Monday." },
    start: "arrival",
...
            effects: [For("ann", [Serve("seat")]), Promise("window"), Keep("window")],
            end: Ending(outcome: Agreed,"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    if !context.script.is_remembered() {
        return;
    }
    let own = Declared::from_scenario(context.scenario());
    let place_of = context.root.field("promises").keys();
    // What is never made is for another rule.
    for promise in context.scenario().promises.keys().filter(|promise| own.makes.contains(*promise)) {
        let away = Ref { scenario: Some(context.script.id.clone()), id: promise.clone() };
        let is_settled_here = own.settles(&Ref::own(promise.clone())) || own.settles(&away);
        if is_settled_here || context.catalogue.values().any(|other| other.settles(&away)) {
            continue;
        }
        let message = format!("nothing keeps, breaks or misses the promise `{promise}`");
        let hint =
            format!("let another scenario wait for it with `opens: [Open(\"{away}\")]`, and keep or break it there");
        findings.add(place_of(promise.as_str()), message, hint);
    }
}
