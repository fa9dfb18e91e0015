//! What only the whole shows: rings of beats, and tests that cannot come true.

use std::collections::HashMap;

use super::Linker;
use crate::diagnostic::Problem;
use crate::scenario::id::ChoiceId;
use crate::scenario::ron::place::Step;

impl<'a> Linker<'a> {
    /// Beats that lead into each other by `next` alone.
    pub(super) fn rings(&mut self) {
        let scenario = self.scenario;
        // 0: not looked at, 1: on the way, 2: done.
        let mut state: HashMap<&str, u8> = HashMap::new();
        for id in scenario.beats.keys() {
            let mut way: Vec<(&'a str, usize)> = vec![(id.as_str(), 0)];
            while let Some((beat, n)) = way.last_mut() {
                let nexts = scenario.beats.get(*beat).map_or(&[][..], |beat| &beat.next);
                let visited = *state.get(*beat).unwrap_or(&0);
                if visited == 2 && *n == 0 || *n >= nexts.len() {
                    state.insert(beat, 2);
                    way.pop();
                    continue;
                }
                state.insert(beat, 1);
                let to = nexts[*n].to.as_str();
                *n += 1;
                match state.get(to) {
                    Some(1) => {
                        let from = way.iter().position(|(beat, _)| *beat == to).unwrap_or(0);
                        let ring: Vec<&str> = way[from..].iter().map(|(beat, _)| *beat).collect();
                        let beats = ring.join(" -> ");
                        self.trail = vec![Step::Field("beats"), Step::Key(ring[0]), Step::Field("next")];
                        self.report(Problem::NextRing { beats });
                        self.trail.clear();
                    }
                    Some(2) => {}
                    _ => {
                        if let Some((to, _)) = scenario.beats.get_key_value(to) {
                            way.push((to.as_str(), 0));
                        }
                    }
                }
            }
        }
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
        for (id, test) in &scenario.tests {
            self.inside(Step::Key(id.as_str()), |linker| {
                linker.inside(Step::Field("ending"), |linker| {
                    let known = linker.beat_ix(&test.ending).is_some();
                    let ends = scenario.beats.get(&test.ending).is_some_and(|beat| beat.end.is_some());
                    if known && !ends {
                        linker.report(Problem::NotAnEnding { beat: test.ending.to_string() });
                    }
                });
                linker.inside(Step::Field("choices"), |linker| {
                    for (n, choice) in test.choices.iter().enumerate() {
                        if !choices.contains(&choice.as_str()) {
                            linker.inside(Step::Nth(n), |linker| {
                                linker.unknown("choice", choice.as_str(), choices.iter().copied());
                            });
                        }
                    }
                });
                if test.least > 100 {
                    linker.inside(Step::Field("least"), |linker| {
                        let value = i64::from(test.least);
                        linker.report(Problem::OutOfRange { what: "the least score", value, least: 0, most: 100 });
                    });
                }
            });
        }
    }
}
