//! The encounter itself: whom one meets, what is said, and what one can say to it.

use bevy_egui::egui::text::{LayoutJob, TextFormat};
use bevy_egui::egui::{
    self, Color32, CornerRadius, FontId, Frame, Key, Label, Margin, Rect, Response, Sense, Stroke, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use super::{
    Intent, View, column, digit, entered, focus_once, live, part, pressed, remember, remembered, scroll, scroll_to_end,
    walk, words,
};
use crate::encounter::{Said, Status};
use crate::game::reveal::Part;
use crate::game::session::{Playing, spread};
use crate::game::stage::{self, Scene, persona};
use crate::game::theme::{Colour, Theme, italic};
use crate::game::widgets;
use crate::scenario::model::{Channel, Truth};
use crate::scenario::script::{Beat, ClaimIx, FactIx, NeedIx, PersonIx};
use crate::scoring::debrief::outcome_words;

/// Below this width everything stands in one column.
const NARROW: f32 = 820.0;
/// Height of the name and of the card's margins.
const BESIDE_THE_WORDS: f32 = 104.0;
/// The picture is never lower than this.
const LOWEST_PICTURE: f32 = 130.0;
/// The longest answer of one's own.
const LONGEST_ANSWER: usize = 400;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, answer: &mut String) -> Option<Intent> {
    let session = view.session;
    let playing = session.playing.as_ref()?;
    let mut intent = keys(ui, view, playing);
    if ui.available_width() < NARROW && !session.history {
        return intent.or(one_column(ui, view, playing, answer));
    }
    intent = intent.or(top(ui, view, playing));
    ui.add_space(4.0);
    if session.history {
        history(ui, view, playing);
        return intent;
    }
    let space = ui.available_rect_before_wrap();
    let gap = 22.0;
    let left_width = (space.width() - gap) * 0.62;
    let left = Rect::from_min_size(space.min, vec2(left_width, space.height()));
    let right = Rect::from_min_max(pos2(left.right() + gap, space.top()), space.max);
    let (mut left, mut right) = (part(ui, left), part(ui, right));
    match seen(view, playing).channel {
        Channel::Feed => thread(&mut left, view, playing),
        Channel::Chat => chat(&mut left, view, playing),
        _ => scene(&mut left, view, playing),
    }
    let (_, asked) = scroll(&mut right, "replies", |ui| mine(ui, view, playing, answer));
    intent.or(asked)
}

/// Where one is: while an answer still appears, where it is given.
fn seen<'a>(view: &View<'_>, playing: &'a Playing) -> &'a Beat {
    playing.beat(view.reveal.begun())
}

/// What the keys ask for. A key that comes while words still appear shows them all: nobody chooses unseen.
fn keys(ui: &Ui, view: &View<'_>, playing: &Playing) -> Option<Intent> {
    let digit = digit(ui, view.session);
    let nothing = ui.memory(|memory| memory.focused().is_none());
    let on = pressed(ui, Key::Space) && nothing || entered(ui);
    match () {
        () if pressed(ui, Key::H) => Some(Intent::History),
        () if view.session.history => None,
        () if !view.reveal.is_done() => (on || digit.is_some()).then_some(Intent::ShowAll),
        () if playing.encounter.status() == Status::Completed => on.then_some(Intent::Finish),
        () if view.session.is_framing() => None,
        () => digit.filter(|n| *n < playing.encounter.offers().len()).map(Intent::Take),
    }
}

/// Everything below each other, for small windows and large text: the words first, since they are what one
/// answers; the picture gives way to a face beside the name.
fn one_column(ui: &mut Ui, view: &View<'_>, playing: &Playing, answer: &mut String) -> Option<Intent> {
    let theme = view.theme;
    let (_, intent) = scroll(ui, ("one column", playing.encounter.decisions()), |ui| {
        let intent = top(ui, view, playing);
        match seen(view, playing).channel {
            Channel::Feed => panel(ui, view, |ui| posts(ui, view, playing)),
            Channel::Chat => panel(ui, view, |ui| bubbles(ui, view, playing)),
            _ => {
                who(ui, view, playing);
                widgets::card(theme, theme.card).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    last_words(ui, view, playing);
                });
            }
        }
        if let Some(words) = view.caption.words() {
            let response = ui.label(theme.italic(format!("♪ {words}"), theme.small));
            live(ui, &response);
        }
        intent.or(mine(ui, view, playing, answer))
    });
    intent
}

