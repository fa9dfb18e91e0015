//! Tables: named columns with a kind, a unit, a meaning, and functions that get and set a row's cell.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;

use crate::record::{Millis, instant};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CellKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// A moment in UTC, to the second.
    Datetime,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Not known, not observed, or not asked about; never a 0.
    Empty,
    /// Text that is not empty.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A moment.
    Datetime(Millis),
}

impl<'a> Cell<'a> {
    /// A cell of text; empty where the text is.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A cell of a number, if there is one.
    #[must_use]
    pub fn integer(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Integer)
    }

    /// The cell as text, as in a CSV file before formulas are escaped.
    #[must_use]
    pub fn to_text(self) -> Cow<'a, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) => text.into(),
            Self::Integer(number) => number.to_string().into(),
            Self::Boolean(yes) => if yes { "true" } else { "false" }.into(),
            Self::Datetime(moment) => instant(moment).into(),
        }
    }

    /// The text; empty if the cell holds something else.
    #[must_use]
    pub const fn as_text(self) -> &'a str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// The number.
    #[must_use]
    pub const fn as_integer(self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(number) } else { None }
    }

    /// The number, if it is a `u32`.
    #[must_use]
    pub fn as_count(self) -> Option<u32> {
        self.as_integer().and_then(|number| u32::try_from(number).ok())
    }

    /// The yes or no.
    #[must_use]
    pub const fn as_boolean(self) -> Option<bool> {
        if let Self::Boolean(yes) = self { Some(yes) } else { None }
    }

    /// The moment.
    #[must_use]
    pub const fn as_datetime(self) -> Option<Millis> {
        if let Self::Datetime(moment) = self { Some(moment) } else { None }
    }

    /// The value of an enum that serde writes as one word.
    #[must_use]
    pub fn as_word<T: DeserializeOwned>(self) -> Option<T> {
        T::deserialize(StrDeserializer::<serde::de::value::Error>::new(self.as_text())).ok()
    }
}

type Get<R> = Box<dyn Fn(&R) -> Cell<'_> + Send + Sync>;
type Set<R> = Box<dyn Fn(&mut R, Cell<'_>) + Send + Sync>;

/// One column of a table of `R`.
pub struct Column<R> {
    /// The name, in every format.
    pub name: Cow<'static, str>,
    /// What its cells hold.
    pub kind: CellKind,
    /// The unit and range of its numbers, or the words it can hold; may be empty.
    pub unit: &'static str,
    /// What it means.
    pub meaning: Cow<'static, str>,
    /// Gets the cell of a row.
    pub get: Get<R>,
    /// Sets a row's value from a cell that was read back.
    pub set: Set<R>,
}

/// A table of rows of type `R`.
pub struct Table<R: 'static> {
    /// `encounters` or `decisions`.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// The names of the columns of the primary key.
    pub key: &'static [&'static str],
    /// All columns, in their fixed order.
    pub columns: Vec<Column<R>>,
}

/// The description of a table that goes with every export of it.
#[derive(Debug, Serialize)]
pub struct TableNote {
    name: &'static str,
    row: &'static str,
    primary_key: &'static [&'static str],
    columns: Vec<ColumnNote>,
}

#[derive(Debug, Serialize)]
struct ColumnNote {
    name: Cow<'static, str>,
    #[serde(rename = "type")]
    kind: CellKind,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'static str,
    meaning: Cow<'static, str>,
}

impl<R> Table<R> {
    /// The description of the table.
    #[must_use]
    pub fn note(&self) -> TableNote {
        let note = |column: &Column<R>| ColumnNote {
            name: column.name.clone(),
            kind: column.kind,
            unit: column.unit,
            meaning: column.meaning.clone(),
        };
        let columns = self.columns.iter().map(note).collect();
        TableNote { name: self.name, row: self.row, primary_key: self.key, columns }
    }
}

/// Boxes a getter; gives the closures of [`columns!`] their type.
pub(super) fn get<R>(get: impl Fn(&R) -> Cell<'_> + Send + Sync + 'static) -> Get<R> {
    Box::new(get)
}

/// Boxes a setter; gives the closures of [`columns!`] their type.
pub(super) fn set<R>(set: impl Fn(&mut R, Cell<'_>) + Send + Sync + 'static) -> Set<R> {
    Box::new(set)
}

/// A list of columns, each named as the field of the row that it holds.
///
/// `columns![Row; KIND field "unit" "meaning"; ..]`, where `KIND` says the type of the field:
///
/// | kind       | field                                                                  |
/// |------------|------------------------------------------------------------------------|
/// | `text`     | `String`; empty text is an empty cell                                  |
/// | `word`     | `Option` of an enum with `as_str()`, whose words serde reads as well   |
/// | `count`    | `Option<u32>`                                                          |
/// | `integer`  | `Option<i64>`                                                          |
/// | `boolean`  | `Option<bool>`                                                         |
/// | `datetime` | `Option<Millis>`                                                       |
macro_rules! columns {
    ($row:ty; $($kind:ident $field:ident $unit:literal $meaning:literal;)*) => {
        vec![$(crate::export::table::column!($kind $row, $field $unit $meaning)),*]
    };
}

/// One column of [`columns!`].
macro_rules! column {
    (text $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::column!(@ $row, Text $field $unit $meaning, |row| Cell::text(&row.$field),
            |row, cell| row.$field = cell.as_text().to_owned())
    };
    (word $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::column!(@ $row, Text $field $unit $meaning,
            |row| row.$field.map_or(Cell::Empty, |word| Cell::Text(word.as_str())),
            |row, cell| row.$field = cell.as_word())
    };
    (count $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::column!(@ $row, Integer $field $unit $meaning,
            |row| Cell::integer(row.$field.map(i64::from)), |row, cell| row.$field = cell.as_count())
    };
    (integer $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::column!(@ $row, Integer $field $unit $meaning, |row| Cell::integer(row.$field),
            |row, cell| row.$field = cell.as_integer())
    };
    (boolean $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::column!(@ $row, Boolean $field $unit $meaning,
            |row| row.$field.map_or(Cell::Empty, Cell::Boolean), |row, cell| row.$field = cell.as_boolean())
    };
    (datetime $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::column!(@ $row, Datetime $field $unit $meaning,
            |row| row.$field.map_or(Cell::Empty, Cell::Datetime), |row, cell| row.$field = cell.as_datetime())
    };
    (@ $row:ty, $kind:ident $field:ident $unit:literal $meaning:literal, $get:expr, $set:expr) => {
        crate::export::table::Column::<$row> {
            name: stringify!($field).into(),
            kind: crate::export::table::CellKind::$kind,
            unit: $unit,
            meaning: $meaning.into(),
            get: crate::export::table::get::<$row>($get),
            set: crate::export::table::set::<$row>($set),
        }
    };
}

pub(super) use {column, columns};
