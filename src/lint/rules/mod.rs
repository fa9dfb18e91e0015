//! The checker's rules: one file each, one table of all, and where each finding stands.

mod alike;
mod always;
mod best_closes;
mod best_ends;
mod claims;
mod clamped;
mod cues;
mod dead_end;
mod facts;
mod few_opportunities;
mod flags;
mod half;
mod hub;
mod length;
mod long_play;
mod longest;
mod loops;
mod moves_against;
mod needs;
mod never_offered;
mod not_followed;
mod nothing_on_offer;
mod placeholders;
mod plausible;
mod promises;
mod reading_level;
mod spelling;
mod tests;
mod unearned;
mod unknown_rule;
mod unreached;
mod vocabulary;
mod worst_ends;

use std::fmt::Write as _;
use std::sync::Arc;

use super::sites::{self, Path, Sites};
use super::texts::{TextSite, texts};
use super::words::Words;
use crate::analysis::StateSpace;
use crate::analysis::graph::Rings;
use crate::analysis::{Depth, Plays};
use crate::diagnostic::{self, Diagnostic, Problem, RULES, Rule, Severity, Span, Witness};
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::link::Catalogue;
use crate::scenario::model::Scenario;
use crate::scenario::read::Linked;
use crate::scenario::ron::place::{Step, locate};
use crate::scenario::script::{Beat, BeatIx, Choice, ChoiceIx, Condition, Script};

/// Most findings of one rule that are listed for one file: whoever has more begins with these.
const MOST_FINDINGS: usize = 100;

/// A rule, and how it is looked for.
pub(super) struct Check {
    pub(super) rule: Rule,
    pub(super) run: Run,
}

pub(super) enum Run {
    /// In each scenario.
    Scene(for<'a> fn(&Scene<'a>, &mut Found<'a>)),
    /// Over all scenarios of a folder.
    Folder(for<'a> fn(&[Leaf<'a>], &mut Found<'a>)),
}

/// All rules of the checker, by code.
static CHECKS: [&Check; 33] = [
    &tests::CHECK,
    &unknown_rule::CHECK,
    &unreached::CHECK,
    &dead_end::CHECK,
    &nothing_on_offer::CHECK,
    &never_offered::CHECK,
    &always::CHECK,
    &loops::CHECK,
    &long_play::CHECK,
    &flags::CHECK,
    &facts::CHECK,
    &promises::CHECK,
    &needs::CHECK,
    &claims::CHECK,
    &few_opportunities::CHECK,
    &alike::CHECK,
    &half::CHECK,
    &best_ends::CHECK,
    &worst_ends::CHECK,
    &best_closes::CHECK,
    &unearned::CHECK,
    &hub::CHECK,
    &clamped::CHECK,
    &longest::CHECK,
    &vocabulary::CHECK,
    &plausible::CHECK,
    &cues::CHECK,
    &length::CHECK,
    &reading_level::CHECK,
    &spelling::CHECK,
    &placeholders::CHECK,
    &moves_against::CHECK,
    &not_followed::CHECK,
];

/// Every rule there is: the reader's, then the checker's.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(CHECKS.iter().map(|check| &check.rule))
}

/// The rule with this code.
#[must_use]
pub fn find_rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// A scenario that is looked at.
pub(super) struct Scene<'a> {
    pub(super) script: &'a Arc<Script>,
    pub(super) plays: &'a Plays,
    pub(super) sites: Sites<'a>,
    pub(super) texts: Vec<TextSite<'a>>,
    pub(super) rings: Rings,
    pub(super) linked: &'a Linked,
    pub(super) catalogue: &'a Catalogue,
    pub(super) words: &'a Words,
}

/// A scenario as the rules over a folder see it.
pub(super) struct Leaf<'a> {
    pub(super) script: &'a Arc<Script>,
    pub(super) words: &'a Words,
}

