//! W61: a text that reads harder than people speak.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::lint::texts::{Voice, letters, sentences, words};
use crate::util::num::saturating_f64;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W61",
        severity: Severity::Warning,
        title: "reads harder than people speak",
        explanation: "The reading level of this text is above what fits its channel: long words in long sentences. It is measured with the Automated Readability Index (Smith and Senter, 1967), which comes near the school year in which a text is understood: at most 12 for what is said, 14 for what is written or told. Texts of fewer than 12 words are left out.",
        example: Example::of_template(
            r#"say: "Unfortunately, illumination equipment occasionally necessitates professional examination before demonstrating satisfactory operational performance.","#,
            r#"say: "That'll be the bulb.","#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

/// Shorter texts have no reliable reading level.
const MIN_WORDS: usize = 12;

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    if !context.words.speaks(&context.scenario().lang.0) {
        return;
    }
    for text in &context.texts {
        let most = if matches!(text.voice, Voice::Spoken | Voice::Reply) { 12.0 } else { 14.0 };
        let level = level(text.text);
        if words(text.text).count() >= MIN_WORDS && level > most {
            let message =
                format!("{} reads at level {level:.0}, and the most for it is {most:.0}", text.voice.as_str());
            findings.add(text.place, message, "write shorter sentences and plainer words; read it aloud");
        }
    }
}

/// The Automated Readability Index.
fn level(text: &str) -> f64 {
    let [letters, words, sentences] =
        [letters(text), words(text).count().max(1), sentences(text)].map(|count: usize| saturating_f64(count));
    4.71 * letters / words + 0.5 * words / sentences - 21.43
}
