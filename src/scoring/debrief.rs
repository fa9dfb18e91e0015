//! The debrief in words, the same for both faces: what was said, what it showed, and what else was on offer.

use std::fmt::Write as _;
use std::sync::Arc;

use super::baseline::Baseline;
use super::card::{Mark, mark};
use super::conduct::Conduct;
use crate::encounter::{Decision, Encounter, PromiseState, TranscriptLine, lines_since_last_decision};
use crate::num::saturating_usize;
use crate::scenario::id::ChoiceId;
use crate::scenario::model::{Mood, NeedKind, Outcome, Truth};
use crate::scenario::principle::Principle;
use crate::scenario::script::{Choice, PersonIx};
use crate::text::{Count, times};

/// One turn as the debrief tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What was said or done.
    pub words: String,
    /// Whether it was said rather than done.
    pub spoken: bool,
    /// The coach's reason.
    pub because: String,
    /// How it compares with what was on offer.
    pub mark: Mark,
    /// What it showed.
    pub evidence: Vec<(Principle, i8)>,
    /// The best reply there was, if this was not it.
    pub best: Option<Reply>,
}

/// A reply that was on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Which.
    pub id: ChoiceId,
    /// What could have been said or done.
    pub words: String,
    /// The coach's reason.
    pub because: String,
    /// What it would have shown.
    pub evidence: Vec<(Principle, i8)>,
}

/// What random play scores, and how that is known; `None` where nothing is observed.
#[must_use]
pub fn random_words(random: &Baseline) -> Option<String> {
    let tenths = tenths_words(random.overall()?);
    let how = if random.is_exact() { "computed over all plays" } else { "simulated" };
    Some(format!("Random play scores {tenths} here ({how})."))
}

/// The turns of a play.
#[must_use]
pub fn turns(encounter: &Encounter, you: &str) -> Vec<Turn> {
    let script = encounter.script();
    encounter
        .transcript()
        .decisions
        .iter()
        .filter_map(|decision| {
            let place = script.beats.iter().find(|beat| beat.id == decision.beat)?;
            let find = |id: &ChoiceId| place.choices().iter().find(|choice| choice.id == *id);
            let text = |choice: &Choice| choice.words.with(script, encounter.cast(), you).to_string();
            let why = |choice: &Choice| choice.because.with(script, encounter.cast(), you).to_string();
            let chosen = find(&decision.chosen)?;
            let best = better(decision).and_then(|id| find(&id)).map(|reply| Reply {
                id: reply.id.clone(),
                words: quoted(&text(reply), reply.spoken),
                because: why(reply),
                evidence: reply.evidence.named().collect(),
            });
            Some(Turn {
                words: quoted(&text(chosen), chosen.spoken),
                spoken: chosen.spoken,
                because: why(chosen),
                mark: mark(decision),
                evidence: decision.choice().map(|offered| offered.evidence.named().collect()).unwrap_or_default(),
                best,
            })
        })
        .collect()
}

/// The best reply on offer, if a better one than the chosen was.
fn better(decision: &Decision) -> Option<ChoiceId> {
    if !matches!(mark(decision), Mark::Between | Mark::Worst) {
        return None;
    }
    let best = super::card::counted(decision).max_by_key(|offered| (offered.evidence.total(), &offered.id))?;
    Some(best.id.clone())
}

/// What a reply led to at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// Whom the turn was about.
    pub with: PersonIx,
    /// The first words in answer, or what was told; empty if nothing was.
    pub answer: String,
    /// The person's mood then.
    pub mood: Mood,
    /// By how much their rapport moved.
    pub rapport: i16,
    /// How it ended, if it ended with it.
    pub outcome: Option<Outcome>,
}

/// What a reply at a turn leads to, whether it was the one taken or not; `None` if it was not on offer there.
#[must_use]
pub fn led_to(encounter: &Encounter, turn: usize, reply: &ChoiceId, you: &str) -> Option<Led> {
    let mut again = Encounter::start(Arc::clone(encounter.script()), encounter.seed(), encounter.memory().clone());
    for choice in encounter.choices().take(turn) {
        again.choose(choice.as_str(), 0).ok()?;
    }
    let with = again.beat().with;
    let before = again.state().rapport(with);
    again.choose(reply.as_str(), 0).ok()?;
    let answers = lines_since_last_decision(&again, you);
    let is_answer = |said: &&TranscriptLine| {
        matches!(said, TranscriptLine::Person(..) | TranscriptLine::Post { .. } | TranscriptLine::Narration(_))
    };
    let answer = answers.iter().find(is_answer).map_or_else(String::new, |said| match said {
        TranscriptLine::Person(_, words) | TranscriptLine::Post { words, .. } => quoted(words, true),
        other => other.words().to_owned(),
    });
    let rapport = i16::from(again.state().rapport(with)) - i16::from(before);
    Some(Led { with, answer, mood: again.state().mood(with), rapport, outcome: again.transcript().outcome })
}

