//! Beats: whom each is about, what is said there, and how it goes on.

use super::linker::Linker;
use crate::diagnostic::Problem;
use crate::scenario::id::{BeatId, PersonId};
use crate::scenario::model;
use crate::scenario::ron::decode::MAX_PEOPLE;
use crate::scenario::ron::place::Location;
use crate::scenario::script::{Beat, Body, Next, PersonIx};

impl<'a> Linker<'a> {
    pub(super) fn beat(&mut self, n: usize, id: &BeatId, beat: &'a model::Beat) -> Option<Beat> {
        let entry = Location::Entry(beat.origin);
        self.place(&beat.place, entry.field("place"));
        let with = self.beat_person(beat, entry);
        let effects = self.effects(with, &beat.effects, entry.field("effects"));
        let mut wordings = Vec::new();
        let lines = self.lines(with, &beat.lines, &mut wordings, entry.field("lines"));
        let body = self.body(n, with, beat, &mut wordings);
        Some(Beat {
            id: id.clone(),
            with: with?,
            channel: beat.channel.unwrap_or(self.scenario.channel),
            place: if beat.place.is_empty() { self.scenario.place.clone() } else { beat.place.clone() },
            spread: beat.spread,
            effects,
            lines,
            wordings: wordings.into(),
            body: body?,
            recorded: <[_; 2]>::default(),
        })
    }

    fn beat_person(&mut self, beat: &model::Beat, entry: Location<'_>) -> Option<PersonIx> {
        match &beat.with {
            Some(person) => self.person_ix(person, entry.field("with")),
            None if self.scenario.cast.len() <= 1 => self.people.values().next().copied(),
            None => {
                let people: Vec<&str> = self.scenario.cast.keys().map(PersonId::as_str).take(MAX_PEOPLE).collect();
                self.report(entry, Problem::WithMissing { people: people.join(", ") });
                None
            }
        }
    }

    fn body(
        &mut self,
        n: usize,
        with: Option<PersonIx>,
        beat: &'a model::Beat,
        wordings: &mut Vec<u32>,
    ) -> Option<Body> {
        self.one_body(beat);
        if !beat.choices.is_empty() {
            let choices = self.choices(n, with, beat, wordings)?;
            return Some(Body::Choices { choices: choices.into(), patience: beat.patience });
        }
        if !beat.next.is_empty() {
            return self.nexts(with, &beat.next).map(Body::Next);
        }
        let end = beat.end.as_ref()?;
        let text = self.text(&end.text, Location::Part(end.origin).field("text"));
        Some(Body::End { outcome: end.outcome, text })
    }

    /// Checks that a beat goes on in exactly one way.
    fn one_body(&mut self, beat: &model::Beat) {
        let entry = Location::Entry(beat.origin);
        let parts =
            [("`choices`", !beat.choices.is_empty()), ("`next`", !beat.next.is_empty()), ("`end`", beat.end.is_some())];
        let found: Vec<&str> = parts.iter().filter(|(_, is_written)| *is_written).map(|(name, _)| *name).collect();
        if found.len() != 1 {
            let found = if found.is_empty() { "none of them".to_owned() } else { found.join(" and ") };
            self.report(entry, Problem::BeatBody { found });
        }
        if beat.silence.is_some() && beat.choices.is_empty() && found.len() == 1 {
            self.report(entry, Problem::BeatBody { found: format!("`silence` beside {}", found[0]) });
        }
        if beat.patience > 0 && beat.silence.is_none() {
            self.report(entry.field("patience"), Problem::PatienceWithoutSilence);
        }
    }

    fn nexts(&mut self, with: Option<PersonIx>, nexts: &'a [model::Next]) -> Option<Box<[Next]>> {
        let mut linked = Vec::with_capacity(nexts.len());
        for (n, next) in nexts.iter().enumerate() {
            let part = Location::Part(next.origin);
            let last = n + 1 == nexts.len();
            if last != next.when.is_empty() {
                self.report(part, Problem::NextOrder { last });
            }
            let when = self.conditions(with, &next.when, part.field("when"));
            let to = self.beat_ix(&next.to, part.field("to"));
            linked.push(to.map(|to| Next { to, when }));
        }
        linked.into_iter().collect()
    }
}
