//! Resolves every name of a scenario and finds what does not fit together: from [`Scenario`] to [`Script`].

mod from;
mod logic;
mod names;
mod texts;
mod whole;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::id::{BeatId, ChoiceId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, VillagerId};
use super::look;
use super::model::{self, Act, Casting, Member, Persona, Scenario};
use super::ron::decode::{MAX_BEATS, MAX_CHOICES, MAX_PEOPLE};
use super::ron::place::{Step, locate};
use super::ron::tree::{MAX_PROBLEMS, Tree};
use super::script::{
    Beat, BeatIx, Body, Choice, ChoiceIx, ClaimIx, Line, LineKind, NeedIx, Next, Person, PersonIx, PersonNeed, Script,
    Text,
};
use super::village::Village;
use crate::diagnostic::{Diagnostic, Problem, Severity, Span, Suggestion, suggest};

/// What saying nothing is called where choices are listed.
pub const SILENCE_WORDS: &str = "Say nothing, and wait.";

/// How many names are compared with unknown ones in one file, to say which was meant.
const MOST_COMPARED: usize = 100_000;

/// What other scenarios of the library declare, for names written `scenario/id`.
pub type Catalogue = BTreeMap<ScenarioId, Declared>;

/// What one scenario declares to others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Its facts.
    pub facts: Vec<FactId>,
    /// Its promises.
    pub promises: Vec<PromiseId>,
    /// Whether anything of it is remembered: it casts a villager.
    pub remembered: bool,
    /// Facts that can be learnt in it.
    pub learns: BTreeSet<FactId>,
    /// Promises that can be made in it.
    pub makes: BTreeSet<PromiseId>,
    /// Promises that can be kept or broken in it, its own without a scenario.
    pub settles: BTreeSet<Ref<PromiseId>>,
}

impl Declared {
    /// What a scenario declares.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut declared = Self::named(scenario);
        for beat in scenario.beats.values() {
            declared.happens(&beat.effects, &beat.lines);
            for choice in beat.choices.values() {
                declared.happens(&choice.effects, &choice.answer);
            }
            if let Some(silence) = &beat.silence {
                declared.happens(&silence.effects, &silence.answer);
            }
        }
        declared
    }

    fn happens(&mut self, effects: &[model::Effect], lines: &[model::Line]) {
        use model::Effect as E;
        for line in lines {
            if let model::Line::Say { learn, .. } = line {
                self.learns.extend(learn.iter().cloned());
            }
        }
        for effect in effects {
            match effect {
                E::Learn(fact) => drop(self.learns.insert(fact.clone())),
                E::Promise(promise) => drop(self.makes.insert(promise.clone())),
                E::Keep(promise) | E::Break(promise) => drop(self.settles.insert(promise.clone())),
                E::For(_, inner) | E::If(_, inner) => self.happens(inner, &[]),
                _ => {}
            }
        }
    }

    fn named(scenario: &Scenario) -> Self {
        Self {
            facts: scenario.facts.keys().cloned().collect(),
            promises: scenario.promises.keys().cloned().collect(),
            remembered: scenario.cast.values().any(|member| match member {
                Member::Villager(_) => true,
                Member::Persona(persona) => persona.villager.is_some(),
                Member::OneOf(_) => false,
            }),
            ..Self::default()
        }
    }
}

/// What a scenario is read against.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The people of the place.
    pub village: &'a Village,
    /// The other scenarios; `None` leaves foreign names unchecked.
    pub catalogue: Option<&'a Catalogue>,
}

/// Resolves a scenario. The script is there only if nothing is an error.
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
    let sound = !problems.iter().any(Diagnostic::is_error);
    let script = parts.filter(|_| sound).map(|parts| Script {
        id: id.clone(),
        scenario: Arc::clone(&scenario),
        people: parts.people,
        needs: parts.needs,
        facts: parts.facts,
        fact_texts: parts.fact_texts,
        flags: parts.flags,
        promises: parts.promises,
        promise_texts: parts.promise_texts,
        claims: scenario.claims.keys().cloned().collect(),
        endings: parts.endings,
        beats: parts.beats,
        start: parts.start,
        choices: parts.choices,
        brief: parts.brief,
        given: Box::default(),
        hashes: OnceLock::new(),
    });
    (script, problems)
}

