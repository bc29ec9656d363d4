//! Facts as payloads of entries, and back.
//!
//! A payload is JSON without the fact's kind, which stands in the entry's header. Reading takes every
//! version that was ever written.

use serde::Deserialize;

use super::{Fact, FactError, kinded::Kinded, kinds::KINDS, upcast};
use crate::{
    case::names::{AccountId, Moment},
    dossier::problem::nearest,
    record::{
        entry::{Content, Entry, Header, Salt},
        error::RecordError,
    },
};

impl Fact {
    /// The payload, as JSON text.
    ///
    /// # Errors
    /// [`FactError::Unwritable`], which no fact that a case allows leads to.
    pub fn to_payload(&self) -> Result<String, FactError> {
        let unwritable = || FactError::Unwritable { kind: self.kind() };
        // A variant is written as an object of one key, which is its kind.
        let whole = serde_json::to_string(self).map_err(|_| unwritable())?;
        let inner = whole.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let payload = inner.and_then(|rest| rest.strip_prefix(&format!("\"{}\":", self.kind())));
        payload.map(str::to_owned).ok_or_else(unwritable)
    }

    /// Reads a payload of this kind and version. Older versions are brought up to the newest.
    ///
    /// # Errors
    /// [`FactError::Kind`], [`FactError::Version`], [`FactError::Payload`].
    pub fn from_payload(kind: &str, version: u32, payload: &str) -> Result<Self, FactError> {
        let Some(&(kind, newest)) = KINDS.iter().find(|(known, _)| *known == kind) else {
            let meant = KINDS.iter().map(|(known, _)| *known);
            return Err(FactError::Kind { kind: kind.to_owned(), meant: nearest(kind, meant) });
        };
        if version == 0 || version > newest {
            return Err(FactError::Version { kind, version, newest });
        }
        let payload_error =
            |error: serde_json::Error| FactError::Payload { kind, message: error.to_string() };
        // A derived reader would take a list of the fields' values, too.
        if !payload.trim_ascii_start().starts_with('{') {
            return Err(FactError::Payload { kind, message: "it is no object".to_owned() });
        }
        // What was brought up to date is read as if it stood there: with a reader of its own the program would be half a megabyte larger.
        let mut newer = String::new();
        if version < newest {
            let old = serde_json::from_str(payload).map_err(payload_error)?;
            newer = upcast::upcast(kind, version, newest, old)?.to_string();
        }
        let payload = if version < newest { newer.as_str() } else { payload };
        let mut reader = serde_json::Deserializer::from_str(payload);
        let fact = Self::deserialize(Kinded { kind, payload: &mut reader }).map_err(payload_error)?;
        reader.end().map_err(payload_error)?;
        Ok(fact)
    }

    /// The entry that holds the fact, under the actor's name unless it is [`Fact::is_unnamed`].
    ///
    /// # Errors
    /// [`RecordError::EntryNumber`] and [`RecordError::Payload`], when the record or the fact is too
    /// large.
    pub fn to_entry(
        &self,
        seq: u64,
        time: Moment,
        actor: &AccountId,
        salt: Salt,
    ) -> Result<Entry, RecordError> {
        let payload = self.to_payload().map_err(|_| RecordError::Payload)?;
        let actor = if self.is_unnamed() { AccountId::NOBODY } else { actor.as_str() };
        let header = Header {
            seq,
            time: time.micros(),
            actor: actor.to_owned(),
            kind: self.kind().to_owned(),
            version: self.version(),
        };
        Entry::new(header, Content::Kept { salt, payload })
    }

    /// The fact that an entry holds; `None` when it was erased.
    ///
    /// # Errors
    /// Those of [`Fact::from_payload`].
    pub fn of_entry(entry: &Entry) -> Result<Option<Self>, FactError> {
        let Header { kind, version, .. } = entry.header();
        entry.payload().map(|payload| Self::from_payload(kind, *version, payload)).transpose()
    }
}
