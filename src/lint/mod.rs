//! What is worth mending in a scenario: the table of rules, and the players that follow one cue.

mod check;
mod context;
mod examine;
mod findings;
mod place;
mod players;
mod rules;
mod sites;
mod surroundings;
mod texts;
mod words;

pub use examine::{Examined, examine};
pub use players::{Player, Simulation, simulate};
pub use rules::{find_rule, rules};
pub use surroundings::Surroundings;
pub use words::{WordTexts, Words};
