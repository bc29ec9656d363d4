//! Problems: how every refusal and failure is told, as `application/problem+json` (RFC 9457).
//!
//! `code` stays as it is and is what programs go by; `title` belongs to the code, `detail` to the case at
//! hand. What only whoever runs the server can change is logged here and told as a bare 500 or 503.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use mawqif_core::case::Refusal;
use mawqif_store::Error;
use serde_json::{Value, json};

use crate::{
    desk::{Fault, people::Refused, public::Trouble},
    locale::{Language, Locale, Value as Word},
    told,
};

/// A refusal or failure, as it is told.
#[derive(Clone, Debug)]
pub struct Problem(Box<Told>);

#[derive(Clone, Debug)]
struct Told {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: String,
    fields: Vec<Value>,
    refusal: Option<Value>,
    /// What the case refuses, which the locales have words for.
    said: Option<Refusal>,
    /// What the locales have words for, and the kind of its title.
    refused: Option<(Refused, &'static str)>,
    /// After how many seconds another try makes sense.
    again: Option<u64>,
}

impl Problem {
    /// A problem without fields.
    pub fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self(Box::new(Told {
            status,
            code,
            title,
            detail: detail.into(),
            fields: Vec::new(),
            refusal: None,
            said: None,
            refused: None,
            again: None,
        }))
    }

    /// Names a field with what is wrong with it.
    pub fn field(mut self, field: &str, message: &str) -> Self {
        self.0.fields.push(json!({ "field": field, "message": message }));
        self
    }

    /// Says after how many seconds another try makes sense.
    pub fn after(mut self, seconds: u64) -> Self {
        self.0.again = Some(seconds);
        self
    }

    /// A parameter of the address that makes no sense.
    pub fn parameter(name: &str, message: &str) -> Self {
        let detail = format!("{name}: {message}");
        Self::new(StatusCode::BAD_REQUEST, "parameter", "A parameter makes no sense", detail)
            .field(name, message)
    }

