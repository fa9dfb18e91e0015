//! H39: mood or rapport that moves against what a reply shows.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Hint;
use crate::diagnostic::rule;
use crate::scenario::script::{Choice, Effect, PersonIx};

pub(super) static CHECK: Check = Check {
    rule: rule(
        "H39",
        Hint,
        "the person moves against the evidence",
        "This reply's weights add up to something good, and rapport or mood falls; or they add up to something bad, and it rises. Sometimes that is just so: an honest no is not liked. Then leave it. Otherwise the reaction teaches the opposite of the debrief.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for (ix, beat, choices) in scene.decisions() {
        for choice in choices {
            let total = choice.evidence.total();
            let rapport = rapport(choice, beat.with);
            let seen = scene.plays.spaces.iter().map(|space| space.moods[choice.ix.index()]);
            let (rises, falls) = seen.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
            let (rises, falls) = if scene.follows_feelings() { (rises, falls) } else { (false, false) };
            let against = match total {
                1.. if rapport < 0 => Some("good, and rapport falls"),
                1.. if falls && !rises => Some("good, and the mood falls"),
                ..=-1 if rapport > 0 => Some("bad, and rapport rises"),
                ..=-1 if rises && !falls => Some("bad, and the mood rises"),
                _ => None,
            };
            if let Some(against) = against {
                let message = format!("what `{}` shows adds up to something {against}", choice.id);
                found.at(
                    scene.choice_path(ix, choice),
                    message,
                    "let the reaction fit, or leave it if that is the point",
                );
            }
        }
    }
}

/// By how much rapport with a person moves, conditions aside.
fn rapport(choice: &Choice, with: PersonIx) -> i32 {
    let change = |effect: &Effect| match effect {
        Effect::Rapport(person, change) if *person == with => i32::from(*change),
        _ => 0,
    };
    choice.effects.iter().map(change).sum()
}
