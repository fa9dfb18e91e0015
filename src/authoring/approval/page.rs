//! The page, rendered from its template.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};

use super::view::View;
use crate::scenario::script::Script;

/// By this a page is known as one of ours.
pub const MARK: &str = "<meta name=\"generator\" content=\"rapport script\">";

const PAGE: &str = include_str!("page.html");

/// The page; `made` says when, in words.
///
/// # Errors
/// In words, if the page cannot be put together, which is our fault.
pub fn page(script: &Script, made: &str) -> Result<String, String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", PAGE).map_err(|error| format!("{error:#}"))?;
    let template = environment.get_template("page").map_err(|error| format!("{error:#}"))?;
    template.render(Serde(&View::new(script, made))).map_err(|error| format!("{error:#}"))
}
