//! Twins: what was chosen with one casting of a scenario, beside what was chosen with another.

use serde::Serialize;

use super::moments::{in_order, signed};
use super::view::{hide_few, share};
use crate::export::items::{ItemBeat, ItemCast, ItemScenario, Items, MIN_FIRST_ATTEMPTS};
use crate::scoring::difference_interval;
use crate::util::num::saturating_i32;

/// A twin: two castings side by side.
#[derive(Serialize)]
pub(super) struct Twin {
    title: String,
    sides: [Side; 2],
    /// How many moments are hidden because too few came to them.
    hidden: usize,
    /// How many rows are compared.
    rows: usize,
    /// `None` if too few met one of them.
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
    /// `None` if hidden.
    count: Option<u32>,
    share: Option<u32>,
}

impl Twin {
    /// Hides what fewer than `min_people` chose.
    pub(super) fn hide_few(&mut self, min_people: usize) {
        for beat in self.beats.iter_mut().flatten() {
            for side in 0..2 {
                hide_few(
                    &mut beat.replies,
                    min_people,
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

/// What was chosen with each casting, for every pair of castings of a scenario.
pub(super) fn twins(items: &Items) -> Vec<Twin> {
    let mut twins = Vec::new();
    let mut scenarios: Vec<&ItemScenario> =
        items.scenarios.values().filter(|scenario| scenario.casts.len() > 1).collect();
    scenarios
        .sort_by(|a, b| (&a.title, a.plays, &a.casts.keys().next()).cmp(&(&b.title, b.plays, &b.casts.keys().next())));
    for scenario in scenarios {
        let casts: Vec<(&String, &ItemCast)> = scenario.casts.iter().collect();
        for (n, first) in casts.iter().enumerate() {
            twins.extend(casts[n + 1..].iter().map(|second| twin(scenario, *first, *second)));
        }
    }
    twins
}

fn twin(scenario: &ItemScenario, first: (&String, &ItemCast), second: (&String, &ItemCast)) -> Twin {
    let casts = [first.1, second.1];
    let sides = [first, second].map(|(cast, of)| Side { cast: cast.clone(), plays: of.plays });
    let enough = sides.iter().all(|side| side.plays >= MIN_FIRST_ATTEMPTS);
    let seen = |beat: &String| casts.map(|cast| cast.seen.get(beat).copied().unwrap_or(0));
    let enough_at = |beat: &String| seen(beat).iter().all(|count| *count >= MIN_FIRST_ATTEMPTS);
    let shown = in_order(scenario).into_iter().filter(|(id, _)| enough_at(id));
    let beats: Vec<TwinBeat> = shown.map(|(id, beat)| twin_beat(id, beat, casts, seen(id))).collect();
    let hidden = scenario.beats.keys().filter(|id| !enough_at(id)).count();
    let rows = beats.iter().map(|beat| beat.replies.len()).sum();
    Twin { title: scenario.title.clone(), sides, hidden, rows, beats: enough.then_some(beats) }
}

fn twin_beat(id: &str, beat: &ItemBeat, casts: [&ItemCast; 2], seen: [u32; 2]) -> TwinBeat {
    let reply = |reply: &String| {
        let counts = casts.map(|cast| cast.chosen.get(&(id.to_owned(), reply.clone())).copied().unwrap_or(0));
        let side = |n: usize| TwinSide { count: Some(counts[n]), share: share(counts[n], seen[n]) };
        let shares = [share(counts[0], seen[0]).unwrap_or(0), share(counts[1], seen[1]).unwrap_or(0)];
        let whole = |number: u32| saturating_i32(number);
        let interval = difference_interval((counts[0], seen[0]), (counts[1], seen[1]));
        let apart = interval.is_some_and(|(low, high)| low > 0 || high < 0);
        let said = |(low, high): (i32, i32)| (signed(whole(shares[0]) - whole(shares[1])), signed(low), signed(high));
        TwinReply { id: reply.clone(), sides: [side(0), side(1)], difference: interval.map(said), apart }
    };
    TwinBeat { beat: id.to_owned(), seen, replies: beat.replies.keys().map(reply).collect() }
}
