//! All plays of a script at once: every place a play can be at, and every choice that leads from one to another.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::reads::{Depth, Reads};
use crate::encounter::{ConditionCoverage, Event, MAX_DECISIONS, Memory, Offer, StateExplorer, StateKey, Status};
use crate::num::saturating_u8;
use crate::scenario::id::ChoiceId;
use crate::scenario::model::{Mood, Outcome};
use crate::scenario::principle::Principle;
use crate::scenario::script::{BeatIx, Body, ChoiceIx, PersonIx, Script};
use crate::scoring::Scorecard;

/// What happens at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The trainee decides.
    Asked,
    /// The play ends.
    Ended(Outcome),
    /// Nothing is on offer.
    Stuck,
}

/// A place that a play can be at.
#[derive(Clone, Debug)]
pub struct Node {
    /// The beat.
    pub beat: BeatIx,
    /// What happens there.
    pub stop: Stop,
    /// What can be chosen there, in [`StateSpace::moves`].
    pub moves: Range<usize>,
    /// The move that first led here; `None` at the start. It gives a shortest way.
    pub from: Option<usize>,
    /// How many decisions a shortest way here has.
    pub depth: usize,
}

/// A choice at a node.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The node it is made at.
    pub at: usize,
    /// Where it leads.
    pub to: usize,
    /// The position of the choice in the beat.
    pub choice: u8,
    /// Gained and span: overall, then P1 to P8.
    pub scores: [(u8, u8); 9],
    /// The principles whose weights differ there, dilemmas included: bit n for the nth principle.
    pub opportunities: u8,
    /// Whether nothing on offer has a larger total.
    pub is_best: bool,
    /// Whether nothing on offer has a smaller total.
    pub is_worst: bool,
    /// Whether the decision is scored.
    pub scored: bool,
}

/// All places that were found, and all moves between them.
#[derive(Debug)]
pub struct StateSpace {
    /// The script.
    pub script: Arc<Script>,
    /// What is remembered at the start.
    pub memory: Memory,
    /// How much of a play is followed.
    pub depth: Depth,
    /// The first is the start.
    pub nodes: Vec<Node>,
    /// By the node they are made at.
    pub moves: Vec<Move>,
    /// Nodes in an order in which moves lead forward, loops aside.
    pub order: Vec<usize>,
    /// Whether all places were found.
    pub complete: bool,
    /// Whether some play is cut off since it went on for too long.
    pub cut: bool,
    /// Whether some place can be come to again.
    pub has_loop: bool,
    /// A move that leads back to a place that was on the way.
    pub back: Option<usize>,
    /// Which conditions were seen to hold.
    pub condition_coverage: ConditionCoverage,
    /// For each choice of the script, whether it was on offer somewhere.
    pub offered: Vec<bool>,
    /// For each beat, a move that leads through it; `None` for those no play comes to.
    pub entered: Vec<Option<Entry>>,
    /// Where rapport was lost at an end of the scale.
    pub clamped: Vec<Clamped>,
    /// In how many moves each choice was taken, and each beat come to.
    pub times: HashMap<Cause, usize>,
    /// For each choice, whether somebody's mood was seen to rise on it, and to fall: its effects and its answer.
    pub moods: Vec<(bool, bool)>,
}

/// How a beat was first come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// At the start.
    Start,
    /// By a move.
    By(usize),
}

/// What brought something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A choice's effects.
    Choice(BeatIx, ChoiceIx),
    /// A beat's effects on entering it.
    Beat(BeatIx),
}

/// Rapport lost at an end of its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clamped {
    /// By what.
    pub cause: Cause,
    /// With whom.
    pub person: PersonIx,
    /// The first time.
    pub first: Entry,
    /// In how many moves.
    pub times: usize,
}

