//! Plays as xAPI 1.0.3 statements, one a line: begun, each decision, each score, completed, passed or failed, ended.
//!
//! The shape follows cmi5, which keeps scores out of `completed`, and the serious-games profile for decisions. The
//! ids follow from the play, and the bytes from what was played, so that sending twice changes nothing.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Name;
use super::encounter::EncounterRow;
use crate::encounter::{Decision, Status};
use crate::record::{FromCourse, Millis, PlaySource, StoredPlay, instant};
use crate::scenario::principle::Principle;
use crate::scoring::Tally;
use crate::scoring::debrief::USE_NOTICE;

/// The home page of accounts unless an organisation names its own.
pub const HOME_PAGE: &str = "https://rapport.invalid";

/// The beginning of all identifiers of this program. They are only names: `invalid` never resolves (RFC 2606).
const BASE: &str = "https://rapport.invalid/xapi";

const VERBS: [(&str, &str); 7] = [
    ("initialized", "http://adlnet.gov/expapi/verbs/initialized"),
    ("selected", "https://w3id.org/xapi/adb/verbs/selected"),
    ("scored", "http://adlnet.gov/expapi/verbs/scored"),
    ("completed", "http://adlnet.gov/expapi/verbs/completed"),
    ("passed", "http://adlnet.gov/expapi/verbs/passed"),
    ("failed", "http://adlnet.gov/expapi/verbs/failed"),
    ("terminated", "http://adlnet.gov/expapi/verbs/terminated"),
];

const SIMULATION: &str = "http://adlnet.gov/expapi/activities/simulation";
const DIALOG: &str = "https://w3id.org/xapi/seriousgames/activity-types/dialog-tree";
const OBJECTIVE: &str = "http://adlnet.gov/expapi/activities/objective";
const COURSE: &str = "http://adlnet.gov/expapi/activities/course";
const MOVE_ON: &str = "https://w3id.org/xapi/cmi5/context/categories/moveon";

/// The names of this program's extensions, which `docs/xapi-profile.jsonld` describes.
const EXTENSIONS: [&str; 10] =
    ["attempt", "cast", "content-hash", "decision", "notice", "play", "practice", "rules", "source", "team"];

/// All identifiers of this program that a statement can have, for the test of the profile document.
#[must_use]
pub fn vocabulary() -> Vec<String> {
    let extensions = EXTENSIONS.iter().map(|name| extension(name));
    let objectives = std::iter::once(objective(None)).chain(Principle::ALL.map(|p| objective(Some(p))));
    std::iter::once(profile()).chain(extensions).chain(objectives).collect()
}

fn profile() -> String {
    format!("{BASE}/profile")
}

fn extension(name: &str) -> String {
    format!("{BASE}/extensions/{name}")
}

fn objective(principle: Option<Principle>) -> String {
    format!("{BASE}/principles/{}", principle.map_or("overall".into(), |principle| principle.name().to_lowercase()))
}

/// The statements of a play that has ended or was abandoned; none for a play that can be resumed. `who` is what the
/// person is called by the profile as it was when the play ended ([`StoredPlay::profile_then`]), and attempts are those
/// of the play's own ledger, so that the statements are the same whatever is changed or read with it later.
#[must_use]
pub fn statements(play: &StoredPlay, row: &EncounterRow, who: &Name, home_page: &str) -> Vec<Value> {
    if play.transcript.status == Status::Open {
        return Vec::new();
    }
    let builder = StatementBuilder::new(play, row, who, home_page);
    let mut statements = vec![builder.simple("initialized")];
    for (n, decision) in play.transcript.decisions.iter().enumerate() {
        statements.push(builder.selected(n, decision));
    }
    if let Some(card) = &play.card {
        statements.extend(builder.scored(None, card.overall));
        statements.extend(Principle::ALL.into_iter().filter_map(|p| builder.scored(Some(p), card.principle(p))));
        statements.push(builder.completed());
        statements.extend(play.course.as_ref().and_then(|course| builder.passed(course, card.overall)));
    }
    statements.push(builder.ended());
    for (n, statement) in statements.iter_mut().enumerate() {
        statement["id"] = json!(Uuid::new_v5(&builder.registration, n.to_string().as_bytes()).to_string());
    }
    statements
}

