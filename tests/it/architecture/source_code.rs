//! Reads Rust source as far as the rules of the architecture need it: words and paths, without comments and texts.

use std::iter::Peekable;
use std::str::Chars;

/// A piece of source code. Comments, texts, characters and lifetimes are skipped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// An identifier, a keyword or a number.
    Word(String),
    /// `::`
    PathSeparator,
    /// Any other character.
    Mark(char),
}

/// The tokens of a source file.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut rest = source.chars().peekable();
    let mut found = Vec::new();
    while let Some(first) = rest.next() {
        match (first, rest.peek()) {
            ('/', Some('/')) => skip_line(&mut rest),
            ('/', Some('*')) => skip_block_comment(&mut rest),
            ('"', _) => skip_text(&mut rest),
            ('\'', _) => skip_character_or_lifetime(&mut rest),
            (':', Some(':')) => {
                rest.next();
                found.push(Token::PathSeparator);
            }
            _ if is_word(first) => {
                let word = read_word(first, &mut rest);
                found.extend(word_unless_text(word, &mut rest));
            }
            _ if first.is_whitespace() => {}
            _ => found.push(Token::Mark(first)),
        }
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn read_word(first: char, rest: &mut Peekable<Chars>) -> String {
    let mut word = String::from(first);
    while let Some(next) = rest.next_if(|c| is_word(*c)) {
        word.push(next);
    }
    word
}

/// A word, or nothing if it was the prefix of a text such as `b"..."`, `r#"..."#` or `b'x'`, which is skipped.
fn word_unless_text(word: String, rest: &mut Peekable<Chars>) -> Option<Token> {
    match (word.as_str(), rest.peek()) {
        ("b" | "c", Some('"')) => {
            rest.next();
            skip_text(rest);
            None
        }
        ("b", Some('\'')) => {
            rest.next();
            skip_character_or_lifetime(rest);
            None
        }
        ("r" | "br" | "cr", Some('"' | '#')) => {
            let mut hashes = 0;
            while rest.next_if_eq(&'#').is_some() {
                hashes += 1;
            }
            if rest.next_if_eq(&'"').is_some() {
                skip_raw_text(rest, hashes);
                None
            } else {
                // A raw identifier: `r#type` is the word `type`.
                rest.next().map(|first| Token::Word(read_word(first, rest)))
            }
        }
        _ => Some(Token::Word(word)),
    }
}

fn skip_line(rest: &mut Peekable<Chars>) {
    while rest.next_if(|c| *c != '\n').is_some() {}
}

fn skip_block_comment(rest: &mut Peekable<Chars>) {
    rest.next();
    let mut depth = 1;
    while depth > 0 {
        match (rest.next(), rest.peek()) {
            (None, _) => return,
            (Some('/'), Some('*')) => {
                rest.next();
                depth += 1;
            }
            (Some('*'), Some('/')) => {
                rest.next();
                depth -= 1;
            }
            _ => {}
        }
    }
}

/// Skips to the end of a text whose opening quote is read.
fn skip_text(rest: &mut Peekable<Chars>) {
    while let Some(c) = rest.next() {
        match c {
            '\\' => drop(rest.next()),
            '"' => return,
            _ => {}
        }
    }
}

fn skip_raw_text(rest: &mut Peekable<Chars>, hashes: usize) {
    while let Some(c) = rest.next() {
        if c == '"' && (0..hashes).all(|_| rest.next_if_eq(&'#').is_some()) {
            return;
        }
    }
}

/// Skips `'x'` and `'\n'` whole; of a lifetime only the quote and the name.
fn skip_character_or_lifetime(rest: &mut Peekable<Chars>) {
    match rest.next() {
        Some('\\') => {
            rest.next();
            while rest.next().is_some_and(|c| c != '\'') {}
        }
        Some(first) => {
            let word = if is_word(first) { read_word(first, rest) } else { String::new() };
            if word.chars().count() <= 1 {
                rest.next_if_eq(&'\'');
            }
        }
        None => {}
    }
}

/// A path such as `crate::scoring::Tally`, with the number of inline modules (`mod name { .. }`) around it.
#[derive(Debug, PartialEq)]
pub(crate) struct FoundPath {
    pub(crate) segments: Vec<String>,
    pub(crate) inline_modules: usize,
}

/// Every path of a file; those of a `use` with braces are written out. A single word is a path of one segment.
pub(crate) fn paths(tokens: &[Token]) -> Vec<FoundPath> {
    let mut found = Vec::new();
    let (mut index, mut braces) = (0, 0);
    // The number of open braces around each inline module that is open.
    let mut open_modules: Vec<usize> = Vec::new();
    while index < tokens.len() {
        match &tokens[index] {
            Token::Word(_) => {
                let mut written_out = Vec::new();
                index = read_path(tokens, index, Vec::new(), &mut written_out);
                let opens_module = matches!(tokens.get(index), Some(Token::Mark('{')))
                    && matches!(&tokens[..index], [.., Token::Word(keyword), Token::Word(_)] if keyword == "mod");
                if opens_module {
                    open_modules.push(braces);
                }
                let inline_modules = open_modules.len();
                found.extend(written_out.into_iter().map(|segments| FoundPath { segments, inline_modules }));
                continue;
            }
            Token::Mark('{') => braces += 1,
            Token::Mark('}') => {
                braces = braces.saturating_sub(1);
                open_modules.pop_if(|around| *around == braces);
            }
            _ => {}
        }
        index += 1;
    }
    found
}

/// Reads the path or the tree of paths that begins at `index`; returns the index after it.
fn read_path(tokens: &[Token], mut index: usize, mut segments: Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    loop {
        match tokens.get(index) {
            Some(Token::Word(word)) => segments.push(word.clone()),
            Some(Token::Mark('*')) => segments.push("*".to_owned()),
            Some(Token::Mark('{')) => return read_braces(tokens, index + 1, &segments, found),
            _ => break,
        }
        index += 1;
        if tokens.get(index) != Some(&Token::PathSeparator) {
            break;
        }
        index += 1;
    }
    found.push(segments);
    index
}

/// Reads what stands between the braces of a `use`; returns the index after the closing one.
fn read_braces(tokens: &[Token], mut index: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    loop {
        match tokens.get(index) {
            None => return index,
            Some(Token::Mark('}')) => return index + 1,
            Some(Token::Word(word)) if word == "as" => index += 2,
            Some(Token::Word(_) | Token::Mark('*')) => index = read_path(tokens, index, before.to_vec(), found),
            Some(_) => index += 1,
        }
    }
}

/// Whether the file calls a method of this name without arguments: `.name()`.
pub(crate) fn calls_method(tokens: &[Token], name: &str) -> bool {
    tokens.windows(4).any(|four| {
        matches!(four, [Token::Mark('.'), Token::Word(word), Token::Mark('('), Token::Mark(')')] if word == name)
    })
}

/// The paths of a source text as texts, with the number of inline modules around each.
fn paths_of(source: &str) -> Vec<(String, usize)> {
    let found = paths(&tokens(source)).into_iter();
    found.map(|path| (path.segments.join("::"), path.inline_modules)).filter(|(path, _)| path.contains("::")).collect()
}

#[test]
fn comments_texts_and_characters_are_skipped() {
    let source = r##"
        //! crate::comment
        let url = "https://crate::util::text"; a::after_url();
        /* crate::block /* nested */ crate::still */ b::after_block();
        let quote = '"'; c::after_quote(); let escaped = '\''; d::after_escaped();
        let text = "a \" crate::escaped"; e::after_text();
        let raw = r#"crate::raw " "#; f::after_raw(); let bytes = b"crate::bytes"; let byte = b'"'; g::after_byte();
        fn lifetime<'a>(text: &'a str) -> h::Lifetime<'a> { i::r#type }
    "##;
    let found: Vec<String> = paths_of(source).into_iter().map(|(path, _)| path).collect();
    let expected = [
        "a::after_url",
        "b::after_block",
        "c::after_quote",
        "d::after_escaped",
        "e::after_text",
        "f::after_raw",
        "g::after_byte",
        "h::Lifetime",
        "i::type",
    ];
    assert_eq!(found, expected);
}

#[test]
fn braces_and_new_names_of_a_use_are_written_out() {
    let source =
        "pub use crate::{a::{self, B as C}, d, e::*}; fn f() -> crate::g::H<crate::i::J> { k::<crate::l::M>() }";
    let found: Vec<String> = paths_of(source).into_iter().map(|(path, _)| path).collect();
    let expected =
        ["crate::a::self", "crate::a::B", "crate::d", "crate::e::*", "crate::g::H", "crate::i::J", "crate::l::M"];
    assert_eq!(found, expected);
}

#[test]
fn inline_modules_around_a_path_are_counted() {
    let source = "a::b; mod inner { c::d; mod deeper { e::f; fn g() { h::i } } j::k; } l::m;";
    let expected = [("a::b", 0), ("c::d", 1), ("e::f", 2), ("h::i", 2), ("j::k", 1), ("l::m", 0)];
    assert_eq!(paths_of(source), expected.map(|(path, depth)| (path.to_owned(), depth)));
}

#[test]
fn a_method_without_arguments_is_told_from_others_and_from_a_field() {
    assert!(calls_method(&tokens("path.is_file()"), "is_file"));
    assert!(!calls_method(&tokens("chosen.is_file && is_file() && query.is_file(1)"), "is_file"));
}
