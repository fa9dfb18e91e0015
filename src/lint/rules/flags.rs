//! W17: a flag that is set and never asked for, or asked for and never set.

use std::collections::BTreeMap;

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::{rule, suggest};
use crate::scenario::id::FlagId;
use crate::scenario::script::{Condition, Effect};

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W17",
        Warning,
        "flag without its other half",
        "A flag is a note from one beat to another: `Set(\"x\")` writes it, `Has(\"x\")` reads it. This one is written and never read, or read and never written. The usual cause is a slip in the name.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let mut written = BTreeMap::new();
    let mut set = BTreeMap::new();
    let mut read = BTreeMap::new();
    for site in &scene.sites.effects {
        if let Effect::Set(flag) | Effect::Clear(flag) = site.effect {
            written.entry(*flag).or_insert(&site.path);
        }
        if let Effect::Set(flag) = site.effect {
            set.entry(*flag).or_insert(&site.path);
        }
    }
    for site in &scene.sites.conditions {
        if let Condition::Has(flag) = site.condition {
            read.entry(*flag).or_insert(&site.path);
        }
    }
    let name = |flag: &crate::scenario::script::FlagIx| &scene.script.flags[flag.index()];
    let meant = |flag: &FlagId, others: Vec<&'a FlagId>, or: &str| {
        suggest(flag.as_str(), others.into_iter().map(FlagId::as_str))
            .map_or_else(|| or.to_owned(), |meant| format!("did you mean `{meant}`?"))
    };
    for (flag, path) in written.iter().filter(|(flag, _)| !read.contains_key(*flag)) {
        let flag = name(flag);
        let hint = meant(flag, read.keys().map(name).collect(), "ask for it with `Has` somewhere, or drop it");
        found.at((*path).clone(), format!("the flag `{flag}` is written and never read"), hint);
    }
    for (flag, path) in read.iter().filter(|(flag, _)| !set.contains_key(*flag)) {
        let flag = name(flag);
        let hint = meant(flag, set.keys().map(name).collect(), "set it with `Set` somewhere, or drop the condition");
        found.at((*path).clone(), format!("the flag `{flag}` is read and never written"), hint);
    }
}
