//! Receipts: what they prove, and that no bit of them can be changed.

use mawqif_core::record::{
    checkpoint::SignedCheckpoint,
    entry::Entry,
    error::{Part, RecordError},
    hash::Hash,
    key::{Algorithm, Signer, VerifierKey},
    receipt::{EXTRA_LIMIT, Receipt},
};
use proptest::prelude::*;

use crate::{ORIGIN, checkpoint, flips, nth, record, signer, witness};

fn witnessed(size: u64) -> SignedCheckpoint {
    let mut signed = checkpoint(&record(size));
    signed.cosign(&witness(1), 1_417_354_200).unwrap();
    signed.cosign(&witness(2), 1_417_354_260).unwrap();
    signed
}

fn keys() -> (VerifierKey, [VerifierKey; 2]) {
    let witnesses = [1, 2].map(|number| witness(number).verifier_key().clone());
    (signer().verifier_key().clone(), witnesses)
}

#[test]
fn every_entry_gets_a_receipt_that_stands_alone() {
    let (key, witnesses) = keys();
    for size in [1, 2, 3, 7, 8, 52] {
        let (tree, signed) = (record(size), witnessed(size));
        for seq in 0..size {
            let receipt = Receipt::issue(&tree, seq, &signed).unwrap();
            let read = Receipt::parse(receipt.to_string().as_bytes()).unwrap();
            assert_eq!(read, receipt);
            let cosignatures = read.verify(&nth(seq), &key, &witnesses).unwrap();
            assert_eq!(cosignatures[1].witness, "witness.example/2");
            let mut erased = nth(seq);
            erased.erase();
            read.verify(&erased, &key, &witnesses).unwrap();
        }
    }
}

#[test]
fn what_does_not_fit_is_said() {
    let (key, witnesses) = keys();
    let receipt = Receipt::issue(&record(52), 41, &witnessed(52)).unwrap();
    let refused = |entry: &Entry, key: &VerifierKey, witnesses: &[VerifierKey]| {
        receipt.verify(entry, key, witnesses).unwrap_err()
    };
    let entry = nth(41);
    assert_eq!(refused(&nth(40), &key, &witnesses), RecordError::OtherEntry { entry: 40, receipt: 41 });
    let mut said = entry.to_json();
    said["payload"] = r#"{"says":"reject"}"#.into();
    let forged = Entry::from_json(said.to_string().as_bytes()).unwrap();
    assert_eq!(refused(&forged, &key, &witnesses), RecordError::NotIncluded { index: 41, size: 52 });
    let impostor = Signer::new(ORIGIN, Algorithm::Record, &[2; 32]).unwrap();
    let impostor = impostor.verifier_key();
    assert_eq!(refused(&entry, impostor, &witnesses), RecordError::NotSigned { key: impostor.label() });
    let other = Signer::new("mawqif.example/other", Algorithm::Record, &[1; 32]).unwrap();
    assert!(matches!(refused(&entry, other.verifier_key(), &[]), RecordError::Origin { .. }));
    let third = [witness(3).verifier_key().clone()];
    assert_eq!(refused(&entry, &key, &third), RecordError::NotSigned { key: third[0].label() });
    let beyond = receipt.to_string().replace("index 41", "index 52");
    let beyond = Receipt::parse(beyond.as_bytes()).unwrap();
    assert_eq!(beyond.verify(&nth(52), &key, &[]), Err(RecordError::Beyond { index: 52, size: 52 }));
    let source = receipt.to_string();
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let shorter = Receipt::parse([&lines[..2], &lines[3..]].concat().concat().as_bytes()).unwrap();
    assert_eq!(shorter.verify(&entry, &key, &[]), Err(RecordError::ProofLength { wanted: 6, found: 5 }));
}

#[test]
fn a_receipt_is_issued_only_for_what_the_record_holds() {
    let signed = witnessed(9);
    assert_eq!(Receipt::issue(&record(20), 9, &signed), Err(RecordError::Beyond { index: 9, size: 9 }));
    assert_eq!(Receipt::issue(&record(8), 3, &signed), Err(RecordError::Short { wanted: 9, have: 8 }));
    let forged = (0..20).map(|seq| nth(seq + 1).leaf_hash()).collect();
    assert_eq!(Receipt::issue(&forged, 3, &signed), Err(RecordError::NotConsistent { old: 9, new: 20 }));
    assert!(Receipt::issue(&record(20), 8, &signed).is_ok());
}

#[test]
fn the_format_is_kept_to_the_letter() {
    // The shape of transparency-dev/formats, proof/tlog_proof_test.go, with a checkpoint that is one.
    let tree = record(2);
    let signed = checkpoint(&tree);
    let hash = tree.leaf(0).unwrap();
    let receipt = Receipt::issue(&tree, 1, &signed).unwrap();
    assert_eq!(receipt.to_string(), format!("c2sp.org/tlog-proof@v1\nindex 1\n{hash}\n\n{signed}"));
    let extra = receipt.clone().with_extra(b"extra information".to_vec()).unwrap();
    let source =
        format!("c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 1\n{hash}\n\n{signed}");
    assert_eq!(extra.to_string(), source);
    assert_eq!(Receipt::parse(source.as_bytes()), Ok(extra));
    let single = Receipt::issue(&record(1), 0, &checkpoint(&record(1))).unwrap();
    assert!(single.to_string().starts_with("c2sp.org/tlog-proof@v1\nindex 0\n\nmawqif.example/kilis\n1\n"));
    assert!(matches!(receipt.clone().with_extra(vec![0; EXTRA_LIMIT + 1]), Err(RecordError::Long { .. })));
    assert!(receipt.with_extra(Vec::new()).is_err());
}