    /// A field of the body that makes no sense.
    pub fn field_of(name: &str, message: &str) -> Self {
        let detail = format!("{name}: {message}");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "body", "The body makes no sense", detail)
            .field(name, message)
    }

    /// Nothing is served at this address.
    pub fn no_route() -> Self {
        let detail = "nothing is served at this address; see /api/openapi.json";
        Self::new(StatusCode::NOT_FOUND, "no-route", "Nothing is here", detail)
    }

    /// The address has other methods.
    pub fn method() -> Self {
        let detail = "this address has other methods; see the header Allow";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method", "Not by this method", detail)
    }

    /// The request took too long.
    pub fn timeout() -> Self {
        let detail = "the request took too long; an act may have been done, its idempotency key will tell";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "timeout", "Too slow", detail)
    }

    /// Nobody is known by the credentials, or there are none.
    pub fn unknown() -> Self {
        let detail = "send a valid token: `Authorization: Bearer TOKEN`";
        Self::new(StatusCode::UNAUTHORIZED, "not-signed-in", "Nobody is signed in", detail)
    }

    /// There is no such thing, or not for this person: both are told alike.
    pub fn missing(what: &'static str) -> Self {
        let detail = format!("there is no such {what} for you");
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is no such thing", detail)
    }

    /// It is not for this person.
    pub fn forbidden(code: &'static str, detail: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, "This is not for you", detail)
    }

    fn internal(fault: &Fault) -> Self {
        tracing::error!(%fault, "a request failed");
        let detail = "the server failed; nothing that was acknowledged is lost";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "The server failed", detail)
    }

    fn people(refused: &Refused) -> Self {
        use StatusCode as S;
        let (status, kind) = match refused {
            Refused::SignedOut => return Self::unknown(),
            Refused::Store(error) => return Fault::Store(error.clone()).into(),
            Refused::Internal(_) => return Self::internal(&Fault::People(refused.clone())),
            Refused::Missing(what) => return Self::missing(what),
            Refused::Wrong | Refused::Code | Refused::LoginEnded => (S::UNAUTHORIZED, "not-in"),
            Refused::Stale | Refused::NoCodes | Refused::SessionOnly | Refused::Scope(_) => {
                (S::FORBIDDEN, "not-so")
            }
            Refused::Slow(_) => (S::TOO_MANY_REQUESTS, "too-often"),
            Refused::Busy(_) => (S::SERVICE_UNAVAILABLE, "too-busy"),
            Refused::AddressTaken | Refused::SignInInstead | Refused::Limit(_) => (S::CONFLICT, "not-now"),
            Refused::NoInvitation => (S::NOT_FOUND, "no-invitation"),
            Refused::InvitationEnded | Refused::InvitationUsed => (S::GONE, "invitation-over"),
            Refused::Password(_)
            | Refused::Address
            | Refused::Name
            | Refused::Secret
            | Refused::InvitationBody => (S::UNPROCESSABLE_ENTITY, "not-taken"),
        };
        let mut problem = Self::new(status, refused.code(), "Refused", refused.to_string());
        problem.0.again = refused.retry_after();
        problem.0.refused = Some((refused.clone(), kind));
        problem
    }

    fn public(trouble: &Trouble) -> Self {
        use StatusCode as S;
        let (status, code, title) = match trouble {
            Trouble::Desk(fault) => return fault.clone().into(),
            Trouble::NoConsultation => return Self::missing("consultation"),
            Trouble::NotForYou => return Self::forbidden("not-allowed", "this is for the secretariat"),
            Trouble::Closed(_) => (S::CONFLICT, "consultation-over", "The consultation has ended"),
            Trouble::NoOpenDoor | Trouble::NoCodeDoor => (S::FORBIDDEN, "other-door", "Not by this door"),
            Trouble::CodeUnknown => (S::FORBIDDEN, "no-such-code", "There is no such code"),
            Trouble::CodeUsedUp => (S::FORBIDDEN, "code-used-up", "The code is used up"),
            Trouble::CodeBlocked => (S::FORBIDDEN, "code-blocked", "The code is blocked"),
            Trouble::NotEntered => (S::FORBIDDEN, "not-entered", "Nobody is known by this"),
            Trouble::NoStatement(_) => (S::CONFLICT, "no-statement", "No such statement is shown"),
            Trouble::Crowd => (S::TOO_MANY_REQUESTS, "crowd", "Too many people come just now"),
            Trouble::VoteLimit => (S::TOO_MANY_REQUESTS, "too-many-votes", "Faster than anybody reads"),
            Trouble::Busy => (S::SERVICE_UNAVAILABLE, "busy", "Too busy"),
            Trouble::OwnStatementLimit(_) | Trouble::StatementLimit(_) | Trouble::CodeLimit(_) => {
                (S::UNPROCESSABLE_ENTITY, "limit", "A limit is reached")
            }
            Trouble::Words(_) | Trouble::Reason => {
                (S::UNPROCESSABLE_ENTITY, "words", "Words that cannot be taken")
            }
            Trouble::Twice(_) => (S::CONFLICT, "said-before", "Another statement says the same"),
            Trouble::NoCode(_) | Trouble::NoCodes | Trouble::NoBallot(_) | Trouble::UnknownTie(_) => {
                (S::UNPROCESSABLE_ENTITY, "unknown", "Nothing is known by that name")
            }
        };
        let mut problem = Self::new(status, code, title, trouble.to_string());
        if status == S::TOO_MANY_REQUESTS {
            problem.0.again = Some(60);
        }
        problem
    }

    fn refused(refusal: &Refusal) -> Self {
        use StatusCode as S;
        let (status, code, title) = match refusal {
            Refusal::NotAllowed { .. } => (S::FORBIDDEN, "not-allowed", "This is not for you"),
            Refusal::Mandate { .. } => (S::FORBIDDEN, "mandate", "Your mandate does not reach so far"),
            Refusal::SamePerson { .. } => (S::FORBIDDEN, "same-person", "A second person is needed"),
            Refusal::Stage { .. } => (S::CONFLICT, "stage", "Not at this stage of the case"),
            Refusal::State(_) => (S::CONFLICT, "state", "Not as the case stands"),
            Refusal::Version { .. } => (S::CONFLICT, "version", "Another version of the offer"),
            Refusal::Quorum { .. } => (S::CONFLICT, "quorum", "Too few are there"),
            Refusal::PackageLoses { .. } => (S::CONFLICT, "package-loses", "This package does not win"),
            Refusal::NotRatified { .. } => (S::CONFLICT, "not-ratified", "Nothing was ratified"),
            Refusal::Unknown { .. } => (S::UNPROCESSABLE_ENTITY, "unknown", "Nothing is known by that name"),
            Refusal::Dossier { .. } => (S::UNPROCESSABLE_ENTITY, "dossier", "The dossier would not be sound"),
            Refusal::Words { .. } => (S::UNPROCESSABLE_ENTITY, "words", "Words that cannot be taken"),
            Refusal::Signature { .. } => {
                (S::UNPROCESSABLE_ENTITY, "signature", "A signature that cannot be taken")
            }
            Refusal::Disagreement { .. } => (S::CONFLICT, "disagreement", "The languages disagree"),
            Refusal::Signers { .. } => (S::UNPROCESSABLE_ENTITY, "signers", "Signers that cannot be"),
            Refusal::SealKey { .. } => {
                (S::UNPROCESSABLE_ENTITY, "seal-key", "A key that nothing can be sealed to")
            }
            Refusal::Limit { .. } => (S::UNPROCESSABLE_ENTITY, "limit", "A limit is reached"),
            Refusal::Template(_) => {
                (S::UNPROCESSABLE_ENTITY, "template", "Words of the house that cannot be used")
            }
        };
        let mut problem = Self::new(status, code, title, refusal.to_string());
        problem.0.said = Some(refusal.clone());
        match refusal {
            Refusal::Dossier { problems, .. } => {
                for fault in problems {
                    problem = problem.field(&fault.field, &fault.message);
                }
            }
            Refusal::Words { field, .. } => problem = problem.field(field, &refusal.to_string()),
            _ => {}
        }
        problem.0.refusal = serde_json::to_value(refusal).ok();
        problem
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        Self::public(&trouble)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        use StatusCode as S;
        let detail = fault.to_string();
        let told = |status, code, title| Self::new(status, code, title, detail.clone());
        match &fault {
            Fault::Refused(refusal) => Self::refused(refusal),
            Fault::WhatIf(error) => Self::parameter(error.parameter, &error.wrong.to_string()),
            Fault::People(refused) => Self::people(refused),
            Fault::CaseTaken => told(S::CONFLICT, "case-taken", "The id is taken"),
            Fault::Cosignature(_) => {
                told(S::UNPROCESSABLE_ENTITY, "cosignature", "The signature does not fit")
                    .field("signature", &detail)
            }
            Fault::WitnessLimit => told(S::CONFLICT, "limit", "A limit is reached"),
            Fault::CaseLimit => told(S::CONFLICT, "limit", "A limit is reached"),
            Fault::Unprintable { .. } => {
                told(S::UNPROCESSABLE_ENTITY, "unprintable", "A letter that cannot be printed")
            }
            Fault::CaseIdForm => {
                told(S::UNPROCESSABLE_ENTITY, "case-id", "No id for a case").field("id", &detail)
            }
            Fault::Opening => told(S::UNPROCESSABLE_ENTITY, "opening", "The opening stays"),
            Fault::Polled(_) => told(S::UNPROCESSABLE_ENTITY, "polled", "What a consultation came to stays"),
            Fault::Decides(_) => told(S::UNPROCESSABLE_ENTITY, "decides", "What decides stays"),
            Fault::KeyReused => told(S::UNPROCESSABLE_ENTITY, "key-reused", "The key belongs to another act"),
            Fault::Contended => told(S::SERVICE_UNAVAILABLE, "contended", "Others were faster"),
            Fault::Busy => told(S::SERVICE_UNAVAILABLE, "busy", "Too busy"),
            Fault::Store(Error::Unavailable(_)) => {
                tracing::warn!(%fault, "the database cannot be reached");
                let detail = "the database cannot be reached now; try again with the same idempotency key";
                Self::new(S::SERVICE_UNAVAILABLE, "database", "The database cannot be reached", detail)
            }
            Fault::Store(Error::Full(_)) => {
                tracing::error!(%fault, "the disk is full");
                let detail = "the server's disk is full: it can be read, and nothing was changed";
                Self::new(S::INSUFFICIENT_STORAGE, "full", "The disk is full", detail)
            }
            // The store says of some that there is no such, which is said here of all.
            Fault::Store(Error::Missing(what)) => Self::missing(what.strip_prefix("such ").unwrap_or(what)),
            _ => Self::internal(&fault),
        }
    }
}

