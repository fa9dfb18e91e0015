//! Documents for developers: files that they name exist, links lead somewhere, and the code map has every module.

use super::support::{files_with_ending, root};

/// What begins a path of this repository between back-ticks.
const FOLDERS: [&str; 8] = ["src/", "tests/", "docs/", "scripts/", "examples/", "assets/", "scenarios/", ".github/"];

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Each text between back-ticks that is a path of this repository. One with `NAME` in it is still to be written.
fn named_paths(page: &str) -> impl Iterator<Item = &str> {
    let quoted = page.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    quoted
        .filter(|text| FOLDERS.iter().any(|folder| text.starts_with(folder)))
        .filter(|text| !text.contains(' ') && !text.contains("NAME"))
}

#[test]
fn files_that_are_named_exist() {
    for name in ["CONTRIBUTING.md", "README.md", "docs/architecture.md"] {
        let page = read(name);
        for path in named_paths(&page) {
            assert!(root().join(path).exists(), "{name} names `{path}`, which does not exist");
        }
    }
}

#[test]
fn links_between_documents_lead_to_files() {
    let documents = files_with_ending("docs", ".md").into_iter();
    for document in documents.chain(["CONTRIBUTING.md", "README.md"].map(|name| root().join(name))) {
        let page = std::fs::read_to_string(&document).expect("read the document");
        let folder = document.parent().expect("the document is in a folder");
        for link in page.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let outside = link.is_empty() || link.contains("://") || link.contains(char::is_whitespace);
            assert!(outside || folder.join(link).exists(), "{} links to `{link}`", document.display());
        }
    }
}

#[test]
fn the_code_map_has_every_module_in_order() {
    let lib = read("src/lib.rs");
    let declared = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    // A module that is a single file is a helper for all others.
    let modules: Vec<&str> = declared.filter(|name| root().join("src").join(name).is_dir()).collect();
    let page = read("docs/architecture.md");
    let described: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    assert_eq!(described, modules);
}
