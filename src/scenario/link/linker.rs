//! The linker: what it knows while it resolves, and the script put together from what it resolved.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use indexmap::IndexSet;

use super::catalogue::World;
use super::people::{name_words, shared_persona};
use super::talk::Said;
use super::villagers::resolve_villagers;
use crate::diagnostic::Diagnostic;
use crate::scenario::id::{BeatId, ClaimId, FactId, FlagId, PersonId, PromiseId, Ref, ScenarioId, WordId};
use crate::scenario::model::{self, Scenario};
use crate::scenario::ron::place::Location;
use crate::scenario::ron::tree::Tree;
use crate::scenario::script::{
    Beat, BeatIx, ClaimIx, NeedIx, Occasion, Person, PersonIx, PersonNeed, Script, Text, Word,
};

/// Resolves a scenario. There is a script only if nothing is an error. Without the tree that the scenario was read
/// from, the diagnostics have empty spans.
#[must_use]
pub fn link(
    id: &ScenarioId,
    scenario: Scenario,
    world: World<'_>,
    tree: Option<(&Tree, &str)>,
) -> (Option<Script>, Vec<Diagnostic>) {
    let mut scenario = scenario;
    let mut problems = resolve_villagers(&mut scenario, world.village, tree);
    let scenario = Arc::new(scenario);
    let mut linker = Linker::new(&scenario, world, tree);
    let parts = linker.script();
    problems.append(&mut linker.problems);
    let has_error = problems.iter().any(Diagnostic::is_error);
    let script = parts.filter(|_| !has_error).map(|parts| parts.into_script(id, &scenario));
    (script, problems)
}

/// The resolved parts of a script.
struct Parts {
    people: Vec<Person>,
    needs: Vec<PersonNeed>,
    facts: Vec<Ref<FactId>>,
    fact_texts: Vec<Text>,
    flags: Vec<FlagId>,
    promises: Vec<Ref<PromiseId>>,
    promise_texts: Vec<Text>,
    endings: Vec<(ScenarioId, model::Outcome)>,
    heard: Vec<(Ref<WordId>, PersonIx)>,
    overheard: Vec<Ref<WordId>>,
    occasions: BTreeMap<Ref<WordId>, Occasion>,
    reads_day: bool,
    talk: Vec<Word>,
    missed_text: Option<Text>,
    missed_talk: Vec<Word>,
    beats: Vec<Beat>,
    start: BeatIx,
    choices: usize,
    brief: Text,
}

impl Parts {
    fn into_script(self, id: &ScenarioId, scenario: &Arc<Scenario>) -> Script {
        Script {
            id: id.clone(),
            scenario: Arc::clone(scenario),
            people: self.people,
            needs: self.needs,
            facts: self.facts,
            fact_texts: self.fact_texts,
            flags: self.flags,
            promises: self.promises,
            promise_texts: self.promise_texts,
            claims: scenario.claims.keys().cloned().collect(),
            endings: self.endings,
            heard: self.heard,
            overheard: self.overheard,
            occasions: self.occasions,
            reads_day: self.reads_day,
            talk: self.talk,
            missed_talk: self.missed_talk,
            missed_text: self.missed_text,
            beats: self.beats,
            start: self.start,
            choices: self.choices,
            brief: self.brief,
            given: Box::default(),
            hashes: OnceLock::new(),
        }
    }
}

/// Resolves the names of one scenario. Whatever has no declared order is numbered in the order it is met.
pub(super) struct Linker<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) world: World<'a>,
    /// The tree and the text that problems are placed in.
    pub(super) tree: Option<(&'a Tree, &'a str)>,
    pub(super) problems: Vec<Diagnostic>,
    /// How many names were compared with unknown ones.
    pub(super) compared: usize,
    /// The beat that is being resolved: its `allow` counts.
    pub(super) beat: Option<&'a model::Beat>,
    /// The choice that is being resolved: its `allow` counts.
    pub(super) choice: Option<&'a model::Choice>,
    pub(super) people: HashMap<&'a str, PersonIx>,
    /// The words of the names of all people, whoever is cast.
    pub(super) name_words: HashSet<&'a str>,
    pub(super) beats: HashMap<&'a str, BeatIx>,
    pub(super) needs: BTreeMap<(PersonIx, &'a str), NeedIx>,
    pub(super) facts: IndexSet<Ref<FactId>>,
    pub(super) flags: IndexSet<FlagId>,
    pub(super) promises: IndexSet<Ref<PromiseId>>,
    pub(super) claims: HashMap<&'a str, ClaimIx>,
    pub(super) endings: IndexSet<(ScenarioId, model::Outcome)>,
    pub(super) heard: IndexSet<(Ref<WordId>, PersonIx)>,
    pub(super) overheard: IndexSet<Ref<WordId>>,
    /// When the words of other scenarios that conditions name are said.
    pub(super) occasions: BTreeMap<Ref<WordId>, Occasion>,
    /// Whether some condition of a beat asks for the day.
    pub(super) reads_day: bool,
    /// Number of the first choice of each beat, and the number of all at the end.
    pub(super) first_choice: Vec<usize>,
}

