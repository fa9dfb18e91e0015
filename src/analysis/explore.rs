//! Explores the state space of a script breadth first: every choice in every state, each state once.

use std::collections::HashMap;
use std::sync::Arc;

use super::liveness::{Detail, LiveSlots};
use super::space::{Cause, Clamped, Entry, Move, Node, StateSpace, Stop};
use crate::encounter::{ConditionCoverage, Event, MAX_DECISIONS, Memory, Offer, StateExplorer, StateKey, Status};
use crate::scenario::model::Mood;
use crate::scenario::principle::Principle;
use crate::scenario::script::{Body, PersonIx, Script};
use crate::scoring::Scorecard;
use crate::util::num::saturating_u8;

impl StateSpace {
    /// Explores all plays that start with a memory. Beyond `max_states` states it stops, and [`Self::complete`] is
    /// false.
    #[must_use]
    pub fn explore(script: &Arc<Script>, memory: Memory, detail: Detail, max_states: usize) -> Self {
        let mut explorer = Explorer::new(script, memory, detail);
        let mut at = 0;
        while at < explorer.space.nodes.len() {
            if explorer.space.nodes.len() > max_states {
                explorer.space.complete = false;
                break;
            }
            explorer.expand(at);
            at += 1;
        }
        let Explorer { mut space, states, .. } = explorer;
        // States that were found but not expanded have no moves.
        let end = space.moves.len();
        space.nodes[at..].iter_mut().for_each(|node| node.moves = end..end);
        space.condition_coverage = states.into_condition_coverage();
        space.sort();
        space
    }

