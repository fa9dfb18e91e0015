//! The word lists built into the program, for the rules that check spelling.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::files::{asset, shipped_letters};
use crate::lint::{WordTexts, Words};

/// The built-in word lists, with `known` names and terms of the scenarios.
#[must_use]
pub fn words(known: BTreeSet<String>) -> Words {
    let text = |path: &str| {
        let bytes = asset(path).unwrap_or(Cow::Borrowed(&[]));
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let [rules, dictionary] = ["words/en-GB.aff", "words/en-GB.dic"].map(text);
    let [courtesies, principles] = ["words/courtesies.txt", "words/principles.txt"].map(text);
    let texts = WordTexts { rules: &rules, dictionary: &dictionary, courtesies: &courtesies, principles: &principles };
    Words::new(texts, known, shipped_letters())
}
