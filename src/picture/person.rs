//! A person from the parts of a look: body, head, face by mood, beard and glasses.

use std::fmt::Write as _;

use super::svg::{Svg, inner};
use crate::files::asset;
use crate::scenario::look::{BEARDS, BODIES, CLOTHES, GLASSES, HEADS, SKINS};
use crate::scenario::model::{Look, Mood};

/// What a face does, besides showing a mood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Expression {
    /// Mouth closed, eyes as the mood has them.
    #[default]
    Still,
    /// The mouth is open.
    Talking,
    /// The eyes are closed.
    Blinking,
}

/// How much of a person is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    /// Down to the waist.
    Bust,
    /// Head and collar, for an avatar.
    Head,
}

impl Frame {
    /// Left, top, width and height, in the coordinates that all parts share; see `scripts/people`.
    const fn view(self) -> [f32; 4] {
        match self {
            Self::Bust => [-75.0, -150.0, 1000.0, 1300.0],
            Self::Head => [80.0, -110.0, 790.0, 790.0],
        }
    }

    /// Width divided by height.
    #[must_use]
    pub const fn ratio(self) -> f32 {
        let [_, _, width, height] = self.view();
        width / height
    }
}

/// Colours of skin in the order of [`SKINS`], light to dark. The lines of a face still show on the darkest.
const SKIN_COLOURS: [&str; 8] =
    ["#F8DCC8", "#F3CDAE", "#E9B68D", "#D7A272", "#C98F60", "#AF7448", "#94613D", "#7E5134"];

/// Colours of clothes in the order of [`CLOTHES`].
const CLOTHES_COLOURS: [&str; 11] = [
    "#1B998B", "#E4572E", "#F2B134", "#8FB8DE", "#A9C49A", "#3D5A8A", "#8A5A83", "#E79AA5", "#E0C08C", "#F6F3EC",
    "#4A4A63",
];

/// Colour of hair that is neither black nor covered.
const HAIR: &str = "#A3A0AA";

/// Colour of all lines; a little darker than text, since faces are small.
const INK: &str = "#1C1C32";

/// Draws a person. For a part with an unknown name a default is drawn, as warning W02 says.
#[must_use]
pub fn person(look: &Look, mood: Mood, expression: Expression, frame: Frame) -> Svg {
    let mut shapes = String::new();
    part(&mut shapes, "bodies", known_or(&look.body, BODIES, "shirt"));
    part(&mut shapes, "heads", known_or(&look.head, HEADS, "short2"));
    part(&mut shapes, "faces", &mood.as_str().to_lowercase());
    part(&mut shapes, "beards", known_or(&look.beard, BEARDS, ""));
    part(&mut shapes, "glasses", known_or(&look.glasses, GLASSES, ""));
    Svg { shapes, style: style(look, expression), view: frame.view() }
}

fn known_or<'a>(name: &'a str, names: &[&str], default: &'a str) -> &'a str {
    if names.contains(&name) { name } else { default }
}

/// Adds the shapes of a part; nothing for a part that is not shipped.
fn part(shapes: &mut String, kind: &str, name: &str) {
    if let Some(file) = asset(&format!("people/{kind}/{name}.svg")) {
        shapes.push_str(inner(&file).unwrap_or_default());
    }
}

/// The style sheet: colours for the look, and what the expression hides.
fn style(look: &Look, expression: Expression) -> String {
    let colour = |name: &str, names: &[&str], colours: &[&'static str], default: usize| {
        colours[names.iter().position(|known| *known == name).unwrap_or(default)]
    };
    let skin = colour(&look.skin, SKINS, &SKIN_COLOURS, 2);
    let cloth = colour(&look.clothes, CLOTHES, &CLOTHES_COLOURS, 0);
    let hidden = match expression {
        Expression::Still => ".talk, .blink",
        Expression::Talking => ".mouth, .blink",
        Expression::Blinking => ".talk",
    };
    let mut style = String::new();
    for (class, colour) in [("skin", skin), ("cloth", cloth), ("hair", HAIR), ("ink", INK)] {
        let _ = write!(style, ".{class} {{ fill: {colour} }} ");
    }
    let _ = write!(style, ".line {{ stroke: {INK} }} {hidden} {{ display: none }}");
    style
}
