//! Aids for whoever writes or approves a scenario: a first file, pictures, the page to approve, coverage.

pub mod approval;
pub mod coverage;
pub mod drawing;
pub mod feature_usage;
mod template;

pub use template::template;
