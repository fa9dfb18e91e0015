//! A row of the table of encounters.

use std::fmt::Write as _;

use super::counts::{Needs, Promises};
use crate::encounter::{ClaimState, Status};
use crate::export::names::Name;
use crate::record::{Millis, PlaySource, StoredPlay};
use crate::scenario::model::{NeedKind, Outcome, Scenario};
use crate::scoring::{Conduct, Scorecard};
use crate::util::num::saturating_u32;

/// One play. `None` and empty text mean not known or not observed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the table say what each field is, for readers of an export too")]
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
    pub source: Option<PlaySource>,
    pub attempt: Option<u32>,
    pub practice: Option<bool>,
    pub rewound: Option<bool>,
    pub course: String,
    pub pass: Option<u32>,
    pub status: Option<Status>,
    pub started: Option<Millis>,
    pub minutes: Option<i64>,
    pub decisions: Option<u32>,
    pub seed: Option<i64>,
    pub ending: String,
    pub outcome: Option<Outcome>,
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

/// What the table of encounters says of a scenario.
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
    /// The title of a scenario that can be read.
    #[must_use]
    pub fn from_scenario(scenario: &Scenario) -> Self {
        let Scenario { title, kind, lang, .. } = scenario;
        Self { title: title.clone(), kind: kind.as_str().into(), language: lang.handed_on().unwrap_or_default() }
    }
}

impl EncounterRow {
    /// The row of a play.
    #[must_use]
    pub fn new(play: &StoredPlay, who: &Name, title: &Title) -> Self {
        let transcript = &play.transcript;
        let conduct = Conduct::from_decisions(&transcript.decisions);
        let ended = matches!(transcript.status, Status::Completed | Status::Stuck);
        let claims = |is_counted: fn(&ClaimState) -> bool| {
            ended.then(|| saturating_u32(transcript.claims.values().filter(|claim| is_counted(claim)).count()))
        };
        Self {
            play: play.id.0.clone(),
            person: who.account.clone(),
            trainee: who.name.clone(),
            staff: who.staff.clone(),
            team: who.team.clone(),
            scenario: transcript.scenario.to_string(),
            title: title.title.clone(),
            kind: title.kind.clone(),
            language: title.language.clone(),
            content_hash: transcript.content_hash.to_string(),
            play_hash: transcript.play_hash.to_string(),
            rules: Some(transcript.rules),
            source: Some(play.attempt_info.source),
            attempt: play.attempt_info.attempt,
            practice: Some(play.attempt_info.practice),
            rewound: Some(play.attempt_info.rewound),
            course: play.course.as_ref().map(|course| course.id.to_string()).unwrap_or_default(),
            pass: play.course.as_ref().and_then(|course| course.pass),
            status: Some(transcript.status),
            started: Some(Millis(play.started.0.div_euclid(1000) * 1000)),
            minutes: Some(play.minutes()),
            decisions: u32::try_from(transcript.decisions.len()).ok(),
            seed: i64::try_from(transcript.seed).ok(),
            ending: transcript.ending.as_ref().map(ToString::to_string).unwrap_or_default(),
            outcome: transcript.outcome,
            cast: cast(play),
            people: people(play),
            needs: ended.then(|| std::array::from_fn(|n| NeedKind::ALL[n]).map(|kind| Needs::from_play(play, kind))),
            promises: ended.then(|| Promises::from_play(play)),
            claims: ended.then(|| saturating_u32(transcript.claims.len())),
            claims_checked: claims(|claim| claim.checked),
            claims_believed: claims(|claim| claim.believed),
            reflect: Some(conduct.reflect),
            acknowledge: Some(conduct.acknowledge),
            ask: Some(conduct.ask),
            inform: Some(conduct.inform),
            advise: Some(conduct.advise),
            name_used: Some(conduct.name_used),
            recall_taken: Some(conduct.recall.taken),
            recall_offered: Some(conduct.recall.offered),
            value_first: conduct.value_first,
            card: play.card.unwrap_or_default(),
        }
    }

    /// Whether it counts in reports: a trainee's play, not a follow-up, a try-out or a scripted play.
    #[must_use]
    pub fn is_play(&self) -> bool {
        self.source == Some(PlaySource::Play)
    }

    /// Whether it is the person's first attempt at the scenario, and not practice.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.is_play() && self.is_first_of_its_kind()
    }

    /// Whether it is a first attempt at an encounter that follows from another, which is counted apart.
    #[must_use]
    pub fn is_first_follow_up(&self) -> bool {
        self.source == Some(PlaySource::FollowUp) && self.is_first_of_its_kind()
    }

    fn is_first_of_its_kind(&self) -> bool {
        self.attempt == Some(1) && self.practice == Some(false)
    }

    /// Whether it reached an ending.
    #[must_use]
    pub fn is_completed(&self) -> bool {
        self.status == Some(Status::Completed)
    }
}

/// Who was cast in a twin: `walker=older; owner=younger`.
fn cast(play: &StoredPlay) -> String {
    let twins = play.transcript.people.iter().filter_map(|(person, state)| Some((person, state.cast.as_ref()?)));
    let mut written = String::new();
    for (person, cast) in twins {
        let _ = write!(written, "{}{person}={cast}", if written.is_empty() { "" } else { "; " });
    }
    written
}

/// Each person's rapport and mood at the end: `mei 62 Calm; sam 40 Annoyed`.
fn people(play: &StoredPlay) -> String {
    let mut written = String::new();
    for (person, state) in &play.transcript.people {
        let gap = if written.is_empty() { "" } else { "; " };
        let _ = write!(written, "{gap}{person} {} {}", state.rapport, state.mood.as_str());
    }
    written
}

#[cfg(test)]
mod tests {
    use crate::scenario::model::Lang;

    #[test]
    fn a_language_is_a_tag_whatever_a_scenario_of_before_said() {
        for (written, handed_on) in [
            ("en-GB", "en-GB"),
            ("en_GB", "en-GB"),
            ("en GB", "en-GB"),
            ("English!", ""),
            ("x", ""),
            ("english", "english"),
            ("x-klingon", "x-klingon"),
        ] {
            let lang = Lang(written.into());
            assert_eq!(lang.handed_on().unwrap_or_default(), handed_on, "{written}");
        }
    }
}
