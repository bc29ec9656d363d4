//! Plain tables for a terminal: columns padded to the width of what stands in them.
//!
//! In Arabic every cell is isolated, and lines are written with a right-to-left mark, so that a
//! terminal that knows bidi shows the table from right to left; on one that does not, the columns
//! still stand one under the other.

use unicode_width::UnicodeWidthStr;

use crate::locale::Language;

/// Where a cell's words stand in their column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the start of the column.
    Start,
    /// In the middle.
    Centre,
    /// At the end, as numbers do.
    End,
}

/// Lays rows out under each other; the first row is the head.
pub fn table(rows: &[Vec<String>], aligns: &[Align], language: Language) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    rows.iter()
        .map(|row| {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let room = widths[column] - cell.width();
                let before = match aligns.get(column).copied().unwrap_or(Align::Start) {
                    Align::Start => 0,
                    Align::Centre => room / 2,
                    Align::End => room,
                };
                let cell = match language {
                    Language::Ar if !cell.is_empty() => mawqif_core::text::isolate(cell),
                    _ => cell.clone(),
                };
                format!("{}{cell}{}", " ".repeat(before), " ".repeat(room - before))
            });
            let line = cells.collect::<Vec<_>>().join("  ");
            line.trim_end().to_owned()
        })
        .collect()
}
