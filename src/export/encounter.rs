//! The table of encounters: one row a play, with its scores and what stands beside them.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::names::Name;
use super::table::{Cell, Column, Kind, Table, fields};
use crate::encounter::{PromiseState, Status};
use crate::record::{Millis, StoredPlay};
use crate::scenario::model::{NeedKind, Scenario};
use crate::scenario::principle::Principle;
use crate::scoring::{Conduct, Scorecard, Tally};

/// One play. What is `None` or empty is not known or was not observed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns below say what each field is, for readers of an export too")]
pub struct EncounterRow {
    pub play: String,
    pub person: String,
    pub trainee: String,
    pub staff: String,
    pub team: String,
    pub scenario: String,
    pub title: String,
    pub kind: String,
    pub language: String,
    pub content_hash: String,
    pub play_hash: String,
    pub rules: Option<u32>,
    pub source: String,
    pub attempt: Option<u32>,
    pub practice: Option<bool>,
    pub rewound: Option<bool>,
    pub course: String,
    pub pass: Option<u32>,
    pub status: String,
    pub started: Option<Millis>,
    pub minutes: Option<i64>,
    pub decisions: Option<u32>,
    pub seed: Option<i64>,
    pub ending: String,
    pub outcome: String,
    pub cast: String,
    pub people: String,
    pub needs: Option<[Needs; 4]>,
    pub promises: Option<Promises>,
    pub claims: Option<u32>,
    pub claims_checked: Option<u32>,
    pub claims_believed: Option<u32>,
    pub reflect: Option<u32>,
    pub acknowledge: Option<u32>,
    pub ask: Option<u32>,
    pub inform: Option<u32>,
    pub advise: Option<u32>,
    pub name_used: Option<u32>,
    pub recall_taken: Option<u32>,
    pub recall_offered: Option<u32>,
    pub value_first: Option<bool>,
    /// Overall and the eight principles; one with no opportunity was not observed.
    pub card: Scorecard,
}

/// Needs of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// How many there were.
    pub all: u32,
    /// How many were found.
    pub found: u32,
    /// How many were served.
    pub served: u32,
}

/// What became of the promises that were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// How many were made.
    pub made: u32,
    /// How many of them were kept.
    pub kept: u32,
    /// How many were broken.
    pub broken: u32,
    /// How many stand open.
    pub open: u32,
}

impl Needs {
    /// Adds others.
    pub const fn add(&mut self, other: Self) {
        self.all += other.all;
        self.found += other.found;
        self.served += other.served;
    }
}

impl Promises {
    /// Adds others.
    pub const fn add(&mut self, other: Self) {
        self.made += other.made;
        self.kept += other.kept;
        self.broken += other.broken;
        self.open += other.open;
    }
}

/// What is written of a scenario in the table of encounters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Its title.
    pub title: String,
    /// What sort of encounter it is.
    pub kind: String,
    /// Its language.
    pub language: String,
}

impl Title {
    /// Of a scenario that can be read.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let Scenario { title, kind, lang, .. } = scenario;
        Self { title: title.clone(), kind: kind.as_str().into(), language: lang.0.clone() }
    }
}

impl EncounterRow {
    /// The row of a play.
    #[must_use]
    pub fn of(kept: &StoredPlay, who: &Name, title: &Title) -> Self {
        let transcript = &kept.transcript;
        let conduct = Conduct::from_decisions(&transcript.decisions);
        let ended = matches!(transcript.status, Status::Completed | Status::Stuck);
        Self {
            play: kept.id.0.clone(),
            person: who.account.clone(),
            trainee: who.called.clone(),
            staff: who.staff.clone(),
            team: who.team.clone(),
            scenario: transcript.scenario.to_string(),
            title: title.title.clone(),
            kind: title.kind.clone(),
            language: title.language.clone(),
            content_hash: transcript.content_hash.to_string(),
            play_hash: transcript.play_hash.to_string(),
            rules: Some(transcript.rules),
            source: kept.attempt_info.source.as_str().into(),
            attempt: kept.attempt_info.attempt,
            practice: Some(kept.attempt_info.practice),
            rewound: Some(kept.attempt_info.rewound),
            course: kept.course.as_ref().map(|course| course.id.to_string()).unwrap_or_default(),
            pass: kept.course.as_ref().and_then(|course| course.pass),
            status: transcript.status.as_str().into(),
            started: Some(Millis(kept.started.0.div_euclid(1000) * 1000)),
            minutes: Some(kept.minutes()),
            decisions: u32::try_from(transcript.decisions.len()).ok(),
            seed: i64::try_from(transcript.seed).ok(),
            ending: transcript.ending.as_ref().map(ToString::to_string).unwrap_or_default(),
            outcome: transcript.outcome.map(|outcome| outcome.as_str().to_owned()).unwrap_or_default(),
            cast: cast(kept),
            people: people(kept),
            needs: ended.then(|| NeedKind::ALL.iter().map(|kind| needs(kept, *kind))).map(four),
            promises: ended.then(|| promises(kept)),
            claims: ended.then(|| count(transcript.claims.values().map(|_| true))),
            claims_checked: ended.then(|| count(transcript.claims.values().map(|claim| claim.checked))),
            claims_believed: ended.then(|| count(transcript.claims.values().map(|claim| claim.believed))),
            reflect: Some(conduct.reflect),
            acknowledge: Some(conduct.acknowledge),
            ask: Some(conduct.ask),
            inform: Some(conduct.inform),
            advise: Some(conduct.advise),
            name_used: Some(conduct.name_used),
            recall_taken: Some(conduct.recall.taken),
            recall_offered: Some(conduct.recall.offered),
            value_first: conduct.value_first,
            card: kept.card.unwrap_or_default(),
        }
    }

