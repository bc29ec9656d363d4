//! How the record's files write bytes and numbers: one way each, so that a text that means the same
//! is the same.
//!
//! Base64 is that of RFC 4648, section 4, padded and canonical; hexadecimal is lower-case; decimal
//! numbers have no leading zero and stay below 2^63, which is what databases and other programs of
//! this family hold.

use std::fmt::Write;

use base64ct::{Base64, Encoding};

use super::error::{Part, RecordError};

/// The largest number in the record's files: sizes, positions, times.
pub const NUMBER_LIMIT: u64 = u64::MAX >> 1;

/// Bytes as padded Base64.
pub fn to_base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// The bytes of a Base64 text; `None` unless it is exactly what [`to_base64`] writes for them.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let bytes = Base64::decode_vec(text).ok()?;
    // Writing the bytes again rules out every other spelling, such as stray bits before padding.
    (to_base64(&bytes) == text).then_some(bytes)
}

/// Bytes as lower-case hexadecimal digits.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of exactly `N` pairs of lower-case hexadecimal digits.
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
        &[high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    });
    pairs.collect::<Option<Vec<u8>>>()?.try_into().ok()
}

/// The number of a decimal text without sign or leading zero, up to [`NUMBER_LIMIT`].
pub fn from_decimal(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|&number| is_plain && number <= NUMBER_LIMIT)
}

/// The text of a file: UTF-8 without control characters other than the newline, up to a limit in
/// bytes (signed-note, "Format").
pub fn text(bytes: &[u8], limit: usize) -> Result<&str, RecordError> {
    if bytes.len() > limit {
        return Err(RecordError::Long { limit });
    }
    if let Some(at) = bytes.iter().position(|&byte| byte < b' ' && byte != b'\n') {
        return Err(RecordError::Byte { at });
    }
    std::str::from_utf8(bytes).map_err(|error| RecordError::Byte { at: error.valid_up_to() })
}

/// A text read line by line, each ended by a newline.
pub(super) struct Lines<'a> {
    rest: &'a str,
    number: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, number: 0 }
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// The number of the line that was read last, from 1.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The next line without its newline; an error when there is none.
    pub(super) fn next(&mut self, wanted: Part) -> Result<&'a str, RecordError> {
        self.number += 1;
        let (line, rest) = self.rest.split_once('\n').ok_or(self.should_be(wanted))?;
        self.rest = rest;
        Ok(line)
    }

    /// The error that the line read last should be something else.
    pub(super) fn should_be(&self, wanted: Part) -> RecordError {
        RecordError::Line { line: self.number, wanted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_one_spelling_is_read() {
        assert_eq!(from_base64("AAECAw=="), Some(vec![0, 1, 2, 3]));
        for text in
            ["AAECAw", "AAECAw=", "AAECAx==", "AAECAw==\n", " AAECAw==", "AAECAw==AAEC", "A", "____", "=="]
        {
            assert_eq!(from_base64(text), None, "{text}");
        }
        assert_eq!(from_hex::<2>("00ff"), Some([0, 255]));
        for text in ["", "00", "00fF", "00f", "00ff0", "00ff00", "0xff", "é0"] {
            assert_eq!(from_hex::<2>(text), None, "{text}");
        }
        assert_eq!(from_decimal("0"), Some(0));
        assert_eq!(from_decimal("9223372036854775807"), Some(NUMBER_LIMIT));
        for text in
            ["", "00", "01", "-1", "+1", "1 ", "1e3", "٣", "9223372036854775808", "99999999999999999999"]
        {
            assert_eq!(from_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused_where_it_stands() {
        assert_eq!(text(b"a\nb", 3), Ok("a\nb"));
        assert_eq!(text(b"abcd", 3), Err(RecordError::Long { limit: 3 }));
        assert_eq!(text(b"ab\r\n", 9), Err(RecordError::Byte { at: 2 }));
        assert_eq!(text(b"ab\xFF", 9), Err(RecordError::Byte { at: 2 }));
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(from_base64(&to_base64(&bytes)), Some(bytes.clone()));
            let array: [u8; 4] = std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(7));
            prop_assert_eq!(from_hex(&to_hex(&array)), Some(array));
        }

        #[test]
        fn whatever_is_read_is_written_the_same(text in "[A-Za-z0-9+/=]{0,12}") {
            if let Some(bytes) = from_base64(&text) {
                prop_assert_eq!(to_base64(&bytes), text);
            }
        }
    }
}
