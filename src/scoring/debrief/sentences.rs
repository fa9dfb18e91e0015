//! Words for scores, evidence, promises, claims and conduct.

use std::fmt::Write as _;

use crate::encounter::{Encounter, PromiseState};
use crate::scenario::model::{Mood, Outcome, Truth};
use crate::scenario::principle::Principle;
use crate::scoring::{Baseline, Conduct, THIN_BELOW, Tally};
use crate::util::num::saturating_usize;
use crate::util::text::{Count, times};

/// A sentence with the overall score of random play and how it was computed; `None` if nothing was observed.
#[must_use]
pub fn random_words(random: &Baseline) -> Option<String> {
    let tenths = tenths_words(random.overall()?);
    let how = if random.is_exact() { "computed over all plays" } else { "simulated" };
    Some(format!("Random play scores {tenths} here ({how})."))
}

/// The words of a choice: in quotation marks if they are spoken, unchanged if they describe an act.
#[must_use]
pub fn quoted(words: &str, spoken: bool) -> String {
    if spoken { format!("“{words}”") } else { words.to_owned() }
}

/// Evidence as `Listening +2, Grace −1`, with a minus sign rather than a hyphen; `no evidence` if there is none.
#[must_use]
pub fn evidence_words(evidence: &[(Principle, i8)]) -> String {
    if evidence.is_empty() {
        return "no evidence".into();
    }
    let words: Vec<String> = evidence.iter().map(|(p, weight)| format!("{} {weight:+}", p.name())).collect();
    words.join(", ").replace('-', "\u{2212}")
}

/// A sentence where the mood of the person of the last beat does not fit the way the matter ended; `None` where it does,
/// or before the end.
#[must_use]
pub fn mood_beside_outcome(encounter: &Encounter) -> Option<String> {
    let person = encounter.beat().with;
    let persona = usize::from(encounter.cast()[person.index()]);
    let name = &encounter.script().person(person).personas[persona].1.name;
    let mood = encounter.state().mood(person);
    let is_cross = matches!(mood, Mood::Furious | Mood::Angry | Mood::Annoyed);
    let is_glad = matches!(mood, Mood::Pleased | Mood::Delighted);
    let mood = mood.as_str().to_lowercase();
    match encounter.transcript().outcome? {
        Outcome::Solved if is_cross => {
            Some(format!("The matter is solved, and {name} is {mood} in the end: how it was said stays, too."))
        }
        Outcome::Agreed if is_cross => {
            Some(format!("Something is agreed, and {name} is {mood} in the end: how it was said stays, too."))
        }
        Outcome::Lost if is_glad => Some(format!("{name} is {mood}, and all the same the matter is lost.")),
        _ => None,
    }
}

/// One line for each promise that was made, with its state.
#[must_use]
pub fn promises(encounter: &Encounter, you: &str) -> Vec<String> {
    let script = encounter.script();
    let transcript = encounter.transcript();
    script
        .promises
        .iter()
        .zip(&script.promise_texts)
        .filter_map(|(id, text)| {
            let state = match transcript.promises.get(id)? {
                PromiseState::Open => "open",
                PromiseState::Kept => "kept",
                PromiseState::Broken => "broken",
            };
            Some(format!("{} ({state})", text.with(script, encounter.cast(), you)))
        })
        .collect()
}

/// A few sentences for each claim of the scenario: whether it is true, the facts, and what the trainee did with it.
#[must_use]
pub fn claims(encounter: &Encounter) -> Vec<String> {
    let transcript = encounter.transcript();
    encounter
        .script()
        .scenario
        .claims
        .iter()
        .map(|(id, claim)| {
            let truth = match claim.truth {
                Truth::True => "It was true.",
                Truth::Half => "It was a half-truth.",
                Truth::Lie => "It was not so.",
            };
            let made = transcript.claims.get(id).map_or("", |claimed| match (claimed.checked, claimed.believed) {
                (true, _) => "You checked.",
                (false, true) => "You took it for a fact.",
                (false, false) => "You let it be.",
            });
            format!("{truth} {} {made}", claim.really)
        })
        .collect()
}

/// Sentences with the counts of conduct; `turns` is the number of decisions.
#[must_use]
pub fn conduct_words(conduct: &Conduct, turns: usize) -> String {
    let mut words = format!(
        "Of {}, {} said back what was heard, {} showed that it counts, {} asked, {} informed, {} advised. \
         You used a name {}.",
        Count::new(turns, "turn"),
        conduct.reflect,
        conduct.acknowledge,
        conduct.ask,
        conduct.inform,
        conduct.advise,
        match conduct.name_used {
            0 => "in none of them".into(),
            name_used => times(saturating_usize(name_used)),
        }
    );
    if conduct.recall.offered > 0 {
        let recall = conduct.recall;
        let (taken, offered) = (recall.taken, recall.offered);
        let _ = write!(words, " You came back to something said earlier {taken} of {offered} times.");
    }
    match conduct.value_first {
        Some(true) => words.push_str(" You gave before you asked."),
        Some(false) => words.push_str(" You asked before you gave."),
        None => {}
    }
    words
}

/// A score as `71 · 4 moments`, with `thin` below [`THIN_BELOW`] opportunities; `not observed` if there is none.
#[must_use]
pub fn score_words(tally: Tally) -> String {
    let Some(percent) = tally.percent() else { return "not observed".into() };
    let moments = tally.opportunities;
    let thin = if moments < THIN_BELOW { " · thin" } else { "" };
    format!("{percent} · {}{thin}", Count::new(moments, "moment"))
}

/// Tenths of a point in points with one decimal: 425 is `42.5`.
#[must_use]
pub fn tenths_words(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The notice on every debrief, export and report about what scores may be used for.
pub const USE_NOTICE: &str = "For training and feedback; not for hiring, pay or dismissal. Conversation exercises can be \
                              faked, and one encounter says little about the next.";
