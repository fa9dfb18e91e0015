//! Where lines were said: a divider wherever the channel changes between them.

use bevy_egui::egui::{Label, Sense, Stroke, Ui, vec2};

use crate::game::screens::words;
use crate::game::session::ActivePlay;
use crate::game::theme::ThemeTokens;
use crate::scenario::model::Channel;
use crate::scenario::script::{Beat, PersonIx};

/// Where something is said: lines of the same scene need no divider between them.
#[derive(Clone, Copy, PartialEq)]
struct Scene<'a> {
    channel: Channel,
    place: &'a str,
    /// With whom, where another person means another call or chat.
    with: Option<PersonIx>,
}

impl<'a> Scene<'a> {
    fn new(beat: &'a Beat) -> Self {
        let is_private = matches!(beat.channel, Channel::Phone | Channel::Chat);
        Self { channel: beat.channel, place: &beat.place, with: is_private.then_some(beat.with) }
    }
}

/// The scene of the last line that was read, to tell where it changes.
pub(in crate::game::screens) struct SceneReader<'a> {
    play: &'a ActivePlay,
    last: Option<Scene<'a>>,
}

impl<'a> SceneReader<'a> {
    /// For somebody who sees the scene of this beat.
    pub(super) fn seeing(play: &'a ActivePlay, beat: &'a Beat) -> Self {
        Self { play, last: Some(Scene::new(beat)) }
    }

    /// For the whole play: the first scene is named as well if there are several.
    pub(in crate::game::screens) fn of_all(play: &'a ActivePlay) -> Self {
        let mut scenes = play.lines_with_beats().map(|said| Scene::new(said.beat));
        let first = scenes.next();
        let is_one = scenes.all(|scene| Some(scene) == first);
        Self { play, last: first.filter(|_| is_one) }
    }

    /// Words that say where the next line was said, if that is another place than the line before.
    pub(in crate::game::screens) fn next(&mut self, beat: &'a Beat) -> Option<String> {
        let scene = Scene::new(beat);
        if self.last.replace(scene) == Some(scene) {
            return None;
        }
        let place = words::channel_and_place(beat);
        Some(scene.with.map_or_else(
            || place.clone(),
            |with| format!("{place}, with {}", self.play.name_to_show(with, usize::MAX)),
        ))
    }
}

/// A divider with words, as wide as the space.
pub(in crate::game::screens) fn divider(ui: &mut Ui, theme: &ThemeTokens, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(2.0, theme.thin.0));
    ui.add(Label::new(theme.bold(words, theme.small)).wrap());
}
