//! Reading the record's files is total, and there is one spelling of each: what was read and is written
//! again is the same bytes. Nothing verifies by chance.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::record::{
    checkpoint::SignedCheckpoint, entry::Entry, key::VerifierKey, note::Note, proof, receipt::Receipt,
    witness::Request,
};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_string().as_bytes(), bytes);
    }
    if let Ok(checkpoint) = SignedCheckpoint::parse(bytes) {
        assert_eq!(checkpoint.to_string().as_bytes(), bytes);
    }
    if let Ok(request) = Request::parse(bytes) {
        assert_eq!(request.to_string().as_bytes(), bytes);
    }
    if let Ok(receipt) = Receipt::parse(bytes) {
        assert_eq!(receipt.to_string().as_bytes(), bytes);
    }
    if let Ok(hashes) = proof::parse(bytes) {
        assert_eq!(proof::format(&hashes).as_bytes(), bytes);
    }
    if let Ok(entry) = Entry::from_json(bytes) {
        let again = Entry::from_json(entry.to_json().to_string().as_bytes());
        assert_eq!(again.as_ref(), Ok(&entry));
        let mut erased = entry.clone();
        erased.erase();
        assert_eq!(erased.leaf_hash(), entry.leaf_hash());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(key) = text.parse::<VerifierKey>()
    {
        assert_eq!(key.to_string(), text);
    }
});
