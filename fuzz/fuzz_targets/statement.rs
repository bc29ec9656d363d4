//! Whatever is read as a statement's text, a signature, a key, a signers' file, a policy or an occasion: it never panics, a canonical
//! text stays what it is, and both directions find all of a line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::statement::{
    Canonical, Language, Occasion,
    direction::stretches,
    form::markdown::markdown,
    form::{Mark, Sheet, Subject, html},
    signature::{PublicKey, SecretKey, Signature, policy::Policy, signers::Signers},
};

fuzz_target!(|bytes: &[u8]| {
    let _ = Canonical::read(bytes);
    let Ok(words) = std::str::from_utf8(bytes) else { return };
    let _ = Signature::read(words);
    let _ = PublicKey::read(words);
    let _ = SecretKey::read(words);
    let _ = Signers::read(words);
    if let Ok(signers) = serde_json::from_str::<Policy>(words).map_err(drop).and_then(|it| Signers::of(&it).map_err(drop)) {
        assert_eq!(Signers::read(&signers.policy().to_toml()), Ok(signers));
    }
    let _ = Occasion::read(words);
    for language in Language::BOTH {
        let whole: String = stretches(words, language).iter().map(|it| it.words).collect();
        assert_eq!(whole, words);
    }
    let Ok(text) = Canonical::of(words) else { return };
    assert_eq!(Canonical::read(text.as_str().as_bytes()).as_ref(), Ok(&text));
    let sheet = Sheet {
        subject: Subject::Leaflet,
        issued: None,
        coalition: None,
        letterhead: None,
        texts: vec![(Language::Arabic, text)],
        signed: Vec::new(),
        mark: Mark::Stands,
        address: None,
    };
    let page = html::page(&sheet);
    assert!(!page.contains("<script"));
    let _ = markdown(&sheet, Language::Arabic);
});
