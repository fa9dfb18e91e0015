//! Whether a ledger is what it was: the chain from end to end, and every number from the decisions behind it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use rusqlite::params;
use thiserror::Error;

use super::chain::{self, Row};
use super::event::{End, Event, Story};
use super::ledger_set::{StoredScenario, open, stored_scenario};
use super::{Ledger, LedgerError, steps};
use crate::encounter::{Encounter, RULES_VERSION, Status};
use crate::record::{Head, Millis, PlayId, PlaySource, Profile};
use crate::scenario::hash::Hash;
use crate::scoring::Scorecard;

/// At most so many findings are listed; more say no more.
const MOST_FINDINGS: usize = 1000;

/// Something in a ledger that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Finding {
    /// An event's hash does not follow from what it says and the event before.
    #[error("event {seq}, `{kind}` of `{play}`, was changed, moved or put in")]
    Changed {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: String,
        /// The play, or profile, it belongs to.
        play: String,
    },
    /// Events are missing.
    #[error("events {first} to {last} are missing")]
    Missing {
        /// The first.
        first: i64,
        /// The last.
        last: i64,
    },
    /// The chain does not end where the ledger says.
    #[error("the chain ends with event {found}, and the ledger counts {counted}: its end was cut off or added to")]
    End {
        /// The number of the last event.
        found: i64,
        /// How many the ledger counts.
        counted: i64,
    },
    /// The last event is not the one the ledger names.
    #[error("the last event is not the one that the ledger names as its head")]
    Head,
    /// An event was emptied without having been erased with its play.
    #[error("event {seq} of `{play}` is empty, and nothing says that `{play}` was erased")]
    Emptied {
        /// Its number.
        seq: i64,
        /// The play, or profile, it belongs to.
        play: String,
    },
    /// A scenario as it was kept has another hash.
    #[error("the scenario `{id}` was changed after it was played: its text does not have the hash {hash}")]
    Scenario {
        /// Its id.
        id: String,
        /// The hash it was kept under.
        hash: String,
    },
    /// Something that stands beside the events does not follow from them.
    #[error("play `{play}`: {what} is {kept} in the list of plays, and {follows} follows from the events")]
    Differs {
        /// The play.
        play: String,
        /// What.
        what: &'static str,
        /// As it stands in the list.
        kept: String,
        /// As it follows.
        follows: String,
    },
    /// What a profile is called is not what was noted last.
    #[error("profile `{profile}`: name, staff number or team is not what the chain says")]
    Profile {
        /// Its id.
        profile: String,
    },
    /// A play that events speak of is not in the list of plays.
    #[error("play `{play}` was taken out of the list of plays")]
    Gone {
        /// The play.
        play: String,
    },
    /// A person has one attempt at a scenario twice.
    #[error("play `{play}` is attempt {attempt}, and another play of that person and scenario is, too")]
    Twice {
        /// The play.
        play: String,
        /// The number.
        attempt: u32,
    },
    /// A play cannot be read or played again.
    #[error("play `{play}` cannot be played again: {why}")]
    Unplayable {
        /// The play.
        play: String,
        /// Why.
        why: String,
    },
    /// Playing it again came to something else.
    #[error("play `{play}`: played again on the kept scenario, {what} comes out otherwise than it was kept")]
    Replay {
        /// The play.
        play: String,
        /// What: a decision by its number, or how it ended.
        what: String,
    },
    /// A score is not what its decisions come to.
    #[error("play `{play}`: the score of {what} is kept as {kept}, and its decisions come to {follows}")]
    Score {
        /// The play.
        play: String,
        /// Overall, or the principle.
        what: &'static str,
        /// As kept.
        kept: String,
        /// As it is.
        follows: String,
    },
    /// An export speaks of more events than there are.
    #[error("the export was made of {then} events, and the ledger has {now}: its end was cut off")]
    Shorter {
        /// How many there were.
        then: i64,
        /// How many there are.
        now: i64,
    },
    /// The event an export ended with is another one now.
    #[error("event {events} is not the one that the export ended with: the ledger was written anew since")]
    Rewritten {
        /// Its number.
        events: i64,
    },
    /// An export is of other ledgers.
    #[error("the export is not of this ledger, or the ledger was made anew since: none of its ids is `{ledger}`")]
    Other {
        /// This ledger's id.
        ledger: String,
    },
}

/// What verifying a ledger came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How far its chain reaches.
    pub head: Head,
    /// How many plays there are.
    pub plays: usize,
    /// How many of them were played again on the kept scenario.
    pub replayed: usize,
    /// How many, of older rules, were scored again from the offers that were kept.
    pub rescored: usize,
    /// How many plays and profiles were erased.
    pub erased: usize,
    /// What is not as it was written, a thousand at most.
    pub findings: Vec<Finding>,
}

