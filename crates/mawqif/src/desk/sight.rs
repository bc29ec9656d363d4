//! Sight: what somebody may see of a case; the one place that decides it.
//!
//! Whoever has a role in a case sees it; for everybody else there is no such case. Reporters, participants and
//! whoever has still to accept a role know that it is there, and see of it what is for everybody. A confidential stance
//! is seen by its body's delegates for stances alone, and only by those who were that when it was filed,
//! the secretariat not being among them: others see that it is there, and what the engine made of all
//! stances together. Who asks to be let in to a press conference, and how to reach them, is seen by the secretariat alone.
//! Reports of incidents, which name their sources, on which of them an incident rests, and why reviewers believe them, are
//! seen by the secretariat and the committee.
//!
//! What-ifs are asked of the engine, which knows confidential stances, so whoever asks many of them may
//! conclude something about one. [`what_if`](super::what_if) refuses the shortest ways; only leaving such
//! stances out could close all, and would give everybody another answer than the one that counts.

use std::collections::BTreeSet;

use mawqif_core::{
    case::{AccountId, Case, Fact, Moment, Role, mandate::Scope},
    dossier::{Confidence, Dossier, FiledStance},
    record::entry::Entry,
    text::Id,
};

/// What somebody may see of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    roles: Vec<Role>,
    /// Whether it is the past that is looked at, in which nobody can do anything.
    is_back: bool,
    /// Entries whose confidential stances were not confided to this account.
    kept: BTreeSet<u64>,
}

impl Sight {
    /// What an account may see; `None` when there is no such case for it.
    pub fn of(case: &Case, account: &AccountId, now: Moment) -> Option<Self> {
        let roles = case.roles(account, now);
        (!roles.is_empty()).then(|| Self { roles, is_back: false, kept: case.kept_from(account).collect() })
    }

    /// The same sight on the past of the case: what somebody may see is theirs as it is now, and there is
    /// nothing that they can do.
    pub fn back(self) -> Self {
        Self { is_back: true, ..self }
    }

    /// What the account is in the case, and may act as; nothing in the past.
    pub fn roles(&self) -> &[Role] {
        if self.is_back { &[] } else { &self.roles }
    }

    /// Whether the account sees no more of the case than what is for everybody.
    pub fn is_narrow(&self) -> bool {
        let narrow = |role: &Role| matches!(role, Role::Reporter | Role::Participant | Role::Admitted { .. });
        self.roles.iter().all(narrow)
    }

    /// Whether the account reports incidents.
    pub fn is_reporter(&self) -> bool {
        self.roles().contains(&Role::Reporter)
    }

    /// Whether the account follows up: runs the case, or sits in a committee.
    pub fn is_follow_up(&self) -> bool {
        self.is_secretariat() || self.roles().contains(&Role::Committee)
    }

    /// Whether reports of incidents may be seen, which name their sources. Who sees them sees them in the past as well.
    pub fn sees_reports(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Secretariat | Role::Committee))
    }

    /// Whether the account runs the case.
    pub fn is_secretariat(&self) -> bool {
        self.roles().contains(&Role::Secretariat)
    }

    /// Whether a confidential stance of a body, in this entry, may be seen.
    fn is_confided(&self, body: &Id, seq: u64) -> bool {
        let speaks_for = |role: &Role| match role {
            Role::Delegate { body: own, scope, .. } => own == body && scope.contains(&Scope::Stances),
            _ => false,
        };
        self.roles.iter().any(speaks_for) && !self.kept.contains(&seq)
    }

    fn sees(&self, case: &Case, stance: &FiledStance) -> bool {
        let seq = case.stance_entry(&stance.body, stance.version);
        stance.confidence != Confidence::Confidential
            || seq.is_some_and(|seq| self.is_confided(&stance.body, seq))
    }

    /// An entry as it may be seen. What is hidden looks as if it were erased, so that a receipt for it
    /// can still be verified.
    pub fn entry(&self, mut entry: Entry) -> Entry {
        // An entry that this program cannot read might say anything.
        let is_open = match Fact::of_entry(&entry) {
            _ if self.is_narrow() => false,
            Ok(Some(fact)) => {
                let seq = entry.header().seq;
                // Whoever runs the case sees it in its past as well.
                let is_desk = self.roles.contains(&Role::Secretariat);
                (is_desk || !fact.is_for_the_secretariat())
                    && (self.sees_reports() || !fact.is_for_the_follow_up())
                    && fact.confidential_to().is_none_or(|body| self.is_confided(body, seq))
            }
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
        dossier.stances.retain(|stance| self.sees(case, stance));
        dossier
    }

    /// The stances that may not be seen.
    pub fn hidden<'c>(&self, case: &'c Case) -> Vec<&'c FiledStance> {
        case.dossier().stances.iter().filter(|stance| !self.sees(case, stance)).collect()
    }
}
