//! The record against published vectors, against the definitions it is built on, and against whoever
//! changes a bit of it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod document;
mod entry;
mod note;
mod receipt;
mod tree;

use mawqif_core::record::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    entry::{Content, Entry, Header},
    key::{Algorithm, Signer},
    tree::Tree,
};

pub const ORIGIN: &str = "mawqif.example/kilis";

/// The nth entry of a made-up record.
pub fn nth(seq: u64) -> Entry {
    let header = Header {
        seq,
        time: 1_417_354_200_000_000 + seq * 60_000_000,
        actor: format!("delegate-{}", seq % 7),
        kind: "stance-filed".into(),
        version: 1,
    };
    let salt = std::array::from_fn(|at| u8::try_from((seq * 31 + at as u64 * 7) % 251).unwrap());
    Entry::new(header, Content::Kept { salt, payload: format!(r#"{{"says":"accept if c{seq}"}}"#) }).unwrap()
}

pub fn record(size: u64) -> Tree {
    (0..size).map(|seq| nth(seq).leaf_hash()).collect()
}

pub fn signer() -> Signer {
    Signer::new(ORIGIN, Algorithm::Record, &[1; 32]).unwrap()
}

pub fn witness(number: u8) -> Signer {
    Signer::new(&format!("witness.example/{number}"), Algorithm::Witness, &[100 + number; 32]).unwrap()
}

pub fn checkpoint(tree: &Tree) -> SignedCheckpoint {
    SignedCheckpoint::sign(Checkpoint::new(ORIGIN, tree.head()).unwrap(), &signer()).unwrap()
}

/// Every file that differs from this one in a single bit.
pub fn flips(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len() * 8).map(|bit| {
        let mut changed = bytes.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        changed
    })
}
