//! `rapport check --ranges`: what is proven of scenarios over all their plays.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::check::{CheckArgs, OutputFormat};
use super::failure::Outcome;
use super::terminal;
use crate::analysis::{ByEnding, Extreme, Plays, Proof};
use crate::diagnostic::{Report, render_text};
use crate::library::{CheckedFiles, Fault};
use crate::scenario::principle::Principle;
use crate::scenario::script::Script;
use crate::util::text::Count;

#[derive(Serialize)]
struct Proofs {
    scenarios: Vec<Proof>,
    /// What is wrong with files that cannot be played, and so not proven.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unproven: Vec<Report>,
}

/// Proves each script and prints what comes of it, scenario by scenario in text.
pub(super) fn run(args: &CheckArgs, read: CheckedFiles) -> Outcome {
    let prove = |script: &Arc<Script>| Proof::from_plays(&Plays::explore(script));
    let (sound, unsound): (Vec<_>, Vec<_>) = read.files.into_iter().partition(|linked| linked.script.is_some());
    let scripts: Vec<Arc<Script>> = sound.into_iter().filter_map(|linked| linked.script).collect();
    let errors = |fault: &Fault| fault.is_error();
    let mut broken: Vec<Fault> = read.faults.into_iter().filter(errors).collect();
    broken.extend(unsound.into_iter().map(|linked| Fault { source: linked.source, diagnostics: linked.diagnostics }));
    match args.format {
        OutputFormat::Json => {
            let unproven = broken.iter().flat_map(|fault| Report::all(&fault.source, &fault.diagnostics)).collect();
            let proofs = Proofs { scenarios: scripts.iter().map(prove).collect(), unproven };
            terminal::print(&format!("{}\n", serde_json::to_string_pretty(&proofs).unwrap_or_default()))?;
        }
        OutputFormat::Text => {
            for script in &scripts {
                terminal::print(&page(script, &prove(script)))?;
            }
            for fault in &broken {
                terminal::print(&render_text(&fault.source, &fault.diagnostics))?;
                terminal::print(&format!("`{}` is not proven until it is mended\n\n", fault.source.name))?;
            }
        }
    }
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn page(script: &Script, proof: &Proof) -> String {
    let mut page = format!("{} ({})\n", script.scenario.title, proof.id);
    match &proof.why_not {
        None => page.push_str("  every figure is exact, over all plays\n"),
        Some(why) => {
            let _ = writeln!(page, "  not exact: {why}; each range is at least as wide as it says");
        }
    }
    let points =
        |points: Option<f64>| points.map_or_else(|| "not observed".to_owned(), |points| format!("{points:.1}"));
    let how = if proof.random.exact { "exact" } else { "simulated" };
    let _ = writeln!(page, "  random play: {} ({how})", points(proof.random.overall));
    for (name, count) in &proof.opportunities {
        let principle = Principle::ALL.into_iter().find(|principle| principle.name() == *name);
        let random = points(principle.and_then(|principle| *proof.random.principles.get(principle)));
        let _ = writeln!(page, "  {name}: {} to {} opportunities, random play {random}", count.min, count.max);
    }
    let _ = writeln!(page, "  always the best reply ends at: {}", joined(&proof.best_ends));
    let _ = writeln!(page, "  always the worst reply ends at: {}", joined(&proof.worst_ends));
    let endings = |page: &mut String, title: &str, endings: &[ByEnding]| {
        let _ = writeln!(page, "  {title}");
        for ending in endings {
            let _ = writeln!(page, "    {} ({})", ending.ending, ending.outcome.as_str());
            for (word, extreme) in [("lowest", &ending.overall.min), ("highest", &ending.overall.max)] {
                if let Some(extreme) = extreme {
                    let _ = writeln!(page, "      {word:<8} {}", told(extreme));
                }
            }
        }
    };
    endings(&mut page, "endings, with nothing remembered", &proof.by_ending);
    let same = proof.remembered.iter().filter(|other| other.by_ending == proof.by_ending).count();
    if same > 0 {
        let _ = writeln!(
            page,
            "  {} nothing of that",
            Count::irregular(same, "other memory changes", "other memories change")
        );
    }
    let mut told: Vec<&[ByEnding]> = vec![&proof.by_ending];
    for remembered in &proof.remembered {
        // Equal results of several memories are printed once.
        if told.contains(&remembered.by_ending.as_slice()) {
            continue;
        }
        told.push(&remembered.by_ending);
        let memory = serde_json::to_string(&remembered.memory).unwrap_or_default();
        endings(&mut page, &format!("endings, with this remembered: {memory}"), &remembered.by_ending);
    }
    page.push('\n');
    page
}

fn told(extreme: &Extreme) -> String {
    let Extreme { gained, span, witness } = extreme;
    let percent =
        crate::scoring::Tally { gained: *gained, span: *span, opportunities: 1 }.percent().unwrap_or_default();
    format!("{percent:>3}  ({gained} of {span})  --choices {}", joined(&witness.path).replace(", ", ","))
}

fn joined<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
