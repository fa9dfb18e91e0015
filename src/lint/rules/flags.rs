//! W17: a flag that is set and never asked for, or asked for and never set.

use std::collections::BTreeMap;

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity, suggest};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::id::FlagId;
use crate::scenario::script::{Condition, Effect};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W17",
        severity: Severity::Warning,
        title: "flag that is only set or only read",
        explanation: "A flag is a note from one beat to another: `Set(\"x\")` writes it, `Has(\"x\")` reads it. This one is written and never read, or read and never written. The usual cause is a typing error in the name.",
        example: Example::of_template(
            r#"effects: [Rapport(2), Serve("quiet-lamp"), Set("second-lamp")],"#,
            r#"effects: [Rapport(2), Serve("quiet-lamp")],"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let mut written = BTreeMap::new();
    let mut set = BTreeMap::new();
    let mut read = BTreeMap::new();
    for site in &context.sites.effects {
        if let Effect::Set(flag) | Effect::Clear(flag) = site.effect {
            written.entry(*flag).or_insert(site.place);
        }
        if let Effect::Set(flag) = site.effect {
            set.entry(*flag).or_insert(site.place);
        }
    }
    for site in &context.sites.conditions {
        if let Condition::Has(flag) = site.condition {
            read.entry(*flag).or_insert(site.place);
        }
    }
    let name = |flag: &crate::scenario::script::FlagIx| &context.script.flags[flag.index()];
    let meant = |flag: &FlagId, others: Vec<&'a FlagId>, or: &str| {
        suggest(flag.as_str(), others.into_iter().map(FlagId::as_str))
            .map_or_else(|| or.to_owned(), |meant| format!("did you mean `{meant}`?"))
    };
    for (flag, place) in written.iter().filter(|(flag, _)| !read.contains_key(*flag)) {
        let flag = name(flag);
        let hint = meant(flag, read.keys().map(name).collect(), "ask for it with `Has` somewhere, or drop it");
        findings.add(*place, format!("the flag `{flag}` is written and never read"), hint);
    }
    for (flag, place) in read.iter().filter(|(flag, _)| !set.contains_key(*flag)) {
        let flag = name(flag);
        let hint = meant(flag, set.keys().map(name).collect(), "set it with `Set` somewhere, or drop the condition");
        findings.add(*place, format!("the flag `{flag}` is read and never written"), hint);
    }
}
