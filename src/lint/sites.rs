//! Every condition and every effect of a script, with its place in the file.

use super::place::Place;
use crate::scenario::model;
use crate::scenario::script::{BeatIx, Body, Choice, ChoiceIx, Condition, Effect, Line, Script};

/// A condition and its place in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct ConditionSite<'a> {
    /// The condition as the engine evaluates it.
    pub(super) condition: &'a Condition,
    /// Its place in the file.
    pub(super) place: Place<'a>,
    /// The number of conditions inside it, which follow it in [`Sites::conditions`].
    pub(super) inside: usize,
}

/// An effect and its place in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct EffectSite<'a> {
    /// The effect as the engine applies it.
    pub(super) effect: &'a Effect,
    /// Its place in the file.
    pub(super) place: Place<'a>,
    /// The beat it belongs to.
    pub(super) beat: BeatIx,
    /// The choice it belongs to, if any.
    pub(super) choice: Option<ChoiceIx>,
}

/// All conditions and effects of a script.
#[derive(Clone, Debug)]
pub(super) struct Sites<'a> {
    /// Conditions, with those inside others.
    pub(super) conditions: Vec<ConditionSite<'a>>,
    /// Effects, with those inside others.
    pub(super) effects: Vec<EffectSite<'a>>,
}

impl<'a> Sites<'a> {
    /// Walks the file and the script side by side: both have their parts in the same order.
    #[must_use]
    pub(super) fn of(script: &'a Script, root: Place<'a>) -> Self {
        let mut sites = Self { conditions: Vec::new(), effects: Vec::new() };
        for (n, beat) in script.beats.iter().enumerate() {
            let Some(written) = script.scenario.beats.get(&beat.id) else { continue };
            let place = root.beat(written);
            let mut walker = Walker { sites: &mut sites, beat: BeatIx::new(n), choice: None };
            walker.effects(&written.effects, &beat.effects, place.field("effects"));
            walker.lines(&written.lines, &beat.lines, place.field("lines"));
            if let Body::Next(nexts) = &beat.body {
                let places = place.field("next").values();
                for ((written, next), place) in written.next.iter().zip(nexts).zip(places) {
                    walker.conditions(&written.when, &next.when, place.field("when"));
                }
            }
            for choice in beat.choices() {
                walker.choice(written, choice, place);
            }
        }
        sites
    }
}

struct Walker<'a, 's> {
    sites: &'s mut Sites<'a>,
    beat: BeatIx,
    choice: Option<ChoiceIx>,
}

impl<'a> Walker<'a, '_> {
    fn choice(&mut self, beat: &'a model::Beat, choice: &'a Choice, place: Place<'a>) {
        let (effects, answer, when, place) = if choice.silence {
            let Some(silence) = &beat.silence else { return };
            (&silence.effects, &silence.answer, &silence.when, place.field("silence"))
        } else {
            let Some(spoken) = beat.choices.get(&choice.id) else { return };
            (&spoken.effects, &spoken.answer, &spoken.when, place.choice(spoken))
        };
        self.choice = Some(choice.ix);
        self.conditions(when, &choice.when, place.field("when"));
        self.effects(effects, &choice.effects, place.field("effects"));
        self.lines(answer, &choice.answer, place.field("answer"));
        self.choice = None;
    }

    fn lines(&mut self, written: &'a [model::Line], lines: &'a [Line], list: Place<'a>) {
        for ((written, line), place) in written.iter().zip(lines).zip(list.values()) {
            self.conditions(written.when(), &line.when, place.field("when"));
        }
    }

    fn conditions(&mut self, written: &'a [model::Condition], when: &'a [Condition], list: Place<'a>) {
        for ((written, condition), place) in written.iter().zip(when).zip(list.values()) {
            self.condition(written, condition, place);
        }
    }

    fn condition(&mut self, written: &'a model::Condition, condition: &'a Condition, place: Place<'a>) {
        use model::Condition as C;
        if let C::With(_, inner) = written {
            return self.condition(inner, condition, place.nth(1));
        }
        let site = self.sites.conditions.len();
        self.sites.conditions.push(ConditionSite { condition, place, inside: 0 });
        match (written, condition) {
            (C::All(written), Condition::All(inner)) | (C::Any(written), Condition::Any(inner)) => {
                self.conditions(written, inner, place.nth(0));
            }
            (C::Not(written), Condition::Not(inner)) => self.condition(written, inner, place.nth(0)),
            _ => {}
        }
        self.sites.conditions[site].inside = self.sites.conditions.len() - site - 1;
    }

    fn effects(&mut self, written: &'a [model::Effect], effects: &'a [Effect], list: Place<'a>) {
        let mut left = effects.iter();
        self.some_effects(written, &mut left, list);
    }

    /// Of `For`, which is in the file only, the script has the inner effects among the others.
    fn some_effects(&mut self, written: &'a [model::Effect], left: &mut std::slice::Iter<'a, Effect>, list: Place<'a>) {
        for (written, place) in written.iter().zip(list.values()) {
            if let model::Effect::For(_, inner) = written {
                self.some_effects(inner, left, place.nth(1));
                continue;
            }
            let Some(effect) = left.next() else { return };
            let (beat, choice) = (self.beat, self.choice);
            self.sites.effects.push(EffectSite { effect, place, beat, choice });
            if let (model::Effect::If(written, inner), Effect::If(condition, effects)) = (written, effect) {
                self.condition(written, condition, place.nth(0));
                self.effects(inner, effects, place.nth(1));
            }
        }
    }
}