impl StateSpace {
    /// Follows all plays, up to so many places.
    #[must_use]
    pub fn explore(script: &Arc<Script>, memory: Memory, depth: Depth, most: usize) -> Self {
        let mut explorer = Explorer::new(script, memory, depth);
        let mut at = 0;
        while at < explorer.space.nodes.len() {
            if explorer.space.nodes.len() > most {
                explorer.space.complete = false;
                break;
            }
            explorer.expand(at);
            at += 1;
        }
        let Explorer { mut space, explorer, .. } = explorer;
        // What was found and not looked at has no moves.
        let end = space.moves.len();
        space.nodes[at..].iter_mut().for_each(|node| node.moves = end..end);
        space.condition_coverage = explorer.into_condition_coverage();
        space.sort();
        space
    }

    /// The places in an order in which what leads to a place stands before it, and whether loops spoil it.
    fn sort(&mut self) {
        let mut order = Vec::with_capacity(self.nodes.len());
        // 0 for not seen, 1 for on the way, 2 for done.
        let mut seen = vec![0_u8; self.nodes.len()];
        let mut stack = vec![(0, self.nodes[0].moves.clone())];
        seen[0] = 1;
        while let Some((node, left)) = stack.last_mut() {
            if let Some(next) = left.next() {
                let to = self.moves[next].to;
                if seen[to] == 1 {
                    self.has_loop = true;
                    self.back.get_or_insert(next);
                }
                if seen[to] == 0 {
                    seen[to] = 1;
                    stack.push((to, self.nodes[to].moves.clone()));
                }
            } else {
                seen[*node] = 2;
                order.push(*node);
                stack.pop();
            }
        }
        order.reverse();
        self.order = order;
    }

    /// Whether every place a play can be at is known, however long it goes on.
    #[must_use]
    pub const fn knows_all(&self) -> bool {
        self.complete && !self.cut
    }

    /// Whether every figure of this space is exact: all places known, and no play can be cut off.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.knows_all() && !self.has_loop && self.longest() <= MAX_DECISIONS
    }

    /// Most decisions of a play; meaningless with loops.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.longest_way().len()
    }

    /// A longest play, as moves; meaningless with loops.
    #[must_use]
    pub fn longest_way(&self) -> Vec<usize> {
        let mut decisions = vec![0_usize; self.nodes.len()];
        let mut by = vec![None; self.nodes.len()];
        for node in &self.order {
            for number in self.nodes[*node].moves.clone() {
                let to = self.moves[number].to;
                if decisions[*node] + 1 > decisions[to] {
                    decisions[to] = decisions[*node] + 1;
                    by[to] = Some(number);
                }
            }
        }
        let mut at = (0..self.nodes.len()).max_by_key(|node| decisions[*node]).unwrap_or(0);
        let mut way = Vec::with_capacity(decisions[at]);
        while way.len() < decisions.len() {
            let Some(number) = by[at] else { break };
            way.push(number);
            at = self.moves[number].at;
        }
        way.reverse();
        way
    }

    /// A shortest way to a node, as moves.
    #[must_use]
    pub fn way_to(&self, node: usize) -> Vec<usize> {
        let mut way = Vec::new();
        let mut at = node;
        while let Some(by) = self.nodes[at].from {
            way.push(by);
            at = self.moves[by].at;
        }
        way.reverse();
        way
    }

    /// A shortest way that ends with a move.
    #[must_use]
    pub fn way_by(&self, last: usize) -> Vec<usize> {
        let mut way = self.way_to(self.moves[last].at);
        way.push(last);
        way
    }

    /// A shortest way by which a beat is come to.
    #[must_use]
    pub fn way_in(&self, entry: Entry) -> Vec<usize> {
        match entry {
            Entry::Start => Vec::new(),
            Entry::By(last) => self.way_by(last),
        }
    }

    /// The ids of the choices of a way.
    #[must_use]
    pub fn ids(&self, way: &[usize]) -> Vec<ChoiceId> {
        way.iter().map(|made| self.choice(&self.moves[*made]).id.clone()).collect()
    }

    /// The choice of a move.
    #[must_use]
    pub fn choice(&self, made: &Move) -> &crate::scenario::script::Choice {
        &self.script.beat(self.nodes[made.at].beat).choices()[usize::from(made.choice)]
    }

    /// Whether nothing on offer with a move has a larger total as it is written, scored or not; with `least`,
    /// a smaller one.
    #[must_use]
    pub fn is_top_as_written(&self, made: &Move, least: bool) -> bool {
        let total = |made: &Move| {
            let total = self.choice(made).evidence.total();
            if least { -total } else { total }
        };
        self.moves_at(made.at).iter().all(|other| total(other) <= total(made))
    }

    /// The moves at a node.
    #[must_use]
    pub fn moves_at(&self, node: usize) -> &[Move] {
        &self.moves[self.nodes[node].moves.clone()]
    }

    /// For each node, whether something can be come to from it that `is` so, itself included.
    #[must_use]
    pub fn leads_to(&self, is: impl Fn(&Node) -> bool) -> Vec<bool> {
        self.leads_to_some(self.nodes.iter().map(is).collect())
    }

    /// For each node, whether one of those that are marked can be come to from it, itself included.
    #[must_use]
    pub fn leads_to_some(&self, marked: Vec<bool>) -> Vec<bool> {
        self.backwards(marked, |can, later| *can |= later)
    }

    /// For each node, the outcomes still open: bit n for the nth of [`Outcome::ALL`].
    #[must_use]
    pub fn outcomes(&self) -> Vec<u8> {
        let own = |node: &Node| match node.stop {
            Stop::Ended(outcome) => 1 << outcome as u8,
            _ => 0,
        };
        self.backwards(self.nodes.iter().map(own).collect(), |open, later| *open |= later)
    }

    /// Carries something from what comes later to what comes before, until loops bring nothing new.
    fn backwards<T: Copy + PartialEq>(&self, mut values: Vec<T>, join: impl Fn(&mut T, T)) -> Vec<T> {
        loop {
            let mut changed = false;
            for node in self.order.iter().rev() {
                let before = values[*node];
                let mut value = before;
                for made in self.moves_at(*node) {
                    join(&mut value, values[made.to]);
                }
                values[*node] = value;
                changed |= value != before;
            }
            if !changed || !self.has_loop {
                return values;
            }
        }
    }
}

