//! Watching scenario files for changes, and going on when what is watched is replaced.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::event::{EventKind, ModifyKind, RemoveKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::FileError;
use super::walk::{has_extension, is_left_behind};

/// How long after a failure to watch something it is tried again.
const RETRY_TIME: Duration = Duration::from_secs(1);

/// The most links that are followed on the way to a file, as on Linux.
const MAX_LINKS: usize = 40;

/// Watches files and folders until it is dropped.
#[derive(Debug)]
pub struct FileWatcher {
    messages: Sender<Message>,
}

/// What the thread that watches receives.
#[derive(Debug)]
enum Message {
    /// Something happened at a place that is watched.
    Event(notify::Result<Event>),
    /// The [`FileWatcher`] was dropped.
    End,
}

impl FileWatcher {
    /// Calls `on_save` whenever a scenario or a word list is written at one of these paths: a file, or a folder with
    /// all folders in it. An editor may save a file in several steps, and `on_save` is called at each.
    ///
    /// A path is watched as it is written: when the file or folder there is moved away, removed or replaced, or a link
    /// on the way to it is led elsewhere, `on_save` is called, and from then on what is at the path is watched.
    ///
    /// # Errors
    /// If the system cannot watch one of them.
    pub fn new(paths: &[PathBuf], on_save: impl Fn() + Send + 'static) -> Result<Self, FileError> {
        let paths: Vec<PathBuf> =
            paths.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())).collect();
        let (messages, received) = channel();
        let (watched, fault) = Watched::new(&paths, &messages)?;
        if let Some(fault) = fault {
            return Err(fault);
        }
        let events = messages.clone();
        std::thread::spawn(move || go_on(&paths, watched, &events, &received, on_save));
        Ok(Self { messages })
    }
}

impl Drop for FileWatcher {
    fn drop(&mut self) {
        // The thread has ended if nothing receives any more.
        let _ = self.messages.send(Message::End);
    }
}

/// Calls `on_save` at each change, and watches anew where something was replaced, until the end.
fn go_on(
    paths: &[PathBuf],
    mut watched: Watched,
    events: &Sender<Message>,
    received: &Receiver<Message>,
    on_save: impl Fn(),
) {
    let mut is_complete = true;
    loop {
        let first = if is_complete {
            received.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            received.recv_timeout(RETRY_TIME)
        };
        let mut change = match first {
            Ok(Message::Event(event)) => watched.change(&event),
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => Some(Change::Places),
        };
        // A folder that is copied is many events; watching anew once is enough.
        for message in received.try_iter() {
            match message {
                Message::Event(event) => change = change.max(watched.change(&event)),
                Message::End => return,
            }
        }
        if change == Some(Change::Places) {
            // The next turn tries again what fails.
            is_complete = match Watched::new(paths, events) {
                Ok((anew, fault)) => {
                    watched = anew;
                    fault.is_none()
                }
                Err(_) => false,
            };
        }
        if change.is_some() {
            on_save();
        }
    }
}

/// What an event means, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// The content of a file.
    Content,
    /// A file, folder or link is new at its place, or gone: other places may have to be watched.
    Places,
}

/// What is watched at present.
struct Watched {
    /// Watches until it is dropped.
    watcher: RecommendedWatcher,
    /// The folders that are watched without the folders in them.
    folders: HashSet<PathBuf>,
    /// The files, folders and links that a path leads through, the file itself included: what is replaced there is
    /// replaced for the path.
    way: HashSet<PathBuf>,
    /// The folders that are watched with all folders in them, without links.
    roots: Vec<PathBuf>,
}

impl Watched {
    /// Watches what is at the paths at present. The second value says what of it cannot be watched.
    ///
    /// # Errors
    /// If the system cannot watch anything.
    fn new(paths: &[PathBuf], events: &Sender<Message>) -> Result<(Self, Option<FileError>), FileError> {
        let events = events.clone();
        let system = notify::recommended_watcher(move |event| {
            // Events of places that are watched no more have no receiver.
            let _ = events.send(Message::Event(event));
        })
        .map_err(|source| FileError::Watch { path: paths.first().cloned().unwrap_or_default(), source })?;
        let mut watched = Self { watcher: system, folders: HashSet::new(), way: HashSet::new(), roots: Vec::new() };
        let mut fault = None;
        for path in paths {
            match watched.walk_to(path) {
                Ok(Some(real)) if real.is_dir() => watched.roots.push(real),
                Ok(_) => {}
                Err(source) => fault = Some(FileError::Watch { path: path.clone(), source }),
            }
        }
        // Later than the folders on the way, since a folder that is watched twice is watched as it was asked for last.
        for root in &watched.roots {
            if let Err(source) = watched.watcher.watch(root, RecursiveMode::Recursive) {
                // What was removed since is noticed by the watch on the folder above.
                if root.is_dir() {
                    fault = Some(FileError::Watch { path: root.clone(), source });
                }
            }
        }
        Ok((watched, fault))
    }

