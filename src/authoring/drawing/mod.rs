//! Pictures of a scenario's graph of beats: SVG for browsers, DOT for Graphviz, and Mermaid.

mod dot;
mod heat;
mod layout;
mod mermaid;
mod shape;
mod svg;

pub use dot::dot;
pub use heat::Heat;
pub use mermaid::mermaid;
pub(in crate::authoring) use shape::rank;
pub use shape::{Drawing, MAX_BEATS};
pub use svg::svg;
