//! The case's own clock, as pages and files ask for it, and which zones its terms may name.

use mawqif_core::{
    case::{Act, Case, Moment, Refusal, clock::Clock, refusal::Thing},
    dossier::Date,
};

use super::Fault;

/// The clock of a case.
pub fn of(case: &Case) -> Clock {
    case.clock()
}

/// The day of a moment.
pub fn day(at: Moment, clock: &Clock) -> Date {
    clock.day(at)
}

/// The last microsecond of a day.
pub fn end(of: Date, clock: &Clock) -> Moment {
    clock.end(of)
}

/// Refuses terms that name a zone which there is not.
pub(super) fn is_known(act: &Act) -> Result<(), Fault> {
    let Act::SetFollowUp { terms } = act else { return Ok(()) };
    match &terms.zone {
        Some(name) if Clock::of_zone(name).is_none() => {
            Err(Refusal::Unknown { what: Thing::Zone, name: name.clone() }.into())
        }
        _ => Ok(()),
    }
}
