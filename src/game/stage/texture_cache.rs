//! A cache of pictures as textures: each is drawn once in the size it is shown in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use bevy_egui::egui::{ColorImage, Context, Id, TextureHandle, TextureOptions};

use crate::game::screen::Screen;
use crate::picture::Raster;

/// The most textures that are kept: everybody of an encounter in the moods they were in, and the places.
const MAX_TEXTURES: usize = 36;

/// The most memory of all textures together, in bytes.
const MAX_BYTES: usize = 16 << 20;

/// A texture that was on none of this many frames is dropped.
const MAX_UNSEEN_FRAMES: u64 = 120;

/// The first frames have no pictures, so that a new window can be used sooner.
const FRAMES_WITHOUT_PICTURES: u64 = 2;

/// The textures of one egui. They do not change what is drawn, only how soon.
#[derive(Clone, Default)]
pub(super) struct SharedTextureCache(Arc<Mutex<TextureCache>>);

/// This many frames after a screen was opened, its textures have been asked for.
const SETTLED_FRAMES: u64 = 4;

#[derive(Default)]
struct TextureCache {
    entries: BTreeMap<String, CachedTexture>,
    /// The screen, the frame in which it was opened, and whether the textures of the one before were dropped.
    screen: Option<(Screen, u64, bool)>,
    /// Counts every use of a texture.
    uses: u64,
}

struct CachedTexture {
    texture: TextureHandle,
    /// The count of uses at the last use.
    last_use: u64,
    /// The last frame it was part of.
    last_frame: u64,
}

impl SharedTextureCache {
    /// The cache of an egui.
    pub(super) fn from_context(ctx: &Context) -> Self {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(Id::NULL).clone())
    }

    /// The texture of this name, which `draw` makes if it is missing.
    pub(super) fn texture(&self, ctx: &Context, name: String, draw: impl FnOnce() -> Raster) -> Option<TextureHandle> {
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let frame = ctx.cumulative_frame_nr();
        if frame < FRAMES_WITHOUT_PICTURES {
            ctx.request_repaint();
            return None;
        }
        cache.uses += 1;
        let uses = cache.uses;
        if !cache.entries.contains_key(&name) {
            cache.evict(frame);
            let raster = draw();
            let size = [raster.width() as usize, raster.height() as usize];
            let image = ColorImage::from_rgba_premultiplied(size, raster.rgba());
            let texture = ctx.load_texture(&name, image, TextureOptions::LINEAR);
            let entry = CachedTexture { texture, last_use: uses, last_frame: frame };
            cache.entries.insert(name.clone(), entry);
        }
        let entry = cache.entries.get_mut(&name)?;
        (entry.last_use, entry.last_frame) = (uses, frame);
        Some(entry.texture.clone())
    }
}

/// Notes which screen is drawn: once a new one has its textures, those of the screen before are dropped.
pub(in crate::game) fn note_screen(ctx: &Context, screen: Screen) {
    let cache = SharedTextureCache::from_context(ctx);
    let mut cache = cache.0.lock().unwrap_or_else(PoisonError::into_inner);
    let frame = ctx.cumulative_frame_nr();
    match cache.screen {
        Some((shown, _, true)) if shown == screen => {}
        Some((shown, since, false)) if shown == screen => {
            if frame >= since + SETTLED_FRAMES {
                cache.entries.retain(|_, entry| entry.last_frame >= since);
                cache.screen = Some((screen, since, true));
            }
        }
        _ => cache.screen = Some((screen, frame, false)),
    }
}

impl TextureCache {
    /// Drops the textures that were used longest ago, never one that is on the screen.
    fn evict(&mut self, frame: u64) {
        self.entries.retain(|_, entry| entry.last_frame + MAX_UNSEEN_FRAMES >= frame);
        let bytes = |entry: &CachedTexture| entry.texture.size()[0] * entry.texture.size()[1] * 4;
        while self.entries.len() >= MAX_TEXTURES || self.entries.values().map(bytes).sum::<usize>() > MAX_BYTES {
            let unseen = self.entries.iter().filter(|(_, entry)| entry.last_frame + 1 < frame);
            let oldest = unseen.min_by_key(|(_, entry)| entry.last_use).map(|(name, _)| name.clone());
            if oldest.and_then(|name| self.entries.remove(&name)).is_none() {
                break;
            }
        }
    }
}
