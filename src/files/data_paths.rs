//! The folders of a run: the platform's data folder, or one that was named.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};
use percent_encoding::percent_decode_str;

/// The name of the ledger's file in a data folder.
pub const LEDGER_FILE: &str = "ledger.sqlite";

/// Which folders a run uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataPaths {
    /// The data folder, which contains the ledger, the settings and the user's own scenarios; `None` if the user has no
    /// home folder.
    pub data: Option<PathBuf>,
    /// A further folder of scenarios, named with `--scenarios`.
    pub scenarios: Option<PathBuf>,
}

impl DataPaths {
    /// The named folders; the platform's data folder where none is named.
    #[must_use]
    pub fn new(data: Option<PathBuf>, scenarios: Option<PathBuf>) -> Self {
        let platform = || ProjectDirs::from("", "", "rapport").map(|dirs| dirs.data_local_dir().to_path_buf());
        Self { data: data.or_else(platform), scenarios }
    }

    /// The ledger's file.
    #[must_use]
    pub fn ledger(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join(LEDGER_FILE))
    }

    /// The file of the settings.
    #[must_use]
    pub fn settings(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("settings.json"))
    }

    /// The folder of fonts that somebody has put there, for machines whose system has none for the letters that are needed.
    #[must_use]
    pub fn fonts(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("fonts"))
    }

    /// The folder for exports where none is named: in the user's documents, or else in the data folder.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        let documents = UserDirs::new().and_then(|dirs| dirs.document_dir().map(|dir| dir.join("Rapport")));
        let in_data = || self.data.as_ref().map(|data| data.join("exports"));
        documents.or_else(in_data).unwrap_or_default()
    }

    /// The folder of the user's own scenarios.
    #[must_use]
    pub fn own_scenarios(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("scenarios"))
    }
}

/// A path as people type or paste it into a field that no shell reads: `~` is the home folder, and quotes around it and
/// `file://` before it are left out.
#[must_use]
pub fn typed_path(text: &str) -> PathBuf {
    typed_path_in(text, UserDirs::new().as_ref().map(UserDirs::home_dir))
}

fn typed_path_in(text: &str, home: Option<&Path>) -> PathBuf {
    let text = text.trim();
    let in_quotes = |quote: char| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    let text = in_quotes('"').or_else(|| in_quotes('\'')).unwrap_or(text);
    let path = path_from_address(text).unwrap_or_else(|| text.to_owned());
    match (path.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home.to_path_buf(),
        (Some(rest), Some(home)) if rest.starts_with(['/', '\\']) => home.join(&rest[1..]),
        _ => PathBuf::from(path),
    }
}

/// The path of an address such as `file:///home/ann/a.ron`; `None` for another text, and for an address of another
/// machine.
fn path_from_address(text: &str) -> Option<String> {
    let address = text.strip_prefix("file://")?;
    let address = address.strip_prefix("localhost").unwrap_or(address);
    let path = percent_decode_str(address).decode_utf8_lossy().into_owned();
    let rest = path.strip_prefix('/')?;
    // On Windows an address has a slash before the drive.
    let is_drive = cfg!(windows) && rest.as_bytes().get(1) == Some(&b':');
    Some(if is_drive { rest.to_owned() } else { path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_path_is_the_one_that_is_meant() {
        let home = Path::new("/home/ann");
        for (typed, meant) in [
            (" ~/Reports ", "/home/ann/Reports"),
            ("~", "/home/ann"),
            ("~other/x", "~other/x"),
            ("\"/srv/My Scenarios/a.ron\"", "/srv/My Scenarios/a.ron"),
            ("'~/a.ron'", "/home/ann/a.ron"),
            ("file:///srv/My%20Scenarios/a.ron", "/srv/My Scenarios/a.ron"),
            ("file:///C:/a.ron", if cfg!(windows) { "C:/a.ron" } else { "/C:/a.ron" }),
            ("file://localhost/srv/a.ron", "/srv/a.ron"),
            ("file://é:", "file://é:"),
            ("file://server/share/a.ron", "file://server/share/a.ron"),
            ("/srv/100%/a~b.ron", "/srv/100%/a~b.ron"),
            ("", ""),
        ] {
            assert_eq!(typed_path_in(typed, Some(home)), Path::new(meant), "{typed}");
        }
        assert_eq!(typed_path_in("~/a", None), Path::new("~/a"));
    }
}
