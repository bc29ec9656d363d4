//! A table as it lies in a file: what it is, how its cells are set apart, what its first row says.
//!
//! Commas, semicolons and tabs are told apart by the first row, outside quotation marks. A file that is something else than text in
//! UTF-8, whatever its name says, is refused with what it is: guessing an encoding would change names.

/// The largest file of reports, in bytes: 95 MiB.
pub const FILE_LIMIT: usize = 95 * 1024 * 1024;

/// The most rows of reports.
pub const ROW_LIMIT: usize = 2_000_000;

/// The most columns.
pub const COLUMN_LIMIT: usize = 500;

/// Why a file of reports is not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// It is larger than [`FILE_LIMIT`].
    TooLarge,
    /// It has more rows than [`ROW_LIMIT`].
    TooManyRows,
    /// It has more columns than [`COLUMN_LIMIT`].
    TooManyColumns(usize),
    /// There is nothing in it.
    Empty,
    /// It is no table of text, but this.
    Other(Kind),
    /// It is not UTF-8 from this byte on.
    NotUtf8(usize),
    /// It has a first row and nothing under it.
    NoRows,
    /// No column tells when something happened; these are its columns.
    NoDate(Vec<String>),
    /// A column that was named is not there; these are.
    NoColumn(String, Vec<String>),
    /// Something that a column can tell was named wrongly; these are right.
    NoField(String),
    /// It is a workbook that no table can be taken from.
    Workbook(WorkbookFault),
}

/// Why no table can be taken from a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookFault {
    /// It is an archive, or a document of another program, but no workbook of Excel.
    Other,
    /// It asks for a password.
    Encrypted,
    /// It is not what its own parts say; the part in which that shows.
    Damaged(String),
    /// A part of it declares entities or anything else (a DTD), as no program writes it: what its cells say would hang on that.
    Declares(String),
    /// Unpacked it is larger than what is looked at, in MiB.
    Swollen(u64),
    /// It has more parts or sheets than are looked at, which is this many.
    Parts(usize),
    /// There is no sheet of this name; these are its sheets.
    NoSheet(String, Vec<String>),
}

impl From<WorkbookFault> for TableFault {
    fn from(fault: WorkbookFault) -> Self {
        Self::Workbook(fault)
    }
}

/// What a file is that is no table of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A workbook of Excel or another package of the kind, or any zip.
    Workbook,
    /// An old workbook of Excel.
    OldWorkbook,
    /// A PDF.
    Pdf,
    /// Something compressed.
    Compressed,
    /// A picture.
    Picture,
    /// A web page or other markup.
    Markup,
    /// JSON.
    Json,
    /// Text in UTF-16.
    Utf16,
    /// Bytes that are no text.
    Binary,
}

/// How a file begins that is something else.
const BEGINNINGS: [(&[u8], Kind); 12] = [
    (b"PK\x03\x04", Kind::Workbook),
    (b"PK\x05\x06", Kind::Workbook),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::OldWorkbook),
    (b"%PDF", Kind::Pdf),
    (b"\x1F\x8B", Kind::Compressed),
    (b"BZh", Kind::Compressed),
    (b"\xFD7zXZ", Kind::Compressed),
    (b"7z\xBC\xAF", Kind::Compressed),
    (b"\x89PNG", Kind::Picture),
    (b"\xFF\xD8\xFF", Kind::Picture),
    (b"\xFF\xFE", Kind::Utf16),
    (b"\xFE\xFF", Kind::Utf16),
];

/// A table that can be read.
pub struct Table<'b> {
    /// Its text, without a byte order mark.
    pub text: &'b str,
    /// What sets cells apart.
    pub delimiter: u8,
}

/// Looks at a file.
///
/// # Errors
/// When it is no table.
pub fn open(bytes: &[u8]) -> Result<Table<'_>, TableFault> {
    if bytes.len() > FILE_LIMIT {
        return Err(TableFault::TooLarge);
    }
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Err(TableFault::Other(*kind));
    }
    if matches!(bytes, [_, 0, _, 0, ..] | [0, _, 0, _, ..]) {
        return Err(TableFault::Other(Kind::Utf16));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) if bytes.iter().take(4096).any(|it| *it < 9) => return Err(TableFault::Other(Kind::Binary)),
        Err(error) => return Err(TableFault::NotUtf8(error.valid_up_to())),
    };
    if text.as_bytes().iter().take(4096).any(|it| *it < 9) {
        return Err(TableFault::Other(Kind::Binary));
    }
    let first = text.trim_start();
    if first.is_empty() {
        return Err(TableFault::Empty);
    }
    match first.as_bytes() {
        [b'<', ..] => return Err(TableFault::Other(Kind::Markup)),
        [b'{', ..] | [b'[', b'{', ..] => return Err(TableFault::Other(Kind::Json)),
        _ => {}
    }
    let line = first.lines().next().unwrap_or("");
    let count = |delimiter: u8| {
        let mut is_quoted = false;
        let mut sets_apart = |it: &u8| {
            is_quoted ^= *it == b'"';
            *it == delimiter && !is_quoted
        };
        line.as_bytes().iter().filter(|it| sets_apart(it)).count()
    };
    let delimiter = if count(b'\t') > count(b',').max(count(b';')) {
        b'\t'
    } else if count(b';') > count(b',') {
        b';'
    } else {
        b','
    };
    Ok(Table { text, delimiter })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> TableFault {
        open(bytes).err().unwrap()
    }

    #[test]
    fn a_file_that_is_something_else_is_told_for_what_it_is() {
        let others: [(&[u8], Kind); 8] = [
            (b"PK\x03\x04\x14\0", Kind::Workbook),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", Kind::OldWorkbook),
            (b"%PDF-1.7\n", Kind::Pdf),
            (b"\x1F\x8B\x08", Kind::Compressed),
            (b"<!doctype html><table>", Kind::Markup),
            (b"[{\"date\": 1}]", Kind::Json),
            (b"\xFF\xFEd\0a\0", Kind::Utf16),
            (b"d\0a\0t\0e\0", Kind::Utf16),
        ];
        for (bytes, kind) in others {
            assert_eq!(fault(bytes), TableFault::Other(kind));
        }
        assert_eq!(fault(b"date\n\x01\x02\x03"), TableFault::Other(Kind::Binary));
        assert_eq!(fault(b"\xEF\xBB\xBF \n"), TableFault::Empty);
        assert_eq!(fault(b"date,\xC8\xE5\n"), TableFault::NotUtf8(5));
    }

    #[test]
    fn a_hundred_megabytes_are_refused() {
        assert_eq!(fault(&vec![b'a'; 100_000_000]), TableFault::TooLarge);
        assert!(open(&vec![b'a'; FILE_LIMIT]).is_ok());
    }

    #[test]
    fn what_sets_cells_apart_is_seen() {
        let quoted = ("\"dead, at least\";\"a,b\"", b';');
        for (text, delimiter) in
            [("a,b;c,d", b','), ("a;b,c;d", b';'), ("a\tb\tc", b'\t'), ("date", b','), quoted]
        {
            assert_eq!(open(text.as_bytes()).ok().map(|it| it.delimiter), Some(delimiter));
        }
    }
}
