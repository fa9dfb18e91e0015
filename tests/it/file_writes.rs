//! Writing files: links, modes and owners are kept, read-only files are left alone, and a killed program leaves nothing.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Output;

use rapport::files::{
    FileError, Links, WalkFault, files_in, write_file, write_file_with, write_folder_with, write_new,
};

use super::support::{rapport_command, root, stdout, temp_dir};

/// A scenario file that `rapport fmt` changes.
fn unformatted_scenario(path: &Path) {
    fs::write(path, formatted_scenario().replace("    ", "  ")).expect("write an unformatted scenario");
}

/// The same as `rapport fmt` writes it.
fn formatted_scenario() -> String {
    fs::read_to_string(root().join("scenarios/angry-callers/the-sofa.ron")).expect("read a shipped scenario")
}

/// Runs `rapport fmt` on a file.
fn format_file(file: &Path) -> Output {
    rapport_command(file).arg("fmt").arg(file).output().expect("start the program")
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("list the folder").filter_map(Result::ok);
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_file_that_could_not_be_made_leaves_everything_as_it_was() {
    let folder = temp_dir();
    let file = folder.path().join("a.txt");
    write_file(&file, b"first").expect("write the file");
    let failed = write_file_with::<(), FileError>(&file, |temporary| {
        fs::write(temporary, "half").expect("write the temporary file");
        Err(FileError::NotAFile { path: temporary.to_path_buf() })
    });
    assert!(matches!(failed, Err(FileError::NotAFile { .. })), "{failed:?}");
    assert_eq!(fs::read(&file).expect("read the file"), b"first");
    assert!(matches!(write_new(&file, b"second"), Err(FileError::Exists { .. })));
    assert_eq!(names(folder.path()), ["a.txt"]);
    let missing = write_file(&folder.path().join("nowhere/a.txt"), b"x").expect_err("there is no such folder");
    let message = missing.to_string();
    assert!(message.contains("nowhere/a.txt") && message.contains("nothing was changed"), "{message}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};

    use super::*;

    #[test]
    fn a_link_stays_and_the_file_it_leads_to_is_written() {
        let folder = temp_dir();
        fs::create_dir_all(folder.path().join("real")).expect("create a folder");
        let (real, link) = (folder.path().join("real/late-parcel.ron"), folder.path().join("late-parcel.ron"));
        unformatted_scenario(&real);
        // Over two links, the second of which is relative to its own folder.
        symlink("real/second.ron", &link).expect("create a link");
        symlink("late-parcel.ron", folder.path().join("real/second.ron")).expect("create a link");
        let output = format_file(&link);
        assert!(output.status.success(), "{}", stdout(&output));
        assert!(link.is_symlink() && !real.is_symlink(), "the link became a file");
        assert_eq!(fs::read_to_string(&real).expect("read the file behind the link"), formatted_scenario());
        assert_eq!(names(folder.path().join("real").as_path()), ["late-parcel.ron", "second.ron"]);
    }

    #[test]
    fn a_link_that_leads_nowhere_gets_its_file_and_links_in_a_circle_are_refused() {
        let folder = temp_dir();
        let link = folder.path().join("link");
        symlink("new.txt", &link).expect("create a link");
        write_file(&link, b"new").expect("write through the link");
        assert!(link.is_symlink());
        assert_eq!(fs::read(folder.path().join("new.txt")).expect("read the new file"), b"new");
        let circle = folder.path().join("circle");
        symlink("circle", &circle).expect("create a link");
        let error = write_file(&circle, b"new").expect_err("the link leads to itself");
        assert!(error.to_string().contains("circle"), "{error}");
    }

    #[test]
    fn a_file_keeps_its_mode_and_owner() {
        let folder = temp_dir();
        let file = folder.path().join("a.ron");
        unformatted_scenario(&file);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set the mode");
        // Only the superuser can give a file away; everybody else keeps it.
        let _ = chown(&file, Some(1), Some(1));
        let before = fs::metadata(&file).expect("read the metadata");
        let output = format_file(&file);
        assert!(stdout(&output).starts_with('`'), "it was formatted: {}", stdout(&output));
        let after = fs::metadata(&file).expect("read the metadata");
        assert_eq!(after.mode(), before.mode());
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
        assert_ne!(after.ino(), before.ino(), "it was replaced as a whole");
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let folder = temp_dir();
        File::create(folder.path().join("plain")).expect("create a file");
        write_file(&folder.path().join("written"), b"x").expect("write a file");
        let mode = |name: &str| fs::metadata(folder.path().join(name)).expect("read the metadata").mode();
        assert_eq!(mode("written"), mode("plain"));
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        for mode in [0o444, 0o440] {
            let folder = temp_dir();
            let file = folder.path().join("a.ron");
            unformatted_scenario(&file);
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("set the mode");
            let before = fs::read(&file).expect("read the file");
            let output = format_file(&file);
            assert_eq!(output.status.code(), Some(1));
            assert!(stdout(&output).contains("is read-only and was left unchanged"), "{}", stdout(&output));
            assert_eq!(fs::read(&file).expect("read the file"), before);
        }
    }

    #[test]
    fn a_walk_follows_links_inside_of_the_folder_and_reports_the_others() {
        let (folder, outside) = (temp_dir(), temp_dir());
        let root = folder.path();
        fs::create_dir_all(root.join("a/b")).expect("create folders");
        for file in ["z.ron", "a/y.ron", "a/b/x.ron", "a/notes.txt"] {
            fs::write(root.join(file), "").expect("write a file");
        }
        fs::write(outside.path().join("o.ron"), "").expect("write a file");
        symlink("..", root.join("a/b/up")).expect("create a link");
        symlink(outside.path(), root.join("out")).expect("create a link");
        symlink("a/b", root.join("again")).expect("create a link");
        symlink("nothing.ron", root.join("dangling.ron")).expect("create a link");
        symlink("nothing.txt", root.join("dangling.txt")).expect("create a link");
        let relative = |paths: &[PathBuf]| -> Vec<String> {
            paths.iter().map(|path| path.strip_prefix(root).expect("it is inside").display().to_string()).collect()
        };
        let (files, errors) = files_in(root, "ron", Links::FollowInside);
        assert_eq!(relative(&files), ["a/b/x.ron", "a/y.ron", "z.ron"], "each folder is walked once");
        let faults: Vec<_> = errors.iter().map(|error| (error.path.file_name(), &error.fault)).collect();
        let has = |name: &str, is: fn(&WalkFault) -> bool| {
            faults.iter().any(|(path, fault)| path.is_some_and(|path| path == name) && is(fault))
        };
        assert!(has("out", |fault| matches!(fault, WalkFault::LeadsOutside)), "{faults:?}");
        assert!(has("up", |fault| matches!(fault, WalkFault::Loop)), "{faults:?}");
        assert!(has("dangling.ron", |fault| matches!(fault, WalkFault::Io(_))), "{faults:?}");
        assert_eq!(faults.len(), 3, "{faults:?}");
        let (files, errors) = files_in(root, "ron", Links::Skip);
        assert_eq!(relative(&files), ["a/b/x.ron", "a/y.ron", "z.ron"]);
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn a_walk_ends_sixteen_folders_deep() {
    let folder = temp_dir();
    let mut deep = folder.path().to_path_buf();
    for depth in 1..=17 {
        deep.push(format!("d{depth}"));
        fs::create_dir(&deep).expect("create a folder");
        fs::write(deep.join("a.ron"), "").expect("write a file");
    }
    let (files, errors) = files_in(folder.path(), "ron", Links::FollowInside);
    assert_eq!(files.len(), 16);
    assert!(matches!(errors.as_slice(), [error] if matches!(error.fault, WalkFault::TooDeep)), "{errors:?}");
}

#[test]
fn what_a_killed_program_left_is_removed_and_what_a_running_one_makes_stays() {
    let folder = temp_dir();
    let workspace = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir(&path).expect("create a workspace");
        fs::write(path.join("content"), "half").expect("write its content");
        File::create(path.join("lock")).expect("create its lock")
    };
    drop(workspace(".a.txt.killed.part"));
    drop(workspace(".b.txt.killed.part"));
    let running = workspace(".a.txt.running.part");
    running.lock().expect("lock the workspace");
    fs::create_dir(folder.path().join(".a.txt.empty.part")).expect("create a workspace");
    write_file(&folder.path().join("a.txt"), b"whole").expect("write the file");
    assert_eq!(names(folder.path()), [".a.txt.running.part", ".b.txt.killed.part", "a.txt"]);
}

#[test]
fn a_folder_that_was_being_replaced_when_the_program_was_killed_goes_back_to_its_place() {
    let folder = temp_dir();
    let out = folder.path().join("out");
    let workspace = folder.path().join(".out.killed.part");
    fs::create_dir_all(workspace.join("previous")).expect("create a workspace");
    fs::write(workspace.join("previous/about.json"), "{\"program\": \"rapport 0\"}").expect("write the earlier export");
    File::create(workspace.join("lock")).expect("create its lock");
    let failed = write_folder_with::<(), FileError>(&out, |temporary| {
        Err(FileError::NotAFile { path: temporary.to_path_buf() })
    });
    assert!(failed.is_err());
    assert_eq!((names(folder.path()), names(&out)), (vec!["out".into()], vec!["about.json".into()]));
    write_folder_with::<(), FileError>(&out, |temporary| {
        fs::write(temporary.join("encounters.csv"), "").expect("write the new export");
        Ok(())
    })
    .expect("replace the earlier export");
    assert_eq!((names(folder.path()), names(&out)), (vec!["out".into()], vec!["encounters.csv".into()]));
}
