//! The encounter itself: whom one meets, what is said, and what one can say to it.

use bevy_egui::egui::{self, Align, CornerRadius, Frame, Key, Layout, Margin, Rect, Sense, Ui, pos2, vec2};

use super::super::session::Playing;
use super::super::theme::Colour;
use super::super::{picture, widgets};
use super::{Clock, Intent, Session, Theme, digit, pressed, read, scroll, walk, words};
use crate::encounter::Said;
use crate::scenario::model::{Channel, Look, Persona};
use crate::scenario::script::{FactIx, NeedIx, PersonIx};

pub(super) fn ui(ui: &mut Ui, theme: &Theme, session: &Session, clock: &Clock) -> Option<Intent> {
    let playing = session.playing.as_ref()?;
    let mut intent = digit(ui).filter(|n| *n < playing.encounter.offers().len()).map(Intent::Take);
    if pressed(ui, Key::H) {
        intent = intent.or(Some(Intent::History));
    }
    intent = intent.or(top(ui, theme, session, playing, clock));
    ui.add_space(4.0);
    if ui.available_width() < NARROW {
        return intent.or(one_column(ui, theme, session, playing));
    }
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
    let asked = scroll(&mut right, "replies", |ui| replies(ui, theme, session, playing));
    intent.or(asked)
}

/// Everything below each other, for small windows and large text.
fn one_column(ui: &mut Ui, theme: &Theme, session: &Session, playing: &Playing) -> Option<Intent> {
    let mut intent = None;
    read(ui, ("one column", playing.encounter.decisions()), |ui| {
        if session.history {
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                for said in playing.said.iter().flatten() {
                    line(ui, theme, playing, said, true);
                }
            });
        } else {
            portrait(ui, theme, playing, LOWEST_PICTURE);
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                last_words(ui, theme, playing);
            });
        }
        intent = replies(ui, theme, session, playing);
    });
    intent
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
    // The picture gives way to the words: it has what they left when they were last laid out.
    let words = ui.id().with("height of the words");
    let needed: f32 = ui.data(|data| data.get_temp(words)).unwrap_or(0.0);
    let whole = ui.available_height();
    let height = (whole - needed - BESIDE_THE_WORDS).min(whole * 0.56).max(LOWEST_PICTURE);
    portrait(ui, theme, playing, height);
    let taken = widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        read(ui, ("said", playing.encounter.decisions()), |ui| last_words(ui, theme, playing))
    });
    if (taken.inner - needed).abs() > 1.0 {
        ui.data_mut(|data| data.insert_temp(words, taken.inner));
        ui.ctx().request_repaint();
    }
}

/// The person, with name, mood and role in words.
fn portrait(ui: &mut Ui, theme: &Theme, playing: &Playing, height: f32) {
    let encounter = &playing.encounter;
    let with = encounter.beat().with;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mood = encounter.state().mood(with);
    let (name, role) = called(playing, with);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Image, true, format!("{name}, {}", mood.word().to_lowercase()))
    });
    picture::person(ui, theme, rect, encounter.beat().channel, look(playing, with), mood);
    // A change of mood is told to whoever cannot see it.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        widgets::pill(ui, theme, name, mood_colour(theme, mood.rank()));
        widgets::pill(ui, theme, mood.word(), theme.card);
        ui.label(theme.small(role));
    });
}

/// What was said since the last decision.
fn last_words(ui: &mut Ui, theme: &Theme, playing: &Playing) {
    for said in playing.said.last().into_iter().flatten() {
        let several = playing.encounter.script().people.len() > 1;
        let Some(response) = line(ui, theme, playing, said, several) else { continue };
        // Said aloud to whoever cannot see it.
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }
}

/// Below this width everything stands in one column.
const NARROW: f32 = 820.0;

/// Height of the name and of the card's margins.
const BESIDE_THE_WORDS: f32 = 104.0;

/// The picture is never lower than this.
const LOWEST_PICTURE: f32 = 110.0;

fn history(ui: &mut Ui, theme: &Theme, playing: &Playing) {
    widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.label(theme.bold("What was said so far", theme.body));
        read(ui, "history", |ui| {
            for said in playing.said.iter().flatten() {
                line(ui, theme, playing, said, true);
            }
        });
    });
}

/// One thing said or shown, with the speaker's name where it is needed; what is learnt stands among the
/// notes, and a mood in the face.
fn line(ui: &mut Ui, theme: &Theme, playing: &Playing, said: &Said, named: bool) -> Option<egui::Response> {
    let response = match said {
        Said::Person(by, words) => {
            let name = if named { format!("{}: ", called(playing, *by).0) } else { String::new() };
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
        Said::Noted(_) | Said::Mood(..) => return None,
    };
    Some(response)
}

/// What one can say or do, and one's notes.
fn replies(ui: &mut Ui, theme: &Theme, session: &Session, playing: &Playing) -> Option<Intent> {
    let encounter = &playing.encounter;
    let mut intent = None;
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
