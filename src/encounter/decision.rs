//! One decision of a transcript.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::event::Offer;
use super::progress::{DecisionMade, MAX_OFFERS};
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::model::Effect;
use crate::scenario::script::{Offered, RecordedBeat, RecordedReply, Script};
use crate::util::num::saturating_u8;

/// One decision: what was on offer, what was chosen, and what the scenario says of it.
///
/// Texts and weights are shared with the script and all its plays. [`DecisionRecord`] is the same as plain data; a
/// decision is written, read and built as one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "DecisionRecord", into = "DecisionRecord")]
pub struct Decision {
    beat: Arc<RecordedBeat>,
    /// The replies on offer in the order shown, as positions among those of the beat; the first `count` are in use.
    order: [Offer; MAX_OFFERS],
    count: u8,
    /// The position of the chosen reply among those of the beat.
    chosen: u8,
    /// The reason as it was put in this play; `None` if the reply's is the same in every play.
    because: Option<Arc<str>>,
    /// Whether it is the beat's first visit; later ones carry no evidence.
    pub scored: bool,
    /// Whether a person was named in what was said.
    pub named: bool,
    /// Whether it served a need.
    pub served: bool,
    /// How long the trainee took, in milliseconds.
    pub milliseconds: u32,
}

/// A decision as plain data: as it is written to a ledger, and as tests and readers of exports build one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRecord {
    /// The beat.
    pub beat: BeatId,
    /// Whether it is the beat's first visit; later ones carry no evidence.
    pub scored: bool,
    /// All that was on offer, in the order shown.
    pub offered: Vec<Offered>,
    /// What was chosen.
    pub chosen: ChoiceId,
    /// The coach's reason.
    pub because: String,
    /// What it changes, as written.
    pub effects: Vec<Effect>,
    /// Whether a person was named in what was said.
    #[serde(default)]
    pub named: bool,
    /// Whether it served a need.
    #[serde(default)]
    pub served: bool,
    /// How long the trainee took, in milliseconds.
    #[serde(default)]
    pub milliseconds: u32,
}

/// Error: a decision has more replies on offer than a beat can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{count} replies were on offer, and a decision has at most {MAX_OFFERS}")]
pub struct TooManyOffered {
    /// How many replies were on offer.
    pub count: usize,
}

impl Decision {
    pub(super) fn new(script: &Script, taken: &DecisionMade, cast: &[u8]) -> Self {
        let beat = script.beat(taken.beat);
        let recorded = script.recorded(beat, taken.scored);
        let chosen = usize::from(taken.chosen);
        let choice = &beat.choices()[chosen];
        let because = recorded.replies[chosen]
            .because
            .is_none()
            .then(|| choice.because.with(script, cast, "you").to_string().into());
        Self {
            beat: Arc::clone(recorded),
            order: taken.offered,
            count: taken.count,
            chosen: taken.chosen,
            because,
            scored: taken.scored,
            named: choice.names,
            served: taken.served,
            milliseconds: taken.milliseconds,
        }
    }

    /// The beat.
    #[must_use]
    pub fn beat(&self) -> &BeatId {
        &self.beat.id
    }

    /// All that was on offer, in the order shown.
    #[must_use]
    pub fn offered(&self) -> impl ExactSizeIterator<Item = &Offered> + Clone {
        self.order[..usize::from(self.count)].iter().map(|offer| &self.beat.replies[usize::from(offer.0)].offered)
    }

    /// The id of the chosen reply.
    #[must_use]
    pub fn chosen(&self) -> &ChoiceId {
        &self.reply().offered.id
    }

    /// The chosen one of what was on offer; `None` if it was not on offer.
    #[must_use]
    pub fn choice(&self) -> Option<&Offered> {
        let chosen = self.chosen();
        self.offered().find(|offered| offered.id == *chosen)
    }

    /// The coach's reason for the weights of the chosen reply.
    #[must_use]
    pub fn because(&self) -> &str {
        self.because.as_deref().or(self.reply().because.as_deref()).unwrap_or_default()
    }

    /// What the chosen reply changes, as written.
    #[must_use]
    pub fn effects(&self) -> &[Effect] {
        &self.reply().effects
    }

    fn reply(&self) -> &RecordedReply {
        &self.beat.replies[usize::from(self.chosen)]
    }
}

impl Decision {
    /// Whether this decision, which was made again on the same scenario, is the one that was recorded. Earlier versions of
    /// this program did not notice names that are written out, so that a decision may have been recorded without one.
    #[must_use]
    pub fn repeats(&self, recorded: &Self) -> bool {
        let again = Self { named: self.named && recorded.named, ..self.clone() };
        again == *recorded
    }
}

impl PartialEq for Decision {
    /// Decisions are equal if their records are.
    fn eq(&self, other: &Self) -> bool {
        self.beat() == other.beat()
            && self.scored == other.scored
            && self.offered().eq(other.offered())
            && self.chosen() == other.chosen()
            && self.because() == other.because()
            && self.effects() == other.effects()
            && (self.named, self.served, self.milliseconds) == (other.named, other.served, other.milliseconds)
    }
}

impl Eq for Decision {}

impl From<Decision> for DecisionRecord {
    fn from(decision: Decision) -> Self {
        Self {
            beat: decision.beat().clone(),
            scored: decision.scored,
            offered: decision.offered().cloned().collect(),
            chosen: decision.chosen().clone(),
            because: decision.because().to_owned(),
            effects: decision.effects().to_vec(),
            named: decision.named,
            served: decision.served,
            milliseconds: decision.milliseconds,
        }
    }
}

impl TryFrom<DecisionRecord> for Decision {
    type Error = TooManyOffered;

    fn try_from(record: DecisionRecord) -> Result<Self, TooManyOffered> {
        let count = record.offered.len();
        if count > MAX_OFFERS {
            return Err(TooManyOffered { count });
        }
        let mut order = [Offer(0); MAX_OFFERS];
        for (n, offer) in order.iter_mut().take(count).enumerate() {
            *offer = Offer(saturating_u8(n));
        }
        let reply = |offered| RecordedReply { offered, because: None, effects: Box::default() };
        let mut replies: Vec<RecordedReply> = record.offered.into_iter().map(reply).collect();
        // A record that was altered can name a reply that was not on offer: it stands behind those that were.
        let chosen = replies.iter().position(|reply| reply.offered.id == record.chosen).unwrap_or_else(|| {
            replies.push(reply(Offered::without_weights(record.chosen)));
            count
        });
        replies[chosen].effects = record.effects.into();
        Ok(Self {
            beat: Arc::new(RecordedBeat { id: record.beat, replies: replies.into() }),
            order,
            count: saturating_u8(count),
            chosen: saturating_u8(chosen),
            because: Some(record.because.into()),
            scored: record.scored,
            named: record.named,
            served: record.served,
            milliseconds: record.milliseconds,
        })
    }
}

impl DecisionRecord {
    /// A decision with what its score needs; the rest is empty.
    #[must_use]
    pub const fn from_offer(beat: BeatId, scored: bool, offered: Vec<Offered>, chosen: ChoiceId) -> Self {
        Self {
            beat,
            scored,
            offered,
            chosen,
            because: String::new(),
            effects: Vec::new(),
            named: false,
            served: false,
            milliseconds: 0,
        }
    }
}
