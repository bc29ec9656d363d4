//! Changes that two people make: of the roll of bodies and of the rule, once bodies are consulted.
//!
//! So is then, where there are two to make it, a change of the secretariat: whoever could let in
//! another alone could confirm everything alone. And so is, at any time, a mandate for one of the
//! secretariat that is not the body's own doing: whoever names delegates does not name himself. A statement
//! is never let out by one alone, nor is it said by one alone whose keys sign for the coalition, or open its evidence, nor does one alone
//! destroy what the popular base has said, nor is an adopted position opened again by one alone, nor does one alone say who sits in a
//! committee that was formed or in another beside it, as long as there is another who follows up.

use serde::{Deserialize, Serialize};

use super::{
    fact::Fact,
    followup::seal::SealKey,
    mandate::Scope,
    names::{AccountId, Moment},
    statement::Release,
};
use crate::{
    dossier::{Body, Committee},
    position::rule::Rule,
    statement::signature::policy::Policy,
    text::{Id, Text},
};

/// A mandate that waits for a second person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the mandate")]
pub struct Naming {
    pub account: AccountId,
    pub body: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    pub scope: Vec<Scope>,
    #[serde(default, rename = "substitute_of", skip_serializing_if = "Option::is_none")]
    pub substitute_of: Option<u64>,
}

/// A change of who sits in a committee that was formed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seating {
    /// The committee.
    pub committee: Id,
    /// Bodies that sit in it from then on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joining: Vec<Id>,
    /// Bodies that no longer do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaving: Vec<Id>,
    /// Public keys of those who leave, to which nothing is sealed any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_keys: Vec<String>,
    /// Why.
    pub reason: Text,
}

impl Seating {
    /// The members after it, of those before it.
    pub fn of(&self, members: &[Id]) -> Vec<Id> {
        let staying = members.iter().filter(|it| !self.leaving.contains(it));
        staying.chain(&self.joining).cloned().collect()
    }
}

/// A change of the roll, of the rule, of who runs the case, or of who speaks for a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// A body joins.
    AdmitBody(Body),
    /// What is known of a body changes.
    ChangeBody(Body),
    /// A body leaves.
    DismissBody(Id),
    /// The coalition decides differently.
    SetRule(Rule),
    /// Somebody joins the secretariat.
    AppointSecretary(AccountId),
    /// Somebody leaves the secretariat.
    DismissSecretary(AccountId),
    /// Somebody of the secretariat speaks for a body.
    NameDelegate(Naming),
    /// A statement goes out.
    ReleaseStatement(Release),
    /// These keys sign in the coalition's name.
    SetSigners(Policy),
    /// Evidence is sealed to these keys.
    SetSealKeys(Vec<SealKey>),
    /// The ballots of this public consultation are destroyed.
    ForgetPublicBallots(u64),
    /// The adopted position is put under review for this reason.
    ReopenPosition(Text),
    /// Other bodies sit in a committee.
    ChangeCommitteeMembers(Seating),
    /// There is another committee beside those that were formed.
    FormCommittee(Committee),
}

impl Change {
    /// Whether it is about who runs the case.
    pub fn is_of_secretariat(&self) -> bool {
        matches!(self, Self::AppointSecretary(_) | Self::DismissSecretary(_))
    }

    /// Whether it may be made at any stage: the dossier stays as it is.
    pub fn is_beside_the_dossier(&self) -> bool {
        self.is_of_secretariat()
            || matches!(
                self,
                Self::NameDelegate(_)
                    | Self::ReleaseStatement(_)
                    | Self::SetSigners(_)
                    | Self::SetSealKeys(_)
                    | Self::ForgetPublicBallots(_)
                    | Self::ReopenPosition(_)
                    | Self::ChangeCommitteeMembers(_)
                    | Self::FormCommittee(_)
            )
    }

    /// The fact that the change is once it is made; a mandate gets this number.
    pub fn fact(self, mandate: u64) -> Fact {
        match self {
            Self::AdmitBody(body) => Fact::BodyAdmitted { body },
            Self::ChangeBody(body) => Fact::BodyChanged { body },
            Self::DismissBody(id) => Fact::BodyDismissed { id },
            Self::SetRule(rule) => Fact::RuleSet { rule },
            Self::AppointSecretary(account) => Fact::SecretaryAppointed { account },
            Self::DismissSecretary(account) => Fact::SecretaryDismissed { account },
            Self::NameDelegate(Naming { account, body, from, until, scope, substitute_of }) => {
                Fact::DelegateMandated { mandate, account, body, from, until, scope, substitute_of }
            }
            Self::ReleaseStatement(Release { statement, version }) => {
                Fact::StatementReleased { statement, version }
            }
            Self::SetSigners(signers) => Fact::SignersSet { signers },
            Self::SetSealKeys(keys) => Fact::SealKeysSet { keys },
            Self::ForgetPublicBallots(number) => Fact::PublicBallotsForgotten { number },
            Self::ReopenPosition(reason) => Fact::PositionReopened { reason },
            Self::ChangeCommitteeMembers(seating) => Fact::CommitteeMembersChanged { seating },
            Self::FormCommittee(committee) => Fact::CommitteeFormed { committee },
        }
    }
}

/// A change that somebody asked for and nobody has confirmed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The change.
    pub change: Change,
    /// Who asked for it, and so cannot confirm it.
    pub by: AccountId,
    /// When.
    pub at: Moment,
}
