//! The figures at the top of the page.

use std::collections::BTreeSet;

use serde::Serialize;

use super::view::share;
use crate::export::totals::{SideMetrics, Totals};
use crate::util::text::{Count, NARROW_SPACE, grouped};

/// Figures that are hidden together, since each can be worked out from the other.
const COMPLETED: &str = "first attempts completed";
const LEFT: &str = "left early";

/// A figure at the top of the page.
#[derive(Serialize)]
pub(super) struct Tile {
    label: &'static str,
    value: String,
    note: String,
}

/// The figures at the top of the page.
pub(super) fn tiles(totals: &Totals) -> Vec<Tile> {
    let sum = |f: fn(&SideMetrics) -> u32| totals.side_metrics.values().map(f).sum::<u32>();
    let (completed, left) = (sum(|it| it.plays), sum(|it| it.left_early));
    let played = totals.people.iter().flat_map(|person| person.scenarios.values());
    let practice: u32 = played.map(|played| played.completed_practice).sum();
    let tile = |label, value: u64, note: String| Tile { label, value: grouped(value, NARROW_SPACE), note };
    let begun = completed + left + sum(|it| it.stuck);
    let scenarios = totals.scenarios.iter().map(|scenario| &scenario.id).collect::<BTreeSet<_>>().len();
    let teams = totals.people.iter().map(|person| person.team).filter(|team| !totals.teams.resolve(*team).is_empty());
    let teams = Count::new(teams.collect::<BTreeSet<_>>().len(), "team");
    vec![
        tile("people", totals.people.len() as u64, format!("in {teams}")),
        tile(COMPLETED, u64::from(completed), format!("of {} begun", grouped(u64::from(begun), NARROW_SPACE))),
        tile(
            LEFT,
            u64::from(left),
            share(left, begun).map_or_else(String::new, |p| format!("{p} % of first attempts")),
        ),
        tile("plays for practice", u64::from(practice), "completed; never mixed with first attempts".into()),
        tile("scenarios", scenarios as u64, "played at least once".into()),
    ]
}

/// Removes how many left early, and the figure from which that could be worked out.
pub(super) fn hide_left_early(tiles: &mut Vec<Tile>) {
    tiles.retain(|tile| tile.label != LEFT && tile.label != COMPLETED);
}
