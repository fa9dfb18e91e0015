//! The contrast of text and outlines in each theme, computed from `assets/theme.ron`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The colours of each theme by name.
#[derive(Deserialize)]
#[serde(rename = "Themes")]
struct Themes {
    paper: Colours,
    dusk: Colours,
    contrast: Colours,
}

macro_rules! colours {
    ($($name:ident)*) => {
        #[derive(Deserialize)]
        struct Colours { $($name: String),* }

        impl Colours {
            fn by_name(&self) -> BTreeMap<&'static str, &str> {
                BTreeMap::from([$((stringify!($name), self.$name.as_str())),*])
            }
        }
    };
}

colours!(ground card ink edge quiet teal teal_deep teal_pale coral coral_deep coral_pale mustard note sky disc thread sage thin trough main on_main);

/// Colours of text, and the backgrounds of each.
const TEXT: [(&str, &[&str]); 5] = [
    ("ink", &["ground", "card", "note", "teal_pale", "coral_pale", "sky", "sage", "trough"]),
    ("quiet", &["ground", "card", "note", "teal_pale", "coral_pale", "trough"]),
    ("teal_deep", &["ground", "card", "teal_pale"]),
    ("coral_deep", &["ground", "card"]),
    ("on_main", &["main"]),
];

/// Outlines of what can be pressed, and the focus ring, with the backgrounds of each.
const LINES: [(&str, &[&str]); 2] = [("edge", &["ground", "card", "trough"]), ("teal", &["ground", "card"])];

/// Relative luminance, as WCAG 2.2 defines it.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("two hexadecimal digits")) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/// Contrast, as WCAG 2.2 defines it: 1 to 21.
fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_lines_stand_out_in_every_theme() {
    let bytes = rapport::files::asset("theme.ron").expect("the theme is built in");
    let themes: Themes = ron::de::from_bytes(&bytes).expect("the built-in theme parses");
    for (name, colours, text) in
        [("paper", themes.paper, 4.5), ("dusk", themes.dusk, 4.5), ("contrast", themes.contrast, 7.0)]
    {
        let colours = colours.by_name();
        for (pairs, min_ratio) in [(TEXT.as_slice(), text), (LINES.as_slice(), 3.0)] {
            for (above, below) in pairs {
                for below in *below {
                    let ratio = contrast(colours[above], colours[below]);
                    assert!(ratio >= min_ratio, "{name}: {above} on {below} is {ratio:.2} to 1, at least {min_ratio}");
                }
            }
        }
    }
}

#[test]
fn contrast_is_computed_as_the_standard_says() {
    assert!((contrast("#000000", "#FFFFFF") - 21.0).abs() < 1e-9);
    // The published figure for the lightest grey that passes on white.
    assert!((contrast("#767676", "#FFFFFF") - 4.54).abs() < 0.01);
}
