//! Texts with placeholders, and the words they become.

use std::fmt;

use super::index::PersonIx;
use super::parts::Script;
use crate::scenario::model::Persona;

/// A text with its placeholders.
#[derive(Clone, Debug, Default)]
pub struct Text {
    raw: Box<str>,
    slots: Box<[Slot]>,
}

/// A placeholder in a text: its bytes in the raw text, and what replaces it.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What replaces it.
    pub what: Placeholder,
}

/// What replaces a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// A person's full name.
    Name(PersonIx),
    /// What a person is called; their full name if nothing else is written.
    Called(PersonIx),
    /// "she", "he", "they".
    They(PersonIx),
    /// "her", "him", "them".
    Them(PersonIx),
    /// "her", "his", "their".
    Their(PersonIx),
    /// The trainee's name.
    You,
    /// `{`.
    Open,
    /// `}`.
    Close,
}

impl Text {
    /// A text with its placeholders, in the order of the text.
    #[must_use]
    pub fn new(raw: &str, slots: Vec<Slot>) -> Self {
        Self { raw: raw.into(), slots: slots.into() }
    }

    /// The text as written, with its placeholders.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether its words differ from what is written.
    #[must_use]
    pub fn has_placeholders(&self) -> bool {
        !self.slots.is_empty()
    }

    /// Whether a person is named in it.
    #[must_use]
    pub fn names_somebody(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot.what, Placeholder::Name(_) | Placeholder::Called(_)))
    }

    /// The people whom its placeholders stand for.
    pub fn people(&self) -> impl Iterator<Item = PersonIx> + use<'_> {
        self.slots.iter().filter_map(|slot| match slot.what {
            Placeholder::Name(person)
            | Placeholder::Called(person)
            | Placeholder::They(person)
            | Placeholder::Them(person)
            | Placeholder::Their(person) => Some(person),
            Placeholder::You | Placeholder::Open | Placeholder::Close => None,
        })
    }

    /// The text with its placeholders filled, for a cast (the index of each person's persona) and the name of the trainee.
    #[must_use]
    pub const fn with<'a>(&'a self, script: &'a Script, cast: &'a [u8], you: &'a str) -> Words<'a> {
        Words { text: self, script, cast, you }
    }
}

/// A [`Text`] with its placeholders filled, without a copy; `Display` writes the words.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    text: &'a Text,
    script: &'a Script,
    cast: &'a [u8],
    you: &'a str,
}

impl<'a> Words<'a> {
    /// The pieces of the text in order.
    pub fn pieces(self) -> impl Iterator<Item = &'a str> {
        let mut at = 0;
        let plain_and_filled = self.text.slots.iter().flat_map(move |slot| {
            let plain = &self.text.raw[at..slot.start as usize];
            at = slot.end as usize;
            [plain, self.fill(slot.what)]
        });
        let end = self.text.slots.last().map_or(0, |slot| slot.end as usize);
        plain_and_filled.chain(std::iter::once(&self.text.raw[end..]))
    }

    fn fill(self, what: Placeholder) -> &'a str {
        match what {
            Placeholder::Name(person) => self.persona(person).map_or(UNKNOWN.0, |persona| &persona.name),
            Placeholder::Called(person) => self
                .persona(person)
                .map_or(UNKNOWN.0, |persona| if persona.called.is_empty() { &persona.name } else { &persona.called }),
            Placeholder::They(person) => self.pronoun(person, 0),
            Placeholder::Them(person) => self.pronoun(person, 1),
            Placeholder::Their(person) => self.pronoun(person, 2),
            Placeholder::You => self.you,
            Placeholder::Open => "{",
            Placeholder::Close => "}",
        }
    }

    /// Who a person is in this cast; `None` for one of several who are drawn, while nobody has been.
    fn persona(self, person: PersonIx) -> Option<&'a Persona> {
        let personas = &self.script.person(person).personas;
        let cast = match (self.cast.get(person.index()), personas.as_slice()) {
            (Some(cast), _) => usize::from(*cast),
            (None, [_]) => 0,
            (None, _) => return None,
        };
        personas.get(cast).or(personas.last()).map(|(_, persona)| persona)
    }

    fn pronoun(self, person: PersonIx, n: usize) -> &'a str {
        self.persona(person).and_then(|persona| persona.pronouns.forms()).map_or(UNKNOWN.1[n], |forms| forms[n])
    }
}

/// What somebody is called, and the pronouns of somebody, of whom nothing is known.
const UNKNOWN: (&str, [&str; 3]) = ("somebody", ["they", "them", "their"]);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece))
    }
}