/// Face, name, mood and role in a row. Whose face is not seen on the telephone has none here either.
fn who(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let theme = view.theme;
    let with = seen(view, playing).with;
    let who = persona(playing, with);
    let mood = playing.mood(with, view.reveal.begun());
    let faceless = seen(view, playing).channel == Channel::Phone && !who.face_on_phone;
    ui.horizontal(|ui| {
        let size = if faceless { vec2(1.0, theme.touch) } else { vec2(76.0, 76.0) };
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let seen = format!("{}, {}. {}", who.name, mood.word().to_lowercase(), words::where_at(seen(view, playing)));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &seen));
        // A change of mood is told to whoever cannot see it.
        live(ui, &response);
        if !faceless {
            stage::avatar(ui, theme, rect, &who.look, mood);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(theme.bold(&who.name, 20.0));
            ui.horizontal_wrapped(|ui| {
                widgets::pill(ui, theme, mood.word(), mood_colour(theme, mood.rank()));
                ui.label(theme.small(&who.role));
            });
        });
    });
}

/// Where one is, how it stands, and the way out.
fn top(ui: &mut Ui, view: &View<'_>, playing: &Playing) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let encounter = &playing.encounter;
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let open = encounter.status() == Status::Open;
        if open && !session.history {
            let leave = if seen(view, playing).channel == Channel::Street { "Walk on" } else { "Leave" };
            let kept = playing.play.is_some();
            let hint = if kept { "You can go on later" } else { "This play is not kept" };
            if widgets::button(ui, theme, leave, false).on_hover_text(hint).clicked() {
                intent = Some(Intent::Back);
            }
        }
        let label = if session.history { "Hide what was said" } else { "What was said" };
        if widgets::button(ui, theme, label, false).clicked() {
            intent = Some(Intent::History);
        }
        widgets::pill(ui, theme, &words::where_at(seen(view, playing)), theme.card);
        match seen(view, playing).channel {
            Channel::Phone => waited(ui, view, playing),
            Channel::Feed => {
                reach(ui, view, playing);
            }
            _ => {}
        }
        if encounter.status() == Status::Open {
            widgets::pill(ui, theme, &format!("Turn {}", encounter.decisions() + 1), theme.card);
        }
        let rapport = encounter.state().rapport(seen(view, playing).with);
        let fill = if rapport < 30 {
            theme.coral
        } else if rapport < 60 {
            theme.mustard
        } else {
            theme.teal
        };
        ui.allocate_ui(vec2(210.0, theme.touch), |ui| {
            ui.horizontal_centered(|ui| {
                ui.label(theme.bold("Rapport", theme.small));
                let label = format!("rapport {rapport} of 100");
                widgets::bar(ui, theme, 128.0, f32::from(rapport) / 100.0, None, fill, &label);
            });
        });
        if let Some(left) = view.clock.left() {
            let ring = widgets::ring(ui, theme, left);
            live(ui, &ring);
        }
    });
    intent
}

/// What a caller went through on this call: minutes on hold, and how often they were passed on.
fn waited(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let (mut minutes, mut passed_on) = (0, 0);
    let Some((present, before)) = playing.said.split_last() else { return };
    let begun = view.reveal.begun().min(present.len());
    for said in before.iter().flatten().chain(&present[..begun]) {
        match said {
            Said::Hold { minutes: more, .. } => minutes += more,
            Said::Transfer { .. } => passed_on += 1,
            _ => {}
        }
    }
    let mut told = Vec::new();
    if minutes > 0 {
        told.push(format!("On hold {minutes} min"));
    }
    if passed_on > 0 {
        told.push(format!("passed on {}", words::times(passed_on)));
    }
    if !told.is_empty() {
        widgets::pill(ui, view.theme, &told.join(" · "), view.theme.coral_pale);
    }
}

/// How many people have seen a thread; it climbs while one thinks.
fn reach(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let encounter = &playing.encounter;
    let seen_by = playing.said.iter().flatten().filter_map(|said| match said {
        Said::Post { seen_by, .. } => Some(u64::from(*seen_by)),
        _ => None,
    });
    let rate = encounter.beat().spread;
    let open = encounter.status() == Status::Open;
    let now = if open { spread(rate, view.clock.milliseconds()) } else { 0 };
    let all = seen_by.max().unwrap_or(0) + encounter.state().reach() + playing.came + now;
    let climbing = if rate > 0 && open { format!(" · +{rate} a minute") } else { String::new() };
    let words = format!("{} people have seen this{climbing}", thousands(all));
    widgets::pill(ui, view.theme, &words, view.theme.coral_pale);
}

