//! What a fault is.

use crate::faults::seeds::Seed;

/// One fault: the rule that must find it, what is wrong, and how the nth one is made.
pub(crate) struct HeldOut {
    pub(crate) code: &'static str,
    pub(crate) what: &'static str,
    pub(crate) seed: Seed,
}

/// Shortens a line of the tables.
pub(super) const fn fault(code: &'static str, what: &'static str, seed: Seed) -> HeldOut {
    HeldOut { code, what, seed }
}
