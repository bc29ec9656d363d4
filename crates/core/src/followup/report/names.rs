//! Names that many reports share, each kept once.

use std::collections::HashMap;

/// A name, by its number; 0 is no name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

impl Name {
    /// The name with a number, as [`Name::number`] told it.
    pub fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// Whether there is a name.
    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    /// Its number.
    pub fn number(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// All names of a table.
#[derive(Clone, Debug, Default)]
pub struct Names {
    known: HashMap<String, Name>,
    names: Vec<String>,
}

impl Names {
    /// The number of a name, a new one if need be.
    pub(super) fn enter(&mut self, name: &str) -> Name {
        if name.is_empty() {
            return Name::default();
        }
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        self.names.push(name.to_owned());
        let number = Name(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.known.insert(name.to_owned(), number);
        number
    }

    /// The number of a name, or one that none of these has.
    pub fn number_of(&self, name: &str) -> Name {
        let unknown = Name(u32::try_from(self.names.len()).unwrap_or(u32::MAX).saturating_add(1));
        self.known.get(name).copied().unwrap_or(unknown)
    }

    /// A name's words.
    pub fn words(&self, name: Name) -> &str {
        let at = name.number().checked_sub(1);
        at.and_then(|at| self.names.get(at)).map_or("", String::as_str)
    }

    /// What holds of each name, by its number; of no name it does not.
    pub fn each(&self, holds: impl Fn(&str) -> bool) -> Vec<bool> {
        std::iter::once(false).chain(self.names.iter().map(|name| holds(name))).collect()
    }

    /// Names as [`Names::all`] told them.
    pub fn of(all: impl IntoIterator<Item = String>) -> Self {
        let mut names = Self::default();
        for name in all {
            names.names.push(name.clone());
            let number = Name(u32::try_from(names.names.len()).unwrap_or(u32::MAX));
            names.known.entry(name).or_insert(number);
        }
        names
    }

    /// All names, in the order of their numbers, from 1.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.names.len()
    }
}
