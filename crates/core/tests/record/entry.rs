//! Entries: what is refused, what a leaf is made of, and what remains of an erased payload.

use mawqif_core::record::{
    entry::{Content, ENTRY_FILE_LIMIT, Entry, Header, PAYLOAD_LIMIT},
    error::RecordError,
    hash::Hash,
};
use proptest::prelude::*;

use crate::{flips, nth};

fn with(change: impl FnOnce(&mut Header), payload: &str) -> Result<Entry, RecordError> {
    let mut header = nth(3).header().clone();
    change(&mut header);
    Entry::new(header, Content::Kept { salt: [9; 32], payload: payload.into() })
}

#[test]
fn only_what_has_one_meaning_is_an_entry() {
    assert!(with(|_| (), "{}").is_ok());
    for actor in ["", "two words", "line\nbreak", "a\u{202E}b", "a\u{200B}b", "nb\u{A0}sp", &"x".repeat(256)]
    {
        assert_eq!(with(|header| header.actor = actor.into(), "{}"), Err(RecordError::Actor), "{actor}");
    }
    for actor in ["مجلس_المحافظة", "018f2b1e-7c1a-7000-8000-000000000001", "system", &"x".repeat(255)]
    {
        assert!(with(|header| header.actor = actor.into(), "{}").is_ok(), "{actor}");
    }
    for kind in ["", "Stance", "stance filed", "-stance", "9lives", "موقف", "stance\n", &"x".repeat(65)] {
        assert_eq!(with(|header| header.kind = kind.into(), "{}"), Err(RecordError::Kind), "{kind}");
    }
    assert_eq!(with(|header| header.version = 0, "{}"), Err(RecordError::Kind));
    assert_eq!(with(|header| header.time = 1 << 63, "{}"), Err(RecordError::EntryNumber));
    assert_eq!(with(|header| header.seq = u64::MAX, "{}"), Err(RecordError::EntryNumber));
    let long = format!("\"{}\"", "x".repeat(PAYLOAD_LIMIT));
    for payload in ["", "{", "{}{}", "{} x", "nul", "{'a':1}", &long] {
        assert_eq!(with(|_| (), payload), Err(RecordError::Payload));
    }
    for payload in ["null", " {\"a\" : 1}\n", "\"موقف\"", "[]"] {
        assert!(with(|_| (), payload).is_ok());
    }
}

#[test]
fn a_leaf_is_five_lines_and_a_commitment() {
    let entry = nth(41);
    let mut leaf =
        b"mawqif entry v1\nseq 41\ntime 1417356660000000\nactor delegate-6\nkind stance-filed 1\n".to_vec();
    let Content::Kept { salt, payload } = entry.content() else { panic!() };
    let commitment = Hash::of(&[salt, payload.as_bytes()]);
    leaf.extend_from_slice(commitment.as_bytes());
    assert_eq!(entry.leaf(), leaf);
    assert_eq!(entry.leaf_hash(), Hash::of(&[&[0], &leaf]));
}

#[test]
fn erasing_leaves_the_leaf_and_nothing_of_the_payload() {
    let mut entry = nth(41);
    let (leaf, commitment) = (entry.leaf(), entry.commitment());
    entry.erase();
    assert_eq!((entry.leaf(), entry.payload()), (leaf, None));
    assert_eq!(entry.content(), &Content::Erased { commitment });
    let file = entry.to_json().to_string();
    assert!(!file.contains("payload") && !file.contains("salt"));
    assert_eq!(Entry::from_json(file.as_bytes()), Ok(entry.clone()));
    entry.erase();
    assert_eq!(entry.commitment(), commitment);
}

