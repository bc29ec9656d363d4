//! Codes: made by chance, shown once, handed out by people, blocked when they went astray.
//!
//! A code is thirteen signs of 31 that are not taken for each other, 64 bits. What is stored is its hash, in which the consultation has
//! part, so that a code is one of its consultation alone.

use mawqif_core::record::hash::Hash;
use mawqif_store::{Blocked, CodeRow, Made, NewCode, PollId, Which};

use super::{Channel, Participant, Public, Trouble, statements::line};
use crate::desk::{Fault, access::Caller, held::Held, keys::random};

/// The most codes of a consultation.
pub const POLL_CODE_LIMIT: usize = 100_000;

/// The most codes that are made at once.
pub const CODE_ORDER_LIMIT: usize = 5_000;

/// The most people for whom one code is.
pub const CODE_QUOTA_LIMIT: u64 = 100_000;

/// The longest path of an invitation, in bytes.
pub const PATH_LIMIT: usize = 120;

/// Signs of a code: digits and letters without those that look alike (0 and o, 1, i and l).
const SIGNS: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// How many signs a code has.
const LENGTH: usize = 13;

/// Codes that are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeOrder {
    /// How many.
    pub count: usize,
    /// For how many people each of them is.
    pub quota: u64,
    /// What those who hand them out call them.
    pub label: String,
    /// Which invitations they hang on, as `a/b`; empty when on none.
    pub path: String,
    /// How those who come by them are counted.
    pub channel: Channel,
}

/// A code, the only time that it is seen.
#[derive(Clone, PartialEq, Eq)]
pub struct MadeCode {
    /// Its number.
    pub number: u64,
    /// The code, in groups.
    pub code: String,
    /// What it is called.
    pub label: String,
    /// For how many people it is.
    pub quota: u64,
    /// Which invitations it hangs on.
    pub path: String,
}

/// What came of an order.
#[derive(Clone, PartialEq, Eq)]
pub enum Ordered {
    /// The codes, the only time that they are seen.
    Made(Vec<MadeCode>),
    /// The same order, sent before, made them; nobody can see them again.
    Before {
        /// The number of the first.
        first: u64,
        /// How many they are; their numbers follow each other.
        count: u64,
    },
}

/// What is known of a code later.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Code {
    /// Its number.
    pub number: u64,
    /// What it is called.
    pub label: String,
    /// For how many people it is.
    pub quota: u64,
    /// How many came by it.
    pub used: u64,
    /// Which invitations it hangs on.
    pub path: String,
    /// How those who come by it are counted.
    pub channel: Channel,
    /// Why it is blocked.
    pub blocked: Option<String>,
}

impl From<CodeRow> for Code {
    fn from(row: CodeRow) -> Self {
        let CodeRow { code, label, quota, used, path, channel, blocked } = row;
        Self { number: code, label, quota, used, path, channel: Channel::of(&channel), blocked }
    }
}

impl Public {
    /// Makes codes. They are told now and never again: whoever sends an order twice, by the same key, makes them once.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], [`Trouble::Closed`], [`Trouble::CodeLimit`], [`Trouble::Reason`] when the label or path cannot be
    /// shown, the store's.
    pub async fn make_codes(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
        order: CodeOrder,
        key: &str,
    ) -> Result<Ordered, Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, poll) = self.open(held, number)?;
        if !poll.terms.doors.is_by_code() {
            return Err(Trouble::NoCodeDoor);
        }
        if order.count == 0 || order.count > CODE_ORDER_LIMIT {
            return Err(Trouble::CodeLimit(CODE_ORDER_LIMIT));
        }
        if order.quota == 0 || order.quota > CODE_QUOTA_LIMIT {
            return Err(Trouble::CodeLimit(usize::try_from(CODE_QUOTA_LIMIT).unwrap_or(usize::MAX)));
        }
        let label = line(&order.label)?.unwrap_or_default();
        let path = invite_path(&order.path)?;
        let channel = if order.channel == Channel::Open { Channel::Open } else { Channel::Verified };
        let codes = (0..order.count).map(|_| made()).collect::<Result<Vec<String>, Fault>>()?;
        let new = codes.iter().map(|code| NewCode {
            hash: hashed(&of, code),
            label: label.clone(),
            quota: order.quota,
            path: path.clone(),
            channel: channel.name(),
        });
        let new: Vec<NewCode> = new.collect();
        let most = u64::try_from(POLL_CODE_LIMIT).unwrap_or(u64::MAX);
        let account = caller.actor.to_string();
        // Another order under the same key is another order.
        let asks = [order.count.to_string(), order.quota.to_string(), label.clone(), path.clone()].join("\0");
        let parts = [account.as_bytes(), key.as_bytes(), channel.name().as_bytes(), asks.as_bytes()];
        let batch = (!key.is_empty()).then(|| Hash::of(&[b"mawqif codes\0", &parts.join(&0)]));
        let limits = (self.now().micros(), most);
        let first = match self.0.store().add_poll_codes(&of, limits, batch, &new).await? {
            Made::As(first) => first,
            Made::Before { first, count } => return Ok(Ordered::Before { first, count }),
            Made::Closed => return Err(self.closed(&poll)),
            Made::Full => return Err(Trouble::CodeLimit(POLL_CODE_LIMIT)),
        };
        let told = (first..).zip(codes).map(|(number, code)| MadeCode {
            number,
            code: grouped(&code),
            label: label.clone(),
            quota: order.quota,
            path: path.clone(),
        });
        Ok(Ordered::Made(told.collect()))
    }

    /// All codes, by number.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], the store's.
    pub async fn codes(&self, held: &Held, number: u64, caller: &Caller) -> Result<Vec<Code>, Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, _) = self.poll(held, number)?;
        Ok(self.0.store().poll_codes(&of).await?.into_iter().map(Code::from).collect())
    }

    /// Blocks codes for a reason, so that what came by them does not count; without a reason they count again. Ballots on paper
    /// that came by a path and without a code go with it. Says how many these were.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], [`Trouble::Closed`], [`Trouble::Reason`], [`Trouble::NoCode`], [`Trouble::NoCodes`], the store's.
    pub async fn block(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
        which: Which,
        reason: Option<&str>,
    ) -> Result<Blocked, Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, poll) = self.unclosed(held, number)?;
        let reason = reason.map(|reason| line(reason)?.ok_or(Trouble::Reason)).transpose()?;
        let which = match which {
            Which::Label(label) => match line(&label) {
                Ok(Some(label)) => Which::Label(label),
                _ => return Err(Trouble::NoCodes),
            },
            Which::Path(path) => match invite_path(&path) {
                Ok(path) if !path.is_empty() => Which::Path(path),
                _ => return Err(Trouble::NoCodes),
            },
            which => which,
        };
        let now = self.now().micros();
        match self.0.store().block_poll_codes(&of, now, &which, reason.as_deref()).await? {
            None => Err(self.closed(&poll)),
            Some(done) if done == Blocked::default() => Err(match which {
                Which::Code(code) => Trouble::NoCode(code),
                _ => Trouble::NoCodes,
            }),
            Some(done) => Ok(done),
        }
    }

    /// Whether somebody came by a code: whoever types it again is not somebody else.
    ///
    /// # Errors
    /// The store's.
    pub async fn came_by(
        &self,
        held: &Held,
        number: u64,
        participant: &Participant,
        code: &str,
    ) -> Result<bool, Trouble> {
        let (of, _) = self.poll(held, number)?;
        let Some(own) = participant.code else { return Ok(false) };
        let Some(plain) = plain(code) else { return Ok(false) };
        Ok(self.0.store().poll_code(&of, &hashed(&of, &plain)).await? == Some(own))
    }
}