/// Writes statements, one a line.
///
/// # Errors
/// If they cannot be written.
pub fn write(out: &mut impl Write, statements: &[Value]) -> io::Result<()> {
    for statement in statements {
        serde_json::to_writer(&mut *out, statement)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The scaled score: four decimals, from whole numbers, rounded half up.
fn scaled(tally: Tally) -> Value {
    let (gained, span) = (u64::from(tally.gained), u64::from(tally.span));
    let parts = (20_000 * gained + span) / (2 * span);
    // At most 10,000, and a quotient of two small whole numbers is written the same everywhere.
    json!(f64::from(u32::try_from(parts).unwrap_or(10_000)) / 10_000.0)
}

/// Builds the statements of one play.
struct StatementBuilder<'a> {
    play: &'a StoredPlay,
    row: &'a EncounterRow,
    who: &'a Name,
    registration: Uuid,
    actor: Value,
    scenario: String,
    begun: String,
    ended: String,
    duration: String,
}

impl<'a> StatementBuilder<'a> {
    fn new(play: &'a StoredPlay, row: &'a EncounterRow, who: &'a Name, home_page: &str) -> Self {
        let minutes = play.minutes();
        Self {
            play,
            row,
            who,
            // Validators know UUIDs up to version 5 only, and play ids are of version 7.
            registration: Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{BASE}/plays/{}", play.id).as_bytes()),
            actor: json!({ "objectType": "Agent", "account": { "homePage": home_page, "name": who.account } }),
            scenario: format!("{BASE}/scenarios/{}/{}", row.scenario, &row.content_hash[..16]),
            begun: instant(play.started),
            // Whole minutes, as the duration: how quickly somebody answered is not exported.
            ended: instant(Millis(play.started.0 + minutes * 60_000)),
            duration: format!("PT{minutes}M"),
        }
    }

    /// The scenario's language; `und` (undetermined, RFC 5646) if the scenario cannot be read any more.
    fn language(&self) -> &str {
        if self.row.language.is_empty() { "und" } else { &self.row.language }
    }

    fn activity(&self) -> Value {
        let name = Map::from_iter([(self.language().to_owned(), json!(self.row.title))]);
        json!({ "objectType": "Activity", "id": self.scenario, "definition": { "type": SIMULATION, "name": name } })
    }

    fn statement(&self, verb: &str, object: Value, at: &str, about_whole: bool, more: &[(&str, Value)]) -> Value {
        let (verb, iri) = VERBS.into_iter().find(|(name, _)| *name == verb).unwrap_or(VERBS[0]);
        let mut extensions = Map::new();
        let mut note = |name: &str, value: Value| extensions.insert(extension(name), value);
        note("content-hash", json!(self.row.content_hash));
        // Once a play, and with every pass or fail.
        if matches!(verb, "initialized" | "passed" | "failed") {
            note("notice", json!(USE_NOTICE));
        }
        note("play", json!(self.row.play));
        note("rules", json!(self.row.rules));
        note("source", json!(self.row.source));
        note("practice", json!(self.play.own_attempt_info.practice));
        if let Some(attempt) = self.play.own_attempt_info.attempt {
            note("attempt", json!(attempt));
        }
        for (name, value) in [("cast", &self.row.cast), ("team", &self.who.team)] {
            if !value.is_empty() {
                note(name, json!(value));
            }
        }
        for (name, value) in more {
            note(name, value.clone());
        }
        let mut category = vec![json!({ "objectType": "Activity", "id": profile() })];
        // A follow-up is in no course.
        if !self.is_follow_up() && matches!(verb, "completed" | "passed" | "failed") {
            category.push(json!({ "objectType": "Activity", "id": MOVE_ON }));
        }
        let mut activities = Map::from_iter([("category".to_owned(), Value::Array(category))]);
        if !about_whole {
            activities.insert("parent".into(), json!([{ "objectType": "Activity", "id": self.scenario }]));
        }
        if let Some(FromCourse { id, .. }) = &self.play.course {
            let id = format!("{BASE}/courses/{id}");
            let course = json!({ "objectType": "Activity", "id": id, "definition": { "type": COURSE } });
            activities.insert("grouping".into(), json!([course]));
        }
        json!({
            "actor": self.actor,
            "verb": { "id": iri, "display": { "en": verb } },
            "object": object,
            "context": {
                "registration": self.registration.to_string(),
                "platform": "Rapport",
                "language": self.language(),
                "contextActivities": activities,
                "extensions": extensions,
            },
            "timestamp": at,
        })
    }

    fn is_follow_up(&self) -> bool {
        self.row.source == Some(PlaySource::FollowUp)
    }

    fn whole(&self, verb: &str, at: &str, result: Option<Value>) -> Value {
        let mut statement = self.statement(verb, self.activity(), at, true, &[]);
        if let Some(result) = result {
            statement["result"] = result;
        }
        statement
    }

    fn simple(&self, verb: &str) -> Value {
        self.whole(verb, &self.begun, None)
    }

    fn selected(&self, n: usize, decision: &Decision) -> Value {
        let id = format!("{}/beats/{}", self.scenario, decision.beat());
        let object = json!({ "objectType": "Activity", "id": id, "definition": { "type": DIALOG } });
        let mut statement = self.statement("selected", object, &self.begun, false, &[("decision", json!(n + 1))]);
        statement["result"] = json!({ "response": decision.chosen().as_str() });
        statement
    }

    /// The statement of a score; `None` if nothing was observed, and for a follow-up, whose scores are compared with no others.
    fn scored(&self, principle: Option<Principle>, tally: Tally) -> Option<Value> {
        if tally.span == 0 || self.is_follow_up() {
            return None;
        }
        let name = principle.map_or("Overall", Principle::name);
        let object = json!({
            "objectType": "Activity",
            "id": objective(principle),
            "definition": { "type": OBJECTIVE, "name": { "en": name } },
        });
        let mut statement = self.statement("scored", object, &self.ended, false, &[]);
        statement["result"] = json!({ "score": score(tally) });
        Some(statement)
    }

    fn completed(&self) -> Value {
        self.whole("completed", &self.ended, Some(json!({ "completion": true, "duration": self.duration })))
    }

    fn passed(&self, course: &FromCourse, overall: Tally) -> Option<Value> {
        let passed = course.passes(overall)?;
        let result = json!({ "success": passed, "duration": self.duration, "score": score(overall) });
        Some(self.whole(if passed { "passed" } else { "failed" }, &self.ended, Some(result)))
    }

    fn ended(&self) -> Value {
        self.whole("terminated", &self.ended, Some(json!({ "duration": self.duration })))
    }
}

fn score(tally: Tally) -> Value {
    json!({ "scaled": scaled(tally), "raw": tally.gained, "min": 0, "max": tally.span })
}
