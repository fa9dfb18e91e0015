//! What an author writes: the parts of the format as plain data, and the RON file they come from.

pub mod hash;
pub mod id;
pub mod link;
pub mod look;
pub mod model;
pub mod principle;
pub mod read;
pub mod ron;
pub mod script;
pub mod village;