#[test]
fn what_is_no_receipt_is_refused_where_it_stops_being_one() {
    let hash = Hash::empty();
    let end = checkpoint(&record(1)).to_string();
    let cases: [(String, usize, Part); 17] = [
        (String::new(), 1, Part::ReceiptHeader),
        (format!("wrong-header\nindex 0\n\n{end}"), 1, Part::ReceiptHeader),
        ("c2sp.org/tlog-proof@v1".into(), 1, Part::ReceiptHeader),
        (format!("c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\n{end}"), 2, Part::Extra),
        (format!("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n{end}"), 2, Part::Extra),
        (format!("c2sp.org/tlog-proof@v1\nextra AA==\nextra AA==\nindex 0\n\n{end}"), 3, Part::Index),
        (format!("c2sp.org/tlog-proof@v1\n\n\n{end}"), 2, Part::Index),
        (format!("c2sp.org/tlog-proof@v1\nindex notanumber\n\n{end}"), 2, Part::Index),
        (format!("c2sp.org/tlog-proof@v1\nindex -5\n\n{end}"), 2, Part::Index),
        (format!("c2sp.org/tlog-proof@v1\nindex 00\n\n{end}"), 2, Part::Index),
        (format!("c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\n{end}"), 3, Part::ProofHash),
        (
            format!("c2sp.org/tlog-proof@v1\nindex 0\n{0}{0}\n\n{end}", &hash.to_string()[..43]),
            3,
            Part::ProofHash,
        ),
        (format!("c2sp.org/tlog-proof@v1\nindex 0\n{hash}\n{end}"), 4, Part::ProofHash),
        (
            format!("c2sp.org/tlog-proof@v1\nindex 0\n{}\n{end}", format!("{hash}\n").repeat(64)),
            66,
            Part::Blank,
        ),
        (format!("c2sp.org/tlog-proof@v1\nindex 0\n{hash}"), 3, Part::ProofHash),
        (format!("c2sp.org/tlog-proof@v1\nindex 0\n\n{}", end.replace("\n1\n", "\n01\n")), 5, Part::Size),
        (format!("c2sp.org/tlog-proof@v1\nindex 0\n\n{end}more\n"), 9, Part::Signature),
    ];
    for (source, line, wanted) in cases {
        assert_eq!(Receipt::parse(source.as_bytes()), Err(RecordError::Line { line, wanted }), "{source}");
    }
    let unsigned = "c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n";
    assert_eq!(Receipt::parse(unsigned.as_bytes()), Err(RecordError::Unsigned));
    assert!(matches!(Receipt::parse(&vec![b'a'; 4 << 20]), Err(RecordError::Long { .. })));
}

#[test]
fn any_changed_bit_of_a_receipt_is_refused() {
    let (key, witnesses) = keys();
    let entry = nth(3);
    let source = Receipt::issue(&record(5), 3, &witnessed(5)).unwrap().to_string();
    for changed in flips(source.as_bytes()) {
        let verified = Receipt::parse(&changed).and_then(|receipt| receipt.verify(&entry, &key, &witnesses));
        assert!(verified.is_err(), "{}", String::from_utf8_lossy(&changed));
    }
}

#[test]
fn any_changed_bit_of_a_checkpoint_is_refused() {
    let (key, witnesses) = keys();
    for changed in flips(witnessed(5).to_string().as_bytes()) {
        let verified = SignedCheckpoint::parse(&changed).and_then(|signed| signed.verify(&key, &witnesses));
        assert!(verified.is_err(), "{}", String::from_utf8_lossy(&changed));
    }
}

proptest! {
    /// A receipt cut short or with something put in is refused as well.
    #[test]
    fn any_cut_or_addition_is_refused(at in any::<prop::sample::Index>(), added in "[\n a-zA-Z0-9+/=\u{2014}]{1,50}") {
        let (key, witnesses) = keys();
        let source = Receipt::issue(&record(5), 3, &witnessed(5)).unwrap().to_string();
        let places: Vec<usize> = source.char_indices().map(|(place, _)| place).collect();
        let place = *at.get(&places);
        for changed in [source[..place].to_owned(), format!("{}{added}{}", &source[..place], &source[place..])] {
            let verified = Receipt::parse(changed.as_bytes())
                .and_then(|receipt| receipt.verify(&nth(3), &key, &witnesses));
            prop_assert!(verified.is_err(), "{}", changed);
        }
    }

    #[test]
    fn nothing_sent_breaks_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300), lines in "(c2sp.org/tlog-proof@v1\n|index 7\n|extra AA==\n|\n|\u{2014} a AAAAAAAA\n|1\n|47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n){0,12}") {
        let _ = Receipt::parse(&bytes);
        if let Ok(receipt) = Receipt::parse(lines.as_bytes()) {
            prop_assert_eq!(receipt.to_string(), lines);
        }
    }
}
