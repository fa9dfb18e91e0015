//! Conversions of counts to smaller number types that stop at the largest value instead of failing.

/// A count as `u8`; counts above `u8::MAX` become `u8::MAX`. The count must not be negative.
#[must_use]
pub fn saturating_u8(count: impl TryInto<u8>) -> u8 {
    count.try_into().unwrap_or(u8::MAX)
}

/// A count as `u16`; counts above `u16::MAX` become `u16::MAX`. The count must not be negative.
#[must_use]
pub fn saturating_u16(count: impl TryInto<u16>) -> u16 {
    count.try_into().unwrap_or(u16::MAX)
}

/// A count as `u32`; counts above `u32::MAX` become `u32::MAX`. The count must not be negative.
#[must_use]
pub fn saturating_u32(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

/// A count as `usize`; counts above `usize::MAX` become `usize::MAX`. The count must not be negative.
#[must_use]
pub fn saturating_usize(count: impl TryInto<usize>) -> usize {
    count.try_into().unwrap_or(usize::MAX)
}

/// A count as `i32`; counts above `i32::MAX` become `i32::MAX`.
#[must_use]
pub fn saturating_i32(count: impl TryInto<i32>) -> i32 {
    count.try_into().unwrap_or(i32::MAX)
}

/// A count as `i64`; counts above `i64::MAX` become `i64::MAX`.
#[must_use]
pub fn saturating_i64(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}

/// A count as `f64`, exact up to `u32::MAX`, which larger counts become. The count must not be negative.
#[must_use]
pub fn saturating_f64(count: impl TryInto<u32>) -> f64 {
    f64::from(saturating_u32(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_exact_and_large_counts_stop_at_the_maximum() {
        assert_eq!((saturating_u8(255_usize), saturating_u8(256_usize)), (255, u8::MAX));
        assert_eq!((saturating_u16(7_u32), saturating_u16(70_000_u32)), (7, u16::MAX));
        assert_eq!((saturating_u32(7_u64), saturating_u32(u64::MAX)), (7, u32::MAX));
        assert_eq!((saturating_i32(7_u32), saturating_i32(u32::MAX)), (7, i32::MAX));
        assert_eq!((saturating_i64(7_u64), saturating_i64(u64::MAX)), (7, i64::MAX));
        assert_eq!(saturating_usize(7_u64), 7);
        assert!((saturating_f64(3_usize) - 3.0).abs() < f64::EPSILON);
    }
}