impl Leaf<'_> {
    fn allows(&self, rule: &str) -> bool {
        self.script.scenario.allow.contains_key(rule)
    }
}

/// Each beat with choices, and where it stands among the beats.
fn decisions(script: &Script) -> impl Iterator<Item = (BeatIx, &Beat, &[Choice])> {
    let beats = script.beats.iter().enumerate();
    beats.filter(|(_, beat)| !beat.choices().is_empty()).map(|(n, beat)| (BeatIx::new(n), beat, beat.choices()))
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        linked: &'a Linked,
        script: &'a Arc<Script>,
        plays: &'a Plays,
        catalogue: &'a Catalogue,
        words: &'a Words,
    ) -> Self {
        Self {
            script,
            plays,
            sites: Sites::of(script),
            texts: texts(script),
            rings: Rings::new(script),
            linked,
            catalogue,
            words,
        }
    }

    fn scenario(&self) -> &'a Scenario {
        &self.script.scenario
    }

    fn decisions(&self) -> impl Iterator<Item = (BeatIx, &'a Beat, &'a [Choice])> {
        decisions(self.script)
    }

    /// Whether all plays are known with whatever can be remembered, so that what was not seen cannot be.
    fn knows_all(&self) -> bool {
        self.plays.all_memories && self.plays.spaces.iter().all(StateSpace::knows_all)
    }

    /// Whether rapport and moods were followed wherever they change.
    fn follows_feelings(&self) -> bool {
        self.plays.spaces.iter().all(|space| space.depth == Depth::Everything)
    }

    fn beat_path(&self, beat: BeatIx) -> Path<'a> {
        sites::beat_path(self.script, beat)
    }

    /// The choice of a beat that has this number.
    fn choice(&self, beat: BeatIx, number: ChoiceIx) -> Option<&'a Choice> {
        self.script.beat(beat).choices().iter().find(|choice| choice.ix == number)
    }

    /// The way to a choice by its number; to the beat if it has none of it.
    fn numbered_path(&self, beat: BeatIx, number: ChoiceIx) -> Path<'a> {
        self.choice(beat, number).map_or_else(|| self.beat_path(beat), |choice| self.choice_path(beat, choice))
    }

    fn choice_path(&self, beat: BeatIx, choice: &'a Choice) -> Path<'a> {
        sites::choice_path(self.script, beat, choice)
    }

    /// Whether a path leads to something that is written in the file.
    fn is_written(&self, path: &[Step<'_>]) -> bool {
        let (tree, text) = (&self.linked.tree, &self.linked.source.text);
        let before = &path[..path.len().saturating_sub(1)];
        locate(tree, text, path) != locate(tree, text, before)
    }

    /// Whether a beat is a hub: topics that go away once they are used, and lead back.
    fn is_hub(&self, beat: BeatIx) -> bool {
        self.script.beat(beat).choices().iter().any(|choice| self.is_topic(beat, choice))
    }

    /// Whether a choice is a topic of a hub: it goes away after use, and play can come back.
    fn is_topic(&self, hub: BeatIx, choice: &Choice) -> bool {
        let is_itself = |condition: &Condition| matches!(condition, Condition::Chose(ix) if *ix == choice.ix);
        let not_twice = |condition: &Condition| matches!(condition, Condition::Not(inner) if is_itself(inner));
        (choice.once || choice.when.iter().any(not_twice)) && self.rings.is_ring(hub, choice.to)
    }
}

/// A play of a space, told so that it can be played again.
fn witness(space: &StateSpace, way: &[usize]) -> Witness {
    let path = space.ids(way).iter().map(ToString::to_string).collect();
    let memory = (space.memory != crate::encounter::Memory::default())
        .then(|| serde_json::to_value(&space.memory).unwrap_or_default());
    Witness { seed: 0, path, memory }
}

/// A finding before it is put in its place.
pub(super) struct Finding<'a> {
    path: Path<'a>,
    message: String,
    hint: String,
    witness: Option<Witness>,
    /// A piece of the text there that is meant, rather than all of it.
    piece: Option<String>,
}

