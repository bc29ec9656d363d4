//! The form of a dump: a sequence of CBOR arrays (RFC 8949, RFC 8742) of numbers, texts, bytes and null, each
//! in its shortest form. `docs/dump.md` describes it.

use std::io::{self, Read, Write};

use mawqif_core::record::hash::{HASH_LENGTH, Hash, Hashing};

use crate::error::Error;

/// What a dump begins with.
pub(super) const NAME: &str = "mawqif store";

/// The version of this form.
pub(super) const VERSION: u64 = 1;

/// Longest text or bytes of a dump, in bytes.
pub const DUMP_VALUE_LIMIT: u64 = 16 << 20;

/// Values of an item at most.
const WIDTH: u64 = 64;

/// Kinds of items, as CBOR has them in the first three bits.
const NUMBER: u8 = 0;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;
const NULL: u8 = 0xF6;

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Number(u64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    /// Bytes that it takes, about.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Null | Self::Number(_) => 8,
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

/// What a dump consists of.
pub(super) enum Item {
    /// The form's version, and that of the tables.
    Begin { version: u64, schema: u64 },
    /// A table, and the columns of the rows that follow.
    Table { name: String, columns: Vec<String> },
    /// A row of the last table.
    Row(Vec<Value>),
    /// How many rows there were, and the hash of all bytes before this item.
    End { rows: u64, hash: Hash },
}

/// A dump that is being written.
pub(super) struct Output<W: Write> {
    to: io::BufWriter<W>,
    hashing: Hashing,
    item: Vec<u8>,
    rows: u64,
}

impl<W: Write> Output<W> {
    pub(super) fn new(to: W) -> Self {
        let to = io::BufWriter::with_capacity(1 << 16, to);
        Self { to, hashing: Hashing::default(), item: Vec::new(), rows: 0 }
    }

    pub(super) fn begin(&mut self, schema: u64) -> Result<(), Error> {
        self.write(&[Value::Text(NAME.to_owned()), Value::Number(VERSION), Value::Number(schema)])
    }

    pub(super) fn table<'c>(
        &mut self,
        name: &'c str,
        columns: impl Iterator<Item = &'c str>,
    ) -> Result<(), Error> {
        let words = ["table", name].into_iter().chain(columns);
        self.write(&words.map(|word| Value::Text(word.to_owned())).collect::<Vec<_>>())
    }

    pub(super) fn row(&mut self, values: &[Value]) -> Result<(), Error> {
        self.rows += 1;
        self.item.clear();
        head(&mut self.item, ARRAY, values.len() as u64 + 1);
        push(&mut self.item, &Value::Text("row".to_owned()))?;
        values.iter().try_for_each(|value| push(&mut self.item, value))?;
        self.send()
    }

    /// Ends the dump, and gives the number of rows and the hash.
    pub(super) fn end(mut self) -> Result<(u64, Hash), Error> {
        let hash = self.hashing.hash();
        let bytes = Value::Bytes(hash.as_bytes().to_vec());
        self.write(&[Value::Text("end".to_owned()), Value::Number(self.rows), bytes])?;
        self.to.flush().map_err(|error| unwritten(&error))?;
        Ok((self.rows, hash))
    }

    fn write(&mut self, values: &[Value]) -> Result<(), Error> {
        self.item.clear();
        head(&mut self.item, ARRAY, values.len() as u64);
        values.iter().try_for_each(|value| push(&mut self.item, value))?;
        self.send()
    }

    fn send(&mut self) -> Result<(), Error> {
        self.hashing.update(&self.item);
        self.to.write_all(&self.item).map_err(|error| unwritten(&error))
    }
}

fn unwritten(error: &io::Error) -> Error {
    Error::Internal(format!("the dump cannot be written: {error}"))
}

fn push(item: &mut Vec<u8>, value: &Value) -> Result<(), Error> {
    let (kind, bytes) = match value {
        Value::Null => {
            item.push(NULL);
            return Ok(());
        }
        Value::Number(number) => {
            head(item, NUMBER, *number);
            return Ok(());
        }
        Value::Text(text) => (TEXT, text.as_bytes()),
        Value::Bytes(bytes) => (BYTES, bytes.as_slice()),
    };
    let length = bytes.len() as u64;
    if length > DUMP_VALUE_LIMIT {
        return Err(Error::Internal(format!("a value has {length} bytes, a dump takes {DUMP_VALUE_LIMIT}")));
    }
    head(item, kind, length);
    item.extend_from_slice(bytes);
    Ok(())
}