impl Problem {
    /// Writes the problem of a response, if it is one, in a language.
    pub fn write(response: Response, language: Language) -> Response {
        match response.extensions().get::<Self>() {
            Some(problem) => problem.written(language),
            None => response,
        }
    }

    /// Title and detail in Arabic: of what a case refuses as pages tell it; of all else by the code, with the
    /// field that it is about. What is wrong with a field stays as the program says it, in `fields`.
    fn in_arabic(&self) -> (String, String) {
        let Told { code, fields, said, .. } = &*self.0;
        LOCALES.with(|[_, arabic]| {
            let name =
                fields.first().and_then(|field| field["field"].as_str()).unwrap_or_default().to_owned();
            let values = [("code", Word::from(*code)), ("name", name.into())];
            let detail = match said {
                Some(refusal) => told::refusal(refusal, arabic),
                None => arabic.tell("problem-detail", &values),
            };
            (arabic.tell("problem-title", &values), detail)
        })
    }

    fn written(&self, language: Language) -> Response {
        let Told { status, code, title, detail, fields, refusal, refused, again, .. } = &*self.0;
        let (mut title, mut detail) = ((*title).to_owned(), detail.clone());
        match (refused, language) {
            (Some((refused, kind)), _) => (title, detail) = words(refused, kind, language),
            (None, Language::Ar) => (title, detail) = self.in_arabic(),
            (None, Language::En) => {}
        }
        let mut told = json!({ "code": code, "title": title, "status": status.as_u16(), "detail": detail });
        if !fields.is_empty() {
            told["fields"] = fields.clone().into();
        }
        if let Some(refusal) = refusal {
            told["refusal"] = refusal.clone();
        }
        let json = HeaderValue::from_static("application/problem+json");
        let language = HeaderValue::from_static(language.tag());
        let headers = [(header::CONTENT_TYPE, json), (header::CONTENT_LANGUAGE, language)];
        let mut response = (*status, headers, told.to_string()).into_response();
        let headers = response.headers_mut();
        if *status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        let again = again.or((*status == StatusCode::SERVICE_UNAVAILABLE).then_some(1));
        if let Some(seconds) = again {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

thread_local! {
    // Reading the messages takes a while, and a thread meets many refusals.
    static LOCALES: [Locale; 2] = [Locale::new(Language::En), Locale::new(Language::Ar)];
}

/// Title and detail of why somebody is not let through.
fn words(refused: &Refused, kind: &str, language: Language) -> (String, String) {
    LOCALES.with(|[english, arabic]| {
        let locale = if language == Language::Ar { arabic } else { english };
        (locale.tell("refused-title", &[("kind", kind.into())]), told::refused(refused, locale))
    })
}

impl IntoResponse for Problem {
    /// A response that [`Problem::write`] has still to write: here nobody knows the reader's language.
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
