//! How sure a score is: the 90 % Wilson interval of one play.

use super::card::Tally;

/// Below this many opportunities a score is thin.
pub const THIN: u32 = 3;

/// The 90 % quantile, two-sided, of the normal distribution.
const Z: f64 = 1.6449;

/// Lower and upper end in per cent, rounded half up; `None` where nothing was observed.
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

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 100 before")]
fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0 + 0.5) as u32
}
