//! A drawing before it has a size: shapes, a style sheet, and the visible part of the canvas.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::raster::Raster;
use crate::files::asset;

/// How a drawing is fitted to the pixels it gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The whole drawing is visible, in the middle of the lower edge.
    Whole,
    /// The drawing covers every pixel. It is cropped at the top, and at the sides around a focus, in per cent of its
    /// width from the left.
    Cover(u8),
}

/// Shapes, their style sheet, and the visible part of the canvas.
#[derive(Clone, Debug)]
pub struct Svg {
    /// The shapes, without the `svg` element around them.
    pub(super) shapes: String,
    /// The style sheet.
    pub(super) style: String,
    /// Left, top, width and height of the visible part.
    pub(super) view: [f32; 4],
}

impl Svg {
    /// Draws it on `width` by `height` pixels; a side of 0 is taken as 1.
    ///
    /// # Panics
    /// If a shipped drawing cannot be parsed; a test draws every one.
    #[must_use]
    pub fn draw(&self, width: u32, height: u32, fit: Fit) -> Raster {
        let (width, height) = (width.max(1), height.max(1));
        let mut pixels = Pixmap::new(width, height).expect("both sides of the picture are at least 1");
        resvg::render(&self.tree(), self.placed(width, height, fit), &mut pixels.as_mut());
        Raster::from_pixmap(pixels)
    }

    fn tree(&self) -> Tree {
        let [x, y, width, height] = self.view;
        let text = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{x} {y} {width} {height}">{}</svg>"#,
            self.shapes
        );
        let options = Options { style_sheet: Some(self.style.clone()), fontdb: fonts(), ..Options::default() };
        Tree::from_str(&text, &options).expect("the shipped drawing parses")
    }

    #[expect(clippy::cast_precision_loss, reason = "no picture is 16 million pixels wide")]
    fn placed(&self, width: u32, height: u32, fit: Fit) -> Transform {
        let [_, _, own_width, own_height] = self.view;
        let (width, height) = (width as f32, height as f32);
        let (across, down) = (width / own_width, height / own_height);
        let scale = match fit {
            Fit::Whole => across.min(down),
            Fit::Cover(_) => across.max(down),
        };
        let over = width - own_width * scale;
        let left = match fit {
            Fit::Whole => over / 2.0,
            Fit::Cover(focus) => (width / 2.0 - own_width * scale * f32::from(focus) / 100.0).max(over).min(0.0),
        };
        let top = height - own_height * scale;
        Transform::from_scale(scale, scale).post_translate(left, top)
    }
}

/// A shipped drawing that is complete in one file, as `icon`; `None` if there is no such file.
#[must_use]
pub fn shipped_drawing(name: &str, view: [f32; 4], style: &str) -> Option<Svg> {
    let file = asset(&format!("{name}.svg"))?;
    Some(Svg { shapes: inner(&file)?.to_owned(), style: style.to_owned(), view })
}

/// The content of the outermost element of an SVG file.
pub(super) fn inner(file: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(file).ok()?;
    let (_, after) = text.split_once("<svg")?;
    let (_, shapes) = after.split_once('>')?;
    Some(shapes.rsplit_once("</svg>")?.0)
}

/// A style sheet under `assets/`.
pub(super) fn style(path: &str) -> String {
    let file = asset(path).unwrap_or(Cow::Borrowed(&[]));
    String::from_utf8_lossy(&file).into_owned()
}

/// The shipped fonts, for labels.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut fonts = fontdb::Database::new();
        if let Some(file) = asset("fonts/AtkinsonHyperlegibleNext-Regular.ttf") {
            fonts.load_font_data(file.into_owned());
        }
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(load))
}
