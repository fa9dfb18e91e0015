//! Files as ordinary editors and systems leave them: byte-order marks, carriage returns, hidden files, capitals.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rapport::app::{Settings, SettingsLost, Theme};
use rapport::files::{SystemFonts, is_left_behind, shipped_letters};

use super::support::{data_paths, rapport_command, root, stderr, stdout, temp_dir};

/// A shipped scenario with one word that no word list knows.
fn scenario() -> String {
    let text = fs::read_to_string(root().join("scenarios/angry-callers/the-sofa.ron")).expect("read the file");
    text.replacen("brief: \"", "brief: \"Quimbex. ", 1)
}

/// What `rapport` prints with these arguments, and whether it succeeded.
fn run(folder: &Path, args: &[&str]) -> (String, bool) {
    let output = rapport_command(folder).args(args).current_dir(folder).output().expect("start the program");
    (format!("{}{}", stdout(&output), stderr(&output)), output.status.success())
}

#[test]
fn a_word_list_is_read_whichever_editor_saved_it() {
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let folder = temp_dir();
    fs::write(folder.path().join("late-parcel.ron"), scenario()).expect("write the file");
    let (found, _) = run(folder.path(), &["check", "late-parcel.ron"]);
    assert!(found.contains("Quimbex"), "{found}");
    for words in ["Quimbex\r\n".into(), "\u{feff}Quimbex\r\n".into(), utf_16("\u{feff}Quimbex\r\n")] {
        fs::write(folder.path().join("words.txt"), &words).expect("write the file");
        let (found, is_right) = run(folder.path(), &["check", "late-parcel.ron"]);
        assert!(is_right && !found.contains("Quimbex"), "{words:?}: {found}");
    }
}

#[test]
fn other_text_files_may_have_a_byte_order_mark() {
    let folder = temp_dir();
    fs::write(folder.path().join("memory.json"), "\u{feff}{}").expect("write the file");
    let play = ["play", "the-sofa", "--seed", "1", "--memory", "memory.json", "--choices", "x", "--json"];
    let (said, _) = run(folder.path(), &play);
    assert!(said.contains("`x` is not on offer") && !said.contains("not a memory"), "{said}");
}

#[test]
fn a_setting_that_is_not_understood_costs_no_other_and_is_named() {
    let data = temp_dir();
    let load = |text: &str| {
        fs::write(data.path().join("settings.json"), text).expect("write the file");
        Settings::load(&data_paths(data.path()))
    };
    let (settings, lost) = load("\u{feff}{\"theme\": \"sepia\", \"size\": 150, \"sound\": \"loud\", \"of_later\": 1}");
    assert_eq!((settings.size, settings.sound, settings.theme), (150, true, Theme::default()));
    assert_eq!(
        lost.expect("two settings are not understood").to_string(),
        "the settings of `sound` and `theme` could not be read and are as at the first start"
    );
    let (settings, lost) = load("{");
    assert_eq!(settings, Settings::default());
    assert!(matches!(lost, Some(SettingsLost::All { .. })));
    assert_eq!(fs::read_to_string(data.path().join("settings.json.broken")).expect("the file is kept"), "{");
    assert_eq!(Settings::load(&data_paths(data.path())), (Settings::default(), None));
}

#[test]
fn files_that_systems_and_editors_leave_behind_are_nobodys_scenarios() {
    let folder = temp_dir();
    fs::write(folder.path().join("late-parcel.ron"), scenario()).expect("write the file");
    let left = [
        "._late-parcel.ron",
        ".#late-parcel.ron",
        "#late-parcel.ron#",
        "~$late-parcel.ron",
        "~late-parcel.ron",
        "late-parcel.ron~",
        "late-parcel~.ron",
        "late-parcel.sync-conflict-20261130-104500.ron",
        "late-parcel (Ann's conflicted copy).ron",
    ];
    for name in left {
        assert!(is_left_behind(name.as_ref()), "{name}");
        fs::write(folder.path().join(name), b"\x00\x05\x16\x07Mac OS X \xb0").expect("write the file");
    }
    for hidden in [".git", "__MACOSX", ".Trash-1000"] {
        fs::create_dir(folder.path().join(hidden)).expect("create the folder");
        fs::write(folder.path().join(hidden).join("late-parcel.ron"), "Scenario(").expect("write the file");
    }
    for name in ["late-parcel.ron", "a~b.ron", "#1 Week", "x#1.ron", "courses"] {
        assert!(!is_left_behind(name.as_ref()), "{name}");
    }
    let (said, is_right) = run(folder.path(), &["check", "."]);
    assert!(is_right && said.contains("1 scenario checked"), "{said}");
}

#[test]
fn a_folder_that_is_named_is_read_even_if_it_is_hidden() {
    let folder = temp_dir();
    let hidden = folder.path().join(".scenarios");
    fs::create_dir(&hidden).expect("create the folder");
    fs::write(hidden.join("LATE-PARCEL.RON".to_lowercase().replace(".ron", ".RON")), scenario())
        .expect("write the file");
    let (said, is_right) = run(folder.path(), &["check", ".scenarios"]);
    assert!(is_right && said.contains("1 scenario checked"), "{said}");
}

