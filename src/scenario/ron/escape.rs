//! Escapes in quoted texts.

/// A backslash with what follows it, where the two stand for no character. It displays as it is written in the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum UnknownEscape {
    /// A character that no escape begins with, as in `\q`.
    #[error("\\{0}")]
    Letter(char),
    /// `\u` with what is written of its code, as in `\u{d800}`.
    #[error("\\u{0}")]
    Code(String),
    /// Nothing: the text ends.
    #[error("\\")]
    End,
}

/// Reads what follows a backslash.
///
/// # Errors
/// If the escape is unknown.
pub(super) fn read_escape(chars: &mut std::str::Chars<'_>) -> Result<char, UnknownEscape> {
    match chars.next() {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some('r') => Ok('\r'),
        Some('0') => Ok('\0'),
        Some('\\') => Ok('\\'),
        Some('"') => Ok('"'),
        Some('\'') => Ok('\''),
        Some('u') => {
            let mut code = String::new();
            while let Some(c) = chars.clone().next().filter(|c| matches!(c, '{' | '}') || c.is_ascii_hexdigit()) {
                chars.next();
                code.push(c);
                if c == '}' || code.len() > 8 {
                    break;
                }
            }
            let digits = code.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            digits
                .filter(|digits| (1..=6).contains(&digits.len()))
                .and_then(|digits| u32::from_str_radix(digits, 16).ok())
                .and_then(char::from_u32)
                .ok_or(UnknownEscape::Code(code))
        }
        Some(c) => Err(UnknownEscape::Letter(c)),
        None => Err(UnknownEscape::End),
    }
}
