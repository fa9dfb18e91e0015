//! W05: `allow` names a rule that does not exist.

use super::table::{CheckerRule, RuleFunction, find_rule, rules};
use crate::diagnostic::{Example, Rule, Severity, suggest};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::ron::place::Step;

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
    let mut allows = vec![(Vec::new(), &scenario.allow)];
    for (beat, written) in &scenario.beats {
        let silences = !written.allow.is_empty() || written.choices.values().any(|choice| !choice.allow.is_empty());
        if !silences {
            continue;
        }
        let path = vec![Step::Field("beats"), Step::Key(beat.as_str())];
        for (choice, written) in &written.choices {
            let mut path = path.clone();
            path.extend([Step::Field("choices"), Step::Key(choice.as_str())]);
            allows.push((path, &written.allow));
        }
        allows.push((path, &written.allow));
    }
    for (path, allow) in allows {
        for code in allow.keys() {
            let known = find_rule(code);
            if known.is_some_and(|rule| rule.code == code && rule.severity != Severity::Error) {
                continue;
            }
            let mut path = path.clone();
            path.extend([Step::Field("allow"), Step::Key(code.as_str())]);
            if let Some(rule) = known {
                let (message, hint) = if rule.severity == Severity::Error {
                    (format!("`{code}` is an error, which cannot be silenced"), "mend what it reports".to_owned())
                } else {
                    (format!("there is no rule `{code}`"), format!("write it as `{}`", rule.code))
                };
                findings.add(path, message, hint);
                continue;
            }
            let hint = suggest(code, rules().map(|rule| rule.code))
                .map_or_else(|| "`rapport explain` lists the rules".into(), |meant| format!("did you mean `{meant}`?"));
            findings.add(path, format!("there is no rule `{code}`"), hint);
        }
    }
}