pub use from::from_beat;

/// Replaces each villager by the persona they are here.
fn resolve_villagers(scenario: &mut Scenario, village: &Village, tree: Option<(&Tree, &str)>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    // Those beyond the limit are not looked at: that there are too many is said where they are counted.
    for (person, member) in scenario.cast.iter_mut().take(MAX_PEOPLE) {
        let Member::Villager(casting) = member else { continue };
        let at = |steps: &[Step<'_>]| {
            let path = [&[Step::Field("cast"), Step::Key(person.as_str())], steps].concat();
            tree.map_or_else(Span::default, |(tree, text)| locate(tree, text, &path))
        };
        if let Some(villager) = village.people.get(&casting.id) {
            let twice = casting.needs.keys().find(|need| villager.needs.contains_key(*need));
            if let Some(need) = twice {
                let span = at(&[Step::Field("needs"), Step::Key(need.as_str())]);
                problems.push(Diagnostic::new(span, Problem::DuplicateKey { key: need.to_string() }));
            }
            *member = Member::Persona(cast(villager, casting));
        } else {
            if !casting.id.as_str().is_empty() {
                problems.push(Diagnostic::new(
                    at(&[Step::Field("id")]),
                    Problem::Unknown {
                        kind: "villager",
                        id: casting.id.to_string(),
                        suggestion: suggest(casting.id.as_str(), village.people.keys().map(VillagerId::as_str)),
                    },
                ));
            }
            *member = Member::Persona(Persona { needs: casting.needs.clone(), ..Persona::default() });
        }
    }
    problems
}

fn cast(villager: &super::village::Villager, casting: &Casting) -> Persona {
    let mut needs = villager.needs.clone();
    needs.extend(casting.needs.clone());
    let role = if casting.role.is_empty() { &villager.role } else { &casting.role };
    let look = if casting.look == model::Look::default() { &villager.look } else { &casting.look };
    Persona {
        name: villager.name.clone(),
        called: villager.called.clone(),
        role: role.clone(),
        pronouns: villager.pronouns.clone(),
        look: look.clone(),
        mood: casting.mood.unwrap_or(villager.temper),
        rapport: casting.rapport,
        needs,
        face_on_phone: casting.face_on_phone,
        place: casting.place.clone(),
        villager: Some(casting.id.clone()),
    }
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
    beats: Vec<Beat>,
    start: BeatIx,
    choices: usize,
    brief: Text,
}

struct Linker<'a> {
    scenario: &'a Scenario,
    world: World<'a>,
    tree: Option<(&'a Tree, &'a str)>,
    trail: Vec<Step<'a>>,
    problems: Vec<Diagnostic>,
    /// How many names were compared with unknown ones.
    compared: usize,
    beat: Option<&'a model::Beat>,
    choice: Option<&'a model::Choice>,
    people: HashMap<&'a str, PersonIx>,
    beats: HashMap<&'a str, BeatIx>,
    needs: BTreeMap<(PersonIx, &'a str), NeedIx>,
    facts: Table<Ref<FactId>>,
    flags: Table<FlagId>,
    promises: Table<Ref<PromiseId>>,
    claims: HashMap<&'a str, ClaimIx>,
    endings: Table<(ScenarioId, model::Outcome)>,
    /// Number of the first choice of each beat.
    first_choice: Vec<usize>,
}

/// Things numbered in the order they are met.
struct Table<T> {
    items: Vec<T>,
    index: BTreeMap<T, usize>,
}

impl<T: Ord + Clone> Table<T> {
    fn new(items: impl IntoIterator<Item = T>) -> Self {
        let mut table = Self { items: Vec::new(), index: BTreeMap::new() };
        for item in items {
            table.number(item);
        }
        table
    }

    fn number(&mut self, item: T) -> usize {
        if let Some(number) = self.index.get(&item) {
            return *number;
        }
        let number = self.items.len();
        self.index.insert(item.clone(), number);
        self.items.push(item);
        number
    }
}

