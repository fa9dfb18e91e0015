//! Somebody who waits: what is said of them in the picture and in the list.

use crate::app::{TownView, WaitingLine};
use crate::encounter::RapportClass;
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::picture::Spot;
use crate::scenario::script::{Beat, Person, Script};
use crate::scenario::village::Villager;

/// Somebody who waits, with what the picture needs of the scenario.
#[derive(Clone, Copy)]
pub(super) struct Waiting<'a> {
    pub(super) line: &'a WaitingLine,
    pub(super) script: &'a Script,
    /// Who they are, if they live in town.
    villager: Option<&'a Villager>,
    /// What they think of the trainee, if they have met.
    pub(super) opinion: Option<RapportClass>,
    /// How many days are left, for one that is due.
    days_left: Option<u32>,
}

impl<'a> Waiting<'a> {
    /// Everybody who waits, the most pressing first.
    pub(super) fn all(view: &View<'a>, town: &'a TownView) -> Vec<Self> {
        let lines = town.waiting.iter().filter_map(|line| {
            let script = &view.session.catalog.library.get(line.scenario.as_str())?.script;
            let villager = script.villager(None);
            let lives_here = villager.and_then(|it| view.session.catalog.library.village.people.get(it));
            let opinion = villager.and_then(|villager| town.person(villager)).map(|person| person.opinion);
            let days_left = line.last_day.map(|day| day.saturating_sub(town.day));
            Some(Self { line, script, villager: lives_here, opinion, days_left })
        });
        lines.collect()
    }

    fn beat(&self) -> &'a Beat {
        self.script.beat(self.script.start)
    }

    /// Who waits.
    pub(super) fn person(&self) -> &'a Person {
        self.script.person(self.beat().with)
    }

    /// Where they wait.
    pub(super) fn spot(&self) -> Spot {
        Spot::of(self.beat().channel, &self.beat().place)
    }

    /// What presses, in two or three words.
    pub(super) fn pressing(&self) -> Option<String> {
        match self.days_left {
            Some(0) => Some("Last day".into()),
            Some(1) => Some("Until tomorrow".into()),
            Some(days) => Some(format!("{} days left", days + 1)),
            None if self.line.is_left => Some("Left open".into()),
            None => None,
        }
    }

    /// Who waits, the kind, length, level and where.
    pub(super) fn about(&self) -> String {
        let WaitingLine { kind, minutes, level, .. } = self.line;
        let mut parts: Vec<String> = self.villager.iter().map(|villager| villager.name.clone()).collect();
        parts.extend([words::kind(*kind), words::minutes(*minutes)]);
        parts.extend([level.label(), self.spot().label()].map(str::to_owned));
        parts.join(" · ")
    }

    /// What they think of the trainee, if they have met.
    pub(super) fn thinks(&self) -> Option<String> {
        let who = &self.villager?.called;
        Some(match self.opinion? {
            RapportClass::Warm => format!("{who} is glad to see you."),
            RapportClass::Neutral => "You have met.".into(),
            RapportClass::Cool => format!("{who} is cool towards you."),
        })
    }

    /// What a screen reader says.
    pub(super) fn label(&self, n: usize) -> String {
        let mut parts = vec![format!("{}. {}", n + 1, self.line.title), self.about()];
        parts.extend(self.pressing());
        parts.push(self.line.why.trim_end_matches('.').to_owned());
        parts.extend(self.thinks().map(|words| words.trim_end_matches('.').to_owned()));
        parts.join(". ")
    }
}
