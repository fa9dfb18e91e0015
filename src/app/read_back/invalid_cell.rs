//! Cells that hold no value of their column.

use std::fmt;

use crate::export::{Cell, Table};

/// A cell that the table would write in another way than it was read.
pub(super) struct InvalidCell {
    pub(super) column: String,
    pub(super) value: String,
}

impl fmt::Display for InvalidCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` holds `{}`, which is not a value of this column", self.column, self.value)
    }
}

/// The first invalid cell of a row: invalid values are reported, not made to fit.
pub(super) fn first_invalid<'c, R>(
    table: &Table<R>,
    row: &R,
    cell: impl Fn(usize) -> Option<Cell<'c>>,
) -> Option<InvalidCell> {
    table.columns.iter().enumerate().find_map(|(n, column)| {
        let (read, written) = (cell(n)?, (column.get)(row));
        let invalid = || InvalidCell { column: column.name.to_string(), value: read.to_text().into_owned() };
        (read != written).then(invalid)
    })
}