impl<'a> Linker<'a> {
    fn new(scenario: &'a Scenario, world: World<'a>, tree: Option<(&'a Tree, &'a str)>) -> Self {
        let numbered = |n: usize, id: &'a str| (id, n);
        let people = scenario.cast.keys().enumerate().map(|(n, id)| numbered(n, id.as_str()));
        let beats = scenario.beats.keys().enumerate().map(|(n, id)| numbered(n, id.as_str()));
        let claims = scenario.claims.keys().enumerate().map(|(n, id)| numbered(n, id.as_str()));
        let mut needs = BTreeMap::new();
        for (n, member) in scenario.cast.values().enumerate() {
            for need in first_persona(member).into_iter().flat_map(|persona| persona.needs.keys()) {
                needs.insert((PersonIx::new(n), need.as_str()), NeedIx::new(needs.len()));
            }
        }
        let mut first_choice = Vec::with_capacity(scenario.beats.len());
        let mut choices = 0;
        for beat in scenario.beats.values() {
            first_choice.push(choices);
            choices += beat.choices.len() + usize::from(beat.silence.is_some());
        }
        first_choice.push(choices);
        let own = |id: &FactId| Ref { scenario: None, id: id.clone() };
        Self {
            scenario,
            world,
            tree,
            trail: Vec::new(),
            problems: Vec::new(),
            compared: 0,
            beat: None,
            choice: None,
            people: people.map(|(id, n)| (id, PersonIx::new(n))).collect(),
            beats: beats.map(|(id, n)| (id, BeatIx::new(n))).collect(),
            needs,
            facts: Table::new(scenario.facts.keys().map(own)),
            flags: Table::new([]),
            promises: Table::new(scenario.promises.keys().map(|id| Ref { scenario: None, id: id.clone() })),
            claims: claims.map(|(id, n)| (id, ClaimIx::new(n))).collect(),
            endings: Table::new([]),
            first_choice,
        }
    }

    // --- where we are -------------------------------------------------------------------------

    fn inside<T>(&mut self, step: Step<'a>, work: impl FnOnce(&mut Self) -> T) -> T {
        self.trail.push(step);
        let done = work(self);
        self.trail.pop();
        done
    }

    fn here(&self) -> Span {
        self.tree.map_or_else(Span::default, |(tree, text)| locate(tree, text, &self.trail))
    }

    fn at(&self, steps: &[Step<'a>]) -> Span {
        let path = [self.trail.as_slice(), steps].concat();
        self.tree.map_or_else(Span::default, |(tree, text)| locate(tree, text, &path))
    }

    fn report(&mut self, problem: Problem) {
        if !self.is_full() && !self.is_allowed(&problem) {
            let diagnostic = Diagnostic::new(self.here(), problem);
            self.problems.push(diagnostic);
        }
    }

    fn is_allowed(&self, problem: &Problem) -> bool {
        let code = problem.code();
        let scopes = [Some(&self.scenario.allow), self.beat.map(|b| &b.allow), self.choice.map(|c| &c.allow)];
        problem.severity() != Severity::Error && scopes.into_iter().flatten().any(|allow| allow.contains_key(code))
    }

    fn unknown<'n>(&mut self, kind: &'static str, id: &str, known: impl IntoIterator<Item = &'n str>) {
        // The empty id stands in for one that could not be read and was reported there.
        if !id.is_empty() && !self.is_full() {
            let suggestion = self.meant(id, known);
            self.report(Problem::Unknown { kind, id: id.to_owned(), suggestion });
        }
    }

    /// Whether no more is listed.
    fn is_full(&self) -> bool {
        self.problems.len() >= MAX_PROBLEMS
    }

