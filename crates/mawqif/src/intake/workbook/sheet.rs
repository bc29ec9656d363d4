//! One sheet of a workbook as a table of text: a line for each row, and days as days.

use std::borrow::Cow;

use mawqif_core::followup::{
    calendar::Day,
    table::{COLUMN_LIMIT, FILE_LIMIT, TableFault, WorkbookFault},
};
use quick_xml::events::{BytesStart, Event};

use super::{
    CELL_LIMIT, SHEET_ROW_LIMIT, damaged,
    parts::{Book, Parts, Shows, said, told},
};

/// The last day that a workbook can count to: the last of the year 9999, counted from 1900.
const LAST_SERIAL: f64 = 2_958_466.0;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    format: usize,
    words: String,
    is_value: bool,
    is_spoken: bool,
}

/// A table while it grows.
struct Growing<'b> {
    book: &'b Book,
    part: &'b str,
    text: String,
    /// Rows that stand in the text.
    rows: u32,
    /// How many columns the first row with anything in it has.
    width: usize,
    row: Vec<String>,
    /// Bytes of the row.
    held: usize,
    /// The place of the next cell that names none.
    next: usize,
}

/// The sheet that is a part.
///
/// # Errors
/// [`WorkbookFault::Damaged`], [`WorkbookFault::Swollen`], [`TableFault::TooManyColumns`].
pub fn table(parts: &mut Parts<'_>, book: &Book, part: &str) -> Result<Vec<u8>, TableFault> {
    let mut table =
        Growing { book, part, text: String::new(), rows: 0, width: 0, row: Vec::new(), held: 0, next: 0 };
    let mut cell: Option<Cell> = None;
    parts.read(part, |event| {
        match &event {
            Event::Start(mark) | Event::Empty(mark) => {
                let is_whole = matches!(event, Event::Empty(_));
                match mark.local_name().as_ref() {
                    "row" => {
                        table.begin(said(mark, "r").as_deref())?;
                        if is_whole {
                            table.end()?;
                        }
                    }
                    "c" => {
                        let begun = table.cell(mark)?;
                        cell = if is_whole { None } else { Some(begun) };
                    }
                    "v" | "t" if !is_whole => {
                        if let Some(cell) = &mut cell {
                            cell.is_value = !cell.is_spoken;
                        }
                    }
                    "rPh" => cell.iter_mut().for_each(|it| it.is_spoken = !is_whole),
                    _ => {}
                }
            }
            Event::End(mark) => match mark.local_name().as_ref() {
                "v" | "t" => cell.iter_mut().for_each(|it| it.is_value = false),
                "rPh" => cell.iter_mut().for_each(|it| it.is_spoken = false),
                "c" => {
                    if let Some(cell) = cell.take() {
                        table.put(&cell)?;
                    }
                }
                "row" => table.end()?,
                _ => {}
            },
            other => {
                if let Some(cell) = cell.as_mut().filter(|it| it.is_value) {
                    told(other, &mut cell.words);
                    if cell.words.len() > CELL_LIMIT {
                        return Err(swollen(CELL_LIMIT));
                    }
                }
            }
        }
        Ok(())
    })?;
    Ok(table.text.into_bytes())
}

