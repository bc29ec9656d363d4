//! How often something may be tried: per account, per address and for the whole server.
//!
//! Each limit is one number, the moment at which it would be as good as unused (the generic cell rate
//! algorithm), so that forgetting the ones that are needs no care. An address is known by a hash with
//! a key of this process alone; no network address is known at all. The limits are of one process:
//! several servers allow several times as much, and a new start forgets.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
};

use mawqif_core::record::hash::Hash;
use mawqif_store::Micros;

use super::{HOUR, MINUTE, Refused, SECOND, chance, chance::Chance};

/// Most limits that are remembered. What the server lets through at all keeps them below it.
const REMEMBERED: usize = 16_384;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gate {
    /// Log-ins, by address.
    LogIn,
    /// One-time and recovery codes, by account.
    Code,
    /// Passwords given again in a session, by account.
    Password,
    /// Links and tokens of log-ins, by token.
    Link,
    /// New accounts by an invitation, by its token: that one is made or is not tells who has an account.
    Newcomer,
    /// Invitations that name an address, by whoever invites: their answers tell who has an account.
    Address,
}

#[derive(Clone, Copy)]
struct Rate {
    /// How many at once.
    burst: u64,
    /// After how long there is one more.
    every: Micros,
}

/// What the whole server allows of each kind: 100 at once, then 10 a second.
const SERVER: Rate = Rate { burst: 100, every: SECOND / 10 };

impl Gate {
    fn rate(self) -> Rate {
        match self {
            Self::LogIn | Self::Link => Rate { burst: 10, every: MINUTE },
            Self::Code => Rate { burst: 5, every: 5 * MINUTE },
            Self::Password => Rate { burst: 10, every: 2 * MINUTE },
            Self::Newcomer => Rate { burst: 3, every: 6 * HOUR },
            Self::Address => Rate { burst: 50, every: MINUTE },
        }
    }

    fn name(self) -> &'static [u8] {
        match self {
            Self::LogIn => b"log-in",
            Self::Code => b"code",
            Self::Password => b"password",
            Self::Link => b"link",
            Self::Newcomer => b"newcomer",
            Self::Address => b"address",
        }
    }
}

impl Rate {
    /// The new moment of rest after one more, or how long to wait for that.
    fn take(self, rest: Micros, now: Micros) -> Result<Micros, Micros> {
        let span = self.burst * self.every;
        // A clock that was set back must not shut anybody out for long.
        let rest = rest.clamp(now, now.saturating_add(span));
        let after = rest.saturating_add(self.every);
        let latest = now.saturating_add(span);
        if after <= latest { Ok(after) } else { Err(after - latest) }
    }
}

/// The limits of a process.
pub(super) struct Limits {
    key: [u8; 32],
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    rests: HashMap<Hash, Micros>,
    server: HashMap<Gate, Micros>,
}

impl Limits {
    pub(super) fn new(chance: &dyn Chance) -> Result<Self, Refused> {
        Ok(Self { key: chance::bytes(chance)?, table: Mutex::default() })
    }

    /// Takes one try.
    ///
    /// # Errors
    /// [`Refused::Slow`], the same whether there is such an account, address or token or not.
    pub(super) fn take(&self, gate: Gate, whose: &str, now: Micros) -> Result<(), Refused> {
        let name = Hash::of(&[&self.key, gate.name(), b"\0", whose.as_bytes()]);
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = gate.rate().take(table.rests.get(&name).copied().unwrap_or(now), now).map_err(slow)?;
        // Whoever is refused for himself takes nothing from all others.
        let server = SERVER.take(table.server.get(&gate).copied().unwrap_or(now), now).map_err(slow)?;
        if table.rests.len() >= REMEMBERED && !table.rests.contains_key(&name) {
            table.rests.retain(|_, rest| *rest > now);
            if table.rests.len() >= REMEMBERED {
                return Err(slow(MINUTE));
            }
        }
        table.server.insert(gate, server);
        table.rests.insert(name, rest);
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.table.lock().unwrap_or_else(PoisonError::into_inner).rests.len()
    }
}

fn slow(wait: Micros) -> Refused {
    Refused::Slow(wait.div_ceil(SECOND).max(1))
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Limits(…)")
    }
}
