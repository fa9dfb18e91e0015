//! What can be asked of a town without a visit: the way of a word, what a villager thinks, everything, or a document.

use std::process::ExitCode;

use super::VisitArgs;
use crate::app::{TownView, known_trainee};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::terminal;
use crate::diagnostic::advice;
use crate::encounter::RapportClass;
use crate::ledger::{Ledger, LedgerError};
use crate::library::Library;
use crate::scenario::id::VillagerId;
use crate::town::{KnownWord, Town};

pub(super) fn run(args: &VisitArgs) -> Outcome {
    let data_paths = args.folders.data_paths();
    let ledger = Ledger::open_read_only(data_paths.data.as_deref().ok_or(LedgerError::NoDataFolder)?)?;
    let library = Library::load(&data_paths);
    let profiles = ledger.profiles()?;
    let profile = match (&args.trainee, profiles.as_slice()) {
        (Some(typed), _) => known_trainee(&ledger, typed)?
            .ok_or_else(|| LedgerError::unknown_trainee(typed, profiles.iter().map(|known| known.name.as_str())))?,
        (None, [only]) => only.clone(),
        (None, _) => return Err(Failure::usage("say whose town with `--trainee NAME`")),
    };
    if args.json {
        let course = ledger.latest_course(&profile)?;
        let view = TownView::new(&ledger, &profile, &library, course.as_ref())?;
        let json = serde_json::to_string_pretty(&view).unwrap_or_default();
        terminal::print(&format!("{json}\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let shown = Shown { town: ledger.town(&profile, false)?, library: &library, all: args.all };
    let lines = match (&args.word, &args.who) {
        (Some(word), _) => shown.word(word)?,
        (_, Some(villager)) => shown.villager(villager)?,
        (None, None) => shown.everything(),
    };
    terminal::print(&(lines.join("\n") + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// A town, and whether what the trainee cannot know is told too.
struct Shown<'a> {
    town: Town,
    library: &'a Library,
    all: bool,
}

impl Shown<'_> {
    fn name(&self, villager: &VillagerId) -> String {
        self.library.village.people.get(villager).map_or_else(|| villager.to_string(), |it| it.name.clone())
    }

    /// The words that may be told of.
    fn words(&self) -> impl Iterator<Item = &KnownWord> + Clone {
        let is_told = |known: &&KnownWord| self.all || self.town.overheard.contains_key(&known.told.word);
        self.town.words.iter().filter(is_told)
    }

    /// The way of a word.
    fn word(&self, word: &str) -> Result<Vec<String>, Failure> {
        let found = self.words().find(|known| known.told.word.to_string() == word);
        let Some(known) = found else {
            let known: Vec<String> = self.words().map(|known| known.told.word.to_string()).collect();
            let hint = advice(word, known.iter().map(String::as_str));
            return Err(Failure::usage(format!("no word `{word}` has reached the trainee; {hint}")));
        };
        Ok(self.way(known))
    }

    /// Who knows a word: everybody with `--all`, else those through whom it reached the trainee.
    fn way(&self, known: &KnownWord) -> Vec<String> {
        let told = &known.told;
        let tone = told.tone.as_str().to_lowercase();
        let mut lines = vec![format!("{} ({tone}, said on day {})", told.word, known.day)];
        let through = self.town.through(known);
        for (villager, way) in &told.ways {
            if !self.all && !through.contains(&villager) {
                continue;
            }
            let line = match &way.from {
                Some(from) => format!("evening {}: {} from {}", way.evening, self.name(villager), self.name(from)),
                None => format!("day {}: {} was there", known.day, self.name(villager)),
            };
            lines.push(format!("  {line}"));
        }
        if let Some(heard) = self.town.overheard.get(&told.word) {
            let by = heard
                .by
                .as_ref()
                .map_or_else(|| "as everybody can read".to_owned(), |by| format!("from {}", self.name(by)));
            lines.push(format!("  evening {}: the trainee, {by}", heard.evening));
        }
        lines
    }

    /// What a villager thinks, and where they have it from.
    fn villager(&self, id: &str) -> Result<Vec<String>, Failure> {
        let people = &self.library.village.people;
        let Some((villager, _)) = people.get_key_value(id) else {
            let hint = advice(id, people.keys().map(VillagerId::as_str));
            return Err(Failure::usage(format!("there is no villager `{id}`; {hint}")));
        };
        if !self.all && !self.town.met.contains(villager) {
            return Ok(vec![format!("The trainee has not met {} in this season.", self.name(villager))]);
        }
        Ok(self.opinion(villager))
    }

    fn opinion(&self, villager: &VillagerId) -> Vec<String> {
        let evening = self.town.day - 1;
        let thinks = match self.town.opinion(villager, evening) {
            RapportClass::Cool => "cool",
            RapportClass::Neutral => "neutral",
            RapportClass::Warm => "warm",
        };
        let from = if self.town.has_own_experience(villager) { "from own experience" } else { "from hearsay" };
        let heard = self.words().filter_map(|known| {
            let way = known.told.ways.get(villager).filter(|way| way.evening <= evening)?;
            if !self.all && !self.town.through(known).contains(&villager) {
                return None;
            }
            let from =
                way.from.as_ref().map_or_else(|| "was there".to_owned(), |from| format!("from {}", self.name(from)));
            Some(format!("  heard {} ({}), {from}", known.told.word, known.told.tone.as_str().to_lowercase()))
        });
        std::iter::once(format!("{}: {thinks}, {from}", self.name(villager))).chain(heard).collect()
    }

    /// Everything, for a coach.
    fn everything(&self) -> Vec<String> {
        let mut lines = vec![format!("day {}", self.town.day)];
        for (id, followed) in &self.town.followed {
            lines.push(format!("played {id} on day {}", followed.day));
        }
        for (id, open) in &self.town.open {
            let until = open.last_day.map_or_else(String::new, |day| format!(", until the end of day {day}"));
            lines.push(format!("{id} waits since the evening of day {}{until}", open.since));
        }
        for (id, missed) in &self.town.missed {
            lines.push(format!("{id} was missed on day {}", missed.day));
        }
        lines.extend(self.words().flat_map(|known| self.way(known)));
        lines.extend(self.library.village.people.keys().flat_map(|villager| self.opinion(villager)));
        lines
    }
}