    /// Whether it counts in reports: a trainee's play, not a coach's or a script's.
    #[must_use]
    pub fn is_play(&self) -> bool {
        self.source == "play"
    }

    /// Whether it is the person's one attempt at the scenario that is not practice.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.is_play() && self.attempt == Some(1) && self.practice == Some(false)
    }

    /// Whether it reached an ending.
    #[must_use]
    pub fn is_completed(&self) -> bool {
        self.status == Status::Completed.as_str()
    }
}

fn count(which: impl Iterator<Item = bool>) -> u32 {
    u32::try_from(which.filter(|one| *one).count()).unwrap_or(u32::MAX)
}

fn four(mut needs: impl Iterator<Item = Needs>) -> [Needs; 4] {
    std::array::from_fn(|_| needs.next().unwrap_or_default())
}

fn needs(kept: &StoredPlay, kind: NeedKind) -> Needs {
    let of_kind = || kept.transcript.needs.values().flat_map(|needs| needs.values()).filter(|need| need.kind == kind);
    Needs {
        all: count(of_kind().map(|_| true)),
        found: count(of_kind().map(|need| need.found || need.spoken)),
        served: count(of_kind().map(|need| need.served)),
    }
}

fn promises(kept: &StoredPlay) -> Promises {
    let of = |state: PromiseState| count(kept.transcript.promises.values().map(|promise| *promise == state));
    let (kept_, broken, open) = (of(PromiseState::Kept), of(PromiseState::Broken), of(PromiseState::Open));
    Promises { made: kept_ + broken + open, kept: kept_, broken, open }
}

/// Who was cast in a twin: `walker=older; owner=younger`.
fn cast(kept: &StoredPlay) -> String {
    let twins = kept.transcript.people.iter().filter_map(|(person, state)| Some((person, state.cast.as_ref()?)));
    let mut written = String::new();
    for (person, cast) in twins {
        let _ = write!(written, "{}{person}={cast}", if written.is_empty() { "" } else { "; " });
    }
    written
}

/// How people stood at the end: `mei 62 Calm; sam 40 Annoyed`.
fn people(kept: &StoredPlay) -> String {
    let mut written = String::new();
    for (person, state) in &kept.transcript.people {
        let gap = if written.is_empty() { "" } else { "; " };
        let _ = write!(written, "{gap}{person} {} {}", state.rapport, state.mood.as_str());
    }
    written
}

/// The table of encounters.
pub static ENCOUNTERS: LazyLock<Table<EncounterRow>> = LazyLock::new(|| Table {
    name: "encounters",
    row: "one play with at least one decision",
    key: &["play"],
    columns: columns(),
});

