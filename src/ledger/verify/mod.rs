//! Verifying a ledger: the chain from end to end, and every score from the decisions behind it.

mod against;
mod chain;
mod finding;
mod play_list;
mod profiles;
mod replay;
mod scenarios;
mod verified;
mod verifier;

pub use finding::Finding;
pub use verified::Verified;
