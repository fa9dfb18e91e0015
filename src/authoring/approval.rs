//! A scenario as a page to be read and printed, for whoever must approve it and will never open RON.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use crate::scenario::model::{Channel, Kind, Level, Mood, Outcome};
use crate::scenario::script::{Beat, Body, Choice, Condition, Effect, Line, LineKind, Script, Text};

/// By this a page is known as one of ours.
pub const MARK: &str = "<meta name=\"generator\" content=\"rapport script\">";

const PAGE: &str = include_str!("approval.html");

/// The page; `made` says when, in words.
///
/// # Errors
/// In words, if the page cannot be put together, which is our fault.
pub fn page(script: &Script, made: &str) -> Result<String, String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", PAGE).map_err(|error| format!("{error:#}"))?;
    let template = environment.get_template("page").map_err(|error| format!("{error:#}"))?;
    template.render(Serde(&View::new(script, made))).map_err(|error| format!("{error:#}"))
}

#[derive(Serialize)]
struct View {
    title: String,
    id: String,
    made: String,
    hash: String,
    kind: &'static str,
    channel: &'static str,
    level: &'static str,
    minutes: u32,
    brief: String,
    trains: Vec<Trained>,
    people: Vec<PersonView>,
    facts: Vec<String>,
    promises: Vec<String>,
    beats: Vec<BeatView>,
}

#[derive(Serialize)]
struct Trained {
    name: &'static str,
    meaning: &'static str,
}

#[derive(Serialize)]
struct PersonView {
    name: String,
    role: String,
    pronouns: String,
    mood: String,
    rapport: u8,
    needs: Vec<String>,
}

#[derive(Serialize)]
struct BeatView {
    id: String,
    place: String,
    lines: Vec<LineView>,
    effects: Vec<String>,
    choices: Vec<ChoiceView>,
    patience: u32,
    ways: Vec<WayView>,
    end: Option<EndView>,
    come_from: Vec<String>,
    is_start: bool,
}

#[derive(Serialize)]
struct LineView {
    who: String,
    words: String,
    others: Vec<String>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct ChoiceView {
    id: String,
    words: String,
    spoken: bool,
    act: String,
    weights: Vec<String>,
    total: i32,
    rank: &'static str,
    sign: char,
    because: String,
    notes: Vec<String>,
    answer: Vec<LineView>,
    to: String,
}

#[derive(Serialize)]
struct WayView {
    to: String,
    when: String,
}

#[derive(Serialize)]
struct EndView {
    outcome: &'static str,
    text: String,
}

impl View {
    fn new(script: &Script, made: &str) -> Self {
        let scenario = &script.scenario;
        let builder = PageBuilder { script };
        let mut come_from = vec![Vec::new(); script.beats.len()];
        for (n, beat) in script.beats.iter().enumerate() {
            for to in crate::analysis::graph::ways(script, crate::scenario::script::BeatIx::new(n)) {
                if !come_from[to.index()].contains(&beat.id.to_string()) {
                    come_from[to.index()].push(beat.id.to_string());
                }
            }
        }
        // As one reads it: from the start on, not by the alphabet.
        let mut order = crate::analysis::graph::postorder(script);
        order.reverse();
        let start = order.iter().position(|beat| *beat == script.start).unwrap_or(0);
        order.rotate_left(start);
        Self {
            title: scenario.title.clone(),
            id: script.id.to_string(),
            made: made.to_owned(),
            hash: script.content_hash().to_string(),
            kind: kind(scenario.kind),
            channel: channel(scenario.channel),
            level: match scenario.level {
                Level::First => "for the first days",
                Level::Practised => "for those who have played some",
                Level::Hard => "hard",
            },
            minutes: scenario.minutes,
            brief: builder.text(&script.brief),
            trains: scenario.trains.iter().map(|p| Trained { name: p.name(), meaning: p.meaning() }).collect(),
            people: builder.people(),
            facts: script.fact_texts.iter().map(|text| builder.text(text)).collect(),
            promises: script.promise_texts.iter().map(|text| builder.text(text)).collect(),
            beats: order
                .into_iter()
                .map(|ix| builder.beat(script.beat(ix), come_from[ix.index()].clone(), ix == script.start))
                .collect(),
        }
    }
}

/// Says in words what stands in a script.
struct PageBuilder<'a> {
    script: &'a Script,
}

