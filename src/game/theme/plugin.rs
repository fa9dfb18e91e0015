//! The systems that bring the theme of the settings to the window and to egui.

use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy_egui::{EguiContexts, EguiPreUpdateSet};

use super::tokens::ThemeTokens;
use super::{fonts, style};
use crate::app::Theme;
use crate::game::schedule::AppSystems;
use crate::game::session::Session;

pub(in crate::game) fn plugin(app: &mut App) {
    app.insert_resource(ThemeTokens::new(Theme::default()))
        .add_systems(Update, select_theme.in_set(AppSystems::Present));
}

/// What only the window needs.
pub(in crate::game) fn window_plugin(app: &mut App) {
    app.add_systems(PreUpdate, apply_style.after(EguiPreUpdateSet::InitContexts).before(EguiPreUpdateSet::BeginPass));
}

/// Takes the theme of the settings, and clears the window in its ground colour.
fn select_theme(
    session: Res<Session>,
    mut tokens: ResMut<ThemeTokens>,
    mut commands: Commands,
    mut is_cleared: Local<bool>,
) {
    if tokens.theme != session.settings.theme {
        *tokens = ThemeTokens::new(session.settings.theme);
    }
    if tokens.is_changed() || !std::mem::replace(&mut is_cleared, true) {
        let [r, g, b, _] = tokens.ground.0.to_array();
        commands.insert_resource(ClearColor(Color::srgb_u8(r, g, b)));
    }
}

/// Gives egui the size of the settings in every frame, and fonts and colours when they change.
fn apply_style(
    mut contexts: EguiContexts,
    tokens: Res<ThemeTokens>,
    session: Res<Session>,
    windows: Query<&Window, With<PrimaryWindow>>,
    mut applied: Local<Option<Theme>>,
) {
    // Before the window exists, egui has no context.
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let scale = windows.iter().next().map_or(1.0, |window| style::window_scale(window.width(), window.height()));
    ctx.set_zoom_factor(style::zoom(session.settings.size) * scale);
    if *applied == Some(tokens.theme) {
        return;
    }
    if applied.is_none() {
        ctx.set_fonts(fonts::fonts());
    }
    style::set_style(ctx, &tokens);
    *applied = Some(tokens.theme);
}
