//! The word lists built into the program, as the checker knows words from.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::files::asset;
use crate::lint::{WordTexts, Words};

/// What is known about words, with names and terms of the scenarios' own.
#[must_use]
pub fn words(known: BTreeSet<String>) -> Words {
    let text = |path: &str| {
        let bytes = asset(path).unwrap_or(Cow::Borrowed(&[]));
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let [rules, dictionary] = ["words/en-GB.aff", "words/en-GB.dic"].map(text);
    let [courtesies, principles] = ["words/courtesies.txt", "words/principles.txt"].map(text);
    let texts = WordTexts { rules: &rules, dictionary: &dictionary, courtesies: &courtesies, principles: &principles };
    Words::new(texts, known)
}
