//! What is written, in public or in private: posts with avatars, bubbles, dots while somebody types.

use bevy_egui::egui::{
    Align2, CornerRadius, Frame, Label, Margin, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType,
    vec2,
};

use super::super::{View, live, scroll_to_end};
use super::line;
use super::scene::{caption, who};
use super::top::thousands;
use crate::encounter::{Said, Status};
use crate::game::reveal::Part;
use crate::game::session::Playing;
use crate::game::stage::{self, persona};
use crate::game::theme::{Theme, bold};
use crate::game::widgets;
use crate::scenario::model::{Channel, Truth};
use crate::scenario::script::{ClaimIx, PersonIx};

/// A panel in the quiet pattern of the public thread.
pub(super) fn panel(ui: &mut Ui, view: &View<'_>, contents: impl FnOnce(&mut Ui)) {
    let theme = view.theme;
    let frame = widgets::card(theme, theme.thread);
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        contents(ui);
    });
}

/// The quiet pattern of the town and its chatter, within the card's round corners.
fn behind(ui: &Ui, view: &View<'_>, card: Rect) {
    let inside = card.shrink(view.theme.line + 3.0);
    let painter = ui.painter().with_clip_rect(inside);
    stage::pattern(&painter, view.theme, inside);
}

/// A public thread: posts, avatars, and a place for one's own.
pub(super) fn thread(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let whole = ui.available_rect_before_wrap();
    panel(ui, view, |ui| {
        ui.set_min_height(ui.available_height());
        behind(ui, view, whole);
        scroll_to_end(ui, "thread", |ui| posts(ui, view, playing));
    });
    caption(ui, view, whole, true);
}

/// Something that stands in a thread.
struct Entry {
    said: Said,
    shown: Part,
    /// Whether it was said in the thread, and not on the way to it.
    here: bool,
}

/// Everything of one channel, in order, and of what was said last also what was said elsewhere: an answer on the
/// way to a thread is read there.
fn of_channel(playing: &Playing, view: &View<'_>, channel: Channel) -> Vec<Entry> {
    let mut on = None;
    let mut found = Vec::new();
    let last = playing.said.len().saturating_sub(1);
    for (turn, all) in playing.said.iter().enumerate() {
        for (n, said) in all.iter().enumerate() {
            if let Said::At(beat) = said {
                on = Some(playing.encounter.script().beat(*beat).channel);
            }
            let here = on == Some(channel);
            if here || turn == last {
                let shown = if turn == last { view.reveal.part(n) } else { Part::Whole };
                found.push(Entry { said: said.clone(), shown, here });
            }
        }
    }
    found
}

pub(super) fn posts(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let theme = view.theme;
    let mut first = true;
    for Entry { said, shown, here } in of_channel(playing, view, Channel::Feed) {
        if shown == Part::Hidden {
            continue;
        }
        if !here {
            line(ui, theme, playing, &said, true, shown);
            continue;
        }
        match &said {
            Said::Post { by, words, seen_by, claim } => {
                let who = persona(playing, *by);
                let mood = playing.mood(*by, view.reveal.begun());
                let head = |ui: &mut Ui, rect: Rect| stage::avatar(ui, theme, rect, &who.look, mood);
                let small = (*seen_by > 0).then(|| format!("seen by {}", thousands(u64::from(*seen_by))));
                let mark = claim.and_then(|claim| checked(playing, claim));
                post(ui, theme, !first, &who.name, &who.role, words, head, small, mark, shown);
                first = false;
            }
            Said::Person(by, words) => {
                let who = persona(playing, *by);
                let mood = playing.mood(*by, view.reveal.begun());
                let head = |ui: &mut Ui, rect: Rect| stage::avatar(ui, theme, rect, &who.look, mood);
                post(ui, theme, !first, &who.name, "", words, head, None, None, shown);
                first = false;
            }
            Said::You { words, spoken: true } => {
                let head = |ui: &mut Ui, rect: Rect| emblem(ui, theme, rect);
                post(ui, theme, true, "You", "as Harbour Home", words, head, None, None, shown);
            }
            other => {
                line(ui, theme, playing, other, true, shown);
            }
        }
    }
    if view.reveal.is_done() && playing.encounter.status() == Status::Open {
        waiting_post(ui, theme);
    }
}

/// What a claim turned out to be, once it was checked.
fn checked(playing: &Playing, claim: ClaimIx) -> Option<(&'static str, Truth)> {
    let script = playing.encounter.script();
    let id = script.claims.get(claim.index())?;
    let known = playing.encounter.transcript().claims.get(id).is_some_and(|claimed| claimed.checked);
    let truth = script.scenario.claims.get(id)?.truth;
    let words = match truth {
        Truth::True => "checked: true",
        Truth::Half => "checked: a half-truth",
        Truth::Lie => "checked: not so",
    };
    known.then_some((words, truth))
}

