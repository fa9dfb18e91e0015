//! Item analysis: what people chose at each moment of a scenario, how hard the moment was, and whether a reply goes
//! with good play elsewhere. First attempts only. For twins also what was chosen with which casting.

use std::collections::BTreeMap;

use super::encounter::EncounterRow;
use crate::scoring::Tally;

/// Minimum first attempts before results of a scenario are shown, and of each casting before those of a twin are.
pub const MIN_FIRST_ATTEMPTS: u32 = 30;

/// Minimum first attempts before results are no longer provisional.
pub const MIN_FIRM_ATTEMPTS: u32 = 100;

/// A reply that fewer per cent of those who saw it took is rare: one in twenty, a common bound for distractors that
/// do not work (Haladyna and Downing 1993, "How many options is enough").
pub const RARE_PERCENT: u32 = 5;

/// One decision, as far as the item analysis needs it.
#[derive(Clone, Copy, Debug)]
pub struct SeenDecision<'a> {
    /// The moment.
    pub beat: &'a str,
    /// Whether it is the beat's first visit.
    pub scored: bool,
    /// What was chosen.
    pub chosen: &'a str,
    /// What this decision adds to overall.
    pub overall: Tally,
}

/// The item analysis of scenarios.
#[derive(Debug, Default)]
pub struct Items {
    /// By the play hash of the scenario.
    pub scenarios: BTreeMap<String, ItemScenario>,
}

/// The item analysis of one scenario.
#[derive(Debug, Default)]
pub struct ItemScenario {
    /// Its id.
    pub id: String,
    /// Its title, as of the last play.
    pub title: String,
    /// How many completed first attempts were added.
    pub plays: u32,
    /// The moments, by beat.
    pub beats: BTreeMap<String, ItemBeat>,
    /// For each casting of a twin, by its name: how many plays, and what was chosen at each beat.
    pub casts: BTreeMap<String, ItemCast>,
}

/// What was chosen for one casting of a twin.
#[derive(Debug, Default)]
pub struct ItemCast {
    /// How many plays.
    pub plays: u32,
    /// By beat and reply: how many took it.
    pub chosen: BTreeMap<(String, String), u32>,
    /// By beat: how many came to it.
    pub seen: BTreeMap<String, u32>,
}

/// One moment.
#[derive(Clone, Debug, Default)]
pub struct ItemBeat {
    /// How many came to it.
    pub seen: u32,
    /// What was gained there of what could be.
    pub overall: Tally,
    /// The earliest decision of a play it was, counted from 0; moments are shown in this order.
    pub earliest: usize,
    /// Its replies, by id.
    pub replies: BTreeMap<String, ItemReply>,
}

/// One reply.
#[derive(Clone, Copy, Debug, Default)]
pub struct ItemReply {
    /// How many had it on offer.
    pub offered: u32,
    /// How many took it.
    pub chosen: u32,
    /// The sum of its weights.
    pub total: i32,
    // Sums over people who had it on offer and were scored elsewhere: how many there are, how many took it, their
    // scores in the rest of the play in hundredths of a per cent, the squares of these, and those of takers.
    n: u64,
    took: u64,
    rest: u64,
    squares: u64,
    rest_took: u64,
}

impl ItemReply {
    /// The point-biserial correlation between taking it and the score of the rest of the play, in hundredths, -100
    /// to 100; `None` where all or nobody took it, or the rest was the same for all.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sums of at most a billion plays stay near 2^53")]
    #[expect(clippy::cast_possible_truncation, reason = "a correlation is -1 to 1")]
    pub fn discrimination(&self) -> Option<i32> {
        let (n, took) = (self.n as f64, self.took as f64);
        let covariance = n * self.rest_took as f64 - took * self.rest as f64;
        let taking = n * took - took * took;
        let rest = n * self.squares as f64 - (self.rest as f64) * (self.rest as f64);
        if taking <= 0.0 || rest <= 0.0 {
            return None;
        }
        let hundredths = 100.0 * covariance / (taking * rest).sqrt();
        Some((hundredths + 0.5_f64.copysign(hundredths)) as i32)
    }

    /// Whether only few of those who saw it took it.
    #[must_use]
    pub const fn is_rare(&self) -> bool {
        self.chosen as u64 * 100 < self.offered as u64 * RARE_PERCENT as u64
    }
}

impl Items {
    /// Adds a play; only completed first attempts count. `offered` gives the ids on offer at a decision, each with the
    /// sum of its weights.
    pub fn add<'d, I: Iterator<Item = (&'d str, i32)>>(
        &mut self,
        play: &EncounterRow,
        decisions: &[SeenDecision<'d>],
        offered: impl Fn(usize) -> I,
    ) {
        if !play.is_first() || !play.is_completed() {
            return;
        }
        let scenario = entry(&mut self.scenarios, &play.play_hash);
        scenario.plays += 1;
        if scenario.id != play.scenario || scenario.title != play.title {
            scenario.id.clone_from(&play.scenario);
            scenario.title.clone_from(&play.title);
        }
        for (n, decision) in decisions.iter().enumerate().filter(|(_, decision)| decision.scored) {
            scenario.add_decision(n, decision, play.card.overall, offered(n));
        }
        if !play.cast.is_empty() {
            entry(&mut scenario.casts, &play.cast).add(decisions);
        }
    }
}

impl ItemScenario {
    fn add_decision<'d>(
        &mut self,
        n: usize,
        decision: &SeenDecision<'_>,
        overall: Tally,
        offered: impl Iterator<Item = (&'d str, i32)>,
    ) {
        let beat = entry(&mut self.beats, decision.beat);
        beat.earliest = if beat.seen == 0 { n } else { beat.earliest.min(n) };
        beat.seen += 1;
        beat.overall = beat.overall.plus(decision.overall);
        let gained = overall.gained.saturating_sub(decision.overall.gained);
        let span = overall.span.saturating_sub(decision.overall.span);
        let rest = (span > 0).then(|| u64::from(gained) * 10_000 / u64::from(span));
        for (id, total) in offered {
            entry(&mut beat.replies, id).add(total, id == decision.chosen, rest);
        }
    }
}

impl ItemReply {
    /// Adds an offer of the reply; `rest` is the score in the rest of the play.
    fn add(&mut self, total: i32, is_taken: bool, rest: Option<u64>) {
        self.total = total;
        self.offered += 1;
        self.chosen += u32::from(is_taken);
        if let Some(rest) = rest {
            self.n += 1;
            self.took += u64::from(is_taken);
            self.rest += rest;
            self.squares += rest * rest;
            self.rest_took += if is_taken { rest } else { 0 };
        }
    }
}

impl ItemCast {
    fn add(&mut self, decisions: &[SeenDecision<'_>]) {
        self.plays += 1;
        for decision in decisions.iter().filter(|decision| decision.scored) {
            *entry(&mut self.seen, decision.beat) += 1;
            *self.chosen.entry((decision.beat.to_owned(), decision.chosen.to_owned())).or_default() += 1;
        }
    }
}

/// The entry of a name, added if it is new; a known name is not allocated again.
fn entry<'m, T: Default>(map: &'m mut BTreeMap<String, T>, name: &str) -> &'m mut T {
    if !map.contains_key(name) {
        map.insert(name.to_owned(), T::default());
    }
    map.get_mut(name).expect("the entry was just inserted")
}