impl PageBuilder<'_> {
    fn text(&self, text: &Text) -> String {
        text.with(self.script, &[], "(you)").to_string()
    }

    fn name(&self, person: crate::scenario::script::PersonIx) -> String {
        let persona = &self.script.person(person).personas[0].1;
        if persona.called.is_empty() { persona.name.clone() } else { persona.called.clone() }
    }

    fn people(&self) -> Vec<PersonView> {
        let people = self.script.people.iter().enumerate().flat_map(|(n, person)| {
            person.personas.iter().map(move |(_, persona)| PersonView {
                name: persona.name.clone(),
                role: persona.role.clone(),
                pronouns: persona.pronouns.0.clone(),
                mood: mood(person.mood),
                rapport: person.rapport,
                needs: (self.script.needs.iter())
                    .filter(|need| need.person.index() == n)
                    .map(|need| {
                        let how = match (need.need.spoken, need.need.future) {
                            (true, _) => ", said from the start",
                            (_, true) => ", not known to them yet",
                            _ => ", to be found out",
                        };
                        format!("{} ({}{how})", need.need.is, need.need.kind.as_str().to_lowercase())
                    })
                    .collect(),
            })
        });
        people.collect()
    }

    fn beat(&self, beat: &Beat, come_from: Vec<String>, is_start: bool) -> BeatView {
        let mut view = BeatView {
            id: beat.id.to_string(),
            place: format!("{}, {}", channel(beat.channel), beat.place.replace('-', " ")),
            lines: self.lines(&beat.lines),
            effects: self.effects(&beat.effects),
            choices: Vec::new(),
            patience: 0,
            ways: Vec::new(),
            end: None,
            come_from,
            is_start,
        };
        match &beat.body {
            Body::Choices { choices, patience } => {
                view.patience = *patience;
                view.choices = choices.iter().map(|choice| self.choice(choices, choice)).collect();
                view.choices.sort_by_key(|choice| -choice.total);
            }
            Body::Next(nexts) => {
                view.ways = nexts
                    .iter()
                    .map(|next| WayView { to: self.script.beat(next.to).id.to_string(), when: self.all(&next.when) })
                    .collect();
            }
            Body::End { outcome, text } => {
                view.end = Some(EndView { outcome: outcome_words(*outcome), text: self.text(text) });
            }
        }
        view
    }

    fn choice(&self, choices: &[Choice], choice: &Choice) -> ChoiceView {
        let rank = super::drawing::rank(choices, choice);
        let mut notes = Vec::new();
        if !choice.when.is_empty() {
            notes.push(format!("on offer only if {}", self.all(&choice.when)));
        }
        for (is, words) in [
            (choice.earned, "unlocked by good play: who says something else loses nothing by it"),
            (choice.repair, "only a mistake unlocks it"),
            (choice.once, "goes away once it is used"),
        ] {
            if is {
                notes.push(words.into());
            }
        }
        notes.extend(self.effects(&choice.effects));
        ChoiceView {
            id: choice.id.to_string(),
            words: self.text(&choice.words),
            spoken: choice.spoken,
            act: choice.act.as_str().to_owned(),
            weights: choice.evidence.named().map(|(p, weight)| format!("{} {weight:+}", p.name())).collect(),
            total: choice.evidence.total(),
            rank: rank.words(),
            sign: rank.sign(),
            because: self.text(&choice.because),
            notes,
            answer: self.lines(&choice.answer),
            to: self.script.beat(choice.to).id.to_string(),
        }
    }

    fn lines(&self, lines: &[Line]) -> Vec<LineView> {
        lines.iter().map(|line| self.line(line)).collect()
    }

    fn line(&self, line: &Line) -> LineView {
        let wordings: Vec<String> = line.wordings.iter().map(|text| self.text(text)).collect();
        let first = wordings.first().cloned().unwrap_or_default();
        let (who, words) = match line.kind {
            LineKind::Say(by) => (self.name(by), first),
            LineKind::Post { by, seen_by, .. } => (format!("{} writes, seen by {seen_by}", self.name(by)), first),
            LineKind::Narrate => ("It is told".into(), first),
            LineKind::Menu => ("A recorded voice".into(), first),
            LineKind::Hold(minutes) => ("On hold".into(), format!("{minutes} minutes")),
            LineKind::Transfer => ("Put through".into(), first),
        };
        let mut notes = Vec::new();
        if !line.when.is_empty() {
            notes.push(format!("only if {}", self.all(&line.when)));
        }
        notes.extend(line.mood.map(|to| format!("now {}", mood(to))));
        notes.extend(line.learn.iter().map(|fact| format!("one learns: {}", self.fact(*fact))));
        LineView { who, words, others: wordings.into_iter().skip(1).collect(), notes }
    }

    fn fact(&self, fact: crate::scenario::script::FactIx) -> String {
        let own = self.script.fact_texts.get(fact.index()).map(|text| self.text(text));
        own.unwrap_or_else(|| self.script.facts[fact.index()].to_string())
    }

    fn promise(&self, promise: crate::scenario::script::PromiseIx) -> String {
        let own = self.script.promise_texts.get(promise.index()).map(|text| self.text(text));
        own.unwrap_or_else(|| self.script.promises[promise.index()].to_string())
    }

    fn need(&self, need: crate::scenario::script::NeedIx) -> String {
        self.script.needs[need.index()].need.is.clone()
    }

    fn all(&self, when: &[Condition]) -> String {
        when.iter().map(|condition| self.condition(condition)).collect::<Vec<_>>().join(" and ")
    }

    fn condition(&self, condition: &Condition) -> String {
        use Condition as C;
        match condition {
            C::RapportAtLeast(person, least) => format!("rapport with {} is at least {least}", self.name(*person)),
            C::MoodAtLeast(person, least) => format!("{} is {} or better", self.name(*person), mood(*least)),
            C::MoodIs(person, is) => format!("{} is {}", self.name(*person), mood(*is)),
            C::Knows(fact) => format!("one knows “{}”", self.fact(*fact)),
            C::Has(flag) => format!("“{}” is noted", self.script.flags[flag.index()]),
            C::Chose(choice) => format!("one chose {}", self.chosen(*choice)),
            C::Seen(beat) => format!("one was at “{}” before", self.script.beat(*beat).id),
            C::Found(need) => format!("the need “{}” is found", self.need(*need)),
            C::Served(need) => format!("the need “{}” is served", self.need(*need)),
            C::Promised(promise) => format!("one promised “{}”", self.promise(*promise)),
            C::Open(promise) => format!("the promise “{}” stands", self.promise(*promise)),
            C::Kept(promise) => format!("the promise “{}” was kept", self.promise(*promise)),
            C::Broke(promise) => format!("the promise “{}” was broken", self.promise(*promise)),
            C::Checked(claim) => format!("one checked “{}”", self.script.claims[claim.index()]),
            C::Believed(claim) => format!("one believed “{}”", self.script.claims[claim.index()]),
            C::Ended(ending) => {
                let (scenario, outcome) = &self.script.endings[ending.index()];
                format!("“{scenario}” ended {}", outcome.as_str().to_lowercase())
            }
            C::All(all) => format!("({})", self.all(all)),
            C::Any(any) => {
                format!("({})", any.iter().map(|one| self.condition(one)).collect::<Vec<_>>().join(" or "))
            }
            C::Not(inner) => format!("not {}", self.condition(inner)),
        }
    }

    fn chosen(&self, choice: crate::scenario::script::ChoiceIx) -> String {
        let found = self.script.beats.iter().find_map(|beat| {
            let choice = beat.choices().iter().find(|other| other.ix == choice)?;
            Some(format!("“{}” at “{}”", choice.id, beat.id))
        });
        found.unwrap_or_default()
    }

    fn effects(&self, effects: &[Effect]) -> Vec<String> {
        effects.iter().map(|effect| self.effect(effect)).collect()
    }

    fn effect(&self, effect: &Effect) -> String {
        use Effect as E;
        match effect {
            E::Rapport(person, change) => format!("rapport with {} {change:+}", self.name(*person)),
            E::Mood(person, to) => format!("{} is {} now", self.name(*person), mood(*to)),
            E::Set(flag) => format!("noted: “{}”", self.script.flags[flag.index()]),
            E::Clear(flag) => format!("no longer noted: “{}”", self.script.flags[flag.index()]),
            E::Learn(fact) => format!("one learns: {}", self.fact(*fact)),
            E::Find(need) => format!("finds the need “{}”", self.need(*need)),
            E::Serve(need) => format!("serves the need “{}”", self.need(*need)),
            E::Promise(promise) => format!("promises: {}", self.promise(*promise)),
            E::Keep(promise) => format!("keeps the promise “{}”", self.promise(*promise)),
            E::Break(promise) => format!("breaks the promise “{}”", self.promise(*promise)),
            E::Check(claim) => format!("checks “{}”", self.script.claims[claim.index()]),
            E::Believe(claim) => format!("believes “{}”", self.script.claims[claim.index()]),
            E::Reach(people) => format!("{people} more people read along"),
            E::If(condition, effects) => {
                format!("if {}: {}", self.condition(condition), self.effects(effects).join(", "))
            }
        }
    }
}

fn mood(mood: Mood) -> String {
    mood.as_str().to_lowercase()
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::WalkIn => "somebody comes in",
        Kind::AngryCaller => "an angry caller",
        Kind::OffDuty => "met off duty",
        Kind::Colleague => "a colleague",
        Kind::PublicPost => "a complaint in public",
        Kind::BeforeContact => "before anybody meets",
        Kind::CoCreation => "designing the service together",
    }
}

const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "at the counter",
        Channel::Phone => "on the phone",
        Channel::Feed => "in a public thread",
        Channel::Chat => "in messages",
        Channel::Street => "off duty",
        Channel::Backroom => "among colleagues",
        Channel::Meeting => "around a table",
    }
}

const fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Solved => "Solved: the matter is settled",
        Outcome::Agreed => "Agreed: a promise stands",
        Outcome::Referred => "Referred: somebody better placed has it",
        Outcome::Lost => "Lost",
    }
}
