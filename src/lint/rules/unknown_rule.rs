//! W05: `allow` names a rule that does not exist.

use super::table::{CheckerRule, RuleFunction, find_rule, rules};
use crate::diagnostic::{Example, Rule, Severity, suggest};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W05",
        severity: Severity::Warning,
        title: "unknown rule",
        explanation: "`allow` names a rule that does not exist, or an error, which cannot be silenced; so it does nothing. `rapport explain` lists all rules with their codes.",
        example: Example::in_template(
            "minutes: 3,",
            r#"minutes: 3,
    allow: { "W99": "this is meant" },"#,
            r#"minutes: 3,
    allow: { "W52": "this is meant" },"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let scenario = context.scenario();
    let mut allows = vec![(context.root, &scenario.allow)];
    for beat in scenario.beats.values() {
        let place = context.root.beat(beat);
        allows.extend(beat.choices.values().map(|choice| (place.choice(choice), &choice.allow)));
        allows.push((place, &beat.allow));
    }
    for (place, allow) in allows.into_iter().filter(|(_, allow)| !allow.is_empty()) {
        let place_of = place.field("allow").keys();
        for code in allow.keys() {
            let known = find_rule(code);
            if known.is_some_and(|rule| rule.code == code && rule.severity != Severity::Error) {
                continue;
            }
            let place = place_of(code);
            if let Some(rule) = known {
                let (message, hint) = if rule.severity == Severity::Error {
                    (format!("`{code}` is an error, which cannot be silenced"), "mend what it reports".to_owned())
                } else {
                    (format!("there is no rule `{code}`"), format!("write it as `{}`", rule.code))
                };
                findings.add(place, message, hint);
                continue;
            }
            let hint = suggest(code, rules().map(|rule| rule.code))
                .map_or_else(|| "`rapport explain` lists the rules".into(), |meant| format!("did you mean `{meant}`?"));
            findings.add(place, format!("there is no rule `{code}`"), hint);
        }
    }
}
