//! Runs the rules on a scenario or a folder, and makes diagnostics of what they find.

use std::fmt::Write as _;

use super::context::{RuleContext, ScenarioSummary};
use super::findings::{Finding, Findings};
use super::rules::{CHECKER_RULES, CheckerRule, RuleFunction};
use crate::diagnostic::{self, Diagnostic, Problem, Rule, Severity, Span};
use crate::util::num::saturating_u32;

/// How many findings of one rule are listed for one file.
const MAX_FINDINGS: usize = 100;

/// Everything that the rules find in one scenario, in the order of the text.
pub(super) fn check_scenario(context: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for checker in CHECKER_RULES {
        let RuleFunction::Scenario(check) = checker.check else { continue };
        let mut findings = Findings::default();
        check(context, &mut findings);
        let mut findings = findings.into_vec();
        findings.retain(|finding| !is_allowed(context, &checker.rule, finding));
        let more = findings.len().saturating_sub(MAX_FINDINGS);
        findings.truncate(MAX_FINDINGS);
        if let Some(last) = findings.last_mut().filter(|_| more > 0) {
            let _ = write!(last.message, "; and {more} more of this kind in this file");
        }
        diagnostics.extend(findings.into_iter().map(|finding| diagnostic(span(context, &finding), checker, finding)));
    }
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// Everything that the rules find over a folder.
pub(super) fn check_folder(scenarios: &[ScenarioSummary<'_>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for checker in CHECKER_RULES {
        let RuleFunction::Folder(check) = checker.check else { continue };
        let mut findings = Findings::default();
        check(scenarios, &mut findings);
        let findings = findings.into_vec().into_iter();
        diagnostics.extend(findings.map(|finding| diagnostic(Span::default(), checker, finding)));
    }
    diagnostics
}

/// Where a finding is in the file, down to the piece that is meant.
fn span(context: &RuleContext<'_>, finding: &Finding<'_>) -> Span {
    let text = &context.linked.source.text;
    let span = finding.place.map_or_else(Span::default, |place| place.span());
    let piece = finding.piece.as_ref().and_then(|piece| Some((span.of(text).find(piece.as_str())?, piece.len())));
    piece.map_or(span, |(at, length)| {
        // A file has at most `Source::MAX_BYTES`, so its offsets fit.
        Span::new(span.start + saturating_u32(at), span.start + saturating_u32(at + length))
    })
}

fn diagnostic(span: Span, checker: &'static CheckerRule, finding: Finding<'_>) -> Diagnostic {
    let Finding { message, hint, witness, .. } = finding;
    Diagnostic::new(span, Problem::Finding { rule: &checker.rule, message, hint }).shown_by(witness)
}

/// Whether `allow` silences a rule for a finding: on the scenario, or on the beat or the choice that contains it.
fn is_allowed(context: &RuleContext<'_>, rule: &Rule, finding: &Finding<'_>) -> bool {
    rule.severity != Severity::Error
        && (context.scenario().allow.contains_key(rule.code)
            || finding.place.is_some_and(|place| place.allows(rule.code)))
}
