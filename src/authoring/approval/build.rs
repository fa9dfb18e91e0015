//! Builds the data of the page for approval from a script.

use super::logic::mood;
use super::view::{BeatView, ChoiceView, EndView, LineView, NextView, PersonView, Trained, View};
use crate::analysis::graph;
use crate::authoring::drawing::rank;
use crate::scenario::script::{Beat, BeatIx, Body, Choice, Line, LineKind, PersonIx, Script, Text};

impl View {
    pub(super) fn new(script: &Script, date: &str) -> Self {
        let scenario = &script.scenario;
        let builder = PageBuilder { script };
        let mut predecessors = vec![Vec::new(); script.beats.len()];
        for (n, beat) in script.beats.iter().enumerate() {
            for to in graph::successors(script, BeatIx::new(n)) {
                if !predecessors[to.index()].contains(&beat.id.to_string()) {
                    predecessors[to.index()].push(beat.id.to_string());
                }
            }
        }
        // A beat should come before its successors, and the start first.
        let mut order = graph::postorder(script);
        order.reverse();
        let start = order.iter().position(|beat| *beat == script.start).unwrap_or(0);
        order.rotate_left(start);
        Self {
            title: scenario.title.clone(),
            id: script.id.to_string(),
            date: date.to_owned(),
            hash: script.content_hash().to_string(),
            kind: scenario.kind.label(),
            channel: scenario.channel.label(),
            level: scenario.level.label(),
            minutes: scenario.minutes,
            brief: builder.text(&script.brief),
            trains: scenario.trains.iter().map(|p| Trained { name: p.name(), meaning: p.meaning() }).collect(),
            people: builder.people(),
            facts: script.fact_texts.iter().map(|text| builder.text(text)).collect(),
            promises: script.promise_texts.iter().map(|text| builder.text(text)).collect(),
            beats: order
                .into_iter()
                .map(|ix| builder.beat(script.beat(ix), predecessors[ix.index()].clone(), ix == script.start))
                .collect(),
            town: builder.town(),
        }
    }
}

/// Builds the parts of the page for approval.
pub(super) struct PageBuilder<'a> {
    pub(super) script: &'a Script,
}

impl PageBuilder<'_> {
    pub(super) fn text(&self, text: &Text) -> String {
        text.with(self.script, &[], "(you)").to_string()
    }

    pub(super) fn name(&self, person: PersonIx) -> String {
        let persona = &self.script.person(person).personas[0].1;
        if persona.called.is_empty() { persona.name.clone() } else { persona.called.clone() }
    }

    pub(super) fn people(&self) -> Vec<PersonView> {
        let people = self.script.people.iter().enumerate().flat_map(|(n, person)| {
            person.personas.iter().map(move |(_, persona)| PersonView {
                name: persona.name.clone(),
                role: persona.role.clone(),
                pronouns: persona.pronouns.0.clone(),
                mood: mood(person.mood),
                rapport: person.rapport,
                needs: (self.script.needs.iter())
                    .filter(|need| need.person.index() == n)
                    .map(|need| {
                        let how = match (need.need.spoken, need.need.future) {
                            (true, _) => ", said from the start",
                            (_, true) => ", not known to them yet",
                            _ => ", to be found out",
                        };
                        format!("{} ({}{how})", need.need.is, need.need.kind.as_str().to_lowercase())
                    })
                    .collect(),
            })
        });
        people.collect()
    }

    pub(super) fn beat(&self, beat: &Beat, predecessors: Vec<String>, is_start: bool) -> BeatView {
        let mut view = BeatView {
            id: beat.id.to_string(),
            place: if beat.place.is_empty() {
                beat.channel.label().to_owned()
            } else {
                format!("{}, {}", beat.channel.label(), beat.place.replace('-', " "))
            },
            lines: self.lines(&beat.lines),
            effects: self.effects(&beat.effects),
            choices: Vec::new(),
            patience: 0,
            next: Vec::new(),
            end: None,
            predecessors,
            is_start,
        };
        match &beat.body {
            Body::Choices { choices, patience } => {
                view.patience = *patience;
                view.choices = choices.iter().map(|choice| self.choice(choices, choice)).collect();
                view.choices.sort_by_key(|choice| -choice.total);
            }
            Body::Next(nexts) => {
                view.next = nexts
                    .iter()
                    .map(|next| NextView { to: self.script.beat(next.to).id.to_string(), when: self.all(&next.when) })
                    .collect();
            }
            Body::End { outcome, text } => {
                view.end = Some(EndView { outcome: outcome.label(), text: self.text(text) });
            }
        }
        view
    }

    fn choice(&self, choices: &[Choice], choice: &Choice) -> ChoiceView {
        let rank = rank(choices, choice);
        let mut notes = Vec::new();
        if !choice.when.is_empty() {
            notes.push(format!("on offer only if {}", self.all(&choice.when)));
        }
        for (is, words) in [
            (choice.earned, "unlocked by good play: who says something else loses nothing by it"),
            (choice.repair, "only a mistake unlocks it"),
            (choice.once, "goes away once it is used"),
        ] {
            if is {
                notes.push(words.into());
            }
        }
        notes.extend(self.effects(&choice.effects));
        ChoiceView {
            id: choice.id.to_string(),
            words: self.text(&choice.words),
            spoken: choice.spoken,
            act: choice.act.as_str().to_owned(),
            weights: choice.evidence.named().map(|(p, weight)| format!("{} {weight:+}", p.name())).collect(),
            total: choice.evidence.total(),
            rank: rank.words(),
            sign: rank.sign(),
            because: self.text(&choice.because),
            notes,
            answer: self.lines(&choice.answer),
            to: self.script.beat(choice.to).id.to_string(),
        }
    }

    fn lines(&self, lines: &[Line]) -> Vec<LineView> {
        lines.iter().map(|line| self.line(line)).collect()
    }

    fn line(&self, line: &Line) -> LineView {
        let wordings: Vec<String> = line.wordings.iter().map(|text| self.text(text)).collect();
        let first = wordings.first().cloned().unwrap_or_default();
        let (who, words) = match line.kind {
            LineKind::Say(by) => (self.name(by), first),
            LineKind::Post { by, seen_by, .. } => (format!("{} writes, seen by {seen_by}", self.name(by)), first),
            LineKind::Narrate => ("It is told".into(), first),
            LineKind::Menu => ("A recorded voice".into(), first),
            LineKind::Hold(minutes) => ("On hold".into(), format!("{minutes} minutes")),
            LineKind::Transfer => ("Put through".into(), first),
        };
        let mut notes = Vec::new();
        if !line.when.is_empty() {
            notes.push(format!("only if {}", self.all(&line.when)));
        }
        notes.extend(line.mood.map(|to| format!("now {}", mood(to))));
        notes.extend(line.learn.iter().map(|fact| format!("one learns: {}", self.fact(*fact))));
        LineView { who, words, others: wordings.into_iter().skip(1).collect(), notes }
    }
}