#[test]
fn formatting_keeps_line_ends_and_the_byte_order_mark() {
    let formatted = fs::read_to_string(root().join("scenarios/angry-callers/the-sofa.ron")).expect("read the file");
    let folder = temp_dir();
    let file = folder.path().join("late-parcel.ron");
    let styles: [fn(&str) -> String; 5] = [
        str::to_owned,
        |text| text.replace('\n', "\r"),
        |text| text.replace('\n', "\r\n"),
        |text| format!("\u{feff}{text}"),
        |text| format!("\u{feff}{}", text.replace('\n', "\r\n")),
    ];
    for style in styles {
        let wanted = style(&formatted);
        fs::write(&file, &wanted).expect("write the file");
        let (said, is_formatted) = run(folder.path(), &["fmt", "--check", "late-parcel.ron"]);
        assert!(is_formatted, "{said}");
        fs::write(&file, style(&formatted.replace("    ", "  "))).expect("write the file");
        assert!(run(folder.path(), &["fmt", "late-parcel.ron"]).1);
        assert!(fs::read_to_string(&file).expect("read the file") == wanted, "the style of the file has changed");
    }
}

#[test]
fn formatting_and_checking_read_the_same_files() {
    let formatted = fs::read_to_string(root().join("scenarios/angry-callers/the-sofa.ron")).expect("read the file");
    let folder = temp_dir();
    let file = folder.path().join("the-sofa.ron");
    for unit in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let utf_16 = |text: &str| format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        fs::write(&file, utf_16(&formatted)).expect("write the file");
        let (said, is_right) = run(folder.path(), &["check", "the-sofa.ron"]);
        assert!(is_right, "{said}");
        let (said, is_formatted) = run(folder.path(), &["fmt", "--check", "the-sofa.ron"]);
        assert!(is_formatted, "{said}");
        fs::write(&file, utf_16(&formatted.replace("    ", "  "))).expect("write the file");
        assert!(run(folder.path(), &["fmt", "the-sofa.ron"]).1);
        assert!(fs::read_to_string(&file).expect("it is UTF-8 now") == formatted, "something else was written");
    }
    // Half a character at the end is lost by neither.
    let units = format!("\u{feff}{formatted}");
    let broken: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).chain([b'x']).collect();
    fs::write(&file, &broken).expect("write the file");
    for command in ["check", "fmt"] {
        let (said, is_right) = run(folder.path(), &[command, "the-sofa.ron"]);
        assert!(!is_right && said.contains("E01"), "{said}");
    }
    assert!(fs::read(&file).expect("read the file") == broken);
}

#[test]
fn commands_to_copy_are_in_quotes_where_a_shell_needs_them() {
    let folder = temp_dir();
    let (said, _) = run(folder.path(), &["new", "late-parcel", "--kind", "WalkIn", "--out", "A&B $HOME/it's"]);
    let wanted =
        if cfg!(windows) { r#"rapport play "A&B $HOME"# } else { r"rapport play 'A&B $HOME/it'\''s/late-parcel.ron'" };
    assert!(said.contains(wanted), "{said}");
    let (plain, _) = run(folder.path(), &["new", "other-parcel", "--kind", "WalkIn"]);
    assert!(plain.contains("rapport play other-parcel.ron\n"), "{plain}");
}

/// A disk that is full whenever something is written to it.
#[cfg(target_os = "linux")]
#[test]
fn every_command_that_prints_says_that_the_disk_is_full() {
    use std::process::Stdio;

    let data = super::exports::export_company();
    let (out, export) = (temp_dir(), temp_dir());
    let parquet = export.path().join("export").display().to_string();
    super::exports::export(data.path(), "parquet", parquet.as_ref(), &[]);
    let records = data.path().display().to_string();
    let script = out.path().join("script.html").display().to_string();
    let page = out.path().join("page.html").display().to_string();
    for args in [
        vec!["records", "list", "--data", &records],
        vec!["records", "list", "--json", "--data", &records],
        vec!["records", "verify", "--data", &records],
        vec!["table", "encounters", "--from", &parquet],
        vec!["list"],
        vec!["list", "--json"],
        vec!["check"],
        vec!["explain"],
        vec!["rescore", &parquet],
        vec!["report", "--out", &page, "--data", &records],
        vec!["simulate", "the-sofa", "--runs", "10"],
        vec!["script", "the-sofa", "--out", &script],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("open the device");
        let ended = rapport_command(data.path()).args(&args).stdout(Stdio::from(full)).output().expect("start");
        assert!(!ended.status.success() && stderr(&ended).contains("No space left"), "{args:?}: {}", stderr(&ended));
    }
}

#[test]
fn letters_that_no_shipped_font_has_are_found_in_a_font_of_the_data_folder() {
    let letters = shipped_letters();
    // What names need is shipped; what is not has a box.
    for c in "Zoë Müller Łukasz Søren Ξένια Дмитрий Nguyễn Đức".chars() {
        assert!(letters.contains(&c), "{c}");
    }
    let name: BTreeSet<char> = "李明👍".chars().collect();
    assert!(letters.is_disjoint(&name));
    let data = temp_dir();
    let found = || -> Vec<String> {
        let fonts = SystemFonts::in_data_folder(&data_paths(data.path()));
        fonts.with_letters(&name).into_iter().map(|font| font.name).collect()
    };
    assert_eq!(found(), Vec::<String>::new(), "there is no such folder");
    let folder = data.path().join("fonts");
    fs::create_dir(&folder).expect("create the folder");
    fs::write(folder.join("broken.ttf"), "no font").expect("write the file");
    fs::copy(root().join("tests/fonts/first.ttf"), folder.join("first.ttf")).expect("copy the font");
    assert_eq!(found(), ["RapportTestFirst"]);
    // One font with both letters is better than two; none has the picture.
    fs::copy(root().join("tests/fonts/both.ttf"), folder.join("both.ttf")).expect("copy the font");
    assert_eq!(found(), ["RapportTestBoth"]);
}
