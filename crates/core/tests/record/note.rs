//! Notes, keys, checkpoints and cosignatures against what other programs have published.

use mawqif_core::record::{
    checkpoint::{Checkpoint, EXTENSION_LIMIT, SignedCheckpoint},
    error::{Part, RecordError},
    hash::Hash,
    key::{Algorithm, Signer, VerifierKey},
    note::{Note, SignatureLine},
    tree::Head,
};
use proptest::prelude::*;

use crate::{ORIGIN, checkpoint, record, signer, witness};

// golang.org/x/mod, sumdb/note/note.go and note_test.go.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETER_SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE: &str = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH_LINE: &str = "\u{2014} EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

fn key(text: &str) -> VerifierKey {
    text.parse().unwrap()
}

#[test]
fn the_note_of_the_specification_is_verified() {
    // C2SP signed-note, "Verifier keys".
    let key = key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    let source = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    let note = Note::parse(source.as_bytes()).unwrap();
    assert_eq!(note.text(), "This is an example message.\n");
    assert_eq!(note.verify(&key), Ok(None));
    assert_eq!(note.to_string(), source);
    assert_eq!((key.name(), key.id(), key.algorithm()), ("example.com/foo", 0x530d_903a, Algorithm::Record));
}

#[test]
fn the_notes_of_go_are_made_and_verified() {
    let signer: Signer = PETER_SECRET.parse().unwrap();
    assert_eq!(signer.secret_text(), PETER_SECRET);
    assert_eq!(signer.verifier_key().to_string(), PETER);
    let mut note = Note::new(TEXT.into()).unwrap();
    note.sign(&signer).unwrap();
    assert_eq!(note.to_string(), format!("{TEXT}\n{PETER_LINE}"));
    note.add(SignatureLine::parse(ENOCH_LINE.trim_end()).unwrap()).unwrap();
    assert_eq!(note.to_string(), format!("{TEXT}\n{PETER_LINE}{ENOCH_LINE}"));
    assert_eq!((note.verify(&key(PETER)), note.verify(&key(ENOCH))), (Ok(None), Ok(None)));
    // Signing again replaces the signature.
    note.sign(&signer).unwrap();
    assert_eq!(note.to_string(), format!("{TEXT}\n{ENOCH_LINE}{PETER_LINE}"));
    assert!(!format!("{signer:?}").contains("AYEK"));
}

#[test]
fn signatures_of_others_are_ignored_and_wrong_ones_are_not() {
    let note = Note::parse(format!("{TEXT}\n{PETER_LINE}").as_bytes()).unwrap();
    let label = "EnochRoot+af0cfe78".to_owned();
    assert_eq!(note.verify(&key(ENOCH)), Err(RecordError::NotSigned { key: label }));
    let twice = Note::parse(format!("{TEXT}\n{PETER_LINE}{PETER_LINE}").as_bytes()).unwrap();
    assert_eq!(twice.verify(&key(PETER)), Ok(None));
    let longer = format!("{TEXT}\n{PETER_LINE}{}ABCD{}", &PETER_LINE[..60], &PETER_LINE[60..]);
    let wrong = Err(RecordError::BadSignature { key: "PeterNeumann+c74f20a3".into() });
    assert_eq!(Note::parse(longer.as_bytes()).unwrap().verify(&key(PETER)), wrong);
    let changed = format!("{}\n{PETER_LINE}", TEXT.replace("don't", "do"));
    assert_eq!(Note::parse(changed.as_bytes()).unwrap().verify(&key(PETER)), wrong);
}