impl Ledger {
    /// Verifies the ledger of a data folder, without changing it, against the heads that exports of it noted.
    ///
    /// # Errors
    /// If the ledger is not there or cannot be read; what is wrong in it is in the result.
    pub fn verify(
        folder: &Path,
        now: Millis,
        against: &[Head],
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Verified, LedgerError> {
        // It is opened as it stands at one moment: somebody may be playing.
        let ledger = open(folder)?;
        let mut check = Check { now, ..Check::new(&ledger)? };
        check.chain(progress)?;
        check.against(against)?;
        check.scenarios()?;
        check.profiles()?;
        check.plays(progress)?;
        Ok(Verified {
            head: check.head,
            plays: check.plays,
            replayed: check.replayed,
            rescored: check.rescored,
            erased: check.erased.len(),
            findings: check.findings,
        })
    }
}

struct Check<'l> {
    ledger: &'l Ledger,
    now: Millis,
    head: Head,
    plays: usize,
    replayed: usize,
    rescored: usize,
    attempts: HashSet<(String, String, u32)>,
    erased: BTreeSet<String>,
    started: BTreeSet<String>,
    /// Name, staff number, team, and since when, by profile.
    known: BTreeMap<String, (String, Option<String>, Option<String>, i64)>,
    scenarios: HashMap<String, Result<StoredScenario, String>>,
    findings: Vec<Finding>,
}

impl<'l> Check<'l> {
    fn new(ledger: &'l Ledger) -> Result<Self, LedgerError> {
        Ok(Self {
            ledger,
            now: Millis::default(),
            head: ledger.head()?,
            plays: 0,
            replayed: 0,
            rescored: 0,
            attempts: HashSet::new(),
            erased: BTreeSet::new(),
            started: BTreeSet::new(),
            known: BTreeMap::new(),
            scenarios: HashMap::new(),
            findings: Vec::new(),
        })
    }

