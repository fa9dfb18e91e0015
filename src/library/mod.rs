//! The library: shipped scenarios, then the data folder's, then a named folder's; what is not sound is listed with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod format;
mod wordlists;

pub use format::{Formatted, format_path};
pub use wordlists::words;

use crate::diagnostic::{Diagnostic, Problem, Source, Span};
use crate::files::{DataPaths, ShippedScenarios, exists_or_dangling, read_bytes, write_file};
use crate::record::FromCourse;
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scenario::link::{Catalogue, Declared, World};
use crate::scenario::read::{Linked, Reading, read_course, read_village};
use crate::scenario::script::Script;
use crate::scenario::village::{Courses, Village};

/// Folders are followed this deep, so that a link that loops comes to an end.
const DEEPEST: usize = 16;

/// Where a scenario comes from; a later place replaces an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Built into the program.
    Shipped,
    /// The data folder.
    Own,
    /// The folder named with `--scenarios`.
    Folder,
}

impl Origin {
    /// The word in lists.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Own => "your own",
            Self::Folder => "from your folder",
        }
    }
}

/// A scenario that can be played.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Ready to be played.
    pub script: Arc<Script>,
    /// Where it comes from.
    pub origin: Origin,
    /// Whose place it takes, if there was one of this id before.
    pub replaces: Option<Origin>,
}

/// A file that cannot be played, or has something to mend.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The file's text.
    pub source: Source,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Fault {
    /// Whether it keeps the file from being played.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The error to name first: what is wrong with the text comes before what is missing because of it.
    #[must_use]
    pub fn reason(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().filter(|found| found.is_error()).min_by_key(|found| found.problem.code())
    }

    fn of_file(name: &Path, problem: Problem) -> Self {
        let source = Source::new(name.display().to_string(), "");
        Self { source, diagnostics: vec![Diagnostic::new(Span::default(), problem)] }
    }
}

/// Everything that can be played, and everything that cannot.
#[derive(Debug, Default)]
pub struct Library {
    /// By id.
    pub entries: BTreeMap<ScenarioId, Entry>,
    /// Files with something to mend.
    pub faults: Vec<Fault>,
    /// Courses by id.
    pub courses: Courses,
}

impl Library {
    /// Loads everything. Nothing here fails as a whole: one bad file does not keep the others away.
    #[must_use]
    pub fn load(places: &DataPaths) -> Self {
        let mut shelf = Shelf::shipped();
        shelf.add(places);
        shelf.library()
    }

    /// That a scenario is played from a course, as the course is now; `None` if it does not stand in it.
    #[must_use]
    pub fn from_course(&self, course: &CourseId, scenario: &ScenarioId) -> Option<FromCourse> {
        let found = self.courses.get(course).filter(|found| found.scenarios.contains(scenario))?;
        Some(FromCourse { id: course.clone(), pass: found.pass })
    }

    /// The scenario of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }
}

/// Reads one file, with the village that stands nearest to it and the scenarios beside it.
///
/// # Errors
/// If the file cannot be read at all; what is wrong with its text is in the result.
pub fn read_file(path: &Path) -> Result<Linked, Vec<Fault>> {
    if path.is_dir() {
        return Err(vec![Fault::of_file(path, Problem::Unreadable { why: "it is a folder".into() })]);
    }
    let Checked { mut files, faults, .. } = check_paths(&[path.to_path_buf()]);
    files.pop().ok_or(faults)
}

/// What became of adding a file to one's own scenarios.
#[derive(Debug)]
pub enum AddOutcome {
    /// It was copied; what is worth mending stands beside it.
    Added(ScenarioId, Vec<Fault>),
    /// One's own folder has a scenario of this id already; nothing was changed.
    IsThere(ScenarioId),
    /// It is not sound; nothing was copied.
    Unsound(Vec<Fault>),
    /// It could not be copied, with the reason in words; nothing was changed.
    Failed(String),
}

