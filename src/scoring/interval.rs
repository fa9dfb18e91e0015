//! Confidence intervals of scores, of one play and over several plays.

use super::card::Tally;

/// A score with fewer opportunities than this is marked as thin.
pub const THIN_BELOW: u32 = 3;

/// With fewer clusters than this, no interval is computed.
const MIN_CLUSTERS: usize = 5;

/// A principle's score over several plays is withheld if it has fewer opportunities than this.
const MIN_OPPORTUNITIES: u32 = 4;

/// A principle's score over several plays is withheld if they are of fewer different scenarios than this.
const MIN_SCENARIOS: usize = 3;

/// The two-sided 90 % quantile of the standard normal distribution.
const Z: f64 = 1.6449;

/// The 90 % Wilson interval of the score of one play: lower and upper bound in per cent, 0 to 100, rounded half up;
/// `None` if nothing was observed.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927, with
/// p = gained / span and n = opportunities.
#[must_use]
pub fn wilson(tally: Tally) -> Option<(u32, u32)> {
    if tally.span == 0 || tally.opportunities == 0 {
        return None;
    }
    let n = f64::from(tally.opportunities);
    let p = f64::from(tally.gained) / f64::from(tally.span);
    let z2 = Z * Z;
    let middle = p + z2 / (2.0 * n);
    let reach = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    Some((percent((middle - reach) / scale), percent((middle + reach) / scale)))
}

/// The interval of a score over several clusters. A cluster is an encounter of one person, or a person of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatioInterval {
    /// There are fewer than five clusters, so that there is no interval; holds their number.
    TooFewClusters(usize),
    /// Lower and upper bound in per cent, 0 to 100.
    Bounds(u32, u32),
}

/// The sums over clusters from which their interval is computed. They are whole numbers, so that the result does not
/// depend on the order of the clusters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// The sum of the tallies of all clusters.
    pub sum: Tally,
    /// The number of clusters in which something was observed.
    pub count: u32,
    gained_squared: u64,
    gained_span: u64,
    span_squared: u64,
}

impl Clusters {
    /// Adds a cluster. A cluster in which nothing was observed is ignored.
    pub const fn add(&mut self, tally: Tally) {
        if tally.span == 0 {
            return;
        }
        let (gained, span) = (tally.gained as u64, tally.span as u64);
        self.sum = self.sum.plus(tally);
        self.count += 1;
        self.gained_squared += gained * gained;
        self.gained_span += gained * span;
        self.span_squared += span * span;
    }

    /// The 90 % interval of the ratio of the sums.
    ///
    /// The variance is the linearised variance of a ratio estimator, with m - 1 degrees of freedom for m clusters.
    /// sum((g - r s)^2) is computed as sum(g^2) - 2 r sum(g s) + r^2 sum(s^2).
    /// Source: W. G. Cochran, "Sampling Techniques", 1977, chapter 6.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sums of squares of small whole numbers stay below 2^53")]
    pub fn interval(&self) -> RatioInterval {
        if (self.count as usize) < MIN_CLUSTERS {
            return RatioInterval::TooFewClusters(self.count as usize);
        }
        let m = f64::from(self.count);
        let spans = f64::from(self.sum.span);
        let ratio = f64::from(self.sum.gained) / spans;
        let squares = self.gained_squared as f64 - 2.0 * ratio * self.gained_span as f64
            + ratio * ratio * self.span_squared as f64;
        let variance = m / (m - 1.0) * squares.max(0.0) / (spans * spans);
        let reach = student(m - 1.0) * variance.sqrt();
        RatioInterval::Bounds(percent(ratio - reach), percent(ratio + reach))
    }
}

/// The 90 % interval of the score over clusters. The decisions of one person depend on each other, so that each cluster
/// counts as one observation.
#[must_use]
pub fn ratio_interval(clusters: &[Tally]) -> RatioInterval {
    let mut sums = Clusters::default();
    for cluster in clusters {
        sums.add(*cluster);
    }
    sums.interval()
}

/// The two-sided 90 % quantile of Student's t-distribution. From four degrees of freedom on, the error is at most
/// 0.002.
///
/// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 1964, formula 26.7.5.
fn student(freedom: f64) -> f64 {
    let z2 = Z * Z;
    let first = Z * (z2 + 1.0) / 4.0;
    let second = Z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let third = Z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    Z + (first + (second + third / freedom) / freedom) / freedom
}

/// The 90 % interval of the difference of two proportions: lower and upper bound in percentage points, -100 to 100.
/// Each proportion is given as a count and a total; `None` if a total is 0.
///
/// Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions", 1998, method 10,
/// which combines the Wilson intervals of both proportions.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a difference of proportions is -100 to 100 points")]
pub fn difference_interval(first: (u32, u32), second: (u32, u32)) -> Option<(i32, i32)> {
    let wilson = |(count, total): (u32, u32)| {
        let (n, p) = (f64::from(total), f64::from(count) / f64::from(total));
        let z2 = Z * Z;
        let reach = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z2 / n;
        let middle = p + z2 / (2.0 * n);
        (p, (middle - reach) / scale, (middle + reach) / scale)
    };
    if first.1 == 0 || second.1 == 0 {
        return None;
    }
    let ((p, low, high), (q, lower, higher)) = (wilson(first), wilson(second));
    let down = ((p - low) * (p - low) + (higher - q) * (higher - q)).sqrt();
    let up = ((high - p) * (high - p) + (q - lower) * (q - lower)).sqrt();
    let points = |share: f64| (100.0 * share.clamp(-1.0, 1.0) + 0.5_f64.copysign(share)) as i32;
    Some((points(p - q - down), points(p - q + up)))
}

/// What is missing before a principle's score over several plays may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The number of opportunities that are still needed.
    pub opportunities: u32,
    /// The number of different scenarios that are still needed.
    pub scenarios: usize,
}

/// What is missing before a principle's score over plays of `scenarios` different scenarios may be shown; `None` if
/// nothing is missing.
#[must_use]
pub const fn missing(tally: Tally, scenarios: usize) -> Option<Missing> {
    let missing = Missing {
        opportunities: MIN_OPPORTUNITIES.saturating_sub(tally.opportunities),
        scenarios: MIN_SCENARIOS.saturating_sub(scenarios),
    };
    if missing.opportunities == 0 && missing.scenarios == 0 { None } else { Some(missing) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 100 before")]
fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0 + 0.5) as u32
}
