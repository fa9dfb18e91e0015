//! The table of the checker's rules, and every rule there is.

use super::{
    best_closes, best_ends, claims, clamped_rapport, constant_condition, dead_end, facts, few_opportunities, flags,
    follow_up, heavy_decision, hub_evidence, kept_unasked, letters, long_play, loops, moves_against, needs,
    never_offered, never_opens, no_end, nobody_hears, not_followed, nothing_on_offer, one_cue, placeholders, plausible,
    principle_words, promises, reading_level, same_weights, scenario_tests, spelling, telling_length, text_length,
    unknown_rule, unmarked_earned, unreached, worst_ends,
};
use crate::diagnostic::{READER_RULES, Rule};
use crate::lint::context::{RuleContext, ScenarioSummary};
use crate::lint::findings::Findings;

/// A rule of the checker, and the function that looks for what breaks it.
pub(in crate::lint) struct CheckerRule {
    pub(in crate::lint) rule: Rule,
    pub(in crate::lint) check: RuleFunction,
}

/// What a rule looks at.
pub(in crate::lint) enum RuleFunction {
    /// Each scenario by itself.
    Scenario(for<'a> fn(&RuleContext<'a>, &mut Findings<'a>)),
    /// All scenarios of a folder together.
    Folder(for<'a> fn(&[ScenarioSummary<'a>], &mut Findings<'a>)),
}

/// All rules of the checker, in the order of their codes.
pub(in crate::lint) static CHECKER_RULES: [&CheckerRule; 39] = [
    &scenario_tests::RULE,
    &unknown_rule::RULE,
    &unreached::RULE,
    &dead_end::RULE,
    &nothing_on_offer::RULE,
    &never_offered::RULE,
    &constant_condition::RULE,
    &loops::RULE,
    &long_play::RULE,
    &flags::RULE,
    &facts::RULE,
    &promises::RULE,
    &needs::RULE,
    &claims::RULE,
    &never_opens::RULE,
    &kept_unasked::RULE,
    &nobody_hears::RULE,
    &no_end::RULE,
    &follow_up::RULE,
    &few_opportunities::RULE,
    &same_weights::RULE,
    &heavy_decision::RULE,
    &best_ends::RULE,
    &worst_ends::RULE,
    &best_closes::RULE,
    &unmarked_earned::RULE,
    &hub_evidence::RULE,
    &clamped_rapport::RULE,
    &telling_length::RULE,
    &principle_words::RULE,
    &plausible::RULE,
    &one_cue::RULE,
    &text_length::RULE,
    &reading_level::RULE,
    &spelling::RULE,
    &placeholders::RULE,
    &letters::RULE,
    &moves_against::RULE,
    &not_followed::RULE,
];

/// Every rule there is: the reader's, then the checker's.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    READER_RULES.iter().chain(CHECKER_RULES.iter().map(|checker| &checker.rule))
}

/// The rule with this code, in upper or lower case.
#[must_use]
pub fn find_rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(code))
}
