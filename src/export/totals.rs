//! What many plays add up to: sums by team, scenario and month, and what is known of each person. Everything here is
//! a sum of whole numbers, so that plays may come in any order and memory grows with people, not with plays.

use std::collections::{BTreeMap, HashMap};

use super::about::ScenarioNote;
use super::encounter::{EncounterRow, Needs, Promises};
use crate::record::{Millis, Month};
use crate::scoring::{Clusters, Missing, Scorecard, Tally, missing};

/// The columns of the table of encounters that the sums are taken over.
pub const SUMMED: [&str; 31] = [
    "team",
    "scenario",
    "attempt",
    "practice",
    "overall_gained",
    "overall_span",
    "overall_moments",
    "relationship_gained",
    "relationship_span",
    "relationship_moments",
    "interest_gained",
    "interest_span",
    "interest_moments",
    "listening_gained",
    "listening_span",
    "listening_moments",
    "value_gained",
    "value_span",
    "value_moments",
    "presence_gained",
    "presence_span",
    "presence_moments",
    "equality_gained",
    "equality_span",
    "equality_moments",
    "trust_gained",
    "trust_span",
    "trust_moments",
    "grace_gained",
    "grace_span",
    "grace_moments",
];

/// The position of a team, scenario or person.
pub type Place = u32;

/// What a sum is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// The team's position.
    pub team: Place,
    /// The scenario's position, by its id.
    pub scenario: Place,
    /// When it began.
    pub month: Month,
    /// Whether these are first attempts, not practice.
    pub first: bool,
}

/// What a group adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many plays were completed.
    pub plays: u32,
    /// The nine scores.
    pub card: Scorecard,
}

/// The sums by team, scenario, month and principle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(pub HashMap<Group, Sum>);

impl Sums {
    /// Adds a completed play.
    pub fn add(&mut self, group: Group, card: &Scorecard) {
        let sum = self.0.entry(group).or_default();
        sum.plays += 1;
        sum.card = sum.card.plus(card);
    }

    /// Adds other sums.
    pub fn merge(&mut self, other: &Self) {
        for (group, sum) in &other.0 {
            let ours = self.0.entry(*group).or_default();
            ours.plays += sum.plays;
            ours.card = ours.card.plus(&sum.card);
        }
    }

    /// The sum over all groups that fit.
    pub fn over(&self, fits: impl Fn(&Group) -> bool) -> Sum {
        let mut all = Sum::default();
        for (_, sum) in self.0.iter().filter(|(group, _)| fits(group)) {
            all.plays += sum.plays;
            all.card = all.card.plus(&sum.card);
        }
        all
    }
}

/// Words by position, each once.
#[derive(Clone, Debug, Default)]
pub struct Words {
    places: HashMap<String, Place>,
    /// The words, by position.
    pub all: Vec<String>,
}

impl Words {
    /// The position of a word.
    pub fn place(&mut self, word: &str) -> Place {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        let place = Place::try_from(self.all.len()).unwrap_or(Place::MAX);
        self.all.push(word.to_owned());
        self.places.insert(word.to_owned(), place);
        place
    }
}

/// Which scenarios, by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<u64>);

impl Marks {
    /// Takes up what others mark.
    pub fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(ours, theirs)| *ours |= theirs);
    }

    /// Marks one.
    pub fn mark(&mut self, place: Place) {
        let (word, bit) = (place as usize / 64, place % 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << bit;
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

/// What is known of one person.
#[derive(Clone, Debug, Default)]
pub struct PersonTotals {
    /// What they are called, as of their last play.
    pub called: String,
    /// Their team's position, as of their last play.
    pub team: Place,
    /// First attempts: the nine scores over encounters.
    pub first: [Clusters; 9],
    /// In which scenarios each of the nine was observed.
    pub seen: [Marks; 9],
    /// Practice: the nine scores.
    pub practice: Scorecard,
    /// Each scenario text, by position.
    pub scenarios: BTreeMap<Place, Trained>,
    /// The months in which a first attempt was completed, with a bit for each of the nine that was observed.
    pub months: BTreeMap<Month, u16>,
    latest: Option<Millis>,
}

/// What one person did with one scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trained {
    /// How many plays.
    pub plays: u32,
    /// How many of them were completed as practice.
    pub practised: u32,
    /// Overall of the first attempt, once it was completed.
    pub first: Option<Tally>,
    /// Whether the first attempt was left early.
    pub left: bool,
    /// The nine scores of the first attempt, gained and span, and of practice, so that the two can be paired.
    pub pair: [Pair; 9],
}

/// One of the nine scores at a first attempt and in practice of the same scenario: gained and span of each. Small
/// numbers, since there are as many of these as people times scenarios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// At the first attempt.
    pub first: (u16, u16),
    /// In practice.
    pub practice: (u32, u32),
}

