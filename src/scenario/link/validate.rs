//! What can be checked only over the whole scenario: limits, rings of beats, and tests that cannot come true.

use std::collections::HashMap;

use super::linker::Linker;
use crate::diagnostic::Problem;
use crate::scenario::id::ChoiceId;
use crate::scenario::ron::decode::{MAX_BEATS, MAX_PEOPLE};
use crate::scenario::ron::place::Location;

/// How far the search for rings has come with a beat; a beat that is not in the map was not visited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    /// On the way that is followed now.
    Open,
    /// Followed to its end.
    Done,
}

impl<'a> Linker<'a> {
    pub(super) fn limits(&mut self, root: Location<'_>) {
        let scenario = self.scenario;
        for (field, what, count, most) in [
            ("beats", "beats", scenario.beats.len(), MAX_BEATS),
            ("cast", "people in the cast", scenario.cast.len(), MAX_PEOPLE),
        ] {
            if count > most {
                self.report(root.field(field), Problem::TooMany { what, count, most });
            }
        }
        // A cast that is not written at all was reported where the parts were read.
        let cast = root.field("cast");
        let is_written = self.tree.is_some_and(|(tree, text)| cast.is_written(tree, text));
        if scenario.cast.is_empty() && is_written {
            self.report(cast, Problem::Empty { what: "the cast" });
        }
    }

    /// Beats that lead into each other by `next` alone.
    pub(super) fn rings(&mut self) {
        let scenario = self.scenario;
        let mut visits: HashMap<&str, Visit> = HashMap::new();
        for id in scenario.beats.keys() {
            // The beats on the way, each with the number of its `next` that is followed next.
            let mut way: Vec<(&'a str, usize)> = vec![(id.as_str(), 0)];
            while let Some((beat, n)) = way.last_mut() {
                let nexts = scenario.beats.get(*beat).map_or(&[][..], |beat| &beat.next);
                let is_done = visits.get(*beat) == Some(&Visit::Done);
                if is_done && *n == 0 || *n >= nexts.len() {
                    visits.insert(beat, Visit::Done);
                    way.pop();
                    continue;
                }
                visits.insert(beat, Visit::Open);
                let to = nexts[*n].to.as_str();
                *n += 1;
                match visits.get(to) {
                    Some(Visit::Open) => {
                        let from = way.iter().position(|(beat, _)| *beat == to).unwrap_or(0);
                        let ring: Vec<&str> = way[from..].iter().map(|(beat, _)| *beat).collect();
                        self.ring(&ring);
                    }
                    Some(Visit::Done) => {}
                    None => {
                        if let Some((to, _)) = scenario.beats.get_key_value(to) {
                            way.push((to.as_str(), 0));
                        }
                    }
                }
            }
        }
    }

    /// Reports a ring at its first beat.
    fn ring(&mut self, beats: &[&str]) {
        let Some(first) = beats.first().and_then(|beat| self.scenario.beats.get(*beat)) else { return };
        let beats = beats.join(" -> ");
        self.report(Location::Entry(first.origin).field("next"), Problem::NextRing { beats });
    }

    pub(super) fn tests(&mut self) {
        let scenario = self.scenario;
        if scenario.tests.is_empty() {
            return;
        }
        let choices: Vec<&str> = scenario
            .beats
            .values()
            .flat_map(|beat| beat.choices.keys().map(ChoiceId::as_str))
            .chain([ChoiceId::SILENCE])
            .collect();
        for test in scenario.tests.values() {
            let entry = Location::Entry(test.origin);
            let is_known = self.beat_ix(&test.ending, entry.field("ending")).is_some();
            let ends = scenario.beats.get(&test.ending).is_some_and(|beat| beat.end.is_some());
            if is_known && !ends {
                self.report(entry.field("ending"), Problem::NotAnEnding { beat: test.ending.to_string() });
            }
            for (n, choice) in test.choices.iter().enumerate() {
                if !choices.contains(&choice.as_str()) {
                    let list = entry.field("choices");
                    self.unknown(list.nth(n), "choice", choice.as_str(), choices.iter().copied());
                }
            }
            if test.least > 100 {
                let value = i64::from(test.least);
                let problem = Problem::OutOfRange { what: "the least score", value, least: 0, most: 100 };
                self.report(entry.field("least"), problem);
            }
        }
    }
}
