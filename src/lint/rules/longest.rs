//! W50: over a folder, the best reply is the longest or the shortest more often than chance allows.

use super::{Check, Found, Leaf, Run, decisions};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::script::Choice;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W50",
        Warning,
        "length gives the best reply away",
        "Over all decisions looked at, the best reply is the longest one (or the shortest one) so often that chance would do it less than once in a hundred times. Whoever notices can score without reading. Lengthen some of the others, or shorten some of the best; over a library the best should be longest about as often as any other reply.",
    ),
    run: Run::Folder(run),
};

/// Chance does less than this before it is held against a folder.
const UNLIKELY: f64 = 0.01;
/// So many decisions are counted out one by one.
const MOST_COUNTED: usize = 300;
/// With fewer decisions nothing can be said.
const FEWEST: usize = 6;

fn run<'a>(leaves: &[Leaf<'a>], found: &mut Found<'a>) {
    for (word, longest) in [("longest", true), ("shortest", false)] {
        let tries: Vec<(f64, bool)> = leaves
            .iter()
            .filter(|leaf| !leaf.allows("W50"))
            .flat_map(|leaf| decisions(leaf.script).filter_map(|(_, _, choices)| tried(choices, longest)))
            .collect();
        let hits = tries.iter().filter(|(_, hit)| *hit).count();
        if tries.len() >= FEWEST && is_unlikely(&tries, hits) {
            let expected: f64 = tries.iter().map(|(chance, _)| chance).sum();
            let message = format!(
                "the best reply is the {word} at {hits} of {} decisions, where chance would make it {expected:.0}",
                tries.len()
            );
            found.at(
                Vec::new(),
                message,
                "even out the lengths: read only the lengths of your replies, and see what they tell",
            );
        }
    }
}

/// Whether a best reply is the longest (or shortest) at a decision, and how likely that is by chance; `None`
/// where it says nothing.
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
    // With two of a length, or with nothing worse, there is nothing to see.
    if best == spoken.len() || lengths().filter(|length| *length == extreme).count() > 1 {
        return None;
    }
    let share = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let hit = spoken.iter().any(|(total, length)| *total == most && *length == extreme);
    Some((share(best) / share(spoken.len()), hit))
}

/// Whether chance would hit so often less than once in a hundred times.
fn is_unlikely(tries: &[(f64, bool)], hits: usize) -> bool {
    if tries.len() <= MOST_COUNTED {
        return at_least(tries, hits) < UNLIKELY;
    }
    // Over many tries hits are spread as the bell curve says; 2.3263 deviations are passed once in a hundred times.
    let mean: f64 = tries.iter().map(|(chance, _)| chance).sum();
    let spread: f64 = tries.iter().map(|(chance, _)| chance * (1.0 - chance)).sum::<f64>().sqrt();
    f64::from(u32::try_from(hits).unwrap_or(u32::MAX)) - 0.5 - mean > 2.3263 * spread
}

/// How likely so many hits or more are, each with a chance of its own (the Poisson binomial distribution).
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
