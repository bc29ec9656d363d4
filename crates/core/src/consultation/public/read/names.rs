//! Ids by position. Small whole numbers, which most exports use, are found in a table rather than by their letters.

use std::{collections::HashMap, fmt};

use super::{MistakeKind, NAME_LIMIT};

/// Numbers below this are looked up in a table.
const TABLE_LIMIT: u32 = 1 << 24;

/// The id of a participant, a statement, a channel or an invitation. Numbers come first and in their order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// A small whole number, written without anything around it.
    Number(u32),
    /// Anything else.
    Word(Box<str>),
}

impl Name {
    /// The id that is written so.
    pub fn new(written: &str) -> Self {
        number(written.as_bytes()).map_or_else(|| Self::Word(written.into()), Self::Number)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Word(word) => formatter.write_str(word),
        }
    }
}

fn number(written: &[u8]) -> Option<u32> {
    if written.is_empty() || written.len() > 8 || (written.len() > 1 && written[0] == b'0') {
        return None;
    }
    let mut number = 0;
    for byte in written {
        number = number * 10 + u32::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    (number < TABLE_LIMIT).then_some(number)
}

/// Ids in the order in which they were first seen.
#[derive(Debug)]
pub(super) struct Names {
    pub names: Vec<Name>,
    limit: usize,
    numbers: Vec<u32>,
    words: HashMap<Box<str>, usize>,
}

/// In the table: nobody yet.
const NONE: u32 = u32::MAX;

impl Names {
    pub(super) fn new(limit: usize) -> Self {
        Self { names: Vec::new(), limit, numbers: Vec::new(), words: HashMap::new() }
    }

    /// The position of a small whole number that has been seen.
    pub(super) fn known(&self, written: &[u8]) -> Option<usize> {
        let at = *self.numbers.get(usize::try_from(number(written)?).ok()?)?;
        if at == NONE { None } else { usize::try_from(at).ok() }
    }

    /// The position of an id, which is new if it has not been seen.
    pub(super) fn position(&mut self, written: &[u8], what: &'static str) -> Result<usize, MistakeKind> {
        if written.len() > NAME_LIMIT {
            return Err(MistakeKind::LongName);
        }
        let full = || MistakeKind::TooMany(what, self.limit);
        let next = self.names.len();
        let is_full = next >= self.limit;
        if let Some(number) = number(written) {
            let at = usize::try_from(number).map_err(|_| full())?;
            if let Some(&known) = self.numbers.get(at).filter(|known| **known != NONE) {
                return usize::try_from(known).map_err(|_| full());
            }
            if is_full {
                return Err(full());
            }
            if at >= self.numbers.len() {
                self.numbers.resize(at + 1, NONE);
            }
            self.numbers[at] = u32::try_from(next).unwrap_or(NONE);
            self.names.push(Name::Number(number));
            return Ok(next);
        }
        let word = String::from_utf8_lossy(written);
        if let Some(&known) = self.words.get(word.as_ref()) {
            return Ok(known);
        }
        if is_full {
            return Err(full());
        }
        self.words.insert(word.as_ref().into(), next);
        self.names.push(Name::Word(word.as_ref().into()));
        Ok(next)
    }
}
