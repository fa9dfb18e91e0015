//! The notice above any screen.

use bevy_egui::egui::{Frame, Margin, Panel, Ui};

use super::kit::announce;
use super::view::View;
use crate::game::intent::Intent;
use crate::game::widgets;

/// The notice above the screen, until it is dismissed.
pub(super) fn notice(root: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let words = view.session.notice.as_ref()?;
    let frame = Frame::new().fill(theme.coral_pale.0).inner_margin(Margin::symmetric(24, 12));
    let contents = |ui: &mut Ui| {
        let response = ui.label(theme.text(words));
        announce(ui, &response);
        widgets::button(ui, theme, "I have read it", false).clicked().then_some(Intent::DismissNotice)
    };
    Panel::top("notice").frame(frame).show(root, |ui| ui.horizontal_wrapped(contents).inner).inner
}
