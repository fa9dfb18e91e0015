//! The tables in SQL for `PostgreSQL` and compatible databases: the schema, and a script that can load an export
//! repeatedly.

use std::fmt::Write as _;

use super::decision::DECISIONS;
use super::encounter::ENCOUNTERS;
use super::table::{CellKind, Table};

const HEAD: &str = "-- Rapport: two tables, one row a play and one row a decision. For training and feedback; not for\n\
                    -- hiring, pay or dismissal.\n";

/// The schema, which creates the tables that do not exist.
#[must_use]
pub fn schema() -> String {
    format!("{HEAD}\n{}\n{}", create(&ENCOUNTERS), create(&DECISIONS))
}

fn create<R>(table: &Table<R>) -> String {
    let mut sql = format!("CREATE TABLE IF NOT EXISTS {} (\n", table.name);
    for column in &table.columns {
        let kind = match column.kind {
            CellKind::Text => "text",
            CellKind::Integer => "bigint",
            CellKind::Boolean => "boolean",
            CellKind::Datetime => "timestamptz",
        };
        let _ = writeln!(sql, "    \"{}\" {kind},", column.name);
    }
    let _ = writeln!(sql, "    PRIMARY KEY ({})\n);", table.key.join(", "));
    for column in &table.columns {
        let unit = if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
        let meaning = format!("{}{unit}", column.meaning).replace('\'', "''");
        let _ = writeln!(sql, "COMMENT ON COLUMN {}.\"{}\" IS '{meaning}';", table.name, column.name);
    }
    sql
}

/// The script that loads an export whose tables come as CSV from sources of `\copy`. Plays that are in the database
/// are replaced, so that loading an export twice changes nothing. `how` is a comment at the beginning.
#[must_use]
pub fn load(encounters: &str, decisions: &str, how: &str) -> String {
    let mut sql = format!("{HEAD}{how}\\set ON_ERROR_STOP on\n\\i schema.sql\nBEGIN;\n");
    let tables = [(ENCOUNTERS.name, encounters), (DECISIONS.name, decisions)];
    for (table, source) in tables {
        let _ = writeln!(sql, "CREATE TEMP TABLE new_{table} (LIKE {table}) ON COMMIT DROP;");
        let _ = writeln!(sql, "\\copy new_{table} FROM {source} WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')");
    }
    // Decisions first: a play may have fewer of them than before, after one was taken back.
    let _ = writeln!(sql, "DELETE FROM {} WHERE play IN (SELECT play FROM new_{});", DECISIONS.name, ENCOUNTERS.name);
    let _ = writeln!(sql, "DELETE FROM {} WHERE play IN (SELECT play FROM new_{});", ENCOUNTERS.name, ENCOUNTERS.name);
    for (table, _) in tables {
        let _ = writeln!(sql, "INSERT INTO {table} SELECT * FROM new_{table};");
    }
    sql.push_str("COMMIT;\n");
    sql
}
