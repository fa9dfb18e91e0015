//! All conditions of a script.

use crate::scenario::script::{Body, Condition, Effect, Script};

/// All conditions of a script, nested ones included.
pub fn conditions(script: &Script) -> impl Iterator<Item = &Condition> {
    fn of_effects<'a>(effects: &'a [Effect], all: &mut Vec<&'a Condition>) {
        for effect in effects {
            if let Effect::If(condition, effects) = effect {
                all.push(condition);
                of_effects(effects, all);
            }
        }
    }
    let mut top: Vec<&Condition> = Vec::new();
    for beat in &script.beats {
        of_effects(&beat.effects, &mut top);
        top.extend(beat.lines.iter().flat_map(|line| &line.when));
        if let Body::Next(nexts) = &beat.body {
            top.extend(nexts.iter().flat_map(|next| &next.when));
        }
        for choice in beat.choices() {
            top.extend(&choice.when);
            of_effects(&choice.effects, &mut top);
            top.extend(choice.answer.iter().flat_map(|line| &line.when));
        }
    }
    std::iter::from_fn(move || {
        let next = top.pop()?;
        match next {
            Condition::All(inner) | Condition::Any(inner) => top.extend(inner),
            Condition::Not(inner) => top.push(inner),
            _ => {}
        }
        Some(next)
    })
}