/// A number with a comma before each three digits.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

// --- face to face ------------------------------------------------------------------------------

/// The person in their place, and what was just said.
fn scene(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let theme = view.theme;
    // The picture gives way to the words: it has what they left when they were last laid out.
    let (id, needed) = remembered(ui, "the words");
    let whole = ui.available_height();
    let height = (whole - needed - BESIDE_THE_WORDS).min(whole * 0.72).max(LOWEST_PICTURE);
    // In steps, so that a picture drawn for one height does for the next.
    let height = (height / 12.0).floor() * 12.0;
    portrait(ui, view, playing, height);
    let taken = widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        scroll(ui, ("said", playing.encounter.decisions()), |ui| last_words(ui, view, playing)).0
    });
    remember(ui, id, needed, taken.inner);
}

/// The person, with name, mood and role in words.
fn portrait(ui: &mut Ui, view: &View<'_>, playing: &Playing, height: f32) {
    let theme = view.theme;
    let with = seen(view, playing).with;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mood = playing.mood(with, view.reveal.begun());
    let who = persona(playing, with);
    let seen = format!("{}, {}. {}", who.name, mood.word().to_lowercase(), words::where_at(seen(view, playing)));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &seen));
    // A change of mood is told to whoever cannot see it.
    live(ui, &response);
    let of = Scene { theme, stage: view.stage, reveal: view.reveal, playing, you: view.session.you() };
    stage::scene(ui, rect, &of);
    caption(ui, view, rect, false);
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        widgets::pill(ui, theme, &who.name, mood_colour(theme, mood.rank()));
        widgets::pill(ui, theme, mood.word(), theme.card);
        ui.label(theme.small(&who.role));
    });
}

/// What is heard, in words, in a corner of the picture: below where something is written, else above.
fn caption(ui: &Ui, view: &View<'_>, rect: Rect, in_writing: bool) {
    let Some(words) = view.caption.words() else { return };
    let theme = view.theme;
    let galley = ui.painter().layout_no_wrap(format!("♪ {words}"), italic(theme.small), theme.ink.0);
    let size = galley.size() + vec2(24.0, 10.0);
    let edge = if in_writing { rect.bottom() - size.y - 12.0 } else { rect.top() + 12.0 };
    let at = Rect::from_min_size(pos2(rect.right() - size.x - 12.0, edge), size);
    if at.left() < rect.left() + rect.width() * 0.3 {
        return;
    }
    let response = ui.interact(at, ui.id().with("caption"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &words));
    live(ui, &response);
    ui.painter().rect(
        at,
        CornerRadius::same(14),
        theme.note.0,
        Stroke::new(2.0, theme.edge.0),
        egui::StrokeKind::Inside,
    );
    ui.painter().galley(at.center() - galley.size() / 2.0, galley, theme.ink.0);
}

/// What was said since the last decision.
fn last_words(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let several = playing.encounter.script().people.len() > 1;
    for (n, said) in playing.present().iter().enumerate() {
        let shown = view.reveal.part(n);
        let Some(response) = line(ui, view.theme, playing, said, several, shown) else { continue };
        // Said aloud to whoever cannot see it.
        live(ui, &response);
    }
}

/// One thing said or shown, with the speaker's name where it is needed; what is learnt stands among the
/// notes, and a mood in the face. What is still to appear has its place already, so that nothing jumps.
pub(super) fn line(
    ui: &mut Ui,
    theme: &Theme,
    playing: &Playing,
    said: &Said,
    named: bool,
    shown: Part,
) -> Option<Response> {
    let regular = FontId::proportional;
    let (words, font, colour) = match said {
        Said::Person(by, words) => {
            let name = if named { format!("{}: ", persona(playing, *by).name) } else { String::new() };
            (format!("{name}“{words}”"), regular(theme.words), theme.ink)
        }
        Said::Post { by, words, .. } => {
            (format!("{} writes: “{words}”", persona(playing, *by).name), regular(20.0), theme.ink)
        }
        Said::You { words, spoken: true } => (format!("You: “{words}”"), regular(theme.body), theme.teal_deep),
        Said::You { words, .. } => (format!("You: {words}"), italic(theme.body), theme.teal_deep),
        Said::Told(words) | Said::Promised(words) | Said::Hold { words, .. } | Said::Transfer { words, .. } => {
            (words.clone(), italic(theme.body), theme.ink)
        }
        Said::Voice(words) => return Some(voice(ui, theme, words, shown)),
        Said::Noted(_) | Said::Mood(..) | Said::At(_) => return None,
    };
    Some(appearing(ui, &words, &font, colour, shown))
}

