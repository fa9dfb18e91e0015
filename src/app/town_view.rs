//! The town as a trainee may see it, in words: who waits and why, what reached them, their promises, and what those think
//! whom they have met. Both front ends show it.

use std::sync::Arc;

use serde::Serialize;

use crate::encounter::{Encounter, Memory, PromiseState, RapportClass};
use crate::ledger::{Ledger, LedgerError};
use crate::library::Library;
use crate::record::{Profile, summaries};
use crate::scenario::id::{PromiseId, Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::model::{Condition, Kind, Level, Tone};
use crate::scenario::script::{Script, Text};
use crate::town::{KnownWord, Offered, PlayText, Setting, Town, offered};

/// The town of a trainee.
#[derive(Debug, Serialize)]
pub struct TownView {
    /// The day of the season, from 1.
    pub day: u32,
    /// Who stands in town today, the most pressing first.
    pub waiting: Vec<WaitingLine>,
    /// How many more encounters the list has that can be played today.
    pub others: usize,
    /// What reached the trainee, the latest first.
    pub words: Vec<WordLine>,
    /// What the trainee promised.
    pub promises: Vec<PromiseLine>,
    /// What those think whom the trainee has met.
    pub people: Vec<PersonLine>,
    /// What was missed, the latest first.
    pub missed: Vec<MissedLine>,
}

/// An encounter that stands in town.
#[derive(Debug, Serialize)]
pub struct WaitingLine {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Its title.
    pub title: String,
    /// What sort of encounter it is.
    pub kind: Kind,
    /// How hard it is.
    pub level: Level,
    /// About how many minutes it takes.
    pub minutes: u32,
    /// Why one would choose it now, as a sentence.
    pub why: String,
    /// The last day on which it can be played; `None` if it is not due.
    pub last_day: Option<u32>,
    /// Whether the trainee has left it open.
    pub is_left: bool,
}

/// A word that reached the trainee.
#[derive(Debug, Serialize)]
pub struct WordLine {
    /// The word, as `scenario/word`.
    pub word: Ref<WordId>,
    /// How it speaks of the trainee.
    pub tone: Tone,
    /// What was said, as it reached the trainee.
    pub text: String,
    /// Who told the trainee; `None` for what everybody can read.
    pub by: Option<String>,
    /// Who said it first.
    pub teller: String,
    /// The evening of this day.
    pub evening: u32,
}

/// A promise.
#[derive(Debug, Serialize)]
pub struct PromiseLine {
    /// The promise, as `scenario/promise`.
    pub promise: Ref<PromiseId>,
    /// In words.
    pub text: String,
    /// What became of it.
    pub state: PromiseState,
    /// The day on whose evening it was missed.
    pub missed_on: Option<u32>,
    /// The last day on which it can be kept, as far as that is known.
    pub last_day: Option<u32>,
}

/// A follow-up that was missed.
#[derive(Debug, Serialize)]
pub struct MissedLine {
    /// The scenario.
    pub scenario: ScenarioId,
    /// What happened.
    pub text: String,
    /// The day on whose evening it was missed.
    pub day: u32,
}

/// What a villager thinks of the trainee.
#[derive(Debug, Serialize)]
pub struct PersonLine {
    /// The villager.
    pub villager: VillagerId,
    /// Their name.
    pub name: String,
    /// What they think.
    pub opinion: RapportClass,
}

/// What the view is made of.
struct Viewer<'a> {
    ledger: &'a Ledger,
    library: &'a Library,
    town: Town,
    you: &'a str,
}

impl TownView {
    /// The town of a trainee today. `next` is what comes next in the course that they follow.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn new(
        ledger: &Ledger,
        profile: &Profile,
        library: &Library,
        next: Option<&ScenarioId>,
    ) -> Result<Self, LedgerError> {
        let town = ledger.town(profile, false)?;
        let viewer = Viewer { ledger, library, town, you: &profile.name };
        let summaries = summaries(&ledger.records(profile)?);
        let is_left = |id: &ScenarioId| summaries.get(id).is_some_and(|summary| summary.open);
        let entries = library.entries.values().map(|entry| &entry.script);
        let left: Vec<Arc<Script>> = entries.filter(|script| is_left(&script.id)).map(Arc::clone).collect();
        let next = next.and_then(|id| library.get(id.as_str())).map(|entry| &entry.script);
        let setting = library.setting();
        let all = offered(&viewer.town, &setting, &left, next, summaries.is_empty());
        let can_be_played = setting.waiting(&viewer.town);
        Ok(Self {
            day: viewer.town.day,
            others: can_be_played.filter(|waiting| !all.iter().any(|it| it.script.id == waiting.script.id)).count(),
            waiting: all.iter().map(|offered| viewer.waiting(offered)).collect(),
            words: viewer.words(),
            promises: viewer.promises(&setting),
            people: viewer.people(),
            missed: viewer.missed(),
        })
    }
}

