//! Mistakes in an author's file: what is wrong, where, and how to mend it.
//!
//! Every code is declared once, as a [`Rule`] with its severity, explanation and example: those of the reader in
//! the table of [`Problem`], those of the checker beside the code that looks for them, in [`lint`](crate::lint).

mod declare;
mod located;
mod problem;
mod render;
mod report;
mod rule;
mod source;
mod suggestion;
mod witness;

pub use located::{Diagnostic, sort};
pub use problem::{Problem, READER_RULES};
pub use render::render_text;
pub use report::Report;
pub use rule::{Example, Place, Rule, Severity};
pub use source::{LineIndex, Position, Source, Span};
pub use suggestion::{Guess, Suggestion, advice, suggest};
pub use witness::Witness;
