//! What many plays say together: each principle over time, and what to practise next and why.

use std::collections::BTreeSet;

use super::play::{PlaySource, Record};
use crate::scenario::id::ScenarioId;
use crate::scenario::principle::Principle;
use crate::scoring::{Missing, Several, Tally, missing, over_clusters};

/// One play's score on a principle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What was played.
    pub scenario: ScenarioId,
    /// The score, and what stands behind it.
    pub tally: Tally,
}

/// A principle over a person's attempts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trained {
    /// Which.
    pub principle: Principle,
    /// The attempts in which it was observed, oldest first.
    pub points: Vec<Point>,
    /// All of them together.
    pub together: Tally,
    /// Where the figure plausibly lies, once there are enough attempts.
    pub several: Several,
    /// What is missing before the figure may be shown; `None` if nothing is.
    pub missing: Option<Missing>,
}

/// Everything a person's attempts say about the eight principles. An attempt is the first play of a scenario
/// that nothing was taken back in: practice is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The principles in their fixed order.
    pub principles: Vec<Trained>,
    /// How many attempts there are.
    pub attempts: usize,
}

impl Progress {
    /// Over a person's plays, given in the order they ended.
    #[must_use]
    pub fn of(records: &[Record]) -> Self {
        let counts = |record: &&Record| record.attempt_info.source == PlaySource::Play && !record.attempt_info.practice;
        let attempts: Vec<_> =
            records.iter().filter(counts).filter_map(|record| Some((record, record.card?))).collect();
        let trained = |principle: Principle| {
            let observed = attempts.iter().map(|(record, card)| (record, card.principle(principle)));
            let points: Vec<Point> = observed
                .filter(|(_, tally)| tally.span > 0)
                .map(|(record, tally)| Point { scenario: record.scenario.clone(), tally })
                .collect();
            let together = points.iter().fold(Tally::default(), |sum, point| sum.plus(point.tally));
            let clusters: Vec<Tally> = points.iter().map(|point| point.tally).collect();
            let scenarios: BTreeSet<&ScenarioId> = points.iter().map(|point| &point.scenario).collect();
            let missing = missing(together, scenarios.len());
            Trained { principle, several: over_clusters(&clusters), missing, together, points }
        };
        Self { principles: Principle::ALL.into_iter().map(trained).collect(), attempts: attempts.len() }
    }
}

/// Why something is worth practising.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The principle was not observed yet.
    NotSeen(Principle),
    /// Little stands behind the principle's figure: so many moments.
    Thin(Principle, u32),
    /// It is the lowest of the principles: its figure in per cent.
    Lowest(Principle, u32),
    /// It is not the lowest, but the lowest that something new trains: its figure in per cent.
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
    /// Whether it was completed before.
    pub played: bool,
}

/// What to practise next, of scenarios given with what they train, easiest first. The lowest principle with
/// enough behind it comes first, then thin ones, then those never seen; a scenario not played yet comes before
/// one that was. `None` if there is nothing to play.
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

fn reason(trained: &Trained) -> Reason {
    match trained.together.percent() {
        None => Reason::NotSeen(trained.principle),
        Some(_) if trained.together.opportunities < crate::scoring::THIN => {
            Reason::Thin(trained.principle, trained.together.opportunities)
        }
        Some(percent) => Reason::Lowest(trained.principle, percent),
    }
}
