//! What people of an encounter are called on the screen: by name once the trainee can know it, before that by what one
//! can see of them.

use std::sync::Arc;

use crate::encounter::{Encounter, TranscriptLine, lines_since_last_decision};
use crate::scenario::model::{Channel, Kind, Persona};
use crate::scenario::script::PersonIx;

/// What is known of the people of an encounter at a moment of a play.
#[derive(Clone, Copy)]
pub struct ShownNames<'a, L> {
    /// The encounter.
    pub encounter: &'a Encounter,
    /// The channel of the beat that is shown.
    pub channel: Channel,
    /// The lines that were shown so far.
    pub lines: L,
}

impl<'a, L: Iterator<Item = &'a TranscriptLine> + Clone> ShownNames<'a, L> {
    /// What to call a person: by name, or, as long as it is not known, by the beginning of their role.
    #[must_use]
    pub fn of(&self, person: PersonIx) -> &'a str {
        let persona = self.persona(person);
        let seen = persona.role.split([',', ';', ':']).next().unwrap_or_default().trim();
        if seen.is_empty() || self.is_known(person) { &persona.name } else { seen }
    }

    /// Whether the trainee knows a person's name: somebody has said it, it is a colleague's or that of somebody met before,
    /// or it stands beside what people write.
    #[must_use]
    pub fn is_known(&self, person: PersonIx) -> bool {
        let Self { encounter, channel, .. } = *self;
        let (script, scenario) = (encounter.script(), &encounter.script().scenario);
        let persona = self.persona(person);
        scenario.kind == Kind::Colleague
            || matches!(channel, Channel::Feed | Channel::Chat)
            || persona.villager.as_ref().is_some_and(|villager| encounter.memory().rapport.contains_key(villager))
            || [&persona.name, &persona.called].into_iter().any(|name| {
                has_word_of(&scenario.title, name)
                    || has_word_of(&script.brief.with(script, encounter.cast(), "").to_string(), name)
                    || self.lines.clone().any(|said| has_word_of(said.words(), name))
            })
    }

    fn persona(&self, person: PersonIx) -> &'a Persona {
        let cast = usize::from(self.encounter.cast()[person.index()]);
        &self.encounter.script().person(person).personas[cast].1
    }
}

/// Everything that was said so far: the lines before the first decision, then those after each. The same choices are played
/// once more for it. `you` is the name of the trainee.
#[must_use]
pub fn lines_so_far(encounter: &Encounter, you: &str) -> Vec<Vec<TranscriptLine>> {
    let mut again = Encounter::start(Arc::clone(encounter.script()), encounter.seed(), encounter.memory().clone());
    let mut all = vec![lines_since_last_decision(&again, you)];
    for choice in encounter.choices() {
        if again.choose(choice.as_str(), 0).is_ok() {
            all.push(lines_since_last_decision(&again, you));
        }
    }
    all
}

/// Whether a text has a word of a name, other than a form of address.
fn has_word_of(text: &str, name: &str) -> bool {
    let words = |text: &'_ str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let text = words(text);
    words(name).iter().any(|word| {
        word.chars().count() > 1 && !matches!(word.as_str(), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr") && text.contains(word)
    })
}
