//! The known word nearest to a misspelt one.

/// The longest word for which a nearest one is looked for, in characters: names and terms are shorter.
const LONGEST: usize = 40;

/// Among how many known words it is looked for.
const MOST: usize = 1_000;

/// The known word nearest to a misspelt one, if one is near at all. What stands before a colon counts only where
/// it differs.
///
/// ```
/// use anzhi_schemes::nearest;
///
/// let known = ["candidates", "certificates"];
/// assert_eq!(nearest("canidates", known.into_iter()).as_deref(), Some("candidates"));
/// assert_eq!(nearest("lots", known.into_iter()), None);
/// assert_eq!(nearest("earlier:post", ["earlier:born"].into_iter()), None);
/// ```
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<Box<str>> {
    known
        .take(MOST)
        .filter_map(|candidate| Some((distance(word, candidate)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate.into())
}

/// How many characters are wrong; nothing if too many are.
fn distance(word: &str, candidate: &str) -> Option<usize> {
    let (word, candidate) = match (word.split_once(':'), candidate.split_once(':')) {
        (Some((before, word)), Some((same, candidate))) if before == same => (word, candidate),
        (None | Some(_), _) => (word, candidate),
    };
    let (long, other) = (word.chars().count(), candidate.chars().count());
    let length = long.max(other);
    // A third of the word may be wrong, one character in any case; not all of a short word.
    let most = (length / 3).max(1);
    // Words of quite another length are never near: do not compare them letter by letter.
    if length > LONGEST || long.abs_diff(other) > most {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, candidate);
    (distance <= most && distance < length).then_some(distance)
}
