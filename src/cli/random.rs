//! Random numbers from the operating system, for seeds and keys.

use rand::TryRng;
use rand::rngs::SysRng;

use super::clock::now;

/// Thirty-two random bytes from the operating system, for keys.
///
/// # Panics
/// If the operating system's random number generator is unavailable: a guessable key would be worse than none.
#[must_use]
pub fn any_key() -> [u8; 32] {
    let mut key = [0; 32];
    SysRng.try_fill_bytes(&mut key).expect("the operating system's random number generator is available");
    key
}

/// A random seed: from the operating system, or from the clock if its generator is unavailable.
#[must_use]
pub fn any_seed() -> u64 {
    let random = SysRng.try_next_u64().unwrap_or_else(|_| now().0.unsigned_abs());
    random & crate::encounter::MAX_SEED
}
