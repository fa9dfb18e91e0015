//! Rapport.
pub mod diagnostic;
pub mod encounter;
pub mod principle;
pub mod record;
pub mod scenario;
pub mod scoring;
pub mod storage;
pub mod cli;
#[cfg(feature = "game")]
pub mod game;
