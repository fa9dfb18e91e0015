//! Texts with their placeholders found, as `{mei.name}`.

use super::linker::Linker;
use crate::diagnostic::{Guess, Problem};
use crate::scenario::ron::decode::MAX_PEOPLE;
use crate::scenario::ron::place::Location;
use crate::scenario::script::{PersonIx, Placeholder, Slot, Text};
use crate::util::num::saturating_u32;

/// Makes a placeholder for a person.
type PlaceholderOf = fn(PersonIx) -> Placeholder;

/// What can be asked of a person: the word after the dot, and the placeholder it makes.
const FORMS: [(&str, PlaceholderOf); 5] = [
    ("name", Placeholder::Name),
    ("called", Placeholder::Called),
    ("they", Placeholder::They),
    ("them", Placeholder::Them),
    ("their", Placeholder::Their),
];

/// Characters of an unknown placeholder that a message repeats.
const MAX_SHOWN: usize = 80;

impl Linker<'_> {
    pub(super) fn text(&mut self, raw: &str, location: Location<'_>) -> Text {
        if !raw.contains(['{', '}']) {
            return Text::new(raw, Vec::new());
        }
        let mut slots = Vec::new();
        let mut at = 0;
        while let Some(found) = raw[at..].find(['{', '}']) {
            let start = at + found;
            let rest = &raw[start..];
            let (length, what) = if rest.starts_with("{{") {
                (2, Some(Placeholder::Open))
            } else if rest.starts_with('}') {
                // A bracket that closes nothing stands for itself; doubled, it matches `{{`.
                (if rest.starts_with("}}") { 2 } else { 1 }, Some(Placeholder::Close))
            } else if let Some(length) = rest.find('}') {
                (length + 1, self.placeholder(&rest[1..length], location))
            } else {
                self.report(location, Problem::OpenBrace);
                break;
            };
            at = start + length;
            if let Some(what) = what {
                slots.push(Slot { start: saturating_u32(start), end: saturating_u32(at), what });
            }
        }
        Text::new(raw, slots)
    }

    /// What the word between two brackets stands for.
    fn placeholder(&mut self, written: &str, location: Location<'_>) -> Option<Placeholder> {
        if written == "you" {
            return Some(Placeholder::You);
        }
        let (person, form) = written.split_once('.').unwrap_or((written, ""));
        let form = FORMS.iter().find(|(word, _)| *word == form);
        let placeholder = form.and_then(|(_, placeholder)| self.people.get(person).map(|person| placeholder(*person)));
        if placeholder.is_none() && !self.is_full() {
            let people = self.scenario.cast.keys().take(MAX_PEOPLE);
            let known: Vec<String> = people
                .flat_map(|person| FORMS.map(|(form, _)| format!("{person}.{form}")))
                .chain(["you".to_owned()])
                .collect();
            let suggestion = self
                .suggest(written, known.iter().map(String::as_str))
                .map(|guess| Guess { name: format!("{{{}}}", guess.name), ..guess });
            let written = written.chars().take(MAX_SHOWN).collect();
            self.report(location, Problem::BadPlaceholder { written, suggestion });
        }
        placeholder
    }
}
