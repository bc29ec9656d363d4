//! Weight: acts that a session which was left open does not do, so that whoever asks for them gives password and code again.
//!
//! It is not about who may do what, which is the core's to say, but about how sure it is who asks.

use mawqif_core::case::{Act, Case, Stage, change::Change, followup::terms::Publication};

use super::{Desk, Fault, people::Who};

impl Who {
    /// Lets an act pass that does not weigh much, or whoever gave password and code just before: once
    /// bodies are consulted, who decides, who speaks and how it is decided is not changed by a session that
    /// was left open.
    pub(super) fn require_weight(&self, desk: &Desk, case: &Case, act: &Act) -> Result<(), Fault> {
        // What goes out to everybody weighs much at every stage.
        let is_publishing = match act {
            // So does who can open what people have entrusted, and what is destroyed comes back by nobody.
            Act::ReleaseStatement { .. }
            | Act::SetSigners { .. }
            | Act::SetSealKeys { .. }
            | Act::ChangeCommitteeMembers { .. }
            | Act::FormCommittee { .. }
            | Act::ForgetPublicBallots { .. } => true,
            Act::SetFollowUp { terms } => {
                terms.public == Publication::Public && case.follow_up().terms().public != Publication::Public
            }
            Act::ConfirmChange { proposal } => {
                let asked = case.proposals().get(proposal).map(|it| &it.change);
                matches!(
                    asked,
                    Some(
                        Change::ReleaseStatement(_)
                            | Change::SetSigners(_)
                            | Change::SetSealKeys(_)
                            | Change::ChangeCommitteeMembers(_)
                            | Change::FormCommittee(_)
                            | Change::ForgetPublicBallots(_)
                    )
                )
            }
            _ => false,
        };
        if is_publishing || (weighs_much(act) && is_settled(case)) {
            self.require_fresh(desk.clock().now().micros())?;
        }
        Ok(())
    }
}

/// Whether an act changes who decides, who speaks or how it is decided, or can open an adopted position again.
pub fn weighs_much(act: &Act) -> bool {
    matches!(
        act,
        Act::AdmitBody { .. }
            | Act::ChangeBody { .. }
            | Act::DismissBody { .. }
            | Act::SetRule { .. }
            | Act::ConfirmChange { .. }
            | Act::AppointSecretary { .. }
            | Act::DismissSecretary { .. }
            | Act::MandateDelegate { .. }
            | Act::NameSubstitute { .. }
            | Act::EndMandate { .. }
            | Act::ReleaseStatement { .. }
            | Act::SetSigners { .. }
            | Act::SetSealKeys { .. }
            | Act::ChangeCommitteeMembers { .. }
            | Act::FormCommittee { .. }
            | Act::DestroyEvidence { .. }
            | Act::ForgetPublicBallots { .. }
            // What the coalition has adopted may be open again by a word.
            | Act::AnswerTrigger { .. }
            | Act::ReopenPosition { .. }
    )
}

/// Whether bodies are consulted, or have been.
pub fn is_settled(case: &Case) -> bool {
    matches!(case.stage(), Stage::Consulting | Stage::Adopted)
}
