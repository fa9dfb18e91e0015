//! What the rules are given: a scenario with everything that is known of it.

use std::sync::Arc;

use super::place::Place;
use super::sites::Sites;
use super::surroundings::Surroundings;
use super::texts::{TextSite, texts};
use super::words::Words;
use crate::analysis::graph::Components;
use crate::analysis::{Detail, Plays, StateSpace};
use crate::scenario::link::Catalogue;
use crate::scenario::model::Scenario;
use crate::scenario::read::Linked;
use crate::scenario::script::{Beat, BeatIx, Choice, ChoiceIx, Condition, Script};
use crate::scenario::village::Village;

/// The scenario that a rule looks at.
pub(super) struct RuleContext<'a> {
    pub(super) script: &'a Arc<Script>,
    pub(super) plays: &'a Plays,
    /// The scenario as a whole, as a place in the file.
    pub(super) root: Place<'a>,
    pub(super) sites: Sites<'a>,
    pub(super) texts: Vec<TextSite<'a>>,
    pub(super) components: Components,
    pub(super) linked: &'a Linked,
    pub(super) catalogue: &'a Catalogue,
    pub(super) surroundings: &'a Surroundings,
    /// The village of the scenario, if one is known.
    pub(super) village: Option<&'a Village>,
    pub(super) words: &'a Words,
}

/// A scenario as the rules over a folder see it.
pub(super) struct ScenarioSummary<'a> {
    pub(super) script: &'a Arc<Script>,
    pub(super) words: &'a Words,
}

impl ScenarioSummary<'_> {
    /// Whether the scenario silences a rule.
    pub(super) fn allows(&self, code: &str) -> bool {
        self.script.scenario.allow.contains_key(code)
    }
}

/// Each beat with choices.
pub(super) fn decisions(script: &Script) -> impl Iterator<Item = (BeatIx, &Beat, &[Choice])> {
    let beats = script.beats.iter().enumerate();
    beats.filter(|(_, beat)| !beat.choices().is_empty()).map(|(n, beat)| (BeatIx::new(n), beat, beat.choices()))
}

impl<'a> RuleContext<'a> {
    /// A scenario that can be played, in a file with its number among those that are looked at.
    pub(super) fn new(
        (number, linked): (usize, &'a Linked),
        script: &'a Arc<Script>,
        plays: &'a Plays,
        surroundings: &'a Surroundings,
        words: &'a Words,
    ) -> Self {
        let root = Place::root(linked, &script.scenario);
        Self {
            script,
            plays,
            root,
            sites: Sites::of(script, root),
            texts: texts(script, root),
            components: Components::new(script),
            linked,
            catalogue: &surroundings.catalogue,
            surroundings,
            village: surroundings.village(number),
            words,
        }
    }

    pub(super) fn scenario(&self) -> &'a Scenario {
        &self.script.scenario
    }

    pub(super) fn decisions(&self) -> impl Iterator<Item = (BeatIx, &'a Beat, &'a [Choice])> {
        decisions(self.script)
    }

    /// Whether all plays are known, with everything that can be remembered: what was not seen is impossible.
    pub(super) fn covers_all_plays(&self) -> bool {
        self.plays.not_combined.is_empty() && self.plays.spaces.iter().all(StateSpace::covers_all_plays)
    }

    /// Whether rapport and moods were followed wherever they change.
    pub(super) fn follows_feelings(&self) -> bool {
        self.plays.spaces.iter().all(|space| space.detail == Detail::Everything)
    }

    /// The place of a beat.
    pub(super) fn beat_place(&self, beat: BeatIx) -> Place<'a> {
        let written = self.scenario().beats.get(&self.script.beat(beat).id);
        written.map_or(self.root, |written| self.root.beat(written))
    }

    /// The choice of a beat that has this number.
    pub(super) fn choice(&self, beat: BeatIx, number: ChoiceIx) -> Option<&'a Choice> {
        self.script.beat(beat).choices().iter().find(|choice| choice.ix == number)
    }

    /// The place of a choice by its number, or of the beat if the beat has no such choice.
    pub(super) fn numbered_place(&self, beat: BeatIx, number: ChoiceIx) -> Place<'a> {
        self.choice(beat, number).map_or_else(|| self.beat_place(beat), |choice| self.choice_place(beat, choice))
    }

    /// The place of a choice, or of a beat's silence.
    pub(super) fn choice_place(&self, beat: BeatIx, choice: &Choice) -> Place<'a> {
        let place = self.beat_place(beat);
        if choice.silence {
            return place.field("silence");
        }
        let beat = self.scenario().beats.get(&self.script.beat(beat).id);
        let written = beat.and_then(|beat| beat.choices.get(&choice.id));
        written.map_or(place, |written| place.choice(written))
    }

    /// Whether a beat is a hub: it has topics that go away once they are used, and that lead back.
    pub(super) fn is_hub(&self, beat: BeatIx) -> bool {
        self.script.beat(beat).choices().iter().any(|choice| self.is_topic(beat, choice))
    }

    /// Whether a choice is a topic of a hub: it goes away after use, and the play can come back.
    pub(super) fn is_topic(&self, hub: BeatIx, choice: &Choice) -> bool {
        let is_itself = |condition: &Condition| matches!(condition, Condition::Chose(ix) if *ix == choice.ix);
        let not_twice = |condition: &Condition| matches!(condition, Condition::Not(inner) if is_itself(inner));
        (choice.once || choice.when.iter().any(not_twice)) && self.components.same_component(hub, choice.to)
    }
}
