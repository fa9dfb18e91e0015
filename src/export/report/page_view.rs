//! Everything the page shows, as its template reads it.

use serde::Serialize;

use super::pooling::MIN_PEOPLE;
use super::{follow_ups, groups, moments, people, scenarios, tiles, twins, view};
use crate::record::Head;

#[derive(Serialize)]
pub(super) struct PrincipleLine {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
}

/// Everything the page shows.
#[derive(Serialize)]
pub(super) struct View<'v> {
    pub(super) style: &'static str,
    pub(super) script: &'static str,
    pub(super) script_hash: String,
    pub(super) notice: &'static str,
    pub(super) program: &'static str,
    pub(super) made: String,
    pub(super) asked: Vec<(String, String)>,
    pub(super) aggregate: bool,
    pub(super) pseudonyms: bool,
    pub(super) heads: &'v [Head],
    pub(super) period: Option<(String, String)>,
    pub(super) principles: [PrincipleLine; 8],
    pub(super) nine: Vec<&'static str>,
    pub(super) tiles: Vec<tiles::Tile>,
    pub(super) everybody: Vec<view::Score>,
    pub(super) practice: Vec<(view::Score, view::Score)>,
    /// Whether there are no people, or too few to show anything.
    pub(super) nothing: bool,
    pub(super) people: Option<people::People>,
    pub(super) trained: Option<people::Matrix>,
    pub(super) teams: Vec<groups::GroupRow>,
    pub(super) months: Vec<groups::GroupRow>,
    pub(super) scenarios: Vec<scenarios::ScenarioRow>,
    pub(super) follow_ups: Vec<follow_ups::FollowUpRow>,
    pub(super) twins: Vec<twins::Twin>,
    pub(super) items: Vec<moments::ItemTable>,
    pub(super) fewest: u32,
    pub(super) firm: u32,
    pub(super) rare: u32,
    pub(super) fewest_people: usize,
}

impl View<'_> {
    /// Hides what is about fewer than five people.
    pub(super) fn hide_few(&mut self, people: usize) {
        if people < MIN_PEOPLE {
            self.tiles.clear();
            self.teams.clear();
            self.months.clear();
            self.scenarios.clear();
            self.items.clear();
            self.twins.clear();
        }
        if scenarios::hide_left_early(&mut self.scenarios, MIN_PEOPLE) {
            tiles::hide_left_early(&mut self.tiles);
        }
        for score in &mut self.everybody {
            score.hide_few(MIN_PEOPLE);
            score.hide_sums();
        }
        self.practice.iter_mut().for_each(|(first, practice)| {
            first.hide_few(MIN_PEOPLE);
            practice.hide_few(MIN_PEOPLE);
        });
        self.teams.iter_mut().for_each(|team| team.hide_few(MIN_PEOPLE));
        self.months.iter_mut().for_each(|month| month.hide_few(MIN_PEOPLE));
        self.scenarios.iter_mut().for_each(|scenario| scenario.hide_few(MIN_PEOPLE));
        self.items.iter_mut().for_each(|item| item.hide_few(MIN_PEOPLE));
        self.twins.iter_mut().for_each(|twin| twin.hide_few(MIN_PEOPLE));
    }
}
