//! Guesses at what a mistyped name was meant to be.

use crate::util::text::and_list;

/// A known name that is close to the one that was written.
pub type Suggestion = Option<String>;

/// Lowest similarity, from 0 to 1, at which a name is suggested; below it the guesses are wrong too often.
const MIN_SIMILARITY: f64 = 0.8;

/// The most names that are listed where none is similar.
const MAX_NAMES: usize = 12;

/// The known name closest to `written`, if any is close enough to be meant.
pub fn suggest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Suggestion {
    let written = written.to_lowercase();
    let length = written.chars().count();
    // A name more than twice as long, or less than half, is not a typing error.
    let is_similar_length = |name: &&str| {
        let other = name.chars().count();
        other <= 2 * length && length <= 2 * other
    };
    // Jaro-Winkler favours a shared beginning, which suits the way ids are mistyped.
    known
        .into_iter()
        .filter(is_similar_length)
        .map(|name| (strsim::jaro_winkler(&written, &name.to_lowercase()), name))
        .filter(|(similarity, _)| *similarity >= MIN_SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| name.to_owned())
}

/// "did you mean `name`?", if there is a suggestion.
pub(super) fn did_you_mean(suggestion: &Suggestion) -> Option<String> {
    suggestion.as_ref().map(|name| format!("did you mean `{name}`?"))
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
