//! W50: over a folder, the best reply is the longest or the shortest more often than chance allows.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::{ScenarioSummary, decisions};
use crate::lint::findings::Findings;
use crate::scenario::script::Choice;
use crate::util::num::saturating_f64;

/// Replies of which the best is the longest, and the same with lengths that tell nothing.
pub(super) const EXAMPLE: Example = Example::of_each_kind(
    r#"say: "All evening? Then tell me more of it: what is it like, and when does it begin?",
...
say: "I don't know that yet, and we have until Sunday; so let us find out before that day.",
...
say: "You hear from me by Thursday, whatever it is that they find, and whether I like it or not, by phone.","#,
    r#"say: "All evening. What is it like?",
...
say: "I don't know yet. We have until Sunday.",
...
say: "You hear from me by Thursday, whatever they find.","#,
);

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W50",
        severity: Severity::Warning,
        title: "length gives the best reply away",
        explanation: "Over all decisions looked at, the best reply is the longest one (or the shortest one) so often that chance would do it less than once in a hundred times. Whoever notices can score without reading. Lengthen some of the others, or shorten some of the best; over a library the best should be longest about as often as any other reply.",
        example: EXAMPLE,
    },
    check: RuleFunction::Folder(check),
};

/// The probability under which a result is no longer put down to chance.
const UNLIKELY: f64 = 0.01;
/// Up to how many decisions the exact distribution is computed.
const MAX_COUNTED: usize = 300;
/// Least decisions over the folder: with fewer, nothing can be said.
const MIN_DECISIONS: usize = 6;

fn check<'a>(scenarios: &[ScenarioSummary<'a>], findings: &mut Findings<'a>) {
    for (word, longest) in [("longest", true), ("shortest", false)] {
        let tries: Vec<(f64, bool)> = scenarios
            .iter()
            .filter(|scenario| !scenario.allows("W50"))
            .flat_map(|scenario| decisions(scenario.script).filter_map(|(_, _, choices)| tried(choices, longest)))
            .collect();
        let hits = tries.iter().filter(|(_, hit)| *hit).count();
        if tries.len() >= MIN_DECISIONS && is_unlikely(&tries, hits) {
            let expected: f64 = tries.iter().map(|(chance, _)| chance).sum();
            let message = format!(
                "the best reply is the {word} at {hits} of {} decisions, where chance alone gives {expected:.0}",
                tries.len()
            );
            findings.add(None, message, "even out the lengths of the replies");
        }
    }
}

/// For a decision: how likely it is by chance that a best reply is the longest (or shortest), and whether one is;
/// `None` if that tells nothing.
fn tried(choices: &[Choice], longest: bool) -> Option<(f64, bool)> {
    let spoken: Vec<(i32, usize)> = choices
        .iter()
        .filter(|choice| choice.spoken && !choice.silence)
        .map(|choice| (choice.evidence.total(), choice.words.raw().chars().count()))
        .collect();
    let most = spoken.iter().map(|(total, _)| *total).max()?;
    let best = spoken.iter().filter(|(total, _)| *total == most).count();
    let lengths = || spoken.iter().map(|(_, length)| *length);
    let extreme = if longest { lengths().max()? } else { lengths().min()? };
    // With two replies of that length, or with no worse reply, the length tells nothing.
    if best == spoken.len() || lengths().filter(|length| *length == extreme).count() > 1 {
        return None;
    }
    let hit = spoken.iter().any(|(total, length)| *total == most && *length == extreme);
    Some((saturating_f64(best) / saturating_f64(spoken.len()), hit))
}

/// Whether chance alone gives so many hits less than once in a hundred times.
fn is_unlikely(tries: &[(f64, bool)], hits: usize) -> bool {
    if tries.len() <= MAX_COUNTED {
        return at_least(tries, hits) < UNLIKELY;
    }
    // For many decisions the normal distribution is close enough; 1 % of it is above 2.3263 standard deviations.
    let mean: f64 = tries.iter().map(|(chance, _)| chance).sum();
    let spread: f64 = tries.iter().map(|(chance, _)| chance * (1.0 - chance)).sum::<f64>().sqrt();
    saturating_f64(hits) - 0.5 - mean > 2.3263 * spread
}

/// The probability of so many hits or more, where each has its own (the Poisson binomial distribution).
fn at_least(tries: &[(f64, bool)], hits: usize) -> f64 {
    let mut likely = vec![0.0; tries.len() + 1];
    likely[0] = 1.0;
    for (n, (chance, _)) in tries.iter().enumerate() {
        for k in (0..=n).rev() {
            likely[k + 1] += likely[k] * chance;
            likely[k] *= 1.0 - chance;
        }
    }
    likely[hits..].iter().sum()
}
