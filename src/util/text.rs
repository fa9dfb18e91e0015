//! Small pieces of English: counts with their noun, grouped digits, and lists with "and".

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

/// A count with its noun: "1 play", "2 plays".
///
/// ```
/// use rapport::util::text::Count;
///
/// assert_eq!(Count::new(1, "play").to_string(), "1 play");
/// assert_eq!(Count::new(2, "play").to_string(), "2 plays");
/// assert_eq!(Count::irregular(3, "person", "people").to_string(), "3 people");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count<'a> {
    number: u128,
    singular: &'a str,
    /// `None`: the singular with an `s`.
    plural: Option<&'a str>,
}

impl<'a> Count<'a> {
    /// A count of something whose plural is its singular with an `s`. The count must not be negative.
    #[must_use]
    pub fn new(count: impl TryInto<u128>, singular: &'a str) -> Self {
        Self { number: count.try_into().unwrap_or(u128::MAX), singular, plural: None }
    }

    /// A count of something with a plural of its own. The count must not be negative.
    #[must_use]
    pub fn irregular(count: impl TryInto<u128>, singular: &'a str, plural: &'a str) -> Self {
        Self { number: count.try_into().unwrap_or(u128::MAX), singular, plural: Some(plural) }
    }

    /// The noun alone, in the number that fits the count.
    #[must_use]
    pub fn noun(self) -> Noun<'a> {
        Noun(self)
    }
}

impl fmt::Display for Count<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.noun())
    }
}

/// The noun of a [`Count`], singular or plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun<'a>(Count<'a>);

impl fmt::Display for Noun<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.number, self.0.plural) {
            (1, _) => f.write_str(self.0.singular),
            (_, Some(plural)) => f.write_str(plural),
            (_, None) => write!(f, "{}s", self.0.singular),
        }
    }
}

/// Separator of thousands in tables and reports: a narrow space that does not break.
pub const NARROW_SPACE: char = '\u{202f}';

/// A number with a separator before each group of three digits.
///
/// ```
/// assert_eq!(rapport::util::text::grouped(1_234_567, ','), "1,234,567");
/// ```
#[must_use]
pub fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// How often: "once", "twice", "3 times".
#[must_use]
pub fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        count => format!("{count} times"),
    }
}

/// A list as it stands in a sentence: "a", "a and b", "a, b and c"; empty for an empty list.
///
/// ```
/// assert_eq!(rapport::util::text::and_list(&["tea", "rolls", "time"]), "tea, rolls and time");
/// ```
#[must_use]
pub fn and_list<T: AsRef<str>>(items: &[T]) -> String {
    let mut text = String::new();
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            text.push_str(if n + 1 == items.len() { " and " } else { ", " });
        }
        text.push_str(item.as_ref());
    }
    text
}

/// A text as one line: line breaks, tabs and other gaps become one blank each, blanks at its ends and signs that are
/// not seen (control characters, marks of direction, zero-width ones) are taken out, and accents are put together with
/// their letters (Unicode NFC), so that a name is the same however it was typed or pasted.
///
/// ```
/// use rapport::util::text::one_line;
///
/// assert_eq!(one_line("Ann\nLee\tBob "), "Ann Lee Bob");
/// assert_eq!(one_line("Zoe\u{308}\u{200b}"), "Zoë");
/// ```
#[must_use]
pub fn one_line(text: &str) -> String {
    let seen: String = text.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).nfc().collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two texts are the same as one line, however they were typed or pasted.
#[must_use]
pub fn is_same_line(one: &str, other: &str) -> bool {
    one_line(one) == one_line(other)
}

/// What remains of a name once capitals, accents, and the ways to write an apostrophe or a dash no longer count: two names
/// with the same key may well be one person's.
///
/// ```
/// use rapport::util::text::alike_key;
///
/// assert_eq!(alike_key("Zoë O’Neil"), alike_key("ZOE O'NEIL"));
/// assert_ne!(alike_key("Ann Lee"), alike_key("Anna Lee"));
/// ```
#[must_use]
pub fn alike_key(name: &str) -> String {
    // Vowels of Indic and Thai words are marks as well, and other letters: only accents of Latin, Greek and Cyrillic go.
    let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    let plain: String = one_line(name).nfkd().filter(|c| !is_accent(c)).collect();
    let mut key = String::new();
    // Of the whole text, since a Greek sigma depends on where it stands.
    for c in plain.to_lowercase().chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' => key.push('\''),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => key.push('-'),
            'ł' => key.push('l'),
            'ø' => key.push('o'),
            'đ' => key.push('d'),
            'ı' => key.push('i'),
            'ς' => key.push('σ'),
            'ß' => key.push_str("ss"),
            'æ' => key.push_str("ae"),
            'œ' => key.push_str("oe"),
            other => key.push(other),
        }
    }
    key
}

/// Whether a sign is not seen where it stands: a control character, a mark of direction, or one without width. The
/// joiners of emoji and of Indic and Persian words are not among them.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        )
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The fewest characters with which a text says something: "Tuesday, twenty past three, the counter." does not.
const MIN_BEGINNING: usize = 70;

/// The first sentences of a text that together say something.
#[must_use]
pub fn beginning(text: &str) -> &str {
    let ends = |at: usize| text[at + 1..].starts_with(' ') || at + 1 == text.len();
    let end = text.match_indices(['.', '!', '?']).find(|(at, _)| *at + 1 >= MIN_BEGINNING && ends(*at));
    end.map_or(text, |(at, _)| &text[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_agrees_with_its_noun() {
        let counts = [Count::new(0_u8, "play"), Count::new(1_u64, "play"), Count::new(2_usize, "play")];
        assert_eq!(counts.map(|count| count.to_string()), ["0 plays", "1 play", "2 plays"]);
        let replies = [0_u8, 1, 2].map(|n| Count::irregular(n, "reply", "replies"));
        assert_eq!(replies.map(|count| count.to_string()), ["0 replies", "1 reply", "2 replies"]);
        assert_eq!(replies[2].noun().to_string(), "replies");
    }

    #[test]
    fn names_are_alike_if_only_capitals_accents_and_signs_differ() {
        for (one, other) in [
            ("Łukasz", "Lukasz"),
            ("Γιώργος", "ΓΙΩΡΓΟΣ"),
            ("Yıldız", "YILDIZ"),
            ("Strauß", "STRAUSS"),
            ("Zoë O’Neil", "zoe o'neil"),
            ("Søren", "soren"),
        ] {
            assert_eq!(alike_key(one), alike_key(other), "{one}");
        }
        for (one, other) in [("Ann Lee", "Anna Lee"), ("राम", "रीमा"), ("ไทย", "ไทยา"), ("Ann-Lee", "Ann Lee")]
        {
            assert_ne!(alike_key(one), alike_key(other), "{one}");
        }
    }

    #[test]
    fn digits_are_grouped_in_threes_from_the_right() {
        let numbers = [0, 999, 1_000, 12_345, 123_456, 1_234_567];
        let expected = ["0", "999", "1,000", "12,345", "123,456", "1,234,567"];
        assert_eq!(numbers.map(|number| grouped(number, ',')), expected);
        assert_eq!(grouped(1_000, NARROW_SPACE), "1\u{202f}000");
    }

    #[test]
    fn the_last_item_of_a_list_comes_after_and() {
        let lists: [&[&str]; 4] = [&[], &["a"], &["a", "b"], &["a", "b", "c"]];
        assert_eq!(lists.map(and_list), ["", "a", "a and b", "a, b and c"]);
    }
}