#[test]
fn what_is_no_note_is_refused_where_it_stops_being_one() {
    let wrong = |line| RecordError::Line { line, wanted: Part::Signature };
    let cases: [(String, RecordError); 11] = [
        (TEXT.into(), RecordError::Unsigned),
        (format!("{TEXT}\n"), RecordError::Unsigned),
        (String::new(), RecordError::Unsigned),
        (format!("{TEXT}\n{}", PETER_LINE.trim_end()), wrong(4)),
        (format!("\u{1}{TEXT}\n{PETER_LINE}"), RecordError::Byte { at: 0 }),
        (format!("a\r\n\n{PETER_LINE}"), RecordError::Byte { at: 1 }),
        (format!("{TEXT}\n{}", PETER_LINE.replace("PeterNeumann", "Bad Name")), wrong(4)),
        (format!("{TEXT}\n{}", PETER_LINE.replace("PeterNeumann", "Bad+Name")), wrong(4)),
        (format!("{TEXT}\n{PETER_LINE}Unexpected line.\n"), wrong(5)),
        (format!("{TEXT}\n\u{2014} PeterNeumann x08gow==\n"), wrong(4)),
        (format!("{TEXT}\n{}", PETER_LINE.repeat(101)), RecordError::Signatures),
    ];
    for (source, error) in cases {
        assert_eq!(Note::parse(source.as_bytes()), Err(error), "{source}");
    }
    assert_eq!(Note::parse(b"\xFF\n"), Err(RecordError::Byte { at: 0 }));
    assert!(matches!(Note::parse(&vec![b'a'; 2 << 20]), Err(RecordError::Long { .. })));
    for text in ["", "abc", "a\tb\n"] {
        assert_eq!(Note::new(text.into()), Err(RecordError::NoteText));
    }
}

#[test]
fn no_piece_and_no_slip_of_a_key_is_a_key() {
    for whole in [PETER, PETER_SECRET] {
        let read = |text: &str| match whole {
            PETER => text.parse::<VerifierKey>().is_ok(),
            _ => text.parse::<Signer>().is_ok(),
        };
        assert!(read(whole));
        for start in 0..whole.len() {
            for end in start + 1..=whole.len() {
                assert_eq!(read(&whole[start..end]), (start, end) == (0, whole.len()));
            }
        }
        for at in 0..whole.len() {
            let mut bytes = whole.as_bytes().to_vec();
            bytes[at] += 1;
            assert!(!read(std::str::from_utf8(&bytes).unwrap()));
        }
    }
    // A longer key and an unknown type, with hashes that fit (note_test.go).
    let long = "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==";
    assert!(long.parse::<VerifierKey>().is_err());
    let strange = "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert_eq!(strange.parse::<VerifierKey>(), Err(RecordError::KeyType(0x65)));
    let slip = PETER.replace("c74f20a3", "c74f20a4");
    let error = slip.parse::<VerifierKey>().unwrap_err();
    assert!(error.to_string().contains("c74f20a3") && error.to_string().contains("c74f20a4"), "{error}");
    // Points of small order would verify what nobody signed.
    let weak = "x+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(weak.parse::<VerifierKey>(), Err(RecordError::KeyPoint));
}

/// A checkpoint of Google's staging log with the cosignatures of four independent witnesses, as the
/// tests of the Python library tlog-scales keep it; the witnesses' keys are those they publish.
const COSIGNED: &str = "arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

\u{2014} arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
\u{2014} arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
\u{2014} transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
\u{2014} witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
\u{2014} remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
\u{2014} witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
";
const COSIGNED_KEY: &str =
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
const WITNESSES: [&str; 4] = [
    "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
    "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
];

#[test]
fn a_checkpoint_of_a_public_log_and_its_witnesses_is_verified() {
    let signed = SignedCheckpoint::parse(COSIGNED.as_bytes()).unwrap();
    let witnesses: Vec<VerifierKey> = WITNESSES.into_iter().map(key).collect();
    let cosignatures = signed.verify(&key(COSIGNED_KEY), &witnesses).unwrap();
    assert_eq!(cosignatures.len(), 4);
    for (cosignature, witness) in cosignatures.iter().zip(&witnesses) {
        assert_eq!((cosignature.witness.as_str(), cosignature.time), (witness.name(), 1_779_573_024));
    }
    assert_eq!(signed.checkpoint().head().size, 1_432_088_532);
    assert_eq!(signed.to_string(), COSIGNED);
    let other = COSIGNED.replace("1432088532", "1432088531");
    let other = SignedCheckpoint::parse(other.as_bytes()).unwrap();
    assert!(matches!(other.verify(&key(COSIGNED_KEY), &[]), Err(RecordError::BadSignature { .. })));
    assert!(matches!(other.cosignature(&witnesses[2]), Err(RecordError::BadSignature { .. })));
}

