//! W63: a placeholder that was left over.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::lint::texts::words;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W63",
        severity: Severity::Warning,
        title: "placeholder left over",
        explanation: "The text contains something that is meant to be replaced before anybody reads it: TBD, XXX and the like, lorem ipsum, `???`, or something in square or angle brackets.",
        example: Example::of_template(
            r#"because: "TODO","#,
            r#"because: "Quick and sure of itself. If it is not the bulb, nobody is believed the second time.","#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

const MARKS: [&str; 8] = ["todo", "tbd", "fixme", "xxx", "xxxx", "lorem", "ipsum", "tk"];

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for text in &context.texts {
        // In other languages such words may be words.
        if let Some(mark) = left_over(text.text, context.words.speaks(&context.scenario().lang.0)) {
            let message = format!("{} still contains `{mark}`", text.voice.as_str());
            findings.add(text.place, message, "write what belongs there").narrowed_to(&mark);
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
