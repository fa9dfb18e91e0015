//! W24: a word that a person can never hear.

use std::collections::BTreeMap;

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::lint::place::Place;
use crate::scenario::id::{PersonId, Ref, VillagerId, WordId};
use crate::scenario::model;
use crate::scenario::script::{Condition, PersonIx};
use crate::town::{Ties, Way, max_ties, spread};
use crate::util::text::{Count, and_list};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W24",
        severity: Severity::Warning,
        title: "nobody can hear",
        explanation: "`Heard` asks whether a villager has heard a word, and no way in `village.ron` brings it to them: they were not there, and no ties lead to them from those who were. A complaint goes along at most three ties, praise along two, anything else along one; what is public also reaches those who follow somebody who knows it. `rapport town spread PATH scenario/word` shows who hears it. So the condition is always false.",
        example: Example::in_two_people(
            r#""ann": Persona(
            name: "Ann Lee",
...
            effects: [For("ann", [Serve("seat")])],"#,
            r#""ann": Villager(
            id: "conrad-thorne",
...
            effects: [For("ann", [Serve("seat")])],
            lines: [Say(by: "ann", text: "They never ring.", when: [With("ann", Heard("the-sofa/nobody-rang"))])],"#,
            r#""ann": Villager(
            id: "joe-pereira",
...
            effects: [For("ann", [Serve("seat")])],
            lines: [Say(by: "ann", text: "They never ring.", when: [With("ann", Heard("the-sofa/nobody-rang"))])],"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let Some(village) = context.village else { return };
    let mut hearers = Hearers { context, ties: Ties::of(village), ways: BTreeMap::new(), findings };
    for site in &context.sites.conditions {
        if let Condition::Heard(heard) = site.condition {
            let (word, person) = &context.script.heard[heard.index()];
            hearers.hears(word, *person, site.place);
        }
    }
    let scenario = context.scenario();
    let first = context.script.beat(context.script.start).with;
    hearers.all(&scenario.opens, first, context.root.field("opens"));
    for word in scenario.talk.values() {
        let about = hearers.person(&word.by).unwrap_or(first);
        hearers.all(&word.when, about, context.root.entry(word.origin).field("when"));
    }
}

/// Looks for words that cannot come to whom they are asked of.
struct Hearers<'a, 'f> {
    context: &'f RuleContext<'a>,
    ties: Ties,
    /// Who hears each word that was asked for so far; `None` for a word that is not known.
    ways: BTreeMap<Ref<WordId>, Option<BTreeMap<VillagerId, Way>>>,
    findings: &'f mut Findings<'a>,
}

impl<'a> Hearers<'a, '_> {
    fn person(&self, id: &PersonId) -> Option<PersonIx> {
        self.context.script.people.iter().position(|person| person.id == *id).map(PersonIx::new)
    }

    /// Looks at conditions as they are written, about a person unless `With` names another.
    fn all(&mut self, conditions: &[model::Condition], person: PersonIx, list: Place<'a>) {
        for (condition, place) in conditions.iter().zip(list.values()) {
            self.one(condition, person, place);
        }
    }

    fn one(&mut self, condition: &model::Condition, person: PersonIx, place: Place<'a>) {
        use model::Condition as C;
        match condition {
            C::Heard(word) => self.hears(word, person, place),
            C::All(inner) | C::Any(inner) => self.all(inner, person, place.nth(0)),
            C::Not(inner) => self.one(inner, person, place.nth(0)),
            C::With(other, inner) => {
                let person = self.person(other).unwrap_or(person);
                self.one(inner, person, place.nth(1));
            }
            _ => {}
        }
    }

    /// Reports a word that cannot come to a person. What is not known is for other rules.
    fn hears(&mut self, word: &Ref<WordId>, person: PersonIx, place: Place<'a>) {
        let Some(villager) = &self.context.script.person(person).villager else { return };
        let scenario = word.scenario.as_ref().and_then(|scenario| self.context.catalogue.get(scenario));
        let Some(said) = scenario.and_then(|scenario| scenario.words.get(&word.id)) else { return };
        let ways = self.ways.entry(word.clone()).or_insert_with(|| {
            (!said.first.is_empty()).then(|| spread(&self.ties, &said.first, said.tone, said.public, 0))
        });
        if ways.as_ref().is_none_or(|ways| ways.contains_key(villager)) {
            return;
        }
        let first: Vec<String> = said.first.iter().map(|first| format!("`{first}`")).collect();
        let message = format!(
            "`{villager}` can never hear `{word}`: it goes along at most {}, and none leads there from {}",
            Count::new(max_ties(said.tone), "tie"),
            and_list(&first)
        );
        let hint = "ask somebody nearer, by `With`; or write a tie in `village.ron`, or who was there in `heard_by`";
        self.findings.add(place, message, hint);
    }
}
