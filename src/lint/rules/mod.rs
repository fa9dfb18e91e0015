//! The checker's rules: one file each, and the table of all.

mod best_closes;
mod best_ends;
mod claims;
mod clamped_rapport;
mod constant_condition;
mod dead_end;
mod facts;
mod few_opportunities;
mod flags;
mod heavy_decision;
mod hub_evidence;
mod long_play;
mod loops;
mod moves_against;
mod needs;
mod never_offered;
mod not_followed;
mod nothing_on_offer;
mod one_cue;
mod placeholders;
mod plausible;
mod principle_words;
mod promises;
mod reading_level;
mod same_weights;
mod scenario_tests;
mod spelling;
mod table;
mod telling_length;
mod text_length;
mod unknown_rule;
mod unmarked_earned;
mod unreached;
mod worst_ends;

pub(super) use table::{CHECKER_RULES, CheckerRule, RuleFunction};
pub use table::{find_rule, rules};
