//! W22: a scenario that can never open in town.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::id::{PromiseId, Ref, ScenarioId, WordId};
use crate::scenario::link::{Catalogue, Declared};
use crate::scenario::model::Condition;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W22",
        severity: Severity::Warning,
        title: "can never open",
        explanation: "All conditions of `opens` must hold at once, and no play of another scenario can bring it about: a fact that nobody can learn there, a promise that is never made or never kept or broken as is asked, an outcome that none of its endings has, a word that is said only after this scenario itself, or an `Any` with nothing in it. So it never waits in town.",
        example: Example::in_template(
            "trains: [Listening, Trust],",
            r#"trains: [], opens: [Ended("the-sofa", Referred)],"#,
            r#"trains: [], opens: [Ended("the-sofa", Lost)],"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let places = context.root.field("opens").values();
    let opening = Opening { scenario: &context.script.id, catalogue: context.catalogue };
    for (condition, place) in context.scenario().opens.iter().zip(places) {
        if let Some(why) = opening.impossible(condition) {
            findings.add(
                place,
                format!("it can never open: {why}"),
                "name what a play of another scenario can bring about",
            );
        }
    }
}

/// A scenario that is to open, and what the others can bring about. It opens once in a season, so that nothing of its own has
/// happened before.
struct Opening<'a> {
    scenario: &'a ScenarioId,
    catalogue: &'a Catalogue,
}

impl Opening<'_> {
    /// Why a condition never holds; `None` if it may.
    fn impossible(&self, condition: &Condition) -> Option<String> {
        match condition {
            Condition::Knows(fact) => {
                let scenario = fact.scenario.as_ref()?;
                let is_learnt = |other: &Declared| other.learns.contains(&fact.id);
                (!self.may(scenario, is_learnt)).then(|| format!("nobody can learn `{fact}` before"))
            }
            Condition::Promised(promise) | Condition::Open(promise) => self.never_made(promise),
            Condition::Kept(promise) => {
                let is_kept = self.is_settled(promise, |other, promise| other.keeps.contains(promise));
                self.never_made(promise).or_else(|| (!is_kept).then(|| format!("nothing keeps `{promise}`")))
            }
            Condition::Broke(promise) => {
                let is_broken = self.is_settled(promise, |other, promise| {
                    other.breaks.contains(promise) || other.misses.contains(promise)
                });
                self.never_made(promise).or_else(|| (!is_broken).then(|| format!("nothing breaks `{promise}`")))
            }
            Condition::Ended(scenario, outcome) => {
                let ends_so = |other: &Declared| other.outcomes.contains(outcome);
                (!self.may(scenario, ends_so)).then(|| format!("`{scenario}` never ends {} before", outcome.as_str()))
            }
            Condition::Heard(word) | Condition::Overheard(word) => self.never_said(word),
            Condition::All(inner) => inner.iter().find_map(|one| self.impossible(one)),
            Condition::Any(inner) if inner.is_empty() => Some("an `Any` with nothing in it never holds".into()),
            Condition::Any(inner) => {
                let why: Option<Vec<String>> = inner.iter().map(|one| self.impossible(one)).collect();
                why.map(|why| why.join(", and "))
            }
            Condition::With(_, inner) => self.impossible(inner),
            _ => None,
        }
    }

    /// Whether a play of a scenario may bring something about before this one opens. A scenario that is missing altogether is
    /// for another rule.
    fn may(&self, scenario: &ScenarioId, brings_about: impl Fn(&Declared) -> bool) -> bool {
        scenario != self.scenario && self.catalogue.get(scenario).is_none_or(brings_about)
    }

    fn never_made(&self, promise: &Ref<PromiseId>) -> Option<String> {
        let scenario = promise.scenario.as_ref()?;
        let is_made = |other: &Declared| other.makes.contains(&promise.id);
        (!self.may(scenario, is_made)).then(|| format!("nothing promises `{promise}` before"))
    }

    /// Whether the scenario of a promise or any other but this one settles it, in the way that is asked for.
    fn is_settled(&self, promise: &Ref<PromiseId>, settles: impl Fn(&Declared, &Ref<PromiseId>) -> bool) -> bool {
        let own = Ref::own(promise.id.clone());
        self.catalogue.iter().filter(|(scenario, _)| *scenario != self.scenario).any(|(scenario, other)| {
            settles(other, promise) || (promise.scenario.as_ref() == Some(scenario) && settles(other, &own))
        })
    }

    fn never_said(&self, word: &Ref<WordId>) -> Option<String> {
        let is_own = word.scenario.as_ref() == Some(self.scenario);
        is_own.then(|| format!("`{word}` is said of this encounter itself, and never before it"))
    }
}
