//! Days and months of the calendar, in UTC, and moments as RFC 3339 text.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use thiserror::Error;

use super::play::Millis;

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month of a moment.
    #[must_use]
    pub fn from_millis(moment: Millis) -> Self {
        let date = timestamp(moment).to_zoned(TimeZone::UTC).date();
        Self(i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl FromStr for Month {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once('-').and_then(|(year, month)| {
            let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
            (1..=12).contains(&month).then_some(Self(year * 12 + month - 1))
        });
        parsed.ok_or_else(|| DateError::Month(text.to_owned()))
    }
}

/// A day of the calendar, in UTC, written as `2026-11-22`.
///
/// ```
/// use rapport::record::Day;
///
/// let day: Day = "2026-11-22".parse()?;
/// assert_eq!(day.to_string(), "2026-11-22");
/// assert_eq!(day.end().0 - day.start().0, 24 * 60 * 60 * 1000);
/// # Ok::<(), rapport::record::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

impl Day {
    const EPOCH: Date = jiff::civil::date(1970, 1, 1);
    /// Milliseconds of a day; a day in UTC always has as many.
    const MILLISECONDS: i64 = 24 * 60 * 60 * 1000;
    /// Number of characters of a written day, such as 2026-11-22.
    const LENGTH: usize = "2026-11-22".len();

    /// When the day begins.
    #[must_use]
    pub fn start(self) -> Millis {
        Millis(self.0.duration_since(Self::EPOCH).as_secs() * 1000)
    }

    /// When the day ends, which is when the next day begins.
    #[must_use]
    pub fn end(self) -> Millis {
        Millis(self.start().0 + Self::MILLISECONDS)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = if text.len() == Self::LENGTH { text.parse().ok() } else { None };
        parsed.map(Self).ok_or_else(|| DateError::Day(text.to_owned()))
    }
}

/// A text that is not a day or month of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// Not a day.
    #[error("`{0}` is not a day; write it as 2026-11-22")]
    Day(String),
    /// Not a month.
    #[error("`{0}` is not a month; write it as 2026-11")]
    Month(String),
}

/// A moment as RFC 3339 text to the second, in UTC: `2026-11-22T09:30:00Z`.
#[must_use]
pub fn instant(moment: Millis) -> String {
    let whole = Millis(moment.0.div_euclid(1000) * 1000);
    timestamp(whole).to_string()
}

/// The moment itself; a moment outside of the calendar becomes its first or last one.
fn timestamp(moment: Millis) -> Timestamp {
    let end = if moment.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(moment.0).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_and_ends_at_midnight_utc() {
        let day = |text: &str| text.parse::<Day>();
        let starts = ["1970-01-01", "1969-12-31", "2026-11-22", "9999-12-31"].map(|text| day(text).map(Day::start));
        let expected = [0, -86_400_000, 1_795_305_600_000, 253_402_214_400_000];
        assert_eq!(starts, expected.map(|start| Ok(Millis(start))));
        assert_eq!(day("2026-02-28").map(Day::end), day("2026-03-01").map(Day::start));
    }

    #[test]
    fn what_is_not_a_day_or_month_is_named() {
        for text in ["", "22.11.2026", "2026-13-01", "2026-02-30", "20261122", "2026-11-2 "] {
            let error = text.parse::<Day>().expect_err("the text is not a day");
            assert_eq!(error.to_string(), format!("`{text}` is not a day; write it as 2026-11-22"));
        }
        assert_eq!("2026-13".parse::<Month>(), Err(DateError::Month("2026-13".into())));
        assert_eq!("2026-11".parse::<Month>().map(|month| month.to_string()), Ok("2026-11".into()));
    }
}
