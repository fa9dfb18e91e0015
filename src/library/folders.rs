//! Collecting scenario files from folders, each with the village and the words that apply to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::builder::LibraryBuilder;
use super::entries::Origin;
use super::fault::Fault;
use crate::diagnostic::Problem;
use crate::files::{
    DataPaths, Links, WalkError, WalkFault, files_in, has_extension, is_file, is_folder, is_left_behind, list_folder,
    read_text, real_path,
};
use crate::scenario::read::{Reading, read_village};
use crate::scenario::village::Village;

impl LibraryBuilder {
    /// Adds the user's own scenarios, and those of a folder that was named.
    pub(super) fn add_data_paths(&mut self, data_paths: &DataPaths) {
        if let Some(own) = data_paths.own_scenarios().filter(|own| is_folder(own)) {
            self.add_folder(&own, Origin::Own);
        }
        if let Some(folder) = &data_paths.scenarios {
            self.add_folder(folder, Origin::Folder);
        }
    }

    /// Adds all files of a folder and the folders in it. Links are followed as long as they lead to somewhere in it.
    pub(super) fn add_folder(&mut self, folder: &Path, origin: Origin) {
        let (files, errors) = files_in(folder, "ron", Links::FollowInside);
        self.faults.extend(errors.into_iter().map(|WalkError { path, fault }| {
            let problem = match fault {
                WalkFault::LeadsOutside => Problem::OutsideFolder { name: path.display().to_string() },
                other => Problem::Unreadable { why: other.to_string() },
            };
            Fault::of_file(&path, problem)
        }));
        for file in files {
            self.add_path(&file, origin);
        }
    }

    /// Adds a file, unless it was added before.
    pub(super) fn add_path(&mut self, path: &Path, origin: Origin) {
        let real = real_path(path).unwrap_or_else(|_| path.to_path_buf());
        if !self.paths.insert((origin, real.clone())) {
            return;
        }
        if is_village(path) {
            // It is read where a scenario needs it; here it only matters what is wrong with it.
            self.village_for(path);
            return;
        }
        match read_text(path) {
            Ok(bytes) => {
                let village = self.village_for(path);
                self.add_file(path, &real, bytes, origin, village);
            }
            Err(error) => self.faults.push(Fault::of_file(path, error.to_problem())),
        }
    }

    /// Adds what the other scenarios in a file's folder declare, since the file may refer to them.
    pub(super) fn load_adjacent(&mut self, path: &Path) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        for other in list_folder(folder).unwrap_or_default() {
            let is_other = other.file_name() != path.file_name()
                && !is_village(&other)
                && has_extension(&other, "ron")
                && !other.file_name().is_some_and(is_left_behind);
            if !is_other {
                continue;
            }
            if let (Ok(bytes), Some(stem)) = (read_text(&other), other.file_stem().and_then(|stem| stem.to_str())) {
                self.declare(&Reading::new("", stem, bytes));
            }
        }
    }

    /// The index of the village that applies to a file: of the nearest `village.ron` in its folder and those above,
    /// or else of the shipped one. The nearest `words.txt` is read as well.
    fn village_for(&mut self, path: &Path) -> usize {
        let folder = real_path(path).ok().and_then(|path| path.parent().map(Path::to_path_buf));
        let Some(folder) = folder else { return 0 };
        if let Some(known) = self.village_by_folder.get(&folder) {
            return *known;
        }
        if let Some(bytes) = nearest(&folder, "words.txt").and_then(|words| read_text(&words).ok()) {
            self.add_words(&bytes);
        }
        let index = nearest(&folder, "village.ron").map_or(0, |file| self.add_village(&file));
        self.village_by_folder.insert(folder, index);
        index
    }

    /// The index of the village of a file, which is read unless it was read before.
    fn add_village(&mut self, file: &Path) -> usize {
        let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
        if let Some(known) = self.village_by_folder.get(&folder) {
            return *known;
        }
        let village = match read_text(file) {
            Ok(bytes) => {
                let (village, source, diagnostics) = read_village(&file.display().to_string(), bytes);
                self.add_fault(source, diagnostics);
                village
            }
            Err(error) => {
                self.faults.push(Fault::of_file(file, error.to_problem()));
                Village::default()
            }
        };
        let index = self.villages.len();
        self.villages.push(Arc::new(village));
        self.village_by_folder.insert(folder, index);
        index
    }
}

/// The nearest file of a name in a folder and those above.
fn nearest(folder: &Path, name: &str) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(name)).find(|file| is_file(file))
}

/// Whether a file is a village by its name, in capitals or not.
fn is_village(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("village.ron"))
}