impl<'a> Linker<'a> {
    fn new(scenario: &'a Scenario, world: World<'a>, tree: Option<(&'a Tree, &'a str)>) -> Self {
        let people = scenario.cast.keys().map(PersonId::as_str).enumerate();
        let beats = scenario.beats.keys().map(BeatId::as_str).enumerate();
        let claims = scenario.claims.keys().map(ClaimId::as_str).enumerate();
        let mut needs = BTreeMap::new();
        for (n, member) in scenario.cast.values().enumerate() {
            for need in shared_persona(member).into_iter().flat_map(|persona| persona.needs.keys()) {
                needs.insert((PersonIx::new(n), need.as_str()), NeedIx::new(needs.len()));
            }
        }
        Self {
            scenario,
            name_words: name_words(scenario),
            world,
            tree,
            problems: Vec::new(),
            compared: 0,
            beat: None,
            choice: None,
            people: people.map(|(n, id)| (id, PersonIx::new(n))).collect(),
            beats: beats.map(|(n, id)| (id, BeatIx::new(n))).collect(),
            needs,
            facts: scenario.facts.keys().map(|id| Ref::own(id.clone())).collect(),
            flags: IndexSet::new(),
            promises: scenario.promises.keys().map(|id| Ref::own(id.clone())).collect(),
            claims: claims.map(|(n, id)| (id, ClaimIx::new(n))).collect(),
            endings: IndexSet::new(),
            heard: IndexSet::new(),
            overheard: IndexSet::new(),
            occasions: BTreeMap::new(),
            reads_day: false,
            first_choice: first_choices(scenario),
        }
    }

    fn script(&mut self) -> Option<Parts> {
        let scenario = self.scenario;
        let root = Location::Part(scenario.origin);
        self.limits(root);
        let people = self.cast();
        let brief = self.text(&scenario.brief, root.field("brief"));
        self.place(&scenario.place, root.field("place"));
        self.text(&scenario.title, root.field("title"));
        let facts = scenario.facts.iter().map(|(id, text)| (id.as_str(), text.as_str()));
        let fact_texts = self.texts(facts, root.field("facts"));
        let promises = scenario.promises.iter().map(|(id, text)| (id.as_str(), text.as_str()));
        let promise_texts = self.texts(promises, root.field("promises"));
        let start = self.beat_ix(&scenario.start, root.field("start"));
        let mut beats = Vec::with_capacity(scenario.beats.len());
        for (n, (id, beat)) in scenario.beats.iter().enumerate() {
            self.beat = Some(beat);
            beats.push(self.beat(n, id, beat));
            self.beat = None;
        }
        let reads_day = self.reads_day;
        let talk = self.talk(&scenario.talk, Said::After, &people, root.field("talk"));
        let (missed_text, missed_talk) = self.standing(&people, root);
        self.rings();
        self.tests();
        Some(Parts {
            people,
            heard: std::mem::take(&mut self.heard).into_iter().collect(),
            overheard: std::mem::take(&mut self.overheard).into_iter().collect(),
            occasions: std::mem::take(&mut self.occasions),
            reads_day,
            talk,
            missed_text,
            missed_talk,
            needs: person_needs(scenario),
            facts: std::mem::take(&mut self.facts).into_iter().collect(),
            fact_texts,
            flags: std::mem::take(&mut self.flags).into_iter().collect(),
            promises: std::mem::take(&mut self.promises).into_iter().collect(),
            promise_texts,
            endings: std::mem::take(&mut self.endings).into_iter().collect(),
            beats: beats.into_iter().collect::<Option<_>>()?,
            start: start?,
            choices: self.first_choice.last().copied().unwrap_or(0),
            brief,
        })
    }

    /// The texts of a map.
    fn texts<'m>(&mut self, map: impl Iterator<Item = (&'m str, &'m str)>, location: Location<'_>) -> Vec<Text> {
        map.map(|(id, text)| self.text(text, location.key(id))).collect()
    }
}

/// The number of the first choice of each beat, silences counted, and the number of all.
fn first_choices(scenario: &Scenario) -> Vec<usize> {
    let mut first = Vec::with_capacity(scenario.beats.len() + 1);
    let mut choices = 0;
    for beat in scenario.beats.values() {
        first.push(choices);
        choices += beat.choices.len() + usize::from(beat.silence.is_some());
    }
    first.push(choices);
    first
}

/// The needs of all people, person by person, in id order.
fn person_needs(scenario: &Scenario) -> Vec<PersonNeed> {
    let personas = scenario.cast.values().enumerate().filter_map(|(n, member)| Some((n, shared_persona(member)?)));
    personas
        .flat_map(|(n, persona)| {
            let person = PersonIx::new(n);
            persona.needs.iter().map(move |(id, need)| PersonNeed { person, id: id.clone(), need: need.clone() })
        })
        .collect()
}
