//! A person's progress on the eight principles, and what to practise next and why.

use std::collections::BTreeSet;

use super::play::{PlaySource, Record};
use crate::scenario::id::ScenarioId;
use crate::scenario::principle::Principle;
use crate::scoring::{Missing, RatioInterval, Tally, missing, ratio_interval};

/// The score of one attempt on a principle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservedAttempt {
    /// The scenario.
    pub scenario: ScenarioId,
    /// The score.
    pub tally: Tally,
}

/// A person's progress on one principle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipleProgress {
    /// The principle.
    pub principle: Principle,
    /// The attempts in which it was observed, oldest first.
    pub points: Vec<ObservedAttempt>,
    /// The sum over the attempts.
    pub together: Tally,
    /// The interval of the score, once there are enough attempts.
    pub interval: RatioInterval,
    /// What is missing before the score may be shown; `None` if nothing is.
    pub missing: Option<Missing>,
}

/// A person's progress on the eight principles. An attempt is the first play of a scenario, without a decision taken
/// back; practice does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The principles in their fixed order.
    pub principles: Vec<PrincipleProgress>,
    /// How many attempts there are.
    pub attempts: usize,
}

impl Progress {
    /// The progress over a person's plays, in the order they ended.
    #[must_use]
    pub fn from_records(records: &[Record]) -> Self {
        let counts = |record: &&Record| record.attempt_info.source == PlaySource::Play && !record.attempt_info.practice;
        let attempts: Vec<_> =
            records.iter().filter(counts).filter_map(|record| Some((record, record.card?))).collect();
        let trained = |principle: Principle| {
            let observed = attempts.iter().map(|(record, card)| (record, card.principle(principle)));
            let points: Vec<ObservedAttempt> = observed
                .filter(|(_, tally)| tally.span > 0)
                .map(|(record, tally)| ObservedAttempt { scenario: record.scenario.clone(), tally })
                .collect();
            let together = points.iter().fold(Tally::default(), |sum, point| sum.plus(point.tally));
            let clusters: Vec<Tally> = points.iter().map(|point| point.tally).collect();
            let scenarios: BTreeSet<&ScenarioId> = points.iter().map(|point| &point.scenario).collect();
            let missing = missing(together, scenarios.len());
            PrincipleProgress { principle, interval: ratio_interval(&clusters), missing, together, points }
        };
        Self { principles: Principle::ALL.into_iter().map(trained).collect(), attempts: attempts.len() }
    }
}

/// Why something is worth practising.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The principle has not been observed yet.
    NotSeen(Principle),
    /// The principle's score rests on only this many moments.
    Thin(Principle, u32),
    /// The principle has the lowest score, in per cent.
    Lowest(Principle, u32),
    /// The principle has the lowest score, in per cent, of those that a scenario not yet played trains.
    NewTo(Principle, u32),
}

impl Reason {
    /// The principle it is about.
    #[must_use]
    pub const fn principle(self) -> Principle {
        match self {
            Self::NotSeen(principle)
            | Self::Thin(principle, _)
            | Self::Lowest(principle, _)
            | Self::NewTo(principle, _) => principle,
        }
    }
}

/// What to practise next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Why.
    pub reason: Reason,
    /// Whether the scenario was completed before.
    pub played: bool,
}

/// What to practise next, out of scenarios with the principles they train, easiest first. The principle with the
/// lowest score comes first, then those with few moments, then those not observed yet; scenarios that were not
/// completed come before those that were. `None` if there is no scenario.
#[must_use]
pub fn advice<'a>(
    progress: &Progress,
    library: impl IntoIterator<Item = (&'a ScenarioId, &'a [Principle])>,
    completed: &dyn Fn(&ScenarioId) -> bool,
) -> Option<Advice> {
    let mut reasons: Vec<Reason> = progress.principles.iter().map(reason).collect();
    reasons.sort_by_key(|reason| match reason {
        Reason::Lowest(principle, percent) | Reason::NewTo(principle, percent) => (0, *percent, principle.index()),
        Reason::Thin(principle, moments) => (1, *moments, principle.index()),
        Reason::NotSeen(principle) => (2, 0, principle.index()),
    });
    let library: Vec<(&ScenarioId, &[Principle])> = library.into_iter().collect();
    let library = &library;
    let found = |played: bool| {
        let suits = move |reason: &Reason| {
            let trains = |(id, trains): &&(&ScenarioId, &[Principle])| {
                completed(id) == played && trains.contains(&reason.principle())
            };
            let (id, _) = library.iter().find(trains)?;
            Some(Advice { scenario: (*id).clone(), reason: *reason, played })
        };
        reasons.iter().find_map(suits)
    };
    let mut advice = found(false).or_else(|| found(true))?;
    if let Reason::Lowest(principle, percent) = advice.reason
        && reasons.first() != Some(&advice.reason)
    {
        advice.reason = Reason::NewTo(principle, percent);
    }
    Some(advice)
}

fn reason(trained: &PrincipleProgress) -> Reason {
    match trained.together.percent() {
        None => Reason::NotSeen(trained.principle),
        Some(_) if trained.together.opportunities < crate::scoring::THIN_BELOW => {
            Reason::Thin(trained.principle, trained.together.opportunities)
        }
        Some(percent) => Reason::Lowest(trained.principle, percent),
    }
}
