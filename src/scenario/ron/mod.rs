//! RON text: the tree with its positions, the parts read from it, and the way back from a part to its place.

pub mod decode;
pub mod layout;
pub mod place;
pub mod tree;
