//! Rapport.
pub mod diagnostic;
pub mod encounter;
pub mod principle;
pub mod scenario;
pub mod scoring;
