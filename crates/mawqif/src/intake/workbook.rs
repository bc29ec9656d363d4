//! Workbooks of Excel (XLSX, ECMA-376 part 1): one sheet of one, made the table of text that [`mawqif_core::followup`] reads.
//!
//! What is stored is taken, not what is displayed: days as 2030-03-01, numbers with all their digits, formulas with the value that was
//! last worked out, and a line of the table for each row of the sheet, so that what is said of a line can be found. Macros,
//! pictures and links are never opened. A small file can swell to whatever it likes, so parts are unpacked as they are read and only up to
//! a limit. Breaks of line within a cell become spaces.

mod parts;
mod sheet;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use mawqif_core::followup::table::{FILE_LIMIT, TableFault, WorkbookFault};

use self::parts::Parts;

/// The most bytes of all parts that are read of a workbook, once they are unpacked.
pub const UNPACKED_LIMIT: u64 = 1 << 30;

/// The most bytes between two marks of a part: more than any cell can hold.
pub const MARK_LIMIT: usize = 1 << 20;

/// The most bytes of one cell, which is more than the 32,767 characters that any can hold.
pub const CELL_LIMIT: usize = 1 << 20;

/// The most bytes of text that the cells of a workbook share.
pub const SHARED_LIMIT: usize = 64 << 20;

/// The longest name of a part, and the longest target of a link to one, in bytes.
pub const PART_NAME_LIMIT: usize = 4_096;

/// The most parts of a workbook.
pub const PART_LIMIT: usize = 10_000;

/// The most sheets of a workbook.
pub const SHEET_LIMIT: usize = 200;

/// The most rows of a sheet that there can be.
pub const SHEET_ROW_LIMIT: u32 = 1 << 20;

/// A file of reports as it is read: its text, and the sheets to choose from when it is a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened<'b> {
    /// The table.
    pub table: Cow<'b, [u8]>,
    /// The names of the sheets; none when it is no workbook.
    pub sheets: Vec<String>,
    /// The sheet that was taken; empty when it is no workbook.
    pub sheet: String,
}

/// Takes the table out of a file, when it is a workbook, and gives anything else back as it is.
///
/// # Errors
/// [`TableFault::TooLarge`], [`TableFault::Workbook`], and [`TableFault::TooManyColumns`].
pub fn open<'b>(bytes: &'b [u8], sheet: Option<&str>) -> Result<Opened<'b>, TableFault> {
    if bytes.len() > FILE_LIMIT {
        return Err(TableFault::TooLarge);
    }
    if is_encrypted(bytes) {
        return Err(WorkbookFault::Encrypted.into());
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(Opened { table: Cow::Borrowed(bytes), sheets: Vec::new(), sheet: String::new() });
    }
    let mut parts = Parts::of(bytes)?;
    let book = parts.book()?;
    let names: Vec<String> = book.sheets.iter().map(|it| it.name.clone()).collect();
    let chosen = match sheet.filter(|name| !name.is_empty()) {
        Some(name) => book.sheets.iter().find(|it| it.name == name),
        None => book.sheets.iter().find(|it| !it.is_hidden).or(book.sheets.first()),
    };
    let Some(chosen) = chosen else {
        return Err(WorkbookFault::NoSheet(sheet.unwrap_or_default().to_owned(), names).into());
    };
    let table = sheet::table(&mut parts, &book, &chosen.part)?;
    Ok(Opened { table: Cow::Owned(table), sheet: chosen.name.clone(), sheets: names })
}

/// Whether bytes are an Office file behind a password: a package of the old kind with a stream of this name in it (MS-OFFCRYPTO, 2.1).
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") && bytes.windows(name.len()).any(|it| it == name)
}

fn damaged(part: &str) -> TableFault {
    WorkbookFault::Damaged(part.to_owned()).into()
}
