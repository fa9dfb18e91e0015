//! Resolves every name of a scenario and finds what does not fit together: from [`Scenario`] to [`Script`].

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use super::id::{
    BeatId, ChoiceId, ChoiceRef, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, VillagerId,
};
use super::look;
use super::model::{self, Act, Casting, Member, Persona, Scenario};
use super::ron::decode::{MAX_BEATS, MAX_CHOICES, MAX_PEOPLE};
use super::ron::place::{Step, locate};
use super::ron::tree::{MAX_PROBLEMS, Tree};
use super::script::{
    Beat, BeatIx, Body, Choice, ChoiceIx, ClaimIx, Condition, Effect, EndingIx, FactIx, FlagIx, Line, LineKind, NeedIx,
    Next, Person, PersonIx, PersonNeed, PromiseIx, Script, Slot, Stand, Text,
};
use super::village::Village;
use crate::diagnostic::{Diagnostic, Problem, Rule, Severity, Span, suggest};

/// What saying nothing is called where choices are listed.
pub const SILENCE_WORDS: &str = "Say nothing, and wait.";

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
}

impl Declared {
    /// What a scenario declares.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            facts: scenario.facts.keys().cloned().collect(),
            promises: scenario.promises.keys().cloned().collect(),
            remembered: scenario.cast.values().any(|member| match member {
                Member::Villager(_) => true,
                Member::Persona(persona) => persona.villager.is_some(),
                Member::OneOf(_) => false,
            }),
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
        hashes: OnceLock::new(),
    });
    (script, problems)
}

