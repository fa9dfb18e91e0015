//! Guesses at what a mistyped name was meant to be.

use std::fmt;

use crate::util::letters::{is_hidden, misleading_name, plain_word};
use crate::util::text::and_list;

/// A known name that is close to the one that was written.
pub type Suggestion = Option<Guess>;

/// What was probably meant by a name that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The name.
    pub name: String,
    /// A character of what was written that is not seen, or that looks like the one that belongs there.
    pub misleading: Option<char>,
}

impl Guess {
    /// `name` as what was meant by `written`.
    #[must_use]
    pub fn new(written: &str, name: String) -> Self {
        Self { name, misleading: plain_word(written).map(|(first, _)| first) }
    }
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "did you mean `{}`?", self.name)?;
        let Some(c) = self.misleading else { return Ok(()) };
        let (code, kind) = (u32::from(c), misleading_name(c));
        if is_hidden(c) {
            return write!(f, " What is written has U+{code:04X} in it, {kind}");
        }
        write!(f, " The `{c}` that is written is {kind} (U+{code:04X})")
    }
}

/// Lowest similarity, from 0 to 1, at which a name is suggested; below it the guesses are wrong too often.
const MIN_SIMILARITY: f64 = 0.8;

/// The most names that are listed where none is similar.
const MAX_NAMES: usize = 12;

/// The known name closest to `written`, if any is close enough to be meant.
pub fn suggest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Suggestion {
    let plain = plain_word(written).map_or_else(|| written.to_owned(), |(_, plain)| plain).to_lowercase();
    let length = plain.chars().count();
    // A name more than twice as long, or less than half, is not a typing error.
    let is_similar_length = |name: &&str| {
        let other = name.chars().count();
        other <= 2 * length && length <= 2 * other
    };
    // Jaro-Winkler favours a shared beginning, which suits the way ids are mistyped.
    known
        .into_iter()
        .filter(is_similar_length)
        .map(|name| (strsim::jaro_winkler(&plain, &name.to_lowercase()), name))
        .filter(|(similarity, _)| *similarity >= MIN_SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| Guess::new(written, name.to_owned()))
}

/// "did you mean `name`?", if there is a suggestion.
pub(super) fn did_you_mean(suggestion: &Suggestion) -> Option<String> {
    suggestion.as_ref().map(Guess::to_string)
}

/// What might have been meant by a name that is not among those that are known: "did you mean `name`?", or all of them.
pub fn advice<'a>(written: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    did_you_mean(&suggest(written, known.clone())).unwrap_or_else(|| {
        let mut names: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
        let others = names.len().saturating_sub(MAX_NAMES);
        names.truncate(MAX_NAMES);
        names.extend((others > 0).then(|| format!("{others} more")));
        match names.as_slice() {
            [] => "none is known here".into(),
            [only] => format!("the only one is {only}"),
            several => format!("known are {}", and_list(several)),
        }
    })
}

/// "did you mean `name`?", or other advice.
pub(super) fn did_you_mean_or(suggestion: &Suggestion, otherwise: &str) -> Option<String> {
    did_you_mean(suggestion).or_else(|| Some(otherwise.to_owned()))
}