    fn found(&mut self, finding: Finding) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }

    /// Every event against the one before, and where the chain ends.
    fn chain(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LedgerError> {
        let ledger = self.ledger;
        let mut query =
            ledger.db.prepare("SELECT seq, play, kind, body, at, hash, erased, salt FROM event ORDER BY seq")?;
        let mut rows = query.query([])?;
        let mut last = (0, chain::root(&self.head.ledger));
        let mut emptied = Vec::new();
        let all = self.head.events.unsigned_abs();
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            let (play, kind, body): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let erased: bool = row.get(6)?;
            let hash = Hash(row.get::<_, Option<[u8; 32]>>(5)?.unwrap_or_default());
            let salt: chain::Salt = row.get::<_, Option<_>>(7)?.unwrap_or_default();
            let at = row.get(4)?;
            let digest = if erased { body.parse().unwrap_or(Hash([0; 32])) } else { chain::digest(&salt, at, &body) };
            let missing = seq != last.0 + 1;
            if missing {
                self.found(Finding::Missing { first: last.0 + 1, last: seq - 1 });
            }
            let follows = chain::link(last.1, &Row { seq, play: &play, kind: &kind }, digest);
            if follows != hash && !missing {
                self.found(Finding::Changed { seq, kind: kind.clone(), play: play.clone() });
            }
            // What comes after is judged by what is written, so that one change is found once.
            last = (seq, hash);
            if erased {
                emptied.push((seq, play));
            } else {
                self.note(play, &kind, &body, at);
            }
            if seq % 10_000 == 0 {
                progress(seq.unsigned_abs(), all);
            }
        }
        if last.0 != self.head.events {
            self.found(Finding::End { found: last.0, counted: self.head.events });
        } else if last.1 != self.head.head {
            self.found(Finding::Head);
        }
        for (seq, play) in emptied {
            if !self.erased.contains(&play) {
                self.found(Finding::Emptied { seq, play });
            }
        }
        Ok(())
    }

    fn note(&mut self, play: String, kind: &str, body: &str, at: i64) {
        match kind {
            "erased" => {
                self.started.remove(&play);
                self.known.remove(&play);
                self.erased.insert(play);
            }
            "started" => {
                self.started.insert(play);
            }
            "known" => {
                if let Ok(Event::Known { name, staff, team }) = serde_json::from_str(body) {
                    let since = self.known.get(&play).map_or(at, |known| known.3);
                    self.known.insert(play, (name, staff, team, since));
                }
            }
            _ => {}
        }
    }

    fn against(&mut self, heads: &[Head]) -> Result<(), LedgerError> {
        let ours: Vec<&Head> = heads.iter().filter(|head| head.ledger == self.head.ledger).collect();
        if ours.is_empty() && !heads.is_empty() {
            self.found(Finding::Other { ledger: self.head.ledger.clone() });
        }
        for then in ours {
            if then.events > self.head.events {
                self.found(Finding::Shorter { then: then.events, now: self.head.events });
                continue;
            }
            let mut query = self.ledger.db.prepare("SELECT hash FROM event WHERE seq = ?1")?;
            let mut rows = query.query(params![then.events])?;
            let is_same = match rows.next()? {
                Some(row) => row.get::<_, Option<[u8; 32]>>(0)? == Some(then.head.0),
                None => then.events == 0,
            };
            if !is_same {
                self.found(Finding::Rewritten { events: then.events });
            }
        }
        Ok(())
    }

    /// Every kept scenario against the hash it is kept under.
    fn scenarios(&mut self) -> Result<(), LedgerError> {
        for hash in steps::ids(&self.ledger.db, "SELECT content_hash FROM scenario ORDER BY id", [])? {
            let kept = stored_scenario(self.ledger, &hash);
            let (id, sound) = match &kept {
                Ok(kept) => (kept.id.to_string(), same(kept)),
                Err(_) => (hash.clone(), false),
            };
            if !sound {
                self.found(Finding::Scenario { id, hash: hash.clone() });
            }
            self.scenarios.insert(hash, kept.map_err(|error| error.to_string()));
        }
        Ok(())
    }

    fn profiles(&mut self) -> Result<(), LedgerError> {
        let mut known = std::mem::take(&mut self.known);
        let created =
            steps::ids(&self.ledger.db, "SELECT CAST(created AS TEXT) FROM profile ORDER BY created, id", [])?;
        for (Profile { id, name, staff, team }, created) in self.ledger.profiles()?.into_iter().zip(created) {
            if known.remove(&id.0) != Some((name, staff, team, created.parse().unwrap_or_default())) {
                self.found(Finding::Profile { profile: id.0 });
            }
        }
        for (profile, _) in known {
            self.found(Finding::Profile { profile });
        }
        Ok(())
    }

    /// Every play: the list against the events, and every number against the decisions.
    fn plays(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LedgerError> {
        let ledger = self.ledger;
        let mut query = ledger.db.prepare(
            "SELECT id, play.profile, source, attempt, practice, rewound, started, latest, scenario, status, decisions,
                    card, content_hash, rules, seed, memory, trace, person FROM play ORDER BY started, id",
        )?;
        let mut rows = query.query([])?;
        let people: HashMap<String, String> =
            ledger.profiles()?.iter().map(|profile| (profile.id.0.clone(), profile.person().0)).collect();
        let all = self.started.len() as u64;
        while let Some(row) = rows.next()? {
            let record = super::record_of(row)?;
            let listed = Listed {
                source: row.get(2)?,
                status: row.get(9)?,
                content_hash: row.get(12)?,
                rules: row.get(13)?,
                seed: row.get(14)?,
                memory: row.get(15)?,
                trace: row.get(16)?,
                person: row.get(17)?,
            };
            self.plays += 1;
            self.started.remove(&record.id.0);
            let person = people.get(&record.profile.0).cloned().unwrap_or_default();
            self.play(&record, &listed, &person);
            if let Some(attempt) = record.attempt_info.attempt
                && !self.attempts.insert((listed.person.clone(), record.scenario.to_string(), attempt))
            {
                self.found(Finding::Twice { play: record.id.0.clone(), attempt });
            }
            if self.plays.is_multiple_of(1000) {
                progress(self.plays as u64, all);
            }
        }
        for play in std::mem::take(&mut self.started) {
            self.found(Finding::Gone { play });
        }
        Ok(())
    }

    fn play(&mut self, record: &crate::record::Record, listed: &Listed, person: &str) {
        let id = &record.id;
        let unplayable = |why: String| Finding::Unplayable { play: id.0.clone(), why };
        let story = match self.ledger.story(&id.0) {
            Ok(story) => story,
            Err(error) => return self.found(unplayable(error.to_string())),
        };
        let Some(start) = &story.start else { return self.found(unplayable("it has no beginning".into())) };
        self.list(record, listed, &story, person);
        if start.rules != RULES_VERSION {
            self.rescored += 1;
            let card = (record.status == Status::Completed).then(|| Scorecard::from_decisions(&story.decisions));
            return self.score(id, story.end.as_ref().and_then(|end| end.card), card);
        }
        let script = match self.scenarios.get(&start.content_hash.to_string()) {
            Some(Ok(kept)) => kept.script.clone(),
            Some(Err(why)) => Err(why.clone()),
            None => Err("its scenario is missing".into()),
        };
        let script = match script {
            Ok(script) => script,
            Err(why) => return self.found(unplayable(why)),
        };
        let mut encounter = Encounter::start(script, start.seed, start.memory.clone());
        for (n, decision) in story.decisions.iter().enumerate() {
            if encounter.choose(decision.chosen.as_str(), decision.milliseconds).is_err() {
                return self.found(Finding::Replay { play: id.0.clone(), what: format!("decision {}", n + 1) });
            }
        }
        self.replayed += 1;
        let transcript = encounter.transcript();
        let mut pairs = transcript.decisions.iter().zip(&story.decisions);
        if let Some(n) = pairs.position(|(again, kept)| again != kept) {
            self.found(Finding::Replay { play: id.0.clone(), what: format!("decision {}", n + 1) });
        }
        let again = (transcript.status != Status::Open).then(|| End::of(&transcript));
        self.score(id, story.end.as_ref().and_then(|end| end.card), again.as_ref().and_then(|end| end.card));
        let without_card = |end: Option<&End>| end.map(|end| End { card: None, ..end.clone() });
        if without_card(again.as_ref()) != without_card(story.end.as_deref()) {
            self.found(Finding::Replay { play: id.0.clone(), what: "how it ended".into() });
        }
        let trace = encounter.trace().and_then(|trace| serde_json::to_string(&trace).ok());
        if trace != listed.trace {
            self.found(Finding::Replay { play: id.0.clone(), what: "what is remembered of it".into() });
        }
    }

    /// What the list of plays says against the events.
    fn list(&mut self, record: &crate::record::Record, listed: &Listed, story: &Story, person: &str) {
        let Some(start) = &story.start else { return };
        let id = &record.id.0;
        let left = record.latest.0 < self.now.0 - Millis::STALE;
        let status = match story.status {
            Some(status) => status,
            // A reader that may not write judges it by the date alone.
            None if left && record.status == Status::Abandoned => Status::Abandoned,
            None => Status::Open,
        };
        let practice = start.practice || story.rewound;
        let source = |source: PlaySource| source.as_str().to_owned();
        let memory = serde_json::to_string(&start.memory).unwrap_or_default();
        let card = story.end.as_ref().and_then(|end| end.card);
        let of = |card: Option<Scorecard>| format!("{:?}", card.map(|card| card.overall));
        let pairs: [(&'static str, String, String); 15] = [
            ("whose it is", record.profile.0.clone(), start.profile.0.clone()),
            ("the person", listed.person.clone(), person.to_owned()),
            ("the source", listed.source.clone(), source(start.source)),
            ("the attempt", format!("{:?}", record.attempt_info.attempt), format!("{:?}", start.attempt)),
            ("practice", record.attempt_info.practice.to_string(), practice.to_string()),
            ("rewound", record.attempt_info.rewound.to_string(), story.rewound.to_string()),
            ("the scenario", record.scenario.to_string(), start.scenario.to_string()),
            ("the status", listed.status.clone(), status.as_str().into()),
            ("the number of decisions", record.decisions.to_string(), story.decisions.len().to_string()),
            ("the scenario's hash", listed.content_hash.clone(), start.content_hash.to_string()),
            ("the version of the rules", listed.rules.to_string(), start.rules.to_string()),
            ("the seed", listed.seed.to_string(), start.seed.to_string()),
            ("what was remembered", listed.memory.clone(), memory),
            ("the time of the first decision", record.started.0.to_string(), story.began.to_string()),
            ("the time of the last decision", record.latest.0.to_string(), story.latest.to_string()),
        ];
        for (what, kept, follows) in pairs {
            if kept != follows {
                self.found(Finding::Differs { play: id.clone(), what, kept, follows });
            }
        }
        if record.card != card {
            let (kept, follows) = (of(record.card), of(card));
            self.found(Finding::Differs { play: id.clone(), what: "the score", kept, follows });
        }
    }

    fn score(&mut self, id: &PlayId, kept: Option<Scorecard>, follows: Option<Scorecard>) {
        if kept == follows {
            return;
        }
        let differs = match (&kept, &follows) {
            (Some(kept), Some(follows)) => kept.differs(follows),
            _ => None,
        };
        let (what, kept, follows) = match differs {
            Some((what, kept, follows)) => (what, kept.to_string(), follows.to_string()),
            None => ("the play", present(kept.is_some()), present(follows.is_some())),
        };
        self.found(Finding::Score { play: id.0.clone(), what, kept, follows });
    }
}

struct Listed {
    source: String,
    status: String,
    content_hash: String,
    rules: u32,
    seed: i64,
    memory: String,
    trace: Option<String>,
    person: String,
}

fn present(there: bool) -> String {
    if there { "a score" } else { "no score" }.into()
}

/// Whether a kept scenario still has the hashes it is kept under.
fn same(kept: &StoredScenario) -> bool {
    let Ok(script) = &kept.script else { return false };
    script.content_hash() == kept.content_hash && script.play_hash() == kept.play_hash
}
