//! Fonts of the system for letters that no shipped font has: looked for when such a letter is shown, and not before.

use std::collections::{BTreeSet, HashSet};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use bevy_egui::egui::{self, FontId, FullOutput, Shape};
use bevy_egui::{EguiContexts, EguiPreUpdateSet};

use crate::files::{SystemFont, SystemFonts};
use crate::game::session::Session;
use crate::game::theme::fallback;

pub(super) fn plugin(app: &mut App) {
    let between = EguiPreUpdateSet::InitContexts;
    app.init_resource::<FontSearch>()
        .add_systems(PreUpdate, add_fallback_fonts.after(between).before(EguiPreUpdateSet::BeginPass));
}

/// The search for fonts, while it goes on.
#[derive(Resource, Default)]
struct FontSearch(Option<Mutex<Receiver<Vec<SystemFont>>>>);

/// Looks at every text that egui shows, and collects the letters that none of its fonts has.
#[derive(Default)]
struct ShownLetters {
    /// All letters seen so far.
    seen: HashSet<char>,
    /// Those without a glyph, until they are searched for.
    missing: BTreeSet<char>,
}

impl egui::Plugin for ShownLetters {
    fn debug_name(&self) -> &'static str {
        "shown letters"
    }

    fn output_hook(&mut self, ctx: &egui::Context, output: &mut FullOutput) {
        for clipped in &output.shapes {
            self.look_at(ctx, &clipped.shape);
        }
    }
}

impl ShownLetters {
    fn look_at(&mut self, ctx: &egui::Context, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.look_at(ctx, shape)),
            Shape::Text(text) => {
                for c in text.galley.text().chars() {
                    // A control character is not drawn at all.
                    if self.seen.insert(c) && !c.is_control() && !has_glyph(ctx, c) {
                        self.missing.insert(c);
                    }
                }
            }
            _ => {}
        }
    }
}

fn has_glyph(ctx: &egui::Context, c: char) -> bool {
    ctx.fonts_mut(|fonts| fonts.has_glyph(&FontId::default(), c))
}

/// Searches the system's fonts for missing letters on a thread, and gives egui what was found.
fn add_fallback_fonts(
    mut contexts: EguiContexts,
    mut search: ResMut<FontSearch>,
    mut redraw: MessageWriter<RequestRedraw>,
    session: Res<Session>,
    wake: Res<EventLoopProxyWrapper>,
) {
    // Before the window exists, egui has no context.
    let Ok(ctx) = contexts.ctx_mut() else { return };
    if let Some(found) = &search.0 {
        let Some(fonts) = found.lock().ok().and_then(|found| found.try_recv().ok()) else { return };
        search.0 = None;
        for font in fonts {
            ctx.add_font(fallback(font));
        }
        redraw.write(RequestRedraw);
    }
    let letters = ctx.plugin_or_default::<ShownLetters>();
    let missing = std::mem::take(&mut letters.lock().missing);
    if missing.is_empty() {
        return;
    }
    let (send, found) = channel();
    search.0 = Some(Mutex::new(found));
    let (wake, data_paths) = ((**wake).clone(), session.places().clone());
    std::thread::spawn(move || {
        // A window that was closed meanwhile receives nothing.
        let _ = send.send(SystemFonts::list(&data_paths).with_letters(&missing));
        let _ = wake.send_event(WinitUserEvent::WakeUp);
    });
}
