//! The worked example of `docs/record.md`, recomputed: whoever follows the document arrives at these
//! bytes.

use mawqif_core::record::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    encoding::to_hex,
    entry::{Content, Entry, Header},
    hash::Hash,
    key::{Algorithm, Signer, VerifierKey},
    proof,
    receipt::Receipt,
    tree::{Tree, verify_consistency},
};

const DOCUMENT: &str = include_str!("../../../../docs/record.md");

/// The block of the document that is marked with a name.
fn block(name: &str) -> &'static str {
    let mark = format!("<!-- {name} -->\n```");
    let (_, rest) = DOCUMENT.split_once(&mark).unwrap_or_else(|| panic!("no block {name}"));
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("```").unwrap().0
}

fn entry(seq: u64, kind: &str, actor: &str, payload: &str) -> Entry {
    let start = u8::try_from(seq * 32).unwrap();
    let salt = std::array::from_fn(|at| start + u8::try_from(at).unwrap());
    let time = 1_417_354_200_000_000 + seq * 60_000_000;
    let header = Header { seq, time, actor: actor.into(), kind: kind.into(), version: 1 };
    Entry::new(header, Content::Kept { salt, payload: payload.into() }).unwrap()
}

#[test]
fn the_worked_example_comes_out() {
    let entries = [
        entry(0, "initiative-received", "secretariat", r#"{"initiative":"freeze","version":1}"#),
        entry(1, "stance-filed", "delegate-7", r#"{"body":"local-council","says":"accept if ground"}"#),
        entry(2, "position-computed", "engine", r#"{"position":"accept-with-conditions"}"#),
    ];
    let tree: Tree = entries.iter().map(Entry::leaf_hash).collect();
    let signer = Signer::new("mawqif.example/kilis", Algorithm::Record, &[0x11; 32]).unwrap();
    let witness = Signer::new("bar-association.example", Algorithm::Witness, &[0x22; 32]).unwrap();
    let checkpoint = Checkpoint::new("mawqif.example/kilis", tree.head()).unwrap();
    let mut signed = SignedCheckpoint::sign(checkpoint.clone(), &signer).unwrap();
    signed.cosign(&witness, 1_417_354_500).unwrap();
    let receipt = Receipt::issue(&tree, 1, &signed).unwrap();
    let mut erased = entries[1].clone();
    erased.erase();

    let hashes: String = entries
        .iter()
        .map(|entry| {
            let (seq, commitment) = (entry.header().seq, entry.commitment());
            format!("commitment {seq}  {commitment:?}\nleaf hash  {seq}  {:?}\n", entry.leaf_hash())
        })
        .collect();
    let node = Hash::node(&entries[0].leaf_hash(), &entries[1].leaf_hash());
    let hashes = format!("{hashes}node       01 {node:?}\nroot          {:?}\n", tree.head().root);
    let leaf: String = entries[1].leaf().chunks(32).map(|line| to_hex(line) + "\n").collect();
    let keys = format!("{}\n{}\n", signer.verifier_key(), witness.verifier_key());
    let seeds = format!("{}\n{}\n", to_hex(&[0x11; 32]), to_hex(&[0x22; 32]));
    let files: String = entries.iter().map(|entry| format!("{}\n", entry.to_json())).collect();
    let expected = [
        ("entries", files),
        ("entry", format!("{:#}\n", entries[1].to_json())),
        ("erased", format!("{:#}\n", erased.to_json())),
        ("leaf", leaf),
        ("hashes", hashes),
        ("seeds", seeds),
        ("keys", keys),
        ("text", checkpoint.to_string()),
        ("checkpoint", signed.to_string()),
        ("receipt", receipt.to_string()),
        ("proof", proof::format(&tree.prove_consistency(1, 3).unwrap())),
    ];
    for (name, expected) in expected {
        assert_eq!(block(name), expected, "{name}");
    }
}

#[test]
fn the_files_in_the_document_verify() {
    let receipt = Receipt::parse(block("receipt").as_bytes()).unwrap();
    let keys: Vec<VerifierKey> = block("keys").lines().map(|line| line.parse().unwrap()).collect();
    for name in ["entry", "erased"] {
        let entry = Entry::from_json(block(name).as_bytes()).unwrap();
        let seen = receipt.verify(&entry, &keys[0], &keys[1..]).unwrap();
        assert_eq!(seen[0].time, 1_417_354_500);
    }
    let entries: Tree =
        block("entries").lines().map(|line| Entry::from_json(line.as_bytes()).unwrap().leaf_hash()).collect();
    let proof = proof::parse(block("proof").as_bytes()).unwrap();
    verify_consistency(&entries.head_at(1).unwrap(), &receipt.checkpoint().checkpoint().head(), &proof)
        .unwrap();
}

#[test]
fn the_limits_in_the_document_are_those_of_the_code() {
    use mawqif_core::record::{checkpoint, entry, key, note, proof, receipt};
    for (limit, words) in [
        (entry::ACTOR_LIMIT, "actor"),
        (entry::KIND_LIMIT, "kind"),
        (entry::PAYLOAD_LIMIT, "payload"),
        (entry::ENTRY_FILE_LIMIT, "entry's file"),
        (key::NAME_LIMIT, "origin, name of a key"),
        (note::NOTE_LIMIT, "note, checkpoint"),
        (note::SIGNATURE_LIMIT, "signatures of a note"),
        (checkpoint::EXTENSION_LIMIT, "extension lines"),
        (receipt::RECEIPT_LIMIT, "receipt"),
        (receipt::EXTRA_LIMIT, "extra data"),
        (receipt::PROOF_LIMIT, "hashes of a receipt"),
        (proof::CONSISTENCY_LIMIT, "hashes of a consistency proof"),
    ] {
        let row = format!("| {words} | {limit} |");
        assert!(DOCUMENT.contains(&row), "{row}");
    }
}
