//! Drafts: what is being typed or chosen on a screen and was not submitted yet.
//!
//! Screens read drafts and never write them: a text field gives a new text, which becomes an
//! [`Intent::EditDraft`](super::Intent::EditDraft) and is in the drafts before the next picture is drawn.

use bevy::prelude::*;

use super::forms::{ExportForm, ProfileForm};

/// Everything that is being typed or chosen.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// The name of a new trainee.
    pub new_name: String,
    /// The trainee's own answer, before the replies are shown.
    pub own_answer: String,
    /// The path of a scenario file.
    pub import_path: String,
    /// Changes to the trainee's profile.
    pub profile: ProfileForm,
    /// A report or an export.
    pub export: ExportForm,
    /// Part of the name of a person to find for an export.
    pub person_search: String,
    /// The coach's word.
    pub coach_word: String,
}

/// A new content of one draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftEdit {
    /// The name of a new trainee.
    NewName(String),
    /// The trainee's own answer.
    OwnAnswer(String),
    /// The path of a scenario file.
    ImportPath(String),
    /// Changes to the trainee's profile.
    Profile(ProfileForm),
    /// A report or an export.
    Export(ExportForm),
    /// Part of the name of a person to find.
    PersonSearch(String),
    /// The coach's word.
    CoachWord(String),
}

impl Drafts {
    /// Replaces one draft.
    pub(super) fn apply(&mut self, edit: DraftEdit) {
        match edit {
            DraftEdit::NewName(name) => self.new_name = name,
            DraftEdit::OwnAnswer(answer) => self.own_answer = answer,
            DraftEdit::ImportPath(path) => self.import_path = path,
            DraftEdit::Profile(form) => self.profile = form,
            DraftEdit::Export(form) => self.export = form,
            DraftEdit::PersonSearch(name) => self.person_search = name,
            DraftEdit::CoachWord(word) => self.coach_word = word,
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Drafts>();
}
