//! A drawn picture: pixels in rows, and what can be asked of them.

use resvg::tiny_skia::{Color, Pixmap, PixmapPaint, Transform};

/// Pixels, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    width: u32,
    height: u32,
    /// Red, green, blue and alpha of each pixel, the colours multiplied by the alpha.
    rgba: Vec<u8>,
}

/// A pixel counts as changed if one of its channels moved by more than this.
const VISIBLE: u8 = 24;

impl Raster {
    pub(super) fn of(pixels: Pixmap) -> Self {
        Self { width: pixels.width(), height: pixels.height(), rgba: pixels.take() }
    }

    /// A picture of one colour, to lay others on.
    ///
    /// # Panics
    /// If a side is 0.
    #[must_use]
    pub fn filled(width: u32, height: u32, [red, green, blue]: [u8; 3]) -> Self {
        let mut pixels = Pixmap::new(width, height).expect("both sides are at least 1");
        pixels.fill(Color::from_rgba8(red, green, blue, 255));
        Self::of(pixels)
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

    /// How much of this picture another of the same size changes visibly, in hundredths of a per cent.
    #[must_use]
    pub fn changed(&self, other: &Self) -> u64 {
        let pixels = self.rgba.chunks_exact(4).zip(other.rgba.chunks_exact(4));
        let moved = pixels.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > VISIBLE)).count();
        moved as u64 * 10_000 / (u64::from(self.width) * u64::from(self.height))
    }

    /// How many different colours there are, counted to at most `most`: a blank picture has one.
    #[must_use]
    pub fn colours(&self, most: usize) -> usize {
        let mut seen = std::collections::BTreeSet::new();
        for pixel in self.rgba.chunks_exact(4) {
            seen.insert(pixel);
            if seen.len() >= most {
                break;
            }
        }
        seen.len()
    }

    /// Lays another picture on this one, its upper left corner at a place.
    ///
    /// # Panics
    /// Never: both have as many pixels as their sides say.
    #[must_use]
    pub fn with(self, other: Self, x: i32, y: i32) -> Self {
        let mut below = self.pixmap().expect("it has as many pixels as its sides say");
        let above = other.pixmap().expect("it has as many pixels as its sides say");
        below.draw_pixmap(x, y, above.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        Self::of(below)
    }

    /// The picture as a PNG file.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        self.clone().pixmap().and_then(|pixels| pixels.encode_png().ok()).unwrap_or_default()
    }

    /// A picture from pixels without transparency, row by row; `None` if they are not as many as they should be.
    #[must_use]
    pub fn from_rgba(width: u32, height: u32, rgba: Vec<u8>) -> Option<Self> {
        let whole = usize::try_from(u64::from(width) * u64::from(height) * 4).ok()?;
        (rgba.len() == whole).then_some(Self { width, height, rgba })
    }

    /// A picture from a PNG file; `None` if it is none.
    #[must_use]
    pub fn from_png(file: &[u8]) -> Option<Self> {
        Pixmap::decode_png(file).ok().map(Self::of)
    }

    fn pixmap(self) -> Option<Pixmap> {
        Pixmap::from_vec(self.rgba, resvg::tiny_skia::IntSize::from_wh(self.width, self.height)?)
    }
}