/// A path of invitations: words of letters, digits and `-` between slashes.
pub(super) fn invite_path(written: &str) -> Result<String, Trouble> {
    let written = written.trim().trim_matches('/');
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '_' | '.'))
    };
    let is_path = written.is_empty() || (written.len() <= PATH_LIMIT && written.split('/').all(is_word));
    if is_path { Ok(written.to_owned()) } else { Err(Trouble::Reason) }
}

/// A code by chance; each sign is drawn from all with the same chance.
fn made() -> Result<String, Fault> {
    let mut code = String::with_capacity(LENGTH);
    while code.len() < LENGTH {
        let bytes: [u8; 16] = random()?;
        let signs = bytes.into_iter().filter(|byte| usize::from(*byte) < SIGNS.len() * 8);
        let signs = signs.map(|byte| char::from(SIGNS[usize::from(byte) % SIGNS.len()]));
        code.extend(signs.take(LENGTH - code.len()));
    }
    Ok(code)
}

/// A code as people read it.
fn grouped(code: &str) -> String {
    let (first, rest) = code.split_at(code.len().min(5));
    let (second, third) = rest.split_at(rest.len().min(4));
    format!("{first}-{second}-{third}")
}

/// A code without what people put into it; none when it cannot be one.
pub(super) fn plain(written: &str) -> Option<String> {
    if written.len() > 100 {
        return None;
    }
    let between = |it: &char| !it.is_whitespace() && !matches!(it, '-' | '–' | '.' | '\u{200E}' | '\u{200F}');
    let plain: String = written.chars().filter(between).flat_map(char::to_lowercase).collect();
    (plain.len() == LENGTH && plain.bytes().all(|sign| SIGNS.contains(&sign))).then_some(plain)
}

/// A code as it is known again: however it was typed.
pub(super) fn as_typed(written: &str) -> String {
    plain(written).unwrap_or_else(|| written.to_owned())
}

/// What is stored of a code.
pub(super) fn hashed(of: &PollId, plain: &str) -> Hash {
    let number = of.poll.to_be_bytes();
    Hash::of(&[b"mawqif code\0", of.case.as_str().as_bytes(), b"\0", &number, plain.as_bytes()])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_differ_and_are_read_however_they_are_typed() {
        let codes: BTreeSet<String> = (0..2_000).map(|_| made().unwrap()).collect();
        assert_eq!(codes.len(), 2_000);
        let signs: BTreeSet<char> = codes.iter().flat_map(|code| code.chars()).collect();
        assert_eq!(signs.len(), SIGNS.len(), "every sign is drawn");
        for code in codes.iter().take(100) {
            let told = grouped(code);
            assert_eq!(told.len(), LENGTH + 2);
            assert_eq!(plain(&told).as_ref(), Some(code));
            assert_eq!(plain(&told.to_uppercase().replace('-', " ")).as_ref(), Some(code));
        }
        for wrong in ["", "abc", "01234-5678-9abc", &"a".repeat(14), "ааааа-аааа-аааа"] {
            assert_eq!(plain(wrong), None, "{wrong}");
        }
        // 31^13 is more than 2^60.
        assert!(31_u128.pow(13) > 1 << 60);
    }

    #[test]
    fn a_code_belongs_to_its_consultation() {
        let of = |poll| PollId { case: mawqif_store::CaseId::new("wadi-nahr").unwrap(), poll };
        assert_ne!(hashed(&of(1), "abc"), hashed(&of(2), "abc"));
        assert_eq!(invite_path(" union/الشباب/7 ").unwrap(), "union/الشباب/7");
        assert_eq!(invite_path("a//b"), Err(Trouble::Reason));
        assert_eq!(invite_path("a b"), Err(Trouble::Reason));
    }
}
