//! `rapport people`: everybody who can be met in every mood, on one picture.

use super::args::Folders;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use super::failure::{Failure, Outcome};
use super::terminal;
use crate::files::write_file;
use crate::library::Library;
use crate::picture::{SheetEntry, contact_sheet};
use crate::util::text::Count;

/// `rapport people`.
#[derive(Debug, Args)]
pub struct PeopleArgs {
    /// The picture to write; an existing file is replaced.
    #[arg(value_name = "FILE.png")]
    pub file: PathBuf,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// Draws the sheet and writes it.
pub(super) fn run(args: &PeopleArgs) -> Outcome {
    let library = Library::load(&args.folders.data_paths());
    let entries = entries(&library);
    write_file(&args.file, &contact_sheet(&entries).png()).map_err(Failure::fault)?;
    terminal::print(&format!(
        "{} in eight moods: `{}`\n",
        Count::irregular(entries.len(), "person", "people"),
        args.file.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Everybody who is cast somewhere, each look once.
fn entries(library: &Library) -> Vec<SheetEntry> {
    let mut entries: Vec<SheetEntry> = Vec::new();
    let people = library.entries.values().flat_map(|entry| &entry.script.people);
    for (_, persona) in people.flat_map(|person| &person.personas) {
        let entry = SheetEntry { name: persona.name.clone(), look: persona.look.clone() };
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}
