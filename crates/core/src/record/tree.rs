//! The Merkle tree of RFC 6962 over the hashes of a record's entries.
//!
//! Every complete subtree's hash is kept, one list for each height, which is twice the leaves: 6.4 MB
//! for 100,000 entries. So the root and every proof, at this size or any earlier one, take time in the
//! logarithm of the size only.

use super::{error::RecordError, hash::Hash};

/// The state of a tree: how many leaves, and the root over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of leaves.
    pub size: u64,
    /// Root hash, [`Hash::empty`] when there are no leaves.
    pub root: Hash,
}

/// An append-only Merkle tree.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// `levels[h][i]` is the root of the `2^h` leaves from `i * 2^h` on; incomplete subtrees are not
    /// kept, because they change.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// A tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, Vec::len) as u64
    }

    /// The hash of a leaf.
    pub fn leaf(&self, index: u64) -> Option<Hash> {
        self.levels.first()?.get(usize::try_from(index).ok()?).copied()
    }

    /// Appends a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let hashes = &mut self.levels[level];
            hashes.push(hash);
            match hashes.as_slice() {
                // With an even count, the last two are the halves of a subtree that is now complete.
                [.., left, right] if hashes.len().is_multiple_of(2) => hash = Hash::node(left, right),
                _ => return,
            }
        }
    }

    /// Takes back the leaves from `size` on; nothing happens when there are fewer.
    ///
    /// For a writer whose append was not stored. Nothing that was acknowledged is taken back.
    pub fn truncate(&mut self, size: u64) {
        for (level, hashes) in self.levels.iter_mut().enumerate() {
            hashes.truncate(usize::try_from(size >> level).unwrap_or(usize::MAX));
        }
    }

    /// The present head.
    pub fn head(&self) -> Head {
        let size = self.size();
        // A tree holds every complete subtree of its own size.
        Head { size, root: self.subtree(0, size).unwrap_or_else(Hash::empty) }
    }

    /// The head when the tree had `size` leaves.
    ///
    /// # Errors
    /// [`RecordError::Short`] when it never had so many.
    pub fn head_at(&self, size: u64) -> Result<Head, RecordError> {
        self.check_size(size)?;
        Ok(Head { size, root: self.part(0, size)? })
    }

    /// The hashes that lead from a leaf to the root over the first `size` leaves, from the bottom up
    /// (RFC 6962, section 2.1.1).
    ///
    /// # Errors
    /// [`RecordError::Short`] or [`RecordError::Beyond`] when the tree has no such root or leaf.
    pub fn prove_inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, RecordError> {
        self.check_size(size)?;
        if index >= size {
            return Err(RecordError::Beyond { index, size });
        }
        path(index, size).iter().rev().map(|sibling| self.part(sibling.start, sibling.end)).collect()
    }

    /// The hashes that show the first `old` leaves to be the beginning of the first `new` ones (RFC
    /// 6962, section 2.1.2); none when either tree is empty or both are the same.
    ///
    /// # Errors
    /// [`RecordError::Short`] or [`RecordError::Shrunk`] when there are no such trees.
    pub fn prove_consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, RecordError> {
        self.check_size(new)?;
        if old > new {
            return Err(RecordError::Shrunk { old, new });
        }
        if old == 0 {
            return Ok(Vec::new());
        }
        let (start, siblings) = seam(old, new);
        let seed = (start > 0).then_some((start, old));
        let others = siblings.iter().rev().map(|sibling| (sibling.start, sibling.end));
        seed.into_iter().chain(others).map(|(start, end)| self.part(start, end)).collect()
    }

    fn check_size(&self, wanted: u64) -> Result<(), RecordError> {
        let have = self.size();
        if wanted > have { Err(RecordError::Short { wanted, have }) } else { Ok(()) }
    }

    fn part(&self, start: u64, end: u64) -> Result<Hash, RecordError> {
        self.subtree(start, end).ok_or(RecordError::Short { wanted: end, have: self.size() })
    }

    /// The root over the leaves `start..end`, where `start` is a multiple of the least power of two
    /// that is no less than their number; so it is for all subtrees of the RFC's definition.
    ///
    /// Such a range falls into complete subtrees as its length does into powers of two, the largest
    /// first; they are joined from the right.
    fn subtree(&self, start: u64, end: u64) -> Option<Hash> {
        let mut root = None;
        for (level, hashes) in self.levels.iter().enumerate() {
            if (end - start) >> level & 1 == 1 {
                let left = hashes.get(usize::try_from((end >> level) - 1).ok()?)?;
                root = Some(root.map_or(*left, |right| Hash::node(left, &right)));
            }
        }
        Some(root.unwrap_or_else(Hash::empty))
    }
}

