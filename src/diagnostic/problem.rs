//! The table of problems that the reader of files finds: for each its data, its rule, and its wording.
//!
//! What the checker finds in a scenario that can be read is declared in [`lint`](crate::lint), one file for each rule.

use super::declare::declare_problems;
use super::rule::{Example, Rule, Severity};
use super::suggestion::{Suggestion, did_you_mean, did_you_mean_or};
use crate::util::text::Count;

/// The hint on every id that cannot be used.
const ID_FORM: &str = "an id is made of a-z, 0-9 and `-`, begins with a letter, and has at most 48 characters";

impl Problem {
    /// The code that `rapport explain` takes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.rule().code
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule().severity
    }
}

const fn closing_bracket(open: char) -> char {
    match open {
        '[' => ']',
        '{' => '}',
        _ => ')',
    }
}

declare_problems! {
    // E01..E19: the text

    NotUtf8 => {
        rule: "E01", Error, "not UTF-8";
        explanation: "Scenario files are UTF-8 text, and some byte of this one is not. The usual cause is an editor that saved the file in an old encoding. Save it again as UTF-8.";
        message: "this is not UTF-8 text".into();
        hint: Some("save the file as UTF-8 in your editor".into());
        example: Example::in_words(
            "title: \"Café\", saved as Windows-1252",
            "title: \"Café\", saved as UTF-8",
        );
    }

    FileTooLarge { bytes: usize, most: usize } => {
        rule: "E02", Error, "file too large";
        explanation: "A file of more than 32 MB is not read.";
        message: format!("the file has {bytes} bytes, and at most {most} are read");
        hint: Some("split it into several scenarios".into());
        example: Example::in_words(
            "a file of 40 MB",
            "two files of 20 MB",
        );
    }

    Unclosed { open: char } => {
        rule: "E03", Error, "bracket never closed";
        explanation: "Every `(`, `[` and `{` needs a closing bracket. The caret is at the bracket that has none; the second mark shows where that became clear.";
        message: format!("`{open}` is never closed");
        hint: Some(format!("add `{}` where this part ends", closing_bracket(*open)));
        example: Example::of_template(
            "trains: [Listening, Trust,",
            "trains: [Listening, Trust],",
        );
    }

    UnclosedString => {
        rule: "E04", Error, "text never closed";
        explanation: "A text begins and ends with a straight quote. Without the second quote, everything up to the next one is taken as part of the text.";
        message: "this text has no closing quote".into();
        hint: Some("add `\"` where the text ends; a quote inside a text is written `\\\"`".into());
        example: Example::of_template(
            r#"title: "The lamp that hums,"#,
            r#"title: "The lamp that hums","#,
        );
    }

    UnclosedComment => {
        rule: "E05", Error, "comment never closed";
        explanation: "A comment that begins with `/*` ends with `*/`. For a comment of one line, `//` is simpler.";
        message: "this comment is never closed".into();
        hint: Some("add `*/`, or use `//` for a comment of one line".into());
        example: Example::of_template(
            "/* Plays that `rapport check` tries",
            "// Plays that `rapport check` tries",
        );
    }

    Expected { what: &'static str, found: String } => {
        rule: "E06", Error, "something else expected";
        explanation: "The reader expected another sign here, most often a comma between two parts or a colon after a name.";
        message: format!("expected {what}, found {found}");
        hint: (*what == "`,`").then(|| "put a comma after each part".into());
        example: Example::of_template(
            "level: First\n    minutes: 3,",
            "level: First,\n    minutes: 3,",
        );
    }

    CurlyQuote { quote: char } => {
        rule: "E07", Error, "typographic quote";
        explanation: "Word processors turn quotes into curly ones. A text begins and ends with straight quotes; inside a text curly ones are welcome.";
        message: format!("`{quote}` is a typographic quote");
        hint: Some("use the straight quote `\"` around a text".into());
        example: Example::of_template(
            "title: “The lamp that hums”,",
            "title: \"The lamp that hums\",",
        );
    }

    EqualsForColon => {
        rule: "E08", Error, "`=` for `:`";
        explanation: "A name and its value are joined by a colon.";
        message: "expected `:`, found `=`".into();
        hint: Some("write `name: value`".into());
        example: Example::of_template(
            "minutes = 3,",
            "minutes: 3,",
        );
    }

    TooDeep { most: usize } => {
        rule: "E09", Error, "nested too deep";
        explanation: "Parts can be inside each other at most 32 levels deep.";
        message: format!("this is nested more than {most} levels deep");
        hint: Some("take the inner part out".into());
        example: Example::of_template(
            r#"when: [Any([Any([Any([Any([Any([Any([Any([Any([Any([Any([Any([Any([Any([Any([Any([Open("thursday")])])])])])])])])])])])])])])])]"#,
            r#"when: [Open("thursday")]"#,
        );
    }

    StringTooLong { characters: usize, most: usize } => {
        rule: "E10", Error, "text too long";
        explanation: "A text may have at most 4,000 characters. Nobody says more in one breath.";
        message: format!("this text has {characters} characters, and at most {most} are allowed");
        hint: Some("split it into several lines of talk".into());
        example: Example::in_words(
            "a story of 4,100 characters in one `Say`",
            "the same story in twelve lines, with answers in between",
        );
    }

    BadEscape { escape: String } => {
        rule: "E11", Error, "unknown escape";
        explanation: "In a text, a backslash begins one of `\\\"`, `\\\\`, `\\n`, `\\t` or `\\u{..}`.";
        message: format!("unknown escape `{escape}`");
        hint: Some("a backslash is written `\\\\`, a quote `\\\"`".into());
        example: Example::in_template(
            r#"title: "The lamp that hums","#,
            r#"title: "The lamp that \hums","#,
            r#"title: "The lamp that \"hums\"","#,
        );
    }

    BadNumber { written: String } => {
        rule: "E12", Error, "not a whole number";
        explanation: "Numbers are whole and written with digits. There are no fractions anywhere in a scenario.";
        message: format!("`{written}` is not a whole number");
        hint: Some("write digits only, with `-` before them if need be".into());
        example: Example::of_template(
            "minutes: 3.5,",
            "minutes: 3,",
        );
    }

    TextAfterEnd => {
        rule: "E13", Error, "text after the end";
        explanation: "A file has one scenario and nothing after it. Often an extra bracket ended the scenario too early.";
        message: "unexpected text after the end".into();
        hint: Some("a file holds one scenario; look for an extra bracket before this".into());
        example: Example::of_template(
            "            least: 0,\n        ),\n    },\n)\n)",
            "            least: 0,\n        ),\n    },\n)",
        );
    }

    SomeWritten => {
        rule: "E14", Error, "`Some(..)` written";
        explanation: "A part that may be left out is written plainly when it is used.";
        message: "`Some(..)` is not needed here".into();
        hint: Some("write the value alone".into());
        example: Example::of_template(
            "mood: Some(Annoyed),",
            "mood: Annoyed,",
        );
    }

    Attribute => {
        rule: "E15", Error, "unsupported attribute";
        explanation: "Of the lines that begin with `#!`, only `#![enable(implicit_some)]` is understood, and it is not needed.";
        message: "unsupported attribute".into();
        hint: Some("delete this line".into());
        example: Example::of_template(
            "#![enable(unwrap_newtypes)]\nScenario(",
            "Scenario(",
        );
    }

    TooManyProblems { shown: usize } => {
        rule: "E16", Error, "too many problems";
        explanation: "The list ends here, so that a broken file cannot use up the computer's memory. Mend the first problems and check again.";
        message: format!("there are more problems than the {shown} listed");
        hint: Some("mend the first ones and check again".into());
        example: Example::in_words(
            "a file with a thousand problems",
            "a file that is checked after each change",
        );
    }

    ControlCharacter { code: u32 } => {
        rule: "E17", Error, "control character";
        explanation: "A text contains a character that cannot be printed. Most often it was copied from elsewhere; delete it.";
        message: format!("this text contains the control character U+{code:04X}");
        hint: Some("delete it; a new line is written `\\n`".into());
        example: Example::of_template(
            r#"title: "The lamp that hums\u{7}","#,
            r#"title: "The lamp that hums","#,
        );
    }

    LookAlike { found: char, code: u32, name: &'static str, instead: char } => {
        rule: "E18", Error, "character that looks like another";
        explanation: "A character of another script looks like one of the format and is not it: a Cyrillic `а` like a Latin `a`, a wide `：` like `:`. They come from other keyboard layouts and from pages that text was copied from. Inside texts that people read, all characters are welcome.";
        message: format!("`{found}` is U+{code:04X}, {name}, and not `{instead}`");
        hint: Some(format!("type `{instead}` in its place"));
        example: Example::of_template(
            "minutes： 3,",
            "minutes: 3,",
        );
    }

    HiddenCharacter { code: u32, name: &'static str } => {
        rule: "E19", Error, "character that is not seen";
        explanation: "A name contains a character that is not seen, such as a zero-width space. It came with copied text; delete it. Between names, such characters and blanks of every kind are read as blanks.";
        message: format!("this name contains U+{code:04X}, {name}, which is not seen");
        hint: Some("delete it, or type the name anew".into());
        example: Example::in_words(
            "`tit`, a zero-width space, and `le: \"The lamp that hums\"`",
            "`title: \"The lamp that hums\"`",
        );
    }

    // E20..E39: the parts

    WrongType { expected: &'static str, found: &'static str } => {
        rule: "E20", Error, "wrong kind of value";
        explanation: "Another kind of value belongs here: a text in quotes, a number, a list in `[ ]`, a map in `{ }`, or a named part.";
        message: format!("expected {expected}, found {found}");
        hint: None;
        example: Example::of_template(
            "minutes: \"three\",",
            "minutes: 3,",
        );
    }

    UnknownField { field: String, of: &'static str, suggestion: Suggestion, known: String } => {
        rule: "E21", Error, "unknown part";
        explanation: "There is no such part here, so it would have no effect. Most often it is a typing error.";
        message: format!("`{of}` has no part called `{field}`");
        hint: did_you_mean_or(suggestion, &format!("known are: {known}"));
        example: Example::of_template(
            "caled: \"Robin\",",
            "called: \"Robin\",",
        );
    }

    MissingField { field: &'static str, of: &'static str } => {
        rule: "E22", Error, "missing part";
        explanation: "This part is required and missing.";
        message: format!("this `{of}` has no `{field}`");
        hint: Some(format!("add `{field}: ..`"));
        example: Example::of_template(
            r#"Need(spoken: true, is: "a lamp that does not hum")"#,
            r#"Need(kind: Functional, spoken: true, is: "a lamp that does not hum")"#,
        );
    }

    DuplicateKey { key: String } => {
        rule: "E23", Error, "duplicate key";
        explanation: "The same name is written twice, and only one of the two could count. Both places are shown.";
        message: format!("duplicate key `{key}`");
        hint: Some("rename one of the two, or delete it".into());
        example: Example::of_template(
            "minutes: 3,\n    minutes: 5,",
            "minutes: 3,",
        );
    }

    UnknownWord { word: String, kind: &'static str, suggestion: Suggestion, known: String } => {
        rule: "E24", Error, "unknown word";
        explanation: "Only certain words are possible here.";
        message: format!("unknown {kind} `{word}`");
        hint: did_you_mean_or(suggestion, &format!("known are: {known}"));
        example: Example::of_template(
            "trains: [Lisening, Trust],",
            "trains: [Listening, Trust],",
        );
    }

    BadId { id: String, why: &'static str, suggestion: Suggestion } => {
        rule: "E25", Error, "not an id";
        explanation: "Ids are made of a-z, 0-9 and `-`, begin with a letter, and have at most 48 characters. `silence` is reserved.";
        message: format!("`{id}` cannot be an id: {why}");
        hint: did_you_mean_or(suggestion, ID_FORM);
        example: Example::of_template(
            "\"A poor play\": Test(",
            "\"a-poor-play\": Test(",
        );
    }

    OutOfRange { what: &'static str, value: i64, least: i64, most: i64 } => {
        rule: "E26", Error, "number out of range";
        explanation: "The number is smaller or larger than it may be.";
        message: format!("{what} is {value}, and must be from {least} to {most}");
        hint: None;
        example: Example::of_template(
            "rapport: 450,",
            "rapport: 45,",
        );
    }

    WrongCount { of: String, expected: usize, found: usize } => {
        rule: "E27", Error, "wrong number of values";
        explanation: "Conditions and effects take a fixed number of values in their brackets.";
        message: format!("`{of}` takes {} in its brackets, found {found}", Count::new(*expected, "value"));
        hint: None;
        example: Example::of_template(
            r#"effects: [Rapport(8, 2), Find("sunday")],"#,
            r#"effects: [Rapport(8), Find("sunday")],"#,
        );
    }

    WrongName { expected: &'static str, found: String } => {
        rule: "E28", Error, "another part expected";
        explanation: "A different part belongs here.";
        message: format!("expected `{expected}`, found `{found}`");
        hint: Some(format!("write `{expected}(..)`"));
        example: Example::of_template(
            "end: End(outcome: Lost,",
            "end: Ending(outcome: Lost,",
        );
    }

    TooMany { what: &'static str, count: usize, most: usize } => {
        rule: "E29", Error, "too many";
        explanation: "There are limits: 20,000 beats, 8 replies and silence at a beat, 12 people.";
        message: format!("there are {count} {what}, and at most {most} are allowed");
        hint: Some("take some out, or split the scenario".into());
        example: Example::in_words(
            "a beat with nine replies",
            "two beats, with five replies and four",
        );
    }

    UnknownFormat { written: i64 } => {
        rule: "E30", Error, "unknown format";
        explanation: "The file says which version of the format it is written for; this program reads version 1.";
        message: format!("this file is written for format {written}, and this program reads format 1");
        hint: Some("write `format: 1`".into());
        example: Example::of_template(
            "format: 2,",
            "format: 1,",
        );
    }

    Empty { what: &'static str } => {
        rule: "E31", Error, "empty text";
        explanation: "A reply without words, or without a reason, teaches nothing.";
        message: format!("{what} is empty");
        hint: None;
        example: Example::of_template(
            r#"because: "","#,
            r#"because: "True, and it ends the talk where it should begin.","#,
        );
    }

    BadPronouns { written: String } => {
        rule: "E32", Error, "unknown pronouns";
        explanation: "Known are she/her, he/him and they/them; others are written with all three forms, as in xe/xem/xyr.";
        message: format!("unknown pronouns `{written}`");
        hint: Some("write \"she/her\", \"he/him\", \"they/them\", or all three forms as in \"xe/xem/xyr\"".into());
        example: Example::of_template(
            r#"pronouns: "they","#,
            r#"pronouns: "they/them","#,
        );
    }

    BadLang { written: String, suggestion: Suggestion } => {
        rule: "E33", Error, "not a language tag";
        explanation: "A language is written as a tag: `en`, `en-GB`, `de`, `pt-BR`, `zh-Hant`. Exports and learning record stores refuse anything else.";
        message: format!("`{written}` is not a language tag");
        hint: did_you_mean_or(suggestion, "write a tag such as \"en\" or \"en-GB\"");
        example: Example::in_template(
            "level: First,",
            r#"level: First, lang: "en_GB","#,
            r#"level: First, lang: "en-GB","#,
        );
    }

    // E40..E69: the meaning

    Unknown { kind: &'static str, id: String, suggestion: Suggestion } => {
        rule: "E40", Error, "unknown name";
        explanation: "What is named here does not exist in this file. Beats, people, facts, needs, promises and claims must be declared.";
        message: format!("there is no {kind} `{id}`");
        hint: did_you_mean(suggestion);
        example: Example::of_template(
            r#"Next(to: "end-lots"),"#,
            r#"Next(to: "end-lost"),"#,
        );
    }

    SayAndDo { both: bool } => {
        rule: "E41", Error, "`say` or `do`";
        explanation: "A choice is either said or done.";
        message: if *both {
            "this choice has both `say` and `do`".into()
        } else {
            "this choice has neither `say` nor `do`".into()
        };
        hint: Some(if *both {
            "keep `say` for words, `do` for an act without words".into()
        } else {
            "add `say: \"..\"`, or `do: \"..\"` for an act without words".into()
        });
        example: Example::of_template(
            r#"say: "Tomorrow, for sure.", do: "You nod.","#,
            r#"say: "Tomorrow, for sure.","#,
        );
    }

    BeatBody { found: String } => {
        rule: "E42", Error, "one of `choices`, `next`, `end`";
        explanation: "After its lines a beat asks the trainee, or moves on, or ends the play. It does exactly one of these.";
        message: format!("a beat has exactly one of `choices`, `next` and `end`, and this one has {found}");
        hint: Some("split it into two beats, or add what is missing".into());
        example: Example::of_template(
            "\"end-lost\": Beat(\n            next: [Next(to: \"end-solved\")],\n            end: Ending(",
            "\"end-lost\": Beat(\n            end: Ending(",
        );
    }

    NextOrder { last: bool } => {
        rule: "E43", Error, "order of `next`";
        explanation: "The first `Next` whose `when` holds is taken. The last has none, so that there is always a way on.";
        message: if *last {
            "the last `Next` has a `when`".into()
        } else {
            "a `Next` without `when` comes before the last".into()
        };
        hint: Some(if *last {
            "add a last `Next(to: ..)` without `when`, for when none holds".into()
        } else {
            "what follows it is never reached; move it to the end".into()
        });
        example: Example::of_template(
            r#"Next(to: "end-lost", when: [Not(RapportAtLeast(40))]),"#,
            r#"Next(to: "end-lost"),"#,
        );
    }

    PatienceWithoutSilence => {
        rule: "E44", Error, "patience without silence";
        explanation: "When patience runs out, silence is taken; so the beat must say what silence does.";
        message: "this beat has `patience` and no `silence`".into();
        hint: Some("add `silence: Silence(..)`: it is taken when patience runs out".into());
        example: Example::in_template(
            r#"lines: [Say(by: "robin", text: "And when do I hear about it?")],"#,
            r#"lines: [Say(by: "robin", text: "And when do I hear about it?")],
            patience: 20,"#,
            r#"lines: [Say(by: "robin", text: "And when do I hear about it?")],
            patience: 20,
            silence: Silence(because: "No answer is an answer too.", to: "leaves"),"#,
        );
    }

    WithMissing { people: String } => {
        rule: "E45", Error, "`with` missing";
        explanation: "With several people in the cast, every beat says whom it is about, `next` and `end` beats too.";
        message: format!("this beat has no `with`, and the cast has several people: {people}");
        hint: Some("add `with: \"..\"`".into());
        example: Example::of_two_people(
            "\"arrival\": Beat(\n            effects: [",
            "\"arrival\": Beat(\n            with: \"guest\",\n            effects: [",
        );
    }

    NeedOfAnother { need: String, owner: String, inside: &'static str } => {
        rule: "E46", Error, "somebody else's need";
        explanation: "A need by its bare name is that of the beat's person. Another person's is named with `With` or `For`.";
        message: format!("the need `{need}` belongs to `{owner}`");
        hint: Some(if *inside == "condition" {
            format!("write `With(\"{owner}\", ..(\"{need}\"))`")
        } else {
            format!("write `For(\"{owner}\", [..(\"{need}\")])`")
        });
        example: Example::of_two_people(
            "with: \"guest\",\n            effects: [Serve(\"seat\")],",
            "with: \"guest\",\n            effects: [For(\"ann\", [Serve(\"seat\")])],",
        );
    }

    NextRing { beats: String } => {
        rule: "E47", Error, "endless loop of `next`";
        explanation: "These beats lead to each other by `next` alone, so the play would never come to a choice or an end.";
        message: format!("endless loop of `next`: {beats}");
        hint: Some("give one of them choices or an end".into());
        example: Example::of_template(
            r#"Next(to: "leaves"),"#,
            r#"Next(to: "end-lost"),"#,
        );
    }

    TwinsDiffer { field: &'static str, first: String, second: String } => {
        rule: "E48", Error, "twins differ";
        explanation: "Twins exist to show what changes when nothing but the person's appearance does. They share needs, mood and rapport.";
        message: format!("twins must have the same {field}, and these have {first} and {second}");
        hint: Some("twins differ in name, role, look and pronouns only".into());
        example: Example::of_two_people(
            r#""sam": Persona(name: "Sam Cole", mood: Angry),"#,
            r#""sam": Persona(name: "Sam Cole"),"#,
        );
    }

    TwinIsVillager => {
        rule: "E49", Error, "a villager as a twin";
        explanation: "A villager is one person whom others remember, and cannot be two.";
        message: "a twin cannot be a villager".into();
        hint: Some("write `Persona(..)` in `OneOf`".into());
        example: Example::of_two_people(
            r#""sam": Villager(id: "mei-tan"),"#,
            r#""sam": Persona(name: "Sam Cole"),"#,
        );
    }

    EarnedWithoutWhen => {
        rule: "E50", Error, "`earned` without `when`";
        explanation: "An earned reply is one that good play unlocks, so it needs the condition that unlocks it.";
        message: "`earned: true` on a choice without `when`".into();
        hint: Some("add the `when` that good play unlocks, or drop `earned`".into());
        example: Example::of_template(
            "earned: true,\n                    recalls: [",
            "when: [Knows(\"birthday\")],\n                    earned: true,\n                    recalls: [",
        );
    }

    BadPlaceholder { written: String, suggestion: Suggestion } => {
        rule: "E51", Error, "unknown placeholder";
        explanation: "In texts, `{mei.name}`, `{mei.called}`, `{mei.they}`, `{mei.them}` and `{mei.their}` stand for a person of the cast, `{you}` for the trainee.";
        message: format!("unknown placeholder `{{{written}}}`");
        hint: did_you_mean_or(
            suggestion,
            "write `{mei.name}`, `.called`, `.they`, `.them` or `.their`, or `{you}`; a brace is `{{`",
        );
        example: Example::in_template(
            r#"text: "I've tried two bulbs.""#,
            r#"text: "I've tried two bulbs, {yuo}.""#,
            r#"text: "I've tried two bulbs, {you}.""#,
        );
    }

    OpenBrace => {
        rule: "E52", Error, "open brace";
        explanation: "A `{` in a text begins a placeholder. A brace that is part of the text is written twice.";
        message: "`{` is never closed by `}`".into();
        hint: Some("a brace that is part of the text is written `{{`".into());
        example: Example::in_template(
            r#"text: "I've tried two bulbs.""#,
            r#"text: "I've tried two bulbs, {you.""#,
            r#"text: "I've tried two bulbs, {you}.""#,
        );
    }

    ForeignMissing { kind: &'static str, scenario: String, id: String, suggestion: Suggestion } => {
        rule: "E53", Error, "not in the other scenario";
        explanation: "`scenario/id` names something in another scenario of the library, and that scenario has nothing of this name.";
        message: format!("the scenario `{scenario}` has no {kind} `{id}`");
        hint: did_you_mean(suggestion);
        example: Example::in_template(
            r#"Say(by: "robin", text: "I've tried two bulbs.")"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [Knows("the-sofa/shirt")])"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [Knows("the-sofa/shift")])"#,
        );
    }

    ChoseForm { written: String } => {
        rule: "E54", Error, "not a choice";
        explanation: "`Chose` names a choice with its beat, as in `Chose(\"answer/calm-down\")`.";
        message: format!("`{written}` does not name a choice");
        hint: Some("write it as \"beat/choice\"".into());
        example: Example::in_template(
            r#"Say(by: "robin", text: "I've tried two bulbs.")"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [Chose("receipt")])"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [Chose("the-hum/receipt")])"#,
        );
    }

    NotAnEnding { beat: String } => {
        rule: "E55", Error, "not an ending";
        explanation: "The ending a test expects is a beat that has `end`.";
        message: format!("the beat `{beat}` is not an ending");
        hint: Some("name a beat that has `end`".into());
        example: Example::of_template(
            r#"ending: "leaves","#,
            r#"ending: "end-lost","#,
        );
    }

    WordForm { written: String } => {
        rule: "E56", Error, "a word without its scenario";
        explanation: "What people say comes from other encounters, so a word is always written with its scenario: `scenario/word`.";
        message: format!("`{written}` does not name the scenario of the word");
        hint: Some("write it as \"scenario/word\"".into());
        example: Example::in_template(
            "trains: [Listening, Trust],",
            r#"trains: [], opens: [Overheard("nobody-rang")],"#,
            r#"trains: [], opens: [Knows("the-sofa/shift")],"#,
        );
    }

    NotAVillager { person: String } => {
        rule: "E57", Error, "nobody of the village";
        explanation: "Only villagers hear what is said of the trainee, and only they are known where nobody was met.";
        message: format!("`{person}` is not of the village, and hears nothing of what is said there");
        hint: Some("name a villager, or cast this person as one with `Villager(id: \"..\")`".into());
        example: Example::in_template(
            "trains: [Listening, Trust],",
            r#"trains: [], opens: [Knows("the-sofa/shift")], until: 2,
    missed: Missed(text: "Two days went by.", talk: {
        "gave-up": Word(by_villager: "mei-tan", tone: Plain, says: "{robin.name} gave up.", retold: "Somebody gave up."),
    }),"#,
            r#"trains: [], opens: [Knows("the-sofa/shift")], until: 2,
    missed: Missed(text: "Two days went by.", talk: {
        "gave-up": Word(by_villager: "mei-tan", tone: Plain, says: "Robin gave up.", retold: "Somebody gave up."),
    }),"#,
        );
    }

    WordTeller { why: &'static str } => {
        rule: "E58", Error, "who tells a word";
        explanation: "A word is told by one villager: `by` names one of the cast, `by_villager` another who was there.";
        message: format!("this word has no teller: {why}");
        hint: Some("write `by: \"..\"` for a villager of the cast, or `by_villager: \"..\"`".into());
        example: Example::in_template(
            "level: First,",
            r#"level: First, talk: { "hums": Word(by: "robin", tone: Plain, says: "It hums.", retold: "It hums.") },"#,
            r#"level: First, talk: { "hums": Word(by_villager: "mei-tan", tone: Plain, says: "It hums.", retold: "It hums.") },"#,
        );
    }

    TruthOfWord { is_true: bool } => {
        rule: "E59", Error, "what is true of a word";
        explanation: "Where what is retold is only half true or a lie, `really` says what was the case. Where it is true, there is nothing to say.";
        message: if *is_true {
            "this word is true, and `really` says something else".into()
        } else {
            "this word is not quite true, and nothing says what was the case".into()
        };
        hint: Some(if *is_true {
            "add `truth: Half` or `truth: Lie`, or drop `really`".into()
        } else {
            "add `really: \"..\"`".into()
        });
        example: Example::in_template(
            "level: First,",
            r#"level: First, talk: {
        "hums": Word(by_villager: "mei-tan", tone: Plain, says: "It hums.", retold: "It blew up.", truth: Lie),
    },"#,
            r#"level: First, talk: {
        "hums": Word(by_villager: "mei-tan", tone: Plain, says: "It hums.", retold: "It blew up.", truth: Lie, really: "It hums."),
    },"#,
        );
    }

    WordOfNoPlay { field: &'static str } => {
        rule: "E60", Error, "a condition on a play that was missed";
        explanation: "What is said when nobody came is said in any case: there is no play that its conditions could be about.";
        message: format!("`{field}` is about a play, and nobody played");
        hint: Some(format!("drop `{field}`"));
        example: Example::in_template(
            "trains: [Listening, Trust],",
            r#"trains: [], opens: [Knows("the-sofa/shift")], until: 2,
    missed: Missed(text: "Two days went by.", talk: {
        "gave-up": Word(by_villager: "mei-tan", when: [MoodAtLeast(Calm)], tone: Plain, says: "Gone.", retold: "Gone."),
    }),"#,
            r#"trains: [], opens: [Knows("the-sofa/shift")], until: 2,
    missed: Missed(text: "Two days went by.", talk: {
        "gave-up": Word(by_villager: "mei-tan", tone: Plain, says: "Gone.", retold: "Gone."),
    }),"#,
        );
    }

    OpensReads { condition: &'static str } => {
        rule: "E61", Error, "`opens` reads a play";
        explanation: "A scenario opens by what is remembered of other encounters: `Knows`, `Promised`, `Open`, `Kept` and `Broke` of `scenario/id`, `Ended`, `Heard`, `Overheard`, `Day`, joined by `All`, `Any` and `Not`; `With` says whom `Heard` is about.";
        message: format!("`{condition}` of this play is not known before it begins");
        hint: Some("read what is remembered, as `Open(\"scenario/promise\")`".into());
        example: Example::in_template(
            "trains: [Listening, Trust],",
            "trains: [], opens: [RapportAtLeast(50)],",
            r#"trains: [], opens: [Knows("the-sofa/shift")],"#,
        );
    }

    NeedsAnother { field: &'static str, needed: &'static str } => {
        rule: "E62", Error, "a field that needs another";
        explanation: "`until` counts from the evening on which `opens` came true, and `missed` tells what happens when that time is over.";
        message: format!("`{field}` is written without `{needed}`");
        hint: Some(format!("add `{needed}`, or drop `{field}`"));
        example: Example::in_template(
            "trains: [Listening, Trust],",
            "trains: [], until: 2,",
            r#"trains: [], opens: [Knows("the-sofa/shift")], until: 2,"#,
        );
    }

    BreaksUnawaited { promise: String } => {
        rule: "E63", Error, "a promise that is not awaited";
        explanation: "A promise is broken by an encounter that was missed only if that encounter was where it would have been kept: each of `breaks` stands as `Open(..)` in `opens`.";
        message: format!("`{promise}` is broken here, and `opens` does not wait for it");
        hint: Some(format!("add `Open(\"{promise}\")` to `opens`"));
        example: Example::in_template(
            "trains: [Listening, Trust],",
            r#"trains: [], opens: [Knows("the-sofa/shift")], until: 2,
    missed: Missed(text: "Two days went by.", breaks: ["the-sofa/ring-by-six"]),"#,
            r#"trains: [], opens: [Open("the-sofa/ring-by-six")], until: 2,
    missed: Missed(text: "Two days went by.", breaks: ["the-sofa/ring-by-six"]),"#,
        );
    }

    WithInOpens { about: &'static str } => {
        rule: "E64", Error, "`With` in `opens`";
        explanation: "In `opens`, `With` says whom one `Heard` is about, and stands directly around it. All else that is remembered is about the trainee, and the same for everybody.";
        message: format!("`With` says nothing about `{about}` in `opens`");
        hint: Some(if matches!(*about, "All" | "Any" | "Not") {
            format!("write `With` inside `{about}`, around each `Heard`")
        } else {
            "drop `With`: only `Heard` is about a person there".into()
        });
        example: Example::in_two_people(
            r#""ann": Persona(
            name: "Ann Lee",
...
    start: "arrival","#,
            r#""ann": Villager(
            id: "joe-pereira",
...
    allow: { "W26": "An example, with nothing to decide." },
    opens: [With("ann", Any([Heard("the-sofa/nobody-rang"), Day(9)]))],
    start: "arrival","#,
            r#""ann": Villager(
            id: "joe-pereira",
...
    allow: { "W26": "An example, with nothing to decide." },
    opens: [Any([With("ann", Heard("the-sofa/nobody-rang")), Day(9)])],
    start: "arrival","#,
        );
    }

    // E70..E79: files and folders

    Unreadable { why: String } => {
        rule: "E70", Error, "cannot be read";
        explanation: "The file could not be opened or read.";
        message: format!("the file cannot be read: {why}");
        hint: None;
        example: Example::of_files(
            "lamp.ron -> lamp.ron",
            "lamp.ron",
        );
    }

    OutsideFolder { name: String } => {
        rule: "E71", Error, "outside its folder";
        explanation: "Links and names that lead out of the scenarios folder are not followed.";
        message: format!("`{name}` leads out of its folder");
        hint: Some("copy the file into the folder".into());
        example: Example::of_files(
            "lamp.ron -> ../lamp.ron",
            "lamp.ron",
        );
    }

    BadFileName { stem: String } => {
        rule: "E72", Error, "file name";
        explanation: "A scenario's file name, without `.ron`, is its id.";
        message: format!("the file's name `{stem}` cannot be an id");
        hint: Some(ID_FORM.into());
        example: Example::of_files(
            "The Lamp.ron",
            "the-lamp.ron",
        );
    }

    TwiceInLibrary { id: String, first: String } => {
        rule: "E73", Error, "id already used";
        explanation: "Two files of the same place have the same name. A later place may replace an earlier one, but within one place nothing is replaced silently.";
        message: format!("the id `{id}` is already used by {first}");
        hint: Some("rename one of the two files".into());
        example: Example::of_files(
            "monday/lamp.ron\nfriday/lamp.ron",
            "monday/lamp.ron\nfriday/second-lamp.ron",
        );
    }

    NotAScenario => {
        rule: "E74", Error, "not a scenario";
        explanation: "The file holds something else.";
        message: "this file is not a scenario".into();
        hint: Some("a scenario begins with `Scenario(`".into());
        example: Example::of_template(
            "Lamp(\n    format: 1,",
            "Scenario(\n    format: 1,",
        );
    }

    // W01..W09: warnings of the reader

    UnknownPlace { place: String, suggestion: Suggestion } => {
        rule: "W01", Warning, "unknown place";
        explanation: "No picture of this name is shipped. The scenario plays, with a plain place.";
        message: format!("there is no place `{place}`");
        hint: did_you_mean_or(suggestion, "`rapport explain place` lists them; a plain one is used instead");
        example: Example::of_template(
            r#"place: "shop-countre","#,
            r#"place: "shop-counter","#,
        );
    }

    UnknownLook { part: &'static str, value: String, suggestion: Suggestion } => {
        rule: "W02", Warning, "unknown part of a look";
        explanation: "No such part is shipped. The scenario plays, with a plain one.";
        message: format!("there is no {part} `{value}`");
        hint: did_you_mean_or(suggestion, "`rapport explain look` lists them; a plain one is used instead");
        example: Example::of_template(
            r#"head: "shrot1","#,
            r#"head: "short1","#,
        );
    }

    ForeignScenario { scenario: String, suggestion: Suggestion } => {
        rule: "W03", Warning, "unknown scenario";
        explanation: "The condition reads another scenario that is not in the library. Until it is, the condition is false.";
        message: format!("there is no scenario `{scenario}` in the library");
        hint: did_you_mean_or(suggestion, "until it is added, the condition is false");
        example: Example::in_template(
            r#"Say(by: "robin", text: "I've tried two bulbs.")"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [Knows("the-soffa/shift")])"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [Knows("the-sofa/shift")])"#,
        );
    }

    NeverRemembered { scenario: String } => {
        rule: "W04", Warning, "never remembered";
        explanation: "Only scenarios that cast a villager leave something to remember.";
        message: format!("nothing of `{scenario}` is remembered, because it casts no villager");
        hint: Some("cast a villager there, or drop the condition".into());
        example: Example::in_template(
            r#"Say(by: "robin", text: "I've tried two bulbs.")"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [Ended("ten-to-six", Solved)])"#,
            r#"Say(by: "robin", text: "I've tried two bulbs.", when: [Ended("the-sofa", Solved)])"#,
        );
    }

    ForeignWord { word: String, suggestion: Suggestion } => {
        rule: "W07", Warning, "unknown word";
        explanation: "The condition asks who has heard a word that the other scenario does not tell. The scenario plays, and the condition is false. It is no error, since a scenario of your own may take the place of a shipped one that tells more.";
        message: format!("nobody tells the word `{word}`");
        hint: did_you_mean_or(suggestion, "until the scenario tells it, the condition is false");
        example: Example::in_template(
            "trains: [Listening, Trust],",
            r#"trains: [], opens: [Overheard("the-sofa/nobody-rangg")],"#,
            r#"trains: [], opens: [Overheard("the-sofa/nobody-rang")],"#,
        );
    }

    UnwantedCharacter { code: u32, name: &'static str } => {
        rule: "W06", Warning, "character that nobody sees";
        explanation: "A text contains a character that is not seen and does nothing, or that turns the direction of writing, so that what is shown is not what is written. It came with copied text. Soft hyphens, the joiners of emoji and marks of direction are welcome, and zero-width spaces are in scripts such as Thai.";
        message: format!("this text contains U+{code:04X}, {name}");
        hint: Some("delete it; type the words around it anew if it cannot be found".into());
        example: Example::of_template(
            r#"title: "The lamp \u{202e}that hums","#,
            r#"title: "The lamp that hums","#,
        );
    }

    TwoRoles { villager: String, first: String, second: String } => {
        rule: "W08", Warning, "a villager in two roles";
        explanation: "A villager is one person. In two roles of one scenario they would meet themselves, and what the trainee says to the one would change what the other thinks, has heard and remembers.";
        message: format!("the villager `{villager}` is cast twice, as `{first}` and as `{second}`");
        hint: Some("cast another villager, or write a `Persona(..)`".into());
        example: Example::in_two_people(
            r#""guest": OneOf({
            "kim": Persona(name: "Kim Cole"),
            "sam": Persona(name: "Sam Cole"),
        }),"#,
            r#""guest": Villager(id: "mei-tan"),
        "host": Villager(id: "mei-tan"),"#,
            r#""guest": Villager(id: "mei-tan"),
        "host": Villager(id: "joe-pereira"),"#,
        );
    }
}