/// A machine's voice is nobody's: it stands in a box of its own.
fn voice(ui: &mut Ui, theme: &Theme, words: &str, shown: Part) -> Response {
    let frame = Frame::new()
        .fill(theme.trough.0)
        .stroke(Stroke::new(2.0, theme.edge.0))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(14, 8));
    let words = format!("Recorded voice: “{words}”");
    frame.show(ui, |ui| appearing(ui, &words, &FontId::proportional(theme.body), theme.ink, shown)).inner
}

/// Text of which some is still to come: that part is laid out and not seen.
fn appearing(ui: &mut Ui, words: &str, font: &FontId, colour: Colour, shown: Part) -> Response {
    let cut = match shown {
        Part::Hidden => 0,
        Part::Whole => words.len(),
        Part::Coming(share) => after_words(words, share),
    };
    let mut job = LayoutJob::default();
    for (text, colour) in [(&words[..cut], colour.0), (&words[cut..], Color32::TRANSPARENT)] {
        if !text.is_empty() {
            job.append(text, 0.0, TextFormat { font_id: font.clone(), color: colour, ..TextFormat::default() });
        }
    }
    ui.add(Label::new(job).wrap())
}

/// Where a text is cut when a share of its words is seen.
fn after_words(words: &str, share: f32) -> usize {
    let ends: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]).collect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "between 0 and the number of words"
    )]
    let seen = (ends.len() as f32 * share).ceil() as usize;
    if seen == 0 { 0 } else { ends[seen.min(ends.len()) - 1] }
}

// --- in public and in private ------------------------------------------------------------------

/// A panel in the quiet pattern of the public thread.
fn panel(ui: &mut Ui, view: &View<'_>, contents: impl FnOnce(&mut Ui)) {
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
fn thread(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
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

fn posts(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
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
    let id = script.claims.get(claim.at())?;
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
    painter.text(rect.center(), egui::Align2::CENTER_CENTER, "H", super::super::theme::bold(26.0), theme.on_main.0);
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
        ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(2.0, theme.edge.0), 8.0, 6.0));
    });
}

/// Private messages, one's own on the right.
fn chat(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let whole = ui.available_rect_before_wrap();
    panel(ui, view, |ui| {
        ui.set_min_height(ui.available_height());
        behind(ui, view, whole);
        scroll_to_end(ui, "chat", |ui| bubbles(ui, view, playing));
    });
    caption(ui, view, whole, true);
}

fn bubbles(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
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
    ui.painter().rect(
        rect,
        CornerRadius::same(18),
        theme.card.0,
        Stroke::new(2.0, theme.edge.0),
        egui::StrokeKind::Inside,
    );
    for dot in 0_u8..3 {
        let up = if view.stage.beat() % 3 == u64::from(dot) { -4.0 } else { 2.0 };
        let at = rect.center() + vec2((f32::from(dot) - 1.0) * 18.0, up);
        ui.painter().circle_filled(at, 5.0, theme.quiet.0);
    }
}

// --- what one can do ---------------------------------------------------------------------------

/// What one can say or do, and one's notes.
fn mine(ui: &mut Ui, view: &View<'_>, playing: &Playing, answer: &mut String) -> Option<Intent> {
    let theme = view.theme;
    ui.add_space(4.0);
    let intent = match () {
        () if !view.reveal.is_done() => {
            ui.label(theme.bold("Listen", theme.small));
            let clicked = widgets::button(ui, theme, "Show the whole line", false).clicked();
            ui.label(theme.small("The space key does the same. Nothing is lost by it."));
            clicked.then_some(Intent::ShowAll)
        }
        () if playing.encounter.status() == Status::Completed => over(ui, view, playing),
        () if view.session.is_framing() => framing(ui, view, answer),
        () => replies(ui, view, playing),
    };
    notes(ui, view, playing);
    ui.add_space(4.0);
    intent
}

