//! The report's parts about moments: item analysis, and what was chosen for whom in twins.

use std::collections::BTreeMap;

use serde::Serialize;

use super::view::share;
use crate::export::items::{Beat, Cast, FEWEST, FIRM, Items, Reply, Scenario};

/// The item analysis of one scenario.
#[derive(Serialize)]
pub(super) struct ItemTable {
    title: String,
    id: String,
    /// The first digits of the fingerprint of how it plays: other digits, other moments.
    hash: String,
    plays: u32,
    provisional: bool,
    /// Nothing is said where too few have played.
    beats: Option<Vec<BeatRow>>,
}

#[derive(Serialize)]
struct BeatRow {
    beat: String,
    seen: u32,
    /// What was gained there of what could be, in per cent.
    difficulty: Option<u32>,
    replies: Vec<ReplyRow>,
}

#[derive(Serialize)]
struct ReplyRow {
    id: String,
    offered: u32,
    /// None where it is hidden.
    chosen: Option<u32>,
    share: Option<u32>,
    /// Point-biserial with the rest of the play, as a signed number with two decimals.
    discrimination: Option<String>,
    rare: bool,
}

impl ItemTable {
    /// Takes out what fewer than so many people chose.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        for reply in self.beats.iter_mut().flatten().flat_map(|beat| &mut beat.replies) {
            if reply.chosen.is_some_and(|chosen| few(chosen, fewest)) {
                (reply.chosen, reply.share, reply.discrimination) = (None, None, None);
            }
        }
    }
}

fn few(count: u32, fewest: usize) -> bool {
    count > 0 && (count as usize) < fewest
}

/// Item analysis, scenario by scenario.
pub(super) fn items(items: &Items) -> Vec<ItemTable> {
    let mut tables: Vec<ItemTable> = items.scenarios.iter().map(|(hash, scenario)| table(hash, scenario)).collect();
    tables.sort_by(|a, b| (&a.title, &a.hash).cmp(&(&b.title, &b.hash)));
    tables
}

fn table(hash: &str, scenario: &Scenario) -> ItemTable {
    let beats = || scenario.beats.iter().map(|(id, beat)| beat_row(id, beat)).collect();
    ItemTable {
        title: scenario.title.clone(),
        id: scenario.id.clone(),
        hash: hash.chars().take(8).collect(),
        plays: scenario.plays,
        provisional: scenario.plays < FIRM,
        beats: (scenario.plays >= FEWEST).then(beats),
    }
}

fn beat_row(id: &str, beat: &Beat) -> BeatRow {
    let mut replies: Vec<ReplyRow> = beat.replies.iter().map(|(id, reply)| reply_row(id, reply)).collect();
    replies.sort_by(|a, b| b.share.cmp(&a.share).then_with(|| a.id.cmp(&b.id)));
    BeatRow { beat: id.to_owned(), seen: beat.seen, difficulty: beat.overall.percent(), replies }
}

fn reply_row(id: &str, reply: &Reply) -> ReplyRow {
    ReplyRow {
        id: id.to_owned(),
        offered: reply.offered,
        chosen: Some(reply.chosen),
        share: share(reply.chosen, reply.offered),
        discrimination: reply.discrimination().map(hundredths),
        rare: reply.is_rare(),
    }
}

/// `+0.31` of 31 hundredths.
fn hundredths(value: i32) -> String {
    let sign = if value < 0 { '\u{2212}' } else { '+' };
    format!("{sign}{}.{:02}", value.abs() / 100, value.abs() % 100)
}

/// A twin: two castings side by side.
#[derive(Serialize)]
pub(super) struct Twin {
    title: String,
    sides: [Side; 2],
    /// Nothing is said where too few met one of them.
    beats: Option<Vec<TwinBeat>>,
}

#[derive(Serialize)]
struct Side {
    cast: String,
    plays: u32,
}

#[derive(Serialize)]
struct TwinBeat {
    beat: String,
    replies: Vec<TwinReply>,
}

#[derive(Serialize)]
struct TwinReply {
    id: String,
    shares: [Option<u32>; 2],
    counts: [Option<u32>; 2],
}

impl Twin {
    /// Takes out what fewer than so many people chose.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        for reply in self.beats.iter_mut().flatten().flat_map(|beat| &mut beat.replies) {
            for (count, share) in reply.counts.iter_mut().zip(&mut reply.shares) {
                if count.is_some_and(|count| few(count, fewest)) {
                    (*count, *share) = (None, None);
                }
            }
        }
    }
}

/// What was chosen for whom, for every pair of castings of a scenario.
pub(super) fn twins(items: &Items) -> Vec<Twin> {
    let mut twins = Vec::new();
    let mut scenarios: Vec<&Scenario> = items.scenarios.values().filter(|scenario| scenario.casts.len() > 1).collect();
    scenarios.sort_by(|a, b| a.title.cmp(&b.title));
    for scenario in scenarios {
        let casts: Vec<(&String, &Cast)> = scenario.casts.iter().collect();
        for (n, first) in casts.iter().enumerate() {
            twins.extend(casts[n + 1..].iter().map(|second| twin(scenario, *first, *second)));
        }
    }
    twins
}

fn twin(scenario: &Scenario, first: (&String, &Cast), second: (&String, &Cast)) -> Twin {
    let sides = [first, second].map(|(cast, of)| Side { cast: cast.clone(), plays: of.plays });
    let enough = sides.iter().all(|side| side.plays >= FEWEST);
    let beats = || {
        let mut beats: BTreeMap<&String, BTreeMap<&String, [u32; 2]>> = BTreeMap::new();
        for (side, (_, cast)) in [first, second].into_iter().enumerate() {
            for ((beat, reply), count) in &cast.chosen {
                beats.entry(beat).or_default().entry(reply).or_default()[side] += count;
            }
        }
        let seen = |beat: &String| [first, second].map(|(_, cast)| cast.seen.get(beat).copied().unwrap_or(0));
        beats
            .into_iter()
            .map(|(beat, replies)| {
                let seen = seen(beat);
                let reply = |(id, counts): (&String, [u32; 2])| TwinReply {
                    id: id.clone(),
                    shares: [share(counts[0], seen[0]), share(counts[1], seen[1])],
                    counts: counts.map(Some),
                };
                TwinBeat { beat: beat.clone(), replies: replies.into_iter().map(reply).collect() }
            })
            .collect()
    };
    Twin { title: scenario.title.clone(), sides, beats: enough.then(beats) }
}
