//! Cells of the workbook, their formats, and what all sheets have in common.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use crate::export::table::Cell;
use crate::record::instant;
use crate::scoring::Tally;
use crate::util::num::saturating_u16;

/// Maximum rows of a sheet, its heading included.
pub(super) const MAX_ROWS: u32 = 1_048_576;

/// Maximum characters of a cell in Excel.
const MAX_CHARACTERS: usize = 32_767;

/// Whole numbers up to this are exact in a spreadsheet.
const MAX_EXACT: u64 = 1 << 53;

/// The formats of cells.
pub(super) struct Formats {
    pub(super) heading: Format,
    pub(super) tenth: Format,
    pub(super) moment: Format,
    pub(super) whole: Format,
    pub(super) wrapped: Format,
    pub(super) title: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_font_color(Color::RGB(0xff_ff_ff))
            .set_background_color(Color::RGB(0x1f_4e_5f));
        Self {
            heading,
            tenth: Format::new().set_num_format("0.0"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            whole: Format::new().set_num_format("0"),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            title: Format::new().set_bold().set_font_size(14),
        }
    }
}

/// Writes the headings of a sheet with the widths of their columns, and freezes them with the first columns.
pub(super) fn write_headings(
    sheet: &mut Worksheet,
    headings: &[(String, u16)],
    frozen_columns: u16,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, frozen_columns)?;
    sheet.set_row_height(0, 48)?;
    set_up_page(sheet)?;
    for (n, (heading, width)) in headings.iter().enumerate() {
        sheet.set_column_width(column(n), *width)?;
        sheet.write_string_with_format(0, column(n), heading, &formats.heading)?;
    }
    Ok(())
}

/// Prints a sheet in landscape, as wide as a page, with the headings on each.
fn set_up_page(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// The number of a column.
pub(super) fn column(n: usize) -> u16 {
    saturating_u16(n)
}

/// A score in whole per cent; empty if nothing was observed.
pub(super) fn percent(tally: Tally) -> Cell<'static> {
    Cell::integer(tally.percent().map(i64::from))
}

/// As much of a text as fits into a cell.
pub(super) fn cut(text: &str) -> String {
    if text.chars().count() <= MAX_CHARACTERS {
        return text.to_owned();
    }
    text.chars().take(MAX_CHARACTERS - 1).chain(['…']).collect()
}

/// Writes a cell.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        // Numbers that a spreadsheet would round are written as text.
        Cell::Integer(number) if number.unsigned_abs() > MAX_EXACT => {
            sheet.write_string(row, column, number.to_string())?;
        }
        Cell::Integer(number) => {
            #[expect(clippy::cast_precision_loss, reason = "at most 2^53")]
            sheet.write_number_with_format(row, column, number as f64, &formats.whole)?;
        }
        // LibreOffice turns true and false into formulas.
        Cell::Boolean(yes) => {
            sheet.write_string(row, column, if yes { "yes" } else { "no" })?;
        }
        Cell::Datetime(at) => match ExcelDateTime::parse_from_str(instant(at).trim_end_matches('Z')) {
            Ok(date) => {
                sheet.write_datetime_with_format(row, column, &date, &formats.moment)?;
            }
            // A spreadsheet has no dates before 1900.
            Err(_) => {
                sheet.write_string(row, column, instant(at))?;
            }
        },
    }
    Ok(())
}
