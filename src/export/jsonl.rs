//! Plays as JSON, one a line: the document of `rapport play --json`, with who played and when.

use std::io::{self, Write};

use serde::Serialize;

use super::encounter::EncounterRow;
use crate::record::{Document, StoredPlay, instant};
use crate::scoring::debrief::USE_NOTICE;

#[derive(Serialize)]
struct Line<'a> {
    play: &'a str,
    person: &'a str,
    trainee: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    staff: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    team: &'a str,
    title: &'a str,
    language: &'a str,
    started: String,
    minutes: Option<i64>,
    rewound: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    course: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pass: Option<u32>,
    #[serde(flatten)]
    document: Document<'a>,
    notice: &'static str,
}

/// Writes the line of a play.
///
/// # Errors
/// If it cannot be written.
pub fn write(out: &mut impl Write, stored: &StoredPlay, row: &EncounterRow) -> io::Result<()> {
    let line = Line {
        play: &row.play,
        person: &row.person,
        trainee: &row.trainee,
        staff: &row.staff,
        team: &row.team,
        title: &row.title,
        language: &row.language,
        started: instant(stored.started),
        minutes: row.minutes,
        rewound: stored.attempt_info.rewound,
        course: &row.course,
        pass: row.pass,
        document: Document::new(&stored.transcript, stored.attempt_info),
        notice: USE_NOTICE,
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}
