//! A whole text, formatted.

use super::comments::comments;
use super::printer::Printer;
use crate::diagnostic::Diagnostic;
use crate::scenario::ron::parse::{Parsed, parse};

/// Formats a text. Its value and its comments stay the same.
///
/// # Errors
/// The diagnostics of a text that cannot be parsed.
pub fn format_text(text: &str) -> Result<String, Vec<Diagnostic>> {
    let Parsed { tree, text, problems } = parse(text);
    let text = text.as_ref();
    let Some(root) = tree.root().filter(|_| problems.is_empty()) else { return Err(problems) };
    let comments = comments(&tree, root, text);
    let mut printer = Printer::new(&tree, text, comments);
    let span = tree.span(root);
    // Before and after the value there are only comments, and attributes for other readers of RON.
    for line in text[..span.start as usize].trim().lines() {
        printer.out.push_str(line.trim_end());
        printer.out.push('\n');
    }
    printer.skip_to(span.start);
    printer.value(root, 0);
    printer.out.push('\n');
    let after = text[span.end as usize..].trim();
    if !after.is_empty() {
        printer.out.push_str(after);
        printer.out.push('\n');
    }
    Ok(printer.out)
}
