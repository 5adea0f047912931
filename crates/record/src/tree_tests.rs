//! The tree against published roots and paths, and against the definition written down naively.

use super::{Tree, leaf, root_of};
use anzhi_core::digest::Digest;

/// The eight leaves that the tests of certificate-transparency and of implementations of RFC 9162 use.
const INPUTS: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// The published roots over the first 0, 1, … 8 of them.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// The published paths: place, number of leaves, path.
const PATHS: [(usize, usize, &[&str]); 5] = [
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

fn first(count: usize) -> Vec<Digest> {
    INPUTS.iter().take(count).map(|input| leaf(&[input])).collect()
}

#[test]
fn the_published_roots() {
    for (count, root) in ROOTS.iter().enumerate() {
        assert_eq!(Tree::new(first(count)).root().to_string(), *root, "{count}");
    }
}

#[test]
fn the_published_paths() {
    for (index, count, path) in PATHS {
        let found: Vec<String> =
            Tree::new(first(count)).path(index).unwrap().iter().map(Digest::to_string).collect();
        assert_eq!(found, path, "{index} of {count}");
    }
}

/// The root as section 2.1 of RFC 6962 defines it.
fn naive_root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::of(b""),
        [alone] => *alone,
        several => {
            let (left, right) = several.split_at(greatest_power_below(several.len()));
            let [left, right] = [left, right].map(naive_root);
            Digest::of(&[&[1][..], left.as_bytes(), right.as_bytes()].concat())
        }
    }
}

/// The path as section 2.1.1 defines it.
fn naive_path(index: usize, leaves: &[Digest]) -> Vec<Digest> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let half = greatest_power_below(leaves.len());
    let (left, right) = leaves.split_at(half);
    let (mut path, other) = if index < half {
        (naive_path(index, left), naive_root(right))
    } else {
        (naive_path(index - half, right), naive_root(left))
    };
    path.push(other);
    path
}

fn greatest_power_below(count: usize) -> usize {
    let mut power = 1;
    while power * 2 < count {
        power *= 2;
    }
    power
}

fn numbered(count: usize) -> Vec<Digest> {
    (0..count).map(|n| leaf(&[n.to_string().as_bytes()])).collect()
}

#[test]
fn every_path_of_every_small_tree_is_that_of_the_definition_and_leads_to_its_root() {
    for count in 0..=33 {
        let leaves = numbered(count);
        let tree = Tree::new(leaves.clone());
        assert_eq!((tree.leaves(), tree.root()), (count, naive_root(&leaves)), "{count}");
        assert_eq!(tree.path(count), None);
        for (index, leaf) in leaves.iter().enumerate() {
            let path = tree.path(index).unwrap();
            assert_eq!(path, naive_path(index, &leaves), "{index} of {count}");
            let leads = |leaf: &Digest, index: usize, count: usize, path: &[Digest]| {
                root_of(leaf, index as u64, count as u64, path) == Some(tree.root())
            };
            assert!(leads(leaf, index, count, &path), "{index} of {count}");
            // Nothing else leads there: another place, another leaf, a step more, a step less, a step changed.
            assert!((0..count + 2).all(|other| other == index || !leads(leaf, other, count, &path)));
            assert!(!leads(&Digest::of(b"other"), index, count, &path));
            let longer = [&path[..], &[tree.root()]].concat();
            assert!(!leads(leaf, index, count, &longer));
            for step in 0..path.len() {
                let (mut shorter, mut changed) = (path.clone(), path.clone());
                shorter.remove(step);
                changed[step] = Digest::of(b"other");
                assert!(!leads(leaf, index, count, &shorter) && !leads(leaf, index, count, &changed));
            }
        }
    }
}

#[test]
fn a_node_is_no_leaf() {
    let tree = Tree::new(numbered(2));
    let [left, right] = [numbered(2)[0], numbered(2)[1]];
    assert_ne!(leaf(&[left.as_bytes(), right.as_bytes()]), tree.root());
}

proptest::proptest! {
    #[test]
    fn any_tree_is_that_of_the_definition(count in 0_usize..700, at in 0_usize..700) {
        let leaves = numbered(count);
        let tree = Tree::new(leaves.clone());
        proptest::prop_assert_eq!(tree.root(), naive_root(&leaves));
        if let Some(path) = tree.path(at) {
            proptest::prop_assert_eq!(&path, &naive_path(at, &leaves));
            let root = root_of(&leaves[at], at as u64, count as u64, &path);
            proptest::prop_assert_eq!(root, Some(tree.root()));
        } else {
            proptest::prop_assert!(at >= count);
        }
    }
}
