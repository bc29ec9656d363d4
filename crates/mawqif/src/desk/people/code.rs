//! One-time codes (RFC 6238: SHA-1, six digits, 30 seconds) and recovery codes, without the store.
//!
//! The algorithm is a few lines over the HMAC that is here already; a crate for it would bring more
//! than it saves.

use hmac::{Hmac, KeyInit, Mac};
use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, Micros};
use sha1::Sha1;

use super::{Refused, SECOND, chance, chance::Chance, chance::Secret};

/// Bytes of a secret: those of the hash (RFC 4226, section 4).
pub(super) const SECRET_LENGTH: usize = 20;
/// Seconds of a step.
const STEP: u64 = 30;
/// Steps before and after the present one whose codes are taken as well.
const WINDOW: u64 = 1;
/// How many recovery codes there are.
pub const RECOVERY_CODES: usize = 10;
/// Letters of recovery codes and of secrets (RFC 4648, section 6).
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What somebody typed for a code.
pub(super) enum Typed {
    /// Six digits of an authenticator, in whichever digits.
    OneTime(u32),
    /// Sixteen letters of a recovery code, in upper case and without hyphens.
    Recovery(String),
}

impl Typed {
    pub(super) fn new(text: &str) -> Option<Self> {
        if text.len() > 100 {
            return None;
        }
        let is_between = |character: &char| {
            !character.is_whitespace() && !matches!(character, '-' | '\u{200E}' | '\u{200F}')
        };
        let typed: Vec<char> = text.chars().filter(is_between).collect();
        if typed.len() == 6 {
            let digits: Option<Vec<u32>> = typed.iter().copied().map(digit).collect();
            return Some(Self::OneTime(digits?.iter().fold(0, |number, digit| number * 10 + digit)));
        }
        let letters: String = typed.iter().map(char::to_ascii_uppercase).collect();
        let is_recovery = letters.len() == 16 && letters.bytes().all(|letter| LETTERS.contains(&letter));
        is_recovery.then_some(Self::Recovery(letters))
    }
}

/// The value of a digit: European, Arabic or Persian.
fn digit(character: char) -> Option<u32> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        _ => return None,
    };
    Some(u32::from(character) - u32::from(zero))
}

/// The step within the window whose code this is.
pub(super) fn step_of(secret: &[u8], code: u32, now: Micros) -> Option<u64> {
    let present = now / SECOND / STEP;
    // All steps are computed, whichever fits.
    let fits = (present.saturating_sub(WINDOW)..=present + WINDOW)
        .map(|step| (step, one_time(secret, step) == Some(code)));
    fits.fold(None, |found, (step, fits)| if fits { Some(step) } else { found })
}

/// The code of a step (RFC 4226, section 5.3).
pub(super) fn one_time(secret: &[u8], step: u64) -> Option<u32> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let from = usize::from(hash.last()? & 0xF);
    let cut: [u8; 4] = hash.get(from..from + 4)?.try_into().ok()?;
    Some((u32::from_be_bytes(cut) & 0x7FFF_FFFF) % 1_000_000)
}

/// Bytes in Base32 without padding (RFC 4648).
pub(super) fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xFFFF;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

fn letter(value: u32) -> char {
    usize::try_from(value & 31).ok().and_then(|at| LETTERS.get(at)).copied().map_or('A', char::from)
}

/// The secret in Base32, if it is one.
pub(super) fn from_base32(text: &str) -> Option<[u8; SECRET_LENGTH]> {
    let mut secret = [0; SECRET_LENGTH];
    let (mut held, mut bits, mut at) = (0_u32, 0, 0);
    for character in text.bytes().filter(|&byte| byte != b' ') {
        let value = LETTERS.iter().position(|&letter| letter == character.to_ascii_uppercase())?;
        held = (held << 5 | u32::try_from(value).ok()?) & 0xFFF;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            *secret.get_mut(at)? = u8::try_from(held >> bits & 0xFF).ok()?;
            at += 1;
        }
    }
    (at == SECRET_LENGTH && bits == 0).then_some(secret)
}

/// New recovery codes: 80 bits each, as `ABCD-EFGH-IJKL-MNOP`.
pub(super) fn recovery_codes(chance: &dyn Chance) -> Result<Vec<Secret>, Refused> {
    let code = |_| {
        let letters = base32(&chance::bytes::<10>(chance)?);
        let parts: Vec<&str> = (0..4).filter_map(|part| letters.get(part * 4..part * 4 + 4)).collect();
        Ok(Secret::new(parts.join("-")))
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// What is stored of a recovery code.
pub(super) fn recovery_hash(account: &AccountId, letters: &str) -> Hash {
    let letters = letters.replace('-', "");
    chance::stored("recovery", &format!("{account} {letters}"))
}
