//! W64: letters or signs that not every machine can show.

use std::collections::BTreeSet;

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::model::Member;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W64",
        severity: Severity::Warning,
        title: "letters that not every machine can show",
        explanation: "The program brings fonts for Latin, Greek and Cyrillic letters, Vietnamese included, and for common signs. Other letters, such as Chinese, Arabic, Hebrew, Devanagari or Thai ones, are shown with a font of the trainee's system, if it has one, and as a box if it has none; so are emoji. If all your trainees have such a font, allow it; text from right to left is shown from left to right all the same.",
        example: Example::of_template(r#"say: "Tomorrow 👍","#, r#"say: "Tomorrow, for sure.","#),
    },
    check: RuleFunction::Scenario(check),
};

/// The most letters that a message names.
const MAX_NAMED: usize = 5;

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for text in &context.texts {
        if let Some(message) = message(context, text.text, text.voice.as_str()) {
            findings.add(text.place, message, HINT);
        }
    }
    for member in context.scenario().cast.values() {
        let personas = match member {
            Member::Persona(persona) => vec![persona],
            Member::OneOf(twins) => twins.values().collect(),
            Member::Villager(_) => Vec::new(),
        };
        for persona in personas.into_iter().filter(|persona| persona.villager.is_none()) {
            if let Some(message) = message(context, &persona.name, "this name") {
                findings.add(context.root.entry(persona.origin).field("name"), message, HINT);
            }
        }
    }
}

const HINT: &str = "write it with other letters; or allow it, if every trainee's machine has a font for them";

/// What is to say of a text, if it has such letters.
fn message(context: &RuleContext<'_>, text: &str, what: &str) -> Option<String> {
    let missing: BTreeSet<char> = text.chars().filter(|c| !context.words.can_show(*c)).collect();
    if missing.is_empty() {
        return None;
    }
    let named: Vec<String> = missing.iter().take(MAX_NAMED).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    let more = if missing.len() > MAX_NAMED { " and others" } else { "" };
    Some(format!("{what} has letters that not every machine can show: {}{more}", named.join(", ")))
}