#[test]
fn the_checkpoints_of_gos_module_database_are_verified() {
    // The key is built into Go; the checkpoint is in google/trillian-examples,
    // witness/golang/cmd/addrwitness/README.md.
    let key = key("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
    let source = "go.sum database tree\n15067302\ngJyioq6dwR9n+NjEWORfYmH+ubeYm3kH42BBQ0bTpYI=\n\n\u{2014} sum.golang.org Az3grp1rvWOs5NKlr/xR4GLN/CDyzzakmt1o61uSxYKpK1SerqOP2ClbX/peKUZjYnyomH5Xz7GZG3TpB7OeKn4E2ww=\n\u{2014} test.example.com qTGhC/xIPQ0AXKHK6Y+9ypRfuvMZWPjRXM8NiOg5M1WREn07VQXyuIXM3NRNav3ieVFLUqDRK77PWDmL6w8w84UqeAw=\n";
    let signed = SignedCheckpoint::parse(source.as_bytes()).unwrap();
    assert_eq!(signed.note().verify(&key), Ok(None));
    // Its origin is not its key's name, as it must be here.
    assert!(matches!(signed.verify(&key, &[]), Err(RecordError::Origin { .. })));
}

#[test]
fn a_checkpoint_is_three_lines_and_a_few_more() {
    let root = Hash::leaf(b"");
    let head = Head { size: 1, root };
    let plain = Checkpoint::new(ORIGIN, head).unwrap();
    assert_eq!(plain.to_string(), format!("{ORIGIN}\n1\n{root}\n"));
    let more = plain.clone().with_extension("one").unwrap().with_extension("two").unwrap();
    assert_eq!(Checkpoint::parse(&more.to_string()), Ok(more));
    let line = |line, wanted| Err(RecordError::Line { line, wanted });
    let text = |size: &str, root: &str, more: &str| format!("{ORIGIN}\n{size}\n{root}\n{more}");
    let good = root.to_string();
    assert_eq!(Checkpoint::parse(""), line(1, Part::Origin));
    assert_eq!(Checkpoint::parse("\n1\n"), line(3, Part::Root));
    assert_eq!(Checkpoint::parse(&format!("\n1\n{good}\n")), line(1, Part::Origin));
    assert_eq!(Checkpoint::parse(&format!("{}\n1\n{good}\n", "o".repeat(256))), line(1, Part::Origin));
    for size in ["01", "-1", "", "1 ", "9223372036854775808"] {
        assert_eq!(Checkpoint::parse(&text(size, &good, "")), line(2, Part::Size), "{size}");
    }
    for root in ["", &good[1..], "AAECAw==", &format!("{good} ")] {
        assert_eq!(Checkpoint::parse(&text("1", root, "")), line(3, Part::Root), "{root}");
    }
    assert_eq!(Checkpoint::parse(&text("1", &good, "a\n\nb\n")), line(5, Part::Extension));
    assert_eq!(Checkpoint::parse(&text("1", &good, "a")), line(4, Part::Extension));
    let many = "x\n".repeat(EXTENSION_LIMIT);
    assert!(Checkpoint::parse(&text("1", &good, &many)).is_ok());
    assert_eq!(Checkpoint::parse(&text("1", &good, &format!("{many}x\n"))), line(20, Part::Extension));
    assert_eq!(Checkpoint::parse(&text("0", &good, "")), Err(RecordError::Head));
    assert!(Checkpoint::parse(&text("0", &Hash::empty().to_string(), "")).is_ok());
    assert_eq!(Checkpoint::new("a\nb", head), line(1, Part::Origin));
}

#[test]
fn each_key_signs_what_it_is_for() {
    let head = record(3).head();
    let other = Checkpoint::new("mawqif.example/other", head).unwrap();
    assert!(matches!(SignedCheckpoint::sign(other, &signer()), Err(RecordError::Origin { .. })));
    let disguised = Signer::new(ORIGIN, Algorithm::Witness, &[1; 32]).unwrap();
    let own = Checkpoint::new(ORIGIN, head).unwrap();
    let refused = SignedCheckpoint::sign(own, &disguised).unwrap_err();
    assert!(refused.to_string().contains("a record's key (type 1) is needed"), "{refused}");
    let mut signed = checkpoint(&record(3));
    assert!(matches!(signed.cosign(&signer(), 7), Err(RecordError::KeyUse { .. })));
    let record_key = signer().verifier_key().clone();
    let witness_key = witness(1).verifier_key().clone();
    assert!(matches!(
        signed.verify(&record_key, std::slice::from_ref(&record_key)),
        Err(RecordError::KeyUse { .. })
    ));
    let witnesses = [witness_key];
    assert!(matches!(signed.verify(&record_key, &witnesses), Err(RecordError::NotSigned { .. })));
    signed.cosign(&witness(1), 1_417_354_200).unwrap();
    assert_eq!(signed.verify(&record_key, &witnesses).unwrap()[0].time, 1_417_354_200);
    // A later cosignature takes the place of the earlier one.
    signed.cosign(&witness(1), 1_417_354_300).unwrap();
    assert_eq!(signed.verify(&record_key, &witnesses).unwrap()[0].time, 1_417_354_300);
    assert_eq!(signed.note().signatures().len(), 2);
    assert_eq!(signed.cosign(&witness(1), u64::MAX), Err(RecordError::EntryNumber));
}

#[test]
fn a_witness_line_is_taken_only_when_it_fits() {
    let mut signed = checkpoint(&record(3));
    let mut at_the_witness = signed.clone();
    at_the_witness.cosign(&witness(1), 99).unwrap();
    let line = at_the_witness.note().signatures()[1].clone();
    let key = witness(1).verifier_key().clone();
    assert!(checkpoint(&record(4)).add(line.clone(), &key).is_err());
    assert!(signed.add(line.clone(), witness(2).verifier_key()).is_err());
    signed.add(line, &key).unwrap();
    assert_eq!(signed, at_the_witness);
}

#[test]
fn a_record_that_lost_or_changed_entries_is_not_that_of_a_checkpoint() {
    let kept = checkpoint(&record(9)).checkpoint().clone();
    kept.check_against(&record(9)).unwrap();
    kept.check_against(&record(20)).unwrap();
    assert_eq!(kept.check_against(&record(8)), Err(RecordError::Short { wanted: 9, have: 8 }));
    let forged = (0..20).map(|seq| crate::nth(if seq == 4 { 5 } else { seq }).leaf_hash()).collect();
    assert_eq!(kept.check_against(&forged), Err(RecordError::NotConsistent { old: 9, new: 20 }));
    let later = checkpoint(&record(20)).checkpoint().clone();
    let proof = record(20).prove_consistency(9, 20).unwrap();
    later.check_continues(&kept, &proof).unwrap();
    let elsewhere = Checkpoint::new("mawqif.example/other", later.head()).unwrap();
    assert!(matches!(elsewhere.check_continues(&kept, &proof), Err(RecordError::Origin { .. })));
    let forked = Checkpoint::new(ORIGIN, forged.head()).unwrap();
    let proof = forged.prove_consistency(9, 20).unwrap();
    assert_eq!(forked.check_continues(&kept, &proof), Err(RecordError::NotConsistent { old: 9, new: 20 }));
}

proptest! {
    /// Whatever is read is written again byte by byte, and whatever is not is refused quietly.
    #[test]
    fn notes_come_back_as_they_were(
        text in "([a-z\u{2014} +]{0,12}\n){1,5}", names in prop::collection::vec("[a-z./]{1,9}", 0..4),
        noise in "[\u{2014} \na-zA-Z0-9+/=]{0,60}",
    ) {
        let mut source = format!("{text}\n");
        for name in names {
            source += &format!("\u{2014} {name} AAAAAAAA\n");
        }
        for source in [source.clone(), source + &noise, noise] {
            if let Ok(note) = Note::parse(source.as_bytes()) {
                prop_assert_eq!(note.to_string(), source);
            }
        }
    }

    #[test]
    fn keys_come_back_as_they_were(seed in any::<[u8; 32]>(), name in "[^\\s+\u{0}-\u{1F}]{1,20}") {
        for algorithm in [Algorithm::Record, Algorithm::Witness] {
            let signer = Signer::new(&name, algorithm, &seed).unwrap();
            let key = signer.verifier_key();
            prop_assert_eq!(&key.to_string().parse::<VerifierKey>().unwrap(), key);
            let again: Signer = signer.secret_text().parse().unwrap();
            prop_assert_eq!(again.verifier_key(), key);
        }
    }
}
