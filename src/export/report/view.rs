//! What every part of the report shows alike: a score with what stands behind it, and words made fit for a page.

use serde::Serialize;

use crate::principle::Principle;
use crate::scoring::debrief::tenths_words;
use crate::scoring::{Clusters, Missing, Several, Tally};

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
    /// Of clusters, which are called this, where this much is missing.
    pub(super) fn of(clusters: &Clusters, clusters_are: &str, missing: Option<Missing>, random: Option<u64>) -> Self {
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
            Several::Interval(low, high) => (score.low, score.high) = (Some(low), Some(high)),
            Several::Few(count) => score.why = format!("{count} {clusters_are}, too few for an interval"),
        }
        score
    }

    /// Of a sum over so many people, without an interval.
    pub(super) fn plain(tally: Tally, people: u32) -> Self {
        let mut clusters = Clusters::default();
        clusters.add(tally);
        Self { why: String::new(), count: people, ..Self::of(&clusters, "", None, None) }
    }

    /// Takes the figures out if fewer than so many people stand behind them.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        if self.state != "none" && (self.count as usize) < fewest {
            let why = format!("fewer than {fewest} people");
            *self = Self { state: "withheld", why, ..Self::default() };
        }
    }
}

fn lacking(missing: Missing) -> String {
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