    /// The name that was meant; none once a file has had its share of comparisons, so that a large broken
    /// one is told in time.
    fn meant<'n>(&mut self, id: &str, known: impl IntoIterator<Item = &'n str>) -> Suggestion {
        let known: Vec<&str> = known.into_iter().collect();
        self.compared += known.len();
        if self.compared > MOST_COMPARED { None } else { suggest(id, known) }
    }

    // --- the whole ----------------------------------------------------------------------------

    fn script(&mut self) -> Option<Parts> {
        let scenario = self.scenario;
        self.limits();
        let people = self.inside(Step::Field("cast"), Self::cast);
        let brief = self.inside(Step::Field("brief"), |linker| linker.text(&scenario.brief));
        self.inside(Step::Field("place"), |linker| linker.place(&scenario.place));
        self.inside(Step::Field("title"), |linker| linker.text(&scenario.title));
        let fact_texts = self.texts("facts", &scenario.facts);
        let promise_texts = self.texts("promises", &scenario.promises);
        let start = self.inside(Step::Field("start"), |linker| linker.beat_ix(&scenario.start));
        let mut beats = Vec::with_capacity(scenario.beats.len());
        self.trail.push(Step::Field("beats"));
        for (n, (id, beat)) in scenario.beats.iter().enumerate() {
            self.beat = Some(beat);
            beats.push(self.inside(Step::Key(id.as_str()), |linker| linker.beat(n, id, beat)));
            self.beat = None;
        }
        self.trail.pop();
        self.rings();
        self.inside(Step::Field("tests"), Self::tests);
        let needs = scenario.cast.values().enumerate().flat_map(|(n, member)| {
            first_persona(member).into_iter().flat_map(move |persona| {
                persona.needs.iter().map(move |(id, need)| PersonNeed {
                    person: PersonIx::new(n),
                    id: id.clone(),
                    need: need.clone(),
                })
            })
        });
        Some(Parts {
            people,
            needs: needs.collect(),
            facts: std::mem::take(&mut self.facts.items),
            fact_texts,
            flags: std::mem::take(&mut self.flags.items),
            promises: std::mem::take(&mut self.promises.items),
            promise_texts,
            endings: std::mem::take(&mut self.endings.items),
            beats: beats.into_iter().collect::<Option<_>>()?,
            start: start?,
            choices: self.first_choice.last().copied().unwrap_or(0),
            brief,
        })
    }

    fn limits(&mut self) {
        let scenario = self.scenario;
        for (field, what, count, most) in [
            ("beats", "beats", scenario.beats.len(), MAX_BEATS),
            ("cast", "people in the cast", scenario.cast.len(), MAX_PEOPLE),
        ] {
            self.inside(Step::Field(field), |linker| {
                if count > most {
                    linker.report(Problem::TooMany { what, count, most });
                }
            });
        }
        // A cast that is not written at all was reported where the parts were read.
        let is_written = self.at(&[Step::Field("cast")]) != self.here();
        if scenario.cast.is_empty() && is_written {
            self.inside(Step::Field("cast"), |linker| linker.report(Problem::Empty { what: "the cast" }));
        }
    }

    fn texts<K: Ord + AsKey>(&mut self, field: &'static str, map: &'a BTreeMap<K, String>) -> Vec<Text> {
        self.trail.push(Step::Field(field));
        let texts = map.iter().map(|(id, text)| self.inside(Step::Key(id.key()), |linker| linker.text(text))).collect();
        self.trail.pop();
        texts
    }

    // --- people -------------------------------------------------------------------------------

    fn cast(&mut self) -> Vec<Person> {
        let scenario = self.scenario;
        scenario.cast.iter().map(|(id, member)| self.inside(Step::Key(id.as_str()), |l| l.person(id, member))).collect()
    }

    fn person(&mut self, id: &PersonId, member: &'a Member) -> Person {
        let mut personas = Vec::new();
        match member {
            Member::Persona(persona) => {
                self.persona(persona);
                personas.push((None, persona.clone()));
            }
            Member::OneOf(twins) => {
                self.trail.push(Step::Nth(0));
                let first = twins.iter().next();
                for (cast, persona) in twins {
                    self.inside(Step::Key(cast.as_str()), |linker| {
                        linker.persona(persona);
                        if let Some((first_cast, first)) = first {
                            linker.same_as_twin(persona, first, first_cast.as_str());
                        }
                    });
                    personas.push((Some(cast.clone()), persona.clone()));
                }
                self.trail.pop();
            }
            // Replaced by a persona before linking.
            Member::Villager(_) => {}
        }
        if personas.is_empty() {
            personas.push((None, Persona::default()));
        }
        let Persona { mood, rapport, villager, .. } = personas[0].1.clone();
        Person { id: id.clone(), personas, mood, rapport: rapport.0, villager }
    }

    fn persona(&mut self, persona: &'a Persona) {
        self.inside(Step::Field("place"), |linker| linker.place(&persona.place));
        let look = &persona.look;
        let parts = [&look.head, &look.skin, &look.body, &look.clothes, &look.glasses, &look.beard];
        for ((part, known), value) in look::PARTS.iter().zip(parts) {
            if value.is_empty() || known.contains(&value.as_str()) {
                continue;
            }
            let problem =
                Problem::UnknownLook { part, value: value.clone(), suggestion: suggest(value, known.iter().copied()) };
            self.inside(Step::Field("look"), |linker| {
                linker.inside(Step::Field(part), |linker| linker.report(problem));
            });
        }
    }

    fn place(&mut self, place: &str) {
        if place.is_empty() || look::PLACES.iter().any(|(known, _)| *known == place) {
            return;
        }
        let suggestion = suggest(place, look::PLACES.iter().map(|(name, _)| *name));
        self.report(Problem::UnknownPlace { place: place.to_owned(), suggestion });
    }

    fn same_as_twin(&mut self, twin: &Persona, first: &Persona, first_cast: &'a str) {
        let needs = |persona: &Persona| persona.needs.keys().map(NeedId::as_str).collect::<Vec<_>>().join(", ");
        let differences = [
            ("mood", twin.mood != first.mood, first.mood.as_str().to_owned(), twin.mood.as_str().to_owned()),
            ("rapport", twin.rapport != first.rapport, first.rapport.0.to_string(), twin.rapport.0.to_string()),
            ("needs", twin.needs != first.needs, needs(first), needs(twin)),
        ];
        for (field, differs, ours, theirs) in differences {
            if !differs {
                continue;
            }
            let mut first_place = self.trail.clone();
            first_place.pop();
            first_place.extend([Step::Key(first_cast), Step::Field(field)]);
            let also = self.tree.map_or_else(Span::default, |(tree, text)| locate(tree, text, &first_place));
            let span = self.at(&[Step::Field(field)]);
            let problem = Problem::TwinsDiffer { field, first: ours, second: theirs };
            self.problems.push(Diagnostic::new(span, problem).with(also, "and here"));
        }
    }

    // --- beats --------------------------------------------------------------------------------

    fn beat(&mut self, n: usize, id: &BeatId, beat: &'a model::Beat) -> Option<Beat> {
        self.inside(Step::Field("place"), |linker| linker.place(&beat.place));
        let with = self.beat_person(beat);
        let effects = self.effects("effects", with, &beat.effects);
        let mut wordings = Vec::new();
        let lines = self.lines("lines", with, &beat.lines, &mut wordings);
        let body = self.body(n, with, beat, &mut wordings);
        Some(Beat {
            id: id.clone(),
            with: with?,
            channel: beat.channel.unwrap_or(self.scenario.channel),
            place: if beat.place.is_empty() { self.scenario.place.clone() } else { beat.place.clone() },
            spread: beat.spread,
            effects,
            lines,
            wordings: wordings.into(),
            body: body?,
        })
    }

    fn beat_person(&mut self, beat: &'a model::Beat) -> Option<PersonIx> {
        match &beat.with {
            Some(person) => self.inside(Step::Field("with"), |linker| linker.person_ix(person)),
            None if self.scenario.cast.len() <= 1 => self.people.values().next().copied(),
            None => {
                let people: Vec<&str> = self.scenario.cast.keys().map(PersonId::as_str).take(MAX_PEOPLE).collect();
                self.report(Problem::WithMissing { people: people.join(", ") });
                None
            }
        }
    }

    fn body(
        &mut self,
        n: usize,
        with: Option<PersonIx>,
        beat: &'a model::Beat,
        wordings: &mut Vec<u32>,
    ) -> Option<Body> {
        let parts =
            [("`choices`", !beat.choices.is_empty()), ("`next`", !beat.next.is_empty()), ("`end`", beat.end.is_some())];
        let found: Vec<&str> = parts.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
        if found.len() != 1 {
            let found = if found.is_empty() { "none of them".to_owned() } else { found.join(" and ") };
            self.report(Problem::BeatBody { found });
        }
        if beat.silence.is_some() && beat.choices.is_empty() && found.len() == 1 {
            self.report(Problem::BeatBody { found: format!("`silence` beside {}", found[0]) });
        }
        if beat.patience > 0 && beat.silence.is_none() {
            self.inside(Step::Field("patience"), |linker| linker.report(Problem::PatienceWithoutSilence));
        }
        if !beat.choices.is_empty() {
            let choices = self.choices(n, with, beat, wordings)?;
            return Some(Body::Choices { choices: choices.into(), patience: beat.patience });
        }
        if !beat.next.is_empty() {
            return self.inside(Step::Field("next"), |linker| linker.nexts(with, &beat.next)).map(Body::Next);
        }
        let end = beat.end.as_ref()?;
        let text = self
            .inside(Step::Field("end"), |linker| linker.inside(Step::Field("text"), |linker| linker.text(&end.text)));
        Some(Body::End { outcome: end.outcome, text })
    }

    fn nexts(&mut self, with: Option<PersonIx>, nexts: &'a [model::Next]) -> Option<Box<[Next]>> {
        let mut linked = Vec::with_capacity(nexts.len());
        for (n, next) in nexts.iter().enumerate() {
            let last = n + 1 == nexts.len();
            linked.push(self.inside(Step::Nth(n), |linker| {
                if last != next.when.is_empty() {
                    linker.report(Problem::NextOrder { last });
                }
                let when = linker.conditions(with, &next.when);
                let to = linker.inside(Step::Field("to"), |linker| linker.beat_ix(&next.to));
                Some(Next { to: to?, when })
            }));
        }
        linked.into_iter().collect()
    }

    fn choices(
        &mut self,
        n: usize,
        with: Option<PersonIx>,
        beat: &'a model::Beat,
        wordings: &mut Vec<u32>,
    ) -> Option<Vec<Choice>> {
        let first = self.first_choice[n];
        let mut linked = Vec::with_capacity(beat.choices.len() + 1);
        self.trail.push(Step::Field("choices"));
        if beat.choices.len() > MAX_CHOICES {
            self.report(Problem::TooMany { what: "replies", count: beat.choices.len(), most: MAX_CHOICES });
        }
        for (k, (id, choice)) in beat.choices.iter().enumerate() {
            self.choice = Some(choice);
            let ix = ChoiceIx::new(first + k);
            linked.push(self.inside(Step::Key(id.as_str()), |linker| linker.choice(ix, id, with, choice, wordings)));
            self.choice = None;
        }
        self.trail.pop();
        if let Some(silence) = &beat.silence {
            let ix = ChoiceIx::new(first + beat.choices.len());
            linked.push(self.inside(Step::Field("silence"), |linker| linker.silence(ix, with, silence, wordings)));
        }
        linked.into_iter().collect()
    }

    fn choice(
        &mut self,
        ix: ChoiceIx,
        id: &ChoiceId,
        with: Option<PersonIx>,
        choice: &'a model::Choice,
        wordings: &mut Vec<u32>,
    ) -> Option<Choice> {
        let spoken = !choice.say.is_empty();
        let both = spoken && !choice.r#do.is_empty();
        if both || (!spoken && choice.r#do.is_empty()) {
            self.report(Problem::SayAndDo { both });
        }
        if choice.earned && choice.when.is_empty() {
            self.inside(Step::Field("earned"), |linker| linker.report(Problem::EarnedWithoutWhen));
        }
        let (field, raw) = if spoken { ("say", &choice.say) } else { ("do", &choice.r#do) };
        let words = self.inside(Step::Field(field), |linker| linker.text(raw));
        let because = self.inside(Step::Field("because"), |linker| linker.text(&choice.because));
        self.inside(Step::Field("recalls"), |linker| linker.facts(&choice.recalls));
        let when = self.conditions(with, &choice.when);
        let effects = self.effects("effects", with, &choice.effects);
        let answer = self.lines("answer", with, &choice.answer, wordings);
        let to = self.inside(Step::Field("to"), |linker| linker.beat_ix(&choice.to));
        Some(Choice {
            id: id.clone(),
            ix,
            silence: false,
            names: spoken && words.names_somebody(),
            words,
            spoken,
            act: choice.act,
            evidence: choice.evidence,
            because,
            earned: choice.earned,
            repair: choice.repair,
            once: choice.once,
            recalls: !choice.recalls.is_empty(),
            when,
            effects,
            answer,
            to: to?,
        })
    }

    fn silence(
        &mut self,
        ix: ChoiceIx,
        with: Option<PersonIx>,
        silence: &'a model::Silence,
        wordings: &mut Vec<u32>,
    ) -> Option<Choice> {
        let because = self.inside(Step::Field("because"), |linker| linker.text(&silence.because));
        let when = self.conditions(with, &silence.when);
        let effects = self.effects("effects", with, &silence.effects);
        let answer = self.lines("answer", with, &silence.answer, wordings);
        let to = self.inside(Step::Field("to"), |linker| linker.beat_ix(&silence.to));
        Some(Choice {
            id: ChoiceId::silence(),
            ix,
            silence: true,
            words: Text::new(SILENCE_WORDS, Vec::new()),
            spoken: false,
            names: false,
            act: Act::Wait,
            evidence: silence.evidence,
            because,
            earned: false,
            repair: false,
            once: silence.once,
            recalls: false,
            when,
            effects,
            answer,
            to: to?,
        })
    }

    fn lines(
        &mut self,
        field: &'static str,
        with: Option<PersonIx>,
        lines: &'a [model::Line],
        wordings: &mut Vec<u32>,
    ) -> Box<[Line]> {
        self.trail.push(Step::Field(field));
        let linked = lines
            .iter()
            .enumerate()
            .filter_map(|(n, line)| self.inside(Step::Nth(n), |linker| linker.line(with, line, wordings)))
            .collect();
        self.trail.pop();
        linked
    }

    fn line(&mut self, with: Option<PersonIx>, line: &'a model::Line, wordings: &mut Vec<u32>) -> Option<Line> {
        let mut linked = Line {
            kind: LineKind::Narrate,
            wordings: Box::default(),
            slot: None,
            mood: None,
            learn: Box::default(),
            when: Box::default(),
        };
        let when = match line {
            model::Line::Say { by, text, or, mood, learn, when } => {
                let by = self.inside(Step::Field("by"), |linker| linker.person_ix(by));
                let mut texts = vec![self.inside(Step::Field("text"), |linker| linker.text(text))];
                self.trail.push(Step::Field("or"));
                for (n, other) in or.iter().enumerate() {
                    texts.push(self.inside(Step::Nth(n), |linker| linker.text(other)));
                }
                self.trail.pop();
                if texts.len() > 1 {
                    linked.slot = u32::try_from(wordings.len()).ok();
                    wordings.push(u32::try_from(texts.len()).unwrap_or(u32::MAX));
                }
                linked.wordings = texts.into();
                linked.mood = *mood;
                linked.learn = self.inside(Step::Field("learn"), |linker| linker.facts(learn));
                linked.kind = LineKind::Say(by?);
                when
            }
            model::Line::Narrate { text, when } => {
                linked.wordings = self.one_text("text", text);
                when
            }
            model::Line::Hold { minutes, when } => {
                linked.kind = LineKind::Hold(*minutes);
                when
            }
            model::Line::Transfer { to, when } => {
                linked.kind = LineKind::Transfer;
                linked.wordings = self.one_text("to", to);
                when
            }
            model::Line::Menu { text, when } => {
                linked.kind = LineKind::Menu;
                linked.wordings = self.one_text("text", text);
                when
            }
            model::Line::Post { by, text, seen_by, claim, when } => {
                let by = self.inside(Step::Field("by"), |linker| linker.person_ix(by));
                linked.wordings = self.one_text("text", text);
                let claim = claim
                    .as_ref()
                    .and_then(|claim| self.inside(Step::Field("claim"), |linker| linker.claim_ix(claim.as_str())));
                linked.kind = LineKind::Post { by: by?, seen_by: *seen_by, claim };
                when
            }
        };
        linked.when = self.conditions(with, when);
        Some(linked)
    }

    fn one_text(&mut self, field: &'static str, text: &'a str) -> Box<[Text]> {
        Box::new([self.inside(Step::Field(field), |linker| linker.text(text))])
    }
}

/// The persona whose needs, mood and rapport count: twins share them.
fn first_persona(member: &Member) -> Option<&Persona> {
    match member {
        Member::Persona(persona) => Some(persona),
        Member::OneOf(twins) => twins.values().next(),
        Member::Villager(_) => None,
    }
}

/// Ids as keys of a path.
trait AsKey {
    fn key(&self) -> &str;
}

impl AsKey for FactId {
    fn key(&self) -> &str {
        self.as_str()
    }
}

impl AsKey for PromiseId {
    fn key(&self) -> &str {
        self.as_str()
    }
}