fn columns() -> Vec<Column<EncounterRow>> {
    let mut columns = fields![EncounterRow;
        text play "a UUID" "the play; the same in every export";
        text person "" "who played: staff number, else profile id, else pseudonym; the same over plays";
        text trainee "" "what they want to be called, or their pseudonym";
        text staff "" "their staff number; empty with pseudonyms";
        text team "" "their team at the time of the export";
        text scenario "an id" "the scenario";
        text title "" "the scenario's title";
        text kind "" "what sort of encounter it is";
        text language "a language tag" "the scenario's language";
        text content_hash "64 hexadecimal digits" "fingerprint of all the scenario said";
        text play_hash "64 hexadecimal digits" "fingerprint of how it plays, without its words";
        whole rules "1 and up" "version of the rules of engine and scoring";
        text source "play, tryout, script" "a trainee's play, a coach trying a file, or choices on a command line";
        whole attempt "1 and up" "which play of the scenario by this person it is; empty where source is not play";
        yes practice "" "whether it is for practice: any but the first, and whatever was rewound";
        yes rewound "" "whether a decision was taken back";
        text course "an id" "the course it was started from";
        whole pass "per cent, 0 to 100" "overall at which that course counts a play as passed";
        text status "open, completed, abandoned, stuck" "where the play stands; only completed ones are scored";
        time started "UTC" "when the first decision was taken";
        long minutes "whole minutes, rounded half up" "from the first decision to the last";
        whole decisions "0 to 100" "how many decisions stand";
        long seed "0 to 2^53-1" "the seed it was played with";
        text ending "an id" "the beat it ended at";
        text outcome "Solved, Agreed, Referred, Lost" "how it ended for the matter itself";
        text cast "" "who was cast in a twin, as person=cast";
        text people "" "each person's rapport, 0 to 100, and mood at the end";
    ];
    for (n, kind) in NeedKind::ALL.iter().enumerate() {
        let word = kind.as_str().to_lowercase();
        columns.push(of_needs(format!("needs_{word}"), format!("{word} needs that people had"), n, |n| &mut n.all));
        let (name, meaning) = (format!("needs_{word}_found"), format!("{word} needs that were said or found"));
        columns.push(of_needs(name, meaning, n, |n| &mut n.found));
        let (name, meaning) = (format!("needs_{word}_served"), format!("{word} needs that were served"));
        columns.push(of_needs(name, meaning, n, |n| &mut n.served));
    }
    columns.push(of_promises("promises_made", "promises the trainee made", |p| &mut p.made));
    columns.push(of_promises("promises_kept", "of them kept", |p| &mut p.kept));
    columns.push(of_promises("promises_broken", "of them broken", |p| &mut p.broken));
    columns.push(of_promises("promises_open", "of them still open at the end", |p| &mut p.open));
    columns.extend(fields![EncounterRow;
        whole claims "count" "things said beforehand that could be checked";
        whole claims_checked "count" "of them looked into";
        whole claims_believed "count" "of them taken for a fact";
        whole reflect "count of turns" "said back what was heard";
        whole acknowledge "count of turns" "showed that it counts";
        whole ask "count of turns" "asked something";
        whole inform "count of turns" "gave information";
        whole advise "count of turns" "gave advice";
        whole name_used "count of turns" "named somebody";
        whole recall_taken "count" "replies taken that come back to something said earlier";
        whole recall_offered "count" "such replies that were on offer";
        yes value_first "" "whether an offer or something served came before the first request; empty if there was neither";
    ]);
    for n in 0..9 {
        let (name, about) = score(n);
        columns.extend([
            of_card(format!("{name}_gained"), "0 to the span", format!("what was gained {about}"), n, |t| {
                &mut t.gained
            }),
            of_card(format!("{name}_span"), "1 and up", format!("what could be gained {about}"), n, |t| &mut t.span),
            of_card(
                format!("{name}_moments"),
                "1 and up",
                format!("at how many decisions there was a difference to make {about}"),
                n,
                |t| &mut t.opportunities,
            ),
        ]);
    }
    columns
}

/// What the `n`th of the nine scores is called in column names, and what it is about: overall, then P1 to P8.
pub(super) fn score(n: usize) -> (String, String) {
    match n.checked_sub(1).map(|n| Principle::ALL[n]) {
        None => ("overall".into(), "overall; empty if not completed, or nothing was observed".into()),
        Some(p) => (p.name().to_lowercase(), format!("on {} ({}); empty if not observed", p.name(), p.code())),
    }
}

/// A row that holds the nine scores.
pub(super) trait Scored {
    fn card(&self) -> &Scorecard;
    fn card_mut(&mut self) -> &mut Scorecard;
}

impl Scored for EncounterRow {
    fn card(&self) -> &Scorecard {
        &self.card
    }

    fn card_mut(&mut self) -> &mut Scorecard {
        &mut self.card
    }
}

/// A column of one of the nine scores: empty where nothing was observed.
pub(super) fn of_card<R: Scored>(
    name: String,
    unit: &'static str,
    meaning: String,
    n: usize,
    part: fn(&mut Tally) -> &mut u32,
) -> Column<R> {
    Column {
        name: name.into(),
        kind: Kind::Integer,
        unit,
        meaning: meaning.into(),
        get: Box::new(move |row| {
            let mut tally = row.card().nth(n);
            if tally.span == 0 { Cell::Empty } else { Cell::Whole(i64::from(*part(&mut tally))) }
        }),
        set: Box::new(move |row, cell| {
            let tally = row.card_mut().nth_mut(n);
            // Where a table has no column for it, a difference to make was one moment; else that column comes later.
            tally.opportunities = tally.opportunities.max(u32::from(cell.count().is_some()));
            *part(tally) = cell.count().unwrap_or(0);
        }),
    }
}

fn of_needs(name: String, meaning: String, n: usize, part: fn(&mut Needs) -> &mut u32) -> Column<EncounterRow> {
    Column {
        name: name.into(),
        kind: Kind::Integer,
        unit: "count",
        meaning: meaning.into(),
        get: Box::new(move |row| {
            let mut needs = row.needs;
            Cell::whole(needs.as_mut().map(|needs| i64::from(*part(&mut needs[n]))))
        }),
        set: Box::new(move |row, cell| {
            if let Some(count) = cell.count() {
                *part(&mut row.needs.get_or_insert_default()[n]) = count;
            }
        }),
    }
}

fn of_promises(name: &'static str, meaning: &'static str, part: fn(&mut Promises) -> &mut u32) -> Column<EncounterRow> {
    Column {
        name: name.into(),
        kind: Kind::Integer,
        unit: "count",
        meaning: meaning.into(),
        get: Box::new(move |row| {
            let mut promises = row.promises;
            Cell::whole(promises.as_mut().map(|promises| i64::from(*part(promises))))
        }),
        set: Box::new(move |row, cell| {
            if let Some(count) = cell.count() {
                *part(row.promises.get_or_insert_default()) = count;
            }
        }),
    }
}
