//! Gateways: by whose tokens programs bring messages to one case. A token can do nothing else.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use mawqif_core::case::CaseId;
use mawqif_store::{GatewayRow, Micros};

use crate::desk::{
    Desk, Fault,
    access::Caller,
    held::Held,
    people::{chance::Secret, token::gateway_hash},
    public::Rate,
};

/// The most gateways of a case that are in force.
pub const GATEWAY_LIMIT: u64 = 20;

/// The most gateways that a case ever has.
pub const GATEWAYS_MADE_LIMIT: u64 = 1_000;

/// Messages that a gateway brings at once; afterwards two each second.
pub const GATEWAY_BURST_LIMIT: u64 = 120;

/// The longest name of a gateway, in characters.
pub const LABEL_LIMIT: usize = 80;

/// How often a gateway may bring something.
const MESSAGES: Rate = Rate { burst: GATEWAY_BURST_LIMIT, every: 500_000 };

/// How often gateways brought something of late.
#[derive(Default)]
pub struct Turns(Mutex<HashMap<(CaseId, u64), Micros>>);

impl Turns {
    /// Whether a gateway may bring one more now.
    fn take(&self, case: &CaseId, gateway: u64, now: Micros) -> bool {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, rest| *rest > now);
        let key = (case.clone(), gateway);
        let Some(rest) = MESSAGES.take(turns.get(&key).copied(), now) else { return false };
        turns.insert(key, rest);
        true
    }
}

/// A gateway that has shown its token.
#[derive(Clone)]
pub struct Door {
    /// The case that it brings messages to.
    pub held: Arc<Held>,
    /// The gateway.
    pub gateway: GatewayRow,
}

impl Desk {
    /// Makes a gateway of a case; its token is told now and never again. None when there are as many as there may be.
    ///
    /// # Errors
    /// [`crate::desk::people::Refused::SessionOnly`] when it is no person who asks; the store's.
    pub async fn make_gateway(
        &self,
        held: &Held,
        caller: &Caller,
        label: &str,
    ) -> Result<Option<Secret>, Fault> {
        caller.who.session()?;
        let (token, hash) = self.people().gateway_token()?;
        let label: String = label.trim().chars().take(LABEL_LIMIT).collect();
        let (by, limits) =
            ((&caller.who.account, self.clock().now().micros()), [GATEWAY_LIMIT, GATEWAYS_MADE_LIMIT]);
        let made = self.store().create_gateway(held.stored(), (&hash, &label), by, limits).await?;
        Ok(made.map(|_| token))
    }

    /// The gateway of a case that has a token.
    ///
    /// # Errors
    /// The store's.
    pub async fn gateway(&self, case: &str, token: &str) -> Result<Option<Door>, Fault> {
        let Some(held) = CaseId::new(case).ok().and_then(|id| self.held(&id)) else { return Ok(None) };
        let gateway = self.store().gateway_of(held.stored(), &gateway_hash(token)).await?;
        Ok(gateway.map(|gateway| Door { held, gateway }))
    }

    /// Whether a gateway may bring one more message now.
    pub fn lets_in(&self, door: &Door) -> bool {
        self.0.gateways.take(door.held.now().id(), door.gateway.number, self.clock().now().micros())
    }
}
