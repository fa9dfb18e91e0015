//! A scenario's beats and the ways between them, as all three kinds of picture draw them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::heat::{Heat, heats};
use crate::lint::Words;
use crate::scenario::model::Outcome;
use crate::scenario::script::{Beat, BeatIx, Body, Choice, Condition, LineKind, Script};

/// The most beats of a picture for a browser; with more, layout takes minutes and the picture is unreadable.
pub const MAX_BEATS: usize = 120;

/// A beat as it is drawn.
pub(super) struct Node {
    pub(super) id: String,
    pub(super) kind: NodeKind,
    /// What is said first, cut short.
    pub(super) opening: String,
    /// The choices.
    pub(super) rows: Vec<Row>,
    /// Its heat, 0 to 1, and the figure behind it in words.
    pub(super) heat: Option<(f64, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// The trainee decides; the play may begin here.
    Decision { start: bool },
    /// It goes on by itself.
    Passing { start: bool },
    /// The play ends.
    End(Outcome),
}

/// A choice as it is drawn.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) total: i32,
    pub(super) rank: Rank,
    /// Whether it has conditions.
    pub(super) unlocked: bool,
}

/// How a choice compares with the others of its beat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::authoring) enum Rank {
    /// Nothing has a larger total.
    Best,
    /// Something is better and something worse.
    Between,
    /// Nothing has a smaller total.
    Worst,
    /// All are alike, or the beat goes on by itself.
    Even,
}

impl Rank {
    /// The same in words.
    pub(in crate::authoring) const fn words(self) -> &'static str {
        match self {
            Self::Best => "best here",
            Self::Between => "in between",
            Self::Worst => "least here",
            Self::Even => "all alike",
        }
    }

    /// The sign that stands beside the colour.
    pub(in crate::authoring) const fn sign(self) -> char {
        match self {
            Self::Best => '+',
            Self::Between => '~',
            Self::Worst => '-',
            Self::Even => '=',
        }
    }
}

/// All ways from one beat to another, drawn as one.
pub(super) struct Way {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The best of the choices that take it.
    pub(super) rank: Rank,
    /// What takes it, in words.
    pub(super) by: Vec<String>,
    /// Positions of those choices among the rows of the beat it comes from.
    pub(super) rows: Vec<usize>,
    /// Whether each of them has conditions.
    pub(super) unlocked: bool,
}

/// A scenario's beats and ways.
pub struct Drawing {
    pub(super) title: String,
    pub(super) nodes: Vec<Node>,
    pub(super) ways: Vec<Way>,
}

impl Drawing {
    /// The drawing of a script; `heat` colours the beats.
    #[must_use]
    pub fn new(script: &Arc<Script>, heat: Option<Heat>, words: &Words) -> Self {
        let heats = heat.map(|heat| heats(script, heat, words));
        let node = |(n, beat): (usize, &Beat)| {
            let start = script.start.index() == n;
            let kind = match &beat.body {
                Body::Choices { .. } => NodeKind::Decision { start },
                Body::Next(_) => NodeKind::Passing { start },
                Body::End { outcome, .. } => NodeKind::End(*outcome),
            };
            let rows = beat.choices().iter().map(|choice| Row {
                id: choice.id.to_string(),
                total: choice.evidence.total(),
                rank: rank(beat.choices(), choice),
                unlocked: !choice.when.is_empty(),
            });
            Node {
                id: beat.id.to_string(),
                kind,
                opening: opening(script, beat),
                rows: rows.collect(),
                heat: heats.as_ref().map(|heats| heats[n].clone()),
            }
        };
        Self {
            title: script.scenario.title.clone(),
            nodes: script.beats.iter().enumerate().map(node).collect(),
            ways: ways(script),
        }
    }
}

/// How a choice compares with the others of its beat.
pub(in crate::authoring) fn rank(choices: &[Choice], choice: &Choice) -> Rank {
    let totals = || choices.iter().map(|choice| choice.evidence.total());
    let total = Some(choice.evidence.total());
    match (total == totals().max(), total == totals().min()) {
        (true, true) => Rank::Even,
        (true, false) => Rank::Best,
        (false, true) => Rank::Worst,
        (false, false) => Rank::Between,
    }
}

fn ways(script: &Script) -> Vec<Way> {
    let mut ways = Vec::new();
    for (from, beat) in script.beats.iter().enumerate() {
        let mut to: BTreeMap<BeatIx, Way> = BTreeMap::new();
        let mut add = |target: BeatIx, rank: Rank, by: String, row: Option<usize>, when: &[Condition]| {
            let way = to.entry(target).or_insert_with(|| Way {
                from,
                to: target.index(),
                rank,
                by: Vec::new(),
                rows: Vec::new(),
                unlocked: true,
            });
            way.rank = way.rank.min(rank);
            way.by.push(by);
            way.rows.extend(row);
            way.unlocked &= !when.is_empty();
        };
        for (row, choice) in beat.choices().iter().enumerate() {
            add(choice.to, rank(beat.choices(), choice), choice.id.to_string(), Some(row), &choice.when);
        }
        if let Body::Next(nexts) = &beat.body {
            for next in nexts {
                let by = if next.when.is_empty() { "otherwise" } else { "if its condition holds" };
                add(next.to, Rank::Even, by.into(), None, &next.when);
            }
        }
        ways.extend(to.into_values());
    }
    ways
}

/// The first words of a beat, cut short.
fn opening(script: &Script, beat: &Beat) -> String {
    const MAX_CHARACTERS: usize = 34;
    let text =
        beat.lines.iter().filter(|line| !matches!(line.kind, LineKind::Hold(_))).find_map(|line| line.wordings.first());
    let ((_, Some(text)) | (Body::End { text, .. }, None)) = (&beat.body, text) else { return String::new() };
    let words = text.with(script, &[], "you").to_string();
    if words.chars().count() <= MAX_CHARACTERS {
        return words;
    }
    let cut: String = words.chars().take(MAX_CHARACTERS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':']))
}
