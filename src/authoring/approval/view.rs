//! The data of the page for approval, from which the template `page.html` is rendered. Texts are ready to be shown.

use serde::Serialize;

use super::town::TownView;

/// The whole page.
#[derive(Serialize)]
pub(super) struct View {
    pub(super) title: String,
    pub(super) id: String,
    pub(super) date: String,
    /// The content hash in hexadecimal.
    pub(super) hash: String,
    pub(super) kind: &'static str,
    pub(super) channel: &'static str,
    pub(super) level: &'static str,
    pub(super) minutes: u32,
    pub(super) brief: String,
    pub(super) trains: Vec<Trained>,
    pub(super) people: Vec<PersonView>,
    pub(super) facts: Vec<String>,
    pub(super) promises: Vec<String>,
    pub(super) beats: Vec<BeatView>,
    pub(super) town: TownView,
}

/// A principle that the scenario trains.
#[derive(Serialize)]
pub(super) struct Trained {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
}

/// A persona of the cast; each twin is one.
#[derive(Serialize)]
pub(super) struct PersonView {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) pronouns: String,
    pub(super) mood: String,
    pub(super) rapport: u8,
    pub(super) needs: Vec<String>,
}

/// A beat.
#[derive(Serialize)]
pub(super) struct BeatView {
    pub(super) id: String,
    pub(super) place: String,
    pub(super) lines: Vec<LineView>,
    pub(super) effects: Vec<String>,
    /// The choices with the largest totals first.
    pub(super) choices: Vec<ChoiceView>,
    /// Seconds until silence is chosen; 0 if there is no limit.
    pub(super) patience: u32,
    pub(super) next: Vec<NextView>,
    pub(super) end: Option<EndView>,
    /// The ids of the beats that lead to this one.
    pub(super) predecessors: Vec<String>,
    pub(super) is_start: bool,
}

/// A line.
#[derive(Serialize)]
pub(super) struct LineView {
    pub(super) who: String,
    pub(super) words: String,
    /// Other wordings.
    pub(super) others: Vec<String>,
    pub(super) notes: Vec<String>,
}

/// A choice.
#[derive(Serialize)]
pub(super) struct ChoiceView {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) spoken: bool,
    pub(super) act: String,
    pub(super) weights: Vec<String>,
    pub(super) total: i32,
    pub(super) rank: &'static str,
    pub(super) sign: char,
    pub(super) because: String,
    pub(super) notes: Vec<String>,
    pub(super) answer: Vec<LineView>,
    pub(super) to: String,
}

/// An entry of a beat's `next`.
#[derive(Serialize)]
pub(super) struct NextView {
    pub(super) to: String,
    /// The conditions in words; empty if there are none.
    pub(super) when: String,
}

/// The ending of a beat.
#[derive(Serialize)]
pub(super) struct EndView {
    pub(super) outcome: &'static str,
    pub(super) text: String,
}
