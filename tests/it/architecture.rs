//! The invariants of the code: which module uses which, and which know the engine, the disk, the network and the clock.

mod picture;
mod source_code;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::support::{assert_matches_file, files_with_ending, root};
use source_code::{Token, calls_method, paths, tokens};

/// The front ends. They come last and must not use each other.
const FRONT_ENDS: [&str; 2] = ["cli", "game"];

/// One file below `src`.
struct SourceFile {
    /// Its path below `src`, for messages.
    name: String,
    /// The top-level module it belongs to; `lib` and `main` for the two roots.
    module: String,
    /// How deep its own module lies: 1 for `src/app/mod.rs`, 2 for `src/app/exports.rs`.
    depth: usize,
    tokens: Vec<Token>,
}

impl SourceFile {
    fn read(path: &Path) -> Self {
        let name = path.strip_prefix(root().join("src")).expect("the file lies below src").display().to_string();
        let segments: Vec<&str> = name.trim_end_matches(".rs").split(['/', '\\']).collect();
        let depth = segments.iter().filter(|segment| **segment != "mod").count();
        let module = segments[0].to_owned();
        let text = std::fs::read_to_string(path).expect("read the file");
        Self { name, module, depth, tokens: tokens(&text) }
    }

    /// The paths it uses that have several segments.
    fn paths(&self) -> Vec<Vec<String>> {
        paths(&self.tokens).into_iter().map(|path| path.segments).filter(|segments| segments.len() > 1).collect()
    }
}

fn source_files() -> Vec<SourceFile> {
    files_with_ending("src", ".rs").iter().map(|path| SourceFile::read(path)).collect()
}

/// The top-level modules in their order, as `src/lib.rs` declares them.
fn modules() -> Vec<String> {
    let lib = SourceFile::read(&root().join("src/lib.rs"));
    let declared = lib.tokens.windows(2).filter_map(|two| match two {
        [Token::Word(keyword), Token::Word(name)] if keyword == "mod" => Some(name.clone()),
        _ => None,
    });
    declared.collect()
}

/// Each pair of different top-level modules of which the first uses the second, with a file that does so.
fn uses() -> BTreeMap<(String, String), String> {
    let modules = modules();
    let mut found = BTreeMap::new();
    for file in source_files().into_iter().filter(|file| modules.contains(&file.module)) {
        for path in file.paths().into_iter().filter(|path| path[0] == "crate") {
            assert!(modules.contains(&path[1]), "{} uses `{}`, which is no module", file.name, path.join("::"));
            if path[1] != file.module {
                found.insert((file.module.clone(), path[1].clone()), file.name.clone());
            }
        }
    }
    found
}

#[test]
fn no_module_uses_a_later_one() {
    let modules = modules();
    let place = |name: &str| modules.iter().position(|module| module == name).expect("the module is declared");
    for ((user, used), file) in uses() {
        assert!(place(&used) < place(&user), "{file} uses `{used}`, which comes after `{user}` in src/lib.rs");
        let both = [user.as_str(), used.as_str()];
        assert!(!FRONT_ENDS.iter().all(|name| both.contains(name)), "{file}: a front end uses the other");
    }
}

#[test]
fn no_module_uses_itself_through_others() {
    let uses: Vec<(String, String)> = uses().into_keys().collect();
    let mut left: BTreeSet<String> = modules().into_iter().collect();
    // Takes away modules that use none of those left until there is no such module: what remains is a circle.
    while let Some(free) = left.iter().find(|user| !uses.iter().any(|(from, to)| from == *user && left.contains(to))) {
        let free = free.clone();
        left.remove(&free);
    }
    assert!(left.is_empty(), "these modules use each other in a circle: {left:?}");
}

/// Whether a module is of helpers that any module may use and that know nothing of the others; left out of the arrows.
fn is_helper(module: &str) -> bool {
    module == "util"
}

#[test]
fn the_picture_shows_the_modules_as_they_are() {
    let (helpers, mut others): (Vec<String>, Vec<String>) = modules().into_iter().partition(|name| is_helper(name));
    others.reverse();
    let arrows: BTreeSet<(String, String)> = uses().into_keys().filter(|(_, used)| !is_helper(used)).collect();
    assert!(arrows.iter().all(|(user, _)| !is_helper(user)), "a helper uses a module that is none: {arrows:?}");
    let picture = picture::draw(&others, &helpers, &arrows);
    assert!(!picture.contains("\"red\""), "an arrow points up");
    assert_matches_file(&root().join("docs/modules.svg"), &picture);
}

