//! Who plays: a name to pick, or a new one to type.

use bevy_egui::egui::{self, Sense, Ui, vec2};

use super::{Intent, View, column, digit, focus_once, heading, scroll, walk};
use crate::game::{stage, widgets};
use crate::scenario::model::{Look, Mood};

/// A profile is one line; more than this no list shows well.
pub(super) const LONGEST_NAME: usize = 60;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, name: &mut String) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let mut intent =
        digit(ui, session).and_then(|n| session.profiles.get(n)).map(|profile| Intent::Be(profile.id.clone()));
    // With large text there is room for the question or for the faces.
    let (tall, wide) = (ui.available_height(), ui.available_width());
    let (_, asked) = scroll(ui, "who", |ui| {
        let mut asked = heading(ui, theme, "Who are you?", "Back");
        column(ui, 760.0, |ui| {
            if tall > 480.0 && wide > 700.0 {
                ui.add_space(tall * 0.08);
                faces(ui, view);
                ui.vertical_centered(|ui| ui.label(theme.small("Some of the people you will meet.")));
                ui.add_space(8.0);
            }
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                asked = asked.take().or(people(ui, view)).or(newcomer(ui, view, name));
            });
            ui.label(
                theme.small("What you play is kept on this machine, under this name. Nothing leaves it by itself."),
            );
        });
        asked
    });
    intent = intent.or(asked);
    intent
}

/// A few people of the town, one in each of six moods.
fn faces(ui: &mut Ui, view: &View<'_>) {
    let size = 108.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size + 14.0), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Image, true, "people in moods from furious to delighted")
    });
    let people = [
        ("mediumStraight", "tan", "teal", Mood::Furious),
        ("grayShort", "light", "navy", Mood::Annoyed),
        ("hijab", "olive", "plum", Mood::Worried),
        ("shaved2", "fair", "mustard", Mood::Calm),
        ("turban", "brown", "coral", Mood::Pleased),
        ("afro", "dark", "rose", Mood::Delighted),
    ];
    let step = (rect.width() / 6.0).min(size + 16.0);
    let left = rect.center().x - step * 2.5;
    for (n, (head, skin, clothes, mood)) in (0_u8..).zip(people) {
        let look = Look {
            head: head.into(),
            skin: skin.into(),
            body: "shirt".into(),
            clothes: clothes.into(),
            ..Look::default()
        };
        let centre = egui::pos2(left + step * f32::from(n), rect.top() + size / 2.0);
        let around = egui::Rect::from_center_size(centre, egui::Vec2::splat(size));
        stage::avatar(ui, view.theme, around, &look, mood);
    }
}

fn people(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    if session.profiles.is_empty() {
        ui.label(theme.bold("Welcome. What should we call you?", 22.0));
        return None;
    }
    let mut intent = None;
    let mut first = None;
    for (n, profile) in session.profiles.iter().enumerate() {
        let team = profile.team.as_deref().unwrap_or_default();
        let label = if team.is_empty() { profile.name.clone() } else { format!("{}, {team}", profile.name) };
        let response = widgets::pressable(ui, theme, ("profile", n), &label, |ui| {
            ui.horizontal_wrapped(|ui| {
                if n < 9 {
                    widgets::number(ui, theme, n + 1);
                }
                ui.label(theme.bold(&profile.name, theme.body));
                if !team.is_empty() {
                    ui.label(theme.small(team));
                }
            });
        });
        if response.clicked() {
            intent = Some(Intent::Be(profile.id.clone()));
        }
        first.get_or_insert(response);
    }
    walk(ui, first.as_ref());
    ui.add_space(6.0);
    ui.label(theme.small("Somebody else? Type a name here."));
    intent
}

fn newcomer(ui: &mut Ui, view: &View<'_>, name: &mut String) -> Option<Intent> {
    let theme = view.theme;
    let entered = ui
        .horizontal_wrapped(|ui| {
            let width = (ui.available_width() - 140.0).max(140.0).min(ui.available_width());
            let field = widgets::field(ui, theme, "Your name", name, LONGEST_NAME, width);
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if view.session.profiles.is_empty() {
                focus_once(ui, "newcomer", &field);
            }
            let pressed = widgets::button(ui, theme, "Come in", true).clicked();
            enter || pressed
        })
        .inner;
    (entered && !name.trim().is_empty()).then(|| Intent::Join(std::mem::take(name)))
}
