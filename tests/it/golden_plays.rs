//! Golden plays: the first line of each file is a command, the rest what it must print and its exit code.
//!
//! A coach can read and write such a file, and each command has an empty data folder. `trycmd` would need a fenced block
//! around each and one data folder for all.

use super::support::{assert_matches_file, files_with_ending, run_rapport, stderr, stdout, temp_dir};

#[test]
fn every_golden_play_prints_what_is_recorded() {
    for path in files_with_ending("tests/plays", ".play") {
        let text = std::fs::read_to_string(&path).expect("read the file");
        let command = text.lines().next().unwrap_or_default();
        let args = command
            .strip_prefix("$ rapport ")
            .unwrap_or_else(|| panic!("{} does not begin with `$ rapport`", path.display()));
        let args: Vec<&str> = args.split_whitespace().collect();
        let data = temp_dir();
        let output = run_rapport(data.path(), &args);
        let actual =
            format!("{command}\n{}{}exit {}\n", stdout(&output), stderr(&output), output.status.code().unwrap_or(-1));
        assert_matches_file(&path, &actual);
    }
}
