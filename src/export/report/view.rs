//! What every part of the report shows alike: a score with what stands behind it, and words made fit for a page.

use serde::Serialize;

use crate::scenario::principle::Principle;
use crate::scoring::debrief::tenths_words;
use crate::scoring::{Clusters, Missing, Several, Tally};

/// What clusters are called where they are people, and where they are encounters.
pub(super) const PEOPLE: (&str, &str) = ("person", "people");
pub(super) const ENCOUNTERS: (&str, &str) = ("encounter", "encounters");

/// A score as the page shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Score {
    /// Whole per cent; none where nothing was observed, or too little.
    pub(super) percent: Option<u32>,
    gained: u32,
    span: u32,
    moments: u32,
    /// How many encounters, or people, stand behind it.
    count: u32,
    low: Option<u32>,
    high: Option<u32>,
    /// What random play comes to, in words with one decimal, and in whole per cent for the chart.
    random: Option<String>,
    random_at: Option<u64>,
    /// Why there is no figure, or no interval.
    why: String,
    /// `seen`, `none` or `withheld`.
    state: &'static str,
}

impl Score {
    /// Of clusters, one and several of which are called this, where this much is missing.
    pub(super) fn of(
        clusters: &Clusters,
        clusters_are: (&str, &str),
        missing: Option<Missing>,
        random: Option<u64>,
    ) -> Self {
        let Tally { gained, span, opportunities } = clusters.sum;
        let mut score = Self {
            gained,
            span,
            moments: opportunities,
            count: clusters.count,
            random: random.map(tenths_words),
            random_at: random.map(|tenths| (tenths + 5) / 10),
            ..Self::default()
        };
        if span == 0 {
            score.state = "none";
            score.why = "not observed".into();
            return score;
        }
        if let Some(missing) = missing {
            score.state = "withheld";
            score.why = lacking(missing);
            return score;
        }
        score.state = "seen";
        score.percent = clusters.sum.percent();
        match clusters.interval() {
            // Certainty from what happens to be alike would be none.
            Several::Interval(low, high) if low == high => score.why = "no interval: all alike".into(),
            Several::Interval(low, high) => (score.low, score.high) = (Some(low), Some(high)),
            Several::Few(1) => score.why = format!("no interval: 1 {}", clusters_are.0),
            Several::Few(count) => score.why = format!("no interval: {count} {}", clusters_are.1),
        }
        score
    }

    /// Of a sum over so many people, without an interval.
    pub(super) fn plain(tally: Tally, people: u32, missing: Option<Missing>, random: Option<u64>) -> Self {
        let mut clusters = Clusters::default();
        clusters.add(tally);
        Self { why: String::new(), count: people, ..Self::of(&clusters, PEOPLE, missing, random) }
    }

    /// Takes out the sums behind the figure: those of one group, taken from those of all, would tell of the others.
    pub(super) fn without_sums(&mut self) {
        (self.gained, self.span, self.moments) = (0, 0, 0);
    }

    /// Takes the figures out if fewer than so many people stand behind them.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        if self.state != "none" && (self.count as usize) < fewest {
            let why = format!("fewer than {fewest} people");
            *self = Self { state: "withheld", why, ..Self::default() };
        }
    }
}

/// What is missing before a figure is shown, in words.
pub(in crate::export) fn lacking(missing: Missing) -> String {
    let part = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 more {one}")),
        n => Some(format!("{n} more {many}")),
    };
    let moments = part(missing.opportunities as usize, "moment", "moments");
    let scenarios = part(missing.scenarios, "scenario", "scenarios");
    let parts: Vec<String> = moments.into_iter().chain(scenarios).collect();
    format!("needs {}", parts.join(" and "))
}

/// Overall, then the principles.
pub(super) fn nine() -> Vec<&'static str> {
    std::iter::once("Overall").chain(Principle::ALL.map(Principle::name)).collect()
}

/// A share in whole per cent, rounded half up.
pub(super) fn share(part: u32, of: u32) -> Option<u32> {
    Tally { gained: part, span: of, opportunities: 1 }.percent()
}

/// Words somebody typed, without what a page cannot show.
pub(super) fn shown(words: &str) -> String {
    let shown: String = words.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if shown.trim().is_empty() { "(no name)".into() } else { shown }
}

/// Hides counts of fewer than so many people, each with whatever goes with it. With one hidden the rest would tell it
/// by subtraction, so the next smallest is hidden with it.
pub(super) fn hide_few<T>(
    parts: &mut [T],
    fewest: usize,
    count: impl Fn(&T) -> Option<u32>,
    mut hide: impl FnMut(&mut T),
) {
    let there = |part: &T| count(part).filter(|count| *count > 0);
    let few = |part: &T| there(part).is_some_and(|count| (count as usize) < fewest);
    let hidden = parts.iter().filter(|part| few(part)).count();
    let second = parts.iter().filter(|part| !few(part)).filter_map(there).min().filter(|_| hidden == 1);
    let mut second_left = second.is_some();
    for part in parts {
        let is_second = second_left && !few(part) && there(part) == second;
        if is_second {
            second_left = false;
        }
        if few(part) || is_second {
            hide(part);
        }
    }
}
