//! Every condition and every effect of a script, with its path in the file.

use crate::scenario::model;
use crate::scenario::ron::place::Step;
use crate::scenario::script::{BeatIx, Body, Choice, ChoiceIx, Condition, Effect, Line, Script};

/// A path in the file, from the root.
pub(super) type Path<'a> = Vec<Step<'a>>;

/// A condition and its path in the file.
#[derive(Clone, Debug)]
pub(super) struct ConditionSite<'a> {
    /// The condition as the engine evaluates it.
    pub(super) condition: &'a Condition,
    /// Its path in the file.
    pub(super) path: Path<'a>,
}

/// An effect and its path in the file.
#[derive(Clone, Debug)]
pub(super) struct EffectSite<'a> {
    /// The effect as the engine applies it.
    pub(super) effect: &'a Effect,
    /// Its path in the file.
    pub(super) path: Path<'a>,
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
    pub(super) fn of(script: &'a Script) -> Self {
        let mut sites = Self { conditions: Vec::new(), effects: Vec::new() };
        for (n, beat) in script.beats.iter().enumerate() {
            let Some(written) = script.scenario.beats.get(&beat.id) else { continue };
            let at = vec![Step::Field("beats"), Step::Key(beat.id.as_str())];
            let mut walker = Walker { sites: &mut sites, beat: BeatIx::new(n), choice: None, path: at };
            walker.inside(Step::Field("effects"), |w| w.effects(&written.effects, &beat.effects));
            walker.inside(Step::Field("lines"), |w| w.lines(&written.lines, &beat.lines));
            if let Body::Next(nexts) = &beat.body {
                walker.inside(Step::Field("next"), |w| {
                    for (n, (written, next)) in written.next.iter().zip(nexts).enumerate() {
                        w.inside(Step::Nth(n), |w| w.when(&written.when, &next.when));
                    }
                });
            }
            for choice in beat.choices() {
                walker.choice(written, choice);
            }
        }
        sites
    }
}

/// The path of a choice, or of a beat's silence.
#[must_use]
pub(super) fn choice_path<'a>(script: &'a Script, beat: BeatIx, choice: &'a Choice) -> Path<'a> {
    let mut path = vec![Step::Field("beats"), Step::Key(script.beat(beat).id.as_str())];
    if choice.silence {
        path.push(Step::Field("silence"));
    } else {
        path.extend([Step::Field("choices"), Step::Key(choice.id.as_str())]);
    }
    path
}

/// The path of a beat.
#[must_use]
pub(super) fn beat_path(script: &Script, beat: BeatIx) -> Path<'_> {
    vec![Step::Field("beats"), Step::Key(script.beat(beat).id.as_str())]
}

struct Walker<'a, 's> {
    sites: &'s mut Sites<'a>,
    beat: BeatIx,
    choice: Option<ChoiceIx>,
    path: Path<'a>,
}

impl<'a> Walker<'a, '_> {
    fn inside(&mut self, step: Step<'a>, work: impl FnOnce(&mut Self)) {
        self.path.push(step);
        work(self);
        self.path.pop();
    }

    fn choice(&mut self, written: &'a model::Beat, choice: &'a Choice) {
        let (effects, answer, when) = if choice.silence {
            let Some(silence) = &written.silence else { return };
            (&silence.effects, &silence.answer, &silence.when)
        } else {
            let Some(spoken) = written.choices.get(&choice.id) else { return };
            (&spoken.effects, &spoken.answer, &spoken.when)
        };
        self.choice = Some(choice.ix);
        let length = self.path.len();
        if choice.silence {
            self.path.push(Step::Field("silence"));
        } else {
            self.path.extend([Step::Field("choices"), Step::Key(choice.id.as_str())]);
        }
        self.when(when, &choice.when);
        self.inside(Step::Field("effects"), |w| w.effects(effects, &choice.effects));
        self.inside(Step::Field("answer"), |w| w.lines(answer, &choice.answer));
        self.path.truncate(length);
        self.choice = None;
    }

    fn lines(&mut self, written: &'a [model::Line], lines: &'a [Line]) {
        for (n, (written, line)) in written.iter().zip(lines).enumerate() {
            self.inside(Step::Nth(n), |w| w.when(written.when(), &line.when));
        }
    }

    fn when(&mut self, written: &'a [model::Condition], when: &'a [Condition]) {
        self.inside(Step::Field("when"), |w| w.all(written, when));
    }

    fn all(&mut self, written: &'a [model::Condition], when: &'a [Condition]) {
        for (n, (written, condition)) in written.iter().zip(when).enumerate() {
            self.inside(Step::Nth(n), |w| w.condition(written, condition));
        }
    }

    fn condition(&mut self, written: &'a model::Condition, condition: &'a Condition) {
        use model::Condition as C;
        if let C::With(_, inner) = written {
            return self.inside(Step::Nth(1), |w| w.condition(inner, condition));
        }
        self.sites.conditions.push(ConditionSite { condition, path: self.path.clone() });
        match (written, condition) {
            (C::All(written), Condition::All(inner)) | (C::Any(written), Condition::Any(inner)) => {
                self.inside(Step::Nth(0), |w| w.all(written, inner));
            }
            (C::Not(written), Condition::Not(inner)) => {
                self.inside(Step::Nth(0), |w| w.condition(written, inner));
            }
            _ => {}
        }
    }

    fn effects(&mut self, written: &'a [model::Effect], effects: &'a [Effect]) {
        let mut left = effects.iter();
        self.some_effects(written, &mut left);
    }

    /// Of `For`, which is in the file only, the script has the inner effects among the others.
    fn some_effects(&mut self, written: &'a [model::Effect], left: &mut std::slice::Iter<'a, Effect>) {
        for (n, written) in written.iter().enumerate() {
            if let model::Effect::For(_, inner) = written {
                self.inside(Step::Nth(n), |w| w.inside(Step::Nth(1), |w| w.some_effects(inner, left)));
                continue;
            }
            let Some(effect) = left.next() else { return };
            self.inside(Step::Nth(n), |w| {
                let (beat, choice) = (w.beat, w.choice);
                w.sites.effects.push(EffectSite { effect, path: w.path.clone(), beat, choice });
                if let (model::Effect::If(written, inner), Effect::If(condition, effects)) = (written, effect) {
                    w.inside(Step::Nth(0), |w| w.condition(written, condition));
                    w.inside(Step::Nth(1), |w| w.effects(inner, effects));
                }
            });
        }
    }
}
