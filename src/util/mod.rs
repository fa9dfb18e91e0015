//! Small helpers without knowledge of the subject: saturating numbers, pieces of English, bit sets.

pub mod bit_set;
pub mod letters;
pub mod num;
pub mod shell;
pub mod text;
