//! The two hashes of a scenario: of everything in it, and of how it plays.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::model::{Claim, Ending, Lang, Level, Line, Look, Member, Need, Persona, Pronouns, Scenario};

/// SHA-256, printed as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Hash {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FAULT: &str = "a hash has 64 hexadecimal digits";
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(FAULT);
        }
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| FAULT)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| FAULT)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The scenario as canonical JSON (RFC 8785) without `tests` and `allow`. The content hash is taken over it, and the
/// ledger stores it. Villagers must be resolved before.
#[must_use]
pub fn content_json(scenario: &Scenario) -> String {
    canonical(&without_notes(scenario.clone()))
}

/// SHA-256 of [`content_json`].
#[must_use]
pub fn content_hash(scenario: &Scenario) -> Hash {
    hash(&content_json(scenario))
}

/// SHA-256 of the same JSON without the words: only what can be done, how it is scored and where it leads.
#[must_use]
pub fn play_hash(scenario: &Scenario) -> Hash {
    hash(&canonical(&without_words(without_notes(scenario.clone()))))
}

fn canonical(scenario: &Scenario) -> String {
    serde_json_canonicalizer::to_string(scenario)
        .expect("a scenario, made of texts, whole numbers, lists and maps, can be written as JSON")
}

fn hash(text: &str) -> Hash {
    Hash(Sha256::digest(text.as_bytes()).into())
}

fn without_notes(mut scenario: Scenario) -> Scenario {
    scenario.tests.clear();
    scenario.allow.clear();
    for beat in scenario.beats.values_mut() {
        beat.allow.clear();
        for choice in beat.choices.values_mut() {
            choice.allow.clear();
        }
    }
    scenario
}

fn without_words(mut scenario: Scenario) -> Scenario {
    scenario.title.clear();
    scenario.brief.clear();
    scenario.place.clear();
    scenario.minutes = 0;
    scenario.level = Level::default();
    scenario.trains.clear();
    scenario.lang = Lang::default();
    scenario.facts.values_mut().for_each(String::clear);
    scenario.promises.values_mut().for_each(String::clear);
    for Claim { really, .. } in scenario.claims.values_mut() {
        really.clear();
    }
    for member in scenario.cast.values_mut() {
        match member {
            Member::Persona(persona) => without_appearance(persona),
            Member::OneOf(twins) => twins.values_mut().for_each(without_appearance),
            Member::Villager(casting) => {
                casting.role.clear();
                casting.look = Look::default();
                casting.place.clear();
                casting.face_on_phone = false;
                casting.needs.values_mut().for_each(|need| need.is.clear());
            }
        }
    }
    // What the town makes of a play changes neither what can be done in it nor its score.
    scenario.talk.clear();
    scenario.opens.clear();
    scenario.until = 0;
    scenario.missed = None;
    for beat in scenario.beats.values_mut() {
        beat.place.clear();
        beat.spread = 0;
        beat.lines.iter_mut().for_each(without_line_words);
        for choice in beat.choices.values_mut() {
            choice.say.clear();
            choice.r#do.clear();
            choice.because.clear();
            choice.answer.iter_mut().for_each(without_line_words);
        }
        if let Some(silence) = &mut beat.silence {
            silence.because.clear();
            silence.answer.iter_mut().for_each(without_line_words);
        }
        if let Some(Ending { text, .. }) = &mut beat.end {
            text.clear();
        }
    }
    scenario
}

fn without_appearance(persona: &mut Persona) {
    let Persona {
        name,
        called,
        role,
        pronouns,
        look,
        mood: _,
        rapport: _,
        needs,
        face_on_phone,
        place,
        villager: _,
        origin: _,
    } = persona;
    for text in [name, called, role, place] {
        text.clear();
    }
    *pronouns = Pronouns::default();
    *look = Look::default();
    *face_on_phone = false;
    for Need { is, .. } in needs.values_mut() {
        is.clear();
    }
}

fn without_line_words(line: &mut Line) {
    match line {
        Line::Say { text, or, .. } => {
            text.clear();
            or.clear();
        }
        Line::Narrate { text, .. } | Line::Menu { text, .. } => text.clear(),
        Line::Transfer { to, .. } => to.clear(),
        Line::Hold { minutes, .. } => *minutes = 0,
        Line::Post { text, seen_by, .. } => {
            text.clear();
            *seen_by = 0;
        }
    }
}