impl Extend<Hash> for Tree {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Tree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut tree = Self::new();
        tree.extend(leaves);
        tree
    }
}

/// Checks that a leaf stands at an index of the tree with this head.
///
/// # Errors
/// [`RecordError::Beyond`], [`RecordError::ProofLength`] or [`RecordError::NotIncluded`].
pub fn verify_inclusion(leaf: &Hash, index: u64, head: &Head, proof: &[Hash]) -> Result<(), RecordError> {
    let size = head.size;
    if index >= size {
        return Err(RecordError::Beyond { index, size });
    }
    let siblings = path(index, size);
    check_length(siblings.len(), proof)?;
    let root = siblings.iter().rev().zip(proof).fold(*leaf, |hash, (sibling, other)| match sibling.side {
        Side::Left => Hash::node(other, &hash),
        Side::Right => Hash::node(&hash, other),
    });
    if root == head.root { Ok(()) } else { Err(RecordError::NotIncluded { index, size }) }
}

/// Checks that the tree of one head is the beginning of the tree of another.
///
/// The empty tree is the beginning of every tree, but its root must be that of nothing.
///
/// # Errors
/// [`RecordError::Shrunk`], [`RecordError::ProofLength`] or [`RecordError::NotConsistent`].
pub fn verify_consistency(old: &Head, new: &Head, proof: &[Hash]) -> Result<(), RecordError> {
    if old.size > new.size {
        return Err(RecordError::Shrunk { old: old.size, new: new.size });
    }
    let differs = Err(RecordError::NotConsistent { old: old.size, new: new.size });
    if old.size == 0 || old.size == new.size {
        check_length(0, proof)?;
        let same = if old.size == new.size { new.root } else { Hash::empty() };
        return if old.root == same { Ok(()) } else { differs };
    }
    let (start, siblings) = seam(old.size, new.size);
    check_length(siblings.len() + usize::from(start > 0), proof)?;
    // When the old tree is a complete subtree of the new one, its root is known and not sent.
    let (seed, others) = match proof {
        [seed, others @ ..] if start > 0 => (*seed, others),
        others => (old.root, others),
    };
    let mut roots = (seed, seed);
    for (sibling, other) in siblings.iter().rev().zip(others) {
        roots = match sibling.side {
            Side::Left => (Hash::node(other, &roots.0), Hash::node(other, &roots.1)),
            // What lies to the right came later: the old root has no part in it.
            Side::Right => (roots.0, Hash::node(&roots.1, other)),
        };
    }
    if roots == (old.root, new.root) { Ok(()) } else { differs }
}

/// A subtree that is joined to a growing one, and on which side.
struct Sibling {
    start: u64,
    end: u64,
    side: Side,
}

enum Side {
    Left,
    Right,
}

/// The siblings on the way down from the root of `size` leaves to one of them.
fn path(index: u64, size: u64) -> Vec<Sibling> {
    let (mut start, mut end) = (0, size);
    let mut siblings = Vec::new();
    while end - start > 1 {
        let middle = start + left_half(end - start);
        if index < middle {
            siblings.push(Sibling { start: middle, end, side: Side::Right });
            end = middle;
        } else {
            siblings.push(Sibling { start, end: middle, side: Side::Left });
            start = middle;
        }
    }
    siblings
}

/// The siblings on the way down to the subtree that ends where the first `old` leaves end, and where
/// that subtree starts; `old` is neither 0 nor more than `new`.
fn seam(old: u64, new: u64) -> (u64, Vec<Sibling>) {
    let (mut start, mut end) = (0, new);
    let mut siblings = Vec::new();
    while end != old {
        let middle = start + left_half(end - start);
        if old <= middle {
            siblings.push(Sibling { start: middle, end, side: Side::Right });
            end = middle;
        } else {
            siblings.push(Sibling { start, end: middle, side: Side::Left });
            start = middle;
        }
    }
    (start, siblings)
}

/// The largest power of two below a number of leaves, of which there are at least two.
fn left_half(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

fn check_length(wanted: usize, proof: &[Hash]) -> Result<(), RecordError> {
    let found = proof.len();
    if wanted == found { Ok(()) } else { Err(RecordError::ProofLength { wanted, found }) }
}