#[test]
fn a_file_is_read_strictly() {
    let good = r#"{"seq":1,"time":2,"actor":"a","kind":"k","version":1,"salt":"S","payload":"{}"}"#
        .replace('S', &"0a".repeat(32));
    assert!(Entry::from_json(good.as_bytes()).is_ok());
    assert!(Entry::from_json(format!(" {good}\n").as_bytes()).is_ok());
    let refused = |from: &str, to: &str| Entry::from_json(good.replace(from, to).as_bytes()).unwrap_err();
    let told = refused("\"time\":2,", "").to_string();
    assert!(told.contains("missing field `time`"), "{told}");
    for (from, to) in [
        ("\"seq\":1", "\"seq\":\"1\""),
        ("\"seq\":1", "\"seq\":1.0"),
        ("\"seq\":1", "\"seq\":-1"),
        ("\"seq\":1", "\"seq\":1,\"seq\":1"),
        ("\"seq\":1", "\"seq\":1,\"more\":1"),
        ("{\"seq", "[{\"seq"),
        ("\"{}\"}", "\"{}\"}}"),
        ("\"{}\"", "{}"),
    ] {
        assert!(matches!(refused(from, to), RecordError::EntryFile(_)), "{to}");
    }
    for (from, to) in [
        ("0a0a", "0A0A"),
        ("0a0a", "0a"),
        ("\"payload\":\"{}\"", "\"commitment\":\"00\""),
        (",\"payload\":\"{}\"", ""),
        ("\"seq\"", "\"commitment\":\"00\",\"seq\""),
    ] {
        assert_eq!(refused(from, to), RecordError::Content, "{to}");
    }
    assert!(matches!(Entry::from_json(&vec![b' '; ENTRY_FILE_LIMIT + 1]), Err(RecordError::Long { .. })));
}

#[test]
fn any_changed_bit_of_a_file_is_refused_or_changes_the_leaf() {
    let mut erased = nth(300);
    erased.erase();
    for entry in [nth(41), erased] {
        for changed in flips(format!("{:#}\n", entry.to_json()).as_bytes()) {
            if let Ok(other) = Entry::from_json(&changed) {
                assert_ne!(other.leaf_hash(), entry.leaf_hash(), "{}", String::from_utf8_lossy(&changed));
            }
        }
    }
}

prop_compose! {
    fn any_entry()(
        seq in 0..1_u64 << 63, time in 0..1_u64 << 63, actor in "[a-zء-ي0-9/:_.-]{1,20}",
        kind in "[a-z][a-z0-9-]{0,20}", version in 1..u32::MAX, salt in any::<[u8; 32]>(),
        payload in "[^\u{0}]{0,30}",
    ) -> Entry {
        let payload = serde_json::json!({ "says": payload }).to_string();
        Entry::new(Header { seq, time, actor, kind, version }, Content::Kept { salt, payload }).unwrap()
    }
}

/// Reads a leaf back: that this can be done shows that no two headers share one.
fn header(leaf: &[u8]) -> (Header, Hash) {
    let (lines, commitment) = leaf.split_at(leaf.len() - 32);
    let lines: Vec<&str> = std::str::from_utf8(lines).unwrap().lines().collect();
    let [_, seq, time, actor, kind] = lines.as_slice() else { panic!("{lines:?}") };
    let (kind, version) = kind.strip_prefix("kind ").unwrap().split_once(' ').unwrap();
    let header = Header {
        seq: seq.strip_prefix("seq ").unwrap().parse().unwrap(),
        time: time.strip_prefix("time ").unwrap().parse().unwrap(),
        actor: actor.strip_prefix("actor ").unwrap().into(),
        kind: kind.into(),
        version: version.parse().unwrap(),
    };
    (header, Hash::from_bytes(commitment.try_into().unwrap()))
}

proptest! {
    #[test]
    fn a_leaf_tells_its_header(entry in any_entry()) {
        prop_assert_eq!(header(&entry.leaf()), (entry.header().clone(), entry.commitment()));
    }

    #[test]
    fn a_file_gives_the_entry_back(entry in any_entry()) {
        prop_assert_eq!(Entry::from_json(entry.to_json().to_string().as_bytes()), Ok(entry));
    }

    #[test]
    fn nothing_in_a_file_breaks_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Entry::from_json(&bytes);
    }
}
