//! The title and the icon of the window.

use bevy::ecs::system::NonSendMarker;
use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy::winit::WINIT_WINDOWS;
use bevy_egui::EguiPostUpdateSet;

use super::placement;
use crate::encounter::Status;
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;
use crate::game::session::Session;
use crate::picture::{Fit, shipped_drawing};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, set_icon.in_set(AppSystems::Present)).add_systems(
        PostUpdate,
        // Tests take a new title for a sign that the screen was drawn.
        set_title.after(EguiPostUpdateSet::EndPass).before(placement::save_placement),
    );
}

/// Sets the icon once the window exists. Systems that take it from the desktop entry ignore this.
fn set_icon(mut windows: Query<Entity, With<PrimaryWindow>>, mut is_set: Local<bool>, _main_thread: NonSendMarker) {
    const SIDE: u32 = 128;
    if *is_set {
        return;
    }
    WINIT_WINDOWS.with_borrow(|known| {
        for entity in &mut windows {
            let Some(window) = known.get_window(entity) else { continue };
            let picture =
                shipped_drawing("icon", [0.0, 0.0, 256.0, 256.0], "").map(|svg| svg.draw(SIDE, SIDE, Fit::Whole));
            let icon = picture.and_then(|icon| winit::window::Icon::from_rgba(icon.rgba().to_vec(), SIDE, SIDE).ok());
            window.set_window_icon(icon);
            *is_set = true;
        }
    });
}

/// Names the screen in the title.
fn set_title(screen: Res<State<Screen>>, session: Res<Session>, mut windows: Query<&mut Window, With<PrimaryWindow>>) {
    let encounter = session.selected_script().map_or("", |script| script.scenario.title.as_str());
    let turn = session.play.as_ref().map_or_else(String::new, |play| match play.encounter().status() {
        Status::Open => format!("turn {}", play.encounter().decisions() + 1),
        _ => "the end".into(),
    });
    let title = match screen.get() {
        Screen::Title => "Rapport".to_owned(),
        Screen::SelectProfile => "Rapport: who are you?".to_owned(),
        Screen::EditProfile => "Rapport: about you".to_owned(),
        Screen::SelectScenario => "Rapport: choose an encounter".to_owned(),
        Screen::Brief => format!("Rapport: {encounter}, beforehand"),
        Screen::Encounter => format!("Rapport: {encounter}, {turn}"),
        Screen::LookBack => format!("Rapport: {encounter}, looking back"),
        Screen::Debrief => format!("Rapport: {encounter}, debrief"),
        Screen::Transcript => format!("Rapport: {encounter}, what was said"),
        Screen::Progress => "Rapport: progress".to_owned(),
        Screen::Import => "Rapport: bring a file".to_owned(),
        Screen::Records => "Rapport: reports and exports".to_owned(),
        Screen::Settings => "Rapport: settings".to_owned(),
        Screen::Credits => "Rapport: who made this".to_owned(),
        Screen::Help => "Rapport: keys and help".to_owned(),
    };
    for mut window in &mut windows {
        if window.title != title {
            window.title.clone_from(&title);
        }
    }
}
