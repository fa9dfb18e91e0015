//! What is recorded of a play: its transcript, and what villagers remember.

use std::collections::BTreeMap;

use super::decision::Decision;
use super::event::Offer;
use super::machine::{Encounter, RULES_VERSION};
use super::memory::Trace;
use super::transcript::{ClaimState, NeedState, Pending, PersonState, Transcript};
use crate::scenario::id::{NeedId, PersonId};
use crate::scenario::script::{Beat, Offered};

impl Encounter {
    /// Everything that was decided, and how things stand.
    #[must_use]
    pub fn transcript(&self) -> Transcript {
        Transcript::from_encounter(self)
    }

    /// What villagers remember of it; `None` until it is completed.
    #[must_use]
    pub fn trace(&self) -> Option<Trace> {
        self.progress.end.map(|(_, outcome)| Trace::new(&self.script, &self.memory, &self.progress.state, outcome))
    }

    /// What is asked now; `None` once the play is over.
    #[must_use]
    pub fn pending(&self) -> Option<Pending> {
        let scored = self.is_scored();
        let offered = self.offered();
        (!offered.is_empty()).then(|| Pending::new(self.beat(), offered, scored))
    }
}

impl Transcript {
    pub(super) fn from_encounter(encounter: &Encounter) -> Self {
        let script = &**encounter.script();
        let state = &encounter.progress.state;
        let end = encounter.end();
        let mut needs: BTreeMap<PersonId, BTreeMap<NeedId, NeedState>> = BTreeMap::new();
        for (n, need) in script.needs.iter().enumerate() {
            let person = script.person(need.person).id.clone();
            let (found, served) = (state.found.contains(n), state.served.contains(n));
            let (kind, spoken) = (need.need.kind, need.need.spoken);
            needs.entry(person).or_default().insert(need.id.clone(), NeedState { kind, spoken, found, served });
        }
        let people = script.people.iter().enumerate().map(|(n, person)| {
            let (cast, _) = &person.personas[usize::from(encounter.cast()[n])];
            let (rapport, mood) = (state.rapport[n], state.mood[n]);
            (person.id.clone(), PersonState { rapport, mood, cast: cast.clone() })
        });
        let claims = script.claims.iter().enumerate().map(|(n, claim)| {
            (claim.clone(), ClaimState { checked: state.checked.contains(n), believed: state.believed.contains(n) })
        });
        let promises = script.promises.iter().zip(&state.promises);
        Self {
            scenario: script.id.clone(),
            content_hash: script.content_hash(),
            play_hash: script.play_hash(),
            rules: RULES_VERSION,
            seed: encounter.seed(),
            memory: encounter.memory().clone(),
            status: encounter.status(),
            ending: end.map(|(beat, _)| script.beat(beat).id.clone()),
            outcome: end.map(|(_, outcome)| outcome),
            decisions: encounter
                .progress
                .taken
                .iter()
                .map(|taken| Decision::new(script, taken, encounter.cast()))
                .collect(),
            pending: encounter.pending(),
            people: people.collect(),
            needs,
            facts: script
                .facts
                .iter()
                .enumerate()
                .filter(|(n, _)| state.facts.contains(*n))
                .map(|(_, fact)| fact.clone())
                .collect(),
            promises: promises.filter_map(|(id, state)| Some((id.clone(), (*state)?))).collect(),
            claims: claims.collect(),
        }
    }
}

impl Pending {
    pub(super) fn new(beat: &Beat, offers: &[Offer], scored: bool) -> Self {
        Self { beat: beat.id.clone(), offered: offered(beat, offers, scored) }
    }
}

fn offered(beat: &Beat, offers: &[Offer], scored: bool) -> Vec<Offered> {
    let choices = beat.choices();
    offers.iter().map(|offer| Offered::new(&choices[usize::from(offer.0)], scored)).collect()
}
