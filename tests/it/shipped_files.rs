//! What is shipped: one version of each library that must be one, and the author, licence and source of each asset.

use std::collections::BTreeSet;

use super::support::{files_with_ending, root};

#[test]
fn the_lock_file_has_one_egui_one_bevy_ecs_and_one_accesskit() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("read Cargo.lock");
    for name in ["egui", "bevy_ecs", "accesskit"] {
        let count = lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
        assert_eq!(count, 1, "`{name}` appears {count} times in the lock file");
    }
}

#[test]
fn every_shipped_asset_is_listed_with_author_licence_and_source() {
    let list = rapport::files::shipped_assets();
    assert!(!list.is_empty(), "assets/list.ron can be read");
    let mut listed = BTreeSet::from(["list.ron".to_owned()]);
    for asset in list {
        assert!(!asset.author.is_empty() && !asset.licence.is_empty() && !asset.source.is_empty(), "{}", asset.file);
        if !asset.text.is_empty() {
            assert!(root().join("assets").join(&asset.text).is_file(), "the licence text of {} is missing", asset.file);
            listed.insert(asset.text);
        }
        listed.insert(asset.file);
    }
    let shipped: BTreeSet<String> = files_with_ending("assets", "")
        .into_iter()
        .map(|path| path.strip_prefix(root().join("assets")).expect("the file lies below assets").display().to_string())
        .collect();
    // A name that ends in a slash stands for all files of a folder.
    let (folders, files): (Vec<String>, Vec<String>) = listed.into_iter().partition(|name| name.ends_with('/'));
    for folder in &folders {
        assert!(shipped.iter().any(|name| name.starts_with(folder)), "no file in {folder}");
    }
    let alone: BTreeSet<String> =
        shipped.into_iter().filter(|name| !folders.iter().any(|folder| name.starts_with(folder))).collect();
    assert_eq!(alone, files.into_iter().collect());
}