/// What one rule finds.
#[derive(Default)]
pub(super) struct Found<'a> {
    findings: Vec<Finding<'a>>,
}

impl<'a> Found<'a> {
    /// Something at a place.
    fn at(&mut self, path: Path<'a>, message: impl Into<String>, hint: impl Into<String>) -> &mut Finding<'a> {
        self.findings.push(Finding { path, message: message.into(), hint: hint.into(), witness: None, piece: None });
        self.findings.last_mut().expect("it was just put there")
    }
}

impl Finding<'_> {
    /// That only this piece of the text is meant.
    fn piece(&mut self, piece: &str) {
        self.piece = Some(piece.to_owned());
    }

    /// With a play that shows it.
    fn shown_by(&mut self, witness: Witness) {
        self.witness = Some(witness);
    }
}

/// Everything that the rules find in one scenario, in the order of the text.
pub(super) fn of_scene(scene: &Scene<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for check in CHECKS {
        let Run::Scene(run) = check.run else { continue };
        let mut found = Found::default();
        run(scene, &mut found);
        found.findings.retain(|finding| !is_allowed(scene, &check.rule, &finding.path));
        let more = found.findings.len().saturating_sub(MOST_FINDINGS);
        found.findings.truncate(MOST_FINDINGS);
        if let Some(last) = found.findings.last_mut().filter(|_| more > 0) {
            let _ = write!(last.message, "; and {more} more of this kind in this file");
        }
        for finding in found.findings {
            let span = place(scene, &finding);
            diagnostics.push(diagnosed(span, check, finding));
        }
    }
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// Everything that the rules find over a folder.
pub(super) fn of_folder(leaves: &[Leaf<'_>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for check in CHECKS {
        let Run::Folder(run) = check.run else { continue };
        let mut found = Found::default();
        run(leaves, &mut found);
        diagnostics.extend(found.findings.into_iter().map(|finding| diagnosed(Span::default(), check, finding)));
    }
    diagnostics
}

/// Where a finding stands in the file, down to the piece that is meant.
fn place(scene: &Scene<'_>, finding: &Finding<'_>) -> Span {
    let text = &scene.linked.source.text;
    let span = locate(&scene.linked.tree, text, &finding.path);
    let at = finding.piece.as_ref().and_then(|piece| Some((span.of(text).find(piece.as_str())?, piece.len())));
    let short = |n: usize| u32::try_from(n).unwrap_or(0);
    at.map_or(span, |(at, length)| Span::new(span.start + short(at), span.start + short(at + length)))
}

fn diagnosed(span: Span, check: &'static Check, finding: Finding<'_>) -> Diagnostic {
    let Finding { message, hint, witness, .. } = finding;
    Diagnostic::new(span, Problem::Found { rule: &check.rule, message, hint }).shown_by(witness)
}

/// Whether `allow` silences a rule at a place: on the scenario, on the beat or on the choice it stands in.
fn is_allowed(scene: &Scene<'_>, rule: &Rule, path: &[Step<'_>]) -> bool {
    if rule.severity == Severity::Error {
        return false;
    }
    let scenario = scene.scenario();
    let beat = match path {
        [Step::Field("beats"), Step::Key(beat), ..] => scenario.beats.get(&BeatId::from(*beat)),
        _ => None,
    };
    let choice = match (beat, path) {
        (Some(beat), [_, _, Step::Field("choices"), Step::Key(choice), ..]) => {
            beat.choices.get(&ChoiceId::from(*choice))
        }
        _ => None,
    };
    let allows = [Some(&scenario.allow), beat.map(|beat| &beat.allow), choice.map(|choice| &choice.allow)];
    allows.into_iter().flatten().any(|allow| allow.contains_key(rule.code))
}
