//! Carrying out intents: the one place that says what each does.

use bevy::prelude::*;
use bevy::state::state::StateTransition;

use super::state::Session;
use crate::game::drafts::Drafts;
use crate::game::intent::Intent;
use crate::game::playback::{Clock, Cue, Sound, TextReveal};
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;

/// What an intent may change beside the session.
pub(super) struct FrameContext<'a> {
    pub(super) clock: &'a mut Clock,
    pub(super) reveal: &'a mut TextReveal,
    pub(super) drafts: &'a mut Drafts,
    /// Sounds to play in this frame.
    pub(super) sounds: Vec<Sound>,
}

impl Session {
    /// Carries out an intent; the screen to show, if another.
    fn handle_intent(&mut self, intent: &Intent, screen: Screen, context: &mut FrameContext<'_>) -> Option<Screen> {
        match intent {
            Intent::GoTo(to) => return Some(self.go_to(*to, screen, context.drafts)),
            Intent::Back => return Some(self.go_back(screen)),
            Intent::EditDraft(edit) => context.drafts.apply(edit.clone()),
            Intent::SelectProfile(id) => return self.select_profile(id),
            Intent::CreateProfile(name) => {
                context.drafts.new_name.clear();
                return self.create_profile(name);
            }
            Intent::CreateNamesake(name) => return self.create_namesake(name),
            Intent::UpdateProfile(form) => return self.update_profile(form),
            Intent::SetFilter(filter) => self.set_filter(filter),
            Intent::ShowOnMap(choice) => self.town.choice.clone_from(choice),
            Intent::ShowWholeEvening => self.town.shows_whole_evening = true,
            Intent::BeginSeason => return self.begin_season(),
            Intent::OpenScenario(id) => return Some(self.open_scenario(id, screen)),
            Intent::Start => return self.start(context),
            Intent::Resume => return self.resume(context),
            Intent::RevealAll => {
                context.reveal.finish();
                context.sounds.push(Sound::Tick);
            }
            Intent::SubmitDraft(words) => {
                context.drafts.own_answer.clear();
                self.submit_own_answer(words);
            }
            Intent::Choose(offer) if screen == Screen::Encounter => return self.choose(*offer, false, context),
            Intent::RunOut(offer) if screen == Screen::Encounter => return self.choose(*offer, true, context),
            Intent::OpenDebrief => return self.open_debrief(),
            Intent::TakeBack(turn) => return self.note_taken_back(*turn),
            Intent::ShowTurn(turn) => self.show_turn(*turn),
            Intent::RetryTurn(turn) => return self.retry_turn(*turn, context),
            Intent::ToggleHistory => self.toggle_history(),
            Intent::ChangeTextSize(steps) => self.change_text_size(*steps),
            Intent::Toggle(toggle) => self.toggle(*toggle, context.clock),
            Intent::SetTheme(theme) => self.set_theme(*theme),
            Intent::ImportFile(path, mode) => return self.import_file(path, *mode),
            Intent::ReloadTryout => self.reload_tryout(screen, context),
            Intent::ReloadLibrary => self.reload_library(),
            Intent::OpenReports(word) => {
                context.drafts.coach_word.clear();
                self.open_reports(word);
            }
            Intent::Export(form) => self.start_export(form),
            Intent::CancelExport => self.cancel_export(),
            Intent::DismissNotice => self.notice = None,
            Intent::Quit => self.quits = true,
            // A choice that comes after the trainee has left; and what the window does.
            Intent::Choose(_) | Intent::RunOut(_) | Intent::PickFile | Intent::OpenPath(_) => {}
        }
        None
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (handle_intents, enter_screen).chain().in_set(AppSystems::ApplyIntents));
}

/// Enters the screen that an intent leads to at once: the screen that is drawn in this frame has to be the one that fits the
/// session as it is now.
fn enter_screen(world: &mut World) {
    world.run_schedule(StateTransition);
}

/// Carries out the intents since the last frame.
#[expect(clippy::too_many_arguments, reason = "a system's parameters are what it reads and writes")]
pub(in crate::game) fn handle_intents(
    mut intents: MessageReader<Intent>,
    mut session: ResMut<Session>,
    mut clock: ResMut<Clock>,
    mut reveal: ResMut<TextReveal>,
    mut drafts: ResMut<Drafts>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    mut cues: MessageWriter<Cue>,
    mut exit: MessageWriter<AppExit>,
) {
    let mut current = *screen.get();
    let mut has_chosen = false;
    for intent in intents.read() {
        // A choice and the end of patience may come in one frame; the second was meant for the same turn.
        if matches!(intent, Intent::Choose(_) | Intent::RunOut(_)) && std::mem::replace(&mut has_chosen, true) {
            continue;
        }
        let mut context =
            FrameContext { clock: &mut clock, reveal: &mut reveal, drafts: &mut drafts, sounds: Vec::new() };
        let to = session.handle_intent(intent, current, &mut context).filter(|to| *to != current);
        let mut sounds = context.sounds;
        if let Some(to) = to {
            sounds.push(Sound::Turn);
            current = to;
            next.set(to);
        }
        cues.write_batch(sounds.into_iter().map(Cue));
    }
    if session.quits {
        exit.write(AppExit::Success);
    }
}
