//! Tools for authors and approvers of scenarios: a template, pictures of the graph of beats, the page for approval, and
//! figures about the coverage of a library.

pub mod approval;
pub mod connections;
pub mod coverage;
pub mod drawing;
pub mod feature_usage;
mod template;

pub use template::template;
