//! Commands that people copy into a shell.

use std::path::Path;

/// The shells of a system, which differ in how a word is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shells {
    /// sh, bash, zsh, fish.
    Unix,
    /// The command prompt and PowerShell.
    Windows,
}

impl Shells {
    /// Those of the system that this program runs on.
    pub const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Unix };

    /// A path or another word as a command line takes it: in quotes only if a shell would read it otherwise.
    ///
    /// ```
    /// use rapport::util::shell::Shells;
    ///
    /// assert_eq!(Shells::Unix.quoted("the-sofa.ron"), "the-sofa.ron");
    /// assert_eq!(Shells::Unix.quoted("My Scenarios/it's.ron"), r"'My Scenarios/it'\''s.ron'");
    /// assert_eq!(Shells::Windows.quoted(r"C:\My Scenarios\a.ron"), r#""C:\My Scenarios\a.ron""#);
    /// ```
    #[must_use]
    pub fn quoted(self, word: &str) -> String {
        // A word that begins with a dash would be taken for an option.
        let word = if word.starts_with('-') { format!("./{word}") } else { word.to_owned() };
        let is_plain = |c: char| c.is_alphanumeric() || "-_./,:+@=".contains(c) || (self == Self::Windows && c == '\\');
        // Some shells take a word after `=` for the name of a program.
        if !word.is_empty() && !word.starts_with('=') && word.chars().all(is_plain) {
            return word;
        }
        match self {
            Self::Unix => format!("'{}'", word.replace('\'', r"'\''")),
            // PowerShell looks for variables within double quotes.
            Self::Windows if word.contains(['$', '`']) => format!("'{}'", word.replace('\'', "''")),
            // No file on Windows has a double quote in its name.
            Self::Windows => format!("\"{word}\""),
        }
    }

    /// A path as a command line takes it.
    #[must_use]
    pub fn quoted_path(self, path: &Path) -> String {
        self.quoted(&path.display().to_string())
    }
}
