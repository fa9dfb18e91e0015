//! Which plays are exported: by dates, team, person and scenario.

use std::fs;

use super::{HOSTILE, export, export_company, rows};
use crate::support::{run_rapport, stderr, stdout, temp_dir};

#[test]
fn dates_teams_people_and_scenarios_select_what_is_exported() {
    let (data, to) = (export_company(), temp_dir());
    let count = |more: &[&str]| {
        let out = to.path().join("out");
        export(data.path(), "csv", &out, more);
        rows(&out.join("encounters.csv")).len()
    };
    let all = 8 + HOSTILE.len() + 1;
    assert_eq!(count(&[]), all);
    assert_eq!(count(&["--trainee", "Ada Lund"]), 4);
    assert_eq!(count(&["--trainee", "S4711X", "--scenario", "the-sofa"]), 2);
    assert_eq!(count(&["--team", "=Quay"]), 4);
    let day = &rows(&to.path().join("out/encounters.csv"))[0]["started"][..10].to_owned();
    assert_eq!(count(&["--since", day, "--until", day]), 1, "both days are included");
    let wrong = run_rapport(data.path(), &["export", "--format", "csv", "--out", "x", "--since", "22.11.2026"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("write it as 2026-11-22"), "{}", stderr(&wrong));
    let nobody = run_rapport(data.path(), &["export", "--format", "csv", "--out", "x", "--trainee", "Zoe"]);
    assert!(stderr(&nobody).contains("`Zoe`"), "{}", stderr(&nobody));
}

#[test]
fn a_selection_that_fits_nothing_is_refused_and_replaces_nothing() {
    let (data, to) = (export_company(), temp_dir());
    let out = to.path().join("out");
    export(data.path(), "csv", &out, &[]);
    let before = fs::read(out.join("encounters.csv")).expect("read the export");
    let out = out.display().to_string();
    let page = to.path().join("page.html").display().to_string();
    for (asked, hint) in [
        (["--team", "=Quai"], "nobody here is in the team `=Quai`; did you mean `=Quay`?"),
        (["--team", "harbor"], "nobody here is in the team `harbor`; did you mean `Harbour`?"),
        (["--team", "Night"], "nobody here is in the team `Night`; known are "),
        (["--scenario", "the-soffa"], "no play here is of the scenario `the-soffa`; did you mean `the-sofa`?"),
        (["--until", "2020-01-01"], "no play fits what was asked for; nothing was written"),
    ] {
        for command in [["export", "--format", "csv", "--out", &out].as_slice(), &["report", "--out", &page]] {
            let key = to.path().join("key").display().to_string();
            let refused = run_rapport(data.path(), &[command, &asked, &["--pseudonyms", &key]].concat());
            assert!(!to.path().join("key").exists(), "{command:?} {asked:?} made a key");
            assert_eq!(refused.status.code(), Some(1), "{command:?} {asked:?}");
            assert!(stderr(&refused).contains(hint), "{command:?} {asked:?}: {}", stderr(&refused));
        }
    }
    assert_eq!(fs::read(to.path().join("out/encounters.csv")).expect("read the export"), before);
    assert!(!to.path().join("page.html").exists(), "no page was made");
    let listed = run_rapport(data.path(), &["records", "list", "--team", "Harbor"]);
    assert_eq!(listed.status.code(), Some(1), "{}", stdout(&listed));
}

#[test]
fn a_person_who_is_not_there_is_found_missing_before_a_key_is_made() {
    let (data, to) = (export_company(), temp_dir());
    let at = |name: &str| to.path().join(name).display().to_string();
    let (key, out, credentials) = (at("key"), at("out"), at("credentials"));
    fs::write(&credentials, "name\npassword\n").expect("write the file");
    for command in [
        vec!["export", "--format", "csv", "--out", &out],
        vec!["report", "--out", &out],
        vec!["push", "--lrs", "http://127.0.0.1:1/xapi", "--credentials", &credentials],
    ] {
        let asked = ["--pseudonyms", &key, "--trainee", "Zoe"];
        let refused = run_rapport(data.path(), &[command.clone(), asked.to_vec()].concat());
        assert_eq!(refused.status.code(), Some(1), "{command:?}");
        assert!(stderr(&refused).contains("`Zoe`"), "{command:?}: {}", stderr(&refused));
        assert_eq!(stdout(&refused), "", "{command:?} says nothing of a new key");
        let left: Vec<_> = fs::read_dir(to.path()).expect("list the folder").filter_map(Result::ok).collect();
        assert_eq!(left.len(), 1, "{command:?} made nothing: {left:?}");
    }
}