    /// Sorts the nodes topologically, and finds out whether there are loops.
    fn sort(&mut self) {
        let mut order = Vec::with_capacity(self.nodes.len());
        // The state of each node in the depth-first search: 0 is not visited, 1 is on the stack, 2 is finished.
        let mut seen = vec![0_u8; self.nodes.len()];
        let mut stack = vec![(0, self.nodes[0].moves.clone())];
        seen[0] = 1;
        while let Some((node, left)) = stack.last_mut() {
            if let Some(next) = left.next() {
                let to = self.moves[next].to;
                if seen[to] == 1 {
                    self.has_loop = true;
                    self.loop_move.get_or_insert(next);
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
}

/// The state of an exploration.
struct Explorer {
    space: StateSpace,
    states: StateExplorer,
    live: LiveSlots,
    /// The node of each known state.
    known: HashMap<StateKey, usize>,
    /// The state of each node.
    keys: Vec<StateKey>,
    /// Indices into [`StateSpace::clamped`].
    clamped: HashMap<(Cause, PersonIx), usize>,
}

impl Explorer {
    fn new(script: &Arc<Script>, memory: Memory, detail: Detail) -> Self {
        let space = StateSpace {
            script: Arc::clone(script),
            memory,
            detail,
            nodes: Vec::new(),
            moves: Vec::new(),
            order: Vec::new(),
            complete: true,
            reaches_limit: false,
            has_loop: false,
            loop_move: None,
            mood_changes: vec![(false, false); script.choices],
            condition_coverage: ConditionCoverage::default(),
            was_offered: vec![false; script.choices],
            first_entries: vec![None; script.beats.len()],
            clamped: Vec::new(),
            move_counts: HashMap::new(),
        };
        let states = StateExplorer::new(script, &space.memory);
        let live = LiveSlots::new(script, detail);
        let mut explorer =
            Self { space, states, live, known: HashMap::new(), keys: Vec::new(), clamped: HashMap::new() };
        explorer.note_events(Entry::Start);
        explorer.arrive(None);
        explorer
    }

    /// The node of the current state, reached by the move `from`; a new node if the state is not known.
    fn arrive(&mut self, from: Option<usize>) -> usize {
        let beat = self.states.state().beat();
        let live = &self.live;
        let key = self.states.key(|slot| live.contains(beat, slot));
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let depth = from.map_or(0, |last: usize| self.space.nodes[self.space.moves[last].at].depth + 1);
        let stop = match (self.states.status(), &self.space.script.beat(beat).body) {
            (Status::Completed, Body::End { outcome, .. }) => Stop::Ended(*outcome),
            (Status::Open, _) if depth < MAX_DECISIONS => Stop::Decision,
            (Status::Open, _) => {
                self.space.reaches_limit = true;
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

    /// Adds all moves from a node, and the nodes to which they lead.
    fn expand(&mut self, at: usize) {
        let first = self.space.moves.len();
        if self.space.nodes[at].stop == Stop::Decision {
            self.states.go_to(&self.keys[at]);
            let mut offered = [Offer(0); 9];
            let count = self.states.offered().len();
            offered[..count].copy_from_slice(self.states.offered());
            let scored = self.states.is_scored();
            for (n, offer) in offered[..count].iter().enumerate() {
                if n > 0 {
                    self.states.go_to(&self.keys[at]);
                }
                let before = self.states.state().moods().to_vec();
                self.states.take(*offer);
                self.note_moods(&before);
                let step = self.score_move(at, &offered[..count], *offer, scored);
                self.space.moves.push(step);
                let last = self.space.moves.len() - 1;
                self.space.moves[last].to = self.arrive(Some(last));
                self.note_events(Entry::Move(last));
            }
        }
        self.space.nodes[at].moves = first..self.space.moves.len();
    }

    /// The move of a choice, with its score compared with what else is on offer; its target is not set yet.
    fn score_move(&mut self, at: usize, offered: &[Offer], chosen: Offer, scored: bool) -> Move {
        let script = Arc::clone(&self.space.script);
        let choices = script.beat(self.space.nodes[at].beat).choices();
        let of = |offer: &Offer| &choices[usize::from(offer.0)];
        let choice = of(&chosen);
        self.space.was_offered[choice.ix.index()] = true;
        let mut step = Move {
            at,
            to: 0,
            choice: chosen.0,
            scores: [(0, 0); 9],
            opportunities: 0,
            // Choices of a decision that is not scored have no totals to compare.
            is_best: true,
            is_worst: true,
            scored,
        };
        if !scored {
            return step;
        }
        let counted = || offered.iter().filter(|offer| **offer == chosen || !of(offer).earned).map(|o| &of(o).evidence);
        let mut card = Scorecard::default();
        card.add_evidence(&choice.evidence, counted());
        step.scores = std::array::from_fn(|n| (saturating_u8(card.nth(n).gained), saturating_u8(card.nth(n).span)));
        for principle in Principle::ALL {
            let weights = || counted().map(|evidence| evidence.weight(principle));
            step.opportunities |= u8::from(weights().min() != weights().max()) << principle.index();
        }
        let total = choice.evidence.total();
        step.is_best = offered.iter().all(|offer| of(offer).evidence.total() <= total);
        step.is_worst = offered.iter().all(|offer| of(offer).evidence.total() >= total);
        step
    }

    /// Records whether the choice just taken raised or lowered moods. Lines of the next beat do not count.
    fn note_moods(&mut self, before: &[Mood]) {
        let Some(Event::Chosen(_, choice)) = self.states.events().first() else { return };
        let (rises, falls) = &mut self.space.mood_changes[choice.index()];
        for event in self.states.events().iter().take_while(|event| !matches!(event, Event::Entered(_))) {
            if let Event::Mood(person, mood) = event {
                *rises |= mood.rank() > before[person.index()].rank();
                *falls |= mood.rank() < before[person.index()].rank();
            }
        }
    }

    /// Records which beats were entered, and what exceeded the scale of rapport.
    fn note_events(&mut self, entry: Entry) {
        let StateSpace { clamped, move_counts, first_entries, .. } = &mut self.space;
        let mut cause = None;
        for event in self.states.events() {
            match event {
                Event::Chosen(beat, choice) => {
                    cause = Some(Cause::Choice(*beat, *choice));
                    *move_counts.entry(Cause::Choice(*beat, *choice)).or_default() += 1;
                }
                Event::Entered(beat) => {
                    first_entries[beat.index()].get_or_insert(entry);
                    cause = Some(Cause::Beat(*beat));
                    *move_counts.entry(Cause::Beat(*beat)).or_default() += 1;
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
