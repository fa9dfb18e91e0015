//! Every mistake the program can name: its data and its wording.

use super::rules::{Rule, Severity};

/// A name that stands close to the one that was written.
pub type Suggestion = Option<String>;

/// The known name closest to `written`, if one is close enough to be meant.
pub fn suggest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Suggestion {
    let written = written.to_lowercase();
    let length = written.chars().count();
    // Jaro-Winkler favours a shared beginning, which is how ids are mistyped; below 0.8 it guesses. A name
    // more than twice as long, or less than half, is no slip of the pen.
    let close = |name: &&str| {
        let other = name.chars().count();
        other <= 2 * length && length <= 2 * other
    };
    known
        .into_iter()
        .filter(close)
        .map(|name| (strsim::jaro_winkler(&written, &name.to_lowercase()), name))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| name.to_owned())
}

/// What is wrong, as data. The variants stand in the order of their codes; the wording is in
/// [`Problem::message`] and [`Problem::hint`], the explanations in [`RULES`](super::RULES).
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table below explains each, and the fields are named for what they hold")]
pub enum Problem {
    // E01..E19: the text
    NotUtf8,
    FileTooLarge { bytes: usize, most: usize },
    Unclosed { open: char },
    UnclosedString,
    UnclosedComment,
    Expected { what: &'static str, found: String },
    CurlyQuote { quote: char },
    EqualsForColon,
    TooDeep { most: usize },
    StringTooLong { characters: usize, most: usize },
    BadEscape { escape: String },
    BadNumber { written: String },
    TextAfterEnd,
    SomeWritten,
    Attribute,
    TooManyProblems { shown: usize },
    ControlCharacter { code: u32 },
    // E20..E39: the parts
    WrongType { expected: &'static str, found: &'static str },
    UnknownField { field: String, of: &'static str, suggestion: Suggestion, known: String },
    MissingField { field: &'static str, of: &'static str },
    DuplicateKey { key: String },
    UnknownWord { word: String, kind: &'static str, suggestion: Suggestion, known: String },
    BadId { id: String, why: &'static str },
    OutOfRange { what: &'static str, value: i64, least: i64, most: i64 },
    WrongCount { of: String, expected: usize, found: usize },
    WrongName { expected: &'static str, found: String },
    TooMany { what: &'static str, count: usize, most: usize },
    UnknownFormat { written: i64 },
    Empty { what: &'static str },
    BadPronouns { written: String },
    // E40..E69: the meaning
    Unknown { kind: &'static str, id: String, suggestion: Suggestion },
    SayAndDo { both: bool },
    BeatBody { found: String },
    NextOrder { last: bool },
    PatienceWithoutSilence,
    WithMissing { people: String },
    NeedOfAnother { need: String, owner: String, inside: &'static str },
    NextRing { beats: String },
    TwinsDiffer { field: &'static str, first: String, second: String },
    TwinIsVillager,
    EarnedWithoutWhen,
    BadPlaceholder { written: String, suggestion: Suggestion },
    OpenBrace,
    ForeignMissing { kind: &'static str, scenario: String, id: String, suggestion: Suggestion },
    ChoseForm { written: String },
    NotAnEnding { beat: String },
    // E70..E79: files and folders
    Unreadable { why: String },
    OutsideFolder { name: String },
    BadFileName { stem: String },
    TwiceInLibrary { id: String, first: String },
    NotAScenario,
    // W01..W09: warnings of the reader
    UnknownPlace { place: String, suggestion: Suggestion },
    UnknownLook { part: &'static str, value: String, suggestion: Suggestion },
    ForeignScenario { scenario: String, suggestion: Suggestion },
    NeverRemembered { scenario: String },
    // the checker's rules, each with its wording in its own file
    Found { rule: &'static Rule, message: String, hint: String },
}

impl Problem {
    /// The code that `rapport explain` knows.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "E01",
            Self::FileTooLarge { .. } => "E02",
            Self::Unclosed { .. } => "E03",
            Self::UnclosedString => "E04",
            Self::UnclosedComment => "E05",
            Self::Expected { .. } => "E06",
            Self::CurlyQuote { .. } => "E07",
            Self::EqualsForColon => "E08",
            Self::TooDeep { .. } => "E09",
            Self::StringTooLong { .. } => "E10",
            Self::BadEscape { .. } => "E11",
            Self::BadNumber { .. } => "E12",
            Self::TextAfterEnd => "E13",
            Self::SomeWritten => "E14",
            Self::Attribute => "E15",
            Self::TooManyProblems { .. } => "E16",
            Self::ControlCharacter { .. } => "E17",
            Self::WrongType { .. } => "E20",
            Self::UnknownField { .. } => "E21",
            Self::MissingField { .. } => "E22",
            Self::DuplicateKey { .. } => "E23",
            Self::UnknownWord { .. } => "E24",
            Self::BadId { .. } => "E25",
            Self::OutOfRange { .. } => "E26",
            Self::WrongCount { .. } => "E27",
            Self::WrongName { .. } => "E28",
            Self::TooMany { .. } => "E29",
            Self::UnknownFormat { .. } => "E30",
            Self::Empty { .. } => "E31",
            Self::BadPronouns { .. } => "E32",
            Self::Unknown { .. } => "E40",
            Self::SayAndDo { .. } => "E41",
            Self::BeatBody { .. } => "E42",
            Self::NextOrder { .. } => "E43",
            Self::PatienceWithoutSilence => "E44",
            Self::WithMissing { .. } => "E45",
            Self::NeedOfAnother { .. } => "E46",
            Self::NextRing { .. } => "E47",
            Self::TwinsDiffer { .. } => "E48",
            Self::TwinIsVillager => "E49",
            Self::EarnedWithoutWhen => "E50",
            Self::BadPlaceholder { .. } => "E51",
            Self::OpenBrace => "E52",
            Self::ForeignMissing { .. } => "E53",
            Self::ChoseForm { .. } => "E54",
            Self::NotAnEnding { .. } => "E55",
            Self::Unreadable { .. } => "E70",
            Self::OutsideFolder { .. } => "E71",
            Self::BadFileName { .. } => "E72",
            Self::TwiceInLibrary { .. } => "E73",
            Self::NotAScenario => "E74",
            Self::UnknownPlace { .. } => "W01",
            Self::UnknownLook { .. } => "W02",
            Self::ForeignScenario { .. } => "W03",
            Self::NeverRemembered { .. } => "W04",
            Self::Found { rule, .. } => rule.code,
        }
    }

    /// How much it matters, as the table says.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Found { rule, .. } => rule.severity,
            reader => Rule::find(reader.code()).map_or(Severity::Error, |rule| rule.severity),
        }
    }

    /// What is wrong, in one line: lower case, no full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NotUtf8 => "this is not UTF-8 text".into(),
            Self::FileTooLarge { bytes, most } => {
                format!("the file has {bytes} bytes, and at most {most} are read")
            }
            Self::Unclosed { open } => format!("`{open}` is never closed"),
            Self::UnclosedString => "this text has no closing quote".into(),
            Self::UnclosedComment => "this comment is never closed".into(),
            Self::Expected { what, found } => format!("expected {what}, found {found}"),
            Self::CurlyQuote { quote } => format!("`{quote}` is a typographic quote"),
            Self::EqualsForColon => "expected `:`, found `=`".into(),
            Self::TooDeep { most } => format!("this is nested more than {most} deep"),
            Self::StringTooLong { characters, most } => {
                format!("this text has {characters} characters, and at most {most} are allowed")
            }
            Self::BadEscape { escape } => format!("`{escape}` means nothing in a text"),
            Self::BadNumber { written } => format!("`{written}` is not a whole number"),
            Self::TextAfterEnd => "there is more after the end".into(),
            Self::SomeWritten => "`Some(..)` is never written".into(),
            Self::Attribute => "this line is not needed and not understood".into(),
            Self::TooManyProblems { shown } => {
                format!("more is wrong than the {shown} problems listed")
            }
            Self::ControlCharacter { code } => format!("this text holds the control character U+{code:04X}"),
            Self::WrongType { expected, found } => format!("expected {expected}, found {found}"),
            Self::UnknownField { field, of, .. } => format!("`{of}` has no part called `{field}`"),
            Self::MissingField { field, of } => format!("this `{of}` has no `{field}`"),
            Self::DuplicateKey { key } => format!("`{key}` stands here a second time"),
            Self::UnknownWord { word, kind, .. } => format!("`{word}` is no {kind}"),
            Self::BadId { id, why } => format!("`{id}` cannot be an id: {why}"),
            Self::OutOfRange { what, value, least, most } => {
                format!("{what} is {value}, and must be from {least} to {most}")
            }
            Self::WrongCount { of, expected, found } => {
                format!("`{of}` takes {} in its brackets, found {found}", counted(*expected, "value"))
            }
            Self::WrongName { expected, found } => format!("expected `{expected}`, found `{found}`"),
            Self::TooMany { what, count, most } => {
                format!("there are {count} {what}, and at most {most} are allowed")
            }
            Self::UnknownFormat { written } => {
                format!("this file is written for format {written}, and this program reads format 1")
            }
            Self::Empty { what } => format!("{what} is empty"),
            Self::BadPronouns { written } => format!("`{written}` are not pronouns this program knows"),
            Self::Unknown { kind, id, .. } => format!("there is no {kind} `{id}`"),
            Self::SayAndDo { both: true } => "this choice has both `say` and `do`".into(),
            Self::SayAndDo { both: false } => "this choice has neither `say` nor `do`".into(),
            Self::BeatBody { found } => {
                format!("a beat has exactly one of `choices`, `next` and `end`, and this one has {found}")
            }
            Self::NextOrder { last: true } => "the last `Next` has a `when`".into(),
            Self::NextOrder { last: false } => "a `Next` without `when` stands before the last".into(),
            Self::PatienceWithoutSilence => "this beat has `patience` and no `silence`".into(),
            Self::WithMissing { people } => {
                format!("this beat does not say whom it is about, and the cast has several: {people}")
            }
            Self::NeedOfAnother { need, owner, .. } => format!("the need `{need}` is `{owner}`'s"),
            Self::NextRing { beats } => format!("these beats lead into each other for ever: {beats}"),
            Self::TwinsDiffer { field, first, second } => {
                format!("twins share their {field}, and here it is {first} in one and {second} in the other")
            }
            Self::TwinIsVillager => "a twin cannot be a villager".into(),
            Self::EarnedWithoutWhen => "`earned: true` stands on a choice without `when`".into(),
            Self::BadPlaceholder { written, .. } => format!("`{{{written}}}` stands for nothing"),
            Self::OpenBrace => "`{` is never closed by `}`".into(),
            Self::ForeignMissing { kind, scenario, id, .. } => {
                format!("the scenario `{scenario}` has no {kind} `{id}`")
            }
            Self::ChoseForm { written } => format!("`{written}` does not name a choice"),
            Self::NotAnEnding { beat } => format!("the beat `{beat}` is not an ending"),
            Self::Unreadable { why } => format!("the file cannot be read: {why}"),
            Self::OutsideFolder { name } => format!("`{name}` leads out of its folder"),
            Self::BadFileName { stem } => format!("the file's name `{stem}` cannot be an id"),
            Self::TwiceInLibrary { id, first } => format!("the id `{id}` is taken by {first}"),
            Self::NotAScenario => "this file is not a scenario".into(),
            Self::UnknownPlace { place, .. } => format!("there is no place `{place}`"),
            Self::UnknownLook { part, value, .. } => format!("there is no {part} `{value}`"),
            Self::ForeignScenario { scenario, .. } => format!("there is no scenario `{scenario}` in the library"),
            Self::NeverRemembered { scenario } => {
                format!("nothing of `{scenario}` is remembered, since it casts no villager")
            }
            Self::Found { message, .. } => message.clone(),
        }
    }

    /// What to try, in one line.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let meant = |suggestion: &Suggestion| suggestion.as_ref().map(|name| format!("did you mean `{name}`?"));
        let meant_or =
            |suggestion: &Suggestion, known: &str| meant(suggestion).or_else(|| Some(format!("known are: {known}")));
        match self {
            Self::NotUtf8 => Some("save the file as UTF-8 in your editor".into()),
            Self::FileTooLarge { .. } => Some("split it into several scenarios".into()),
            Self::Unclosed { open } => {
                let close = match open {
                    '[' => ']',
                    '{' => '}',
                    _ => ')',
                };
                Some(format!("add `{close}` where this part ends"))
            }
            Self::UnclosedString => {
                Some("add `\"` where the text ends; a quote inside a text is written `\\\"`".into())
            }
            Self::UnclosedComment => Some("add `*/`, or use `//` for a comment of one line".into()),
            Self::Expected { what, .. } if *what == "`,`" => Some("put a comma after each part".into()),
            Self::CurlyQuote { .. } => Some("use the straight quote `\"` around a text".into()),
            Self::EqualsForColon => Some("write `name: value`".into()),
            Self::TooDeep { .. } => Some("take the inner part out".into()),
            Self::StringTooLong { .. } => Some("split it over several lines of talk".into()),
            Self::BadEscape { .. } => Some("a backslash is written `\\\\`, a quote `\\\"`".into()),
            Self::BadNumber { .. } => Some("write digits only, with `-` before them if need be".into()),
            Self::TextAfterEnd => Some("a file holds one thing; check for a bracket too many before this".into()),
            Self::SomeWritten => Some("write the value alone".into()),
            Self::Attribute => Some("delete it".into()),
            Self::TooManyProblems { .. } => Some("mend the first ones and check again".into()),
            Self::ControlCharacter { .. } => Some("delete it; a new line is written `\\n`".into()),
            Self::UnknownField { suggestion, known, .. } | Self::UnknownWord { suggestion, known, .. } => {
                meant_or(suggestion, known)
            }
            Self::MissingField { field, .. } => Some(format!("add `{field}: ..`")),
            Self::DuplicateKey { .. } => Some("rename one of the two, or delete it".into()),
            Self::BadId { .. } | Self::BadFileName { .. } => {
                Some("an id is made of a-z, 0-9 and `-`, begins with a letter, and has at most 48 characters".into())
            }
            Self::WrongName { expected, .. } => Some(format!("write `{expected}(..)`")),
            Self::TooMany { .. } => Some("take some out, or split the scenario".into()),
            Self::UnknownFormat { .. } => Some("write `format: 1`".into()),
            Self::BadPronouns { .. } => {
                Some("write \"she/her\", \"he/him\", \"they/them\", or all three forms as in \"xe/xem/xyr\"".into())
            }
            Self::Unknown { suggestion, .. }
            | Self::ForeignMissing { suggestion, .. }
            | Self::UnknownPlace { suggestion, .. }
            | Self::UnknownLook { suggestion, .. }
            | Self::ForeignScenario { suggestion, .. } => meant(suggestion).or_else(|| match self {
                Self::UnknownPlace { .. } => Some("`rapport explain place` lists them; a plain one stands in".into()),
                Self::UnknownLook { .. } => Some("`rapport explain look` lists them; a plain one stands in".into()),
                Self::ForeignScenario { .. } => Some("until it is there, the condition is false".into()),
                _ => None,
            }),
            Self::SayAndDo { both: true } => Some("keep `say` for words, `do` for an act without words".into()),
            Self::SayAndDo { both: false } => {
                Some("add `say: \"..\"`, or `do: \"..\"` for an act without words".into())
            }
            Self::BeatBody { .. } => Some("split it into two beats, or add what is missing".into()),
            Self::NextOrder { last: true } => {
                Some("add a last `Next(to: ..)` without `when`, for when none holds".into())
            }
            Self::NextOrder { last: false } => Some("what stands after it is never reached; move it to the end".into()),
            Self::PatienceWithoutSilence => {
                Some("add `silence: Silence(..)`: it is taken when patience runs out".into())
            }
            Self::WithMissing { .. } => Some("add `with: \"..\"`".into()),
            Self::NeedOfAnother { need, owner, inside } => Some(if *inside == "condition" {
                format!("write `With(\"{owner}\", ..(\"{need}\"))`")
            } else {
                format!("write `For(\"{owner}\", [..(\"{need}\")])`")
            }),
            Self::NextRing { .. } => Some("give one of them choices or an end".into()),
            Self::TwinsDiffer { .. } => Some("twins differ in name, role, look and pronouns only".into()),
            Self::TwinIsVillager => Some("write `Persona(..)` in `OneOf`".into()),
            Self::EarnedWithoutWhen => Some("add the `when` that good play unlocks, or drop `earned`".into()),
            Self::BadPlaceholder { suggestion, .. } => meant(suggestion).map_or_else(
                || {
                    Some(
                        "write `{mei.name}`, `.called`, `.they`, `.them` or `.their`, or `{you}`; a brace is `{{`"
                            .into(),
                    )
                },
                |hint| Some(hint.replace('`', "")),
            ),
            Self::OpenBrace => Some("a brace that is meant as such is written `{{`".into()),
            Self::ChoseForm { .. } => Some("write it as \"beat/choice\"".into()),
            Self::NotAnEnding { .. } => Some("name a beat that has `end`".into()),
            Self::OutsideFolder { .. } => Some("copy the file into the folder".into()),
            Self::TwiceInLibrary { .. } => Some("rename one of the two files".into()),
            Self::NotAScenario => Some("a scenario begins with `Scenario(`".into()),
            Self::NeverRemembered { .. } => Some("cast a villager there, or drop the condition".into()),
            Self::Found { hint, .. } => Some(hint.clone()),
            Self::Expected { .. }
            | Self::WrongType { .. }
            | Self::OutOfRange { .. }
            | Self::WrongCount { .. }
            | Self::Empty { .. }
            | Self::Unreadable { .. } => None,
        }
    }
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