struct Explorer {
    space: StateSpace,
    explorer: StateExplorer,
    reads: Reads,
    known: HashMap<StateKey, usize>,
    keys: Vec<StateKey>,
    /// Positions in [`StateSpace::clamped`].
    clamped: HashMap<(Cause, PersonIx), usize>,
}

impl Explorer {
    fn new(script: &Arc<Script>, memory: Memory, depth: Depth) -> Self {
        let space = StateSpace {
            script: Arc::clone(script),
            memory,
            depth,
            nodes: Vec::new(),
            moves: Vec::new(),
            order: Vec::new(),
            complete: true,
            cut: false,
            has_loop: false,
            back: None,
            moods: vec![(false, false); script.choices],
            condition_coverage: ConditionCoverage::default(),
            offered: vec![false; script.choices],
            entered: vec![None; script.beats.len()],
            clamped: Vec::new(),
            times: HashMap::new(),
        };
        let explorer = StateExplorer::new(script, &space.memory);
        let reads = Reads::new(script, depth);
        let mut explorer =
            Self { space, explorer, reads, known: HashMap::new(), keys: Vec::new(), clamped: HashMap::new() };
        explorer.note_events(Entry::Start);
        explorer.arrive(None);
        explorer
    }

    /// The node the explorer stands at, found again or new.
    fn arrive(&mut self, from: Option<usize>) -> usize {
        let beat = self.explorer.state().beat();
        let reads = &self.reads;
        let key = self.explorer.key(|slot| reads.matters(beat, slot));
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let depth = from.map_or(0, |by: usize| self.space.nodes[self.space.moves[by].at].depth + 1);
        let stop = match (self.explorer.status(), &self.space.script.beat(beat).body) {
            (Status::Completed, Body::End { outcome, .. }) => Stop::Ended(*outcome),
            (Status::Open, _) if depth < MAX_DECISIONS => Stop::Asked,
            (Status::Open, _) => {
                self.space.cut = true;
                Stop::Stuck
            }
            _ => Stop::Stuck,
        };
        let node = self.space.nodes.len();
        self.space.nodes.push(Node { beat, stop, moves: 0..0, from, depth });
        self.known.insert(key.clone(), node);
        self.keys.push(key);
        node
    }

