//! The graph of beats as all three formats draw it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::heat::{Heat, heats};
use crate::lint::Words;
use crate::scenario::model::Outcome;
use crate::scenario::script::{Beat, BeatIx, Body, Choice, Condition, LineKind, Script};

/// The largest number of beats in an SVG picture; with more, layout takes minutes and the picture is unreadable.
pub const MAX_BEATS: usize = 120;

/// A beat.
pub(super) struct Node {
    pub(super) id: String,
    pub(super) kind: NodeKind,
    /// The first words, shortened.
    pub(super) opening: String,
    /// The choices.
    pub(super) rows: Vec<Row>,
    /// The heat, 0 to 1, with its figure in words; `None` if beats are not coloured by heat.
    pub(super) heat: Option<(f64, String)>,
}

/// The kind of a beat; `start` says whether the play starts there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// The trainee makes a decision.
    Decision { start: bool },
    /// The play goes on without a decision.
    Passing { start: bool },
    /// The play ends.
    End(Outcome),
}

/// A choice.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) total: i32,
    pub(super) rank: Rank,
    /// Whether the choice has conditions.
    pub(super) unlocked: bool,
}

/// How a choice compares with the others of its beat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::authoring) enum Rank {
    /// No other choice has a larger total, and some have a smaller one.
    Best,
    /// Some choices have a larger total and some have a smaller one.
    Between,
    /// No other choice has a smaller total, and some have a larger one.
    Worst,
    /// All choices have the same total, or the beat has no choices.
    Even,
}

impl Rank {
    /// The rank in words.
    pub(in crate::authoring) const fn words(self) -> &'static str {
        match self {
            Self::Best => "best here",
            Self::Between => "in between",
            Self::Worst => "least here",
            Self::Even => "all alike",
        }
    }

    /// The sign that is shown beside the colour.
    pub(in crate::authoring) const fn sign(self) -> char {
        match self {
            Self::Best => '+',
            Self::Between => '~',
            Self::Worst => '-',
            Self::Even => '=',
        }
    }
}

/// All choices and `next` entries that lead from one beat to another, drawn as one edge.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The best rank among the choices.
    pub(super) rank: Rank,
    /// A label for each choice or entry: the id of the choice, or words about the condition.
    pub(super) by: Vec<String>,
    /// The positions of the choices among the rows of the beat where the edge begins.
    pub(super) rows: Vec<usize>,
    /// Whether all of them have conditions.
    pub(super) unlocked: bool,
}

/// A scenario's graph of beats.
pub struct Drawing {
    pub(super) title: String,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

impl Drawing {
    /// The drawing of a script. `heat` is the figure by which beats are coloured, if any; `words` has the word lists of
    /// the simulated players.
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
            edges: edges(script),
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

fn edges(script: &Script) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (from, beat) in script.beats.iter().enumerate() {
        let mut to: BTreeMap<BeatIx, Edge> = BTreeMap::new();
        let mut add = |target: BeatIx, rank: Rank, by: String, row: Option<usize>, when: &[Condition]| {
            let edge = to.entry(target).or_insert_with(|| Edge {
                from,
                to: target.index(),
                rank,
                by: Vec::new(),
                rows: Vec::new(),
                unlocked: true,
            });
            edge.rank = edge.rank.min(rank);
            edge.by.push(by);
            edge.rows.extend(row);
            edge.unlocked &= !when.is_empty();
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
        edges.extend(to.into_values());
    }
    edges
}

/// The first words of a beat, shortened to 34 characters.
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
