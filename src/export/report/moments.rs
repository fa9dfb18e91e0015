//! The report's parts about moments: item analysis, and what was chosen for whom in twins.

use serde::Serialize;

use super::view::{hide_few, share};
use crate::export::items::{Beat, Cast, FEWEST, FIRM, Items, Reply, Scenario};
use crate::scoring::difference;

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
    provisional: bool,
    /// What was gained there of what could be, in per cent.
    difficulty: Option<u32>,
    /// Nothing is said where too few came.
    replies: Option<Vec<ReplyRow>>,
}

#[derive(Serialize)]
struct ReplyRow {
    id: String,
    offered: u32,
    /// None where it is hidden.
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
    /// Takes out what fewer than so many people chose.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        for beat in self.beats.iter_mut().flatten() {
            let replies = beat.replies.as_deref_mut().unwrap_or_default();
            hide_few(
                replies,
                fewest,
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

fn table(hash: &str, scenario: &Scenario) -> ItemTable {
    let beats = || in_order(scenario).into_iter().map(|(id, beat)| beat_row(id, beat)).collect();
    ItemTable {
        title: scenario.title.clone(),
        id: scenario.id.clone(),
        hash: hash.chars().take(8).collect(),
        plays: scenario.plays,
        provisional: scenario.plays < FIRM,
        beats: (scenario.plays >= FEWEST).then(beats),
    }
}

/// The moments in the order in which they come up.
fn in_order(scenario: &Scenario) -> Vec<(&String, &Beat)> {
    let mut beats: Vec<_> = scenario.beats.iter().collect();
    beats.sort_by_key(|(id, beat)| (beat.earliest, std::cmp::Reverse(beat.seen), (*id).clone()));
    beats
}

fn beat_row(id: &str, beat: &Beat) -> BeatRow {
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
        provisional: beat.seen < FIRM,
        difficulty: beat.overall.percent().filter(|_| beat.seen >= FEWEST),
        replies: (beat.seen >= FEWEST).then(replies),
    }
}

/// A correlation nearer to 0 than so many hundredths says nothing.
const NOTHING: i32 = 10;

fn reply_row(id: &str, reply: &Reply, least: i32, most: i32) -> ReplyRow {
    let discrimination = reply.discrimination();
    let mut notes = Vec::new();
    if reply.total == most && least < most {
        notes.push("best");
    }
    if reply.is_rare() {
        notes.push("almost nobody takes it");
    }
    match discrimination {
        Some(r) if r <= -NOTHING && reply.total == most && least < most => notes.push("goes with poor play elsewhere"),
        Some(r) if r >= NOTHING && reply.total == least && least < most => notes.push("goes with good play elsewhere"),
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

fn signed(number: i32) -> String {
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

/// A twin: two castings side by side.
#[derive(Serialize)]
pub(super) struct Twin {
    title: String,
    sides: [Side; 2],
    /// How many moments are hidden because too few came to them.
    hidden: usize,
    /// How many rows are compared.
    rows: usize,
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
    seen: [u32; 2],
    replies: Vec<TwinReply>,
}

#[derive(Serialize)]
struct TwinReply {
    id: String,
    sides: [TwinSide; 2],
    /// First less second, in points, with its 90 % interval.
    difference: Option<(String, String, String)>,
    /// Whether the interval leaves 0 out.
    apart: bool,
}

#[derive(Serialize)]
struct TwinSide {
    /// None where it is hidden.
    count: Option<u32>,
    share: Option<u32>,
}

impl Twin {
    /// Takes out what fewer than so many people chose.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        for beat in self.beats.iter_mut().flatten() {
            for side in 0..2 {
                hide_few(
                    &mut beat.replies,
                    fewest,
                    |reply| reply.sides[side].count,
                    |reply| {
                        (reply.sides[side].count, reply.sides[side].share) = (None, None);
                        (reply.difference, reply.apart) = (None, false);
                    },
                );
            }
        }
    }
}

/// What was chosen for whom, for every pair of castings of a scenario.
pub(super) fn twins(items: &Items) -> Vec<Twin> {
    let mut twins = Vec::new();
    let mut scenarios: Vec<&Scenario> = items.scenarios.values().filter(|scenario| scenario.casts.len() > 1).collect();
    scenarios
        .sort_by(|a, b| (&a.title, a.plays, &a.casts.keys().next()).cmp(&(&b.title, b.plays, &b.casts.keys().next())));
    for scenario in scenarios {
        let casts: Vec<(&String, &Cast)> = scenario.casts.iter().collect();
        for (n, first) in casts.iter().enumerate() {
            twins.extend(casts[n + 1..].iter().map(|second| twin(scenario, *first, *second)));
        }
    }
    twins
}

fn twin(scenario: &Scenario, first: (&String, &Cast), second: (&String, &Cast)) -> Twin {
    let casts = [first.1, second.1];
    let sides = [first, second].map(|(cast, of)| Side { cast: cast.clone(), plays: of.plays });
    let enough = sides.iter().all(|side| side.plays >= FEWEST);
    let seen = |beat: &String| casts.map(|cast| cast.seen.get(beat).copied().unwrap_or(0));
    let enough_at = |beat: &String| seen(beat).iter().all(|count| *count >= FEWEST);
    let shown = in_order(scenario).into_iter().filter(|(id, _)| enough_at(id));
    let beats: Vec<TwinBeat> = shown.map(|(id, beat)| twin_beat(id, beat, casts, seen(id))).collect();
    let hidden = scenario.beats.keys().filter(|id| !enough_at(id)).count();
    let rows = beats.iter().map(|beat| beat.replies.len()).sum();
    Twin { title: scenario.title.clone(), sides, hidden, rows, beats: enough.then_some(beats) }
}

fn twin_beat(id: &str, beat: &Beat, casts: [&Cast; 2], seen: [u32; 2]) -> TwinBeat {
    let reply = |reply: &String| {
        let counts = casts.map(|cast| cast.chosen.get(&(id.to_owned(), reply.clone())).copied().unwrap_or(0));
        let side = |n: usize| TwinSide { count: Some(counts[n]), share: share(counts[n], seen[n]) };
        let shares = [share(counts[0], seen[0]).unwrap_or(0), share(counts[1], seen[1]).unwrap_or(0)];
        let whole = |number: u32| i32::try_from(number).unwrap_or(0);
        let interval = difference((counts[0], seen[0]), (counts[1], seen[1]));
        let apart = interval.is_some_and(|(low, high)| low > 0 || high < 0);
        let said = |(low, high): (i32, i32)| (signed(whole(shares[0]) - whole(shares[1])), signed(low), signed(high));
        TwinReply { id: reply.clone(), sides: [side(0), side(1)], difference: interval.map(said), apart }
    };
    TwinBeat { beat: id.to_owned(), seen, replies: beat.replies.keys().map(reply).collect() }
}
