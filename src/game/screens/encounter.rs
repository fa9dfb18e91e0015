//! The encounter itself: whom one meets, what is said, and what one can say to it.

use bevy_egui::egui::{
    self, Align, Color32, CornerRadius, Frame, Key, Layout, Margin, Rect, Sense, Ui, Vec2, pos2, vec2,
};

use super::super::session::{Playing, Said};
use super::super::theme::Colour;
use super::super::widgets;
use super::{Clock, Intent, Session, Theme, digit, scroll, walk, words};
use crate::scenario::model::{Channel, Look, Persona};
use crate::scenario::script::{FactIx, NeedIx, PersonIx};

pub(super) fn ui(ui: &mut Ui, theme: &Theme, session: &Session, clock: &Clock) -> Option<Intent> {
    let playing = session.playing.as_ref()?;
    let mut intent = digit(ui).filter(|n| *n < playing.encounter.offers().len()).map(Intent::Take);
    if ui.input(|input| input.key_pressed(Key::H)) {
        intent = intent.or(Some(Intent::History));
    }
    intent = intent.or(top(ui, theme, session, playing, clock));
    ui.add_space(4.0);
    let space = ui.available_rect_before_wrap();
    let gap = 22.0;
    let left_width = (space.width() - gap) * 0.62;
    let left = Rect::from_min_size(space.min, vec2(left_width, space.height()));
    let right = Rect::from_min_max(pos2(left.right() + gap, space.top()), space.max);
    let mut part =
        |rect: Rect| ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    let (mut left, mut right) = (part(left), part(right));
    if session.history {
        history(&mut left, theme, playing);
    } else {
        scene(&mut left, theme, playing);
    }
    intent.or(replies(&mut right, theme, session, playing))
}

/// Where one is, how it stands, and the way out.
fn top(ui: &mut Ui, theme: &Theme, session: &Session, playing: &Playing, clock: &Clock) -> Option<Intent> {
    let encounter = &playing.encounter;
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, "Leave", false).on_hover_text("You can go on later").clicked() {
            intent = Some(Intent::Back);
        }
        let label = if session.history { "Hide what was said" } else { "What was said" };
        if widgets::button(ui, theme, label, false).clicked() {
            intent = Some(Intent::History);
        }
        widgets::pill(ui, theme, &words::where_at(encounter.beat()), theme.card);
        widgets::pill(ui, theme, &format!("Turn {}", encounter.decisions() + 1), theme.card);
        let person = encounter.beat().with;
        let rapport = encounter.state().rapport(person);
        ui.label(theme.bold("Rapport", theme.small));
        let fill = if rapport < 30 {
            theme.coral
        } else if rapport < 60 {
            theme.mustard
        } else {
            theme.teal
        };
        widgets::bar(ui, theme, 130.0, f32::from(rapport) / 100.0, None, fill, &format!("rapport {rapport} of 100"));
        if let Some(left) = clock.left() {
            widgets::ring(ui, theme, left);
        }
    });
    intent
}

/// The person in their place, and what was just said.
fn scene(ui: &mut Ui, theme: &Theme, playing: &Playing) {
    let encounter = &playing.encounter;
    let with = encounter.beat().with;
    let height = (ui.available_height() * 0.44).clamp(150.0, 380.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mood = encounter.state().mood(with);
    let (name, role) = called(playing, with);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Image, true, format!("{name}, {}", mood.word().to_lowercase()))
    });
    place(ui, theme, rect, encounter.beat().channel);
    let size = height * 0.66;
    let centre = pos2(rect.center().x, rect.center().y - height * 0.03);
    let look = look(playing, with);
    widgets::hair(ui, theme, centre, size, &look.head, false);
    shoulders(ui, theme, rect, centre, size, clothes(theme, look));
    widgets::face(ui, theme, centre, size, mood, skin(theme, look));
    widgets::hair(ui, theme, centre, size, &look.head, true);
    ui.painter().rect_stroke(rect, CornerRadius::same(theme.corner), theme.stroke(), egui::StrokeKind::Inside);
    // A change of mood is told to whoever cannot see it.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        widgets::pill(ui, theme, name, mood_colour(theme, mood.rank()));
        widgets::pill(ui, theme, mood.word(), theme.card);
        ui.label(theme.small(role));
    });
    widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        scroll(ui, "said", |ui| {
            for said in playing.said.last().into_iter().flatten() {
                let response = line(ui, theme, playing, said);
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
            }
        });
    });
}

