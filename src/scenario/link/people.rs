//! The cast: each person with the personas they may be, and what those look like.

use std::collections::HashSet;

use super::linker::Linker;
use crate::diagnostic::{Diagnostic, Problem, suggest};
use crate::scenario::id::{NeedId, PersonId};
use crate::scenario::look;
use crate::scenario::model::{Member, Persona, Scenario};
use crate::scenario::ron::place::Location;
use crate::scenario::script::Person;

impl Linker<'_> {
    pub(super) fn cast(&mut self) -> Vec<Person> {
        let scenario = self.scenario;
        let people: Vec<Person> = scenario.cast.iter().map(|(id, member)| self.person(id, member)).collect();
        for (n, person) in people.iter().enumerate().filter(|(_, person)| person.villager.is_some()) {
            if let Some(first) = people[..n].iter().find(|first| first.villager == person.villager) {
                self.two_roles(first, person);
            }
        }
        people
    }

    /// Reports a villager who is cast twice.
    fn two_roles(&mut self, first: &Person, second: &Person) {
        let villager = second.villager.as_ref().map(ToString::to_string).unwrap_or_default();
        let problem = Problem::TwoRoles { villager, first: first.id.to_string(), second: second.id.to_string() };
        self.report(Location::Entry(second.personas[0].1.origin).field("id"), problem);
    }

    fn person(&mut self, id: &PersonId, member: &Member) -> Person {
        let mut personas = Vec::new();
        match member {
            Member::Persona(persona) => {
                self.persona(persona);
                personas.push((None, persona.clone()));
            }
            Member::OneOf(twins) => {
                let first = twins.values().next();
                for (twin_id, twin) in twins {
                    self.persona(twin);
                    if let Some(first) = first {
                        self.same_as_first_twin(twin, first);
                    }
                    personas.push((Some(twin_id.clone()), twin.clone()));
                }
            }
            // Replaced by a persona before linking.
            Member::Villager(_) => {}
        }
        if personas.is_empty() {
            personas.push((None, Persona::default()));
        }
        let Persona { mood, rapport, villager, .. } = personas[0].1.clone();
        Person { id: id.clone(), personas, mood, rapport: rapport.0, villager }
    }

    fn persona(&mut self, persona: &Persona) {
        let entry = Location::Entry(persona.origin);
        self.place(&persona.place, entry.field("place"));
        let look = &persona.look;
        let values = [&look.head, &look.skin, &look.body, &look.clothes, &look.glasses, &look.beard];
        for ((part, known), value) in look::PARTS.iter().zip(values) {
            if value.is_empty() || known.contains(&value.as_str()) {
                continue;
            }
            let suggestion = suggest(value, known.iter().copied());
            let problem = Problem::UnknownLook { part, value: value.clone(), suggestion };
            self.report(entry.field("look").field(part), problem);
        }
    }

    /// Checks the name of a place; empty if none is written.
    pub(super) fn place(&mut self, name: &str, location: Location<'_>) {
        if name.is_empty() || look::PLACES.iter().any(|(known, _)| *known == name) {
            return;
        }
        let suggestion = suggest(name, look::PLACES.iter().map(|(name, _)| *name));
        self.report(location, Problem::UnknownPlace { place: name.to_owned(), suggestion });
    }

    /// Twins share whatever counts in play.
    fn same_as_first_twin(&mut self, twin: &Persona, first: &Persona) {
        let needs = |persona: &Persona| persona.needs.keys().map(NeedId::as_str).collect::<Vec<_>>().join(", ");
        let differences = [
            ("mood", twin.mood != first.mood, first.mood.as_str().to_owned(), twin.mood.as_str().to_owned()),
            ("rapport", twin.rapport != first.rapport, first.rapport.0.to_string(), twin.rapport.0.to_string()),
            ("needs", twin.needs != first.needs, needs(first), needs(twin)),
        ];
        for (field, differs, of_first, of_twin) in differences {
            if differs {
                let span = self.span(Location::Entry(twin.origin).field(field));
                let first_span = self.span(Location::Entry(first.origin).field(field));
                let problem = Problem::TwinsDiffer { field, first: of_first, second: of_twin };
                self.problems.push(Diagnostic::new(span, problem).with(first_span, "and here"));
            }
        }
    }
}

