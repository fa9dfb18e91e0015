//! W63: a placeholder that was left over.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::lint::texts::words;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W63",
        Warning,
        "placeholder left over",
        "The text holds something that is meant to be replaced before anybody reads it: TBD, XXX and the like, lorem ipsum, `???`, or something in square or angle brackets.",
    ),
    run: Run::Scene(run),
};

const MARKS: [&str; 8] = ["todo", "tbd", "fixme", "xxx", "xxxx", "lorem", "ipsum", "tk"];

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for text in &scene.texts {
        // In other languages such words may be words.
        if let Some(mark) = left_over(text.text, scene.words.speaks(&scene.scenario().lang.0)) {
            let message = format!("{} still holds `{mark}`", text.voice.as_str());
            found.at(text.path.clone(), message, "write what belongs there").piece(&mark);
        }
    }
}

/// Whether a word is one that is meant to be replaced.
pub(super) fn is_mark(word: &str) -> bool {
    MARKS.contains(&word.to_lowercase().as_str())
}

fn left_over(text: &str, english: bool) -> Option<String> {
    let is_loud = |word: &str| word.chars().all(char::is_uppercase);
    let mark = words(text).find(|word| is_mark(word) && (english || is_loud(word)));
    let marks = ["???", "__"].into_iter().find(|mark| text.contains(mark));
    let bracketed = [('[', ']'), ('<', '>')].into_iter().find_map(|(open, close)| {
        let start = text.find(open)?;
        let length = text[start..].find(close)?;
        // An arrow, a heart or the letter of a row is no placeholder.
        let inside = &text[start + 1..start + length];
        let is_word = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '_' | '.');
        let is_placeholder = inside.chars().all(is_word) && inside.chars().filter(|c| c.is_alphabetic()).count() > 2;
        is_placeholder.then(|| text[start..=start + length].to_owned())
    });
    mark.map(str::to_owned).or_else(|| marks.map(str::to_owned)).or(bracketed)
}
