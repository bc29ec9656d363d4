//! Confided: which confidential stance is for whom.
//!
//! A confidential stance is for those who spoke for its body in stances when it was filed. Whoever
//! comes to speak for the body later does not see what was confided before: otherwise whoever says who
//! speaks for a body could read everything it has said. What the secretariat entered itself, from a file
//! or a newspaper, was never kept from it, and is for whoever speaks for the body.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Case,
    mandate::{Lack, Scope},
    names::{AccountId, Moment},
};
use crate::{
    dossier::{Confidence, FiledStance},
    text::Id,
};

/// Where stances stand in the record, and whom the confidential ones are for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Confided {
    /// The entry of the stance that a body has on a version.
    filed: BTreeMap<(Id, u64), u64>,
    /// The accounts that a confidential stance is for, by its entry.
    to: BTreeMap<u64, BTreeSet<AccountId>>,
}

impl Case {
    /// Remembers, before a stance is folded in, whom it is for.
    pub(super) fn confide(&mut self, stance: &FiledStance, actor: &AccountId, at: Moment) {
        let seq = self.entries;
        self.confided.filed.insert((stance.body.clone(), stance.version), seq);
        if stance.confidence != Confidence::Confidential {
            return;
        }
        // A principal may know what the substitute has filed.
        let speaks =
            |number: u64| matches!(self.lack(number, Scope::Stances, at), None | Some(Lack::Substituted(_)));
        let mandates = self.mandates.iter().filter(|(_, mandate)| mandate.body == stance.body);
        let holders = mandates.filter(|(number, _)| speaks(**number)).map(|(_, it)| it.account.clone());
        let mut to: BTreeSet<AccountId> = holders.collect();
        if to.contains(actor) || !self.secretariat.contains(actor) {
            to.insert(actor.clone());
            self.confided.to.insert(seq, to);
        }
    }

    /// The entry of the stance that a body has on a version of the offer.
    pub fn stance_entry(&self, body: &Id, version: u64) -> Option<u64> {
        self.confided.filed.get(&(body.clone(), version)).copied()
    }

    /// Entries whose confidential stances were not confided to an account, even if it speaks for the
    /// body now.
    pub fn kept_from<'c>(&'c self, account: &'c AccountId) -> impl Iterator<Item = u64> + 'c {
        self.confided.to.iter().filter(|(_, to)| !to.contains(account)).map(|(seq, _)| *seq)
    }
}
