//! Item analysis: what was chosen at each moment of a scenario.

use serde::Serialize;

use super::view::{hide_few, share};
use crate::export::items::{ItemBeat, ItemReply, ItemScenario, Items, MIN_FIRM_ATTEMPTS, MIN_FIRST_ATTEMPTS};

/// The item analysis of one scenario.
#[derive(Serialize)]
pub(super) struct ItemTable {
    title: String,
    id: String,
    /// The first digits of the fingerprint of how it plays: other digits, other moments.
    hash: String,
    plays: u32,
    provisional: bool,
    /// `None` if too few have played.
    beats: Option<Vec<BeatRow>>,
}

#[derive(Serialize)]
struct BeatRow {
    beat: String,
    seen: u32,
    provisional: bool,
    /// What was gained there of what could be, in per cent.
    difficulty: Option<u32>,
    /// `None` if too few came.
    replies: Option<Vec<ReplyRow>>,
}

#[derive(Serialize)]
struct ReplyRow {
    id: String,
    offered: u32,
    /// `None` if hidden.
    chosen: Option<u32>,
    share: Option<u32>,
    /// The sum of its weights, with a sign.
    total: String,
    /// Point-biserial with the rest of the play, as a signed number with two decimals.
    discrimination: Option<String>,
    /// What a coach should look at.
    notes: Vec<&'static str>,
}

impl ItemTable {
    /// Hides what fewer than `min_people` chose.
    pub(super) fn hide_few(&mut self, min_people: usize) {
        for beat in self.beats.iter_mut().flatten() {
            let replies = beat.replies.as_deref_mut().unwrap_or_default();
            hide_few(
                replies,
                min_people,
                |reply| reply.chosen,
                |reply| {
                    (reply.chosen, reply.share, reply.discrimination) = (None, None, None);
                    reply.notes = vec!["hidden"];
                },
            );
        }
    }
}

/// Item analysis, scenario by scenario.
pub(super) fn items(items: &Items) -> Vec<ItemTable> {
    let mut tables: Vec<ItemTable> = items.scenarios.iter().map(|(hash, scenario)| table(hash, scenario)).collect();
    tables.sort_by(|a, b| (&a.title, &a.hash).cmp(&(&b.title, &b.hash)));
    tables
}

fn table(hash: &str, scenario: &ItemScenario) -> ItemTable {
    let beats = || in_order(scenario).into_iter().map(|(id, beat)| beat_row(id, beat)).collect();
    ItemTable {
        title: scenario.title.clone(),
        id: scenario.id.clone(),
        hash: hash.chars().take(8).collect(),
        plays: scenario.plays,
        provisional: scenario.plays < MIN_FIRM_ATTEMPTS,
        beats: (scenario.plays >= MIN_FIRST_ATTEMPTS).then(beats),
    }
}

/// The moments in the order in which they come up.
pub(super) fn in_order(scenario: &ItemScenario) -> Vec<(&String, &ItemBeat)> {
    let mut beats: Vec<_> = scenario.beats.iter().collect();
    beats.sort_by_key(|(id, beat)| (beat.earliest, std::cmp::Reverse(beat.seen), (*id).clone()));
    beats
}

fn beat_row(id: &str, beat: &ItemBeat) -> BeatRow {
    let totals = || beat.replies.values().map(|reply| reply.total);
    let (least, most) = (totals().min().unwrap_or(0), totals().max().unwrap_or(0));
    let replies = || {
        let mut replies: Vec<ReplyRow> =
            beat.replies.iter().map(|(id, reply)| reply_row(id, reply, least, most)).collect();
        replies.sort_by(|a, b| b.share.cmp(&a.share).then_with(|| a.id.cmp(&b.id)));
        replies
    };
    BeatRow {
        beat: id.to_owned(),
        seen: beat.seen,
        provisional: beat.seen < MIN_FIRM_ATTEMPTS,
        difficulty: beat.overall.percent().filter(|_| beat.seen >= MIN_FIRST_ATTEMPTS),
        replies: (beat.seen >= MIN_FIRST_ATTEMPTS).then(replies),
    }
}

/// Minimum absolute correlation that is reported, in hundredths.
const MIN_CORRELATION: i32 = 10;

fn reply_row(id: &str, reply: &ItemReply, least: i32, most: i32) -> ReplyRow {
    let discrimination = reply.discrimination();
    let mut notes = Vec::new();
    if reply.total == most && least < most {
        notes.push("best");
    }
    if reply.is_rare() {
        notes.push("almost nobody takes it");
    }
    match discrimination {
        Some(r) if r <= -MIN_CORRELATION && reply.total == most && least < most => {
            notes.push("goes with poor play elsewhere");
        }
        Some(r) if r >= MIN_CORRELATION && reply.total == least && least < most => {
            notes.push("goes with good play elsewhere");
        }
        _ => {}
    }
    ReplyRow {
        id: id.to_owned(),
        offered: reply.offered,
        chosen: Some(reply.chosen),
        share: share(reply.chosen, reply.offered),
        total: signed(reply.total),
        discrimination: discrimination.map(hundredths),
        notes,
    }
}

/// A number with its sign; 0 has none.
pub(super) fn signed(number: i32) -> String {
    match number {
        0 => "0".into(),
        n if n < 0 => format!("\u{2212}{}", n.abs()),
        n => format!("+{n}"),
    }
}

/// `+0.31` of 31 hundredths.
fn hundredths(value: i32) -> String {
    let sign = if value < 0 { '\u{2212}' } else { '+' };
    format!("{sign}{}.{:02}", value.abs() / 100, value.abs() % 100)
}
