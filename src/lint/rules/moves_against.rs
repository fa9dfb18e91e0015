//! H39: a reply with good weights after which mood or rapport falls, or the other way round.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::script::{Choice, Effect, PersonIx};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "H39",
        severity: Severity::Hint,
        title: "the reaction contradicts the weights",
        explanation: "This reply's weights add up to something good, and rapport or mood falls; or they add up to something bad, and it rises. Sometimes that is just so: an honest no is not liked. Then leave it. Otherwise the reaction teaches the opposite of the debrief.",
        example: Example::of_template("effects: [Rapport(-5)],", "effects: [Rapport(5)],"),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    for (ix, beat, choices) in context.decisions() {
        for choice in choices {
            let total = choice.evidence.total();
            let rapport = rapport(choice, beat.with);
            let seen = context.plays.spaces.iter().map(|space| space.mood_changes[choice.ix.index()]);
            let (rises, falls) = seen.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
            let (rises, falls) = if context.follows_feelings() { (rises, falls) } else { (false, false) };
            let against = match total {
                1.. if rapport < 0 => Some("good, and rapport falls"),
                1.. if falls && !rises => Some("good, and the mood falls"),
                ..=-1 if rapport > 0 => Some("bad, and rapport rises"),
                ..=-1 if rises && !falls => Some("bad, and the mood rises"),
                _ => None,
            };
            if let Some(against) = against {
                let message = format!("the weights of `{}` add up to something {against}", choice.id);
                findings.add(
                    context.choice_place(ix, choice),
                    message,
                    "let the reaction fit, or leave it if that is the point",
                );
            }
        }
    }
}

/// By how much a choice changes rapport with a person, apart from effects with a condition.
fn rapport(choice: &Choice, with: PersonIx) -> i32 {
    let change = |effect: &Effect| match effect {
        Effect::Rapport(person, change) if *person == with => i32::from(*change),
        _ => 0,
    };
    choice.effects.iter().map(change).sum()
}
