//! Why something of a record was not read or not verified, in the reader's language.
//!
//! Each kind of error has one message, and the message's name is the code that programs see. Words
//! from files are shown without what could disturb a terminal or the direction of a line.

use mawqif_core::{
    record::{
        entry, error::Part, error::RecordError, key::Algorithm, key::NAME_LIMIT, note::SIGNATURE_LIMIT,
    },
    text::{is_bidi_control, visible},
};

use crate::locale::{Locale, Value};

/// The code of an error, and the sentence that tells it.
pub fn reason(error: &RecordError, locale: &Locale) -> (&'static str, String) {
    let (key, values) = message(error, locale);
    (key.strip_prefix("record-").unwrap_or(key), locale.tell(key, &values))
}

/// Words with control characters made visible.
pub fn shown(words: &str) -> String {
    let is_plain = |character: char| !character.is_control() && !is_bidi_control(character);
    words
        .chars()
        .map(|character| if is_plain(character) { character.to_string() } else { visible(character) })
        .collect()
}

type Message = (&'static str, Vec<(&'static str, Value<'static>)>);

fn message(error: &RecordError, locale: &Locale) -> Message {
    let words = |words: &str| Value::from(shown(words));
    let number = |number: u64| Value::from(number.to_string());
    match error {
        RecordError::Long { limit } => ("record-long", vec![("limit", (*limit).into())]),
        RecordError::Byte { at } => ("record-byte", vec![("at", at.to_string().into())]),
        RecordError::Line { line, wanted } => {
            let part = locale.word(part(*wanted));
            ("record-line", vec![("line", line.to_string().into()), ("wanted", part.into())])
        }
        RecordError::Unsigned => ("record-unsigned", vec![]),
        RecordError::Signatures => ("record-signatures", vec![("limit", SIGNATURE_LIMIT.into())]),
        RecordError::NoteText => ("record-note-text", vec![]),
        RecordError::KeyForm => ("record-key-form", vec![]),
        RecordError::KeyName => ("record-key-name", vec![("limit", NAME_LIMIT.into())]),
        RecordError::KeyType(found) => ("record-key-type", vec![("found", found.to_string().into())]),
        RecordError::KeyHash { written, computed } => {
            ("record-key-hash", vec![("written", words(written)), ("computed", words(computed))])
        }
        RecordError::KeyPoint => ("record-key-point", vec![]),
        RecordError::KeyUse { key, wanted: Algorithm::Record } => {
            ("record-key-not-record", vec![("key", words(key))])
        }
        RecordError::KeyUse { key, wanted: Algorithm::Witness } => {
            ("record-key-not-witness", vec![("key", words(key))])
        }
        RecordError::EntryNumber => ("record-entry-number", vec![]),
        RecordError::Actor => ("record-actor", vec![("limit", entry::ACTOR_LIMIT.into())]),
        RecordError::Kind => ("record-kind", vec![("limit", entry::KIND_LIMIT.into())]),
        RecordError::Payload => ("record-payload", vec![("limit", entry::PAYLOAD_LIMIT.into())]),
        RecordError::Content => ("record-content", vec![]),
        RecordError::EntryFile(why) => ("record-entry-file", vec![("why", words(why))]),
        RecordError::Head => ("record-head", vec![]),
        RecordError::Origin { checkpoint, wanted } => {
            ("record-origin", vec![("checkpoint", words(checkpoint)), ("wanted", words(wanted))])
        }
        RecordError::NotSigned { key } => ("record-not-signed", vec![("key", words(key))]),
        RecordError::BadSignature { key } => ("record-bad-signature", vec![("key", words(key))]),
        RecordError::OtherEntry { entry, receipt } => {
            ("record-other-entry", vec![("entry", number(*entry)), ("receipt", number(*receipt))])
        }
        RecordError::Beyond { index, size } => {
            ("record-beyond", vec![("index", number(*index)), ("size", (*size).into())])
        }
        RecordError::Short { wanted, have } => {
            ("record-short", vec![("wanted", number(*wanted)), ("have", (*have).into())])
        }
        RecordError::Shrunk { old, new } => {
            ("record-shrunk", vec![("old", number(*old)), ("new", (*new).into())])
        }
        RecordError::OtherSize { asked, seen } => {
            ("record-other-size", vec![("asked", number(*asked)), ("seen", number(*seen))])
        }
        RecordError::ProofLength { wanted, found } => {
            ("record-proof-length", vec![("wanted", wanted.to_string().into()), ("found", (*found).into())])
        }
        RecordError::NotIncluded { index, size } => {
            ("record-not-included", vec![("index", number(*index)), ("size", number(*size))])
        }
        RecordError::NotConsistent { old, new } => {
            ("record-not-consistent", vec![("old", number(*old)), ("new", number(*new))])
        }
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::ReceiptHeader => "record-part-receipt-header",
        Part::Extra => "record-part-extra",
        Part::Old => "record-part-old",
        Part::Index => "record-part-index",
        Part::ProofHash => "record-part-proof-hash",
        Part::Blank => "record-part-blank",
        Part::Origin => "record-part-origin",
        Part::Size => "record-part-size",
        Part::Root => "record-part-root",
        Part::Extension => "record-part-extension",
        Part::Signature => "record-part-signature",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn one_of_each() -> Vec<RecordError> {
        let key = || "example.org/record+1a2b3c4d".to_owned();
        let mut errors = vec![
            RecordError::Long { limit: 7 },
            RecordError::Byte { at: 7 },
            RecordError::Unsigned,
            RecordError::Signatures,
            RecordError::NoteText,
            RecordError::KeyForm,
            RecordError::KeyName,
            RecordError::KeyType(7),
            RecordError::KeyHash { written: key(), computed: key() },
            RecordError::KeyPoint,
            RecordError::KeyUse { key: key(), wanted: Algorithm::Record },
            RecordError::KeyUse { key: key(), wanted: Algorithm::Witness },
            RecordError::EntryNumber,
            RecordError::Actor,
            RecordError::Kind,
            RecordError::Payload,
            RecordError::Content,
            RecordError::EntryFile("missing field `seq`".into()),
            RecordError::Head,
            RecordError::Origin { checkpoint: key(), wanted: key() },
            RecordError::NotSigned { key: key() },
            RecordError::BadSignature { key: key() },
            RecordError::OtherEntry { entry: 7, receipt: 9 },
            RecordError::Beyond { index: 9, size: 7 },
            RecordError::Short { wanted: 9, have: 7 },
            RecordError::Shrunk { old: 9, new: 7 },
            RecordError::OtherSize { asked: 9, seen: 7 },
            RecordError::ProofLength { wanted: 9, found: 7 },
            RecordError::NotIncluded { index: 7, size: 9 },
            RecordError::NotConsistent { old: 7, new: 9 },
        ];
        errors.extend(
            [
                Part::ReceiptHeader,
                Part::Extra,
                Part::Old,
                Part::Index,
                Part::ProofHash,
                Part::Blank,
                Part::Origin,
                Part::Size,
                Part::Root,
                Part::Extension,
                Part::Signature,
            ]
            .map(|wanted| RecordError::Line { line: 7, wanted }),
        );
        errors
    }

    #[test]
    fn the_program_says_what_the_core_says() {
        let english = Locale::new(Language::En);
        for error in one_of_each() {
            let told = reason(&error, &english).1;
            assert_eq!(told.replace(['\u{201C}', '\u{201D}'], "\""), error.to_string());
        }
    }

    #[test]
    fn every_error_is_told_in_arabic() {
        let arabic = Locale::new(Language::Ar);
        for error in one_of_each() {
            let told = reason(&error, &arabic).1;
            let is_arabic = told.chars().any(|character| ('\u{0621}'..='\u{064A}').contains(&character));
            assert!(is_arabic && !told.contains(['{', '$']) && !told.contains("record-"), "{told}");
        }
    }

    #[test]
    fn words_from_files_cannot_act_on_a_terminal() {
        assert_eq!(shown("a\u{1B}[31mب\u{202E}\u{7F}"), "aU+001B[31mبU+202EU+007F");
    }
}
