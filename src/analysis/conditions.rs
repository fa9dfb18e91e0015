//! Iterates over the conditions of a script.

use crate::scenario::script::{Body, Condition, Effect, Script};

/// All conditions of a script, including those inside `All`, `Any`, `Not` and `If`, in no particular order.
pub fn conditions(script: &Script) -> impl Iterator<Item = &Condition> {
    fn add_conditions_of<'a>(effects: &'a [Effect], all: &mut Vec<&'a Condition>) {
        for effect in effects {
            if let Effect::If(condition, effects) = effect {
                all.push(condition);
                add_conditions_of(effects, all);
            }
        }
    }
    let mut pending: Vec<&Condition> = Vec::new();
    for beat in &script.beats {
        add_conditions_of(&beat.effects, &mut pending);
        pending.extend(beat.lines.iter().flat_map(|line| &line.when));
        if let Body::Next(nexts) = &beat.body {
            pending.extend(nexts.iter().flat_map(|next| &next.when));
        }
        for choice in beat.choices() {
            pending.extend(&choice.when);
            add_conditions_of(&choice.effects, &mut pending);
            pending.extend(choice.answer.iter().flat_map(|line| &line.when));
        }
    }
    std::iter::from_fn(move || {
        let next = pending.pop()?;
        match next {
            Condition::All(inner) | Condition::Any(inner) => pending.extend(inner),
            Condition::Not(inner) => pending.push(inner),
            _ => {}
        }
        Some(next)
    })
}