#[expect(clippy::too_many_arguments, reason = "the parts of a post")]
fn post(
    ui: &mut Ui,
    theme: &Theme,
    answers: bool,
    name: &str,
    about: &str,
    words: &str,
    head: impl FnOnce(&mut Ui, Rect),
    small: Option<String>,
    mark: Option<(&str, Truth)>,
    shown: Part,
) {
    let indent = if answers { (ui.available_width() * 0.06).min(44.0) } else { 0.0 };
    ui.horizontal_top(|ui| {
        ui.add_space(indent);
        let frame = Frame::new()
            .fill(theme.card.0)
            .stroke(Stroke::new(2.0, theme.edge.0))
            .corner_radius(CornerRadius::same(14))
            .inner_margin(Margin::symmetric(12, 10));
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(56.0, 56.0), Sense::hover());
                head(ui, rect);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 3.0;
                    ui.horizontal_wrapped(|ui| {
                        ui.label(theme.bold(name, theme.body));
                        if !about.is_empty() {
                            ui.label(theme.small(about));
                        }
                        if let Some((words, truth)) = mark {
                            let fill = match truth {
                                Truth::True => theme.teal_pale,
                                Truth::Half => theme.note,
                                Truth::Lie => theme.coral_pale,
                            };
                            widgets::pill(ui, theme, words, fill);
                        }
                    });
                    if matches!(shown, Part::Coming(_)) {
                        ui.label(theme.italic("is writing …", theme.body));
                    } else {
                        let response = ui.add(Label::new(theme.sized(words, 19.0)).wrap());
                        live(ui, &response);
                    }
                    if let Some(small) = small {
                        ui.label(theme.small(small));
                    }
                });
            });
        });
    });
}

/// The shop's own mark, where others have a face.
fn emblem(ui: &Ui, theme: &Theme, rect: Rect) {
    let painter = ui.painter();
    painter.circle(rect.center(), rect.width() / 2.0 - 1.0, theme.main.0, Stroke::new(2.0, theme.edge.0));
    painter.text(rect.center(), Align2::CENTER_CENTER, "H", bold(26.0), theme.on_main.0);
}

/// Where one's own reply will stand.
fn waiting_post(ui: &mut Ui, theme: &Theme) {
    ui.horizontal_top(|ui| {
        ui.add_space((ui.available_width() * 0.06).min(44.0));
        let inner = Frame::new().fill(theme.card.0).inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(56.0, 56.0), Sense::hover());
                emblem(ui, theme, rect);
                ui.vertical(|ui| {
                    ui.label(theme.bold("You, as Harbour Home", theme.body));
                    let about =
                        "Everyone in the thread reads your reply, and so do the people who look you up next year.";
                    ui.label(theme.small(about));
                });
            });
        });
        let rect = inner.response.rect;
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
        ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(2.0, theme.edge.0), 8.0, 6.0));
    });
}

/// Private messages, one's own on the right.
pub(super) fn chat(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let whole = ui.available_rect_before_wrap();
    panel(ui, view, |ui| {
        ui.set_min_height(ui.available_height());
        behind(ui, view, whole);
        scroll_to_end(ui, "chat", |ui| bubbles(ui, view, playing));
    });
    caption(ui, view, whole, true);
}

pub(super) fn bubbles(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let theme = view.theme;
    widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        who(ui, view, playing);
    });
    ui.add_space(2.0);
    let several = playing.encounter.script().people.len() > 1;
    let name = |by: PersonIx| persona(playing, by).name.as_str();
    for Entry { said, shown, here } in of_channel(playing, view, Channel::Chat) {
        match (&said, shown) {
            (_, Part::Hidden) => {}
            (said, shown) if !here => {
                line(ui, theme, playing, said, true, shown);
            }
            (Said::Person(by, _), Part::Coming(_)) => typing(ui, view, name(*by)),
            (Said::Person(by, words) | Said::Post { by, words, .. }, _) => {
                let said = if several { format!("{}: {words}", name(*by)) } else { words.clone() };
                bubble(ui, theme, &said, false);
            }
            (Said::You { words, spoken: true }, _) => bubble(ui, theme, &format!("You: {words}"), true),
            (other, shown) => {
                line(ui, theme, playing, other, true, shown);
            }
        }
    }
}

fn bubble(ui: &mut Ui, theme: &Theme, words: &str, mine: bool) {
    let width = ui.available_width();
    let room = if width > 420.0 { width * 0.22 } else { 16.0 };
    ui.horizontal_top(|ui| {
        if mine {
            ui.add_space(room);
        }
        let corner = if mine {
            CornerRadius { se: 4, ..CornerRadius::same(18) }
        } else {
            CornerRadius { sw: 4, ..CornerRadius::same(18) }
        };
        let frame = Frame::new()
            .fill(if mine { theme.teal_pale.0 } else { theme.card.0 })
            .stroke(Stroke::new(2.0, theme.edge.0))
            .corner_radius(corner)
            .inner_margin(Margin::symmetric(14, 10));
        frame.show(ui, |ui| {
            ui.set_width(width - room - 40.0);
            let response = ui.add(Label::new(theme.sized(words, 19.0)).wrap());
            live(ui, &response);
        });
    });
}

/// Somebody is typing: three dots, of which one is up.
fn typing(ui: &mut Ui, view: &View<'_>, name: &str) {
    let theme = view.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(86.0, 44.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name} is typing")));
    ui.painter().rect(rect, CornerRadius::same(18), theme.card.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    for dot in 0_u8..3 {
        let up = if view.stage.beat() % 3 == u64::from(dot) { -4.0 } else { 2.0 };
        let at = rect.center() + vec2((f32::from(dot) - 1.0) * 18.0, up);
        ui.painter().circle_filled(at, 5.0, theme.quiet.0);
    }
}
