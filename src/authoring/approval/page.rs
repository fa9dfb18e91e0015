//! The page, rendered from its template.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use thiserror::Error;

use super::view::View;
use crate::scenario::script::Script;

/// The line by which a file is recognized as such a page, so that it may be overwritten.
pub const MARK: &str = "<meta name=\"generator\" content=\"rapport script\">";

/// The page could not be built from its template.
#[derive(Debug, Error)]
#[error("{0:#}")]
pub struct PageError(#[from] minijinja::Error);

const PAGE: &str = include_str!("page.html");

/// The page; `made` is the date it carries.
///
/// # Errors
/// If the template fails, which is a fault of the program.
pub fn page(script: &Script, made: &str) -> Result<String, PageError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", PAGE)?;
    let template = environment.get_template("page")?;
    Ok(template.render(Serde(&View::new(script, made)))?)
}