/// Copies a scenario file into the data folder, if it is sound; `replace` allows to take the place of one
/// that is there.
#[must_use]
pub fn add_own(places: &DataPaths, path: &Path, replace: bool) -> AddOutcome {
    let linked = match read_file(path) {
        Ok(linked) => linked,
        Err(faults) => return AddOutcome::Unsound(faults),
    };
    let faults = faults_of(&linked);
    let Some(script) = &linked.script else { return AddOutcome::Unsound(faults) };
    let Some(own) = places.own_scenarios() else {
        return AddOutcome::Failed("this machine has no folder for your scenarios".into());
    };
    let to = own.join(format!("{}.ron", script.id));
    if exists_or_dangling(&to) && !replace {
        return AddOutcome::IsThere(script.id.clone());
    }
    let copied = std::fs::create_dir_all(&own)
        .map_err(|error| format!("`{}`: {error}", own.display()))
        .and_then(|()| read_bytes(path).map_err(|problem| problem.message()))
        .and_then(|bytes| write_file(&to, &bytes));
    match copied {
        Ok(()) => AddOutcome::Added(script.id.clone(), faults),
        Err(why) => AddOutcome::Failed(why),
    }
}

/// What there is to mend in a file that was read.
fn faults_of(linked: &Linked) -> Vec<Fault> {
    if linked.diagnostics.is_empty() {
        return Vec::new();
    }
    vec![Fault { source: linked.source.clone(), diagnostics: linked.diagnostics.clone() }]
}

/// Files that were read to be checked, and what they are checked against.
#[derive(Debug)]
pub struct Checked {
    /// All scenarios, sound or not.
    pub files: Vec<Linked>,
    /// What else has something to mend.
    pub faults: Vec<Fault>,
    /// What the scenarios there are declare, those beside them too.
    pub catalogue: Catalogue,
    /// The words and names of `words.txt`, the shipped one's and those that stand with the files.
    pub words: BTreeSet<String>,
}

/// Reads everything that can be played, as `rapport check` does without a path.
#[must_use]
pub fn check_library(places: &DataPaths) -> Checked {
    let mut shelf = Shelf::shipped();
    shelf.add(places);
    shelf.checked()
}

/// Reads files and folders as `rapport check` does: all scenarios in them, and what stands beside them
/// that has something to mend. A path that does not exist is an unreadable file.
#[must_use]
pub fn check_paths(paths: &[PathBuf]) -> Checked {
    let mut shelf = Shelf::shipped();
    shelf.read.clear();
    shelf.faults.clear();
    shelf.courses.clear();
    for path in paths {
        if path.is_dir() {
            shelf.folder(path, Origin::Folder);
        } else {
            shelf.beside(path);
            shelf.file(path, Origin::Folder);
        }
    }
    shelf.checked()
}

/// A scenario file that was read and waits for the others.
struct Read {
    reading: Reading,
    origin: Origin,
    village: usize,
}

/// Files as they are collected, before names are resolved over all of them.
#[derive(Default)]
struct Shelf {
    read: Vec<Read>,
    faults: Vec<Fault>,
    catalogue: Catalogue,
    /// Courses as read from the disk; they are understood once all scenarios are known.
    courses: Vec<(CourseId, String, Vec<u8>)>,
    /// The shipped village first.
    villages: Vec<Village>,
    /// The files that were read, so that none is read twice.
    files: BTreeSet<(Origin, PathBuf)>,
    /// Which village a folder uses.
    nearest: BTreeMap<PathBuf, usize>,
    /// Words and names that are right, as `words.txt` files say.
    words: BTreeSet<String>,
}

impl Shelf {
    fn shipped() -> Self {
        let mut shelf = Self::default();
        let village = ShippedScenarios::get("village.ron").map_or_else(Village::default, |file| {
            let (village, source, diagnostics) = read_village("village.ron", file.data.into_owned());
            shelf.blame(source, diagnostics);
            village
        });
        shelf.villages.push(village);
        if let Some(words) = ShippedScenarios::get("words.txt") {
            shelf.learn_words(&words.data);
        }
        let mut names: Vec<_> = ShippedScenarios::iter().filter(|name| name.ends_with(".ron")).collect();
        names.sort();
        for name in names.iter().filter(|name| *name != "village.ron") {
            let Some(file) = ShippedScenarios::get(name) else { continue };
            let name = Path::new(name.as_ref());
            shelf.sort_in(name, name, file.data.into_owned(), Origin::Shipped, 0);
        }
        shelf
    }

