//! Where a finding is.

use crate::diagnostic::Span;
use crate::scenario::model::{Beat, Choice, Scenario};
use crate::scenario::read::Linked;
use crate::scenario::ron::place::{Cursor, Origin};

/// A value in the file, with the beat and the choice that contain it: their `allow` silences rules there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    cursor: Cursor<'a>,
    beat: Option<&'a Beat>,
    choice: Option<&'a Choice>,
}

impl<'a> Place<'a> {
    /// The scenario as a whole.
    pub(super) fn root(linked: &'a Linked, scenario: &Scenario) -> Self {
        let cursor = Cursor::part(&linked.tree, &linked.source.text, scenario.origin);
        Self { cursor, beat: None, choice: None }
    }

    /// A part of the same file that is the value of a map's entry, outside of beats.
    pub(super) fn entry(self, origin: Origin) -> Self {
        Self { cursor: self.cursor.entry(origin), beat: None, choice: None }
    }

    /// A beat of the same file.
    pub(super) fn beat(self, beat: &'a Beat) -> Self {
        Self { beat: Some(beat), ..self.entry(beat.origin) }
    }

    /// A choice of this beat.
    pub(super) fn choice(self, choice: &'a Choice) -> Self {
        Self { cursor: self.cursor.entry(choice.origin), choice: Some(choice), ..self }
    }

    /// A field of this part.
    pub(super) fn field(self, name: &'static str) -> Self {
        self.at(self.cursor.field(name))
    }

    /// The nth value of this list, or in this part's brackets.
    pub(super) fn nth(self, n: usize) -> Self {
        self.at(self.cursor.nth(n))
    }

    /// Each value of this list in turn; it never ends, as [`Cursor::values`].
    pub(super) fn values(self) -> impl Iterator<Item = Self> {
        self.cursor.values().map(move |cursor| self.at(cursor))
    }

    /// The place of each key of this map; that of the map for a key that is not written.
    pub(super) fn keys(self) -> impl Fn(&str) -> Self {
        let entries = self.cursor.entries();
        move |key| entries.get(key).map_or(self, |cursor| self.at(*cursor))
    }

    /// What a diagnostic points at.
    pub(super) const fn span(&self) -> Span {
        self.cursor.span()
    }

    /// Whether `allow` of the beat or of the choice that contains it names a rule.
    pub(super) fn allows(&self, code: &str) -> bool {
        let allows = [self.beat.map(|beat| &beat.allow), self.choice.map(|choice| &choice.allow)];
        allows.into_iter().flatten().any(|allow| allow.contains_key(code))
    }

    fn at(self, cursor: Cursor<'a>) -> Self {
        Self { cursor, ..self }
    }
}
