//! Exports against the ledger they came from: its chain, and its sums.

use std::fs;

use super::{export, export_company, rows};
use crate::load_test::sums::sum_export;
use crate::support::{rapport_command, run_rapport, stderr, stdout, temp_dir};

#[test]
fn an_export_proves_the_ledger_it_came_from() {
    let (data, to) = (export_company(), temp_dir());
    let csv = to.path().join("csv");
    export(data.path(), "csv", &csv, &[]);
    export(data.path(), "grades", &to.path().join("g.csv"), &[]);
    let backup = to.path().join("copy.sqlite");
    let copied = run_rapport(data.path(), &["records", "backup", &backup.display().to_string()]);
    assert!(copied.status.success(), "{}", stderr(&copied));
    for export in [csv, to.path().join("g.csv"), backup] {
        let verified = run_rapport(data.path(), &["records", "verify", "--against", &export.display().to_string()]);
        assert!(verified.status.success(), "{}{}", stdout(&verified), stderr(&verified));
        let other = export_company();
        let verified = run_rapport(other.path(), &["records", "verify", "--against", &export.display().to_string()]);
        assert_eq!(verified.status.code(), Some(1));
        assert!(stdout(&verified).contains("not of this ledger"), "{}", stdout(&verified));
    }
}

#[test]
fn sums_over_parquet_are_those_over_the_ledger() {
    let (data, to) = (export_company(), temp_dir());
    let parquet = to.path().join("p");
    export(data.path(), "parquet", &parquet, &[]);
    let two = sum_export(&parquet, 2).expect("sum the export");
    let one = sum_export(&parquet, 1).expect("sum the export");
    assert_eq!(two.sums.over(|_| true), one.sums.over(|_| true));
    let csv = to.path().join("c");
    export(data.path(), "csv", &csv, &[]);
    let mut gained = 0;
    for row in rows(&csv.join("encounters.csv")) {
        if row["source"] == "play" {
            gained += row["overall_gained"].parse::<u32>().unwrap_or(0);
        }
    }
    assert_eq!(two.sums.over(|_| true).card.overall.gained, gained);
    let harbour = two.teams.get("Harbour").expect("Harbour is a team");
    assert_eq!(two.sums.over(|group| group.team == harbour && group.first).plays, 2);
    let pages = ["--from", "--data"].map(|from| {
        let page = to.path().join("r.html").display().to_string();
        let of = if from == "--from" { parquet.display().to_string() } else { data.path().display().to_string() };
        let done =
            rapport_command(data.path()).args(["report", "--out", &page, from, &of]).output().expect("run the program");
        assert!(done.status.success(), "{}", stderr(&done));
        let page = fs::read_to_string(&page).expect("read the file");
        let made = page.find("<dt>Made</dt>").expect("the report has the line");
        page[..made].to_owned()
    });
    assert!(pages[0] == pages[1], "a report from Parquet says what one from the ledger says");
}
