//! Who plays: pick a name, or type a new one.

use bevy_egui::egui::{self, Response, Sense, Ui, vec2};

use crate::app::AlikeTrainees;
use crate::game::drafts::DraftEdit;
use crate::game::intent::Intent;
use crate::game::screens::input::{digit_pressed, focus_first_on_arrow, focus_once};
use crate::game::screens::kit::{announce, column, full_card, heading, scroll};
use crate::game::screens::view::View;
use crate::game::stage;
use crate::game::widgets;
use crate::record::Profile;
use crate::scenario::model::{Look, Mood};
use crate::util::text::one_line;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let listed = session.trainees.asked.as_ref().map_or(&session.trainees.profiles, |asked| &asked.people);
    let mut intent =
        digit_pressed(ui, session).and_then(|n| listed.get(n)).map(|profile| Intent::SelectProfile(profile.id.clone()));
    // With large text there is space for the question or for the faces.
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
            full_card(ui, theme, theme.card, |ui| {
                asked = asked.take().or(match &session.trainees.asked {
                    Some(alike) => which(ui, view, alike),
                    None => people(ui, view).or(new_trainee(ui, view)),
                });
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

/// A few people of the town, each in another mood.
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
    if session.trainees.profiles.is_empty() {
        ui.label(theme.bold("Welcome. What should we call you?", 22.0));
        return None;
    }
    let mut first = None;
    let intent = list(ui, view, &session.trainees.profiles, &mut first);
    focus_first_on_arrow(ui, first.as_ref());
    ui.add_space(6.0);
    ui.label(theme.small("Somebody else? Type a name here."));
    intent
}

/// Asks whether somebody who typed a name is one of those who have it.
fn which(ui: &mut Ui, view: &View<'_>, alike: &AlikeTrainees) -> Option<Intent> {
    let theme = view.theme;
    let question = match alike.people.as_slice() {
        [only] => format!("Somebody here is called {}. Is that you?", one_line(&only.name)),
        _ => "There are several people of this name here. Are you one of them?".to_owned(),
    };
    let response = ui.label(theme.bold(question, 22.0));
    announce(ui, &response);
    let mut first = None;
    let mut intent = list(ui, view, &alike.people, &mut first);
    focus_first_on_arrow(ui, first.as_ref());
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, &format!("I am another {}", alike.name), false).clicked() {
            intent = Some(Intent::CreateNamesake(alike.name.clone()));
        }
        if widgets::button(ui, theme, "Type another name", false).clicked() {
            intent = Some(Intent::Back);
        }
    });
    intent
}

/// People to pick from, with what tells them apart; `first` becomes the first of them.
fn list(ui: &mut Ui, view: &View<'_>, people: &[Profile], first: &mut Option<Response>) -> Option<Intent> {
    let (theme, trainees) = (view.theme, &view.session.trainees);
    let mut intent = None;
    for (n, profile) in people.iter().enumerate() {
        let name = one_line(&profile.name);
        let details = trainees.details(profile);
        let label = if details.is_empty() { name.clone() } else { format!("{name}, {details}") };
        let response = widgets::pressable(ui, theme, ("profile", n), &label, |ui| {
            ui.horizontal_wrapped(|ui| {
                if n < 9 {
                    widgets::number(ui, theme, n + 1);
                }
                ui.label(theme.bold(&name, theme.body));
                if !details.is_empty() {
                    ui.label(theme.small(&details));
                }
            });
        });
        if response.clicked() {
            intent = Some(Intent::SelectProfile(profile.id.clone()));
        }
        first.get_or_insert(response);
    }
    intent
}

fn new_trainee(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let mut name = view.drafts.new_name.clone();
    let mut submitted = false;
    ui.horizontal_wrapped(|ui| {
        let width = (ui.available_width() - 140.0).max(140.0).min(ui.available_width());
        let field = widgets::field(ui, theme, "Your name", &name, Profile::MAX_NAME_CHARS, width);
        if view.session.trainees.profiles.is_empty() {
            focus_once(ui, "new trainee", &field.response);
        }
        let pressed = widgets::button(ui, theme, "Come in", true).clicked();
        submitted = pressed || field.is_submitted;
        if submitted && field.text.trim().is_empty() {
            field.response.request_focus();
        }
        name = field.text;
    });
    if submitted && !name.trim().is_empty() {
        return Some(Intent::CreateProfile(name));
    }
    (name != view.drafts.new_name).then_some(Intent::EditDraft(DraftEdit::NewName(name)))
}
