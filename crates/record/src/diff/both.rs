//! One thing of each of two records.

/// What the old record has, and what the new one has.
///
/// ```
/// use anzhi_record::diff::Both;
///
/// let ranks = Both { old: "3", new: "5" };
/// assert!(ranks.differ());
/// assert_eq!(ranks.map(str::len), Both { old: 1, new: 1 });
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Both<T> {
    /// Of the record that is replaced.
    pub old: T,
    /// Of the record that replaces it.
    pub new: T,
}

impl<T> Both<T> {
    /// The same made of each.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Both<U> {
        Both { old: f(self.old), new: f(self.new) }
    }

    /// Each by reference.
    pub fn as_ref(&self) -> Both<&T> {
        Both { old: &self.old, new: &self.new }
    }

    /// The two together with two others.
    pub(super) fn zip<U>(self, other: Both<U>) -> Both<(T, U)> {
        Both { old: (self.old, other.old), new: (self.new, other.new) }
    }
}

impl<T: PartialEq> Both<T> {
    /// Whether they are not the same.
    pub fn differ(&self) -> bool {
        self.old != self.new
    }
}