fn history(ui: &mut Ui, theme: &Theme, playing: &Playing) {
    widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.label(theme.bold("What was said so far", theme.body));
        scroll(ui, "history", |ui| {
            for said in playing.said.iter().flatten() {
                line(ui, theme, playing, said);
            }
        });
    });
}

/// One thing said or shown.
fn line(ui: &mut Ui, theme: &Theme, playing: &Playing, said: &Said) -> egui::Response {
    match said {
        Said::Person(by, words) => {
            let several = playing.encounter.script().people.len() > 1;
            let name = if several { format!("{}: ", called(playing, *by).0) } else { String::new() };
            ui.label(theme.sized(format!("{name}“{words}”"), theme.words))
        }
        Said::Post(by, words, seen_by) => {
            let frame = Frame::new()
                .fill(theme.ground.0)
                .stroke(egui::Stroke::new(2.0, theme.ink.0))
                .corner_radius(CornerRadius::same(14))
                .inner_margin(Margin::symmetric(14, 8));
            frame
                .show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.label(theme.bold(called(playing, *by).0, theme.body));
                    ui.label(theme.sized(words, 20.0));
                    if *seen_by > 0 {
                        ui.label(theme.small(format!("seen by {seen_by}")));
                    }
                })
                .response
        }
        Said::You { words, spoken: true } => ui.label(theme.text(format!("You: “{words}”")).color(theme.teal_deep.0)),
        Said::You { words, .. } => ui.label(theme.italic(format!("You: {words}"), theme.body).color(theme.teal_deep.0)),
        Said::Told(words) => ui.label(theme.italic(words, theme.body)),
        Said::Voice(words) => ui.label(theme.italic(format!("A recorded voice: “{words}”"), theme.body)),
    }
}

/// What one can say or do, and one's notes.
fn replies(ui: &mut Ui, theme: &Theme, session: &Session, playing: &Playing) -> Option<Intent> {
    let encounter = &playing.encounter;
    let mut intent = None;
    scroll(ui, "replies", |ui| {
        ui.add_space(4.0);
        let ask = if encounter.beat().channel == Channel::Feed { "How do you answer?" } else { "What do you say?" };
        ui.label(theme.bold(ask, theme.small));
        let mut first = None;
        for (n, choice) in encounter.offers().enumerate() {
            let words = choice.words.with(encounter.script(), encounter.cast(), session.you()).to_string();
            let text = if choice.spoken { theme.text(&words) } else { theme.italic(&words, theme.body) };
            let id = ("reply", encounter.decisions(), n);
            let response = widgets::pressable(ui, theme, id, &format!("{}. {words}", n + 1), |ui| {
                ui.horizontal_top(|ui| {
                    widgets::number(ui, theme, n + 1);
                    ui.add(egui::Label::new(text).wrap());
                });
            });
            if response.clicked() {
                intent = Some(Intent::Take(n));
            }
            first.get_or_insert(response);
        }
        walk(ui, first.as_ref());
        notes(ui, theme, session, playing);
        ui.add_space(4.0);
    });
    intent
}

fn notes(ui: &mut Ui, theme: &Theme, session: &Session, playing: &Playing) {
    let encounter = &playing.encounter;
    let script = encounter.script();
    let known = (script.fact_texts.iter().enumerate())
        .filter(|(n, _)| encounter.state().knows(FactIx::new(*n)))
        .map(|(_, text)| text.with(script, encounter.cast(), session.you()).to_string());
    let needs = (script.needs.iter().enumerate())
        .filter(|(n, _)| encounter.state().need(NeedIx::new(*n)).0)
        .map(|(_, need)| format!("Needs {}", need.need.is));
    let notes: Vec<String> = known.chain(needs).collect();
    if notes.is_empty() {
        return;
    }
    ui.add_space(6.0);
    widgets::card(theme, theme.note).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(theme.bold("Your notes", theme.small));
        for note in notes {
            ui.label(theme.sized(first_upper(&note), 16.0));
        }
    });
}

fn first_upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A person as they were cast.
fn persona(playing: &Playing, person: PersonIx) -> &Persona {
    let cast = usize::from(playing.encounter.cast()[person.at()]);
    &playing.encounter.script().person(person).personas[cast].1
}

fn called(playing: &Playing, person: PersonIx) -> (&str, &str) {
    let persona = persona(playing, person);
    (&persona.name, &persona.role)
}

fn look(playing: &Playing, person: PersonIx) -> &Look {
    &persona(playing, person).look
}

fn mood_colour(theme: &Theme, rank: u8) -> Colour {
    match rank {
        0 | 1 => theme.coral_pale,
        2 => theme.note,
        _ => theme.teal_pale,
    }
}