/// Replaces each villager by the persona they are here.
fn resolve_villagers(scenario: &mut Scenario, village: &Village, tree: Option<(&Tree, &str)>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (person, member) in &mut scenario.cast {
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
        if self.problems.len() < MAX_PROBLEMS && !self.is_allowed(&problem) {
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
        if !id.is_empty() {
            self.report(Problem::Unknown { kind, id: id.to_owned(), suggestion: suggest(id, known) });
        }
    }

    // --- the whole ----------------------------------------------------------------------------

    fn script(&mut self) -> Option<Parts> {
        let scenario = self.scenario;
        self.limits();
        self.inside(Step::Field("allow"), |linker| linker.allowed(&scenario.allow));
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

    fn allowed(&mut self, allow: &'a BTreeMap<String, String>) {
        for code in allow.keys().filter(|code| Rule::find(code).is_none()) {
            self.inside(Step::Key(code), |linker| linker.report(Problem::UnknownRule { code: code.clone() }));
        }
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
            ("mood", twin.mood != first.mood, first.mood.word().to_owned(), twin.mood.word().to_owned()),
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
        self.inside(Step::Field("allow"), |linker| linker.allowed(&beat.allow));
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
                let people: Vec<&str> = self.scenario.cast.keys().map(PersonId::as_str).collect();
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
        self.inside(Step::Field("allow"), |linker| linker.allowed(&choice.allow));
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

    // --- conditions and effects ---------------------------------------------------------------

    fn conditions(&mut self, with: Option<PersonIx>, when: &'a [model::Condition]) -> Box<[Condition]> {
        self.inside(Step::Field("when"), |linker| linker.all(with, when))
    }

    fn all(&mut self, with: Option<PersonIx>, when: &'a [model::Condition]) -> Box<[Condition]> {
        when.iter()
            .enumerate()
            .filter_map(|(n, condition)| self.inside(Step::Nth(n), |linker| linker.condition(with, condition)))
            .collect()
    }

    fn condition(&mut self, with: Option<PersonIx>, condition: &'a model::Condition) -> Option<Condition> {
        use model::Condition as C;
        // Every condition but these three holds its names in its first bracket.
        if let C::All(_) | C::Any(_) | C::Not(_) | C::With(..) = condition {
            return self.compound(with, condition);
        }
        self.inside(Step::Nth(0), |linker| {
            Some(match condition {
                C::RapportAtLeast(n) => Condition::RapportAtLeast(with?, *n),
                C::MoodAtLeast(mood) => Condition::MoodAtLeast(with?, *mood),
                C::MoodIs(mood) => Condition::MoodIs(with?, *mood),
                C::Knows(fact) => Condition::Knows(linker.fact_ix(fact)?),
                C::Has(flag) => Condition::Has(FlagIx::new(linker.flags.number(flag.clone()))),
                C::Chose(choice) => Condition::Chose(linker.choice_ix(choice)?),
                C::Seen(beat) => Condition::Seen(linker.beat_ix(beat)?),
                C::Found(need) => Condition::Found(linker.need_ix(with?, need, "condition")?),
                C::Served(need) => Condition::Served(linker.need_ix(with?, need, "condition")?),
                C::Promised(promise) => Condition::Promised(linker.promise_ix(promise)?),
                C::Open(promise) => Condition::Open(linker.promise_ix(promise)?),
                C::Kept(promise) => Condition::Kept(linker.promise_ix(promise)?),
                C::Broke(promise) => Condition::Broke(linker.promise_ix(promise)?),
                C::Checked(claim) => Condition::Checked(linker.claim_ix(claim.as_str())?),
                C::Believed(claim) => Condition::Believed(linker.claim_ix(claim.as_str())?),
                C::Ended(scenario, outcome) => {
                    linker.foreign(scenario);
                    let ending = (scenario.clone(), *outcome);
                    Condition::Ended(EndingIx::new(linker.endings.number(ending)))
                }
                C::All(_) | C::Any(_) | C::Not(_) | C::With(..) => return None,
            })
        })
    }

    fn compound(&mut self, with: Option<PersonIx>, condition: &'a model::Condition) -> Option<Condition> {
        use model::Condition as C;
        match condition {
            C::All(conditions) => Some(Condition::All(self.inside(Step::Nth(0), |l| l.all(with, conditions)))),
            C::Any(conditions) => Some(Condition::Any(self.inside(Step::Nth(0), |l| l.all(with, conditions)))),
            C::Not(inner) => {
                let inner = self.inside(Step::Nth(0), |linker| linker.condition(with, inner))?;
                Some(Condition::Not(Box::new(inner)))
            }
            C::With(person, inner) => {
                let person = self.inside(Step::Nth(0), |linker| linker.person_ix(person));
                self.inside(Step::Nth(1), |linker| linker.condition(person, inner))
            }
            _ => None,
        }
    }

    fn effects(&mut self, field: &'static str, with: Option<PersonIx>, effects: &'a [model::Effect]) -> Box<[Effect]> {
        let mut linked = Vec::with_capacity(effects.len());
        self.inside(Step::Field(field), |linker| linker.effect_list(with, effects, &mut linked));
        linked.into()
    }

    fn effect_list(&mut self, with: Option<PersonIx>, effects: &'a [model::Effect], linked: &mut Vec<Effect>) {
        for (n, effect) in effects.iter().enumerate() {
            self.inside(Step::Nth(n), |linker| {
                if let model::Effect::For(person, inner) = effect {
                    let person = linker.inside(Step::Nth(0), |linker| linker.person_ix(person));
                    linker.inside(Step::Nth(1), |linker| linker.effect_list(person, inner, linked));
                } else if let Some(effect) = linker.effect(with, effect) {
                    linked.push(effect);
                }
            });
        }
    }

    fn effect(&mut self, with: Option<PersonIx>, effect: &'a model::Effect) -> Option<Effect> {
        use model::Effect as E;
        if let E::If(condition, inner) = effect {
            let condition = self.inside(Step::Nth(0), |linker| linker.condition(with, condition));
            let mut linked = Vec::with_capacity(inner.len());
            self.inside(Step::Nth(1), |linker| linker.effect_list(with, inner, &mut linked));
            return Some(Effect::If(condition?, linked.into()));
        }
        self.inside(Step::Nth(0), |linker| {
            Some(match effect {
                E::Rapport(n) => Effect::Rapport(with?, *n),
                E::Mood(mood) => Effect::Mood(with?, *mood),
                E::Set(flag) => Effect::Set(FlagIx::new(linker.flags.number(flag.clone()))),
                E::Clear(flag) => Effect::Clear(FlagIx::new(linker.flags.number(flag.clone()))),
                E::Learn(fact) => Effect::Learn(linker.own_fact(fact)?),
                E::Find(need) => Effect::Find(linker.need_ix(with?, need, "effect")?),
                E::Serve(need) => Effect::Serve(linker.need_ix(with?, need, "effect")?),
                E::Promise(promise) => {
                    let own = Ref { scenario: None, id: promise.clone() };
                    Effect::Promise(linker.promise_ix(&own)?)
                }
                E::Keep(promise) => Effect::Keep(linker.promise_ix(promise)?),
                E::Break(promise) => Effect::Break(linker.promise_ix(promise)?),
                E::Check(claim) => Effect::Check(linker.claim_ix(claim.as_str())?),
                E::Believe(claim) => Effect::Believe(linker.claim_ix(claim.as_str())?),
                E::Reach(n) => Effect::Reach(*n),
                E::For(..) | E::If(..) => return None,
            })
        })
    }

    // --- names --------------------------------------------------------------------------------

    fn person_ix(&mut self, person: &PersonId) -> Option<PersonIx> {
        let found = self.people.get(person.as_str()).copied();
        if found.is_none() {
            let known = self.scenario.cast.keys().map(PersonId::as_str);
            self.unknown("person", person.as_str(), known);
        }
        found
    }

    fn beat_ix(&mut self, beat: &BeatId) -> Option<BeatIx> {
        let found = self.beats.get(beat.as_str()).copied();
        if found.is_none() {
            let known = self.scenario.beats.keys().map(BeatId::as_str);
            self.unknown("beat", beat.as_str(), known);
        }
        found
    }

    fn claim_ix(&mut self, claim: &str) -> Option<ClaimIx> {
        let found = self.claims.get(claim).copied();
        if found.is_none() {
            let known = self.scenario.claims.keys().map(ClaimId::as_str);
            self.unknown("claim", claim, known);
        }
        found
    }

    fn choice_ix(&mut self, reference: &ChoiceRef) -> Option<ChoiceIx> {
        let beat = self.beat_ix(&reference.beat)?;
        let first = self.first_choice[beat.at()];
        let choices = &self.scenario.beats.get(&reference.beat)?.choices;
        if reference.choice.as_str() == ChoiceId::SILENCE {
            if self.scenario.beats.get(&reference.beat)?.silence.is_some() {
                return Some(ChoiceIx::new(first + choices.len()));
            }
        } else if let Some(n) = choices.keys().position(|id| *id == reference.choice) {
            return Some(ChoiceIx::new(first + n));
        }
        let known = choices.keys().map(ChoiceId::as_str);
        self.unknown("choice", reference.choice.as_str(), known);
        None
    }

    fn need_ix(&mut self, person: PersonIx, need: &NeedId, inside: &'static str) -> Option<NeedIx> {
        if let Some(found) = self.needs.get(&(person, need.as_str())) {
            return Some(*found);
        }
        let owner = self.needs.keys().find(|(_, id)| *id == need.as_str()).map(|(owner, _)| *owner);
        if let Some(owner) = owner {
            let owner = self.scenario.cast.keys().nth(owner.at()).map(ToString::to_string).unwrap_or_default();
            self.report(Problem::NeedOfAnother { need: need.to_string(), owner, inside });
        } else {
            let known: Vec<&str> = self.needs.keys().map(|(_, id)| *id).collect();
            self.unknown("need", need.as_str(), known);
        }
        None
    }

    fn own_fact(&mut self, fact: &FactId) -> Option<FactIx> {
        self.fact_ix(&Ref { scenario: None, id: fact.clone() })
    }

    fn facts(&mut self, facts: &'a [FactId]) -> Box<[FactIx]> {
        facts
            .iter()
            .enumerate()
            .filter_map(|(n, fact)| self.inside(Step::Nth(n), |linker| linker.own_fact(fact)))
            .collect()
    }

    fn fact_ix(&mut self, fact: &Ref<FactId>) -> Option<FactIx> {
        if let Some(scenario) = &fact.scenario {
            self.foreign(scenario);
            let declared = self.world.catalogue.and_then(|catalogue| catalogue.get(scenario));
            if let Some(declared) = declared.filter(|declared| !declared.facts.contains(&fact.id)) {
                let known = declared.facts.iter().map(FactId::as_str);
                self.foreign_missing("fact", scenario, fact.id.as_str(), known);
            }
        } else if !self.scenario.facts.contains_key(&fact.id) {
            let known = self.scenario.facts.keys().map(FactId::as_str);
            self.unknown("fact", fact.id.as_str(), known);
            return None;
        }
        Some(FactIx::new(self.facts.number(fact.clone())))
    }

    fn promise_ix(&mut self, promise: &Ref<PromiseId>) -> Option<PromiseIx> {
        if let Some(scenario) = &promise.scenario {
            self.foreign(scenario);
            let declared = self.world.catalogue.and_then(|catalogue| catalogue.get(scenario));
            if let Some(declared) = declared.filter(|declared| !declared.promises.contains(&promise.id)) {
                let known = declared.promises.iter().map(PromiseId::as_str);
                self.foreign_missing("promise", scenario, promise.id.as_str(), known);
            }
        } else if !self.scenario.promises.contains_key(&promise.id) {
            let known = self.scenario.promises.keys().map(PromiseId::as_str);
            self.unknown("promise", promise.id.as_str(), known);
            return None;
        }
        Some(PromiseIx::new(self.promises.number(promise.clone())))
    }

    fn foreign(&mut self, scenario: &ScenarioId) {
        let Some(catalogue) = self.world.catalogue.filter(|_| !scenario.as_str().is_empty()) else { return };
        match catalogue.get(scenario) {
            None => {
                let suggestion = suggest(scenario.as_str(), catalogue.keys().map(ScenarioId::as_str));
                self.report(Problem::ForeignScenario { scenario: scenario.to_string(), suggestion });
            }
            Some(declared) if !declared.remembered => {
                self.report(Problem::NeverRemembered { scenario: scenario.to_string() });
            }
            Some(_) => {}
        }
    }

    fn foreign_missing<'n>(
        &mut self,
        kind: &'static str,
        scenario: &ScenarioId,
        id: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let suggestion = suggest(id, known);
        self.report(Problem::ForeignMissing { kind, scenario: scenario.to_string(), id: id.to_owned(), suggestion });
    }

    // --- texts --------------------------------------------------------------------------------

    fn text(&mut self, raw: &str) -> Text {
        if !raw.contains(['{', '}']) {
            return Text::new(raw, Vec::new());
        }
        let mut slots = Vec::new();
        let mut at = 0;
        while let Some(found) = raw[at..].find(['{', '}']) {
            let start = at + found;
            let (end, what) = if raw[start..].starts_with("{{") {
                (start + 2, Some(Stand::Open))
            } else if raw[start..].starts_with('}') {
                // One that closes nothing stands for itself; doubled, it matches `{{`.
                (start + if raw[start..].starts_with("}}") { 2 } else { 1 }, Some(Stand::Close))
            } else if let Some(length) = raw[start..].find('}') {
                (start + length + 1, self.stand(&raw[start + 1..start + length]))
            } else {
                self.report(Problem::OpenBrace);
                break;
            };
            if let (Some(what), Ok(start), Ok(end)) = (what, u32::try_from(start), u32::try_from(end)) {
                slots.push(Slot { start, end, what });
            }
            at = end;
        }
        Text::new(raw, slots)
    }

    fn stand(&mut self, written: &str) -> Option<Stand> {
        let (person, form) = written.split_once('.').unwrap_or((written, ""));
        if written == "you" {
            return Some(Stand::You);
        }
        let stand = self.people.get(person).and_then(|person| match form {
            "name" => Some(Stand::Name(*person)),
            "called" => Some(Stand::Called(*person)),
            "they" => Some(Stand::They(*person)),
            "them" => Some(Stand::Them(*person)),
            "their" => Some(Stand::Their(*person)),
            _ => None,
        });
        if stand.is_none() {
            let forms = ["name", "called", "they", "them", "their"];
            let known: Vec<String> = (self.scenario.cast.keys())
                .flat_map(|person| forms.map(|form| format!("{person}.{form}")))
                .chain(["you".to_owned()])
                .collect();
            let suggestion = suggest(written, known.iter().map(String::as_str)).map(|name| format!("{{{name}}}"));
            let written = written.chars().take(80).collect();
            self.report(Problem::BadPlaceholder { written, suggestion });
        }
        stand
    }

    // --- the shape of the whole ---------------------------------------------------------------

    /// Beats that lead into each other by `next` alone.
    fn rings(&mut self) {
        let scenario = self.scenario;
        // 0: not looked at, 1: on the way, 2: done.
        let mut state: HashMap<&str, u8> = HashMap::new();
        for id in scenario.beats.keys() {
            let mut way: Vec<(&'a str, usize)> = vec![(id.as_str(), 0)];
            while let Some((beat, n)) = way.last_mut() {
                let nexts = scenario.beats.get(*beat).map_or(&[][..], |beat| &beat.next);
                let visited = *state.get(*beat).unwrap_or(&0);
                if visited == 2 && *n == 0 || *n >= nexts.len() {
                    state.insert(beat, 2);
                    way.pop();
                    continue;
                }
                state.insert(beat, 1);
                let to = nexts[*n].to.as_str();
                *n += 1;
                match state.get(to) {
                    Some(1) => {
                        let from = way.iter().position(|(beat, _)| *beat == to).unwrap_or(0);
                        let ring: Vec<&str> = way[from..].iter().map(|(beat, _)| *beat).collect();
                        let beats = ring.join(" -> ");
                        self.trail = vec![Step::Field("beats"), Step::Key(ring[0]), Step::Field("next")];
                        self.report(Problem::NextRing { beats });
                        self.trail.clear();
                    }
                    Some(2) => {}
                    _ => {
                        if let Some((to, _)) = scenario.beats.get_key_value(to) {
                            way.push((to.as_str(), 0));
                        }
                    }
                }
            }
        }
    }

    fn tests(&mut self) {
        let scenario = self.scenario;
        if scenario.tests.is_empty() {
            return;
        }
        let choices: Vec<&str> = scenario
            .beats
            .values()
            .flat_map(|beat| beat.choices.keys().map(ChoiceId::as_str))
            .chain([ChoiceId::SILENCE])
            .collect();
        for (id, test) in &scenario.tests {
            self.inside(Step::Key(id.as_str()), |linker| {
                linker.inside(Step::Field("ending"), |linker| {
                    let known = linker.beat_ix(&test.ending).is_some();
                    let ends = scenario.beats.get(&test.ending).is_some_and(|beat| beat.end.is_some());
                    if known && !ends {
                        linker.report(Problem::NotAnEnding { beat: test.ending.to_string() });
                    }
                });
                linker.inside(Step::Field("choices"), |linker| {
                    for (n, choice) in test.choices.iter().enumerate() {
                        if !choices.contains(&choice.as_str()) {
                            linker.inside(Step::Nth(n), |linker| {
                                linker.unknown("choice", choice.as_str(), choices.iter().copied());
                            });
                        }
                    }
                });
                if test.least > 100 {
                    linker.inside(Step::Field("least"), |linker| {
                        let value = i64::from(test.least);
                        linker.report(Problem::OutOfRange { what: "the least score", value, least: 0, most: 100 });
                    });
                }
            });
        }
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
