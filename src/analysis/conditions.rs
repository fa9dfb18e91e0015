//! Iterates over the conditions of a script.

use crate::scenario::script::{Body, Condition, Effect, Line, Script};

/// A condition of a script, and what depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedCondition<'a> {
    /// The condition.
    pub(super) condition: &'a Condition,
    /// Whether a reply, a way or a change depends on it, and not only which words are said.
    pub(super) is_deciding: bool,
}

/// All conditions of a script, including those inside `All`, `Any`, `Not` and `If`, in no particular order.
pub fn conditions(script: &Script) -> impl Iterator<Item = &Condition> {
    placed_conditions(script).map(|placed| placed.condition)
}

/// The same, with what depends on each.
pub(super) fn placed_conditions(script: &Script) -> impl Iterator<Item = PlacedCondition<'_>> {
    fn add_conditions_of<'a>(effects: &'a [Effect], all: &mut Vec<PlacedCondition<'a>>) {
        for effect in effects {
            if let Effect::If(condition, effects) = effect {
                all.push(PlacedCondition { condition, is_deciding: true });
                add_conditions_of(effects, all);
            }
        }
    }
    fn of_lines(lines: &[Line]) -> impl Iterator<Item = PlacedCondition<'_>> {
        lines.iter().flat_map(|line| {
            let is_deciding = line.mood.is_some() || !line.learn.is_empty();
            line.when.iter().map(move |condition| PlacedCondition { condition, is_deciding })
        })
    }
    let deciding = |condition| PlacedCondition { condition, is_deciding: true };
    let mut pending: Vec<PlacedCondition<'_>> = Vec::new();
    for beat in &script.beats {
        add_conditions_of(&beat.effects, &mut pending);
        pending.extend(of_lines(&beat.lines));
        if let Body::Next(nexts) = &beat.body {
            pending.extend(nexts.iter().flat_map(|next| &next.when).map(deciding));
        }
        for choice in beat.choices() {
            pending.extend(choice.when.iter().map(deciding));
            add_conditions_of(&choice.effects, &mut pending);
            pending.extend(of_lines(&choice.answer));
        }
    }
    std::iter::from_fn(move || {
        let next = pending.pop()?;
        let inside = |condition| PlacedCondition { condition, ..next };
        match next.condition {
            Condition::All(inner) | Condition::Any(inner) => pending.extend(inner.iter().map(inside)),
            Condition::Not(inner) => pending.push(inside(inner)),
            _ => {}
        }
        Some(next)
    })
}
