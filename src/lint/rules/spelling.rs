//! W62: a word that the dictionary does not know.

use std::collections::BTreeSet;

use super::placeholders::is_mark;
use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::lint::texts::words;

/// Guessing what was meant takes time: after so many unknown words of a file nothing is guessed any more.
const MOST_GUESSED: usize = 40;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W62",
        Warning,
        "unknown word",
        "The dictionary (British English) does not know this word. If it is right, a name or a term of the trade, add it to the nearest `words.txt`, in the folder of the scenario or above: one a line. Names of the cast are known. Scenarios in other languages are not looked at.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    if !scene.words.speaks(&scene.scenario().lang.0) {
        return;
    }
    let names: BTreeSet<&str> = scene
        .script
        .people
        .iter()
        .flat_map(|person| &person.personas)
        .flat_map(|(_, persona)| words(&persona.name).chain(words(&persona.called)))
        .collect();
    let mut unknown: BTreeSet<&str> = BTreeSet::new();
    for text in &scene.texts {
        for word in words(text.text).filter(|word| !scene.words.knows(word, &names)) {
            // Once a file is enough; what is left over from writing is said elsewhere.
            if is_mark(word) || !unknown.insert(word) {
                continue;
            }
            let meant = if unknown.len() <= MOST_GUESSED { scene.words.meant(word) } else { None };
            let hint = meant.map_or_else(
                || "if it is right, add it to `words.txt`".into(),
                |meant| format!("did you mean `{meant}`? if it is right as it is, add it to `words.txt`"),
            );
            found.at(text.path.clone(), format!("`{word}` is not in the dictionary"), hint).piece(word);
        }
    }
}
