//! The formatter: a value on one line where it fits, otherwise one item a line, and every comment where it was.

mod comments;
mod document;
mod printer;

pub use document::format_text;
