//! A drawn picture: pixels in rows, PNG files, and how two pictures differ.

use resvg::tiny_skia::{Color, Pixmap, PixmapPaint, Transform};

/// A picture as pixels, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    width: u32,
    height: u32,
    /// Red, green, blue and alpha of each pixel, the colours multiplied by the alpha.
    rgba: Vec<u8>,
}

/// A pixel counts as changed if a channel differs by more than this, of 255.
const VISIBLE: u8 = 24;

impl Raster {
    pub(super) fn from_pixmap(pixels: Pixmap) -> Self {
        Self { width: pixels.width(), height: pixels.height(), rgba: pixels.take() }
    }

    /// A picture of one colour, to draw others on.
    ///
    /// # Panics
    /// If a side is 0.
    #[must_use]
    pub fn filled(width: u32, height: u32, [red, green, blue]: [u8; 3]) -> Self {
        let mut pixels = Pixmap::new(width, height).expect("both sides of the picture are at least 1");
        pixels.fill(Color::from_rgba8(red, green, blue, 255));
        Self::from_pixmap(pixels)
    }

    /// Width in pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Red, green, blue and alpha of each pixel, the colours multiplied by the alpha.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// The share of pixels that differ visibly from another picture of the same size, in hundredths of a per cent.
    #[must_use]
    pub fn changed(&self, other: &Self) -> u64 {
        let pixels = self.rgba.chunks_exact(4).zip(other.rgba.chunks_exact(4));
        let moved = pixels.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > VISIBLE)).count();
        moved as u64 * 10_000 / (u64::from(self.width) * u64::from(self.height))
    }

    /// The number of different colours, counted up to `max`; a blank picture has one.
    #[must_use]
    pub fn colours(&self, max: usize) -> usize {
        let mut seen = std::collections::BTreeSet::new();
        for pixel in self.rgba.chunks_exact(4) {
            seen.insert(pixel);
            if seen.len() >= max {
                break;
            }
        }
        seen.len()
    }

    /// Draws another picture on this one, its upper left corner at `x` and `y`.
    ///
    /// # Panics
    /// Never: both pictures have as many pixels as their sides say.
    #[must_use]
    pub fn overlay(self, other: Self, x: i32, y: i32) -> Self {
        let mut below = self.pixmap().expect("the picture has as many pixels as its sides say");
        let above = other.pixmap().expect("the picture has as many pixels as its sides say");
        below.draw_pixmap(x, y, above.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        Self::from_pixmap(below)
    }

    /// The picture as a PNG file.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        self.clone().pixmap().and_then(|pixels| pixels.encode_png().ok()).unwrap_or_default()
    }

    /// A picture from opaque pixels, row by row; `None` if their number does not fit the sides.
    #[must_use]
    pub fn from_rgba(width: u32, height: u32, rgba: Vec<u8>) -> Option<Self> {
        let length = usize::try_from(u64::from(width) * u64::from(height) * 4).ok()?;
        (rgba.len() == length).then_some(Self { width, height, rgba })
    }

    /// A picture from a PNG file; `None` if it cannot be decoded.
    #[must_use]
    pub fn from_png(file: &[u8]) -> Option<Self> {
        Pixmap::decode_png(file).ok().map(Self::from_pixmap)
    }

    fn pixmap(self) -> Option<Pixmap> {
        Pixmap::from_vec(self.rgba, resvg::tiny_skia::IntSize::from_wh(self.width, self.height)?)
    }
}
