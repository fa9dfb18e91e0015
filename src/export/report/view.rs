//! What all parts of the report share: a score with what is behind it, shares, and names fit for a page.

use serde::Serialize;

use crate::scenario::principle::Principle;
use crate::scoring::debrief::tenths_words;
use crate::scoring::{Clusters, Missing, RatioInterval, Tally};
use crate::util::text::{Count, and_list};

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
    /// How many encounters, or people, are behind it.
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
    /// A score over clusters, which are called `clusters_are` in singular and plural.
    pub(super) fn from_clusters(
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
            score.why = missing_words(missing);
            return score;
        }
        score.state = "seen";
        score.percent = clusters.sum.percent();
        match clusters.interval() {
            // Equal clusters give an interval without width, which is not certainty.
            RatioInterval::Bounds(low, high) if low == high => score.why = "no interval: all alike".into(),
            RatioInterval::Bounds(low, high) => (score.low, score.high) = (Some(low), Some(high)),
            RatioInterval::TooFewClusters(1) => score.why = format!("no interval: 1 {}", clusters_are.0),
            RatioInterval::TooFewClusters(count) => score.why = format!("no interval: {count} {}", clusters_are.1),
        }
        score
    }

    /// A score of a sum over `people`, without an interval.
    pub(super) fn plain(tally: Tally, people: u32, missing: Option<Missing>, random: Option<u64>) -> Self {
        let mut clusters = Clusters::default();
        clusters.add(tally);
        Self { why: String::new(), count: people, ..Self::from_clusters(&clusters, PEOPLE, missing, random) }
    }

    /// Hides the sums behind the figure: subtracted from those of all, they would show those of the others.
    pub(super) fn hide_sums(&mut self) {
        (self.gained, self.span, self.moments) = (0, 0, 0);
    }

    /// Hides the figures if fewer than `min_people` are behind them.
    pub(super) fn hide_few(&mut self, min_people: usize) {
        if self.state != "none" && (self.count as usize) < min_people {
            let why = format!("fewer than {min_people} people");
            *self = Self { state: "withheld", why, ..Self::default() };
        }
    }
}

/// What is missing before a figure is shown, in words.
pub(in crate::export) fn missing_words(missing: Missing) -> String {
    let part = |n: usize, noun: &'static str| (n > 0).then(|| Count::new(n, noun).to_string());
    let moments = part(missing.opportunities as usize, "more moment");
    let scenarios = part(missing.scenarios, "more scenario");
    let parts: Vec<String> = moments.into_iter().chain(scenarios).collect();
    format!("needs {}", and_list(&parts))
}

/// Overall, then the principles.
pub(super) fn nine() -> Vec<&'static str> {
    std::iter::once("Overall").chain(Principle::ALL.map(Principle::name)).collect()
}

/// A share in whole per cent, rounded half up.
pub(super) fn share(part: u32, of: u32) -> Option<u32> {
    Tally { gained: part, span: of, opportunities: 1 }.percent()
}

/// A name as typed, without what a page cannot show.
pub(super) fn shown(name: &str) -> String {
    let shown: String = name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if shown.trim().is_empty() { "(no name)".into() } else { shown }
}

/// Hides counts under `min_people`, each with what belongs to it. A single hidden count could be worked out from the
/// others, so that the next smallest is hidden with it.
pub(super) fn hide_few<T>(
    parts: &mut [T],
    min_people: usize,
    count: impl Fn(&T) -> Option<u32>,
    mut hide: impl FnMut(&mut T),
) {
    let there = |part: &T| count(part).filter(|count| *count > 0);
    let few = |part: &T| there(part).is_some_and(|count| (count as usize) < min_people);
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
