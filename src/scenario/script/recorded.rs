//! What transcripts record of a beat. It is made when a beat is recorded first and shared by all plays from then on, so
//! that recording a decision copies no text.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::parts::{Beat, Choice, Script};
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::model::{Act, Effect, Evidence};

/// One choice on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Its id.
    pub id: ChoiceId,
    /// What kind of turn it is.
    pub act: Act,
    /// Whether good play unlocked it.
    pub earned: bool,
    /// Its weights; all zero where the decision is not scored.
    pub evidence: Evidence,
    /// Whether it remembers a fact.
    #[serde(default)]
    pub recalls: bool,
}

/// What transcripts record of a beat.
#[derive(Clone, Debug)]
pub struct RecordedBeat {
    /// The beat.
    pub id: BeatId,
    /// Its replies, in id order; silence, if there is one, comes last.
    pub replies: Box<[RecordedReply]>,
}

/// What transcripts record of a reply.
#[derive(Clone, Debug)]
pub struct RecordedReply {
    /// What is recorded of it wherever it is on offer.
    pub offered: Offered,
    /// The coach's reason; `None` if it has placeholders, whose words differ from play to play.
    pub because: Option<Arc<str>>,
    /// What it changes, as written.
    pub effects: Box<[Effect]>,
}

impl Script {
    /// What transcripts record of a beat at which replies are chosen. `scored`: whether this is its first visit; the
    /// replies of later visits carry no evidence.
    #[must_use]
    pub fn recorded<'s>(&'s self, beat: &'s Beat, scored: bool) -> &'s Arc<RecordedBeat> {
        beat.recorded[usize::from(scored)].get_or_init(|| {
            let replies = beat.choices().iter().map(|choice| RecordedReply {
                offered: Offered::new(choice, scored),
                because: (!choice.because.has_placeholders()).then(|| choice.because.raw().into()),
                effects: self.written_effects(beat, choice).into(),
            });
            Arc::new(RecordedBeat { id: beat.id.clone(), replies: replies.collect() })
        })
    }

    /// The effects of a choice as its author wrote them.
    fn written_effects(&self, beat: &Beat, choice: &Choice) -> &[Effect] {
        let Some(written) = self.scenario.beats.get(&beat.id) else { return &[] };
        if choice.silence {
            written.silence.as_ref().map_or(&[], |silence| &silence.effects)
        } else {
            written.choices.get(&choice.id).map_or(&[], |choice| &choice.effects)
        }
    }
}

impl Offered {
    /// What is recorded of a choice on offer.
    #[must_use]
    pub fn new(choice: &Choice, scored: bool) -> Self {
        Self {
            id: choice.id.clone(),
            act: choice.act,
            earned: choice.earned,
            evidence: if scored { choice.evidence } else { Evidence::default() },
            recalls: choice.recalls,
        }
    }

    /// A reply of which only the id is known.
    #[must_use]
    pub fn without_weights(id: ChoiceId) -> Self {
        Self { id, act: Act::default(), earned: false, evidence: Evidence::default(), recalls: false }
    }
}
