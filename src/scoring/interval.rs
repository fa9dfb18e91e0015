//! Confidence intervals of scores: of one play, and over several.

use super::card::Tally;

/// Below this many opportunities a score is thin.
pub const THIN: u32 = 3;

/// Below this many clusters there is no interval.
const MIN_CLUSTERS: usize = 5;

/// Below this many opportunities a principle over several plays is withheld.
const MIN_OPPORTUNITIES: u32 = 4;

/// Below this many different scenarios a principle over several plays is withheld.
const MIN_SCENARIOS: usize = 3;

/// The 90 % quantile, two-sided, of the normal distribution.
const Z: f64 = 1.6449;

/// The 90 % interval of one play: lower and upper end in per cent, rounded half up; `None` where nothing
/// was observed.
///
/// Wilson 1927, "Probable inference, the law of succession, and statistical inference", with
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

/// The interval of a ratio over several clusters: encounters of one person, or people of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Several {
    /// Too few clusters for an interval; their number.
    Few(usize),
    /// Lower and upper end in per cent.
    Interval(u32, u32),
}

/// What clusters add up to, as far as their interval needs it: whole numbers, so that the order in which they
/// come changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// The sum over all clusters.
    pub sum: Tally,
    /// The number of clusters in which something was observed.
    pub count: u32,
    gained_squared: u64,
    gained_span: u64,
    span_squared: u64,
}

impl Clusters {
    /// Adds a cluster: an encounter of one person, or a person of a team. A cluster in which nothing was observed does
    /// not count.
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

    /// The 90 % interval of their ratio.
    ///
    /// The linearised variance of a ratio estimator, as in Cochran 1977, "Sampling Techniques", chapter 6, with
    /// m - 1 degrees of freedom; sum((g - r s)^2) is written out as sum(g^2) - 2 r sum(g s) + r^2 sum(s^2).
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sums of squares of small whole numbers stay below 2^53")]
    pub fn interval(&self) -> Several {
        if (self.count as usize) < MIN_CLUSTERS {
            return Several::Few(self.count as usize);
        }
        let m = f64::from(self.count);
        let spans = f64::from(self.sum.span);
        let ratio = f64::from(self.sum.gained) / spans;
        let squares = self.gained_squared as f64 - 2.0 * ratio * self.gained_span as f64
            + ratio * ratio * self.span_squared as f64;
        let variance = m / (m - 1.0) * squares.max(0.0) / (spans * spans);
        let reach = student(m - 1.0) * variance.sqrt();
        Several::Interval(percent(ratio - reach), percent(ratio + reach))
    }
}

/// The 90 % interval of a ratio over clusters, since decisions cluster in people.
#[must_use]
pub fn over_clusters(clusters: &[Tally]) -> Several {
    let mut sums = Clusters::default();
    for cluster in clusters {
        sums.add(*cluster);
    }
    sums.interval()
}

/// The 90 % quantile, two-sided, of Student's distribution: Abramowitz and Stegun 1964, 26.7.5, which is
/// within 0.002 from four degrees of freedom on and needs no table.
fn student(freedom: f64) -> f64 {
    let z2 = Z * Z;
    let first = Z * (z2 + 1.0) / 4.0;
    let second = Z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let third = Z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    Z + (first + (second + third / freedom) / freedom) / freedom
}

/// The 90 % interval of the difference of two shares, in points, -100 to 100. Each share is a part and its whole;
/// `None` if a whole is 0.
///
/// Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10: from the
/// Wilson interval of each.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a difference of shares is -100 to 100 points")]
pub fn difference(first: (u32, u32), second: (u32, u32)) -> Option<(i32, i32)> {
    let wilson = |(part, of): (u32, u32)| {
        let (n, p) = (f64::from(of), f64::from(part) / f64::from(of));
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

/// What is missing before a principle over several plays may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The number of opportunities that are missing.
    pub opportunities: u32,
    /// The number of different scenarios that are missing.
    pub scenarios: usize,
}

/// What is missing for a principle over plays of a number of different scenarios; `None` if nothing is missing.
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