impl PersonTotals {
    /// What is missing before one of the nine may be shown.
    #[must_use]
    pub fn missing(&self, n: usize) -> Option<Missing> {
        missing(self.first[n].sum, self.seen[n].count())
    }
}

/// What stands beside the scores, over completed first attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Completed first attempts.
    pub plays: u32,
    /// First attempts left early.
    pub left: u32,
    /// First attempts that came to a place with no way on.
    pub stuck: u32,
    /// By outcome, in the order of the format.
    pub outcomes: BTreeMap<String, u32>,
    /// By kind, in the order of the format.
    pub needs: [Needs; 4],
    /// Promises.
    pub promises: Promises,
    /// Claims: all, checked, believed.
    pub claims: [u32; 3],
    /// Turns: said back, showed that it counts, asked, informed, advised, named.
    pub turns: [u32; 6],
    /// All decisions.
    pub decisions: u32,
    /// Replies that come back to something: taken, offered.
    pub recall: [u32; 2],
    /// Value before the first request: yes, no.
    pub value_first: [u32; 2],
}

impl Beside {
    /// Adds what stands beside another text's scores.
    pub fn join(&mut self, other: &Self) {
        self.plays += other.plays;
        self.left += other.left;
        self.stuck += other.stuck;
        for (outcome, count) in &other.outcomes {
            *self.outcomes.entry(outcome.clone()).or_default() += count;
        }
        for (ours, theirs) in self.needs.iter_mut().zip(other.needs) {
            ours.add(theirs);
        }
        self.promises.add(other.promises);
        let add = |ours: &mut [u32], theirs: &[u32]| ours.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        add(&mut self.claims, &other.claims);
        add(&mut self.turns, &other.turns);
        self.decisions += other.decisions;
        add(&mut self.recall, &other.recall);
        add(&mut self.value_first, &other.value_first);
    }

    fn add(&mut self, row: &EncounterRow) {
        self.plays += 1;
        match self.outcomes.get_mut(&row.outcome) {
            Some(count) => *count += 1,
            None => drop(self.outcomes.insert(row.outcome.clone(), 1)),
        }
        for (ours, theirs) in self.needs.iter_mut().zip(row.needs.unwrap_or_default()) {
            ours.add(theirs);
        }
        self.promises.add(row.promises.unwrap_or_default());
        let add = |ours: &mut [u32], theirs: &[Option<u32>]| {
            ours.iter_mut().zip(theirs).for_each(|(ours, theirs)| *ours += theirs.unwrap_or(0));
        };
        add(&mut self.claims, &[row.claims, row.claims_checked, row.claims_believed]);
        add(&mut self.turns, &[row.reflect, row.acknowledge, row.ask, row.inform, row.advise, row.name_used]);
        add(&mut self.recall, &[row.recall_taken, row.recall_offered]);
        self.decisions += row.decisions.unwrap_or(0);
        if let Some(first) = row.value_first {
            self.value_first[usize::from(!first)] += 1;
        }
    }
}

/// Everything many plays add up to.
#[derive(Debug, Default)]
pub struct Totals {
    /// Teams by position; the empty word is for people without one.
    pub teams: Words,
    /// Scenario ids by position.
    pub ids: Words,
    /// Scenario texts by position, named `id content-hash`.
    pub texts: Words,
    /// What is known of each text.
    pub scenarios: Vec<ScenarioNote>,
    /// The sums.
    pub sums: Sums,
    /// People by position; the words are their accounts.
    pub accounts: Words,
    /// What is known of each.
    pub people: Vec<PersonTotals>,
    /// What stands beside the scores, by scenario text.
    pub beside: BTreeMap<Place, Beside>,
    /// How many plays were looked at.
    pub plays: u64,
    /// When the earliest and the latest began.
    pub span: Option<(Millis, Millis)>,
}

