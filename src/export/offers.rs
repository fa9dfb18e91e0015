//! All that was on offer at a decision, in one cell that a pencil and a program can read.
//!
//! `have-your-notes Listening 2 Grace 1 | told-you* Trust 2 | silence`: replies in the order shown, each with its
//! id, a star if good play unlocked it, and its weights.

use std::fmt::Write as _;

use crate::encounter::{Decision, Offered};
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::model::{Act, Evidence};
use crate::scenario::principle::Principle;

/// Writes what was on offer.
#[must_use]
pub fn write(offered: &[Offered]) -> String {
    let mut cell = String::new();
    for (n, one) in offered.iter().enumerate() {
        let (gap, star) = (if n > 0 { " | " } else { "" }, if one.earned { "*" } else { "" });
        let _ = write!(cell, "{gap}{}{star}", one.id);
        for (principle, weight) in one.evidence.named() {
            let _ = write!(cell, " {} {weight}", principle.name());
        }
    }
    cell
}

/// The ids of what was on offer, in the order shown, each with the sum of its weights.
pub fn totals(offered: &str) -> impl Iterator<Item = (&str, i32)> {
    offered.split(" | ").map(|reply| {
        let mut words = reply.split(' ');
        let id = words.next().unwrap_or_default().trim_end_matches('*');
        (id, words.filter_map(|word| word.parse::<i32>().ok()).sum())
    })
}

/// Reads a decision back, as far as its score needs.
///
/// # Errors
/// In words, if the cell is not written like this, or what was chosen is not on offer in it.
pub fn decision(offered: &str, chosen: &str, scored: bool) -> Result<Decision, String> {
    let offered: Vec<Offered> = offered.split(" | ").map(reply).collect::<Result<_, _>>()?;
    if offered.iter().filter(|one| one.id.as_str() == chosen).count() != 1 {
        return Err(format!("`{chosen}` was chosen, and is not on offer once"));
    }
    Ok(Decision {
        beat: BeatId::from(""),
        scored,
        offered,
        chosen: ChoiceId::from(chosen),
        because: String::new(),
        effects: Vec::new(),
        named: false,
        served: false,
        milliseconds: 0,
    })
}

fn reply(cell: &str) -> Result<Offered, String> {
    let mut words = cell.split(' ');
    let id = words.next().filter(|id| !id.is_empty()).ok_or("a reply on offer has no id")?;
    let (id, earned) = id.strip_suffix('*').map_or((id, false), |id| (id, true));
    let mut evidence = Evidence::default();
    while let Some(name) = words.next() {
        let principle = Principle::ALL.into_iter().find(|principle| principle.name() == name);
        let principle = principle.ok_or_else(|| format!("`{name}` is no principle"))?;
        let weight: i8 =
            words.next().and_then(|word| word.parse().ok()).ok_or_else(|| format!("`{name}` has no weight"))?;
        if !Evidence::RANGE.0.le(&i64::from(weight)) || !Evidence::RANGE.1.ge(&i64::from(weight)) {
            return Err(format!("a weight is -2 to 2, and `{name}` has {weight}"));
        }
        evidence.0[principle.index()] = weight;
    }
    Ok(Offered { id: ChoiceId::from(id), act: Act::default(), earned, evidence, recalls: false })
}
