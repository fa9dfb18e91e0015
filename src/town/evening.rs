//! The end of a followed play: what is said of it, and the evening if it ends the day.

use std::sync::Arc;

use super::conditions::holds_all;
use super::setting::Setting;
use super::spread::spread;
use super::state::{PlayText, Town};
use super::written::{Aside, Evening, MissedFollowUp, OpenedFollowUp, Reached, Told, TownPart};
use crate::encounter::{PromiseState, RapportClass, Trace};
use crate::scenario::id::{PromiseId, Ref, ScenarioId, VillagerId};
use crate::scenario::script::{Script, Word};
use std::collections::BTreeSet;

/// A completed play that the town may follow.
#[derive(Clone, Copy, Debug)]
pub struct DayPlay<'a> {
    /// The scenario.
    pub script: &'a Script,
    /// What is remembered of it.
    pub trace: &'a Trace,
    /// The villagers whose rapport changed.
    pub met: &'a BTreeSet<VillagerId>,
    /// What is said of it.
    pub told: &'a [&'a Word],
    /// The text that was played, and its draws.
    pub text: PlayText,
    /// Whether follow-ups open, close and are missed on the evening; they are not where plays are only lists of choices.
    pub is_played: bool,
}

/// What is written of the town at the end of a play. `town` is how it stood before.
#[must_use]
pub fn end_of_play(town: &Town, setting: &Setting, play: &DayPlay<'_>) -> TownPart {
    let DayPlay { script, trace, met, .. } = *play;
    if !is_followed(town, setting, play) {
        return TownPart::aside(Aside::NotWaiting);
    }
    let told: Vec<Told> = play.told.iter().map(|word| told(setting, script, word, town.day)).collect();
    let mut after = town.clone();
    after.add_play(&script.id, trace, met, told.iter().cloned(), play.text);
    let evening = setting.ends_the_day(&after, script).then(|| {
        if play.is_played {
            return evening(after, setting);
        }
        Evening { reached: reached(&after, setting, after.day), ..Evening::default() }
    });
    TownPart { aside: None, met: met.clone(), told, evening }
}

/// Whether the town follows a play: the first of its scenario in the season, and of a follow-up only one that waits and whose
/// conditions still hold.
fn is_followed(town: &Town, setting: &Setting, play: &DayPlay<'_>) -> bool {
    !town.has_followed(&play.script.id) && (!play.is_played || setting.can_follow(town, play.script))
}

/// The evening of a day. `town` is how it stands after the last play.
fn evening(mut town: Town, setting: &Setting) -> Evening {
    let today = town.day;
    let mut evening = Evening::default();
    // In the order of ids: what is missed may decide about those after it.
    let due: Vec<ScenarioId> = town
        .open
        .iter()
        .filter(|(_, open)| open.last_day.is_some_and(|day| day <= today))
        .map(|(id, _)| id.clone())
        .collect();
    for id in due {
        // A file that is gone is missed on the first evening on which it is there again.
        let is_due = |script: &&Arc<Script>| script.scenario.until > 0 && holds_all(&town, script, today);
        let Some(script) = setting.scripts.get(&id).filter(is_due) else { continue };
        let missed = missed(&town, setting, script);
        town.miss(&missed);
        evening.missed.push(missed);
    }
    let is_closed = |id: &ScenarioId| setting.scripts.get(id).is_some_and(|script| !holds_all(&town, script, today));
    evening.closed = town.open.keys().filter(|id| is_closed(id)).cloned().collect();
    for closed in &evening.closed {
        town.open.remove(closed);
    }
    let opens = |script: &&Arc<Script>| {
        !script.scenario.opens.is_empty()
            && !town.opened.contains(&script.id)
            && !town.has_followed(&script.id)
            && holds_all(&town, script, today)
    };
    evening.opened = setting
        .scripts
        .values()
        .filter(opens)
        .map(|script| OpenedFollowUp {
            scenario: script.id.clone(),
            content_hash: script.content_hash(),
            last_day: (script.scenario.until > 0).then(|| today + script.scenario.until),
        })
        .collect();
    evening.reached = reached(&town, setting, today);
    evening
}

/// What happens when nobody came.
fn missed(town: &Town, setting: &Setting, script: &Script) -> MissedFollowUp {
    let is_open = |promise: &&Ref<PromiseId>| town.promises.get(*promise) == Some(&PromiseState::Open);
    let breaks = script.scenario.missed.iter().flat_map(|missed| &missed.breaks).filter(is_open).cloned().collect();
    MissedFollowUp {
        scenario: script.id.clone(),
        content_hash: script.content_hash(),
        breaks,
        told: script.missed_talk.iter().map(|word| told(setting, script, word, town.day)).collect(),
    }
}

/// A word on the evening of the day on which it is said, with the ways it will go.
fn told(setting: &Setting, script: &Script, word: &Word, today: u32) -> Told {
    let first = std::iter::once(&word.teller).chain(&word.heard_by);
    Told {
        word: Ref { scenario: Some(script.id.clone()), id: word.id.clone() },
        teller: word.teller.clone(),
        tone: word.tone,
        public: word.public,
        to_you: word.to_you,
        ways: spread(&setting.ties, first, word.tone, word.public, today),
    }
}

/// The words that reach the trainee on an evening and have not before: what is public, what is meant for the trainee, what a
/// colleague tells who does not think ill of the trainee, and what anybody else tells who thinks well of them. Of several who
/// would tell it, the one who has known it longest does: whoever was there before those who were told that evening, and of
/// those the first by id.
fn reached(town: &Town, setting: &Setting, today: u32) -> Vec<Reached> {
    let tells = |villager: &VillagerId| match town.opinion(villager, today) {
        RapportClass::Warm => true,
        RapportClass::Neutral => setting.colleagues.contains(villager),
        RapportClass::Cool => false,
    };
    let by = |told: &Told| {
        if told.public {
            return Some(None);
        }
        let who = told.ways.iter().filter(|(villager, way)| way.evening <= today && tells(villager));
        let first = who.min_by_key(|(villager, way)| (way.evening, way.from.is_some(), *villager));
        let first = first.map(|(villager, _)| villager.clone());
        first.or_else(|| told.to_you.then(|| told.teller.clone())).map(Some)
    };
    let words = town.words.iter().map(|known| &known.told).filter(|told| !town.overheard.contains_key(&told.word));
    words.filter_map(|told| Some(Reached { word: told.word.clone(), by: by(told)? })).collect()
}