impl Totals {
    /// The position of a scenario's text.
    pub fn text(&mut self, row: &EncounterRow) -> Place {
        let place = self.texts.place(&format!("{} {}", row.scenario, row.content_hash));
        if place as usize == self.scenarios.len() {
            self.scenarios.push(ScenarioNote {
                id: row.scenario.clone(),
                title: row.title.clone(),
                content_hash: row.content_hash.clone(),
                play_hash: row.play_hash.clone(),
                random: None,
            });
        }
        place
    }

    /// Adds a trainee's play; plays of other sources are not counted.
    pub fn add(&mut self, row: &EncounterRow) {
        if !row.is_play() {
            return;
        }
        self.plays += 1;
        let started = row.started.unwrap_or_default();
        let (from, to) = self.span.unwrap_or((started, started));
        self.span = Some((from.min(started), to.max(started)));
        let (team, text) = (self.teams.place(&row.team), self.text(row));
        let scenario = self.ids.place(&row.scenario);
        let (first, completed) = (row.is_first(), row.is_completed());
        if completed {
            self.sums.add(Group { team, scenario, month: Month::of(started), first }, &row.card);
        }
        self.person(row, (team, scenario, text), started);
        if first {
            let beside = self.beside.entry(text).or_default();
            match row.status.as_str() {
                "abandoned" => beside.left += 1,
                "stuck" => beside.stuck += 1,
                "completed" => beside.add(row),
                _ => {}
            }
        }
    }

    fn person(&mut self, row: &EncounterRow, (team, scenario, text): (Place, Place, Place), started: Millis) {
        let place = self.accounts.place(&row.person) as usize;
        if place == self.people.len() {
            self.people.push(PersonTotals::default());
        }
        let person = &mut self.people[place];
        if person.latest.is_none_or(|latest| started >= latest) {
            person.latest = Some(started);
            person.team = team;
            if person.called != row.trainee {
                person.called.clone_from(&row.trainee);
            }
        }
        let trained = person.scenarios.entry(text).or_default();
        trained.plays += 1;
        if row.is_first() {
            trained.left |= row.status == "abandoned";
            if row.is_completed() {
                trained.first = Some(row.card.overall);
                let observed = (0..9).filter(|n| row.card.nth(*n).span > 0).fold(0, |bits, n| bits | 1 << n);
                *person.months.entry(Month::of(started)).or_default() |= observed;
                for n in 0..9 {
                    let tally = row.card.nth(n);
                    let small = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
                    trained.pair[n].first = (small(tally.gained), small(tally.span));
                    person.first[n].add(tally);
                    if tally.span > 0 {
                        person.seen[n].mark(scenario);
                    }
                }
            }
        } else if row.is_completed() {
            trained.practised += 1;
            for (n, pair) in trained.pair.iter_mut().enumerate() {
                let tally = row.card.nth(n);
                pair.practice.0 += tally.gained;
                pair.practice.1 += tally.span;
            }
            person.practice = person.practice.plus(&row.card);
        }
    }

    /// Notes what random play scores on the scenarios.
    pub fn know(&mut self, notes: &[ScenarioNote]) {
        for ours in &mut self.scenarios {
            if let Some(note) = notes.iter().find(|note| note.content_hash == ours.content_hash) {
                ours.random.clone_from(&note.random);
            }
        }
    }

    /// What random play comes to over so many completed plays of each scenario text, in tenths of a point; `None`
    /// where nothing was played that it is known of.
    pub fn random(&self, plays: impl Iterator<Item = (Place, u32)>, n: usize) -> Option<u64> {
        // A play's expected sums are fractions; a millionth of a point is fine enough to add up.
        const FINE: u128 = 1_000_000;
        let (mut gained, mut span) = (0_u128, 0_u128);
        for (text, count) in plays {
            let Some(random) = &self.scenarios[text as usize].random else { continue };
            let Some((g, s)) = random.sums.get(n).filter(|_| random.completed > 0) else { continue };
            let (count, of) = (u128::from(count), u128::from(random.completed));
            gained += count * u128::from(*g) * FINE / of;
            span += count * u128::from(*s) * FINE / of;
        }
        if span == 0 { None } else { u64::try_from((2000 * gained + span) / (2 * span)).ok() }
    }
}
