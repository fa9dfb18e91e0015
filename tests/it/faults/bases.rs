//! The sound scenarios that faults are made in.

use std::sync::Arc;

use rapport::authoring::template;
use rapport::diagnostic::Diagnostic;
use rapport::library::words;
use rapport::lint::{Surroundings, Words, examine};
use rapport::scenario::link::{Catalogue, Declared, World};
use rapport::scenario::model::{Kind, Scenario};
use rapport::scenario::read::{Linked, Reading, read_village};
use rapport::scenario::village::Village;

use crate::support::{files_with_ending, root};

/// The shipped scenarios that faults are seeded in: one of each of five kinds, small enough for a thousand checks.
const SHIPPED: [&str; 5] = ["ten-to-six", "the-last-bus", "the-oven-part", "the-sofa", "the-wrong-pallet"];

/// A sound scenario, as its file has it.
pub(super) struct Base {
    pub(super) id: String,
    text: Vec<u8>,
}

/// The sound scenarios, with what is needed to check them.
pub(super) struct Bases {
    village: Arc<Village>,
    words: Words,
    pub(super) all: Vec<Base>,
}

impl Bases {
    pub(super) fn new() -> Self {
        let path = root().join("scenarios/village.ron");
        let (village, ..) = read_village("village.ron", std::fs::read(path).expect("read the file"));
        let mut all = Vec::new();
        for path in files_with_ending("scenarios", ".ron") {
            let id = path.file_stem().expect("the file has a name").to_string_lossy().into_owned();
            if SHIPPED.contains(&id.as_str()) {
                all.push(Base { id, text: std::fs::read(&path).expect("read the file") });
            }
        }
        for kind in Kind::ALL {
            let id = format!("new-{}", kind.as_str().to_lowercase());
            all.push(Base { text: template(&id.as_str().into(), *kind).into_bytes(), id });
        }
        let known = std::fs::read_to_string(root().join("scenarios/words.txt")).expect("read the file");
        let known = known.lines().flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace());
        Self { village: Arc::new(village), words: words(known.map(str::to_owned).collect()), all }
    }

    /// A sound scenario with a change; `None` if the change cannot be made there.
    pub(super) fn changed(&self, base: usize, change: impl FnOnce(&mut Scenario) -> Option<()>) -> Option<Linked> {
        let Base { id, text } = &self.all[base];
        let mut reading = Reading::new(&format!("{id}.ron"), id, text.clone());
        assert!(reading.diagnostics.is_empty(), "{id}: {:?}", reading.diagnostics);
        change(&mut reading.scenario)?;
        let world = World { village: &self.village, catalogue: None };
        let linked = reading.link(world);
        // A scenario that the reader refuses is not checked by the rules.
        linked.script.is_some().then_some(linked)
    }

    /// Everything that the rules find in some of them, each by itself and all together.
    pub(super) fn check(&self, files: &[Linked]) -> Vec<Diagnostic> {
        let mut catalogue = Catalogue::new();
        for Base { id, text } in &self.all {
            let reading = Reading::new(id, id, text.clone());
            catalogue.insert(id.as_str().into(), Declared::from_scenario(&reading.scenario));
        }
        for linked in files {
            let script = linked.script.as_ref().expect("the scenario can be played");
            catalogue.insert(linked.id.clone(), Declared::from_scenario(&script.scenario));
        }
        let villages = files.iter().map(|_| Arc::clone(&self.village)).collect();
        let surroundings = Surroundings { catalogue, villages, ..Surroundings::default() };
        let examined = examine(files, &surroundings, &self.words);
        examined.files.into_iter().flatten().chain(examined.folder).collect()
    }
}
