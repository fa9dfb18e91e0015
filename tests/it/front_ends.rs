//! Rules that both front ends must follow: which days make sense, and where a person's name must not appear.

use std::path::Path;

use serde_json::Value;

use super::exports::export_company;
use super::support::{run_rapport, stderr, temp_dir};

/// What was asked for, by the description of an export in one file.
fn asked(export: &Path) -> Value {
    let name = format!("{}.about.json", export.file_name().expect("the export is a file").to_string_lossy());
    let text = std::fs::read_to_string(export.with_file_name(name)).expect("read the description");
    serde_json::from_str::<Value>(&text).expect("the description is JSON")["asked"].clone()
}

#[test]
fn the_command_line_refuses_a_first_day_after_the_last() {
    let (data, to) = (export_company(), temp_dir());
    let out = to.path().join("out").display().to_string();
    let days = ["--since", "2026-11-22", "--until", "2026-11-20"];
    for command in
        [vec!["export", "--format", "jsonl", "--out", &out], vec!["report", "--out", &out], vec!["records", "list"]]
    {
        let refused = run_rapport(data.path(), &[command.clone(), days.to_vec()].concat());
        assert_eq!(refused.status.code(), Some(2), "{command:?}");
        let expected = "the first day, 2026-11-22, is after the last, 2026-11-20; change one of them";
        assert!(stderr(&refused).contains(expected), "{command:?}: {}", stderr(&refused));
        assert!(!to.path().join("out").exists(), "{command:?} wrote nothing");
    }
}

#[test]
fn the_command_line_names_a_person_only_where_people_go_by_name() {
    let (data, to) = (export_company(), temp_dir());
    let key = to.path().join("key").display().to_string();
    for (more, trainee) in [(vec![], "S4711X"), (vec!["--pseudonyms", &*key], "one person")] {
        let out = to.path().join("plays.jsonl");
        let place = out.display().to_string();
        let args = ["export", "--format", "jsonl", "--out", &place, "--trainee", "S4711X"];
        let done = run_rapport(data.path(), &[args.to_vec(), more].concat());
        assert!(done.status.success(), "{}", stderr(&done));
        assert_eq!(asked(&out), serde_json::json!({ "trainee": trainee }));
    }
    let page = to.path().join("report.html").display().to_string();
    let done = run_rapport(data.path(), &["report", "--aggregate", "--out", &page, "--trainee", "Ada Lund"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let page = std::fs::read_to_string(&page).expect("read the report");
    assert!(page.contains("one person") && !page.contains("Ada Lund"), "nobody is named in an aggregate report");
}

#[cfg(feature = "game")]
mod window {
    //! The same through the logic of the window, without the window.

    use rapport::export::ExportFormat;
    use rapport::game::{ExportForm, ExportKind, Intent};

    use super::super::game_logic::{app, ask, export_and_wait, play_out, session, start};
    use super::super::support::{data_paths, temp_dir};
    use super::asked;

    #[test]
    fn the_window_refuses_a_first_day_after_the_last() {
        let data = temp_dir();
        let mut app = app(data_paths(data.path()));
        let out = data.path().join("out");
        for what in [ExportKind::Report, ExportKind::Format(ExportFormat::Jsonl)] {
            let (since, until) = ("2026-11-22".into(), " 2026-11-20 ".into());
            let form = ExportForm { what, since, until, folder: out.display().to_string(), ..ExportForm::default() };
            let refused = export_and_wait(&mut app, form).expect_err("the days are the wrong way round");
            assert_eq!(refused, "the first day, 2026-11-22, is after the last, 2026-11-20; change one of them");
            assert!(!out.exists(), "nothing was written");
        }
    }

    #[test]
    fn the_window_names_a_person_only_where_people_go_by_name() {
        let data = temp_dir();
        let mut app = app(data_paths(data.path()));
        start(&mut app, "ten-to-six");
        play_out(&mut app, 0);
        ask(&mut app, Intent::OpenDebrief);
        let sam = session(&app).trainees.profiles[0].id.clone();
        for (pseudonyms, trainee) in [(false, "Sam"), (true, "one person")] {
            let form = ExportForm {
                what: ExportKind::Format(ExportFormat::Jsonl),
                person: Some(sam.clone()),
                pseudonyms,
                folder: data.path().join("out").display().to_string(),
                ..ExportForm::default()
            };
            let made = export_and_wait(&mut app, form).expect("run the export");
            assert_eq!(asked(&made), serde_json::json!({ "trainee": trainee }));
        }
    }
}