impl Viewer<'_> {
    fn name(&self, villager: &VillagerId) -> String {
        self.library.village.people.get(villager).map_or_else(|| villager.to_string(), |it| it.name.clone())
    }

    /// A text of a scenario as it was played, with the people who were cast; `None` if the ledger does not keep it.
    fn text_of(
        &self,
        scenario: &ScenarioId,
        text: PlayText,
        find: impl Fn(&Script) -> Option<&Text>,
    ) -> Option<String> {
        let script = self.ledger.kept_script(scenario, &text.content_hash.to_string()).ok()?;
        let found = find(&script)?.clone();
        let cast = match text.seed {
            Some(seed) => Encounter::start(Arc::clone(&script), seed, Memory::default()).cast().to_vec(),
            None => Vec::new(),
        };
        Some(found.with(&script, &cast, self.you).to_string())
    }

    fn waiting(&self, offered: &Offered) -> WaitingLine {
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
        let reason = offered.script.scenario.opens.iter().find_map(|condition| self.reason(condition));
        match (offered.is_left, reason) {
            (true, Some(reason)) => format!("You left this one open. {reason}"),
            (true, None) => "You left this one open.".into(),
            (false, Some(reason)) => reason,
            (false, None) => beginning(&offered.script.brief.with(&offered.script, &[], self.you).to_string()),
        }
    }

    /// The reason that a condition of `opens` is, if the trainee can know it.
    fn reason(&self, condition: &Condition) -> Option<String> {
        match condition {
            Condition::Open(promise) if self.town.promises.get(promise) == Some(&PromiseState::Open) => {
                Some(format!("You promised: {}", self.promise_text(promise)))
            }
            Condition::Heard(word) | Condition::Overheard(word) => {
                let by = self.town.overheard.get(word)?.by.as_ref();
                Some(match by {
                    Some(by) => format!("{} has told you what is said of you.", self.name(by)),
                    None => "What is written of you is read here.".into(),
                })
            }
            Condition::All(inner) | Condition::Any(inner) => inner.iter().find_map(|one| self.reason(one)),
            Condition::With(_, inner) => self.reason(inner),
            _ => None,
        }
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

    fn words(&self) -> Vec<WordLine> {
        let known = |word: &Ref<WordId>| self.town.words.iter().find(|known| known.told.word == *word);
        let mut lines: Vec<WordLine> = self
            .town
            .overheard
            .iter()
            .filter_map(|(word, heard)| {
                let known = known(word)?;
                let was_there = match &heard.by {
                    None => true,
                    Some(by) => known.told.ways.get(by).is_some_and(|way| way.from.is_none()),
                };
                Some(WordLine {
                    word: word.clone(),
                    tone: known.told.tone,
                    text: self.word_text(known, was_there)?,
                    by: heard.by.as_ref().map(|by| self.name(by)),
                    teller: self.name(&known.told.teller),
                    evening: heard.evening,
                })
            })
            .collect();
        // Stable: those of one evening stay in the order of their names, what everybody can read first.
        lines.sort_by_key(|line| (std::cmp::Reverse(line.evening), line.by.is_some()));
        lines
    }

    fn word_text(&self, known: &KnownWord, was_there: bool) -> Option<String> {
        let word = &known.told.word;
        self.text_of(word.scenario.as_ref()?, known.text, |script| {
            let said = script.talk.iter().chain(&script.missed_talk).find(|said| said.id == word.id)?;
            Some(if was_there { &said.says } else { &said.retold })
        })
    }

    fn promises(&self, setting: &Setting) -> Vec<PromiseLine> {
        // A promise can be kept in what waits for it.
        let last_day = |promise: &Ref<PromiseId>| {
            let waiting = self
                .town
                .open
                .iter()
                .filter(|(id, _)| setting.scripts.get(*id).is_some_and(|script| script.promises.contains(promise)));
            waiting.filter_map(|(_, open)| open.last_day).min()
        };
        let promises = self.town.promises.iter();
        promises
            .map(|(promise, state)| PromiseLine {
                promise: promise.clone(),
                text: self.promise_text(promise),
                state: *state,
                missed_on: self.town.missed_promises.get(promise).copied(),
                last_day: if *state == PromiseState::Open { last_day(promise) } else { None },
            })
            .collect()
    }

    fn missed(&self) -> Vec<MissedLine> {
        let lines = self.town.missed.iter().filter_map(|(id, missed)| {
            let text = PlayText { content_hash: missed.content_hash, seed: None };
            let text = self.text_of(id, text, |script| script.missed_text.as_ref())?;
            Some(MissedLine { scenario: id.clone(), text, day: missed.day })
        });
        let mut lines: Vec<MissedLine> = lines.collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.day));
        lines
    }

    fn people(&self) -> Vec<PersonLine> {
        let met = self.library.village.people.keys().filter(|villager| self.town.met.contains(*villager));
        met.map(|villager| PersonLine {
            villager: villager.clone(),
            name: self.name(villager),
            opinion: self.town.opinion(villager, self.town.day - 1),
        })
        .collect()
    }
}

/// The fewest characters that say how an encounter begins: "Eight o'clock." does not.
const MIN_BEGINNING: usize = 40;

/// The first sentences of a text that together say something.
fn beginning(text: &str) -> String {
    let ends = |at: usize| text[at + 1..].starts_with(' ') || at + 1 == text.len();
    let end = text.match_indices(['.', '!', '?']).find(|(at, _)| *at + 1 >= MIN_BEGINNING && ends(*at));
    end.map_or_else(|| text.to_owned(), |(at, _)| text[..=at].to_owned())
}
