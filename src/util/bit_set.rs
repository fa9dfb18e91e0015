//! A set of small whole numbers, one bit each.

/// A set of small whole numbers. It grows as numbers are added.
#[derive(Clone, Debug, Default)]
pub struct BitSet(Vec<u64>);

impl BitSet {
    /// An empty set with room for the numbers below `bound`.
    #[must_use]
    pub fn with_capacity(bound: usize) -> Self {
        Self(vec![0; bound.div_ceil(64)])
    }

    /// Whether `number` is in the set.
    #[must_use]
    pub fn contains(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds `number`; returns whether it was new.
    pub fn insert(&mut self, number: usize) -> bool {
        let (word, bit) = (number / 64, 1 << (number % 64));
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }

    /// Removes `number`; returns whether it was in the set.
    pub fn remove(&mut self, number: usize) -> bool {
        let was_in = self.contains(number);
        if was_in {
            self.0[number / 64] &= !(1 << (number % 64));
        }
        was_in
    }

    /// Removes all numbers and keeps the storage.
    pub fn clear(&mut self) {
        self.0.fill(0);
    }

    /// Adds all numbers of another set.
    pub fn extend_from(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(ours, theirs)| *ours |= theirs);
    }

    /// How many numbers are in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether no number is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0
            .iter()
            .enumerate()
            .flat_map(|(n, word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| n * 64 + bit))
    }
}

impl PartialEq for BitSet {
    /// Sets with the same numbers are equal, whatever storage they have.
    fn eq(&self, other: &Self) -> bool {
        let (short, long) = if self.0.len() < other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        let (same, rest) = long.split_at(short.len());
        short == same && rest.iter().all(|word| *word == 0)
    }
}

impl Eq for BitSet {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_added_and_removed() {
        let mut set = BitSet::with_capacity(10);
        assert!(set.is_empty() && set.insert(3) && !set.insert(3) && set.insert(200));
        assert!(set.contains(3) && set.contains(200) && !set.contains(4) && !set.contains(9_999));
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 200]);
        assert!(set.remove(200) && !set.remove(200) && !set.remove(9_999));
        assert_eq!(
            (set.len(), set),
            (1, {
                let mut other = BitSet::default();
                other.insert(3);
                other
            })
        );
    }

    #[test]
    fn a_union_has_the_numbers_of_both() {
        let (mut ours, mut theirs) = (BitSet::default(), BitSet::default());
        ours.insert(1);
        theirs.insert(70);
        ours.extend_from(&theirs);
        assert_eq!(ours.iter().collect::<Vec<_>>(), [1, 70]);
        ours.clear();
        assert_eq!(ours, BitSet::default());
    }
}
