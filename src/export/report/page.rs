//! The page, rendered from its template.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::page_view::{PrincipleLine, View};
use super::pooling::MIN_PEOPLE;
use super::{follow_ups, groups, moments, people, scenarios, tiles, twins, view};
use crate::export::items::{Items, MIN_FIRM_ATTEMPTS, MIN_FIRST_ATTEMPTS, RARE_PERCENT};
use crate::export::totals::Totals;
use crate::record::{Head, Millis, instant};
use crate::scenario::principle::Principle;
use crate::scoring::debrief::USE_NOTICE;

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
        // In a report without persons the few people of each would show.
        follow_ups: if by_name { follow_ups::follow_ups(totals) } else { Vec::new() },
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
