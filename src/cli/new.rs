//! `rapport new`: creates a scenario file from the template.

use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;
use std::process::ExitCode;

use super::failure::{Failure, Outcome};
use super::terminal;
use crate::authoring::template;
use crate::files::{create_folder, write_new};
use crate::scenario::id::{ScenarioId, id_fault};
use crate::scenario::model::Kind;
use crate::util::shell::Shells;

/// `rapport new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The id, which becomes the file's name: a-z, 0-9 and `-`.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The kind of encounter.
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.as_str())), ignore_case = true)]
    pub kind: String,
    /// The folder to write the file to.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
}

/// Writes the file, if no file of that name exists.
pub(super) fn run(args: &NewArgs) -> Outcome {
    if let Some(fault) = id_fault(&args.id) {
        return Err(Failure::usage(format!(
            "`{}` cannot be an id: {fault}; an id is made of a-z, 0-9 and `-`, begins with a letter, and has at most 48 characters",
            args.id
        )));
    }
    let kind = Kind::ALL.iter().copied().find(|kind| kind.as_str().eq_ignore_ascii_case(&args.kind));
    let text = template(&ScenarioId::from(args.id.as_str()), kind.unwrap_or(Kind::WalkIn));
    create_folder(&args.out).map_err(Failure::fault)?;
    let name = format!("{}.ron", args.id);
    let file: PathBuf = if args.out.as_os_str() == "." { name.into() } else { args.out.join(name) };
    write_new(&file, text.as_bytes()).map_err(Failure::usage)?;
    let (shown, typed) = (file.display(), Shells::HERE.quoted_path(&file));
    terminal::print(&format!(
        "`{shown}` is yours. Open it in any editor, and try it:\n  rapport play {typed}\n  rapport check {typed} --watch\n"
    ))?;
    Ok(ExitCode::SUCCESS)
}
