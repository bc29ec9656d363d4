//! Rows of a CSV file (RFC 4180), one after the other, without a copy of what has no quotation marks.
//!
//! A file of fifty million votes passes through here, so that a row's fields are places in the bytes and not texts. The separator is
//! a comma, a semicolon or a tab, whichever the first line has most of: spreadsheets write what their language is used to.

use std::borrow::Cow;

/// A field of a row: where its bytes are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    start: usize,
    end: usize,
    is_quoted: bool,
}

/// What comes next in the bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A row that ends here, behind its line end, and takes so many lines.
    Whole(usize, u64),
    /// Not all of a row.
    Cut,
}

/// The separator of a file with this first line.
pub(super) fn separator(line: &[u8]) -> u8 {
    let count = |separator: u8| line.iter().filter(|byte| **byte == separator).count();
    let mut best = b',';
    for other in [b';', b'\t'] {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

/// Goes through the rows of bytes.
///
/// Most of the time that reading takes is spent on finding ends of fields, so that bytes are looked at eight at a time, and each once.
pub(super) struct Rows<'b> {
    bytes: &'b [u8],
    separators: u64,
    /// Where the next row begins.
    at: usize,
    /// The first byte that was not looked at.
    behind: usize,
    /// The ends of fields among the eight bytes that were looked at last, each by the highest bit of its byte.
    ends: u64,
}

/// A one in each byte of a word, and the highest bit of each.
const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGHEST: u64 = ONES << 7;

impl<'b> Rows<'b> {
    /// The rows from a place on.
    pub(super) fn new(bytes: &'b [u8], from: usize, separator: u8) -> Self {
        Self { bytes, separators: u64::from(separator) * ONES, at: from, behind: from, ends: 0 }
    }

    /// Finds the fields of the next row. When nothing follows (`is_last`), what is there is a row.
    pub(super) fn next(&mut self, is_last: bool, fields: &mut Vec<Field>) -> Row {
        let bytes = self.bytes;
        fields.clear();
        let mut lines = 1;
        let mut start = self.at;
        loop {
            let is_quoted = bytes.get(start) == Some(&b'"');
            let at = if is_quoted {
                let (end, more) = quoted(bytes, start + 1);
                if end >= bytes.len() && !is_last {
                    return Row::Cut;
                }
                lines += more;
                fields.push(Field { start: start + 1, end, is_quoted });
                // What stands between a closing mark and the separator belongs to nothing.
                (self.behind, self.ends) = ((end + 1).min(bytes.len()), 0);
                self.end()
            } else {
                let at = self.end();
                let is_return = at > start && bytes.get(at - 1) == Some(&b'\r');
                let end =
                    if is_return && bytes.get(at).is_none_or(|byte| *byte == b'\n') { at - 1 } else { at };
                fields.push(Field { start, end, is_quoted });
                at
            };
            match bytes.get(at) {
                Some(b'\n') => self.at = at + 1,
                Some(_) => {
                    start = at + 1;
                    continue;
                }
                None if is_last => self.at = at,
                None => return Row::Cut,
            }
            return Row::Whole(self.at, lines);
        }
    }

    /// The next separator or line end, or the end of the bytes.
    fn end(&mut self) -> usize {
        while self.ends == 0 {
            let rest = self.bytes.get(self.behind..).unwrap_or_default();
            let word = match rest.first_chunk::<8>() {
                Some(word) => u64::from_le_bytes(*word),
                None if rest.is_empty() => return self.bytes.len(),
                // What is filled up is zero, which ends nothing.
                None => rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
            };
            // Adding to seven bits of a byte reaches the eighth unless they are zero.
            let other = |word: u64| ((word & !HIGHEST) + !HIGHEST) | word;
            let ends = other(word ^ self.separators) & other(word ^ (u64::from(b'\n') * ONES));
            self.ends = !ends & HIGHEST;
            self.behind += 8;
        }
        let at = self.behind - 8 + (self.ends.trailing_zeros() / 8) as usize;
        self.ends &= self.ends - 1;
        at
    }
}

/// Where the closing mark of a quoted field is, or the end of the bytes, and how many line ends are before it.
fn quoted(bytes: &[u8], from: usize) -> (usize, u64) {
    let (mut at, mut lines) = (from, 0);
    loop {
        match bytes.get(at) {
            None => return (bytes.len(), lines),
            Some(b'"') if bytes.get(at + 1) == Some(&b'"') => at += 2,
            Some(b'"') => return (at, lines),
            Some(byte) => {
                lines += u64::from(*byte == b'\n');
                at += 1;
            }
        }
    }
}

impl Field {
    /// The bytes of a field without quotation marks, blanks and all.
    pub(super) fn plain<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        if self.is_quoted { None } else { bytes.get(self.start..self.end) }
    }

    /// The bytes of the field, without the blanks around it.
    pub(super) fn bytes<'b>(&self, bytes: &'b [u8]) -> Cow<'b, [u8]> {
        let raw = bytes.get(self.start..self.end).unwrap_or_default();
        // Hardly a field has blanks around it.
        let is_bare = !matches!(raw, [b'\0'..=b' ', ..] | [.., b'\0'..=b' ']);
        let raw = if is_bare { raw } else { raw.trim_ascii() };
        if self.is_quoted && raw.windows(2).any(|pair| pair == b"\"\"") {
            let mut plain = Vec::with_capacity(raw.len());
            let mut rest = raw.iter();
            while let Some(&byte) = rest.next() {
                plain.push(byte);
                if byte == b'"' {
                    rest.next();
                }
            }
            return Cow::Owned(plain);
        }
        Cow::Borrowed(raw)
    }

    /// The text of the field; what is no UTF-8 is replaced.
    pub(super) fn text(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(&self.bytes(bytes)).into_owned()
    }
}

