//! `rapport graph`: the beats of a scenario and the ways between them, as a picture.

use super::args::Folders;
use clap::Args;
use clap::ValueEnum;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use super::failure::{Failure, Outcome};
use super::resolve::find;
use super::terminal;
use crate::authoring::drawing::{Drawing, Heat, MAX_BEATS, dot, mermaid, svg};
use crate::files::write_marked;
use crate::library::words;

/// `rapport graph`.
#[derive(Debug, Args)]
pub struct GraphArgs {
    /// An id from `rapport list`, or a file (ends in `.ron` or contains `/`).
    #[arg(value_name = "SCENARIO")]
    pub what: String,
    /// The format: `svg` for a browser, `dot` for Graphviz, `mermaid` for wikis and code hosts.
    #[arg(long, value_enum, default_value_t)]
    pub format: Picture,
    /// Colour beats by how much can be gained there, or by how often random play visits them.
    #[arg(long, value_enum)]
    pub heat: Option<HeatBy>,
    /// The file to write; without it the picture goes to the standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// The format of a graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Picture {
    /// For a browser.
    #[default]
    Svg,
    /// For Graphviz.
    Dot,
    /// For wikis and code hosts.
    Mermaid,
}

/// The measure that beats are coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HeatBy {
    /// The points that can be gained at the beat.
    Evidence,
    /// How often random play visits the beat.
    Visits,
}

/// By this a picture of each format is known as one.
const MARK: [&str; 3] = ["<svg", "digraph", "flowchart"];

/// Draws it.
pub(super) fn run(args: &GraphArgs) -> Outcome {
    let script = find(&args.folders, &args.what)?.script;
    if args.format == Picture::Svg && script.beats.len() > MAX_BEATS {
        return Err(Failure::usage(format!(
            "`{}` has {} beats, and a picture for a browser is drawn of at most {MAX_BEATS}; Graphviz can draw more: `--format dot`",
            script.id,
            script.beats.len()
        )));
    }
    let heat = args.heat.map(|heat| match heat {
        HeatBy::Evidence => Heat::Evidence,
        HeatBy::Visits => Heat::Visits,
    });
    let drawing = Drawing::new(&script, heat, &words(BTreeSet::new()));
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
