//! Sight: what somebody may see of a case; the one place that decides it.
//!
//! Whoever has a role in a case sees it; for everybody else there is no such case. A confidential stance
//! is seen by its body's delegates alone, the secretariat not being among them: others see that it is
//! there, and what the engine made of all stances together.
//!
//! What-ifs are asked of the engine, which knows confidential stances, so whoever asks many of them may
//! conclude something about one. Only leaving such stances out could prevent that, and would give
//! everybody another answer than the one that counts.

use mawqif_core::{
    case::{AccountId, Case, Fact, Moment, Role},
    dossier::{Confidence, Dossier, FiledStance},
    record::entry::Entry,
    text::Id,
};

/// What somebody may see of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    roles: Vec<Role>,
}

impl Sight {
    /// What an account may see; `None` when there is no such case for it.
    pub fn of(case: &Case, account: &AccountId, now: Moment) -> Option<Self> {
        let roles = case.roles(account, now);
        (!roles.is_empty()).then_some(Self { roles })
    }

    /// What the account is in the case.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Whether the account runs the case.
    pub fn is_secretariat(&self) -> bool {
        self.roles.contains(&Role::Secretariat)
    }

    fn speaks_for(&self, body: &Id) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Delegate { body: own, .. } if own == body))
    }

    fn sees(&self, stance: &FiledStance) -> bool {
        stance.confidence != Confidence::Confidential || self.speaks_for(&stance.body)
    }

    /// An entry as it may be seen. What is hidden looks as if it were erased, so that a receipt for it
    /// can still be verified.
    pub fn entry(&self, mut entry: Entry) -> Entry {
        // An entry that this program cannot read might say anything.
        let is_open = match Fact::of_entry(&entry) {
            Ok(Some(fact)) => fact.confidential_to().is_none_or(|body| self.speaks_for(body)),
            Ok(None) => true,
            Err(_) => false,
        };
        if !is_open {
            entry.erase();
        }
        entry
    }

    /// The dossier without the stances that may not be seen.
    pub fn dossier(&self, case: &Case) -> Dossier {
        let mut dossier = case.dossier().clone();
        dossier.stances.retain(|stance| self.sees(stance));
        dossier
    }

    /// The stances that may not be seen.
    pub fn hidden<'c>(&self, case: &'c Case) -> Vec<&'c FiledStance> {
        case.dossier().stances.iter().filter(|stance| !self.sees(stance)).collect()
    }
}
