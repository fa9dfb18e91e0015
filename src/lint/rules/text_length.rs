//! W60: a text that is too long for where it is said.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::lint::texts::{Voice, words};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W60",
        severity: Severity::Warning,
        title: "too long for its channel",
        explanation: "People speak in short turns: at most 45 words in one breath, replies 40. What is written in a thread or a message may have 80, a story told between the lines 60, a reason 60, the brief 90. Split it, or let somebody answer in between.",
        example: Example::of_template(
            r#"say: "Tomorrow, for sure. I will ask them first thing in the morning, and then I will ring you, and if you do not hear from me before lunch you can ring here and ask for me, and somebody will fetch me at once.","#,
            r#"say: "Tomorrow, for sure.","#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

const fn most(voice: Voice) -> usize {
    match voice {
        Voice::Spoken => 45,
        Voice::Reply => 40,
        Voice::Written => 80,
        Voice::Narrated | Voice::Reason => 60,
        Voice::Brief => 90,
        Voice::Note => 30,
    }
}

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for text in &context.texts {
        let (count, most) = (words(text.text).count(), most(text.voice));
        if count > most {
            let message = format!("{} has {count} words, and at most {most} fit", text.voice.as_str());
            findings.add(text.place, message, "split it, or cut what the reader can guess");
        }
    }
}