    /// Watches everything that an absolute path leads through, from the top, so that nothing is replaced unnoticed
    /// between looking at it and watching it. Gives the path without links, or `None` if there is nothing at it.
    ///
    /// # Errors
    /// If the folder of a file cannot be watched. A folder further up may be closed to this user, and so may be that of a
    /// folder, which is watched itself.
    fn walk_to(&mut self, path: &Path) -> notify::Result<Option<PathBuf>> {
        let mut real = PathBuf::new();
        let mut left: Vec<OsString> = steps(path);
        let mut links = 0;
        let mut above = Ok(());
        while let Some(step) = left.pop() {
            match Path::new(&step).components().next() {
                Some(Component::CurDir) | None => continue,
                Some(Component::ParentDir) => {
                    real.pop();
                    continue;
                }
                Some(Component::Prefix(_) | Component::RootDir) => {
                    real.push(&step);
                    continue;
                }
                Some(Component::Normal(_)) => {}
            }
            let at = real.join(&step);
            if self.folders.insert(real.clone()) {
                above = self.watcher.watch(&real, RecursiveMode::NonRecursive);
            }
            self.way.insert(at.clone());
            let Ok(metadata) = at.symlink_metadata() else { return Ok(None) };
            if !metadata.is_symlink() {
                real = at;
                continue;
            }
            links += 1;
            let Ok(target) = std::fs::read_link(&at) else { return Ok(None) };
            if links > MAX_LINKS {
                return Ok(None);
            }
            if target.is_absolute() {
                real = PathBuf::new();
            }
            left.append(&mut steps(&target));
        }
        if !real.is_dir() {
            above?;
        }
        Ok(Some(real))
    }

    /// What an event changes; `None` if nothing that is watched.
    fn change(&self, event: &notify::Result<Event>) -> Option<Change> {
        let event = event.as_ref().ok()?;
        // Reading a file is an event as well; reacting to it would never end.
        if matches!(event.kind, EventKind::Access(_)) {
            return None;
        }
        // Events that were lost are a reason to look at everything again.
        if event.need_rescan() {
            return Some(Change::Places);
        }
        event.paths.iter().filter_map(|path| self.change_at(path, event.kind)).max()
    }

