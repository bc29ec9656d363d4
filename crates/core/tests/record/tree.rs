//! The tree against the RFC's definitions, another algorithm, and published vectors.

use mawqif_core::record::{
    error::RecordError,
    hash::Hash,
    proof,
    tree::{Head, Tree, verify_consistency, verify_inclusion},
};
use proptest::prelude::*;

fn hex(text: &str) -> Hash {
    Hash::from_hex(text).unwrap()
}

// The vectors that Certificate Transparency's implementations share; read in transparency-dev/merkle,
// proof/verify_test.go and rfc6962/rfc6962_test.go.
const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const INCLUSION: [(u64, u64, &[&str]); 5] = [
    (0, 1, &[]),
    (
        0,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        &[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        &[
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];
const CONSISTENCY: [(u64, u64, &[&str]); 5] = [
    (1, 1, &[]),
    (
        1,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        &[
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
    (
        6,
        7,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
];

#[test]
fn hashes_are_those_of_certificate_transparency() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(Hash::empty(), hex(empty));
    assert_eq!(Hash::leaf(b""), hex(ROOTS[0]));
    let leaf = "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56";
    assert_eq!(Hash::leaf(b"L123456"), hex(leaf));
    let node = "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb";
    assert_eq!(Hash::of(&[&[1], b"N123", b"N456"]), hex(node));
}

#[test]
fn roots_and_proofs_are_those_of_certificate_transparency() {
    let tree: Tree = LEAVES.iter().map(|leaf| Hash::leaf(leaf)).collect();
    let head = |size: u64| Head { size, root: hex(ROOTS[usize::try_from(size - 1).unwrap()]) };
    for size in 1..=8 {
        assert_eq!(tree.head_at(size).unwrap(), head(size));
    }
    for (index, size, published) in INCLUSION {
        let published: Vec<Hash> = published.iter().copied().map(hex).collect();
        assert_eq!(tree.prove_inclusion(index, size).unwrap(), published);
        verify_inclusion(&tree.leaf(index).unwrap(), index, &head(size), &published).unwrap();
    }
    for (old, new, published) in CONSISTENCY {
        let published: Vec<Hash> = published.iter().copied().map(hex).collect();
        assert_eq!(tree.prove_consistency(old, new).unwrap(), published);
        verify_consistency(&head(old), &head(new), &published).unwrap();
    }
}

/// MTH, PATH and SUBPROOF, word for word as RFC 6962 defines them in section 2.1.
mod definition {
    use super::Hash;

    fn split(leaves: &[Hash]) -> (&[Hash], &[Hash]) {
        let mut half = 1;
        while half * 2 < leaves.len() {
            half *= 2;
        }
        leaves.split_at(half)
    }

    pub fn root(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Hash::empty(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = split(leaves);
                Hash::node(&root(left), &root(right))
            }
        }
    }

    pub fn path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
        if leaves.len() == 1 {
            return Vec::new();
        }
        let (left, right) = split(leaves);
        let (mut path, sibling) = if index < left.len() {
            (self::path(index, left), root(right))
        } else {
            (self::path(index - left.len(), right), root(left))
        };
        path.push(sibling);
        path
    }

    pub fn subproof(old: usize, leaves: &[Hash], is_known: bool) -> Vec<Hash> {
        if old == leaves.len() {
            return if is_known { Vec::new() } else { vec![root(leaves)] };
        }
        let (left, right) = split(leaves);
        if old <= left.len() {
            let mut proof = subproof(old, left, is_known);
            proof.push(root(right));
            proof
        } else {
            let mut proof = subproof(old - left.len(), right, false);
            proof.push(root(left));
            proof
        }
    }
}

/// Verification as RFC 9162 describes it, sections 2.1.3.2 and 2.1.4.2, by bits instead of ranges.
mod by_bits {
    use super::{Hash, Head};

    pub fn inclusion(leaf: &Hash, index: u64, head: &Head, proof: &[Hash]) -> bool {
        if index >= head.size {
            return false;
        }
        let (mut first, mut last, mut root) = (index, head.size - 1, *leaf);
        for other in proof {
            if last == 0 {
                return false;
            }
            if first & 1 == 1 || first == last {
                root = Hash::node(other, &root);
                while first & 1 == 0 && first != 0 {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                root = Hash::node(&root, other);
            }
            first >>= 1;
            last >>= 1;
        }
        last == 0 && root == head.root
    }

    pub fn consistency(old: &Head, new: &Head, proof: &[Hash]) -> bool {
        let mut proof = proof.to_vec();
        if old.size.is_power_of_two() {
            proof.insert(0, old.root);
        }
        let (mut first, mut last) = (old.size - 1, new.size - 1);
        while first & 1 == 1 {
            first >>= 1;
            last >>= 1;
        }
        let Some((seed, others)) = proof.split_first() else { return false };
        let (mut old_root, mut new_root) = (*seed, *seed);
        for other in others {
            if last == 0 {
                return false;
            }
            if first & 1 == 1 || first == last {
                old_root = Hash::node(other, &old_root);
                new_root = Hash::node(other, &new_root);
                while first & 1 == 0 && first != 0 {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                new_root = Hash::node(&new_root, other);
            }
            first >>= 1;
            last >>= 1;
        }
        last == 0 && old_root == old.root && new_root == new.root
    }
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|at| Hash::leaf(&at.to_be_bytes())).collect()
}

fn index(at: u64) -> usize {
    usize::try_from(at).unwrap()
}

#[test]
fn every_leaf_of_1_to_300_is_proven() {
    let leaves = leaves(300);
    let tree: Tree = leaves.iter().copied().collect();
    for size in 1..=300 {
        let head = tree.head_at(size).unwrap();
        assert_eq!(head.root, definition::root(&leaves[..index(size)]));
        for at in 0..size {
            let proof = tree.prove_inclusion(at, size).unwrap();
            if size <= 70 || size % 37 == 0 {
                assert_eq!(proof, definition::path(index(at), &leaves[..index(size)]));
            }
            let leaf = &leaves[index(at)];
            assert_eq!(verify_inclusion(leaf, at, &head, &proof), Ok(()));
            assert!(by_bits::inclusion(leaf, at, &head, &proof));
        }
    }
}

#[test]
fn every_pair_of_sizes_to_70_is_consistent() {
    let leaves = leaves(70);
    let tree: Tree = leaves.iter().copied().collect();
    for new in 0..=70 {
        for old in 0..=new {
            let proof = tree.prove_consistency(old, new).unwrap();
            let (old, new) = (tree.head_at(old).unwrap(), tree.head_at(new).unwrap());
            assert_eq!(verify_consistency(&old, &new, &proof), Ok(()));
            if 0 < old.size && old.size < new.size {
                let defined = definition::subproof(index(old.size), &leaves[..index(new.size)], true);
                assert_eq!(proof, defined);
                assert!(by_bits::consistency(&old, &new, &proof));
            }
            assert_eq!(proof::parse(proof::format(&proof).as_bytes()), Ok(proof));
        }
    }
}

#[test]
fn what_is_not_so_is_not_proven() {
    let tree: Tree = leaves(13).into_iter().collect();
    let stranger = Hash::leaf(b"stranger");
    for size in 1..=13 {
        let head = tree.head_at(size).unwrap();
        for at in 0..size {
            let (leaf, proof) = (tree.leaf(at).unwrap(), tree.prove_inclusion(at, size).unwrap());
            for other in (0..16).filter(|&other| other != at) {
                assert!(verify_inclusion(&leaf, other, &head, &proof).is_err(), "{at} of {size} as {other}");
            }
            assert!(verify_inclusion(&stranger, at, &head, &proof).is_err());
            for root in [Hash::empty(), stranger] {
                assert!(verify_inclusion(&leaf, at, &Head { size, root }, &proof).is_err());
            }
            for changed in changes(&proof) {
                assert!(verify_inclusion(&leaf, at, &head, &changed).is_err(), "{at} of {size}");
            }
        }
        for old in 0..=size {
            let (old, proof) = (tree.head_at(old).unwrap(), tree.prove_consistency(old, size).unwrap());
            for root in [stranger, Hash::leaf(b"")] {
                assert!(verify_consistency(&Head { root, ..old }, &head, &proof).is_err());
                let is_from_nothing = old.size == 0 && size > 0;
                assert_eq!(verify_consistency(&old, &Head { size, root }, &proof).is_ok(), is_from_nothing);
            }
            for changed in changes(&proof) {
                assert!(verify_consistency(&old, &head, &changed).is_err(), "{} to {size}", old.size);
            }
        }
    }
}

/// Proofs with a hash too many, too few, or with one changed bit.
fn changes(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut changes = vec![[proof, &[Hash::empty()]].concat(), [&[Hash::empty()], proof].concat()];
    for at in 0..proof.len() {
        let mut without = proof.to_vec();
        without.remove(at);
        changes.push(without);
        let mut bytes = *proof[at].as_bytes();
        bytes[at % 32] ^= 8;
        let mut flipped = proof.to_vec();
        flipped[at] = Hash::from_bytes(bytes);
        changes.push(flipped);
    }
    changes
}

#[test]
fn what_the_tree_does_not_have_is_said() {
    let tree: Tree = leaves(5).into_iter().collect();
    assert_eq!(tree.head_at(6), Err(RecordError::Short { wanted: 6, have: 5 }));
    assert_eq!(tree.prove_inclusion(5, 5), Err(RecordError::Beyond { index: 5, size: 5 }));
    assert_eq!(tree.prove_inclusion(0, u64::MAX), Err(RecordError::Short { wanted: u64::MAX, have: 5 }));
    assert_eq!(tree.prove_consistency(4, 3), Err(RecordError::Shrunk { old: 4, new: 3 }));
    assert_eq!(tree.prove_consistency(4, 9), Err(RecordError::Short { wanted: 9, have: 5 }));
    assert_eq!(Tree::new().prove_inclusion(0, 0), Err(RecordError::Beyond { index: 0, size: 0 }));
    assert_eq!((tree.leaf(4).is_some(), tree.leaf(5), tree.leaf(u64::MAX)), (true, None, None));
    let (new, old) = (tree.head_at(3).unwrap(), tree.head());
    assert_eq!(verify_consistency(&old, &new, &[]), Err(RecordError::Shrunk { old: 5, new: 3 }));
}

#[test]
fn a_proof_file_is_read_line_by_line() {
    let hash = Hash::empty();
    assert_eq!(proof::parse(b""), Ok(vec![]));
    let wrong = |line| Err(RecordError::Line { line, wanted: mawqif_core::record::error::Part::ProofHash });
    assert_eq!(proof::parse(format!("{hash}\n{hash}").as_bytes()), wrong(2));
    assert_eq!(proof::parse(format!("{hash}\n\n{hash}\n").as_bytes()), wrong(2));
    assert_eq!(proof::parse(b"AAECAw==\n"), wrong(1));
    assert_eq!(proof::parse(format!("{hash}\n").repeat(64).as_bytes()).unwrap().len(), 64);
    assert!(matches!(proof::parse(format!("{hash}\n").repeat(65).as_bytes()), Err(RecordError::Long { .. })));
}

proptest! {
    /// Taking back an append leaves the tree as it was.
    #[test]
    fn a_truncated_tree_is_the_shorter_tree(size in 0_u64..200, kept in 0_u64..200) {
        let mut tree: Tree = leaves(size).into_iter().collect();
        tree.truncate(kept);
        let kept = kept.min(size);
        prop_assert_eq!(tree.head().root, definition::root(&leaves(kept)));
        tree.extend(leaves(size).into_iter().skip(index(kept)));
        prop_assert_eq!(tree.head().root, definition::root(&leaves(size)));
    }

    /// Whatever sizes and proofs somebody sends, there is an answer, and both algorithms agree on it.
    #[test]
    fn nothing_sent_breaks_the_verification(
        index in any::<u64>(), old in any::<u64>(), new in any::<u64>(),
        shift in 0_u32..64, proof in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let (index, old, new) = (index >> shift, old >> shift, new >> shift);
        let proof: Vec<Hash> = proof.into_iter().map(Hash::from_bytes).collect();
        let root = Hash::empty();
        let (old, new) = (Head { size: old, root }, Head { size: new, root });
        let answer = verify_inclusion(&root, index, &new, &proof).is_ok();
        prop_assert_eq!(answer, by_bits::inclusion(&root, index, &new, &proof));
        if 0 < old.size && old.size < new.size {
            prop_assert!(verify_consistency(&old, &new, &proof).is_err());
        }
    }
}

#[test]
fn a_hash_of_pieces_is_that_of_the_whole() {
    let mut hashing = mawqif_core::record::hash::Hashing::default();
    assert_eq!(hashing.hash(), Hash::empty());
    for piece in ["موقف", "", " is a position"] {
        hashing.update(piece.as_bytes());
    }
    assert_eq!(hashing.hash(), Hash::of(&["موقف is a position".as_bytes()]));
}
