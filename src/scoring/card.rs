//! Scores: each decision compared with what was on offer there, then summed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::encounter::{Decision, Offered};
use crate::scenario::model::Evidence;
use crate::scenario::principle::Principle;

/// What was gained of what could be gained, and at how many decisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// What was gained, 0 to `span`.
    pub gained: u32,
    /// What could be gained.
    pub span: u32,
    /// The number of decisions at which the choices differ.
    pub opportunities: u32,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} in {} moments", self.gained, self.span, self.opportunities)
    }
}

impl Tally {
    /// Nothing gained, nothing on offer.
    pub const NONE: Self = Self { gained: 0, span: 0, opportunities: 0 };

    /// `100 * gained / span` rounded half up, 0 to 100; `None` where nothing was observed.
    #[must_use]
    pub const fn percent(self) -> Option<u32> {
        if self.span == 0 {
            return None;
        }
        let (gained, span) = (self.gained as u64, self.span as u64);
        let percent = (200 * gained + span) / (2 * span);
        #[expect(clippy::cast_possible_truncation, reason = "at most 100, since gained is at most span")]
        Some(percent as u32)
    }

    fn add(&mut self, gained: i32, span: i32) {
        self.gained += gained.unsigned_abs();
        self.span += span.unsigned_abs();
        self.opportunities += 1;
    }

    /// The sum of two tallies, of decisions, encounters, people or months.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            gained: self.gained + other.gained,
            span: self.span + other.span,
            opportunities: self.opportunities + other.opportunities,
        }
    }
}

/// The scores of a play: overall, and the eight principles in their order.
///
/// ```
/// # use rapport::authoring::template;
/// # use rapport::scenario::link::World;
/// # use rapport::scenario::model::Kind;
/// # use rapport::scenario::read::Reading;
/// # use rapport::scenario::village::Village;
/// #
/// # let text = template(&"lamp".into(), Kind::WalkIn).into_bytes();
/// # let world = World { village: &Village::default(), catalogue: None };
/// # let script = Reading::new("lamp.ron", "lamp", text).link(world).script.expect("the template has no errors");
/// use rapport::encounter::{Encounter, Memory, Status};
/// use rapport::scoring::Scorecard;
///
/// let mut encounter = Encounter::start(script, 7, Memory::default());
/// while encounter.status() == Status::Open {
///     encounter.choose_at(0, 4_000);
/// }
/// let card = Scorecard::from_decisions(&encounter.transcript().decisions);
/// assert!(card.overall.gained <= card.overall.span);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// Over the totals of choices; not the sum of the eight.
    pub overall: Tally,
    /// P1 to P8.
    pub principles: [Tally; 8],
}

impl Scorecard {
    /// Scores decisions from what was on offer at each.
    #[must_use]
    pub fn from_decisions(decisions: &[Decision]) -> Self {
        let mut card = Self::default();
        for decision in decisions {
            card.add(decision);
        }
        card
    }

    /// The tally of one principle.
    #[must_use]
    pub const fn principle(&self, principle: Principle) -> Tally {
        self.principles[principle.index()]
    }

    /// One of the nine: 0 is overall, 1 to 8 are P1 to P8.
    #[must_use]
    pub const fn nth(&self, n: usize) -> Tally {
        if n == 0 { self.overall } else { self.principles[n - 1] }
    }

    /// One of the nine, mutable.
    pub const fn nth_mut(&mut self, n: usize) -> &mut Tally {
        if n == 0 { &mut self.overall } else { &mut self.principles[n - 1] }
    }

    /// The sum of two cards.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = Self { overall: self.overall.plus(other.overall), ..Self::default() };
        for principle in Principle::ALL {
            let n = principle.index();
            sum.principles[n] = self.principles[n].plus(other.principles[n]);
        }
        sum
    }

    /// The first score that differs in another card: `overall` or the name of the principle, and both tallies.
    #[must_use]
    pub fn differs(&self, other: &Self) -> Option<(&'static str, Tally, Tally)> {
        let overall = std::iter::once(("overall", self.overall, other.overall));
        let principles = Principle::ALL.into_iter().map(|p| (p.name(), self.principle(p), other.principle(p)));
        overall.chain(principles).find(|(_, ours, theirs)| ours != theirs)
    }

    fn add(&mut self, decision: &Decision) {
        if let Some(chosen) = decision.choice().filter(|_| decision.scored) {
            self.add_moment(&chosen.evidence, counted(decision).map(|offered| &offered.evidence));
        }
    }

    /// Adds one scored decision: the chosen evidence, compared with all that counts there, the chosen included.
    pub fn add_moment<'a>(&mut self, chosen: &Evidence, mut counted: impl Iterator<Item = &'a Evidence>) {
        let Some(first) = counted.next() else { return };
        let mut totals = Range::from_value(first.total());
        let mut weights = first.0.map(|weight| Range::from_value(i32::from(weight)));
        for other in counted {
            totals.widen(other.total());
            for (range, weight) in weights.iter_mut().zip(other.0) {
                range.widen(i32::from(weight));
            }
        }
        let total = chosen.total();
        if totals.span() > 0 {
            self.overall.add(total - totals.least, totals.span());
        }
        let is_best = total == totals.most;
        for (principle, range) in Principle::ALL.into_iter().zip(weights) {
            let weight = i32::from(chosen.weight(principle));
            // A dilemma costs nobody who gave the best reply there was.
            let outdone = is_best && range.most > weight;
            if range.span() > 0 && !outdone {
                self.principles[principle.index()].add(weight - range.least, range.span());
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Range {
    least: i32,
    most: i32,
}

impl Range {
    const fn from_value(value: i32) -> Self {
        Self { least: value, most: value }
    }

    fn widen(&mut self, value: i32) {
        self.least = self.least.min(value);
        self.most = self.most.max(value);
    }

    const fn span(self) -> i32 {
        self.most - self.least
    }
}

/// The choices that count at a decision: all on offer, less earned ones that were not chosen.
pub fn counted(decision: &Decision) -> impl Iterator<Item = &Offered> {
    decision.offered.iter().filter(|offered| !offered.earned || offered.id == decision.chosen)
}

/// How a choice compares with what was on offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing better was on offer.
    Best,
    /// Something better and something worse was.
    Between,
    /// Nothing worse was.
    Worst,
    /// All were alike.
    Even,
    /// The decision is not scored: a later visit.
    Unscored,
}

impl Mark {
    /// A sign and a word, so that colour is never the only difference.
    #[must_use]
    pub const fn signed(self) -> (&'static str, &'static str) {
        match self {
            Self::Best => ("+", "best on offer"),
            Self::Between => ("~", "in between"),
            Self::Worst => ("-", "least on offer"),
            Self::Even => ("=", "all alike"),
            Self::Unscored => ("=", "not scored"),
        }
    }
}

/// The mark of a decision.
#[must_use]
pub fn mark(decision: &Decision) -> Mark {
    let Some(chosen) = decision.choice().filter(|_| decision.scored) else { return Mark::Unscored };
    let totals = || counted(decision).map(|offered| offered.evidence.total());
    let (total, least, most) =
        (chosen.evidence.total(), totals().min().unwrap_or_default(), totals().max().unwrap_or_default());
    match () {
        () if least == most => Mark::Even,
        () if total == most => Mark::Best,
        () if total == least => Mark::Worst,
        () => Mark::Between,
    }
}
