//! What a table is: named columns with a kind, a unit and a meaning, and how a row's cells are got and set.

use std::borrow::Cow;

use serde::Serialize;

use crate::record::{Millis, instant};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Words.
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
    /// Nothing: not known, not observed, not asked about. Never a 0.
    Empty,
    /// Words.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// Yes or no.
    Yes(bool),
    /// A moment.
    Time(Millis),
}

impl<'a> Cell<'a> {
    /// Words, where there are any.
    #[must_use]
    pub const fn text(words: &'a str) -> Self {
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// A number, where there is one.
    #[must_use]
    pub fn whole(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Whole)
    }

    /// The cell as text, as it stands in a CSV file before anything in it is made harmless.
    #[must_use]
    pub fn written(self) -> Cow<'a, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(words) => words.into(),
            Self::Whole(number) => number.to_string().into(),
            Self::Yes(yes) => if yes { "true" } else { "false" }.into(),
            Self::Time(moment) => instant(moment).into(),
        }
    }

    /// Its words; none if it holds something else.
    #[must_use]
    pub fn words(self) -> String {
        if let Self::Text(words) = self { words.to_owned() } else { String::new() }
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> Option<i64> {
        if let Self::Whole(number) = self { Some(number) } else { None }
    }

    /// Its number, where it is small and not below 0.
    #[must_use]
    pub fn count(self) -> Option<u32> {
        self.number().and_then(|number| u32::try_from(number).ok())
    }

    /// Its yes or no.
    #[must_use]
    pub const fn is_yes(self) -> Option<bool> {
        if let Self::Yes(yes) = self { Some(yes) } else { None }
    }

    /// Its moment.
    #[must_use]
    pub const fn moment(self) -> Option<Millis> {
        if let Self::Time(moment) = self { Some(moment) } else { None }
    }
}

type Get<R> = Box<dyn Fn(&R) -> Cell<'_> + Send + Sync>;
type Set<R> = Box<dyn Fn(&mut R, Cell<'_>) + Send + Sync>;

/// One column of a table of `R`.
pub struct Column<R> {
    /// Its name in every format.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
    /// The unit and range of its numbers, or the words it may hold; empty where there is nothing to say.
    pub unit: &'static str,
    /// What it means.
    pub meaning: Cow<'static, str>,
    /// A row's cell.
    pub get: Get<R>,
    /// Puts a cell that was read back into a row.
    pub set: Set<R>,
}

/// A table: its name, what makes a row of it one of a kind, and its columns.
pub struct Table<R: 'static> {
    /// `encounters` or `decisions`.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// The columns by which a row is known.
    pub key: &'static [&'static str],
    /// All columns, in their fixed order.
    pub columns: Vec<Column<R>>,
}

/// What a table is, for the description that goes with every export of it.
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
    kind: Kind,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'static str,
    meaning: Cow<'static, str>,
}

impl<R> Table<R> {
    /// The table described.
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

pub(super) fn get<R>(get: impl Fn(&R) -> Cell<'_> + Send + Sync + 'static) -> Get<R> {
    Box::new(get)
}

pub(super) fn set<R>(set: impl Fn(&mut R, Cell<'_>) + Send + Sync + 'static) -> Set<R> {
    Box::new(set)
}

/// Columns that hold a field of their own name.
macro_rules! fields {
    ($row:ty; $($kind:ident $field:ident $unit:literal $meaning:literal;)*) => {
        vec![$(crate::export::table::field!($kind $row, $field $unit $meaning)),*]
    };
}

macro_rules! field {
    (text $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::field!(@ $row, Text $field $unit $meaning, |row| Cell::text(&row.$field),
            |row, cell| row.$field = cell.words())
    };
    (whole $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::field!(@ $row, Integer $field $unit $meaning, |row| Cell::whole(row.$field.map(i64::from)),
            |row, cell| row.$field = cell.count())
    };
    (long $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::field!(@ $row, Integer $field $unit $meaning, |row| Cell::whole(row.$field),
            |row, cell| row.$field = cell.number())
    };
    (yes $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::field!(@ $row, Boolean $field $unit $meaning,
            |row| row.$field.map_or(Cell::Empty, Cell::Yes), |row, cell| row.$field = cell.is_yes())
    };
    (time $row:ty, $field:ident $unit:literal $meaning:literal) => {
        crate::export::table::field!(@ $row, Datetime $field $unit $meaning,
            |row| row.$field.map_or(Cell::Empty, Cell::Time), |row, cell| row.$field = cell.moment())
    };
    (@ $row:ty, $kind:ident $field:ident $unit:literal $meaning:literal, $get:expr, $set:expr) => {
        crate::export::table::Column::<$row> {
            name: stringify!($field).into(),
            kind: crate::export::table::Kind::$kind,
            unit: $unit,
            meaning: $meaning.into(),
            get: crate::export::table::get::<$row>($get),
            set: crate::export::table::set::<$row>($set),
        }
    };
}

pub(super) use {field, fields};
