//! RON text: the tree with its positions, the parts read from it, and where each of them is written.

pub mod decode;
mod escape;
pub mod format;
pub mod parse;
pub mod place;
pub mod tree;
