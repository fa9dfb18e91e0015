//! Renders the page for approval from its template.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use thiserror::Error;

use super::view::View;
use crate::scenario::script::Script;

/// The tag by which a file is recognized as a page for approval, so that it may be overwritten.
pub const GENERATOR_TAG: &str = "<meta name=\"generator\" content=\"rapport script\">";

/// The template could not be rendered.
#[derive(Debug, Error)]
#[error("{0:#}")]
pub struct PageError(#[from] minijinja::Error);

const PAGE: &str = include_str!("page.html");

/// Renders the page for approval of a script. `date` is the date of the page, as it is shown.
///
/// # Errors
/// If the template cannot be rendered, which is a bug in this program.
pub fn page(script: &Script, date: &str) -> Result<String, PageError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", PAGE)?;
    let template = environment.get_template("page")?;
    Ok(template.render(Serde(&View::new(script, date)))?)
}
