//! Golden plays: the first line of each file is a command, the rest what it must print.

use super::support::{files, folder, matches_file, run, stderr, stdout};

#[test]
fn every_golden_play_prints_what_it_should() {
    for path in files("tests/plays", ".play") {
        let text = std::fs::read_to_string(&path).expect("read the file");
        let command = text.lines().next().unwrap_or_default();
        let args =
            command.strip_prefix("$ rapport ").unwrap_or_else(|| panic!("{} begins with `$ rapport`", path.display()));
        let args: Vec<&str> = args.split_whitespace().collect();
        let data = folder();
        let output = run(data.path(), &args);
        let actual =
            format!("{command}\n{}{}exit {}\n", stdout(&output), stderr(&output), output.status.code().unwrap_or(-1));
        matches_file(&path, &actual);
    }
}
