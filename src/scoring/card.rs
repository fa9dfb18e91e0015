//! Scores: the chosen evidence of each decision is compared with the evidence of the choices on offer, and the results
//! are added up.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::encounter::{Decision, Offered};
use crate::scenario::model::Evidence;
use crate::scenario::principle::Principle;

/// Points gained, the points that could be gained, and the number of decisions behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The points gained, 0 to `span`.
    pub gained: u32,
    /// The points that could be gained.
    pub span: u32,
    /// The number of opportunities: decisions at which the choices on offer differ.
    pub opportunities: u32,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} in {} moments", self.gained, self.span, self.opportunities)
    }
}

impl Tally {
    /// The tally of no decisions.
    pub const NONE: Self = Self { gained: 0, span: 0, opportunities: 0 };

    /// The score in per cent, `100 * gained / span` rounded half up, 0 to 100; `None` if nothing was observed.
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

    /// Adds two tallies: of decisions, encounters, people or months.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            gained: self.gained + other.gained,
            span: self.span + other.span,
            opportunities: self.opportunities + other.opportunities,
        }
    }
}

/// The scores of a play: overall, and for each of the eight principles.
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
    /// The overall tally, computed from the totals of the choices; it is not the sum of the eight principles.
    pub overall: Tally,
    /// The tallies of P1 to P8.
    pub principles: [Tally; 8],
}

impl Scorecard {
    /// Computes the scores of decisions.
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

    /// One of the nine tallies: `n` is 0 for overall and 1 to 8 for P1 to P8.
    #[must_use]
    pub const fn nth(&self, n: usize) -> Tally {
        if n == 0 { self.overall } else { self.principles[n - 1] }
    }

    /// Mutable access to one of the nine tallies, numbered as in [`Self::nth`].
    pub const fn nth_mut(&mut self, n: usize) -> &mut Tally {
        if n == 0 { &mut self.overall } else { &mut self.principles[n - 1] }
    }

    /// Adds two scorecards.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = Self { overall: self.overall.plus(other.overall), ..Self::default() };
        for principle in Principle::ALL {
            let n = principle.index();
            sum.principles[n] = self.principles[n].plus(other.principles[n]);
        }
        sum
    }

    /// The first tally that differs from another scorecard: `overall` or the name of the principle, this tally, and the
    /// other one; `None` if the scorecards are equal.
    #[must_use]
    pub fn first_difference(&self, other: &Self) -> Option<(&'static str, Tally, Tally)> {
        let overall = std::iter::once(("overall", self.overall, other.overall));
        let principles = Principle::ALL.into_iter().map(|p| (p.name(), self.principle(p), other.principle(p)));
        overall.chain(principles).find(|(_, ours, theirs)| ours != theirs)
    }

    fn add(&mut self, decision: &Decision) {
        if let Some(chosen) = decision.choice().filter(|_| decision.scored) {
            self.add_evidence(&chosen.evidence, counted(decision).map(|offered| &offered.evidence));
        }
    }

    /// Adds one scored decision: the chosen evidence, and the evidence of all counted choices, the chosen one included
    /// (see [`counted`]).
    pub fn add_evidence<'a>(&mut self, chosen: &Evidence, mut counted: impl Iterator<Item = &'a Evidence>) {
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
            // The exception of docs/scoring.md, "Score", rule 2: whoever gives the best reply loses nothing in the
            // other principles of a dilemma.
            let is_dilemma = is_best && range.most > weight;
            if range.span() > 0 && !is_dilemma {
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

/// The counted choices of a decision: all that are on offer, without the earned ones that were not chosen.
pub fn counted(decision: &Decision) -> impl Iterator<Item = &Offered> {
    decision.offered().filter(|offered| !offered.earned || offered.id == *decision.chosen())
}

/// How a choice compares with what was on offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing better was on offer, but something worse was.
    Best,
    /// Something better and something worse was on offer.
    Between,
    /// Nothing worse was on offer, but something better was.
    Worst,
    /// All choices have the same total.
    Even,
    /// The decision is not scored, because the beat was visited before.
    Unscored,
}

impl Mark {
    /// A sign and words for the mark, so that colour is not the only difference.
    #[must_use]
    pub const fn sign_and_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Best => ("+", "best on offer"),
            Self::Between => ("~", "in between"),
            Self::Worst => ("-", "least on offer"),
            Self::Even => ("=", "all count the same"),
            Self::Unscored => ("=", "not scored"),
        }
    }
}

/// The mark of a decision: how its chosen total compares with the totals of the counted choices.
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