#[test]
fn nothing_reaches_another_module_without_naming_it() {
    for file in source_files() {
        for path in paths(&file.tokens) {
            let steps_up = path.segments.iter().filter(|segment| *segment == "super").count();
            assert!(
                steps_up == 0 || steps_up < file.depth + path.inline_modules,
                "{}: `{}` leaves the top-level module; write `crate::`",
                file.name,
                path.segments.join("::")
            );
        }
        for four in file.tokens.windows(4) {
            let renamed =
                matches!(four, [Token::Word(root), Token::Word(keyword), ..] if root == "crate" && keyword == "as");
            let moved = matches!(four, [Token::Mark('#'), Token::Mark('['), Token::Word(path), Token::Mark('=')] if path == "path");
            assert!(!renamed && !moved, "{} renames `crate` or sets the path of a module", file.name);
        }
    }
    let lib = SourceFile::read(&root().join("src/lib.rs"));
    assert!(lib.paths().is_empty(), "src/lib.rs declares modules and nothing else");
}

#[test]
fn files_that_assemble_a_module_hold_no_code() {
    let assembles = |file: &SourceFile| file.name == "lib.rs" || file.name.ends_with("mod.rs");
    for file in source_files().into_iter().filter(assembles) {
        for token in &file.tokens {
            let Token::Word(word) = token else { continue };
            let defines = ["fn", "impl", "struct", "enum", "trait", "macro_rules"].contains(&word.as_str());
            assert!(!defines, "{} holds `{word}`; it only declares modules and what of them can be seen", file.name);
        }
    }
}

#[test]
fn only_the_game_knows_the_engine() {
    for file in source_files().into_iter().filter(|file| file.module != "game") {
        for token in &file.tokens {
            let Token::Word(word) = token else { continue };
            assert!(!word.contains("bevy") && !word.contains("egui"), "{} uses `{word}`", file.name);
        }
    }
}

/// Fails if a file outside of the `allowed` modules uses one of the `words` in a path or calls one of the `methods`.
/// A word that begins with `::` is the end of a path.
fn only_in(allowed: &[&str], words: &[&str], methods: &[&str]) {
    for file in source_files().into_iter().filter(|file| !allowed.contains(&file.module.as_str())) {
        for path in paths(&file.tokens) {
            let whole = path.segments.join("::");
            let used = words.iter().any(|word| {
                whole.split("::").any(|segment| segment == *word) || (word.starts_with("::") && whole.ends_with(word))
            });
            assert!(!used, "{} uses `{whole}`; only {allowed:?} may", file.name);
        }
        for method in methods {
            assert!(!calls_method(&file.tokens, method), "{} calls `{method}`; only {allowed:?} may", file.name);
        }
    }
}

#[test]
fn only_files_touches_the_disk() {
    let words = ["fs", "OpenOptions", "tempfile", "walkdir", "notify"];
    let methods = [
        "exists",
        "try_exists",
        "is_file",
        "is_dir",
        "is_symlink",
        "canonicalize",
        "read_dir",
        "read_link",
        "symlink_metadata",
    ];
    // SQLite opens the ledger's file itself.
    only_in(&["files"], &words, &methods);
}

#[test]
fn only_files_finds_folders_and_reads_the_environment() {
    let words = ["directories", "::var", "::var_os", "::vars", "::current_dir", "::temp_dir", "::home_dir"];
    only_in(&["files"], &words, &[]);
}

#[test]
fn only_app_touches_the_network() {
    only_in(&["app"], &["ureq", "net", "TcpStream", "TcpListener", "UdpSocket"], &[]);
}

#[test]
fn only_the_front_ends_read_the_clock_and_draw_seeds() {
    only_in(&["cli", "game", "main"], &["SystemTime", "Instant", "Zoned", "RandomState", "::now", "::now_v7"], &[]);
    // The ledger draws the salts of its hash chain, which no score depends on.
    only_in(&["cli", "game", "main", "ledger"], &["SysRng"], &[]);
}

#[test]
fn every_file_begins_with_its_purpose_and_nothing_is_left_unfinished() {
    for path in files_with_ending("src", ".rs")
        .into_iter()
        .chain(files_with_ending("tests", ".rs"))
        .chain(files_with_ending("benches", ".rs"))
    {
        let text = std::fs::read_to_string(&path).expect("read the file");
        assert!(text.starts_with("//! "), "{} does not begin with `//! ` and its purpose", path.display());
        // Put together here, so that this file does not find itself.
        for word in [["to", "do!("], ["db", "g!("], ["unimple", "mented!("], ["#[ig", "nore"], ["FIX", "ME"]] {
            assert!(!text.contains(&word.concat()), "{} contains {}", path.display(), word.concat());
        }
    }
}
