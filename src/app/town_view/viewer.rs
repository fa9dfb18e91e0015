//! Makes the lines of the view from the ledger, the library and the town.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::lines::{MissedLine, PathStep, PersonLine, PromiseLine, WaitingLine, WayLine, WordLine};
use crate::encounter::{Encounter, Memory, PromiseState, RapportClass};
use crate::ledger::Ledger;
use crate::library::Library;
use crate::scenario::hash::Hash;
use crate::scenario::id::{PersonId, PromiseId, Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::model::{Channel, Condition};
use crate::scenario::script::{Script, Text};
use crate::town::{KnownWord, Offered, PlayText, Setting, Town, Waiting};
use crate::util::text::beginning;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Knowledge {
    /// What the trainee can know during a season.
    OfTheTrainee,
    /// Everything, at the end of a season.
    Everything,
}

/// What the view is made of.
pub(super) struct Viewer<'a> {
    ledger: &'a Ledger,
    library: &'a Library,
    pub(super) town: Town,
    you: &'a str,
    knowledge: Knowledge,
    /// The texts that were read from the ledger.
    kept: RefCell<BTreeMap<Hash, Option<Arc<Script>>>>,
}

impl<'a> Viewer<'a> {
    pub(super) fn new(
        ledger: &'a Ledger,
        library: &'a Library,
        town: Town,
        you: &'a str,
        knowledge: Knowledge,
    ) -> Self {
        Self { ledger, library, town, you, knowledge, kept: RefCell::default() }
    }
}