/// The last word was said.
fn over(ui: &mut Ui, view: &View<'_>, playing: &Playing) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    widgets::card(theme, theme.note).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(theme.bold("It is over.", 22.0));
        if let Some(outcome) = playing.outcome() {
            ui.label(theme.text(outcome_words(outcome)));
        }
    });
    let on = widgets::button(ui, theme, "See how it went", true);
    if on.clicked() {
        intent = Some(Intent::Finish);
    }
    walk(ui, Some(&on));
    intent
}

/// One's own words before the replies show.
fn framing(ui: &mut Ui, view: &View<'_>, answer: &mut String) -> Option<Intent> {
    let theme = view.theme;
    ui.label(theme.bold("What would you say, in your own words?", theme.body));
    let width = ui.available_width();
    let field = widgets::field(ui, theme, "Your own words", answer, LONGEST_ANSWER, width);
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    focus_once(ui, ("framing", view.session.turn()), &field);
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, "Show the replies", true).clicked() || enter {
            intent = Some(Intent::Frame(std::mem::take(answer)));
        }
        if widgets::button(ui, theme, "Skip this one", false).clicked() {
            answer.clear();
            intent = Some(Intent::Frame(String::new()));
        }
    });
    ui.label(theme.small("It stands in the debrief beside what you chose. It is never scored, and time stands still."));
    intent
}

fn replies(ui: &mut Ui, view: &View<'_>, playing: &Playing) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let encounter = &playing.encounter;
    let ask = match seen(view, playing).channel {
        Channel::Feed | Channel::Chat => "How do you answer?",
        _ => "What do you say?",
    };
    ui.label(theme.bold(ask, theme.small));
    if let Some(words) = playing.own_words(encounter.decisions()) {
        ui.label(theme.small(format!("Your own words: “{words}”")));
    }
    let mut intent = None;
    let mut first = None;
    for (n, choice) in encounter.offers().enumerate() {
        let words = choice.words.with(encounter.script(), encounter.cast(), session.you()).to_string();
        let text = if choice.spoken { theme.text(&words) } else { theme.italic(&words, theme.body) };
        let id = ("reply", encounter.decisions(), n);
        let response = widgets::pressable(ui, theme, id, &format!("{}. {words}", n + 1), |ui| {
            ui.horizontal_top(|ui| {
                widgets::number(ui, theme, n + 1);
                ui.add(Label::new(text).wrap());
            });
        });
        if response.clicked() {
            intent = Some(Intent::Take(n));
        }
        first.get_or_insert(response);
    }
    walk(ui, first.as_ref());
    intent
}

fn notes(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let (theme, session) = (view.theme, view.session);
    let encounter = &playing.encounter;
    let script = encounter.script();
    let known = (script.fact_texts.iter().enumerate())
        .filter(|(n, _)| encounter.state().knows(FactIx::new(*n)))
        .map(|(_, text)| text.with(script, encounter.cast(), session.you()).to_string());
    let needs = (script.needs.iter().enumerate())
        .filter(|(n, _)| encounter.state().need(NeedIx::new(*n)).0)
        .map(|(_, need)| format!("Needs {}", need.need.is));
    let notes: Vec<String> = known.chain(needs).collect();
    if notes.is_empty() || !view.reveal.is_done() {
        return;
    }
    ui.add_space(6.0);
    widgets::card(theme, theme.note).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.label(theme.bold("Your notes", theme.small));
        for note in notes {
            ui.label(theme.sized(words::upper_first(&note), 16.0));
        }
    });
}

fn history(ui: &mut Ui, view: &View<'_>, playing: &Playing) {
    let theme = view.theme;
    scroll(ui, "history", |ui| {
        column(ui, 900.0, |ui| {
            ui.label(theme.bold("What was said so far", 22.0));
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                let last = playing.said.len().saturating_sub(1);
                for (turn, all) in playing.said.iter().enumerate() {
                    for (n, said) in all.iter().enumerate() {
                        // What is still to be said is not history yet.
                        let shown = if turn == last { view.reveal.part(n) } else { Part::Whole };
                        if shown != Part::Hidden {
                            line(ui, theme, playing, said, true, Part::Whole);
                        }
                    }
                }
            });
        });
    });
}

/// How a mood colours what stands beside its word.
pub(super) fn mood_colour(theme: &Theme, rank: u8) -> Colour {
    match rank {
        0 | 1 => theme.coral_pale,
        2 => theme.note,
        _ => theme.teal_pale,
    }
}
