//! What every screen looks like: nothing cut off or overlapping, names and sizes of what can be pressed, words.

use bevy::prelude::*;
use bevy_egui::egui::accesskit::{Action, Role};
use bevy_egui::egui::{Context, RawInput, Rect, pos2, vec2};
use rapport::app::Theme;
use rapport::game::layout::layout_faults;
use rapport::game::{Intent, Screen, apply_theme};

use crate::screen_harness::{ScreenHarness, spoken, visit_everything};

/// The smallest height and width of what can be pressed, in points.
const MIN_TOUCH: f64 = 44.0;

#[test]
fn no_text_is_cut_off_or_overlaps_at_any_size() {
    let sizes = [
        ((1280.0, 720.0), 100),
        ((1024.0, 640.0), 80),
        ((1024.0, 640.0), 130),
        ((1024.0, 640.0), 200),
        ((1366.0, 768.0), 150),
        ((3840.0, 2160.0), 200),
    ];
    let mut found = Vec::new();
    for (size, percent) in sizes {
        let mut harness = ScreenHarness::new(size, percent);
        visit_everything(&mut harness, &mut |harness, at| {
            let output = harness.show(Vec::new());
            let faults = layout_faults(&harness.ctx, &output);
            found.extend(faults.into_iter().map(|fault| format!("{size:?} {percent} % {at}: {fault:?}")));
        });
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_text_that_is_cut_off_or_lies_over_another_is_found() {
    use bevy_egui::egui::{CentralPanel, Frame, Label, RichText};
    use rapport::game::layout::LayoutFault;
    let ctx = Context::default();
    apply_theme(&ctx, Theme::Paper, 100);
    let draw = |width: f32, over: bool| {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 200.0));
        let picture = |ui: &mut bevy_egui::egui::Ui| {
            CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
                ui.add(Label::new(RichText::new("a line that needs some room").size(20.0)).extend());
                if over {
                    ui.put(Rect::from_min_size(pos2(10.0, 4.0), vec2(60.0, 20.0)), Label::new("another"));
                }
            });
        };
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        // The first picture of an egui is for measuring.
        ctx.run_ui(input.clone(), picture).textures_delta.clear();
        let mut output = ctx.run_ui(input, picture);
        output.textures_delta.clear();
        layout_faults(&ctx, &output)
    };
    assert_eq!(draw(600.0, false), vec![]);
    assert!(matches!(draw(90.0, false).as_slice(), [LayoutFault::CutOff(_)]));
    assert!(matches!(draw(600.0, true).as_slice(), [LayoutFault::Overlap(..)]));
}

#[test]
fn everything_to_press_has_a_name_and_is_large_enough_for_a_finger() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    let mut found = Vec::new();
    let mut seen = 0;
    visit_everything(&mut harness, &mut |harness, at| {
        for (_, node) in harness.tree() {
            if node.role() == Role::Image && spoken(&node).is_empty() {
                found.push(format!("{at}: a picture without words"));
            }
            let pressed = node.supports_action(Action::Click)
                && !matches!(node.role(), Role::ScrollBar | Role::ScrollView | Role::Window | Role::Pane);
            if !pressed && node.role() != Role::TextInput {
                continue;
            }
            seen += 1;
            if spoken(&node).trim().is_empty() {
                found.push(format!("{at}: a {:?} without a name", node.role()));
            }
            let Some(bounds) = node.bounds() else { continue };
            let scale = f64::from(harness.ctx.pixels_per_point());
            let (width, height) = (bounds.width() / scale, bounds.height() / scale);
            if width < MIN_TOUCH - 0.5 || height < MIN_TOUCH - 0.5 {
                found.push(format!("{at}: `{}` is {width:.0} by {height:.0}", spoken(&node)));
            }
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(seen > 300, "only {seen} things to press were seen");
}

#[test]
fn no_text_on_a_screen_is_a_name_of_the_code() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    let mut found = Vec::new();
    visit_everything(&mut harness, &mut |harness, at| {
        let texts = harness.tree().into_iter().map(|(_, node)| spoken(&node));
        // A path is no text of ours.
        let is_code = |text: &String| text.contains("::") || text.contains('_') && !text.contains('/');
        found.extend(texts.filter(is_code).map(|text| format!("{at}: {text}")));
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_letter_that_no_font_has_is_shown_as_a_box_and_not_as_a_question_mark() {
    use bevy_egui::egui::{Color32, FontFamily, FontId};
    let harness = ScreenHarness::new((1280.0, 720.0), 100);
    let families = [FontFamily::Proportional, FontFamily::Name("bold".into()), FontFamily::Name("italic".into())];
    for family in families {
        let glyph = |c: char| {
            let font = FontId::new(20.0, family.clone());
            let galley = harness.ctx.fonts_mut(|fonts| fonts.layout_no_wrap(c.to_string(), font, Color32::BLACK));
            galley.rows[0].glyphs[0].uv_rect
        };
        for missing in ['李', 'ש', 'न', '👍'] {
            assert_eq!(glyph(missing), glyph('\u{25fb}'), "{missing} in {family:?}");
            assert_ne!(glyph(missing), glyph('?'), "{missing} in {family:?}");
        }
    }
}

#[test]
fn nothing_moves_sideways_when_a_scroll_bar_appears() {
    let places = [1_600.0, 500.0].map(|height| {
        let mut harness = ScreenHarness::new((1_280.0, height), 100);
        harness.sign_in();
        harness.ask(Intent::GoTo(Screen::Settings));
        let tree = harness.tree();
        let switch = tree.iter().find(|(_, node)| spoken(node).starts_with("Sound")).expect("there is a switch");
        switch.1.bounds().map(|bounds| (bounds.x0, bounds.x1))
    });
    assert_eq!(places[0], places[1]);
}