    /// What an event changes at one path.
    fn change_at(&self, path: &Path, kind: EventKind) -> Option<Change> {
        let is_content = matches!(kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
        if self.way.contains(path) {
            return Some(if is_content { Change::Content } else { Change::Places });
        }
        let inside = self.roots.iter().find_map(|root| path.strip_prefix(root).ok())?;
        if inside.iter().any(is_left_behind) {
            return None;
        }
        let metadata = path.symlink_metadata().ok();
        let is_gone_folder = metadata.is_none()
            && matches!(kind, EventKind::Remove(RemoveKind::Folder) | EventKind::Modify(ModifyKind::Name(_)));
        if !is_content
            && (is_gone_folder || metadata.is_some_and(|metadata| metadata.is_dir() || metadata.is_symlink()))
        {
            return Some(Change::Places);
        }
        let is_read = has_extension(path, "ron") || path.file_name().is_some_and(|name| name == "words.txt");
        is_read.then_some(Change::Content)
    }
}

/// The steps of a path, the last first.
fn steps(path: &Path) -> Vec<OsString> {
    path.components().rev().map(|step| step.as_os_str().to_owned()).collect()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs::{create_dir, create_dir_all, read_to_string, remove_dir_all, remove_file, rename, write};
    use std::os::unix::fs::symlink;

    /// A watcher of one path that reads a file at each change.
    struct Reading {
        _watching: FileWatcher,
        read: Receiver<String>,
    }

    impl Reading {
        fn of(watched: &Path, file: &Path) -> Self {
            let (send, read) = channel();
            let file = file.to_path_buf();
            let watching = FileWatcher::new(&[watched.to_path_buf()], move || {
                let _ = send.send(read_to_string(&file).unwrap_or_else(|_| "nothing".into()));
            });
            Self { _watching: watching.expect("watch the path"), read }
        }

        /// Waits until `content` is read, at most 20 seconds between two changes.
        fn wait_for(&self, content: &str, after: &str) {
            while self.read.recv_timeout(Duration::from_secs(20)).unwrap_or_else(|_| panic!("deaf after {after}"))
                != content
            {}
        }
    }

    /// Replaces a file or folder in each way that editors, archives and synchronisers do.
    fn replacements(at: &Path, file: &Path, watched: &Path) {
        let temp = at.parent().expect("it lies in a folder").to_path_buf();
        let reading = Reading::of(watched, file);
        let is_folder = at.is_dir();
        let remove =
            |path: &Path| if path.is_dir() { remove_dir_all(path) } else { remove_file(path) }.expect("remove");
        let make = |path: &Path, content: &str| {
            let file = if is_folder { path.join(file.strip_prefix(at).expect("it lies in it")) } else { path.into() };
            create_dir_all(file.parent().expect("it lies in a folder")).expect("make the folders");
            write(file, content).expect("write the file");
        };
        let edit = |content: &str, after: &str| {
            write(file, content).expect("write the file");
            reading.wait_for(content, after);
        };
        edit("edited", "the beginning");

        rename(at, temp.join("old")).expect("move it away");
        reading.wait_for("nothing", "moving it away");
        make(at, "made anew");
        reading.wait_for("made anew", "making it anew");
        edit("edited after it was made anew", "making it anew");

        rename(at, temp.join("away")).expect("move it away");
        rename(temp.join("old"), at).expect("move the old one back");
        edit("edited after it was moved back", "moving it back");

        remove(at);
        reading.wait_for("nothing", "removing it");
        make(at, "made again");
        reading.wait_for("made again", "making it again");
        edit("edited after it was made again", "making it again");

        make(&temp.join("new"), "put in its place");
        if is_folder {
            remove(at);
        }
        rename(temp.join("new"), at).expect("put it in its place");
        reading.wait_for("put in its place", "putting it in its place");
        edit("edited after it was put in its place", "putting it in its place");
    }

    #[test]
    fn what_is_put_in_the_place_of_something_watched_is_watched() {
        let temp = tempfile::tempdir().expect("create a temp dir");
        let folder = temp.path().join("a/scenarios");
        let file = folder.join("deep/lamp.ron");
        create_dir_all(folder.join("deep")).expect("make the folders");
        write(&file, "first").expect("write the file");
        for replaced in [&file, &folder, &folder.join("deep"), &temp.path().join("a")] {
            for watched in [&folder, &file] {
                let temporary = replaced.parent().expect("it lies in a folder");
                for left in ["old", "away", "new"].map(|name| temporary.join(name)).iter().filter(|path| path.exists())
                {
                    if left.is_dir() { remove_dir_all(left) } else { remove_file(left) }.expect("remove what is left");
                }
                replacements(replaced, &file, watched);
            }
        }
    }

    #[test]
    fn a_link_that_is_led_elsewhere_is_followed() {
        let temp = tempfile::tempdir().expect("create a temp dir");
        let at = |path: &str| temp.path().join(path);
        for version in ["v1", "v2"] {
            create_dir(at(version)).expect("make the folder");
            write(at(version).join("lamp.ron"), version).expect("write the file");
        }
        symlink("v1", at("current")).expect("make the link");
        symlink(at("current/lamp.ron"), at("lamp.ron")).expect("make the link");
        for watched in ["current", "current/lamp.ron", "lamp.ron"] {
            let file = if watched == "lamp.ron" { at("lamp.ron") } else { at("current/lamp.ron") };
            let reading = Reading::of(&at(watched), &file);
            for version in ["v2", "v1"] {
                symlink(version, at("next")).expect("make the link");
                rename(at("next"), at("current")).expect("put the link in its place");
                reading.wait_for(version, watched);
                let edited = format!("{watched} in {version}");
                write(at(version).join("lamp.ron"), &edited).expect("write the file");
                reading.wait_for(&edited, watched);
                write(at(version).join("lamp.ron"), version).expect("write the file");
                reading.wait_for(version, watched);
            }
        }
    }

    #[test]
    fn a_folder_that_comes_into_a_watched_one_is_watched() {
        let temp = tempfile::tempdir().expect("create a temp dir");
        let (watched, beside) = (temp.path().join("scenarios"), temp.path().join("beside"));
        create_dir(&watched).expect("make the folder");
        create_dir(&beside).expect("make the folder");
        write(beside.join("lamp.ron"), "moved in").expect("write the file");
        let file = watched.join("moved/lamp.ron");
        let reading = Reading::of(&watched, &file);
        rename(&beside, watched.join("moved")).expect("move the folder in");
        reading.wait_for("moved in", "moving it in");
        write(&file, "edited").expect("write the file");
        reading.wait_for("edited", "moving it in");
        rename(watched.join("moved"), &beside).expect("move the folder out");
        reading.wait_for("nothing", "moving it out");
    }
}
