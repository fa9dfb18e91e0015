//! Every text of a scenario that somebody reads, with its path in the file; and counts of words and sentences.

use super::sites::{Path, choice_path};
use crate::scenario::model::{self, Channel, Member};
use crate::scenario::ron::place::Step;
use crate::scenario::script::{BeatIx, Script};

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

/// A text and its path in the file.
pub(super) struct TextSite<'a> {
    pub(super) text: &'a str,
    pub(super) path: Path<'a>,
    pub(super) voice: Voice,
}

/// All texts of a script, with their placeholders as written.
#[expect(clippy::too_many_lines, reason = "one list, an entry for each part of the format that has a text")]
pub(super) fn texts(script: &Script) -> Vec<TextSite<'_>> {
    let scenario = &*script.scenario;
    let mut all = Vec::new();
    let mut push = |text, path, voice| all.push(TextSite { text, path, voice });
    push(scenario.title.as_str(), vec![Step::Field("title")], Voice::Note);
    push(scenario.brief.as_str(), vec![Step::Field("brief")], Voice::Brief);
    for (id, text) in &scenario.facts {
        push(text, vec![Step::Field("facts"), Step::Key(id.as_str())], Voice::Note);
    }
    for (id, text) in &scenario.promises {
        push(text, vec![Step::Field("promises"), Step::Key(id.as_str())], Voice::Note);
    }
    for (id, claim) in &scenario.claims {
        let path = vec![Step::Field("claims"), Step::Key(id.as_str()), Step::Field("really")];
        push(&claim.really, path, Voice::Narrated);
    }
    for (id, member) in &scenario.cast {
        let at = vec![Step::Field("cast"), Step::Key(id.as_str())];
        let personas: Vec<(Path<'_>, &model::Persona)> = match member {
            Member::Persona(persona) => vec![(at, persona)],
            Member::OneOf(twins) => twins
                .iter()
                .map(|(cast, persona)| ([at.as_slice(), &[Step::Nth(0), Step::Key(cast.as_str())]].concat(), persona))
                .collect(),
            Member::Villager(_) => Vec::new(),
        };
        for (at, persona) in personas {
            // A villager's role is written in the village, not in this file.
            if persona.villager.is_none() {
                push(&persona.role, [at.as_slice(), &[Step::Field("role")]].concat(), Voice::Note);
            }
            for (need, written) in &persona.needs {
                let path =
                    [at.as_slice(), &[Step::Field("needs"), Step::Key(need.as_str()), Step::Field("is")]].concat();
                push(&written.is, path, Voice::Note);
            }
        }
    }
    for (n, beat) in script.beats.iter().enumerate() {
        let Some(written) = scenario.beats.get(&beat.id) else { continue };
        let ix = BeatIx::new(n);
        let at = vec![Step::Field("beats"), Step::Key(beat.id.as_str())];
        all.extend(lines(&written.lines, [at.as_slice(), &[Step::Field("lines")]].concat(), beat.channel));
        if let Some(end) = &written.end {
            let path = [at.as_slice(), &[Step::Field("end"), Step::Field("text")]].concat();
            all.push(TextSite { text: &end.text, path, voice: Voice::Narrated });
        }
        for choice in beat.choices() {
            let at = choice_path(script, ix, choice);
            let inside = |field| [at.as_slice(), &[Step::Field(field)]].concat();
            let (because, answer) = match (choice.silence, written.choices.get(&choice.id), &written.silence) {
                (true, _, Some(silence)) => (&silence.because, &silence.answer),
                (false, Some(spoken), _) => {
                    let is_written = matches!(beat.channel, Channel::Feed | Channel::Chat);
                    let voice = if is_written { Voice::Written } else { Voice::Reply };
                    let (field, text) = if choice.spoken { ("say", &spoken.say) } else { ("do", &spoken.r#do) };
                    let voice = if choice.spoken { voice } else { Voice::Narrated };
                    all.push(TextSite { text, path: inside(field), voice });
                    (&spoken.because, &spoken.answer)
                }
                _ => continue,
            };
            all.push(TextSite { text: because, path: inside("because"), voice: Voice::Reason });
            all.extend(lines(answer, inside("answer"), beat.channel));
        }
    }
    all
}

fn lines<'a>(lines: &'a [model::Line], at: Path<'a>, channel: Channel) -> Vec<TextSite<'a>> {
    use model::Line as L;
    let mut all = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let inside = |steps: &[Step<'a>]| [at.as_slice(), &[Step::Nth(n)], steps].concat();
        let spoken = if channel == Channel::Chat { Voice::Written } else { Voice::Spoken };
        let (text, voice) = match line {
            L::Say { text, or, .. } => {
                for (k, other) in or.iter().enumerate() {
                    let path = inside(&[Step::Field("or"), Step::Nth(k)]);
                    all.push(TextSite { text: other, path, voice: spoken });
                }
                (text, spoken)
            }
            L::Narrate { text, .. } => (text, Voice::Narrated),
            L::Menu { text, .. } => (text, Voice::Spoken),
            L::Post { text, .. } => (text, Voice::Written),
            L::Hold { .. } | L::Transfer { .. } => continue,
        };
        all.push(TextSite { text, path: inside(&[Step::Field("text")]), voice });
    }
    all
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
