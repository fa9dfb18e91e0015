//! Escapes in quoted texts.

/// Reads what follows a backslash.
///
/// # Errors
/// The escape as written, if it is unknown.
pub(super) fn read_escape(chars: &mut std::str::Chars<'_>) -> Result<char, String> {
    match chars.next() {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some('r') => Ok('\r'),
        Some('0') => Ok('\0'),
        Some('\\') => Ok('\\'),
        Some('"') => Ok('"'),
        Some('\'') => Ok('\''),
        Some('u') => {
            let mut written = String::from("\\u");
            while let Some(c) = chars.clone().next().filter(|c| matches!(c, '{' | '}') || c.is_ascii_hexdigit()) {
                chars.next();
                written.push(c);
                if c == '}' || written.len() > 10 {
                    break;
                }
            }
            let digits = written.strip_prefix("\\u{").and_then(|rest| rest.strip_suffix('}'));
            digits
                .filter(|digits| (1..=6).contains(&digits.len()))
                .and_then(|digits| u32::from_str_radix(digits, 16).ok())
                .and_then(char::from_u32)
                .ok_or(written)
        }
        Some(c) => Err(format!("\\{c}")),
        None => Err("\\".into()),
    }
}
