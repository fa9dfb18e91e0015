//! Item analysis: what people chose at each moment of a scenario, how hard the moment was, and whether a reply goes
//! with good play elsewhere. First attempts only. Also, for twins, what was chosen for whom.

use std::collections::{BTreeMap, HashMap};

use super::encounter::EncounterRow;
use crate::scoring::Tally;

/// Below so many first attempts nothing is said of a scenario, and below so many a side nothing of a twin.
pub const FEWEST: u32 = 30;

/// Below so many first attempts what is said is provisional.
pub const FIRM: u32 = 100;

/// A reply that a smaller share of those who saw it took is one almost nobody takes: one in twenty, a common bound
/// for distractors that do not work (Haladyna and Downing 1993, "How many options is enough").
pub const RARE_PERCENT: u32 = 5;

/// One decision, as far as it is looked at here.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The moment.
    pub beat: &'a str,
    /// Whether it is the beat's first visit.
    pub scored: bool,
    /// What was chosen.
    pub chosen: &'a str,
    /// What this decision adds to overall.
    pub overall: Tally,
}

/// What is known of the moments of scenarios.
#[derive(Debug, Default)]
pub struct Items {
    /// By fingerprint of how the scenario plays.
    pub scenarios: HashMap<String, Scenario>,
}

/// What is known of one scenario's moments.
#[derive(Debug, Default)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its title, as of the last play.
    pub title: String,
    /// How many completed first attempts were looked at.
    pub plays: u32,
    /// The moments by beat.
    pub beats: BTreeMap<String, Beat>,
    /// For each casting of a twin, by its name: how many plays, and what was chosen at each beat.
    pub casts: BTreeMap<String, Cast>,
}

/// What was chosen for one casting of a twin.
#[derive(Debug, Default)]
pub struct Cast {
    /// How many plays.
    pub plays: u32,
    /// By beat and reply: how many took it.
    pub chosen: BTreeMap<(String, String), u32>,
    /// By beat: how many came to it.
    pub seen: BTreeMap<String, u32>,
}

/// One moment.
#[derive(Clone, Debug, Default)]
pub struct Beat {
    /// How many came to it.
    pub seen: u32,
    /// What was gained there of what could be.
    pub overall: Tally,
    /// Which decision of a play it was at the earliest, so that moments can stand in their order.
    pub earliest: usize,
    /// Its replies by id.
    pub replies: BTreeMap<String, Reply>,
}

/// One reply.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reply {
    /// How many had it on offer.
    pub offered: u32,
    /// How many took it.
    pub chosen: u32,
    /// The sum of its weights.
    pub total: i32,
    /// Sums over those who had it on offer and were scored elsewhere: how many, who took it, the rest score in
    /// hundredths of a per cent, its square, and that of those who took it.
    n: u64,
    took: u64,
    rest: u64,
    squares: u64,
    rest_took: u64,
}

impl Reply {
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

    /// Whether almost nobody who saw it took it.
    #[must_use]
    pub const fn is_rare(&self) -> bool {
        self.chosen as u64 * 100 < self.offered as u64 * RARE_PERCENT as u64
    }
}

impl Items {
    /// Looks at a play; only completed first attempts count. `offered` gives the ids on offer at a decision, each
    /// with the sum of its weights.
    pub fn add<'d, I: Iterator<Item = (&'d str, i32)>>(
        &mut self,
        play: &EncounterRow,
        decisions: &[Seen<'d>],
        offered: impl Fn(usize) -> I,
    ) {
        if !play.is_first() || !play.is_completed() {
            return;
        }
        let scenario = match self.scenarios.get_mut(&play.play_hash) {
            Some(known) => known,
            None => self.scenarios.entry(play.play_hash.clone()).or_default(),
        };
        scenario.plays += 1;
        if scenario.id != play.scenario || scenario.title != play.title {
            scenario.id.clone_from(&play.scenario);
            scenario.title.clone_from(&play.title);
        }
        for (n, decision) in decisions.iter().enumerate().filter(|(_, decision)| decision.scored) {
            let beat = named(&mut scenario.beats, decision.beat);
            beat.earliest = if beat.seen == 0 { n } else { beat.earliest.min(n) };
            beat.seen += 1;
            beat.overall = beat.overall.plus(decision.overall);
            let all = play.card.overall;
            let (gained, span) =
                (all.gained - decision.overall.gained.min(all.gained), all.span.saturating_sub(decision.overall.span));
            let rest = (span > 0).then(|| u64::from(gained) * 10_000 / u64::from(span));
            for (id, total) in offered(n) {
                let reply = named(&mut beat.replies, id);
                reply.total = total;
                let took = id == decision.chosen;
                reply.offered += 1;
                reply.chosen += u32::from(took);
                if let Some(rest) = rest {
                    reply.n += 1;
                    reply.took += u64::from(took);
                    reply.rest += rest;
                    reply.squares += rest * rest;
                    reply.rest_took += if took { rest } else { 0 };
                }
            }
        }
        if play.cast.is_empty() {
            return;
        }
        let cast = named(&mut scenario.casts, &play.cast);
        cast.plays += 1;
        for decision in decisions.iter().filter(|decision| decision.scored) {
            *named(&mut cast.seen, decision.beat) += 1;
            *cast.chosen.entry((decision.beat.to_owned(), decision.chosen.to_owned())).or_default() += 1;
        }
    }
}

/// The entry of a name, made if need be; a name that is there is not written down again.
fn named<'m, T: Default>(map: &'m mut BTreeMap<String, T>, name: &str) -> &'m mut T {
    if !map.contains_key(name) {
        map.insert(name.to_owned(), T::default());
    }
    map.get_mut(name).expect("it was put there")
}