    /// One's own scenarios, and those of a folder that was named.
    fn add(&mut self, places: &DataPaths) {
        if let Some(own) = places.own_scenarios().filter(|own| own.is_dir()) {
            self.folder(&own, Origin::Own);
        }
        if let Some(folder) = &places.scenarios {
            self.folder(folder, Origin::Folder);
        }
    }

    fn checked(mut self) -> Checked {
        self.read_courses();
        let Self { read, mut faults, catalogue, villages, words, .. } = self;
        let files = read
            .into_iter()
            .map(|file| {
                let village = &villages[file.village];
                file.reading.link(World { village, catalogue: Some(&catalogue) })
            })
            .collect();
        faults.sort_by(|a, b| a.source.name.cmp(&b.source.name));
        Checked { files, faults, catalogue, words }
    }

    fn blame(&mut self, source: Source, diagnostics: Vec<Diagnostic>) {
        if !diagnostics.is_empty() {
            self.faults.push(Fault { source, diagnostics });
        }
    }

    /// A file's bytes to where they belong: courses lie in a folder of that name, all else is a scenario.
    fn sort_in(&mut self, path: &Path, real: &Path, bytes: Vec<u8>, origin: Origin, village: usize) {
        let name = path.display().to_string();
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if real.parent().and_then(Path::file_name).is_some_and(|folder| folder == "courses") {
            self.courses.push((CourseId::from(stem.as_str()), name, bytes));
            return;
        }
        let reading = Reading::new(&name, &stem, bytes);
        let first = self.read.iter().find(|read| read.origin == origin && read.reading.id == reading.id);
        if let Some(first) = first {
            let problem = Problem::TwiceInLibrary { id: stem, first: first.reading.source.name.clone() };
            self.faults
                .push(Fault { source: reading.source, diagnostics: vec![Diagnostic::new(Span::default(), problem)] });
            return;
        }
        self.catalogue.insert(reading.id.clone(), Declared::from_scenario(&reading.scenario));
        self.read.push(Read { reading, origin, village });
    }

    /// All files of a folder and the folders in it.
    fn folder(&mut self, root: &Path, origin: Origin) {
        let mut files = Vec::new();
        match root.canonicalize() {
            Ok(real) => self.walk(root, &real, &mut Vec::new(), &mut BTreeSet::new(), &mut files),
            Err(error) => self.faults.push(Fault::of_file(root, Problem::Unreadable { why: error.to_string() })),
        }
        files.sort();
        for file in files {
            self.file(&file, origin);
        }
    }

    /// Collects the files of a folder; `above` are the folders it lies in, `seen` those that were walked.
    fn walk(
        &mut self,
        folder: &Path,
        root: &Path,
        above: &mut Vec<PathBuf>,
        seen: &mut BTreeSet<PathBuf>,
        files: &mut Vec<PathBuf>,
    ) {
        let unreadable = |path: &Path, why: String| Fault::of_file(path, Problem::Unreadable { why });
        let real = match folder.canonicalize() {
            Ok(real) => real,
            Err(error) => return self.faults.push(unreadable(folder, error.to_string())),
        };
        if !real.starts_with(root) {
            let name = folder.display().to_string();
            return self.faults.push(Fault::of_file(folder, Problem::OutsideFolder { name }));
        }
        if above.contains(&real) {
            return self.faults.push(unreadable(folder, "the link leads back to a folder it lies in".into()));
        }
        if above.len() > DEEPEST {
            return self.faults.push(unreadable(folder, format!("it lies more than {DEEPEST} folders deep")));
        }
        if !seen.insert(real.clone()) {
            return;
        }
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.faults.push(unreadable(folder, error.to_string())),
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        above.push(real);
        for path in paths {
            if path.is_dir() {
                self.walk(&path, root, above, seen, files);
            } else if path.extension().is_some_and(|extension| extension == "ron") {
                match path.canonicalize() {
                    Ok(real) if real.starts_with(root) => files.push(path),
                    Ok(_) => {
                        let name = path.display().to_string();
                        self.faults.push(Fault::of_file(&path, Problem::OutsideFolder { name }));
                    }
                    Err(error) => self.faults.push(unreadable(&path, error.to_string())),
                }
            }
        }
        above.pop();
    }

