//! Every text of a scenario that somebody reads, with its place in the file; and counts of words and sentences.

use super::place::Place;
use crate::scenario::model::{self, Channel, Member, Persona};
use crate::scenario::script::{Beat, Script};

/// How a text reaches its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Somebody says it.
    Spoken,
    /// The trainee may say it.
    Reply,
    /// It is written in a thread or a message.
    Written,
    /// It is narrated between the lines, or at the end.
    Narrated,
    /// The coach's reason.
    Reason,
    /// The brief.
    Brief,
    /// A few words: a title, a fact, a need.
    Note,
}

impl Voice {
    /// What such a text is called in messages.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Spoken => "this line",
            Self::Reply => "this reply",
            Self::Written => "this post",
            Self::Narrated => "this text",
            Self::Reason => "this reason",
            Self::Brief => "the brief",
            Self::Note => "this note",
        }
    }
}

/// A text and its place in the file.
pub(super) struct TextSite<'a> {
    pub(super) text: &'a str,
    pub(super) place: Place<'a>,
    pub(super) voice: Voice,
}

/// All texts of a script, with their placeholders as written.
pub(super) fn texts<'a>(script: &'a Script, root: Place<'a>) -> Vec<TextSite<'a>> {
    let scenario = &*script.scenario;
    let mut texts = Texts(Vec::new());
    texts.push(&scenario.title, root.field("title"), Voice::Note);
    texts.push(&scenario.brief, root.field("brief"), Voice::Brief);
    let place_of = root.field("facts").keys();
    for (id, text) in &scenario.facts {
        texts.push(text, place_of(id.as_str()), Voice::Note);
    }
    let place_of = root.field("promises").keys();
    for (id, text) in &scenario.promises {
        texts.push(text, place_of(id.as_str()), Voice::Note);
    }
    for claim in scenario.claims.values() {
        texts.push(&claim.really, root.entry(claim.origin).field("really"), Voice::Narrated);
    }
    for word in scenario.talk.values() {
        texts.word(word, root);
    }
    if let Some(missed) = &scenario.missed {
        texts.push(&missed.text, root.entry(missed.origin).field("text"), Voice::Narrated);
        for word in missed.talk.values() {
            texts.word(word, root);
        }
    }
    for member in scenario.cast.values() {
        match member {
            Member::Persona(persona) => texts.persona(persona, root),
            Member::OneOf(twins) => {
                for persona in twins.values() {
                    texts.persona(persona, root);
                }
            }
            Member::Villager(_) => {}
        }
    }
    for beat in &script.beats {
        if let Some(written) = scenario.beats.get(&beat.id) {
            texts.beat(beat, written, root.beat(written));
        }
    }
    texts.0
}

/// The texts found so far.
struct Texts<'a>(Vec<TextSite<'a>>);

impl<'a> Texts<'a> {
    fn push(&mut self, text: &'a str, place: Place<'a>, voice: Voice) {
        self.0.push(TextSite { text, place, voice });
    }

    /// What somebody says of the trainee.
    fn word(&mut self, word: &'a model::Word, root: Place<'a>) {
        let place = root.entry(word.origin);
        self.push(&word.says, place.field("says"), Voice::Spoken);
        self.push(&word.retold, place.field("retold"), Voice::Spoken);
        if !word.really.is_empty() {
            self.push(&word.really, place.field("really"), Voice::Narrated);
        }
    }

    fn persona(&mut self, persona: &'a Persona, root: Place<'a>) {
        let place = root.entry(persona.origin);
        // A villager's role is written in the village, not in this file.
        if persona.villager.is_none() {
            self.push(&persona.role, place.field("role"), Voice::Note);
        }
        for need in persona.needs.values() {
            // A villager's need of the village has no place of its own in this file.
            let is_written = need.origin.is_written();
            let place = if is_written { root.entry(need.origin).field("is") } else { place.field("needs") };
            self.push(&need.is, place, Voice::Note);
        }
    }

    fn beat(&mut self, beat: &'a Beat, written: &'a model::Beat, place: Place<'a>) {
        self.lines(&written.lines, place.field("lines"), beat.channel);
        if let Some(end) = &written.end {
            self.push(&end.text, place.field("end").field("text"), Voice::Narrated);
        }
        for choice in beat.choices() {
            if !choice.silence
                && let Some(spoken) = written.choices.get(&choice.id)
            {
                let place = place.choice(spoken);
                let is_written = matches!(beat.channel, Channel::Feed | Channel::Chat);
                let voice = if is_written { Voice::Written } else { Voice::Reply };
                let (field, text) = if choice.spoken { ("say", &spoken.say) } else { ("do", &spoken.r#do) };
                self.push(text, place.field(field), if choice.spoken { voice } else { Voice::Narrated });
                self.reaction(&spoken.because, &spoken.answer, place, beat.channel);
            } else if let Some(silence) = written.silence.as_ref().filter(|_| choice.silence) {
                self.reaction(&silence.because, &silence.answer, place.field("silence"), beat.channel);
            }
        }
    }

    /// What a choice and a silence both have: the reason, and the answer.
    fn reaction(&mut self, because: &'a str, answer: &'a [model::Line], place: Place<'a>, channel: Channel) {
        self.push(because, place.field("because"), Voice::Reason);
        self.lines(answer, place.field("answer"), channel);
    }

    fn lines(&mut self, lines: &'a [model::Line], list: Place<'a>, channel: Channel) {
        use model::Line as L;
        let spoken = if channel == Channel::Chat { Voice::Written } else { Voice::Spoken };
        for (line, place) in lines.iter().zip(list.values()) {
            let (text, voice) = match line {
                L::Say { text, or, .. } => {
                    for (other, place) in or.iter().zip(place.field("or").values()) {
                        self.push(other, place, spoken);
                    }
                    (text, spoken)
                }
                L::Narrate { text, .. } => (text, Voice::Narrated),
                L::Menu { text, .. } => (text, Voice::Spoken),
                L::Post { text, .. } => (text, Voice::Written),
                L::Hold { .. } | L::Transfer { .. } => continue,
            };
            self.push(text, place.field("text"), voice);
        }
    }
}

/// The words of a text, placeholders left out; an apostrophe or a hyphen inside a word belongs to it.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    let mut is_word = move |c: char| {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                return false;
            }
            _ => {}
        }
        !inside && (c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
    };
    text.split(move |c| !is_word(c))
        .map(|word| word.trim_matches(['\'', '’', '-']))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Letters and digits in words.
pub(super) fn letters(text: &str) -> usize {
    words(text).map(|word| word.chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

/// Sentences, at least one: what ends in a full stop, a question or exclamation mark, or a colon.
pub(super) fn sentences(text: &str) -> usize {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ':' | ';' | '…');
    text.split(ends).filter(|piece| piece.chars().any(char::is_alphanumeric)).count().max(1)
}
