//! Who plays: a name to pick, or a new one to type.

use bevy_egui::egui::{self, Align, Color32, Layout, Sense, TextEdit, Ui, vec2};

use super::super::{picture, widgets};
use super::{Intent, Session, Theme, digit, scroll, walk};
use crate::scenario::model::Mood;

/// A profile is one line; more than this no list shows well.
const LONGEST_NAME: usize = 60;

pub(super) fn ui(ui: &mut Ui, theme: &Theme, session: &Session, name: &mut String) -> Option<Intent> {
    let mut intent = digit(ui).and_then(|n| session.profiles.get(n)).map(|profile| Intent::Be(profile.id.clone()));
    scroll(ui, "who", |ui| {
        ui.vertical_centered(|ui| {
            // With large text there is room for the question or for the faces.
            if ui.available_height() > 420.0 {
                ui.add_space((ui.available_height() * 0.14).min(140.0));
                moods(ui, theme);
            }
            ui.label(theme.bold("Rapport", 52.0));
            ui.label(theme.sized("Practise the talk that matters before it matters.", 21.0));
            ui.add_space(14.0);
            let width = ui.available_width().min(560.0);
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                widgets::card(theme, theme.card).show(ui, |ui| {
                    ui.set_min_width(width - 40.0);
                    intent = intent.take().or(people(ui, theme, session)).or(newcomer(ui, theme, session, name));
                });
            });
        });
    });
    intent
}

/// Every mood once, as a row of faces.
fn moods(ui: &mut Ui, theme: &Theme) {
    let size = 58.0;
    let (rect, response) = ui.allocate_exact_size(vec2(6.0 * (size + 10.0), size + 6.0), Sense::hover());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, "faces from furious to delighted"));
    let moods = [Mood::Furious, Mood::Annoyed, Mood::Worried, Mood::Calm, Mood::Pleased, Mood::Delighted];
    let skins = ["#D9A066", "#F2D3B1", "#8D5524", "#C68642", "#5C3A21", "#EDB98A"];
    let mut x = rect.left() + size / 2.0 + 5.0;
    for (mood, skin) in moods.into_iter().zip(skins) {
        let skin = Color32::from_hex(skin).unwrap_or(theme.sand.0);
        picture::face(ui.painter(), theme, egui::pos2(x, rect.center().y), size, mood, skin);
        x += size + 10.0;
    }
}

fn people(ui: &mut Ui, theme: &Theme, session: &Session) -> Option<Intent> {
    if session.profiles.is_empty() {
        ui.label(theme.bold("Welcome. What should we call you?", 22.0));
        return None;
    }
    ui.label(theme.bold("Who are you?", 22.0));
    let mut intent = None;
    let mut first = None;
    for (n, profile) in session.profiles.iter().enumerate() {
        let response = widgets::pressable(ui, theme, ("profile", n), &profile.name, |ui| {
            ui.horizontal(|ui| {
                if n < 9 {
                    widgets::number(ui, theme, n + 1);
                }
                ui.label(theme.text(&profile.name));
            });
        });
        if response.clicked() {
            intent = Some(Intent::Be(profile.id.clone()));
        }
        first.get_or_insert(response);
    }
    walk(ui, first.as_ref());
    ui.add_space(6.0);
    ui.label(theme.small("Somebody else? Type a name."));
    intent
}

fn newcomer(ui: &mut Ui, theme: &Theme, session: &Session, name: &mut String) -> Option<Intent> {
    let entered = ui
        .horizontal(|ui| {
            let width = (ui.available_width() - 130.0).max(120.0);
            let frame = egui::Frame::new()
                .stroke(egui::Stroke::new(2.0, theme.ink.0))
                .corner_radius(egui::CornerRadius::same(14))
                .inner_margin(egui::Margin::symmetric(12, 11));
            let field = frame
                .show(ui, |ui| {
                    let field = TextEdit::singleline(name)
                        .char_limit(LONGEST_NAME)
                        .hint_text("Your name")
                        .frame(egui::Frame::NONE)
                        .desired_width(width - 30.0);
                    ui.add(field)
                })
                .inner;
            field.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "Your name"));
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let nothing = ui.memory(|memory| memory.focused().is_none());
            if session.profiles.is_empty() && nothing && !enter {
                field.request_focus();
            }
            let pressed = widgets::button(ui, theme, "Come in", true).clicked();
            enter || pressed
        })
        .inner;
    (entered && !name.trim().is_empty()).then(|| Intent::Join(std::mem::take(name)))
}
