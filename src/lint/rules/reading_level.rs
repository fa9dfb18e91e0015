//! W61: a text that reads harder than people speak.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::lint::texts::{Voice, letters, sentences, words};

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W61",
        Warning,
        "reads harder than people speak",
        "The reading level of this text is above what fits its channel: long words in long sentences. It is measured with the Automated Readability Index (Smith and Senter, 1967), which comes near the school year in which a text is understood: at most 12 for what is said, 14 for what is written or told. Texts of fewer than 12 words are left out.",
    ),
    run: Run::Scene(run),
};

/// Shorter texts say nothing about how they read.
const FEWEST: usize = 12;

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    if !scene.words.speaks(&scene.scenario().lang.0) {
        return;
    }
    for text in &scene.texts {
        let most = if matches!(text.voice, Voice::Spoken | Voice::Reply) { 12.0 } else { 14.0 };
        let level = level(text.text);
        if words(text.text).count() >= FEWEST && level > most {
            let message =
                format!("{} reads at level {level:.0}, and {most:.0} is as hard as it may be", text.voice.as_str());
            found.at(text.path.clone(), message, "shorter sentences, plainer words: read it aloud");
        }
    }
}

/// 4.71 times letters a word, and half the words a sentence, less 21.43.
fn level(text: &str) -> f64 {
    let share = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let (letters, words, sentences) = (letters(text), words(text).count().max(1), sentences(text));
    4.71 * share(letters) / share(words) + 0.5 * share(words) / share(sentences) - 21.43
}
