//! W63: a placeholder that was left over.

use super::{Check, Found, Run, Scene};
use crate::check::texts::words;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;

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
        if let Some(mark) = left_over(text.text) {
            let message = format!("{} still holds `{mark}`", text.voice.word());
            found.at(text.path.clone(), message, "write what belongs there").piece(&mark);
        }
    }
}

/// Whether a word is one that is meant to be replaced.
pub(super) fn is_mark(word: &str) -> bool {
    MARKS.contains(&word.to_lowercase().as_str())
}

fn left_over(text: &str) -> Option<String> {
    let mark = words(text).find(|word| is_mark(word));
    let marks = ["???", "__"].into_iter().find(|mark| text.contains(mark));
    let bracketed = [('[', ']'), ('<', '>')].into_iter().find_map(|(open, close)| {
        let start = text.find(open)?;
        let length = text[start..].find(close)?;
        // An arrow or a heart is no bracket.
        let inside = &text[start + 1..start + length];
        inside.chars().any(char::is_alphabetic).then(|| text[start..=start + length].to_owned())
    });
    mark.map(str::to_owned).or_else(|| marks.map(str::to_owned)).or(bracketed)
}
