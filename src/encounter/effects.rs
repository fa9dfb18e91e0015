//! How effects change the state of a play.

use super::condition_coverage::ConditionCoverage;
use super::event::Event;
use super::state::State;
use super::status::PromiseState;
use crate::scenario::model::Mood;
use crate::scenario::script::{Effect, FactIx, PersonIx};

impl State {
    /// Applies effects in order; each sees what those before it changed.
    pub(super) fn apply(&mut self, effects: &[Effect], events: &mut Vec<Event>, coverage: &mut ConditionCoverage) {
        for effect in effects {
            match effect {
                Effect::Rapport(person, change) => {
                    let before = self.rapport[person.index()];
                    let wanted = i16::from(before) + i16::from(*change);
                    let after = u8::try_from(wanted.clamp(0, 100)).unwrap_or(before);
                    self.rapport[person.index()] = after;
                    if after != before {
                        events.push(Event::Rapport(*person, before, after));
                    }
                    if wanted != i16::from(after) {
                        events.push(Event::Clamped(*person));
                    }
                }
                Effect::Mood(person, mood) => self.feel(*person, *mood, events),
                Effect::Set(flag) => note(self.flags.insert(flag.index()), Event::Set(*flag), events),
                Effect::Clear(flag) => note(self.flags.remove(flag.index()), Event::Cleared(*flag), events),
                Effect::Learn(fact) => self.learn(*fact, events),
                Effect::Find(need) => note(self.found.insert(need.index()), Event::Found(*need), events),
                Effect::Serve(need) => {
                    note(self.found.insert(need.index()), Event::Found(*need), events);
                    note(self.served.insert(need.index()), Event::Served(*need), events);
                }
                Effect::Promise(promise) => {
                    let state = &mut self.promises[promise.index()];
                    let new = state.is_none();
                    state.get_or_insert(PromiseState::Open);
                    note(new, Event::Promised(*promise), events);
                }
                Effect::Keep(promise) => {
                    let open = self.close(promise.index(), PromiseState::Kept);
                    note(open, Event::Kept(*promise), events);
                }
                Effect::Break(promise) => {
                    let open = self.close(promise.index(), PromiseState::Broken);
                    note(open, Event::Broke(*promise), events);
                }
                Effect::Check(claim) => note(self.checked.insert(claim.index()), Event::Checked(*claim), events),
                Effect::Believe(claim) => note(self.believed.insert(claim.index()), Event::Believed(*claim), events),
                Effect::Reach(people) => {
                    self.reach += u64::from(*people);
                    events.push(Event::Reached(*people));
                }
                Effect::If(condition, effects) => {
                    if self.holds(condition, coverage) {
                        self.apply(effects, events, coverage);
                    }
                }
            }
        }
    }

    pub(super) fn feel(&mut self, person: PersonIx, mood: Mood, events: &mut Vec<Event>) {
        let before = std::mem::replace(&mut self.mood[person.index()], mood);
        note(before != mood, Event::Mood(person, mood), events);
    }

    pub(super) fn learn(&mut self, fact: FactIx, events: &mut Vec<Event>) {
        note(self.facts.insert(fact.index()), Event::Learnt(fact), events);
    }

    /// Closes a promise and returns whether it was open; a closed promise stays as it is.
    fn close(&mut self, promise: usize, end: PromiseState) -> bool {
        let open = self.promises[promise] == Some(PromiseState::Open);
        if open {
            self.promises[promise] = Some(end);
        }
        open
    }
}

fn note(happened: bool, event: Event, events: &mut Vec<Event>) {
    if happened {
        events.push(event);
    }
}
