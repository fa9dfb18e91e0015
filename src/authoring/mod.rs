//! Aids for authors and approvers of scenarios: a template, pictures, the page for approval, coverage.

pub mod approval;
pub mod coverage;
pub mod drawing;
pub mod feature_usage;
mod template;

pub use template::template;
