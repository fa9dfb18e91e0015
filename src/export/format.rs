//! The formats plays can be exported in.

/// A format plays can be exported in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A folder with two tables as CSV and scripts that load them.
    Csv,
    /// One JSON document a line.
    Jsonl,
    /// A folder with two typed tables, one file a month.
    Parquet,
    /// xAPI statements, one a line.
    Xapi,
    /// A workbook.
    Xlsx,
    /// One row a person, for a learning management system.
    Grades,
}

impl ExportFormat {
    /// All formats, those for people first.
    pub const ALL: [Self; 6] = [Self::Xlsx, Self::Csv, Self::Grades, Self::Xapi, Self::Jsonl, Self::Parquet];

    /// The name on the command line and in descriptions of exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Xapi => "xapi",
            Self::Xlsx => "xlsx",
            Self::Grades => "grades",
        }
    }

    /// Whether an export in this format is a folder of files.
    #[must_use]
    pub const fn is_folder(self) -> bool {
        matches!(self, Self::Csv | Self::Parquet)
    }

    /// The usual end of the file's name, with its dot; empty for a folder.
    #[must_use]
    pub const fn file_extension(self) -> &'static str {
        match self {
            Self::Csv | Self::Parquet => "",
            Self::Jsonl | Self::Xapi => ".jsonl",
            Self::Xlsx => ".xlsx",
            Self::Grades => ".csv",
        }
    }
}
