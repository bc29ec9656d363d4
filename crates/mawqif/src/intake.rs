//! What people paste or upload, made text: the formats and the encodings that reports come in.
//!
//! Nothing is guessed silently. UTF-8 and texts that begin with a byte order mark are read as what they are;
//! anything else is refused with what it seems to be, so that whoever brings it says so. A report that was
//! decoded wrongly would quote people in letters they never used.

mod formats;
mod page;
pub mod workbook;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use mawqif_core::initiative::press::reading::TEXT_LIMIT;

use self::formats::Format;

/// How many bytes an encoding is judged by.
const SAMPLE: usize = 65_536;
/// How much of the text is shown when an encoding is offered.
const SHOWN: usize = 60;

/// Why bytes are no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Beyond the limit.
    #[error("a report has at most {} MiB; this one is longer. Read its parts one by one", TEXT_LIMIT / 1024 / 1024)]
    Long,
    /// Not UTF-8; what it seems to be instead, and how it begins then.
    #[error(
        "this is not UTF-8. As {name} it would begin «{begins}»; if that is right, add --encoding {name}"
    )]
    Encoding {
        /// The encoding by its name in the Encoding Standard.
        name: &'static str,
        /// The first words.
        begins: String,
    },
    /// An encoding nobody knows.
    #[error("`{0}` is no encoding; windows-1256, utf-16le and iso-8859-6 are")]
    Unknown(String),
    /// The stated encoding does not fit.
    #[error("some bytes are nothing in {0}; without --encoding a fitting one is looked for")]
    Misfit(&'static str),
    /// Bytes of something else.
    #[error("this is {0}; give its text")]
    NoText(&'static str),
}

/// The text of a report: of a Word document or a PDF, of a web page, or as it is, in a stated encoding or in UTF-8.
pub fn text(bytes: &[u8], stated: Option<&str>) -> Result<String, Refused> {
    if let Some(format) = Format::of(bytes) {
        return format.text(bytes).and_then(within_limit);
    }
    let text = decoded(bytes, stated)?;
    if page::is_page(&text) { page::text(&text) } else { Ok(text) }
}

fn decoded(bytes: &[u8], stated: Option<&str>) -> Result<String, Refused> {
    if let Some(name) = stated {
        let encoding =
            Encoding::for_label(name.as_bytes()).ok_or_else(|| Refused::Unknown(name.to_owned()))?;
        let (text, _, has_misfits) = encoding.decode(bytes);
        if has_misfits {
            return Err(Refused::Misfit(encoding.name()));
        }
        return within_limit(text.into_owned());
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, has_misfits) = encoding.decode_with_bom_removal(bytes);
        if has_misfits {
            return Err(Refused::Misfit(encoding.name()));
        }
        return within_limit(text.into_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => within_limit(text.to_owned()),
        Ok(_) | Err(_) => Err(offered(bytes)),
    }
}

fn within_limit(text: String) -> Result<String, Refused> {
    if text.len() > TEXT_LIMIT { Err(Refused::Long) } else { Ok(text) }
}

/// What the bytes seem to be.
fn offered(bytes: &[u8]) -> Refused {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let encoding = wide(sample).unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(sample, true);
        detector.guess(None, chardetng::Utf8Detection::Deny)
    });
    let encoding = if encoding == UTF_8 { encoding_rs::WINDOWS_1256 } else { encoding };
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let begins: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let begins = begins.chars().filter(|character| !character.is_control()).take(SHOWN).collect();
    Refused::Encoding { name: encoding.name(), begins }
}

/// UTF-16 without a byte order mark: every other byte is mostly that of one block.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let of_block = |byte: &u8| matches!(byte, 0x00 | 0x06 | 0x20);
    let share = |from: usize| {
        let half = sample.iter().skip(from).step_by(2);
        let (all, high) =
            half.fold((0_usize, 0_usize), |(all, high), byte| (all + 1, high + usize::from(of_block(byte))));
        all >= 8 && high * 10 >= all * 9
    };
    match (share(0), share(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "قال رئيس المجلس إن الطريق ستفتح غدا، وأضاف أن العمل بدأ.";

    fn wide(words: &str) -> Vec<u8> {
        words.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn utf_8_and_marked_texts_are_read() {
        assert_eq!(text(WORDS.as_bytes(), None).unwrap(), WORDS);
        assert_eq!(text(format!("\u{FEFF}{WORDS}").as_bytes(), None).unwrap(), WORDS);
        assert_eq!(text(&[b"\xFF\xFE".as_slice(), &wide(WORDS)].concat(), None).unwrap(), WORDS);
    }

    #[test]
    fn other_encodings_are_offered_and_read_when_stated() {
        let (arabic, ..) = encoding_rs::WINDOWS_1256.encode(WORDS);
        for (bytes, name) in [(arabic.into_owned(), "windows-1256"), (wide(WORDS), "UTF-16LE")] {
            let Err(Refused::Encoding { name: offered, begins }) = text(&bytes, None) else {
                panic!("{name} was read")
            };
            assert_eq!(offered, name);
            assert!(WORDS.starts_with(&begins), "{begins}");
            assert_eq!(text(&bytes, Some(name)).unwrap(), WORDS);
        }
    }

    #[test]
    fn what_is_no_report_is_refused() {
        assert_eq!(text(b"%PDF-1.7", None), Err(Refused::NoText("a PDF that is damaged")));
        assert!(matches!(text(b"x", Some("klingon")), Err(Refused::Unknown(_))));
        assert_eq!(text(b"a\xFF", Some("utf-8")), Err(Refused::Misfit("UTF-8")));
        assert_eq!(text(&vec![b'a'; TEXT_LIMIT + 1], None), Err(Refused::Long));
    }
}
