//! W20: a need that nothing can find or serve.

use std::collections::BTreeSet;

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::model::Member;
use crate::scenario::ron::place::Step;
use crate::scenario::script::Effect;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W20",
        Warning,
        "need that nobody can meet",
        "The scenario gives somebody this need, and no `Find` and no `Serve` is about it. The debrief would tell every trainee that it was missed, and nobody could have done better. A villager's lasting needs are left out: not every encounter is about them.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let met: BTreeSet<usize> = (scene.sites.effects.iter())
        .filter_map(|site| match site.effect {
            Effect::Find(need) | Effect::Serve(need) => Some(need.index()),
            _ => None,
        })
        .collect();
    for (_, need) in scene.script.needs.iter().enumerate().filter(|(n, _)| !met.contains(n)) {
        let person = scene.script.person(need.person);
        let mut path = vec![Step::Field("cast"), Step::Key(person.id.as_str())];
        if let Some(Member::OneOf(twins)) = scene.scenario().cast.get(&person.id) {
            // Twins share their needs: the first of them is enough to point at.
            path.extend([Step::Nth(0)]);
            path.extend(twins.keys().next().map(|cast| Step::Key(cast.as_str())));
        }
        path.extend([Step::Field("needs"), Step::Key(need.id.as_str())]);
        if person.villager.is_some() && !scene.is_written(&path) {
            continue;
        }
        let verb = if need.need.spoken { "serves" } else { "finds or serves" };
        let message = format!("nothing {verb} the need `{}` of `{}`", need.id, person.id);
        found.at(path, message, "let a reply `Find` or `Serve` it, or drop it");
    }
}
