//! Passwords: which will do, and how they are hashed.
//!
//! Argon2id takes 19 MiB and two passes, the least that OWASP's Password Storage Cheat Sheet names, on
//! threads of its own, two at once: more would let a flood of log-ins take the machine. An account that
//! is not there has a hash as well, so that its answer takes as long.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, phc::PasswordHash},
};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use super::{Refused, chance, chance::Chance, refused::PasswordProblem};

/// Fewest characters.
pub const SHORTEST: usize = 12;
/// Most characters.
pub const LONGEST: usize = 256;
/// Most bytes that are hashed.
const BYTES: usize = 4 * LONGEST;
/// Passwords that are hashed at once.
const AT_ONCE: usize = 2;
/// Passwords that are hashed or wait for it.
const WAITING: usize = 64;

/// What others try first and is long enough. Compared in lower case, without spaces, and without
/// what is no letter at either end.
const COMMON: [&str; 34] = [
    "password",
    "passwordpassword",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "mypassword",
    "letmein",
    "letmeinplease",
    "qwertyuiop",
    "qwertyuiopasdf",
    "qwertyuiopasdfgh",
    "qwertzuiop",
    "azertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc",
    "1q2w3e4r5t6y",
    "1q2w3e4r5t",
    "q1w2e3r4t5y6",
    "iloveyou",
    "iloveyousomuch",
    "administrator",
    "admin",
    "welcome",
    "changeme",
    "changemeplease",
    "correcthorsebatterystaple",
    "mawqif",
    "mawqifmawqif",
    "موقف",
    "كلمةالسر",
    "كلمةالمرور",
    "abcdefghijklmnop",
];

/// What a hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// m = 19,456 KiB, t = 2, p = 1.
    pub const OWASP: Self = Self { memory: 19_456, passes: 2, lanes: 1 };
}

/// Hashes and checks passwords.
pub(super) struct Passwords {
    argon: Argon2<'static>,
    /// The hash of a password that nobody has.
    nobody: String,
    doors: Arc<Semaphore>,
    queue: Semaphore,
    worked: Arc<AtomicU64>,
}

impl Passwords {
    pub(super) fn new(cost: Cost, chance: &dyn Chance) -> Result<Self, Refused> {
        let params = Params::new(cost.memory, cost.passes, cost.lanes, None).map_err(|_| FAILED)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon, &chance::bytes::<32>(chance)?, &chance::bytes::<16>(chance)?)?;
        Ok(Self {
            argon,
            nobody,
            doors: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Semaphore::new(WAITING),
            worked: Arc::default(),
        })
    }

    /// Which of these hashes the password has, if any. Accounts with one address are hashed alike but for what
    /// they hash, so that one hash compares with all of them, and with none where nobody has the address: how
    /// many there are takes no time.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub(super) async fn which(&self, stored: &[&str], password: &str) -> Result<Option<usize>, Refused> {
        let typed = normal(password);
        let can_be = typed.len() <= BYTES;
        // What is too long for anybody is not worth hashing whole, and must not cost less either.
        let typed = if can_be { typed } else { String::new() };
        let stored: Vec<String> = stored.iter().map(|&stored| stored.to_owned()).collect();
        let nobody = self.nobody.clone();
        let found = self
            .work(move || {
                let mut hashed: Vec<PasswordHash> = Vec::new();
                let mut found = None;
                for (at, stored) in stored.iter().enumerate() {
                    let Ok(stored) = PasswordHash::new(stored) else { continue };
                    if !hashed.iter().any(|hashed| is_alike(hashed, &stored)) {
                        hashed.extend(again(&stored, typed.as_bytes()));
                    }
                    let is_same = hashed
                        .iter()
                        .any(|it| is_alike(it, &stored) && it.hash.is_some() && it.hash == stored.hash);
                    found = found.or(is_same.then_some(at));
                }
                if hashed.is_empty() {
                    // Nobody's hash takes as long.
                    let _ =
                        PasswordHash::new(&nobody).ok().and_then(|nobody| again(&nobody, typed.as_bytes()));
                }
                found
            })
            .await?;
        Ok(found.filter(|_| can_be))
    }

    /// Whether this is the password with a hash.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub(super) async fn is_right(&self, stored: &str, password: &str) -> Result<bool, Refused> {
        Ok(self.which(&[stored], password).await?.is_some())
    }

    /// The hash of a new password, salted as `beside` is, the hash of an account with the same address or of
    /// the password before: a salt belongs to an address, as [`Passwords::which`] needs it to.
    ///
    /// # Errors
    /// [`Refused::Password`], [`Refused::Busy`].
    pub(super) async fn choose(
        &self,
        password: &str,
        about: &[&str],
        beside: Option<&str>,
        chance: &dyn Chance,
    ) -> Result<String, Refused> {
        let password = acceptable(password, about)?;
        let new: [u8; 16] = chance::bytes(chance)?;
        let beside = beside.and_then(|beside| PasswordHash::new(beside).ok()?.salt);
        let argon = self.argon.clone();
        self.work(move || {
            let salt: &[u8] = beside.as_ref().map_or(&new[..], |salt| salt.as_ref());
            hash(&argon, password.as_bytes(), salt)
        })
        .await?
    }

    /// How many passwords have been hashed, for metrics.
    pub(super) fn worked(&self) -> u64 {
        self.worked.load(Ordering::Relaxed)
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refused> {
        let _place = self.queue.try_acquire().map_err(|_| Refused::Busy(2))?;
        let door = Arc::clone(&self.doors).acquire_owned().await.map_err(|_| FAILED)?;
        let worked = Arc::clone(&self.worked);
        // The thread holds the door: whoever goes away meanwhile lets nobody else in before it is done.
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            worked.fetch_add(1, Ordering::Relaxed);
            drop(door);
            done
        });
        done.await.map_err(|_| FAILED)
    }
}

