//! The tree of leaves (默克尔树) of RFC 6962: one digest for all leaves, and a short path from each leaf to it.

use anzhi_core::digest::Digest;

/// What stands before the bytes of a leaf, and what before those of a node: without them a node could pass for a leaf.
const LEAF: u8 = 0;
const NODE: u8 = 1;

/// The tree over some leaves, in their order.
///
/// ```
/// use anzhi_record::tree::{Tree, leaf, root_of};
///
/// let leaves = [leaf(&[b"a"]), leaf(&[b"b"]), leaf(&[b"c"])];
/// let tree = Tree::new(leaves.to_vec());
/// let path = tree.path(1).ok_or("no such leaf")?;
/// assert_eq!((tree.leaves(), path.len()), (3, 2));
/// assert_eq!(root_of(&leaves[1], 1, 3, &path), Some(tree.root()));
/// // Another leaf does not lead there, nor does the same in another place.
/// assert_ne!(root_of(&leaves[0], 1, 3, &path), Some(tree.root()));
/// assert_ne!(root_of(&leaves[1], 0, 3, &path), Some(tree.root()));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tree {
    /// The leaves, then the nodes over them, up to the root. A last one without a neighbour goes up as it is, which is
    /// the same as splitting at the greatest power of two below the number of leaves.
    rows: Vec<Vec<Digest>>,
}

impl Tree {
    /// The tree over these leaves.
    pub fn new(leaves: Vec<Digest>) -> Self {
        let mut rows = vec![leaves];
        while let Some(row) = rows.last().filter(|row| row.len() > 1) {
            let above = row.chunks(2).map(|two| match two {
                [left, right] => node(left, right),
                [alone, ..] => *alone,
                [] => Digest::of(b""),
            });
            rows.push(above.collect());
        }
        Self { rows }
    }

    /// How many leaves it has.
    pub fn leaves(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// The digest of all leaves (根); without any, that of nothing.
    pub fn root(&self) -> Digest {
        self.rows.last().and_then(|row| row.first()).copied().unwrap_or_else(|| Digest::of(b""))
    }

    /// What a leaf is joined with on its way to the root, from below (路径); `None` if there is no such leaf.
    pub fn path(&self, index: usize) -> Option<Vec<Digest>> {
        let (_, below) = self.rows.split_last()?;
        (index < self.leaves()).then(|| {
            let neighbour = |(height, row): (usize, &Vec<Digest>)| row.get((index >> height) ^ 1).copied();
            below.iter().enumerate().filter_map(neighbour).collect()
        })
    }
}

/// The digest of a leaf made of these parts, one behind the other.
///
/// ```
/// use anzhi_record::tree::leaf;
///
/// assert!(leaf(&[]).to_string().starts_with("6e340b9cffb37a98"));
/// assert_eq!(leaf(&[b"a", b"b"]), leaf(&[b"ab"]));
/// ```
pub fn leaf(parts: &[&[u8]]) -> Digest {
    let length = 1 + parts.iter().map(|part| part.len()).sum::<usize>();
    let mut bytes = Vec::with_capacity(length);
    bytes.push(LEAF);
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    Digest::of(&bytes)
}

fn node(left: &Digest, right: &Digest) -> Digest {
    let mut bytes = [NODE; 65];
    bytes[1..33].copy_from_slice(left.as_bytes());
    bytes[33..].copy_from_slice(right.as_bytes());
    Digest::of(&bytes)
}

/// The root to which a path leads from a leaf in that place of so many; `None` if there is no such place, or the path
/// is not as long as it must be from there.
///
/// ```
/// use anzhi_record::tree::{leaf, root_of};
///
/// let alone = leaf(&[b"alone"]);
/// assert_eq!(root_of(&alone, 0, 1, &[]), Some(alone));
/// assert_eq!(root_of(&alone, 0, 1, &[alone]), None); // too long
/// assert_eq!(root_of(&alone, 0, 2, &[]), None); // too short
/// assert_eq!(root_of(&alone, 1, 1, &[]), None); // no such place
/// ```
pub fn root_of(leaf: &Digest, index: u64, leaves: u64, path: &[Digest]) -> Option<Digest> {
    let (mut place, mut last) = (index, leaves.checked_sub(1).filter(|last| index <= *last)?);
    let mut hash = *leaf;
    for other in path {
        // A last one without a neighbour goes up as it is.
        while place == last && place & 1 == 0 && last > 0 {
            (place, last) = (place >> 1, last >> 1);
        }
        if last == 0 {
            return None;
        }
        hash = if place & 1 == 1 { node(other, &hash) } else { node(&hash, other) };
        (place, last) = (place >> 1, last >> 1);
    }
    // What is left of the way must be going up alone.
    while place == last && place & 1 == 0 && last > 0 {
        (place, last) = (place >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
