//! `rapport explain`: the rules in words, and the names a scenario may use.

use clap::Args;
use std::fmt::Write as _;
use std::process::ExitCode;

use super::failure::{Failure, Outcome};
use super::terminal;
use crate::diagnostic::{Rule, suggest};
use crate::lint::{find_rule, rules};
use crate::scenario::look;

/// `rapport explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A rule's code such as E40, or `look`, or `place`; without it all rules are listed.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Prints a page.
pub(super) fn run(args: &ExplainArgs) -> Outcome {
    let page = match args.code.as_deref() {
        None => {
            let row = |rule: &Rule| format!("{}  {:<8} {}\n", rule.code, rule.severity.as_str(), rule.title);
            rules().map(row).collect()
        }
        Some("look") => looks(),
        Some("place") => look::PLACES.iter().fold(String::new(), |mut page, (name, about)| {
            let _ = writeln!(page, "{name:<16} {about}");
            page
        }),
        Some(code) => find_rule(code).map(Rule::page).ok_or_else(|| unknown(code))?,
    };
    terminal::print(&page)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(code: &str) -> Failure {
    let known = rules().map(|rule| rule.code).chain(["look", "place"]);
    let hint = suggest(code, known)
        .map_or_else(|| "`rapport explain` lists them".into(), |meant| format!("did you mean `{meant}`?"));
    Failure::usage(format!("there is no rule `{code}`; {hint}"))
}

fn looks() -> String {
    look::PARTS.iter().fold(String::new(), |mut page, (part, names)| {
        let _ = writeln!(page, "{part}: {}", names.join(", "));
        page
    })
}
