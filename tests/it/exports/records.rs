//! The commands that list, show and erase records.

use serde_json::Value;

use super::export_company;
use crate::support::{run_rapport, stderr, stdout};

#[test]
fn records_can_be_listed_and_shown() {
    let data = export_company();
    let listed = stdout(&run_rapport(data.path(), &["records", "list", "--trainee", "S4711X"]));
    assert_eq!(listed.lines().count(), 4, "{listed}");
    let id = listed.split_whitespace().next().expect("the row begins with an id").to_owned();
    let shown = stdout(&run_rapport(data.path(), &["records", "show", &id]));
    for word in ["Ada Lund: the-sofa, attempt 1, completed", "on offer:", "Debrief", "Overall:"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    let document: Value = serde_json::from_str(&stdout(&run_rapport(data.path(), &["records", "show", &id, "--json"])))
        .expect("parse the line as JSON");
    assert_eq!(document["scenario"], "the-sofa");
    assert_eq!(run_rapport(data.path(), &["records", "show", "ffff"]).status.code(), Some(2));
    let json = stdout(&run_rapport(data.path(), &["records", "list", "--json"]));
    assert!(json.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    let erased = run_rapport(data.path(), &["records", "erase", "--trainee", "S4711X", "--yes"]);
    assert!(erased.status.success(), "{}", stderr(&erased));
    assert!(!stdout(&run_rapport(data.path(), &["records", "list"])).contains("Ada"));
    assert!(run_rapport(data.path(), &["records", "verify"]).status.success());
}