/// The rows of a small file that has anything in them, each with the line at which it begins, from 1, and the texts of its fields.
/// What is no UTF-8 is replaced.
pub fn rows(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<String>)> + '_ {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    let mut rows = Rows::new(bytes, 0, separator(bytes.get(..end).unwrap_or_default()));
    let (mut line, mut taken, mut fields) = (1_u64, 0, Vec::new());
    std::iter::from_fn(move || {
        while taken < bytes.len() {
            let Row::Whole(end, lines) = rows.next(true, &mut fields) else { return None };
            let is_empty = bytes.get(taken..end).unwrap_or_default().trim_ascii().is_empty();
            let at = usize::try_from(line).unwrap_or(usize::MAX);
            (taken, line) = (end, line.saturating_add(lines));
            if !is_empty {
                return Some((at, fields.iter().map(|field: &Field| field.text(bytes)).collect()));
            }
        }
        None
    })
}

/// A cell as it may stand in a file for a spreadsheet: quoted where it must be, and never a formula. A text that begins
/// like one (`=`, `+`, `-`, `@`, a tab or a line end) gets an apostrophe before it; a number stays one.
pub fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        && !(text.starts_with('-') && text.parse::<f64>().is_ok());
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', ';', '\n', '\r', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(source: &str) -> Vec<Vec<String>> {
        let bytes = source.as_bytes();
        let mut rows = Rows::new(bytes, 0, b',');
        let (mut read, mut fields, mut taken) = (Vec::new(), Vec::new(), 0);
        while taken < bytes.len() {
            let Row::Whole(end, _) = rows.next(true, &mut fields) else { break };
            read.push(fields.iter().map(|field| field.text(bytes)).collect());
            taken = end;
        }
        read
    }

    #[test]
    fn quotation_marks_hold_separators_line_ends_and_themselves() {
        let read = rows("a,\"b,c\nd\",\"say \"\"so\"\"\"\r\n1,,3\r\n");
        assert_eq!(read, [vec!["a", "b,c\nd", "say \"so\""], vec!["1", "", "3"]]);
        assert_eq!(rows("x,\"never closed"), [["x", "never closed"]]);
    }

    #[test]
    fn rows_of_a_small_file_have_the_lines_at_which_they_begin() {
        let read: Vec<_> = super::rows("\u{feff}a;b\r\n\r\n\"two\nlines\";,\n last ; 1".as_bytes()).collect();
        let row = |at: usize, fields: [&str; 2]| (at, fields.map(str::to_owned).to_vec());
        assert_eq!(read, [row(1, ["a", "b"]), row(3, ["two\nlines", ","]), row(5, ["last", "1"])]);
        assert_eq!(super::rows(b"").count(), 0);
    }

    #[test]
    fn a_row_that_is_cut_waits_for_its_end() {
        let first = |bytes: &[u8]| Rows::new(bytes, 0, b',').next(false, &mut Vec::new());
        assert_eq!(first(b"1,2"), Row::Cut);
        assert_eq!(first(b"1,\"2\n"), Row::Cut);
        assert_eq!(first(b"1,2\n3"), Row::Whole(4, 1));
        assert_eq!(first(b"\"a\nb\",2\n"), Row::Whole(8, 2));
    }

    /// The fields of all rows, byte by byte and as the definition has it.
    fn plainly(source: &str) -> Vec<Vec<String>> {
        let (mut read, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
        let mut rest = source.chars().peekable();
        // Before a field, in quotation marks, behind them, or in a field without.
        let mut state = 'b';
        while let Some(next) = rest.next() {
            match (state, next) {
                ('b', '"') => state = 'q',
                ('q', '"') if rest.peek() == Some(&'"') => field.extend(rest.next()),
                ('q', '"') => state = 'e',
                ('q', _) => field.push(next),
                (_, ',' | '\n') => {
                    if next == '\n' && state == 'p' && field.ends_with('\r') {
                        field.pop();
                    }
                    row.push(std::mem::take(&mut field));
                    state = 'b';
                    if next == '\n' {
                        read.push(std::mem::take(&mut row));
                    }
                }
                ('e', _) => {}
                _ => {
                    field.push(next);
                    state = 'p';
                }
            }
        }
        if state == 'p' && field.ends_with('\r') {
            field.pop();
        }
        if !source.is_empty() && !source.ends_with('\n') || state == 'q' {
            row.push(field);
            read.push(row);
        }
        read.iter().map(|row| row.iter().map(|field| field.trim_ascii().to_owned()).collect()).collect()
    }

    proptest::proptest! {
        #[test]
        fn fields_are_found_wherever_they_end(source in "[-+,\"\n\r a;:\u{b}ن]{0,60}") {
            proptest::prop_assert_eq!(rows(&source), plainly(&source), "{:?}", source);
        }
    }

    #[test]
    fn nothing_that_is_written_out_is_a_formula() {
        for text in ["=1+1", "+49", "-x", "@sum", "\t=1", "＝1"] {
            let written = cell(text);
            assert!(written.trim_start_matches('"').starts_with('\''), "{written}");
        }
        assert_eq!([cell("-1.5"), cell("plain"), cell("a,b")], ["-1.5", "plain", "\"a,b\""]);
    }
}
