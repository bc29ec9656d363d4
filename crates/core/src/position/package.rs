//! A package: a set of conditions, by their positions in the dossier.

/// A set of conditions. Positions are those of the dossier, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Package {
    /// 64 positions a word; trailing zero words are cut, so that equal sets are equal values.
    words: Vec<u64>,
}

impl Package {
    /// The package without conditions: the offer as it is.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Whether the condition is in the package.
    pub fn contains(&self, condition: usize) -> bool {
        self.words.get(condition / 64).is_some_and(|word| word >> (condition % 64) & 1 == 1)
    }

    /// Adds a condition.
    pub fn insert(&mut self, condition: usize) {
        let word = condition / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (condition % 64);
    }

    /// Takes a condition out.
    pub fn remove(&mut self, condition: usize) {
        if let Some(word) = self.words.get_mut(condition / 64) {
            *word &= !(1 << (condition % 64));
        }
        while self.words.last() == Some(&0) {
            self.words.pop();
        }
    }

    /// The package without one of its conditions.
    pub fn without(&self, condition: usize) -> Self {
        let mut rest = self.clone();
        rest.remove(condition);
        rest
    }

    /// The positions, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
        })
    }

    /// How many conditions it has.
    pub fn len(&self) -> usize {
        // At most 64 a word, so the sum fits.
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether it has no condition.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every condition of this package is in the other.
    pub fn is_subset_of(&self, other: &Self) -> bool {
        self.words.len() <= other.words.len()
            && self.words.iter().zip(&other.words).all(|(own, others)| own & !others == 0)
    }
}

impl FromIterator<usize> for Package {
    fn from_iter<I: IntoIterator<Item = usize>>(conditions: I) -> Self {
        let mut package = Self::empty();
        for condition in conditions {
            package.insert(condition);
        }
        package
    }
}

impl PartialOrd for Package {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Package {
    /// Fewer conditions first, then the order in which conditions stand in the dossier: how ties
    /// between packages of equal burden and support are broken.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.len().cmp(&other.len()).then_with(|| self.iter().cmp(other.iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(conditions: &[usize]) -> Package {
        conditions.iter().copied().collect()
    }

    #[test]
    fn a_package_is_a_set() {
        let mut set = package(&[3, 70, 3]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 70]);
        assert_eq!((set.len(), set.contains(70), set.contains(71)), (2, true, false));
        set.remove(70);
        assert_eq!(set, package(&[3]));
        assert!(set.is_subset_of(&package(&[3, 200])));
        assert!(!package(&[3, 200]).is_subset_of(&set));
        assert!(set.without(3).is_empty());
    }

    #[test]
    fn ties_go_to_fewer_conditions_then_to_earlier_ones() {
        assert!(package(&[9]) < package(&[0, 1]));
        assert!(package(&[0, 5]) < package(&[1, 2]));
        assert!(package(&[0, 5]) < package(&[0, 64]));
    }
}
