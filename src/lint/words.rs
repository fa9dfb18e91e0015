//! Word lists: a dictionary, known names and terms, courtesies, and the words of each principle.

use std::collections::BTreeSet;
use std::hash::{BuildHasherDefault, DefaultHasher};

use super::texts::words;
use crate::scenario::principle::Principle;
use crate::util::letters::is_hidden;

/// The texts of the word lists.
#[derive(Clone, Copy, Debug)]
pub struct WordTexts<'a> {
    /// The dictionary's rules, as Hunspell has them (`.aff`).
    pub rules: &'a str,
    /// The dictionary's words, as Hunspell has them (`.dic`).
    pub dictionary: &'a str,
    /// Courtesies, one a line.
    pub courtesies: &'a str,
    /// `Principle: word, phrase, ..`, one principle a line.
    pub principles: &'a str,
}

/// A dictionary whose hash table has no random seed: where several corrections of a word are equally good, the order of
/// the table decides which comes first, and it must be the same every time.
type Dictionary = spellbook::Dictionary<BuildHasherDefault<DefaultHasher>>;

/// The word lists, read.
pub struct Words {
    dictionary: Option<Dictionary>,
    /// Names and terms from `words.txt` files.
    known: BTreeSet<String>,
    courtesies: Vec<Phrase>,
    principles: [Vec<Phrase>; 8],
    /// The letters and signs that every machine can show.
    letters: BTreeSet<char>,
}

/// One or more words in a row, in lower case.
type Phrase = Vec<String>;

/// Endings that any known word can have.
const ENDINGS: [&str; 6] = ["'s", "'ll", "'d", "'re", "'ve", "s'"];

impl Words {
    /// Reads the texts. Without a readable dictionary no word is reported as unknown. `letters` are the letters and signs
    /// that every machine can show.
    #[must_use]
    pub fn new(texts: WordTexts<'_>, known: BTreeSet<String>, letters: BTreeSet<char>) -> Self {
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim().to_owned());
            lines.filter(|line| !line.is_empty()).collect()
        };
        let phrase = |text: &str| -> Phrase { words(text).map(plain).collect() };
        let mut principles: [Vec<Phrase>; 8] = std::array::from_fn(|_| Vec::new());
        for line in lines(texts.principles) {
            let Some((name, list)) = line.split_once(':') else { continue };
            if let Some(principle) = Principle::from_name(name.trim()) {
                principles[principle.index()].extend(list.split(',').map(phrase));
            }
        }
        let hasher = BuildHasherDefault::default();
        Self {
            dictionary: Dictionary::new_with_hasher(texts.rules, texts.dictionary, hasher).ok(),
            known,
            courtesies: lines(texts.courtesies).iter().map(|line| phrase(line)).collect(),
            principles,
            letters,
        }
    }

    /// Whether every machine can show a letter or sign, whatever fonts it has; what is not seen needs no font.
    pub(super) fn can_show(&self, c: char) -> bool {
        c.is_control() || is_hidden(c) || self.letters.contains(&c)
    }

    /// Whether texts in this language can be checked: English of any country.
    #[must_use]
    pub fn speaks(&self, lang: &str) -> bool {
        self.dictionary.is_some() && lang.split('-').next().is_some_and(|lang| lang.eq_ignore_ascii_case("en"))
    }

    /// Whether a word is in the dictionary or among the names, or is made of such words with a hyphen or an ending.
    pub(super) fn knows(&self, word: &str, names: &BTreeSet<&str>) -> bool {
        let word = word.replace('’', "'");
        let is_right = |word: &str| {
            word.chars().any(|c| c.is_ascii_digit())
                || self.known.contains(word)
                || names.contains(word)
                || self.dictionary.as_ref().is_none_or(|dictionary| dictionary.check(word))
        };
        let is_right_bare = |word: &str| {
            let bare = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
            is_right(word) || bare.into_iter().any(is_right)
        };
        is_right_bare(&word) || (word.contains('-') && word.split('-').all(is_right_bare))
    }

    /// The dictionary's best correction of a word, if it has any.
    pub(super) fn meant(&self, word: &str) -> Option<String> {
        let mut meant = Vec::new();
        self.dictionary.as_ref()?.suggest(word, &mut meant);
        meant.into_iter().next()
    }

    /// The first word or phrase in a text that names a principle.
    pub(super) fn named(&self, principle: Principle, text: &str) -> Option<String> {
        let spoken: Vec<String> = words(text).map(plain).collect();
        let phrases = &self.principles[principle.index()];
        phrases.iter().find(|phrase| count(&spoken, phrase) > 0).map(|phrase| phrase.join(" "))
    }

    /// How many courtesies a text holds.
    pub(super) fn courtesies(&self, text: &str) -> usize {
        let spoken: Vec<String> = words(text).map(plain).collect();
        self.courtesies.iter().map(|phrase| count(&spoken, phrase)).sum()
    }

    /// How many words of these principles a text holds.
    pub(super) fn keywords(&self, principles: &[Principle], text: &str) -> usize {
        let spoken: Vec<String> = words(text).map(plain).collect();
        let phrases = principles.iter().flat_map(|principle| &self.principles[principle.index()]);
        phrases.map(|phrase| count(&spoken, phrase)).sum()
    }
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// How often a phrase occurs among words.
fn count(spoken: &[String], phrase: &Phrase) -> usize {
    if phrase.is_empty() { 0 } else { spoken.windows(phrase.len()).filter(|words| *words == phrase.as_slice()).count() }
}