impl Growing<'_> {
    /// Begins a row, after as many empty lines as rows were left out.
    fn begin(&mut self, number: Option<&str>) -> Result<(), TableFault> {
        let next = self.rows.saturating_add(1);
        let number = match number {
            Some(number) => number.parse().map_err(|_| damaged(self.part))?,
            None => next,
        };
        if number < next || number > SHEET_ROW_LIMIT {
            return Err(damaged(self.part));
        }
        for _ in next..number {
            self.blank();
        }
        self.rows = number;
        self.row.clear();
        (self.held, self.next) = (0, 0);
        Ok(())
    }

    fn cell(&mut self, mark: &BytesStart<'_>) -> Result<Cell, TableFault> {
        let column = match said(mark, "r") {
            Some(place) => column(&place).ok_or_else(|| damaged(self.part))?,
            None => self.next,
        };
        self.next = column.saturating_add(1);
        Ok(Cell {
            column,
            kind: said(mark, "t").unwrap_or_default(),
            format: said(mark, "s").and_then(|it| it.parse().ok()).unwrap_or_default(),
            ..Cell::default()
        })
    }

    /// Puts what a cell says into its row, as long as there is room for it: what cells share costs the file nothing, and the table much.
    fn put(&mut self, cell: &Cell) -> Result<(), TableFault> {
        let words = match cell.kind.as_str() {
            "s" => {
                let place: Option<usize> = cell.words.trim().parse().ok();
                let shared = place.and_then(|it| self.book.shared.get(it));
                Cow::Borrowed(&**shared.ok_or_else(|| damaged(self.part))?)
            }
            "b" => Cow::Borrowed(if cell.words.trim() == "1" { "true" } else { "false" }),
            "d" => Cow::Borrowed(cell.words.trim().trim_end_matches("T00:00:00")),
            "" | "n" => {
                let shows = self.book.formats.get(cell.format).copied().unwrap_or(Shows::Number);
                Cow::Owned(number(cell.words.trim(), shows, self.book.counts_from_1904))
            }
            _ => Cow::Borrowed(cell.words.as_str()),
        };
        if words.trim().is_empty() {
            return Ok(());
        }
        if cell.column >= COLUMN_LIMIT {
            return Err(TableFault::TooManyColumns(cell.column.saturating_add(1)));
        }
        let before = self.row.get(cell.column).map_or(0, String::len);
        self.held = self.held.saturating_sub(before).saturating_add(words.len());
        if self.text.len().saturating_add(self.held) > FILE_LIMIT {
            return Err(swollen(FILE_LIMIT));
        }
        if self.row.len() <= cell.column {
            self.row.resize(cell.column + 1, String::new());
        }
        if let Some(place) = self.row.get_mut(cell.column) {
            *place = words.into_owned();
        }
        Ok(())
    }

    /// Writes the row. Cells at its end that say nothing are not stored, so it is filled up to the width of the first.
    fn end(&mut self) -> Result<(), TableFault> {
        if self.row.is_empty() {
            self.blank();
        } else {
            let is_first = self.width == 0;
            if is_first {
                self.width = self.row.len();
            }
            let width = self.width.max(self.row.len());
            for at in 0..width {
                if at > 0 {
                    self.text.push(',');
                }
                let words = self.row.get(at).map_or("", String::as_str);
                // In the first row a comma that sets cells apart can be told from one that does not.
                if is_first || words.contains(['"', ',']) {
                    self.text.push('"');
                    words.chars().for_each(|it| {
                        self.text.extend([Some(plain(it)), (it == '"').then_some('"')].into_iter().flatten())
                    });
                    self.text.push('"');
                } else {
                    self.text.extend(words.chars().map(plain));
                }
            }
            self.text.push('\n');
        }
        if self.text.len() > FILE_LIMIT {
            return Err(swollen(FILE_LIMIT));
        }
        Ok(())
    }
}

impl Growing<'_> {
    /// Writes a row of nothing. Below the first row it has empty cells: a line without any would not be counted by who reads on.
    fn blank(&mut self) {
        self.text.push_str(if self.width == 0 { "\n" } else { ",\n" });
    }
}

fn swollen(limit: usize) -> TableFault {
    WorkbookFault::Swollen(limit as u64 >> 20).into()
}

/// A letter of a cell as it may stand in a line.
fn plain(letter: char) -> char {
    if letter.is_control() { ' ' } else { letter }
}

/// The column of a place such as `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.trim_end_matches(|it: char| it.is_ascii_digit());
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|it| *it < 26)?;
        number = number * 26 + usize::from(value) + 1;
    }
    Some(number - 1)
}

/// A number as its format shows it: days and times as such, everything else with the digits that it was entered with.
fn number(words: &str, shows: Shows, counts_from_1904: bool) -> String {
    let Some(number) = words.parse::<f64>().ok().filter(|it| it.is_finite()) else { return words.to_owned() };
    let day = if shows == Shows::Day { serial(number, counts_from_1904) } else { None };
    match (day, shows) {
        (Some(day), _) => day,
        (None, Shows::Time) if (0.0..1.0).contains(&number) => time(number),
        // The shortest digits that mean the same: what is stored as 36.246800000000001 was entered as 36.2468.
        _ => number.to_string(),
    }
}

/// The day, and the time of it where there is one, that a serial number counts to.
fn serial(number: f64, counts_from_1904: bool) -> Option<String> {
    let first = if counts_from_1904 { 0.0 } else { 1.0 };
    if !(first..LAST_SERIAL).contains(&number) {
        return None;
    }
    // To the second, so that a day is not missed by a rounding.
    let seconds = (number * DAY).round();
    let days = whole(seconds / DAY)?;
    let of_day = seconds - f64::from(days) * DAY;
    let first = match (counts_from_1904, days) {
        (true, _) => Day::new(1904, 1, 1)?,
        // There was no 29 February 1900, and the first spreadsheets thought so.
        (false, 60) => return None,
        (false, ..60) => Day::new(1899, 12, 31)?,
        (false, _) => Day::new(1899, 12, 30)?,
    };
    let date = first.plus(days).date();
    Some(if of_day > 0.0 { format!("{date} {}", time(of_day / DAY)) } else { date.to_string() })
}

/// A part of a day as hours, minutes and seconds.
fn time(part: f64) -> String {
    let seconds = whole((part * DAY).round()).unwrap_or_default().min(86_399);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The whole number that is not above another, when there is one of 32 bits.
fn whole(number: f64) -> Option<i32> {
    format!("{:.0}", number.floor()).parse().ok()
}
