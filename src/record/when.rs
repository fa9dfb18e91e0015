//! Days and months of the calendar, in UTC, and how a moment is written.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::play::Millis;

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month of a moment.
    #[must_use]
    pub fn of(moment: Millis) -> Self {
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
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fault = "a month is written as 2026-11";
        let (year, month) = text.split_once('-').ok_or(fault)?;
        let (year, month): (i32, i32) = (year.parse().map_err(|_| fault)?, month.parse().map_err(|_| fault)?);
        if (1..=12).contains(&month) { Ok(Self(year * 12 + month - 1)) } else { Err(fault) }
    }
}

/// A moment as RFC 3339 to the second, in UTC: `2026-11-22T09:30:00Z`.
#[must_use]
pub fn instant(moment: Millis) -> String {
    let whole = Millis(moment.0.div_euclid(1000) * 1000);
    timestamp(whole).to_string()
}

/// When a day written as `2026-11-22` begins.
///
/// # Errors
/// In words, if it is no day of the calendar.
pub fn day_start(day: &str) -> Result<Millis, String> {
    Ok(start_of(date(day)?))
}

/// When the day after one written as `2026-11-22` begins: before it lies all of that day.
///
/// # Errors
/// In words, if it is no day of the calendar.
pub fn next_day(day: &str) -> Result<Millis, String> {
    let next = date(day)?.checked_add(1.day()).map_err(|_| format!("`{day}` is too far off"))?;
    Ok(start_of(next))
}

fn date(day: &str) -> Result<Date, String> {
    let fault = |_| format!("`{day}` is not a day; write it as 2026-11-22");
    if day.len() == 10 { day.parse().map_err(fault) } else { "".parse::<Date>().map_err(fault) }
}

fn start_of(date: Date) -> Millis {
    let start = date.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |zoned| zoned.timestamp());
    Millis(start.as_millisecond())
}

/// The moment itself; what lies beyond the calendar is its end.
fn timestamp(moment: Millis) -> Timestamp {
    let end = if moment.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(moment.0).unwrap_or(end)
}