/// Rapport with whoever a turn was about, before each turn and at the end.
#[must_use]
pub fn rapport_over_turns(encounter: &Encounter) -> Vec<u8> {
    let mut again = Encounter::start(Arc::clone(encounter.script()), encounter.seed(), encounter.memory().clone());
    let mut course = Vec::with_capacity(encounter.decisions() + 1);
    for choice in encounter.choices() {
        course.push(again.state().rapport(again.beat().with));
        if again.choose(choice.as_str(), 0).is_err() {
            break;
        }
    }
    course.push(again.state().rapport(again.beat().with));
    course
}

/// Words in quotes, acts without.
#[must_use]
pub fn quoted(words: &str, spoken: bool) -> String {
    if spoken { format!("“{words}”") } else { words.to_owned() }
}

/// Evidence as `Listening +2, Grace -1`; `no evidence` where there is none.
#[must_use]
pub fn evidence_words(evidence: &[(Principle, i8)]) -> String {
    if evidence.is_empty() {
        return "no evidence".into();
    }
    let words: Vec<String> = evidence.iter().map(|(p, weight)| format!("{} {weight:+}", p.name())).collect();
    words.join(", ").replace('-', "\u{2212}")
}

/// How far a need was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedState {
    /// It was served.
    Served,
    /// It was found or said, and not served.
    Found,
    /// It never came up.
    Unmet,
}

impl NeedState {
    /// A sign for it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Served => "✔",
            Self::Found => "◐",
            Self::Unmet => "○",
        }
    }
}

/// A need in the debrief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedLine {
    /// Whose.
    pub person: String,
    /// Which of the four kinds.
    pub kind: NeedKind,
    /// The need in words.
    pub words: String,
    /// How far it was met.
    pub met: NeedState,
    /// The same in words.
    pub state: &'static str,
}

/// What people needed, and what became of it.
#[must_use]
pub fn needs(encounter: &Encounter) -> Vec<NeedLine> {
    let script = encounter.script();
    script
        .needs
        .iter()
        .enumerate()
        .map(|(n, need)| {
            let (found, served) = encounter.state().need(crate::scenario::script::NeedIx::new(n));
            let (met, state) = match (found, served, need.need.spoken) {
                (_, true, _) => (NeedState::Served, "served"),
                (true, false, true) => (NeedState::Found, "said, not served"),
                (true, false, false) => (NeedState::Found, "found, not served"),
                (false, false, _) => (NeedState::Unmet, "never came up"),
            };
            let person = script.person(need.person);
            let cast = usize::from(encounter.cast()[need.person.index()]);
            NeedLine {
                person: person.personas[cast].1.name.clone(),
                kind: need.need.kind,
                words: need.need.is.clone(),
                met,
                state,
            }
        })
        .collect()
}

/// Promises made, as sentences.
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

/// What chatter said and what was so, as sentences.
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

/// How somebody talked, in one sentence of counts.
#[must_use]
pub fn conduct_words(conduct: &Conduct, turns: usize) -> String {
    let mut words = format!(
        "Of {turns} turns, {} said back what was heard, {} showed that it counts, {} asked, {} informed, {} advised. \
         You used a name {}.",
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

/// A score as `71 · 4 moments`, with `thin` where there is little behind it; `not observed` for none.
#[must_use]
pub fn score_words(tally: super::Tally) -> String {
    let Some(percent) = tally.percent() else { return "not observed".into() };
    let moments = tally.opportunities;
    let thin = if moments < super::THIN { " · thin" } else { "" };
    format!("{percent} · {}{thin}", Count::new(moments, "moment"))
}

/// Tenths of a point as `42.5`.
#[must_use]
pub fn tenths_words(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Stands on every debrief, export and report.
pub const USE_NOTICE: &str = "For training and feedback; not for hiring, pay or dismissal. Conversation exercises can be \
                              faked, and one encounter says little about the next.";