fn skin(theme: &Theme, look: &Look) -> Color32 {
    let hex = match look.skin.as_str() {
        "pale" => "#FBE3D3",
        "fair" => "#F2D3B1",
        "light" => "#EDC39A",
        "olive" => "#D9A066",
        "tan" => "#EDB98A",
        "brown" => "#AE7242",
        "dark" => "#8D5524",
        "deep" => "#6B4226",
        _ => return theme.sand.0,
    };
    Color32::from_hex(hex).unwrap_or(theme.sand.0)
}

fn clothes(theme: &Theme, look: &Look) -> Color32 {
    let hex = match look.clothes.as_str() {
        "coral" => return theme.coral.0,
        "mustard" => return theme.mustard.0,
        "sky" => return theme.sky.0,
        "sage" => return theme.sage.0,
        "sand" => return theme.sand.0,
        "white" => return theme.card.0,
        "ink" => return theme.ink.0,
        "navy" => "#3B5B8C",
        "plum" => "#7A4E7E",
        "rose" => "#DFA0A8",
        _ => return theme.teal.0,
    };
    Color32::from_hex(hex).unwrap_or(theme.teal.0)
}

/// The place behind somebody: a wall, a floor or a table, and what tells one channel from another.
fn place(ui: &Ui, theme: &Theme, rect: Rect, channel: Channel) {
    let painter = ui.painter().with_clip_rect(rect.shrink(1.0));
    let (wall, floor) = match channel {
        Channel::Counter | Channel::Meeting => (theme.sky, theme.sand),
        Channel::Phone => (theme.sky, theme.sage),
        Channel::Street => (theme.sage, theme.sand),
        Channel::Backroom => (theme.sand, theme.trough),
        Channel::Feed | Channel::Chat => (theme.trough, theme.sky),
    };
    painter.rect_filled(rect, CornerRadius::same(theme.corner), wall.0);
    let floor_top = rect.top() + rect.height() * 0.78;
    let floor_rect = Rect::from_min_max(pos2(rect.left(), floor_top), rect.max);
    let round = CornerRadius { nw: 0, ne: 0, sw: theme.corner, se: theme.corner };
    let line = egui::Stroke::new(theme.line, theme.ink.0);
    let unit = rect.height();
    let frame = |x: f32, y: f32, size: Vec2, fill: Color32| {
        let at = Rect::from_min_size(pos2(rect.left() + x, rect.top() + y * unit), size * unit);
        painter.rect(at, CornerRadius::same(8), fill, line, egui::StrokeKind::Inside);
        at
    };
    match channel {
        Channel::Feed | Channel::Chat => {
            for n in 0..3_u8 {
                let y = 0.1 + 0.22 * f32::from(n);
                let width = [1.1, 0.8, 0.95][usize::from(n)];
                frame(26.0, y, vec2(width, 0.15), theme.card.0);
                frame(rect.width() - 26.0 - width * unit, y, vec2(width, 0.15), theme.card.0);
            }
        }
        _ => {
            let window = frame(rect.width() - 0.62 * unit, 0.14, vec2(0.46, 0.42), theme.card.0);
            painter.vline(window.center().x, window.y_range(), line);
            painter.hline(window.x_range(), window.center().y, line);
            painter.circle(window.center() + vec2(-0.1, -0.1) * unit, 0.05 * unit, theme.mustard.0, line);
            frame(0.16 * unit, 0.2, vec2(0.36, 0.26), theme.note.0);
            let pot = frame(0.3 * unit, 0.64, vec2(0.14, 0.16), theme.coral.0);
            for lean in [-0.09_f32, 0.0, 0.09] {
                let tip = pos2(pot.center().x + lean * unit, pot.top() - 0.16 * unit);
                painter.line_segment([pos2(pot.center().x, pot.top()), tip], egui::Stroke::new(6.0, theme.teal.0));
            }
        }
    }
    painter.rect_filled(floor_rect, round, floor.0);
    painter.hline(rect.x_range(), floor_top, line);
}

fn shoulders(ui: &Ui, theme: &Theme, rect: Rect, centre: egui::Pos2, size: f32, fill: Color32) {
    let painter = ui.painter().with_clip_rect(rect.shrink(theme.line));
    let top = centre.y + size * 0.42;
    let body =
        Rect::from_min_max(pos2(centre.x - size * 0.62, top), pos2(centre.x + size * 0.62, rect.bottom() + size));
    painter.rect(body, CornerRadius::same(60), fill, theme.stroke(), egui::StrokeKind::Inside);
}
