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

/// What is at the beginning of the bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A row that takes so many bytes, with its line end, and so many lines.
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

/// Finds the fields of the row at the beginning. When nothing follows, what is there is a row.
pub(super) fn row(bytes: &[u8], separator: u8, is_last: bool, fields: &mut Vec<Field>) -> Row {
    fields.clear();
    let mut lines = 1;
    let mut start = 0;
    let mut at = 0;
    loop {
        if bytes.get(start) == Some(&b'"') && at == start {
            at += 1;
            loop {
                match bytes.get(at) {
                    None => break,
                    Some(b'"') if bytes.get(at + 1) == Some(&b'"') => at += 2,
                    Some(b'"') => break,
                    Some(byte) => {
                        lines += u64::from(*byte == b'\n');
                        at += 1;
                    }
                }
            }
            if at >= bytes.len() && !is_last {
                return Row::Cut;
            }
            fields.push(Field { start: start + 1, end: at.min(bytes.len()), is_quoted: true });
            // What stands between a closing mark and the separator belongs to nothing.
            at = (at + 1).min(bytes.len());
            at += unquoted(bytes, at, separator);
        } else {
            at += unquoted(bytes, at, separator);
            let is_end = bytes.get(at) != Some(&separator);
            let end = if is_end && at > start && bytes.get(at - 1) == Some(&b'\r') { at - 1 } else { at };
            fields.push(Field { start, end, is_quoted: false });
        }
        match bytes.get(at) {
            Some(&byte) if byte == separator => {
                at += 1;
                start = at;
            }
            Some(_) => return Row::Whole(at + 1, lines),
            None if is_last => return Row::Whole(at, lines),
            None => return Row::Cut,
        }
    }
}

/// How many bytes from here on are before the next separator or line end.
///
/// Looked at eight at a time, since most of the time that reading takes is spent here: a byte of a word is zero where
/// subtracting one borrows from its highest bit. Only what is above such a byte can be mistaken for one, and the lowest is taken.
fn unquoted(bytes: &[u8], from: usize, separator: u8) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    let rest = bytes.get(from..).unwrap_or_default();
    let (separators, line_ends) = (u64::from(separator) * ONES, u64::from(b'\n') * ONES);
    let (words, tail) = rest.as_chunks::<8>();
    for (before, word) in words.iter().enumerate() {
        let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHEST;
        let word = u64::from_le_bytes(*word);
        let found = zeros(word ^ separators) | zeros(word ^ line_ends);
        if found != 0 {
            return before * 8 + (found.trailing_zeros() / 8) as usize;
        }
    }
    let in_tail = tail.iter().position(|&byte| byte == separator || byte == b'\n');
    words.len() * 8 + in_tail.unwrap_or(tail.len())
}

impl Field {
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
    let mut rest = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
    let separator = separator(&rest[..end]);
    let (mut line, mut fields) = (1_u64, Vec::new());
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let Row::Whole(taken, lines) = row(rest, separator, true, &mut fields) else { return None };
            let (own, behind) = rest.split_at(taken.min(rest.len()));
            let at = usize::try_from(line).unwrap_or(usize::MAX);
            (rest, line) = (behind, line.saturating_add(lines));
            if !own.trim_ascii().is_empty() {
                return Some((at, fields.iter().map(|field: &Field| field.text(own)).collect()));
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
        let mut bytes = source.as_bytes();
        let (mut rows, mut fields) = (Vec::new(), Vec::new());
        while !bytes.is_empty() {
            let Row::Whole(taken, _) = row(bytes, b',', true, &mut fields) else { break };
            rows.push(fields.iter().map(|field| field.text(bytes)).collect());
            bytes = &bytes[taken..];
        }
        rows
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
        let mut fields = Vec::new();
        assert_eq!(row(b"1,2", b',', false, &mut fields), Row::Cut);
        assert_eq!(row(b"1,\"2\n", b',', false, &mut fields), Row::Cut);
        assert_eq!(row(b"1,2\n3", b',', false, &mut fields), Row::Whole(4, 1));
        assert_eq!(row(b"\"a\nb\",2\n", b',', false, &mut fields), Row::Whole(8, 2));
    }

    #[test]
    fn the_next_separator_is_found_wherever_it_is() {
        for length in 0..40 {
            for (at, end) in (0..length).flat_map(|at| [(at, b';'), (at, b'\n')]) {
                // One less and one more than what is looked for, and bytes of letters beyond ASCII.
                let mut bytes: Vec<u8> =
                    (0..length).map(|at| [b':', b'<', 11, 9, 0xBB, 0x8A][at % 6]).collect();
                bytes[at] = end;
                assert_eq!(unquoted(&bytes, 0, b';'), at, "{length}");
                assert_eq!(unquoted(&bytes, at + 1, b';'), length - at - 1, "{length}");
            }
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
