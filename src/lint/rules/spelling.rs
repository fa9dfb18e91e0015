//! W62: a word that the dictionary does not know.

use std::collections::BTreeSet;

use super::placeholders::is_mark;
use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::lint::texts::words;

/// For how many unknown words of a file a correction is suggested; each suggestion takes time.
const MAX_GUESSED: usize = 40;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W62",
        severity: Severity::Warning,
        title: "unknown word",
        explanation: "The dictionary (British English) does not know this word. If it is right, a name or a term of the trade, add it to the nearest `words.txt`, in the folder of the scenario or above: one a line. Names of the cast are known. Scenarios in other languages are not looked at.",
        example: Example::of_template(r#"text: "I've tryed two bulbs.""#, r#"text: "I've tried two bulbs.""#),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    if !context.words.speaks(&context.scenario().lang.0) {
        return;
    }
    let names: BTreeSet<&str> = context
        .script
        .people
        .iter()
        .flat_map(|person| &person.personas)
        .flat_map(|(_, persona)| words(&persona.name).chain(words(&persona.called)))
        .collect();
    let mut unknown: BTreeSet<&str> = BTreeSet::new();
    for text in &context.texts {
        for word in words(text.text).filter(|word| !context.words.knows(word, &names)) {
            // Each word is reported once in a file; left-over placeholders are for another rule.
            if is_mark(word) || !unknown.insert(word) {
                continue;
            }
            let meant = if unknown.len() <= MAX_GUESSED { context.words.meant(word) } else { None };
            let hint = meant.map_or_else(
                || "if it is right, add it to `words.txt`".into(),
                |meant| format!("did you mean `{meant}`? if it is right as it is, add it to `words.txt`"),
            );
            findings.add(text.place, format!("`{word}` is not in the dictionary"), hint).narrowed_to(word);
        }
    }
}
