//! Plain tables for a terminal: columns padded to the width of what stands in them.
//!
//! In Arabic every cell is isolated, and lines are written with a right-to-left mark, so that a
//! terminal that knows bidi shows the table from right to left; on one that does not, the columns
//! still stand one under the other.

use unicode_width::UnicodeWidthStr;

use crate::locale::Language;

/// What stands between two columns.
const GAP: &str = "  ";

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

/// Lays rows out under each other as [`table`] does; when they are too wide for the terminal, the
/// columns follow in bands, each with the first column before it.
pub fn banded(
    rows: &[Vec<String>],
    aligns: &[Align],
    language: Language,
    width: Option<usize>,
) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let mut bands: Vec<Vec<usize>> = Vec::new();
    let mut taken = 0;
    for column in 1..columns {
        let more = GAP.len() + wide(column);
        match bands.last_mut() {
            Some(band) if width.is_none_or(|width| taken + more <= width) => band.push(column),
            _ => {
                bands.push(vec![0, column]);
                taken = wide(0);
            }
        }
        taken += more;
    }
    let mut lines = Vec::new();
    for band in &bands {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let pick = |row: &Vec<String>| band.iter().filter_map(|&at| row.get(at).cloned()).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(pick).collect();
        let aligns: Vec<Align> =
            band.iter().map(|&at| aligns.get(at).copied().unwrap_or(Align::Start)).collect();
        lines.extend(table(&rows, &aligns, language));
    }
    lines
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
            let line = cells.collect::<Vec<_>>().join(GAP);
            line.trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_is_too_wide_follows_in_bands_with_its_first_column() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let rows = [row(["", "ground", "monitors", "routes"]), row(["Council", "●", "·", "◐"])];
        let aligns = [Align::Start, Align::Centre, Align::Centre, Align::Centre];
        let whole = banded(&rows, &aligns, Language::En, None);
        assert_eq!(whole, table(&rows, &aligns, Language::En));
        let bands = banded(&rows, &aligns, Language::En, Some(26));
        assert_eq!(
            bands.join("\n"),
            "         ground  monitors\nCouncil    ●        ·\n\n         routes\nCouncil    ◐"
        );
        // However narrow, every column is shown.
        assert_eq!(banded(&rows, &aligns, Language::En, Some(1)).len(), 3 * 2 + 2);
    }
}
