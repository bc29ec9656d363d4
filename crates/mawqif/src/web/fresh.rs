//! Asking for password and code once more, where the desk asks for them: beside what is to be done, so that
//! nothing of it has to be written again.

use super::{
    Web,
    admit::Visitor,
    form::Form,
    trouble::{Trouble, sentence},
    words::Words,
};
use crate::desk::{Fault, access::Caller, people::Refused};

/// The fields by which a session becomes fresh.
pub struct Fresh {
    /// What is asked for.
    pub asks: Asks,
    /// What was wrong with what was given.
    pub problem: Option<String>,
}

/// What makes a session fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Password and one-time code.
    PasswordAndCode,
    /// The password, on a server for trying.
    Password,
    /// Nothing yet: codes are to be set up first.
    CodesFirst,
}

impl Fresh {
    /// The fields, if this visitor has to fill them for something that weighs much; always when that was
    /// the reason for which it was not done.
    ///
    /// # Errors
    /// The store's.
    pub async fn asked(web: &Web, visitor: &Visitor, fault: Option<&Fault>) -> Result<Option<Self>, Trouble> {
        let caller = &visitor.guest()?.caller;
        let is_asked = fault.is_some_and(is_about) || web.desk.wants_fresh(caller, &visitor.at()?.case);
        if !is_asked {
            return Ok(None);
        }
        let problem = match fault {
            Some(Fault::People(Refused::Stale | Refused::NoCodes)) | None => None,
            Some(fault) if is_about(fault) => Some(sentence(fault, &Words::of(visitor.language))),
            Some(_) => None,
        };
        let has_codes = web.desk.people().has_codes(&caller.who).await.map_err(Fault::from)?;
        let asks = match (has_codes, web.desk.people().is_password_enough()) {
            (true, _) => Asks::PasswordAndCode,
            (false, true) => Asks::Password,
            (false, false) => Asks::CodesFirst,
        };
        Ok(Some(Self { asks, problem }))
    }

    /// Whether a code is asked for, for templates.
    pub fn needs_code(&self) -> bool {
        self.asks == Asks::PasswordAndCode
    }

    /// Whether codes have to be set up before, for templates.
    pub fn needs_setup(&self) -> bool {
        self.asks == Asks::CodesFirst
    }
}

/// Whether something was not done for want of password and code, or because they were wrong.
pub fn is_about(fault: &Fault) -> bool {
    use Refused as R;
    matches!(fault, Fault::People(R::Stale | R::NoCodes | R::Wrong | R::Code | R::Slow(_) | R::Busy(_)))
}

/// Who asks, made fresh if the form has password and code.
///
/// # Errors
/// What is wrong with them.
pub async fn given(web: &Web, visitor: &Visitor, form: &Form) -> Result<Caller, Fault> {
    let guest = visitor.guest.as_ref().ok_or(Fault::People(Refused::SignedOut))?;
    let password = form.get(PASSWORD);
    if password.is_empty() {
        return Ok(guest.caller.clone());
    }
    web.desk.confirm(&guest.caller, password, form.get(CODE)).await
}

/// The fields' names. What stands in them is never shown again.
pub const PASSWORD: &str = "fresh.password";
/// See [`PASSWORD`].
pub const CODE: &str = "fresh.code";
