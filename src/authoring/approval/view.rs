//! The page for approval as data: what the template `page.html` fills in.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct View {
    pub(super) title: String,
    pub(super) id: String,
    pub(super) made: String,
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
}

#[derive(Serialize)]
pub(super) struct Trained {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
}

#[derive(Serialize)]
pub(super) struct PersonView {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) pronouns: String,
    pub(super) mood: String,
    pub(super) rapport: u8,
    pub(super) needs: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct BeatView {
    pub(super) id: String,
    pub(super) place: String,
    pub(super) lines: Vec<LineView>,
    pub(super) effects: Vec<String>,
    pub(super) choices: Vec<ChoiceView>,
    pub(super) patience: u32,
    pub(super) ways: Vec<WayView>,
    pub(super) end: Option<EndView>,
    pub(super) come_from: Vec<String>,
    pub(super) is_start: bool,
}

#[derive(Serialize)]
pub(super) struct LineView {
    pub(super) who: String,
    pub(super) words: String,
    pub(super) others: Vec<String>,
    pub(super) notes: Vec<String>,
}

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

#[derive(Serialize)]
pub(super) struct WayView {
    pub(super) to: String,
    pub(super) when: String,
}

#[derive(Serialize)]
pub(super) struct EndView {
    pub(super) outcome: &'static str,
    pub(super) text: String,
}
