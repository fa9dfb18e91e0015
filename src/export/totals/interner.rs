//! Texts stored once each, named by small numbers.

use indexmap::IndexSet;

use crate::util::num::saturating_u32;

/// The number of a text in an [`Interner`], counted from 0 in the order they were added.
pub type Symbol = u32;

/// Texts stored once each, named by small numbers.
///
/// ```
/// let mut teams = rapport::export::totals::Interner::default();
/// let harbour = teams.intern("Harbour");
/// assert_eq!(teams.intern("Quay"), harbour + 1);
/// assert_eq!((teams.intern("Harbour"), teams.resolve(harbour)), (harbour, "Harbour"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Interner(IndexSet<String>);

impl Interner {
    /// The number of a text, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let index = self.0.get_index_of(text);
        saturating_u32(index.unwrap_or_else(|| self.0.insert_full(text.to_owned()).0))
    }

    /// The text with a number; empty if there is none.
    #[must_use]
    pub fn resolve(&self, symbol: Symbol) -> &str {
        self.0.get_index(symbol as usize).map_or("", String::as_str)
    }

    /// The number of a text, if it was added.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<Symbol> {
        self.0.get_index_of(text).map(saturating_u32)
    }

    /// All texts, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}
