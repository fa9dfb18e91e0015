//! A rule: its code, severity, title, explanation and example, from which `rapport explain`, the reference and the
//! tests follow.

use std::fmt::Write as _;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be played until this is mended.
    Error,
    /// It can be played; something is replaced or ignored, or is probably not meant.
    Warning,
    /// Worth considering.
    Hint,
}

impl Severity {
    /// The word used in messages and exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// One rule, of the reader or of the checker.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `E..` for errors, `W..` for warnings, `H..` for hints.
    pub code: &'static str,
    /// The severity of each of its findings.
    pub severity: Severity,
    /// A few words, without a full stop.
    pub title: &'static str,
    /// What it means and what to do, in whole sentences.
    pub explanation: &'static str,
    /// What breaks the rule, and how it is mended.
    pub example: Example,
}

impl Rule {
    /// The page that `rapport explain CODE` prints.
    #[must_use]
    pub fn page(&self) -> String {
        let Self { code, severity, title, explanation, example } = self;
        let mut page = format!("{code} ({}): {title}\n\n{explanation}\n", severity.as_str());
        for (label, text) in [("Bad", example.bad), ("Good", example.good)] {
            let _ = write!(page, "\n{label}:\n\n");
            for line in Example::dedent(text).lines() {
                let _ = writeln!(page, "    {line}");
            }
        }
        if let Some(place) = example.place.as_str() {
            let _ = write!(page, "\n({place})\n");
        }
        page
    }
}

/// What breaks a rule, and how it is mended. A test checks that `bad` gives the rule's code and `good` gives nothing.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// Where the two texts belong.
    pub place: Place,
    /// What breaks the rule.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
}

/// Where the texts of an [`Example`] belong.
///
/// A text may have several pieces, separated by lines that are [`Example::GAP`]: the nth piece of the example takes
/// the place of the nth piece of `replaces`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the scenario that `rapport new lamp --kind WalkIn` writes.
    Template {
        /// The text of that scenario that the example takes the place of.
        replaces: &'static str,
    },
    /// In the scenarios that `rapport new` writes, one of each kind, in one folder.
    TemplateOfEachKind {
        /// The text of those scenarios that the example takes the place of.
        replaces: &'static str,
    },
    /// In [`Example::TWO_PEOPLE`], a small scenario with two people.
    TwoPeople {
        /// The text of that scenario that the example takes the place of.
        replaces: &'static str,
    },
    /// A folder's files, one a line; `a -> b` is a link.
    Folder,
    /// Described in words, because the example itself would be too large to print.
    InWords,
}

impl Place {
    /// Where an example can be tried, as `rapport explain` says it; `None` if that is plain from the example.
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Template { .. } => Some("in the scenario that `rapport new lamp --kind WalkIn` writes"),
            Self::TemplateOfEachKind { .. } => {
                Some("in the scenarios that `rapport new` writes, one of each kind, in one folder")
            }
            Self::TwoPeople { .. } => Some("in a scenario with several people"),
            Self::Folder => Some("files in the folder of a library; `->` is a link"),
            Self::InWords => None,
        }
    }
}

impl Example {
    /// A line that stands between two pieces of an example.
    pub const GAP: &'static str = "...";

    /// A sound scenario with two people, one of them with twins.
    pub const TWO_PEOPLE: &'static str = r#"Scenario(
    format: 1,
    title: "Two at a table",
    kind: WalkIn,
    channel: Counter,
    level: First,
    minutes: 1,
    trains: [],
    brief: "Two people look for a seat.",
    cast: {
        "ann": Persona(
            name: "Ann Lee",
            needs: { "seat": Need(kind: Functional, spoken: true, is: "a seat by the window") },
        ),
        "guest": OneOf({
            "kim": Persona(name: "Kim Cole"),
            "sam": Persona(name: "Sam Cole"),
        }),
    },
    start: "arrival",
    beats: {
        "arrival": Beat(
            with: "guest",
            effects: [For("ann", [Serve("seat")])],
            end: Ending(outcome: Referred, text: "They sit by the window."),
        ),
    },
)
"#;

    /// A change to the template: `good` is the template's own text, and `bad` takes its place.
    pub(crate) const fn of_template(bad: &'static str, good: &'static str) -> Self {
        Self { place: Place::Template { replaces: good }, bad, good }
    }

    /// Two texts that take the place of a third one in the template.
    pub(crate) const fn in_template(replaces: &'static str, bad: &'static str, good: &'static str) -> Self {
        Self { place: Place::Template { replaces }, bad, good }
    }

    /// A change to the scenarios of each kind in one folder.
    pub(crate) const fn of_each_kind(bad: &'static str, good: &'static str) -> Self {
        Self { place: Place::TemplateOfEachKind { replaces: good }, bad, good }
    }

    /// A change to [`Self::TWO_PEOPLE`].
    pub(crate) const fn of_two_people(bad: &'static str, good: &'static str) -> Self {
        Self { place: Place::TwoPeople { replaces: good }, bad, good }
    }

    /// Two texts that take the place of a third one in [`Self::TWO_PEOPLE`].
    pub(crate) const fn in_two_people(replaces: &'static str, bad: &'static str, good: &'static str) -> Self {
        Self { place: Place::TwoPeople { replaces }, bad, good }
    }

    /// Files in a folder.
    pub(crate) const fn of_files(bad: &'static str, good: &'static str) -> Self {
        Self { place: Place::Folder, bad, good }
    }

    /// A description.
    pub(crate) const fn in_words(bad: &'static str, good: &'static str) -> Self {
        Self { place: Place::InWords, bad, good }
    }

    /// A text without the indentation that it has in its scenario, for printing.
    #[must_use]
    pub fn dedent(text: &str) -> String {
        let gap = format!("\n{}\n", Self::GAP);
        text.split(&gap).map(dedent_piece).collect::<Vec<_>>().join(&gap)
    }

    /// A scenario with a text of this example in its place; `None` if what it replaces is not there exactly once.
    #[must_use]
    pub fn applied_to(replaces: &str, scenario: &str, text: &str) -> Option<String> {
        let pieces = |text: &'_ str| -> Vec<String> {
            let gap = format!("\n{}\n", Self::GAP);
            text.split(&gap).map(str::to_owned).collect()
        };
        let (old, new) = (pieces(replaces), pieces(text));
        if old.len() != new.len() || old.iter().any(|old| scenario.matches(old.as_str()).count() != 1) {
            return None;
        }
        Some(old.iter().zip(&new).fold(scenario.to_owned(), |scenario, (old, new)| scenario.replacen(old, new, 1)))
    }
}

/// One piece without its indentation. The first line may begin in the middle of a line, and then has none.
fn dedent_piece(piece: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = piece.lines().next().unwrap_or_default();
    let last = piece.lines().last().unwrap_or_default().trim_start();
    let is_whole_line = indent(first) > 0;
    let indented = piece.lines().skip(usize::from(!is_whole_line));
    let mut common = indented.map(indent).min().unwrap_or(0);
    // Of a part that is not closed here, the lines are inside it.
    if !is_whole_line && first.ends_with(['(', '[', '{']) && !last.starts_with([')', ']', '}']) {
        common = common.saturating_sub(4);
    }
    let lines: Vec<&str> = piece.lines().map(|line| &line[common.min(indent(line))..]).collect();
    lines.join("\n")
}