impl Viewer<'_> {
    fn name(&self, villager: &VillagerId) -> String {
        self.library.village.people.get(villager).map_or_else(|| villager.to_string(), |it| it.name.clone())
    }

    /// A scenario as it was played: that of the library, if it is the same still, or else what the ledger keeps.
    fn kept_script(&self, scenario: &ScenarioId, content_hash: Hash) -> Option<Arc<Script>> {
        let present = self.library.get(scenario.as_str()).map(|entry| &entry.script);
        if let Some(present) = present.filter(|script| script.content_hash() == content_hash) {
            return Some(Arc::clone(present));
        }
        let read = || self.ledger.kept_script(scenario, &content_hash.to_string()).ok();
        self.kept.borrow_mut().entry(content_hash).or_insert_with(read).clone()
    }

    /// The title of a scenario of which the town knows.
    fn title(&self, scenario: &ScenarioId) -> String {
        let text = self.town.followed.get(scenario).map(|followed| followed.text.content_hash);
        let hash = text.or_else(|| self.town.missed.get(scenario).map(|missed| missed.content_hash));
        let script = hash.and_then(|hash| self.kept_script(scenario, hash));
        script.map_or_else(|| scenario.to_string(), |script| script.scenario.title.clone())
    }

    /// A text of a scenario as it was played, with the people who were cast; `None` if the ledger does not keep it.
    fn text_of(
        &self,
        scenario: &ScenarioId,
        text: PlayText,
        find: impl Fn(&Script) -> Option<&Text>,
    ) -> Option<String> {
        let script = self.kept_script(scenario, text.content_hash)?;
        let found = find(&script)?.clone();
        let cast = match text.seed {
            Some(seed) => Encounter::start(Arc::clone(&script), seed, Memory::default()).cast().to_vec(),
            None => Vec::new(),
        };
        Some(found.with(&script, &cast, self.you).to_string())
    }

    pub(super) fn waiting(&self, offered: &Offered) -> WaitingLine {
        let scenario = &offered.script.scenario;
        WaitingLine {
            scenario: offered.script.id.clone(),
            title: scenario.title.clone(),
            kind: scenario.kind,
            level: scenario.level,
            minutes: scenario.minutes,
            why: self.why(offered),
            last_day: offered.last_day,
            is_left: offered.is_left,
        }
    }

    /// Why one would choose an encounter now: it was left, a promise is open, somebody has heard of the trainee, or how it
    /// begins.
    fn why(&self, offered: &Offered) -> String {
        let script = &offered.script;
        let reason = script.scenario.opens.iter().find_map(|condition| self.reason(condition, script, None));
        match (offered.is_left, reason) {
            (true, Some(reason)) => format!("{} {reason}", self.still_waits(script)),
            (true, None) => self.still_waits(script),
            (false, Some(reason)) => reason,
            (false, None) => beginning(&script.brief.with(script, &[], self.you).to_string()).to_owned(),
        }
    }

    /// That somebody still waits whom the trainee has left.
    fn still_waits(&self, script: &Script) -> String {
        let villager = script.villager(None).and_then(|villager| self.library.village.people.get(villager));
        let who = villager.map_or("The customer", |villager| villager.called.as_str());
        match script.beat(script.start).channel {
            Channel::Phone => format!("{who} is still on the line."),
            Channel::Chat | Channel::Feed => format!("{who} still waits for an answer."),
            _ => format!("{who} still waits for you."),
        }
    }

    /// The reason that a condition of `opens` is, if the trainee can know it; `with` is the person it is about, if one is named.
    fn reason(&self, condition: &Condition, script: &Script, with: Option<&PersonId>) -> Option<String> {
        match condition {
            Condition::Open(promise) if self.town.promises.get(promise) == Some(&PromiseState::Open) => {
                Some(format!("You promised: {}", self.promise_text(promise)))
            }
            Condition::Heard(word) => self.hearsay(word, script.villager(with)),
            Condition::Overheard(word) => self.hearsay(word, None),
            Condition::All(inner) | Condition::Any(inner) => {
                inner.iter().find_map(|one| self.reason(one, script, with))
            }
            Condition::With(person, inner) => self.reason(inner, script, Some(person)),
            _ => None,
        }
    }

    /// That a villager has heard a word, or that the trainee has, if it has reached the trainee.
    fn hearsay(&self, word: &Ref<WordId>, villager: Option<&VillagerId>) -> Option<String> {
        let by = self.town.overheard.get(word)?.by.as_ref();
        let known = self.town.words.iter().find(|known| known.told.word == *word)?;
        let way = villager.and_then(|villager| {
            let way = known.told.ways.get(villager).filter(|way| way.evening < self.town.day)?;
            Some((self.name(villager), way.from.as_ref()))
        });
        Some(match (way, by) {
            (Some((name, Some(from))), _) => format!("{name} heard about you from {}.", self.name(from)),
            (Some((name, None)), _) => format!("{name} was there, and talks about it."),
            (None, Some(by)) => format!("{} has told you what is said of you.", self.name(by)),
            (None, None) => "What is written of you is read here.".into(),
        })
    }

    /// A promise in the words of the scenario in which it was made.
    fn promise_text(&self, promise: &Ref<PromiseId>) -> String {
        let text = promise.scenario.as_ref().and_then(|scenario| {
            let followed = self.town.followed.get(scenario)?;
            self.text_of(scenario, followed.text, |script| {
                let own = script.promises.iter().take(script.own_promises()).position(|own| own.id == promise.id)?;
                script.promise_texts.get(own)
            })
        });
        text.unwrap_or_else(|| promise.to_string())
    }

    /// The villager with whom the encounter began in which a promise was made.
    fn promised_to(&self, promise: &Ref<PromiseId>) -> Option<VillagerId> {
        let scenario = promise.scenario.as_ref()?;
        let script = self.kept_script(scenario, self.town.followed.get(scenario)?.text.content_hash)?;
        script.villager(None).cloned()
    }

    pub(super) fn words(&self) -> Vec<WordLine> {
        let mut lines: Vec<WordLine> = self.town.words.iter().filter_map(|known| self.word(known)).collect();
        // The latest evening first, and of one evening what everybody can read.
        lines.sort_by(|a, b| (b.evening, a.by.is_some(), &a.word).cmp(&(a.evening, b.by.is_some(), &b.word)));
        lines
    }

    /// A word, if it may be told of.
    fn word(&self, known: &KnownWord) -> Option<WordLine> {
        let told = &known.told;
        let heard = self.town.overheard.get(&told.word);
        let everything = self.knowledge == Knowledge::Everything;
        if heard.is_none() && !everything {
            return None;
        }
        let by = heard.and_then(|heard| heard.by.as_ref());
        let was_there = by.is_none_or(|by| told.ways.get(by).is_some_and(|way| way.from.is_none()));
        let last_evening = if everything { self.town.day } else { self.town.day - 1 };
        let through = self.town.through(known);
        let is_shown = |villager: &&VillagerId| everything || through.contains(villager);
        let reached = told.ways.iter().filter(|(_, way)| way.evening <= last_evening);
        let heard_by =
            reached.clone().filter(|(_, way)| way.from.is_some()).map(|(villager, _)| villager.clone()).collect();
        let shown = reached.filter(|(villager, _)| is_shown(villager));
        let mut ways: Vec<WayLine> = shown
            .map(|(villager, way)| WayLine { villager: villager.clone(), from: way.from.clone(), evening: way.evening })
            .collect();
        ways.sort_by(|a, b| {
            (a.evening, a.from.is_some(), &a.villager).cmp(&(b.evening, b.from.is_some(), &b.villager))
        });
        Some(WordLine {
            word: told.word.clone(),
            tone: told.tone,
            text: self.word_text(known, was_there)?,
            by: by.map(|by| self.name(by)).or_else(|| (!told.public).then(|| self.name(&told.teller))),
            teller: self.name(&told.teller),
            evening: heard.map_or(known.day, |heard| heard.evening),
            path: through
                .iter()
                .rev()
                .map(|villager| PathStep { villager: (*villager).clone(), name: self.name(villager) })
                .collect(),
            ways,
            heard_by,
        })
    }

    fn word_text(&self, known: &KnownWord, was_there: bool) -> Option<String> {
        let word = &known.told.word;
        self.text_of(word.scenario.as_ref()?, known.text, |script| {
            let said = script.talk.iter().chain(&script.missed_talk).find(|said| said.id == word.id)?;
            Some(if was_there { &said.says } else { &said.retold })
        })
    }

    pub(super) fn promises(&self, setting: &Setting) -> Vec<PromiseLine> {
        // A promise can be kept in what waits for it.
        let open: Vec<Waiting> = setting.waiting(&self.town).filter(|it| it.script.is_follow_up()).collect();
        let waits = |promise: &Ref<PromiseId>, state: PromiseState| {
            let for_it = |it: &&Waiting| state == PromiseState::Open && it.script.promises.contains(promise);
            open.iter().filter(for_it).min_by_key(|it| (it.last_day.is_none(), it.last_day))
        };
        let promises = self.town.promises.iter();
        promises
            .map(|(promise, state)| PromiseLine {
                promise: promise.clone(),
                text: self.promise_text(promise),
                made_in: promise.scenario.as_ref().map(|scenario| self.title(scenario)).unwrap_or_default(),
                to: self.promised_to(promise),
                closed_in: self.town.closed_in.get(promise).map(|scenario| self.title(scenario)),
                state: *state,
                missed_on: self.town.missed_promises.get(promise).copied(),
                missed_in: self.town.closed_in.get(promise).filter(|id| self.town.missed.contains_key(*id)).cloned(),
                last_day: waits(promise, *state).and_then(|it| it.last_day),
                waits_in: waits(promise, *state).map(|it| it.script.id.clone()),
            })
            .collect()
    }

    pub(super) fn missed(&self) -> Vec<MissedLine> {
        let lines = self.town.missed.iter().filter_map(|(id, missed)| {
            let text = PlayText { content_hash: missed.content_hash, seed: None };
            let text = self.text_of(id, text, |script| script.missed_text.as_ref())?;
            Some(MissedLine { scenario: id.clone(), title: self.title(id), text, day: missed.day })
        });
        let mut lines: Vec<MissedLine> = lines.collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.day));
        lines
    }

    pub(super) fn people(&self) -> Vec<PersonLine> {
        let last_evening = self.town.day - 1;
        // At the end of a season everybody is told of who has met the trainee, or thinks something.
        let is_shown = |villager: &&VillagerId| match self.knowledge {
            Knowledge::OfTheTrainee => self.town.met.contains(*villager),
            Knowledge::Everything => {
                self.town.has_own_experience(villager)
                    || self.town.opinion(villager, last_evening) != RapportClass::Neutral
            }
        };
        let shown = self.library.village.people.keys().filter(is_shown);
        shown
            .map(|villager| PersonLine {
                villager: villager.clone(),
                name: self.name(villager),
                opinion: self.town.opinion(villager, last_evening),
                before: self.town.opinion_before(villager),
                this_morning: self.town.opinion_at_dawn(villager),
            })
            .collect()
    }
}
