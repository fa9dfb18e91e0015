//! `rapport graph`: the beats of a scenario and the ways between them, as a picture.

use std::collections::BTreeSet;
use std::process::ExitCode;

use super::args::{GraphArgs, HeatBy, Picture};
use super::resolve::find;
use super::{Failure, Outcome, terminal};
use crate::authoring::drawing::{Drawing, Heat, MOST_BEATS, dot, mermaid, svg};
use crate::files::write_marked;
use crate::library::words;

/// By this a picture of each format is known as one.
const MARK: [&str; 3] = ["<svg", "digraph", "flowchart"];

/// Draws it.
pub(super) fn run(args: &GraphArgs) -> Outcome {
    let script = find(&args.folders, &args.what)?.script;
    if args.format == Picture::Svg && script.beats.len() > MOST_BEATS {
        return Err(Failure::usage(format!(
            "`{}` has {} beats, and a picture for a browser is drawn of at most {MOST_BEATS}; Graphviz can draw more: `--format dot`",
            script.id,
            script.beats.len()
        )));
    }
    let heat = args.heat.map(|heat| match heat {
        HeatBy::Evidence => Heat::Evidence,
        HeatBy::Visits => Heat::Visits,
    });
    let drawing = Drawing::of(&script, heat, &words(BTreeSet::new()));
    let text = match args.format {
        Picture::Svg => svg(&drawing),
        Picture::Dot => dot(&drawing),
        Picture::Mermaid => mermaid(&drawing),
    };
    match &args.out {
        None => terminal::print(&format!("{}\n", text.trim_end()))?,
        Some(file) => {
            // Pictures are drawn again and again; anything else is left alone.
            write_marked(file, &text, MARK[args.format as usize]).map_err(Failure::fault)?;
            terminal::print(&format!("`{}`: {} beats\n", file.display(), script.beats.len()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
