//! Characters that mislead: those that are not seen, and those that look like another one.

use super::text::is_unseen;

/// Whether a character takes up room at most: a blank of any width, a line end, or one that is not seen.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_hidden(c)
}

/// Whether a character is not seen where it stands, the joiners of emoji and of Persian and Indic words included.
/// Control characters are not among them.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    !c.is_control()
        && (is_unseen(c)
            || matches!(c, '\u{34f}' | '\u{200c}' | '\u{200d}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
            || matches!(c, '\u{e0000}'..='\u{e0fff}'))
}

/// What a character that is not seen is called.
#[must_use]
pub const fn hidden_name(c: char) -> &'static str {
    match c {
        '\u{ad}' => "a soft hyphen",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' => "a zero-width non-joiner",
        '\u{200d}' => "a zero-width joiner",
        '\u{61c}' | '\u{200e}' | '\u{200f}' => "a mark of direction",
        '\u{202a}'..='\u{202e}' => "a mark that turns the direction of writing",
        '\u{2066}'..='\u{2069}' => "a mark around words of another direction",
        '\u{2060}' => "a word joiner",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "a variation selector",
        '\u{e0000}'..='\u{e007f}' => "a tag",
        '\u{feff}' => "a byte-order mark",
        _ => "a character that is not seen",
    }
}

/// The ASCII character that a character of another script looks like, where there is only one; `None` otherwise.
#[must_use]
pub fn look_alike(c: char) -> Option<char> {
    Some(match c {
        // Latin letters, digits and signs as wide as Chinese ones.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        '\u{3001}' => ',',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' | 'н' => 'h',
        'і' | 'ι' | '\u{131}' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'п' | 'η' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Ү' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        _ => return None,
    })
}

/// What a character that looks like another one is called.
#[must_use]
pub const fn look_alike_name(c: char) -> &'static str {
    match c {
        '\u{400}'..='\u{52f}' => "a Cyrillic letter",
        '\u{370}'..='\u{3ff}' => "a Greek letter",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "a dash or another kind of hyphen",
        '\u{3001}' | '\u{ff01}'..='\u{ff5e}' => "a wide form",
        _ => "another character",
    }
}

/// What a character that is not seen, or that looks like another one, is called.
#[must_use]
pub fn misleading_name(c: char) -> &'static str {
    match look_alike(c) {
        Some(_) => look_alike_name(c),
        None => hidden_name(c),
    }
}

/// A word with all its misleading characters replaced, and the first of them; `None` if it has none, or one that looks
/// like no ASCII character.
#[must_use]
pub fn plain_word(word: &str) -> Option<(char, String)> {
    if word.is_ascii() {
        return None;
    }
    let first = word.chars().find(|c| !c.is_ascii())?;
    let shown = word.chars().filter(|c| !is_hidden(*c));
    let plain: Option<String> = shown.map(|c| if c.is_ascii() { Some(c) } else { look_alike(c) }).collect();
    Some((first, plain?))
}

/// The first character of a text for people that nobody means to write: one that turns the direction of writing, or
/// that is not seen and does nothing. Soft hyphens, joiners and marks of direction have their use, and so has a
/// zero-width space in scripts without spaces.
#[must_use]
pub fn unwanted(text: &str) -> Option<char> {
    if text.is_ascii() {
        return None;
    }
    // Thai, Khmer and others, which break lines at zero-width spaces.
    let has_no_spaces = || text.chars().any(|c| ('\u{e00}'..='\u{1fff}').contains(&c) && c != '\u{180e}');
    text.chars().find(|c| match c {
        '\u{200b}' => !has_no_spaces(),
        '\u{180e}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => true,
        _ => false,
    })
}
