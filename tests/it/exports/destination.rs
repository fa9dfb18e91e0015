//! Where exports and reports are written: never over other files, and never in part.

use std::fs;

use super::{export, export_company};
use crate::support::{run_rapport, stderr, temp_dir};

#[test]
fn other_files_are_not_overwritten_and_no_part_is_left() {
    let (data, to) = (export_company(), temp_dir());
    let mine = to.path().join("mine");
    fs::create_dir(&mine).expect("create the folder");
    fs::write(mine.join("letter.txt"), "dear").expect("write the file");
    let out = mine.display().to_string();
    let refused = run_rapport(data.path(), &["export", "--format", "csv", "--out", &out]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("is not an earlier export; nothing was changed"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(mine.join("letter.txt")).expect("read the file"), "dear");
    // An earlier export is replaced as a whole, unless somebody put something of theirs into it.
    let csv = to.path().join("csv");
    export(data.path(), "csv", &csv, &[]);
    export(data.path(), "csv", &csv, &[]);
    export(data.path(), "parquet", &csv, &[]);
    fs::write(csv.join("analysis.txt"), "mine").expect("write the file");
    let out = csv.display().to_string();
    let refused = run_rapport(data.path(), &["export", "--format", "csv", "--out", &out]);
    assert!(
        stderr(&refused).contains("contains `analysis.txt`, which does not belong to an export"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(fs::read_to_string(csv.join("analysis.txt")).expect("read the file"), "mine");
    // The key of pseudonyms would go with the folder.
    let key = to.path().join("new/key").display().to_string();
    let within = to.path().join("new").display().to_string();
    let refused = run_rapport(data.path(), &["export", "--format", "csv", "--out", &within, "--pseudonyms", &key]);
    assert!(stderr(&refused).contains("keep the key elsewhere"), "{}", stderr(&refused));
    // Files of others, and the records themselves.
    let thesis = to.path().join("thesis.txt");
    fs::write(&thesis, "three years").expect("write the file");
    let ledger = data.path().join("ledger.sqlite");
    let before = fs::read(&ledger).expect("read the file");
    for place in [&thesis, &ledger] {
        let out = place.display().to_string();
        for args in [vec!["export", "--format", "xlsx", "--out", &out], vec!["report", "--out", &out]] {
            let refused = run_rapport(data.path(), &args);
            assert_eq!(refused.status.code(), Some(1), "{args:?}");
            assert!(
                stderr(&refused).contains("was not written by this program; nothing was changed"),
                "{}",
                stderr(&refused)
            );
        }
    }
    assert_eq!(fs::read_to_string(&thesis).expect("read the file"), "three years");
    assert_eq!(fs::read(&ledger).expect("read the file"), before);
    let page = to.path().join("r.html").display().to_string();
    for _ in 0..2 {
        assert!(
            run_rapport(data.path(), &["report", "--out", &page]).status.success(),
            "an earlier report is replaced"
        );
    }
    let nowhere = run_rapport(data.path(), &["export", "--format", "jsonl", "--out", "/proc/nowhere/x.jsonl"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(stderr(&nowhere).contains("/proc/nowhere/x.jsonl` could not be written"), "{}", stderr(&nowhere));
    let names: Vec<String> = fs::read_dir(to.path())
        .expect("list the folder")
        .filter_map(Result::ok)
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.iter().all(|name| !name.contains(".part") && !name.contains(".old")), "{names:?}");
}

#[test]
fn an_export_without_records_says_so() {
    let none = temp_dir();
    let empty = run_rapport(none.path(), &["export", "--format", "csv", "--out", "x"]);
    assert!(stderr(&empty).contains("there are no records in"), "{}", stderr(&empty));
}
