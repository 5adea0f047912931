//! The known word nearest to a misspelt one.

/// The known word nearest to a misspelt one, if one is near at all.
///
/// ```
/// use anzhi_schemes::nearest;
///
/// let known = ["candidates", "certificates"];
/// assert_eq!(nearest("canidates", known.into_iter()).as_deref(), Some("candidates"));
/// assert_eq!(nearest("lots", known.into_iter()), None);
/// ```
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<Box<str>> {
    let long = word.chars().count();
    known
        .map(|candidate| (candidate.chars().count(), candidate))
        // A word of quite another length is never near: do not compare it letter by letter.
        .filter(|(length, _)| length.abs_diff(long) <= (long.max(*length) / 3).max(1))
        .map(|(_, candidate)| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            let length = long.max(candidate.chars().count());
            // A third of the word may be wrong, one character in any case; not all of a short word.
            *distance <= (length / 3).max(1) && *distance < length
        })
        .min()
        .map(|(_, candidate)| candidate.into())
}
