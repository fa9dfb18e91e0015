//! From a file's bytes to a scenario, a village or a course, with everything that is wrong with it.

mod json;
mod others;
mod scenario;
mod source;

pub use json::{ScriptError, script_from_json};
pub use others::{read_condition, read_course, read_village};
pub use scenario::{Linked, Reading};
