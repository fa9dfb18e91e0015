//! Environment variables.

/// The value of an environment variable; `None` if it is not set, empty, or not text.
#[must_use]
pub fn environment_variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
