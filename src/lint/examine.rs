//! Runs every rule on files, each by itself and all together.

use rayon::prelude::*;

use super::rules;
use super::words::Words;
use crate::analysis::Plays;
use crate::diagnostic::Diagnostic;
use crate::scenario::link::Catalogue;
use crate::scenario::read::Linked;

/// What the rules find in files.
#[derive(Debug, Default)]
pub struct Examined {
    /// In each file, in the order given and of its text; nothing in one that cannot be played.
    pub files: Vec<Vec<Diagnostic>>,
    /// Over all of them.
    pub folder: Vec<Diagnostic>,
}

/// Looks at scenarios with all rules, each by itself and all together.
#[must_use]
pub fn examine(files: &[Linked], catalogue: &Catalogue, words: &Words) -> Examined {
    let of_scene = |linked: &Linked| {
        let Some(script) = &linked.script else { return Vec::new() };
        // What a scenario's plays take up is given back before too many others are followed.
        rules::of_scene(&rules::Scene::new(linked, script, &Plays::explore(script), catalogue, words))
    };
    let leaves: Vec<_> =
        files.iter().filter_map(|linked| linked.script.as_ref()).map(|script| rules::Leaf { script, words }).collect();
    Examined { files: files.par_iter().map(of_scene).collect(), folder: rules::of_folder(&leaves) }
}
