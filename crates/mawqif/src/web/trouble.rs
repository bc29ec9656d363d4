//! Trouble: everything that is not done, as a page that says what would be right.
//!
//! What only whoever runs the server can change is logged and told in one sentence.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::case::Refusal;
use mawqif_store::Error;

use super::{
    admit::Visitor,
    ended::{self, Ended},
    page,
    words::Words,
};
use crate::{
    desk::{Fault, people::Refused},
    told,
};

/// Why a page is not what was asked for.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// There is none, or not for this person: both are told alike.
    Missing,
    /// Sign in first, and come back here.
    SignIn(String),
    /// Sign in again; what was written comes along.
    Ended(Box<Ended>),
    /// It is for somebody else.
    NotForYou,
    /// The form does not come from one of our pages.
    Foreign,
    /// There is too much in it.
    TooLong,
    /// What was written is no day.
    NoDay(String),
    /// It took too long.
    Slow,
    /// The desk does not do it.
    Fault(Fault),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::People(Refused::SignedOut) => Self::SignIn("/cases".to_owned()),
            other => Self::Fault(other),
        }
    }
}

impl IntoResponse for Trouble {
    /// A response that [`Trouble::write`] has still to write: here nobody knows the reader.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl Trouble {
    fn status(&self) -> StatusCode {
        use StatusCode as S;
        match self {
            Self::Missing => S::NOT_FOUND,
            Self::SignIn(_) => S::SEE_OTHER,
            Self::Ended(_) => S::UNAUTHORIZED,
            Self::NotForYou | Self::Foreign => S::FORBIDDEN,
            Self::NoDay(_) => S::UNPROCESSABLE_ENTITY,
            Self::TooLong => S::PAYLOAD_TOO_LARGE,
            Self::Slow => S::SERVICE_UNAVAILABLE,
            Self::Fault(fault) => status(fault),
        }
    }

    /// Writes the page of a response that is trouble; another response stays as it is.
    pub fn write(response: Response, visitor: &Visitor) -> Response {
        let Some(trouble) = response.extensions().get::<Self>() else { return response };
        let visitor = response.extensions().get::<Visitor>().unwrap_or(visitor);
        if let Self::SignIn(back) = trouble {
            let query: String =
                form_urlencoded::Serializer::new(String::new()).append_pair("back", back).finish();
            return Redirect::to(&format!("/sign-in?{query}")).into_response();
        }
        if let Self::Ended(ended) = trouble {
            return ended::page(visitor, ended);
        }
        if let Self::Fault(fault) = trouble
            && trouble.status().is_server_error()
        {
            tracing::error!(%fault, "a page failed");
        }
        let words = Words::of(visitor.language);
        let told = match trouble {
            Self::Missing | Self::SignIn(_) | Self::Ended(_) => words.word("trouble-missing"),
            Self::NotForYou => words.word("trouble-not-for-you"),
            Self::Foreign => words.word("trouble-foreign"),
            Self::NoDay(written) => words.about("trouble-no-day", written),
            Self::TooLong => words.word("trouble-too-long"),
            Self::Slow => words.word("trouble-slow"),
            Self::Fault(fault) => sentence(fault, &words),
        };
        page::trouble(visitor, trouble.status(), told)
    }
}

/// The status of what the desk does not do.
pub fn status(fault: &Fault) -> StatusCode {
    use StatusCode as S;
    match fault {
        Fault::Refused(refusal) => match **refusal {
            Refusal::NotAllowed { .. } | Refusal::Mandate { .. } | Refusal::SamePerson { .. } => S::FORBIDDEN,
            Refusal::Words { .. }
            | Refusal::Dossier { .. }
            | Refusal::Unknown { .. }
            | Refusal::Signature { .. }
            | Refusal::Signers { .. }
            | Refusal::SealKey { .. }
            | Refusal::Template(_)
            | Refusal::Limit { .. } => S::UNPROCESSABLE_ENTITY,
            _ => S::CONFLICT,
        },
        Fault::People(refused) => match refused {
            Refused::Slow(_) => S::TOO_MANY_REQUESTS,
            Refused::Busy(_) => S::SERVICE_UNAVAILABLE,
            Refused::NoInvitation | Refused::Missing(_) => S::NOT_FOUND,
            Refused::InvitationEnded | Refused::InvitationUsed | Refused::LoginEnded => S::GONE,
            Refused::Store(_) | Refused::Internal(_) => S::INTERNAL_SERVER_ERROR,
            Refused::Stale | Refused::NoCodes => S::FORBIDDEN,
            _ => S::UNPROCESSABLE_ENTITY,
        },
        Fault::Store(Error::Missing(_)) => S::NOT_FOUND,
        Fault::Store(Error::Full(_)) => S::INSUFFICIENT_STORAGE,
        Fault::Store(Error::Unavailable(_)) | Fault::Busy | Fault::Contended => S::SERVICE_UNAVAILABLE,
        Fault::KeyReused | Fault::CaseTaken | Fault::CaseLimit => S::CONFLICT,
        Fault::WhatIf(_) | Fault::CaseIdForm | Fault::Unprintable { .. } => S::UNPROCESSABLE_ENTITY,
        _ => S::INTERNAL_SERVER_ERROR,
    }
}

/// What is said to somebody whom the desk does not do something for.
pub fn sentence(fault: &Fault, words: &Words) -> String {
    match fault {
        Fault::Refused(refusal) => told::refusal(refusal, words.locale()),
        Fault::People(refused) => told::refused(refused, words.locale()),
        Fault::WhatIf(error) => told::supposed(&error.wrong, words.locale()),
        Fault::KeyReused => words.word("trouble-key-reused"),
        Fault::Contended | Fault::Busy => words.word("trouble-busy"),
        Fault::Store(Error::Unavailable(_)) => words.word("trouble-database"),
        Fault::Store(Error::Full(_)) => words.word("trouble-full"),
        Fault::Store(Error::Missing(_)) => words.word("trouble-missing"),
        Fault::Unprintable { letter, words: line } => words.tell(
            "trouble-unprintable",
            &[
                ("letter", letter.to_string().into()),
                ("code", format!("U+{:04X}", u32::from(*letter)).into()),
                ("line", line.as_str().into()),
            ],
        ),
        Fault::Unchecked => words.word("trouble-unchecked"),
        _ => words.word("trouble-internal"),
    }
}
