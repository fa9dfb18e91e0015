//! The name and the password for a learning record store.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::PushError;
use crate::files::read_text;

/// The name and the password for a learning record store. They are not printed anywhere.
pub struct Credentials(String);

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("credentials")
    }
}

impl Credentials {
    /// Credentials of a name and a password.
    #[must_use]
    pub fn new(user: &str, password: &str) -> Self {
        Self(format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))))
    }

    /// Reads the name and the password from a file of two lines.
    ///
    /// # Errors
    /// If it cannot be read or is not such a file.
    pub fn read(file: &Path) -> Result<Self, PushError> {
        let text = String::from_utf8(read_text(file)?).map_err(|_| PushError::NotText { file: file.to_path_buf() })?;
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        match (lines.next(), lines.next(), lines.next()) {
            (Some(user), Some(password), None) => Ok(Self::new(user, password)),
            _ => Err(PushError::NotTwoLines { file: file.to_path_buf() }),
        }
    }

    /// The value of the `Authorization` header.
    pub(super) fn header(&self) -> &str {
        &self.0
    }
}
