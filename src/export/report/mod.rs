//! The report: many plays as one page that any browser opens, with nothing fetched from anywhere.

mod groups;
mod moments;
mod people;
mod pooling;
mod scenarios;
mod scores;
mod tiles;
mod twins;
mod view;

pub(super) use view::missing_words;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::items::{Items, MIN_FIRM_ATTEMPTS, MIN_FIRST_ATTEMPTS, RARE_PERCENT};
use super::totals::Totals;
use crate::record::{Head, Millis, instant};
use crate::scenario::principle::Principle;
use crate::scoring::debrief::USE_NOTICE;

/// Minimum people of a group that is shown in a report without persons.
pub const MIN_PEOPLE: usize = 5;

/// How a report of this program is recognized before it is overwritten.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"rapport ";

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a report is about.
#[derive(Clone, Debug, Default)]
pub struct ReportDescription {
    /// Whether nobody is shown by themselves.
    pub aggregate: bool,
    /// Whether people go by pseudonyms.
    pub pseudonyms: bool,
    /// What was asked for, by the names of the options.
    pub asked: Vec<(String, String)>,
    /// When it is made.
    pub now: Millis,
    /// How far each ledger's chain reached.
    pub heads: Vec<Head>,
}

/// A page that cannot be rendered from its template; a fault of this program.
#[derive(Debug, Error)]
#[error("the report could not be rendered: {0:#}")]
pub struct PageError(#[from] minijinja::Error);

/// Renders the page.
///
/// # Errors
/// If the built-in template cannot be rendered.
pub fn page(totals: &Totals, items: &Items, description: &ReportDescription) -> Result<String, PageError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", PAGE)?;
    let day = |moment: Millis| instant(moment)[..10].to_owned();
    let period = totals.span.map(|(from, to)| (day(from), day(to)));
    let hash = STANDARD.encode(Sha256::digest(SCRIPT));
    let principle = |p: Principle| PrincipleLine { name: p.name(), meaning: p.meaning() };
    let by_name = !description.aggregate;
    let mut view = View {
        style: STYLE,
        script: SCRIPT,
        script_hash: hash,
        notice: USE_NOTICE,
        program: concat!("rapport ", env!("CARGO_PKG_VERSION")),
        made: instant(description.now),
        asked: description.asked.iter().map(|(name, value)| (name.clone(), view::shown(value))).collect(),
        aggregate: description.aggregate,
        pseudonyms: description.pseudonyms,
        heads: &description.heads,
        period,
        principles: Principle::ALL.map(principle),
        nine: view::nine(),
        tiles: tiles::tiles(totals),
        everybody: people::everybody(totals),
        practice: people::practice(totals),
        nothing: totals.people.is_empty() || (description.aggregate && totals.people.len() < MIN_PEOPLE),
        people: by_name.then(|| people::people(totals)),
        trained: by_name.then(|| people::matrix(totals)),
        teams: groups::teams(totals, description.aggregate),
        months: groups::months(totals, description.aggregate),
        scenarios: scenarios::scenarios(totals, description.aggregate),
        twins: twins::twins(items),
        items: moments::items(items),
        fewest: MIN_FIRST_ATTEMPTS,
        firm: MIN_FIRM_ATTEMPTS,
        rare: RARE_PERCENT,
        fewest_people: MIN_PEOPLE,
    };
    if description.aggregate {
        view.hide_few(totals.people.len());
    }
    Ok(environment.get_template("page")?.render(Serde(view))?)
}

#[derive(Serialize)]
struct PrincipleLine {
    name: &'static str,
    meaning: &'static str,
}

/// Everything the page shows.
#[derive(Serialize)]
struct View<'v> {
    style: &'static str,
    script: &'static str,
    script_hash: String,
    notice: &'static str,
    program: &'static str,
    made: String,
    asked: Vec<(String, String)>,
    aggregate: bool,
    pseudonyms: bool,
    heads: &'v [Head],
    period: Option<(String, String)>,
    principles: [PrincipleLine; 8],
    nine: Vec<&'static str>,
    tiles: Vec<tiles::Tile>,
    everybody: Vec<view::Score>,
    practice: Vec<(view::Score, view::Score)>,
    /// Whether there are no people, or too few to show anything.
    nothing: bool,
    people: Option<people::People>,
    trained: Option<people::Matrix>,
    teams: Vec<groups::GroupRow>,
    months: Vec<groups::GroupRow>,
    scenarios: Vec<scenarios::ScenarioRow>,
    twins: Vec<twins::Twin>,
    items: Vec<moments::ItemTable>,
    fewest: u32,
    firm: u32,
    rare: u32,
    fewest_people: usize,
}

impl View<'_> {
    /// Hides what is about fewer than five people.
    fn hide_few(&mut self, people: usize) {
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
