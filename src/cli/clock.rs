//! The clock. What is below the front ends is handed the time.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::record::Millis;

/// The present time.
#[must_use]
pub fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
