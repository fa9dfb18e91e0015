//! W05: `allow` names a rule that does not exist.

use super::{Check, Found, Run, Scene, find_rule, rules};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::{Severity, rule, suggest};
use crate::scenario::ron::place::Step;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W05",
        Warning,
        "unknown rule",
        "`allow` names a rule that does not exist, or an error, which cannot be silenced; so it does nothing. `rapport explain` lists all rules with their codes.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let scenario = scene.scenario();
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
                    (format!("`{code}` is an error, which cannot be silenced"), "mend it".to_owned())
                } else {
                    (format!("there is no rule `{code}`"), format!("write it as `{}`", rule.code))
                };
                found.at(path, message, hint);
                continue;
            }
            let hint = suggest(code, rules().map(|rule| rule.code))
                .map_or_else(|| "`rapport explain` lists the rules".into(), |meant| format!("did you mean `{meant}`?"));
            found.at(path, format!("there is no rule `{code}`"), hint);
        }
    }
}