/// The persona whose needs, mood and rapport count: twins share them.
pub(super) fn shared_persona(member: &Member) -> Option<&Persona> {
    match member {
        Member::Persona(persona) => Some(persona),
        Member::OneOf(twins) => twins.values().next(),
        Member::Villager(_) => None,
    }
}

/// Words of names that do not name anybody by themselves: forms of address, articles, and the like.
const NO_NAMES: [&str; 15] =
    ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Doctor", "Sir", "Madam", "Captain", "The", "An", "Old", "Young", "Who"];

/// Names that are ordinary words too, where a sentence begins with them and goes on in small letters: "Will that do?"
const ORDINARY_WORDS: [&str; 16] = [
    "Will", "May", "Mark", "Grace", "Hope", "Rose", "Price", "Bill", "Grant", "Sue", "Drew", "Pat", "Rob", "Art",
    "Joy", "Faith",
];

/// The words of the names of all people of a scenario, without those that name nobody and words in small letters.
pub(super) fn name_words(scenario: &Scenario) -> HashSet<&str> {
    let personas = scenario.cast.values().flat_map(|member| match member {
        Member::Persona(persona) => vec![persona],
        Member::OneOf(twins) => twins.values().collect(),
        Member::Villager(_) => Vec::new(),
    });
    personas
        .flat_map(|persona| words(&persona.name).chain(words(&persona.called)))
        .filter(|word| word.chars().count() > 1 && !NO_NAMES.contains(word))
        .filter(|word| word.chars().all(char::is_alphabetic) && !word.chars().all(char::is_lowercase))
        .collect()
}

/// Whether a text has a word of a name written out, as a reader sees it: "Mr Blake" has, if somebody is called Gideon Blake.
pub(super) fn has_name(text: &str, name_words: &HashSet<&str>) -> bool {
    let is_name =
        |word: &str| name_words.contains(word) && !(ORDINARY_WORDS.contains(&word) && begins_sentence(text, word));
    words(text).any(is_name)
}

/// Whether a sentence begins with a word and goes on without a comma, in small letters or with "I".
fn begins_sentence(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].trim_end();
        let after = text[at + word.len()..].strip_prefix(' ').unwrap_or_default();
        (before.is_empty() || before.ends_with(['.', '?', '!', ':', '…']))
            && (after.starts_with(char::is_lowercase) || after.starts_with("I "))
    })
}

/// The words of a text, without what an apostrophe or a hyphen adds to a name: "Hal's" is "Hal".
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_it_is_read_and_an_ordinary_word_is_not() {
        let found = |name: &str, text: &str| {
            let words: HashSet<&str> = words(name)
                .filter(|word| {
                    word.chars().count() > 1 && !NO_NAMES.contains(word) && !word.chars().all(char::is_lowercase)
                })
                .collect();
            has_name(text, &words)
        };
        for (name, text) in [
            ("Gideon Blake", "You asked, Mr Blake, and you were told."),
            ("Hal Berg", "That's Hal's light."),
            ("Anne-Marie Duval", "Good morning, Anne-Marie!"),
            ("Will Hope", "I hear you, Will."),
            ("Grace May", "Grace, could you look at this?"),
        ] {
            assert!(found(name, text), "{name}: {text}");
        }
        for (name, text) in [
            ("Will Hope", "Will that do?"),
            ("Grace May", "One moment. May I see it?"),
            ("Mark Price", "Price is on the tag."),
            ("The Caller", "The sleeve is here."),
            ("A Stranger", "A sleeve for you."),
            ("Old Tom", "Old sleeves, all of them."),
            ("Doctor Who", "Who is it?"),
        ] {
            assert!(!found(name, text), "{name}: {text}");
        }
    }
}