    /// One file, once, however often it is named.
    fn file(&mut self, path: &Path, origin: Origin) {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if !self.files.insert((origin, real.clone())) {
            return;
        }
        if path.file_name().is_some_and(|name| name == "village.ron") {
            // Read where a scenario needs it; here only what is wrong with it counts.
            self.village_of(path);
            return;
        }
        match read_bytes(path) {
            Ok(bytes) => {
                let village = self.village_of(path);
                self.sort_in(path, &real, bytes, origin, village);
            }
            Err(problem) => self.faults.push(Fault::of_file(path, problem)),
        }
    }

    /// The nearest `village.ron` upward from a file, else the shipped one.
    fn village_of(&mut self, path: &Path) -> usize {
        let folder = path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_path_buf));
        let Some(folder) = folder else { return 0 };
        if let Some(known) = self.nearest.get(&folder) {
            return *known;
        }
        for words in folder.ancestors().map(|folder| folder.join("words.txt")).filter(|file| file.is_file()).take(1) {
            if let Ok(bytes) = read_bytes(&words) {
                self.learn_words(&bytes);
            }
        }
        let found = folder.ancestors().map(|folder| folder.join("village.ron")).find(|file| file.is_file());
        let number = found.map_or(0, |file| {
            let holder = file.parent().map(Path::to_path_buf).unwrap_or_default();
            if let Some(known) = self.nearest.get(&holder) {
                return *known;
            }
            let number = self.villages.len();
            match read_bytes(&file) {
                Ok(bytes) => {
                    let (village, source, diagnostics) = read_village(&file.display().to_string(), bytes);
                    self.blame(source, diagnostics);
                    self.villages.push(village);
                }
                Err(problem) => {
                    self.faults.push(Fault::of_file(&file, problem));
                    self.villages.push(Village::default());
                }
            }
            self.nearest.insert(holder, number);
            number
        });
        self.nearest.insert(folder, number);
        number
    }

    /// One name or term a line, which may be several words; what follows `#` is a remark.
    fn learn_words(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
        self.words.extend(lines.flat_map(str::split_whitespace).map(str::to_owned));
    }

    /// What the scenarios in a file's folder declare, for names of other scenarios.
    fn beside(&mut self, path: &Path) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
            let other = entry.path();
            let is_other =
                other.file_name() != path.file_name() && other.file_name().is_some_and(|n| n != "village.ron");
            if !is_other || other.extension().is_none_or(|extension| extension != "ron") {
                continue;
            }
            if let (Ok(bytes), Some(stem)) = (read_bytes(&other), other.file_stem().and_then(|stem| stem.to_str())) {
                let reading = Reading::new("", stem, bytes);
                self.catalogue.insert(reading.id.clone(), Declared::from_scenario(&reading.scenario));
            }
        }
    }

    fn read_courses(&mut self) -> Courses {
        let mut courses = Courses::new();
        for (id, name, bytes) in std::mem::take(&mut self.courses) {
            let (course, source, diagnostics) = read_course(&name, bytes, &self.catalogue);
            self.blame(source, diagnostics);
            courses.insert(id, course);
        }
        courses
    }

    fn library(mut self) -> Library {
        let courses = self.read_courses();
        let Self { read, faults, catalogue, villages, .. } = self;
        let mut library = Library { faults, courses, ..Library::default() };
        for Read { reading, origin, village } in read {
            let village = &villages[village];
            let Linked { id, source, script, diagnostics, .. } =
                reading.link(World { village, catalogue: Some(&catalogue) });
            if !diagnostics.is_empty() {
                library.faults.push(Fault { source, diagnostics });
            }
            if let Some(script) = script {
                let before = library.entries.get(&id).map(|entry| entry.origin);
                library.entries.insert(id, Entry { script, origin, replaces: before });
            }
        }
        library
    }
}
