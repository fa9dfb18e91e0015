//! The table of rules behind `rapport explain` and the severity of each finding.

use std::fmt::Write as _;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be played until this is mended.
    Error,
    /// It plays, with something standing in or ignored.
    Warning,
    /// Worth a thought.
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

/// One row of the table behind `rapport explain` and the coach's manual.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `E..` for errors, `W..` for warnings, `H..` for hints.
    pub code: &'static str,
    /// What a finding of it is.
    pub severity: Severity,
    /// A few words.
    pub title: &'static str,
    /// What it means and what to do, in whole sentences.
    pub about: &'static str,
}

impl Rule {
    /// The reader's rule with this code.
    #[must_use]
    pub fn find(code: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(code))
    }

    /// The page that `rapport explain CODE` prints.
    #[must_use]
    pub fn page(&self) -> String {
        let mut page = String::new();
        let _ = writeln!(page, "{} ({}): {}\n\n{}", self.code, self.severity.as_str(), self.title, self.about);
        page
    }
}

/// A row of the table.
#[must_use]
pub const fn rule(code: &'static str, severity: Severity, title: &'static str, about: &'static str) -> Rule {
    Rule { code, severity, title, about }
}

use Severity::{Error, Warning};

/// What the reader of files finds, by code. What is found in a scenario that can be read stands with the
/// checker.
pub const RULES: &[Rule] = &[
    rule(
        "E01",
        Error,
        "not UTF-8",
        "Scenario files are UTF-8 text. Some byte here is not; the usual cause is an editor that saved in an old encoding. Save the file again as UTF-8.",
    ),
    rule("E02", Error, "file too large", "A file of more than 32 MB is not read."),
    rule(
        "E03",
        Error,
        "bracket never closed",
        "Every `(`, `[` and `{` needs its partner. The caret stands at the one without; the second mark shows where the next part made it clear.",
    ),
    rule(
        "E04",
        Error,
        "text never closed",
        "A text begins and ends with a straight quote. Without the second one everything up to the next quote is swallowed.",
    ),
    rule(
        "E05",
        Error,
        "comment never closed",
        "A comment that begins with `/*` goes on to `*/`. For one line, `//` is simpler.",
    ),
    rule(
        "E06",
        Error,
        "something else expected",
        "The reader expected another sign here, most often a comma between two parts or a colon after a name.",
    ),
    rule(
        "E07",
        Error,
        "typographic quote",
        "Word processors turn quotes into curly ones. Around a text only the straight quote counts; inside a text curly ones are welcome.",
    ),
    rule("E08", Error, "`=` for `:`", "A name and its value are joined by a colon."),
    rule("E09", Error, "nested too deep", "Parts may stand in each other at most 32 deep."),
    rule("E10", Error, "text too long", "A text may have at most 4,000 characters. Nobody says more in one breath."),
    rule(
        "E11",
        Error,
        "unknown escape",
        "In a text, a backslash begins one of `\\\"`, `\\\\`, `\\n`, `\\t` or `\\u{..}`.",
    ),
    rule(
        "E12",
        Error,
        "not a whole number",
        "Numbers are whole and written with digits. There are no fractions anywhere in a scenario.",
    ),
    rule("E13", Error, "more after the end", "A file holds one scenario. Often a bracket too many ended it early."),
    rule("E14", Error, "`Some(..)` written", "A part that may be left out is written plainly when it is there."),
    rule(
        "E15",
        Error,
        "attribute",
        "Of the lines that begin with `#!`, only `#![enable(implicit_some)]` is understood, and it is not needed.",
    ),
    rule(
        "E16",
        Error,
        "too many problems",
        "The list stops here, so that a broken file cannot fill the machine's memory.",
    ),
    rule(
        "E17",
        Error,
        "control character",
        "A text holds a character that is no letter and no sign but a command to a terminal. It came in by copying, most often; delete it.",
    ),
    rule(
        "E20",
        Error,
        "wrong kind of value",
        "Another kind of value belongs here: a text in quotes, a number, a list in `[ ]`, a map in `{ }`, or a named part.",
    ),
    rule(
        "E21",
        Error,
        "unknown part",
        "This part does not exist here, so nothing would come of it. Most often it is a slip of the pen.",
    ),
    rule("E22", Error, "missing part", "This part is needed and not there."),
    rule(
        "E23",
        Error,
        "twice the same",
        "The same name stands twice, and only one of the two could count. Both places are shown.",
    ),
    rule("E24", Error, "unknown word", "Only certain words are possible here."),
    rule(
        "E25",
        Error,
        "not an id",
        "Ids are made of a-z, 0-9 and `-`, begin with a letter, and have at most 48 characters. `silence` is taken.",
    ),
    rule("E26", Error, "number out of range", "The number is smaller or larger than it may be."),
    rule(
        "E27",
        Error,
        "wrong number of values",
        "Conditions and effects take a fixed number of values in their brackets.",
    ),
    rule("E28", Error, "another part expected", "A different part belongs here."),
    rule("E29", Error, "too many", "There are limits: 20,000 beats, 8 replies and silence at a beat, 12 people."),
    rule(
        "E30",
        Error,
        "unknown format",
        "The file says which version of the format it is written for; this program reads version 1.",
    ),
    rule("E31", Error, "empty text", "A reply without words, or without a reason, teaches nothing."),
    rule(
        "E32",
        Error,
        "unknown pronouns",
        "Known are she/her, he/him and they/them; others are written with all three forms, as in xe/xem/xyr.",
    ),
    rule(
        "E40",
        Error,
        "reference to nothing",
        "What is named here does not exist in this file. Beats, people, facts, needs, promises and claims must be declared.",
    ),
    rule("E41", Error, "`say` or `do`", "A choice is either said or done."),
    rule(
        "E42",
        Error,
        "one of `choices`, `next`, `end`",
        "After its lines a beat asks the trainee, or moves on, or ends the play. It does exactly one of these.",
    ),
    rule(
        "E43",
        Error,
        "order of `next`",
        "The first `Next` whose `when` holds is taken. The last has none, so that there is always a way on.",
    ),
    rule(
        "E44",
        Error,
        "patience without silence",
        "When patience runs out, silence is taken; so the beat must say what silence does.",
    ),
    rule(
        "E45",
        Error,
        "`with` missing",
        "With several people in the cast, every beat says whom it is about, `next` and `end` beats too.",
    ),
    rule(
        "E46",
        Error,
        "somebody else's need",
        "A need by its bare name is that of the beat's person. Another person's is named with `With` or `For`.",
    ),
    rule(
        "E47",
        Error,
        "ring of `next`",
        "These beats lead into each other by `next` alone, so the play would never come to a choice or an end.",
    ),
    rule(
        "E48",
        Error,
        "twins differ",
        "Twins exist to show what changes when nothing but the person's appearance does. They share needs, mood and rapport.",
    ),
    rule("E49", Error, "a villager as a twin", "A villager is one person whom others remember, and cannot be two."),
    rule(
        "E50",
        Error,
        "`earned` without `when`",
        "An earned reply is one that good play unlocks, so it needs the condition that unlocks it.",
    ),
    rule(
        "E51",
        Error,
        "unknown placeholder",
        "In texts, `{mei.name}`, `{mei.called}`, `{mei.they}`, `{mei.them}` and `{mei.their}` stand for a person of the cast, `{you}` for the trainee.",
    ),
    rule("E52", Error, "open brace", "A `{` in a text begins a placeholder. A brace meant as such is written twice."),
    rule(
        "E53",
        Error,
        "not in the other scenario",
        "`scenario/id` names something in another scenario of the library, and that scenario has nothing of this name.",
    ),
    rule("E54", Error, "not a choice", "`Chose` names a choice with its beat, as in `Chose(\"answer/calm-down\")`."),
    rule("E55", Error, "not an ending", "The ending a test expects is a beat that has `end`."),
    rule("E70", Error, "cannot be read", "The file could not be opened or read."),
    rule("E71", Error, "outside its folder", "Links and names that lead out of the scenarios folder are not followed."),
    rule("E72", Error, "file name", "A scenario's file name, without `.ron`, is its id."),
    rule(
        "E73",
        Error,
        "id taken",
        "Two files of the same place have the same name. A later place may replace an earlier one, but within one place nothing is replaced silently.",
    ),
    rule("E74", Error, "not a scenario", "The file holds something else."),
    rule(
        "W01",
        Warning,
        "unknown place",
        "No picture of this name is shipped. The scenario plays, with a plain place.",
    ),
    rule("W02", Warning, "unknown part of a look", "No such part is shipped. The scenario plays, with a plain one."),
    rule(
        "W03",
        Warning,
        "unknown scenario",
        "The condition reads another scenario that is not in the library. Until it is, the condition is false.",
    ),
    rule("W04", Warning, "never remembered", "Only scenarios that cast a villager leave something to remember."),
];