/// The first bytes of a value: its kind and a number, in as few bytes as hold it.
fn head(item: &mut Vec<u8>, kind: u8, number: u64) {
    let bytes = number.to_be_bytes();
    let (extra, length) = match number {
        0..24 => (bytes[7], 0),
        24..=0xFF => (24, 1),
        0x100..=0xFFFF => (25, 2),
        0x1_0000..=0xFFFF_FFFF => (26, 4),
        _ => (27, 8),
    };
    item.push(kind << 5 | extra);
    item.extend_from_slice(&bytes[8 - length..]);
}

/// A dump that is being read.
pub(super) struct Input<R: Read> {
    from: io::BufReader<R>,
    hashing: Hashing,
}

impl<R: Read> Input<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from: io::BufReader::with_capacity(1 << 16, from), hashing: Hashing::default() }
    }

    /// The hash of what was read so far.
    pub(super) fn hash(&self) -> Hash {
        self.hashing.hash()
    }

    /// The next item.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when there is none, or something else; [`Error::Internal`] when it cannot be read.
    pub(super) fn item(&mut self) -> Result<Item, Error> {
        let length = match self.head()? {
            (ARRAY, length) if (1..=WIDTH).contains(&length) => length,
            _ => return Err(broken("an item is no array, or too wide")),
        };
        let Value::Text(what) = self.value()? else { return Err(broken("an item has no name")) };
        let mut values = Vec::new();
        for _ in 1..length {
            values.push(self.value()?);
        }
        let word = |value: Value| match value {
            Value::Text(text) => Ok(text),
            _ => Err(broken("a table is not described in words")),
        };
        match (what.as_str(), values.as_slice()) {
            (NAME, [Value::Number(version), Value::Number(schema)]) => {
                Ok(Item::Begin { version: *version, schema: *schema })
            }
            ("table", [_, ..]) => {
                let mut words = values.into_iter().map(word);
                let name = words.next().unwrap_or_else(|| Err(broken("a table has no name")))?;
                Ok(Item::Table { name, columns: words.collect::<Result<_, _>>()? })
            }
            ("row", _) => Ok(Item::Row(values)),
            ("end", [Value::Number(rows), Value::Bytes(hash)]) => {
                let hash: [u8; HASH_LENGTH] =
                    hash.as_slice().try_into().map_err(|_| broken("its hash has another length"))?;
                Ok(Item::End { rows: *rows, hash: Hash::from_bytes(hash) })
            }
            _ => Err(broken("an item is none of a dump's")),
        }
    }

    /// Whether nothing is left.
    pub(super) fn is_over(&mut self) -> Result<bool, Error> {
        let mut more = Vec::new();
        Read::by_ref(&mut self.from).take(1).read_to_end(&mut more).map_err(|error| unread(&error))?;
        Ok(more.is_empty())
    }

    fn value(&mut self) -> Result<Value, Error> {
        match self.head()? {
            (NUMBER, number) => Ok(Value::Number(number)),
            (BYTES, length) => Ok(Value::Bytes(self.bytes(length)?)),
            (TEXT, length) => {
                let text = String::from_utf8(self.bytes(length)?);
                Ok(Value::Text(text.map_err(|_| broken("a text is not UTF-8"))?))
            }
            (NULL, _) => Ok(Value::Null),
            _ => Err(broken("a value is of another kind")),
        }
    }

    /// Kind and number of what comes next; for null, null.
    fn head(&mut self) -> Result<(u8, u64), Error> {
        let first = self.bytes(1)?.first().copied().unwrap_or_default();
        if first == NULL {
            return Ok((NULL, 0));
        }
        let (kind, extra) = (first >> 5, first & 0x1F);
        let (length, least) = match extra {
            0..24 => return Ok((kind, extra.into())),
            24 => (1, 24),
            25 => (2, 0x100),
            26 => (4, 0x1_0000),
            27 => (8, 0x1_0000_0000),
            _ => return Err(broken("a value has no length")),
        };
        let number = self.bytes(length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        if number < least { Err(broken("a number is longer than it need be")) } else { Ok((kind, number)) }
    }

    fn bytes(&mut self, length: u64) -> Result<Vec<u8>, Error> {
        if length > DUMP_VALUE_LIMIT {
            return Err(broken("a value is too long"));
        }
        // It grows as bytes come, so that a length that is a lie costs nothing.
        let mut bytes = Vec::new();
        Read::by_ref(&mut self.from).take(length).read_to_end(&mut bytes).map_err(|error| unread(&error))?;
        if (bytes.len() as u64) < length {
            return Err(broken("it ends early"));
        }
        self.hashing.update(&bytes);
        Ok(bytes)
    }
}