    fn expand(&mut self, at: usize) {
        let first = self.space.moves.len();
        if self.space.nodes[at].stop == Stop::Asked {
            self.explorer.go_to(&self.keys[at]);
            let mut offered = [Offer(0); 9];
            let count = self.explorer.offered().len();
            offered[..count].copy_from_slice(self.explorer.offered());
            let scored = self.explorer.is_scored();
            for (n, offer) in offered[..count].iter().enumerate() {
                if n > 0 {
                    self.explorer.go_to(&self.keys[at]);
                }
                let before = self.explorer.state().moods().to_vec();
                self.explorer.take(*offer);
                self.note_moods(&before);
                let made = self.weigh(at, &offered[..count], *offer, scored);
                self.space.moves.push(made);
                let last = self.space.moves.len() - 1;
                self.space.moves[last].to = self.arrive(Some(last));
                self.note_events(Entry::By(last));
            }
        }
        self.space.nodes[at].moves = first..self.space.moves.len();
    }

    /// What a choice gains against what is on offer with it.
    fn weigh(&mut self, at: usize, offered: &[Offer], chosen: Offer, scored: bool) -> Move {
        let script = Arc::clone(&self.space.script);
        let choices = script.beat(self.space.nodes[at].beat).choices();
        let of = |offer: &Offer| &choices[usize::from(offer.0)];
        let choice = of(&chosen);
        self.space.offered[choice.ix.index()] = true;
        let mut made = Move {
            at,
            to: 0,
            choice: chosen.0,
            scores: [(0, 0); 9],
            opportunities: 0,
            // A decision that is not scored has nothing better and nothing worse.
            is_best: true,
            is_worst: true,
            scored,
        };
        if !scored {
            return made;
        }
        let counted = || offered.iter().filter(|offer| **offer == chosen || !of(offer).earned).map(|o| &of(o).evidence);
        let mut card = Scorecard::default();
        card.add_moment(&choice.evidence, counted());
        made.scores = std::array::from_fn(|n| (saturating_u8(card.nth(n).gained), saturating_u8(card.nth(n).span)));
        for principle in Principle::ALL {
            let weights = || counted().map(|evidence| evidence.weight(principle));
            made.opportunities |= u8::from(weights().min() != weights().max()) << principle.index();
        }
        let total = choice.evidence.total();
        made.is_best = offered.iter().all(|offer| of(offer).evidence.total() <= total);
        made.is_worst = offered.iter().all(|offer| of(offer).evidence.total() >= total);
        made
    }

    fn note_moods(&mut self, before: &[Mood]) {
        let Some(Event::Chosen(_, choice)) = self.explorer.events().first() else { return };
        let (rises, falls) = &mut self.space.moods[choice.index()];
        for event in self.explorer.events().iter().take_while(|event| !matches!(event, Event::Entered(_))) {
            if let Event::Mood(person, mood) = event {
                *rises |= mood.rank() > before[person.index()].rank();
                *falls |= mood.rank() < before[person.index()].rank();
            }
        }
    }

    fn note_events(&mut self, entry: Entry) {
        let StateSpace { clamped, times, entered, .. } = &mut self.space;
        let mut cause = None;
        for event in self.explorer.events() {
            match event {
                Event::Chosen(beat, choice) => {
                    cause = Some(Cause::Choice(*beat, *choice));
                    *times.entry(Cause::Choice(*beat, *choice)).or_default() += 1;
                }
                Event::Entered(beat) => {
                    entered[beat.index()].get_or_insert(entry);
                    cause = Some(Cause::Beat(*beat));
                    *times.entry(Cause::Beat(*beat)).or_default() += 1;
                }
                Event::Clamped(person) => {
                    let Some(cause) = cause else { continue };
                    let at = *self.clamped.entry((cause, *person)).or_insert_with(|| {
                        clamped.push(Clamped { cause, person: *person, first: entry, times: 0 });
                        clamped.len() - 1
                    });
                    clamped[at].times += 1;
                }
                _ => {}
            }
        }
    }
}
