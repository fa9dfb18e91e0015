//! The house's invariants: which room uses which, who knows the engine, the disk and the clock, and what is shipped.

use std::collections::{BTreeMap, BTreeSet};

use super::support::{files, root};

/// The rooms in order: each may use those before it. The two faces stand on one floor.
const ROOMS: [(&str, u8); 19] = [
    ("bit_set", 0),
    ("num", 0),
    ("text", 0),
    ("diagnostic", 1),
    ("scenario", 2),
    ("encounter", 3),
    ("scoring", 4),
    ("analysis", 5),
    ("lint", 6),
    ("authoring", 7),
    ("record", 8),
    ("export", 9),
    ("files", 10),
    ("library", 11),
    ("ledger", 12),
    ("picture", 13),
    ("app", 14),
    ("cli", 15),
    ("game", 15),
];

/// Each source file: its room, its path, and its text without comments.
fn sources() -> Vec<(String, String, String)> {
    files("src", ".rs")
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root().join("src")).expect("it lies in src").display().to_string();
            let room = name.split(['/', '.']).next().unwrap_or_default().to_owned();
            let text = std::fs::read_to_string(&path).expect("the file can be read");
            let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
            (room, name, code.join("\n"))
        })
        .collect()
}

#[test]
fn no_room_uses_a_later_one() {
    let floors: BTreeMap<&str, u8> = ROOMS.into_iter().collect();
    for (room, name, code) in sources() {
        let Some(floor) = floors.get(room.as_str()) else {
            assert!(["main", "lib"].contains(&room.as_str()), "{name} lies in no room");
            continue;
        };
        assert!(!code.contains("crate::{"), "{name}: rooms are used one by one, so that this test sees them");
        for used in code.split("crate::").skip(1) {
            let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            let Some(other) = floors.get(used) else { continue };
            assert!(other < floor || used == room, "{name} uses `{used}`, which comes later");
        }
    }
}

#[test]
fn only_the_game_knows_the_engine() {
    for (room, name, code) in sources().into_iter().filter(|(room, ..)| room != "game") {
        assert!(!code.contains("bevy") && !code.contains("egui"), "{name} in `{room}` knows bevy or egui");
    }
}

#[test]
fn only_storage_touches_the_disk_and_the_ground_floor_has_no_clock() {
    for (room, name, code) in sources() {
        if !["files", "library", "ledger", "app"].contains(&room.as_str()) {
            let doors = [
                "std::fs",
                "fs::",
                "std::{fs",
                "File::",
                "OpenOptions",
                ".canonicalize(",
                "read_dir",
                "symlink_metadata",
            ];
            for door in doors.into_iter().chain([".exists()", ".is_file()", ".is_dir()"]) {
                assert!(!code.contains(door), "{name} touches the disk: {door}");
            }
        }
        if !["cli", "game", "main"].contains(&room.as_str()) {
            for clock in ["SystemTime", "Instant", "RandomState"] {
                assert!(!code.contains(clock), "{name} reads a clock or chance: {clock}");
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is_for_and_nothing_is_left_unfinished() {
    for path in files("src", ".rs").into_iter().chain(files("tests", ".rs")).chain(files("benches", ".rs")) {
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        assert!(text.starts_with("//! "), "{} does not say what it is for", path.display());
        // Put together here, so that this file does not find itself.
        for word in [["to", "do!("], ["db", "g!("], ["unimple", "mented!("], ["#[ig", "nore"], ["FIX", "ME"]] {
            assert!(!text.contains(&word.concat()), "{} holds {}", path.display(), word.concat());
        }
    }
}

#[test]
fn there_is_one_of_each_that_must_be_one() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is there");
    for name in ["egui", "bevy_ecs", "accesskit"] {
        let count = lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
        assert_eq!(count, 1, "`{name}` stands {count} times in the lock file");
    }
}

#[test]
fn every_shipped_asset_is_listed_with_author_licence_and_source() {
    let list = rapport::files::shipped();
    assert!(!list.is_empty(), "the list is sound");
    let mut listed = BTreeSet::from(["list.ron".to_owned()]);
    for asset in list {
        assert!(!asset.author.is_empty() && !asset.licence.is_empty() && !asset.source.is_empty(), "{}", asset.file);
        if !asset.text.is_empty() {
            assert!(root().join("assets").join(&asset.text).is_file(), "{} has its licence's text", asset.file);
            listed.insert(asset.text);
        }
        listed.insert(asset.file);
    }
    let shipped: BTreeSet<String> = files("assets", "")
        .into_iter()
        .map(|path| path.strip_prefix(root().join("assets")).expect("it lies there").display().to_string())
        .collect();
    // A name that ends in a stroke stands for all files of a folder.
    let (folders, files): (Vec<String>, Vec<String>) = listed.into_iter().partition(|name| name.ends_with('/'));
    for folder in &folders {
        assert!(shipped.iter().any(|name| name.starts_with(folder)), "nothing lies in {folder}");
    }
    let alone: BTreeSet<String> =
        shipped.into_iter().filter(|name| !folders.iter().any(|folder| name.starts_with(folder))).collect();
    assert_eq!(alone, files.into_iter().collect());
}

/// The crates of a build with their features, as cargo sees them.
fn crates(edges: &str) -> BTreeSet<String> {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--prefix", "none", "-f", "{p} [{f}]", "-e", edges])
        .current_dir(root())
        .output()
        .expect("cargo is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}

#[test]
fn one_build_of_the_engine_serves_play_and_tests() {
    // A crate that only tests use may bring others, but must not change a feature of one that is shipped:
    // that would build the engine twice.
    let shipped = crates("normal,build");
    let tested = crates("normal,build,dev");
    let changed: Vec<&String> = shipped.difference(&tested).collect();
    assert!(changed.is_empty(), "tests change the features of {changed:?}");
}