fn unread(error: &io::Error) -> Error {
    Error::Internal(format!("the dump cannot be read: {error}"))
}

pub(super) fn broken(what: &str) -> Error {
    Error::Corrupt { place: "the dump".to_owned(), what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chance that is the same in every run (xorshift64).
    fn next(state: &mut u64) -> u64 {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        *state
    }

    fn written(rows: &[Vec<Value>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes);
        output.begin(7).unwrap();
        output.table("entries", ["seq", "payload"].into_iter()).unwrap();
        rows.iter().for_each(|row| output.row(row).unwrap());
        output.end().unwrap();
        bytes
    }

    #[test]
    fn what_is_written_is_read() {
        let edges = [0, 23, 24, 0xFF, 0x100, 0xFFFF, 0x1_0000, 0xFFFF_FFFF, 0x1_0000_0000, u64::MAX];
        let mut rows: Vec<Vec<Value>> = edges.map(|edge| vec![Value::Number(edge), Value::Null]).into();
        for length in [0, 1, 23, 24, 255, 256, 70_000] {
            rows.push(vec![Value::Bytes(vec![0xFF; length]), Value::Text("م".repeat(length))]);
        }
        let bytes = written(&rows);
        let mut input = Input::new(bytes.as_slice());
        assert!(matches!(input.item().unwrap(), Item::Begin { version: VERSION, schema: 7 }));
        let Item::Table { name, columns } = input.item().unwrap() else { panic!("no table") };
        assert_eq!((name.as_str(), columns), ("entries", vec!["seq".to_owned(), "payload".to_owned()]));
        for row in &rows {
            let Item::Row(values) = input.item().unwrap() else { panic!("no row") };
            assert_eq!(values, *row);
        }
        let before = input.hash();
        let Item::End { rows: count, hash } = input.item().unwrap() else { panic!("no end") };
        assert_eq!((count, hash), (rows.len() as u64, before));
        assert!(input.is_over().unwrap());
    }

    #[test]
    fn a_value_that_could_not_be_read_is_not_written() {
        let length = usize::try_from(DUMP_VALUE_LIMIT).unwrap();
        let mut item = Vec::new();
        push(&mut item, &Value::Bytes(vec![0; length])).unwrap();
        let longer = push(&mut item, &Value::Bytes(vec![0; length + 1]));
        assert!(matches!(longer, Err(Error::Internal(what)) if what.contains("16777217 bytes")));
    }

    #[test]
    fn any_bytes_end_in_items_or_an_error() {
        let whole = written(&[vec![Value::Number(300), Value::Text("نقطة".to_owned())], vec![Value::Null]]);
        let mut state = 0x9E37_79B9_7F4A_7C15;
        for round in 0..20_000 {
            let mut bytes = whole.clone();
            let length = bytes.len() as u64;
            for _ in 0..=round % 4 {
                let at = usize::try_from(next(&mut state) % length).unwrap();
                bytes[at] = next(&mut state).to_be_bytes()[0];
            }
            bytes.truncate(usize::try_from(next(&mut state) % (length + 1)).unwrap());
            let mut input = Input::new(bytes.as_slice());
            let mut items = 0;
            while input.item().is_ok() {
                items += 1;
            }
            assert!(items <= bytes.len());
        }
        for longer in [&[0x98, 1][..], &[0x81, 0x78, 1, b'a'], &[0x81, 0x79, 0, 1, b'a'], &[0x9F], &[0x80]] {
            assert!(matches!(Input::new(longer).item(), Err(Error::Corrupt { .. })), "{longer:?}");
        }
    }
}
