//! All that was on offer at a decision, in one cell that people and programs can read.
//!
//! `have-your-notes Listening 2 Grace 1 | told-you* Trust 2 | silence`: replies in the order shown, each with its
//! id, a star if good play unlocked it, and its weights.

use std::fmt::Write as _;

use thiserror::Error;

use crate::encounter::{Decision, DecisionRecord, Offered, TooManyOffered};
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::model::{Act, Evidence};
use crate::scenario::principle::Principle;

/// Writes what was on offer.
#[must_use]
pub fn write<'a>(offered: impl IntoIterator<Item = &'a Offered>) -> String {
    let mut cell = String::new();
    for (n, one) in offered.into_iter().enumerate() {
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
/// If the cell is not written like this, or the chosen reply is not in it exactly once.
pub fn decision(offered: &str, chosen: &str, scored: bool) -> Result<Decision, OfferError> {
    let offered: Vec<Offered> = offered.split(" | ").map(reply).collect::<Result<_, _>>()?;
    decision_from_record(DecisionRecord::from_offer(BeatId::from(""), scored, offered, ChoiceId::from(chosen)))
}

/// A decision that was read back.
///
/// # Errors
/// If the chosen reply is not on offer exactly once, or more is on offer than a beat can have.
pub(super) fn decision_from_record(record: DecisionRecord) -> Result<Decision, OfferError> {
    let count = record.offered.iter().filter(|reply| reply.id == record.chosen).count();
    if count != 1 {
        return Err(OfferError::ChosenNotOnce(record.chosen.to_string()));
    }
    Ok(record.try_into()?)
}

fn reply(cell: &str) -> Result<Offered, OfferError> {
    let mut words = cell.split(' ');
    let id = words.next().filter(|id| !id.is_empty()).ok_or(OfferError::NoId)?;
    let (id, earned) = id.strip_suffix('*').map_or((id, false), |id| (id, true));
    let mut evidence = Evidence::default();
    while let Some(name) = words.next() {
        let principle = Principle::ALL.into_iter().find(|principle| principle.name() == name);
        let principle = principle.ok_or_else(|| OfferError::UnknownPrinciple(name.to_owned()))?;
        let weight = words.next().and_then(|word| word.parse::<i8>().ok());
        let weight = weight.ok_or_else(|| OfferError::NoWeight(name.to_owned()))?;
        let (min, max) = Evidence::RANGE;
        if !(min..=max).contains(&i64::from(weight)) {
            return Err(OfferError::WeightOutOfRange { principle: principle.name(), weight });
        }
        evidence.0[principle.index()] = weight;
    }
    Ok(Offered { id: ChoiceId::from(id), act: Act::default(), earned, evidence, recalls: false })
}

/// A cell of what was on offer that cannot be read back.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OfferError {
    /// A reply without an id.
    #[error("a reply on offer has no id")]
    NoId,
    /// The chosen reply is missing, or there twice.
    #[error("`{0}` was chosen, and is not on offer exactly once")]
    ChosenNotOnce(String),
    /// More replies than a beat can have.
    #[error(transparent)]
    TooMany(#[from] TooManyOffered),
    /// A word where a principle should be.
    #[error("`{0}` is not a principle")]
    UnknownPrinciple(String),
    /// A principle without a weight.
    #[error("`{0}` has no weight")]
    NoWeight(String),
    /// A weight that no scenario can have.
    #[error("a weight is -2 to 2, and `{principle}` has {weight}")]
    WeightOutOfRange {
        /// The principle.
        principle: &'static str,
        /// The weight.
        weight: i8,
    },
}
