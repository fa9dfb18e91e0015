//! Prints diagnostics for a terminal, each with its line of the file and a caret.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, LineIndex, Severity, Source, Span};

/// Longest excerpt of a line that is printed, in bytes.
const MAX_EXCERPT: u32 = 160;

/// All diagnostics of one file as text, each with its line and a caret.
#[must_use]
pub fn render_text(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let index = LineIndex::new(&source.text);
    let renderer = Renderer::plain();
    let mut text = String::new();
    for diagnostic in diagnostics {
        let position = index.position(diagnostic.span.start);
        let level = match diagnostic.problem.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Hint => Level::HELP,
        };
        let message = diagnostic.problem.message();
        let origin = format!("{}:{}:{}", source.name, position.line, position.column);
        let excerpt = Excerpt::around(&source.text, &index, diagnostic.span);
        let witness = diagnostic.witness.as_ref().map(|witness| witness.command(&source.name));
        let first = excerpt.snippet().annotation(AnnotationKind::Primary.span(excerpt.inside(diagnostic.span)));
        let mut group = level.primary_title(&message).id(diagnostic.problem.code()).element(first);
        let second;
        if let Some((span, label)) = diagnostic.also {
            second = Excerpt::around(&source.text, &index, span);
            let note = AnnotationKind::Context.span(second.inside(span)).label(label);
            group = group.element(second.snippet().annotation(note));
        }
        let hint = diagnostic.problem.hint();
        if let Some(hint) = &hint {
            group = group.element(Level::HELP.message(hint));
        }
        if let Some(witness) = &witness {
            group = group.element(Level::NOTE.message(witness));
        }
        // Editors and screen readers find the place on a line of its own.
        text.push_str(&origin);
        text.push('\n');
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    text
}

/// The part of a line around a span that is printed.
struct Excerpt<'a> {
    text: &'a str,
    start: u32,
    line: u32,
}

impl<'a> Excerpt<'a> {
    fn around(text: &'a str, index: &LineIndex<'_>, span: Span) -> Self {
        let line = index.position(span.start).line;
        let whole = index.line(line);
        let mut start = whole.start.max(span.start.saturating_sub(MAX_EXCERPT / 2));
        let mut end = whole.end.min(start + MAX_EXCERPT);
        while !text.is_char_boundary(start as usize) {
            start -= 1;
        }
        while !text.is_char_boundary(end as usize) {
            end += 1;
        }
        Self { text: Span::new(start, end).of(text), start, line }
    }

    fn snippet(&self) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.text).line_start(self.line as usize)
    }

    /// The span within the excerpt, cut to it and to whole characters.
    fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let cut = |at: u32| {
            let mut at = (at.saturating_sub(self.start) as usize).min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (cut(span.start), cut(span.end));
        start..end.max(start)
    }
}
