//! H40: not all plays of a scenario could be followed, and some rules were left aside.

use super::{Check, Found, Run, Scene};
use crate::analysis::MAX_STATES;
use crate::diagnostic::Severity::Hint;
use crate::diagnostic::rule;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "H40",
        Hint,
        "not all plays were followed",
        "The scenario has more plays than the checker follows: places beyond a bound, memories beyond a bound, or plays that are cut off after 100 decisions. What it finds is so all the same. But rules that need every play (W12, W13, W14, W35, W38, H39) are left aside or look only as far as plays were followed. `rapport check --ranges` says \"not exact\" for the same reason.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let hint = "fewer flags and loops, or two scenarios: what cannot be followed cannot be proven";
    if !scene.knows_all() {
        let why = scene.plays.why_not_exact().unwrap_or_default();
        found.at(Vec::new(), format!("not all plays were followed: {why}"), hint);
    } else if !scene.follows_feelings() {
        let why = format!("there are many places (of at most {MAX_STATES}), so rapport and moods were left aside");
        found.at(Vec::new(), format!("not all was followed: {why}"), hint);
    }
}
