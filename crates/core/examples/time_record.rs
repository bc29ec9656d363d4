//! Times the record in this process: appending entries, heads, proofs, receipts, signatures. Prints
//! one line of JSON.
//!
//! usage: time_record [entries]

#![allow(missing_docs, clippy::unwrap_used)]

use std::time::Instant;

use mawqif_core::record::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    entry::{Content, Entry, Header},
    key::{Algorithm, Signer},
    receipt::Receipt,
    tree::{Tree, verify_consistency},
};

const ORIGIN: &str = "mawqif.example/timed";
const PROBES: u64 = 10_000;
const SIGNATURES: u32 = 500;

fn main() {
    let entries = std::env::args().nth(1).map_or(100_000, |count| count.parse().unwrap());
    let entry = |seq: u64| {
        let payload = format!(r#"{{"body":"national-coalition","says":"accept if ground and c{seq}"}}"#);
        let header = Header {
            seq,
            time: 1_417_354_200_000_000 + seq,
            actor: "018f2b1e-7c1a-7000-8000-000000000001".into(),
            kind: "stance-filed".into(),
            version: 1,
        };
        Entry::new(header, Content::Kept { salt: [7; 32], payload }).unwrap()
    };
    let batch: Vec<Entry> = (0..entries).map(entry).collect();

    let start = Instant::now();
    let mut tree = Tree::new();
    batch.iter().for_each(|entry| tree.push(entry.leaf_hash()));
    let append = start.elapsed().as_secs_f64() / entries as f64;

    let start = Instant::now();
    for _ in 0..PROBES {
        std::hint::black_box(tree.head());
    }
    let head = start.elapsed().as_secs_f64() / PROBES as f64;

    let probes = || (0..PROBES).map(|probe| probe * 7919 % entries);
    let start = Instant::now();
    for index in probes() {
        std::hint::black_box(tree.prove_inclusion(index, entries).unwrap());
    }
    let inclusion = start.elapsed().as_secs_f64() / PROBES as f64;

    let start = Instant::now();
    for old in probes() {
        std::hint::black_box(tree.prove_consistency(old, entries).unwrap());
    }
    let consistency = start.elapsed().as_secs_f64() / PROBES as f64;

    let proofs: Vec<_> = probes()
        .map(|old| (tree.head_at(old).unwrap(), tree.prove_consistency(old, entries).unwrap()))
        .collect();
    let new = tree.head();
    let start = Instant::now();
    proofs.iter().for_each(|(old, proof)| verify_consistency(old, &new, proof).unwrap());
    let verify_consistency = start.elapsed().as_secs_f64() / PROBES as f64;

    let signer = Signer::new(ORIGIN, Algorithm::Record, &[1; 32]).unwrap();
    let checkpoint = Checkpoint::new(ORIGIN, tree.head()).unwrap();
    let signed = SignedCheckpoint::sign(checkpoint.clone(), &signer).unwrap();
    let start = Instant::now();
    for _ in 0..SIGNATURES {
        std::hint::black_box(SignedCheckpoint::sign(checkpoint.clone(), &signer).unwrap());
    }
    let sign = start.elapsed().as_secs_f64() / f64::from(SIGNATURES);

    let middle = entries / 2;
    let receipt = Receipt::issue(&tree, middle, &signed).unwrap().to_string();
    let start = Instant::now();
    for _ in 0..SIGNATURES {
        let receipt = Receipt::parse(receipt.as_bytes()).unwrap();
        receipt.verify(&entry(middle), signer.verifier_key(), &[]).unwrap();
    }
    let verify_receipt = start.elapsed().as_secs_f64() / f64::from(SIGNATURES);
    println!(
        r#"{{"entries": {entries}, "append": {append:.3e}, "head": {head:.3e}, "inclusion": {inclusion:.3e}, "consistency": {consistency:.3e}, "verify_consistency": {verify_consistency:.3e}, "sign": {sign:.3e}, "verify_receipt": {verify_receipt:.3e}, "receipt_bytes": {}}}"#,
        receipt.len()
    );
}
