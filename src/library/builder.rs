//! Collecting scenario files before names are resolved over all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::CheckedFiles;
use super::entries::{Entry, Library, Origin};
use super::fault::Fault;
use crate::diagnostic::{Diagnostic, Problem, Source, Span};
use crate::files::ShippedScenarios;
use crate::lint::Surroundings;
use crate::scenario::id::CourseId;
use crate::scenario::link::{Catalogue, Declared, World};
use crate::scenario::read::{Linked, Reading, read_course, read_village};
use crate::scenario::village::{Courses, Village};

/// A scenario file that was read; its names are not resolved yet.
struct ReadFile {
    reading: Reading,
    origin: Origin,
    /// The index of its village.
    village: usize,
}

/// A course as read from its file; it is understood once all scenarios are known.
struct UnreadCourse {
    id: CourseId,
    file_name: String,
    bytes: Vec<u8>,
}

/// Files as they are collected, before names are resolved over all of them.
#[derive(Default)]
pub(super) struct LibraryBuilder {
    files: Vec<ReadFile>,
    pub(super) faults: Vec<Fault>,
    pub(super) catalogue: Catalogue,
    courses: Vec<UnreadCourse>,
    /// Courses that are known beside those that are read.
    shipped_courses: Courses,
    /// The villages that scenarios refer to by index; the shipped one is the first.
    pub(super) villages: Vec<Arc<Village>>,
    /// The paths that were read, so that no file is read twice.
    pub(super) paths: BTreeSet<(Origin, PathBuf)>,
    /// Which village applies to the scenarios of a folder.
    pub(super) village_by_folder: BTreeMap<PathBuf, usize>,
    /// Words and names that `words.txt` files declare as correct.
    words: BTreeSet<String>,
}

impl LibraryBuilder {
    /// A builder that contains the shipped scenarios.
    pub(super) fn with_shipped() -> Self {
        let mut builder = Self::default();
        let village = ShippedScenarios::get("village.ron").map_or_else(Village::default, |file| {
            let (village, source, diagnostics) = read_village("village.ron", file.data.into_owned());
            builder.add_fault(source, diagnostics);
            village
        });
        builder.villages.push(Arc::new(village));
        if let Some(words) = ShippedScenarios::get("words.txt") {
            builder.add_words(&words.data);
        }
        let mut names: Vec<_> = ShippedScenarios::iter().filter(|name| name.ends_with(".ron")).collect();
        names.sort();
        for name in names.iter().filter(|name| *name != "village.ron") {
            let Some(file) = ShippedScenarios::get(name) else { continue };
            let path = Path::new(name.as_ref());
            builder.add_file(path, path, file.data.into_owned(), Origin::Shipped, 0);
        }
        builder
    }

    /// A builder without scenarios that knows the village, the words, the courses and the declarations of the shipped ones.
    pub(super) fn with_shipped_names() -> Self {
        let mut builder = Self::with_shipped();
        builder.shipped_courses = builder.read_courses();
        builder.files.clear();
        builder.faults.clear();
        builder
    }

    /// Adds what there is to mend in a file, if anything.
    pub(super) fn add_fault(&mut self, source: Source, diagnostics: Vec<Diagnostic>) {
        if !diagnostics.is_empty() {
            self.faults.push(Fault { source, diagnostics });
        }
    }

    /// Adds a file's bytes: as a course if it is in a folder named `courses`, else as a scenario. `real` is its path
    /// without links.
    pub(super) fn add_file(&mut self, path: &Path, real: &Path, bytes: Vec<u8>, origin: Origin, village: usize) {
        let file_name = path.display().to_string();
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if real.parent().and_then(Path::file_name).is_some_and(|folder| folder == "courses") {
            self.courses.push(UnreadCourse { id: CourseId::from(stem.as_str()), file_name, bytes });
            return;
        }
        let reading = Reading::new(&file_name, &stem, bytes);
        let first = self.files.iter().find(|file| file.origin == origin && file.reading.id == reading.id);
        if let Some(first) = first {
            let problem = Problem::TwiceInLibrary { id: stem, first: first.reading.source.name.clone() };
            return self.add_fault(reading.source, vec![Diagnostic::new(Span::default(), problem)]);
        }
        self.declare(&reading);
        self.files.push(ReadFile { reading, origin, village });
    }

    /// Adds what a scenario declares to what other scenarios can refer to.
    pub(super) fn declare(&mut self, reading: &Reading) {
        self.catalogue.insert(reading.id.clone(), Declared::from_scenario(&reading.scenario));
    }

    /// Adds the words of a `words.txt` file: names and terms, each of which may be several words; what follows `#` on
    /// a line is a comment.
    pub(super) fn add_words(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
        self.words.extend(lines.flat_map(str::split_whitespace).map(str::to_owned));
    }

    fn read_courses(&mut self) -> Courses {
        let mut courses = Courses::new();
        for UnreadCourse { id, file_name, bytes } in std::mem::take(&mut self.courses) {
            let (course, source, diagnostics) = read_course(&file_name, bytes, &self.catalogue);
            self.add_fault(source, diagnostics);
            courses.insert(id, course);
        }
        courses
    }

    /// Resolves all names, and returns every file with what is wrong with it.
    pub(super) fn into_checked_files(mut self) -> CheckedFiles {
        let read_courses = self.read_courses();
        let Self { files, mut faults, catalogue, villages, words, paths, shipped_courses: mut courses, .. } = self;
        courses.extend(read_courses);
        let (files, villages) = files
            .into_iter()
            .map(|file| {
                let village = &villages[file.village];
                let linked = file.reading.link(World { village, catalogue: Some(&catalogue) });
                (linked, Arc::clone(village))
            })
            .unzip();
        faults.sort_by(|a, b| a.source.name.cmp(&b.source.name));
        let surroundings = Surroundings { catalogue, courses, villages };
        CheckedFiles { files, faults, surroundings, read: paths.len(), words }
    }

    /// Resolves all names, and returns what can be played.
    pub(super) fn into_library(mut self) -> Library {
        let courses = self.read_courses();
        let Self { files, faults, catalogue, villages, .. } = self;
        let mut library = Library { faults, courses, ..Library::default() };
        for village in &villages {
            library.village.people.extend(village.people.iter().map(|(id, villager)| (id.clone(), villager.clone())));
        }
        for ReadFile { reading, origin, village } in files {
            let linked = reading.link(World { village: &villages[village], catalogue: Some(&catalogue) });
            library.faults.extend(Fault::of_linked(&linked));
            let Linked { id, script: Some(script), .. } = linked else { continue };
            let replaces = library.entries.get(&id).map(|entry| entry.origin);
            library.entries.insert(id, Entry { script, origin, replaces });
        }
        library
    }
}
