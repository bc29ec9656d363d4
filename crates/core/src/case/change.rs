//! Changes that two people make: of the roll of bodies and of the rule, once bodies are consulted.
//!
//! So is then, where there are two to make it, a change of the secretariat: whoever could let in
//! another alone could confirm everything alone.

use serde::{Deserialize, Serialize};

use super::{
    fact::Fact,
    names::{AccountId, Moment},
};
use crate::{dossier::Body, position::rule::Rule, text::Id};

/// A change of the roll, of the rule, or of who runs the case.
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
}

impl Change {
    /// Whether it is about who runs the case, and so may be made at any stage.
    pub fn is_of_secretariat(&self) -> bool {
        matches!(self, Self::AppointSecretary(_) | Self::DismissSecretary(_))
    }

    /// The fact that the change is once it is made.
    pub fn fact(self) -> Fact {
        match self {
            Self::AdmitBody(body) => Fact::BodyAdmitted { body },
            Self::ChangeBody(body) => Fact::BodyChanged { body },
            Self::DismissBody(id) => Fact::BodyDismissed { id },
            Self::SetRule(rule) => Fact::RuleSet { rule },
            Self::AppointSecretary(account) => Fact::SecretaryAppointed { account },
            Self::DismissSecretary(account) => Fact::SecretaryDismissed { account },
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