const FAILED: Refused = Refused::Internal("a password could not be hashed");

/// Whether two hashes would be the same for the same password.
fn is_alike(one: &PasswordHash, other: &PasswordHash) -> bool {
    let how = |hash: &PasswordHash| (hash.algorithm, hash.version, hash.params.clone(), hash.salt);
    how(one) == how(other)
}

/// A password hashed as another was.
fn again(as_was: &PasswordHash, password: &[u8]) -> Option<PasswordHash> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::try_from(as_was).ok()?);
    argon.hash_password_with_salt(password, as_was.salt.as_ref()?.as_ref()).ok()
}

fn hash(argon: &Argon2<'_>, password: &[u8], salt: &[u8]) -> Result<String, Refused> {
    let hash: PasswordHash = argon.hash_password_with_salt(password, salt).map_err(|_| FAILED)?;
    Ok(hash.to_string())
}

/// Keyboards compose letters differently; the password is the same.
fn normal(password: &str) -> String {
    password.nfc().collect()
}

/// The password in its normal form, if it will do. What it is compared with is about whom it is for.
pub(super) fn acceptable(password: &str, about: &[&str]) -> Result<String, Refused> {
    if password.len() > 2 * BYTES {
        return Err(Refused::Password(PasswordProblem::Long));
    }
    let password = normal(password);
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Refused::Password(PasswordProblem::Short));
    }
    if length > LONGEST || password.len() > BYTES {
        return Err(Refused::Password(PasswordProblem::Long));
    }
    if is_common(&password, about) { Err(Refused::Password(PasswordProblem::Common)) } else { Ok(password) }
}

fn is_common(password: &str, about: &[&str]) -> bool {
    let plain = password.to_lowercase();
    let close: String = plain.chars().filter(|character| !character.is_whitespace()).collect();
    let stem = close.trim_matches(|character: char| !character.is_alphabetic());
    let is_listed = COMMON.iter().any(|&common| close == common || stem == common);
    let letters: Vec<u32> = plain.chars().map(u32::from).collect();
    // One letter, two in turn, or a run upwards or downwards.
    let is_dull = letters.iter().collect::<std::collections::BTreeSet<_>>().len() < 4;
    let is_run =
        letters.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) <= 1).count() * 4 > letters.len() * 3;
    let is_about = about.iter().any(|words| {
        let words = words.to_lowercase();
        let local = words.split('@').next().unwrap_or_default();
        plain == words || (local.chars().count() > 3 && (stem == local || plain == local))
    });
    is_listed || is_dull || is_run || is_about
}
