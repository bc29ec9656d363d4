//! The words of refusals: each code has its own, in both languages.

use std::collections::BTreeSet;

use axum::response::IntoResponse;

use super::super::{language, problem::Problem};
use crate::{
    desk::{
        Fault,
        people::{
            Refused,
            refused::PasswordProblem::{Common, Long, Short},
            token::Scope,
        },
    },
    locale::{Language, Locale},
};

#[tokio::test]
async fn every_refusal_has_words_of_its_own_in_both_languages() {
    let all = [
        Refused::Wrong,
        Refused::Code,
        Refused::LoginEnded,
        Refused::Stale,
        Refused::NoCodes,
        Refused::SessionOnly,
        Refused::Scope(Scope::Manage),
        Refused::Slow(7),
        Refused::Busy(7),
        Refused::Password(Short),
        Refused::Password(Long),
        Refused::Password(Common),
        Refused::Address,
        Refused::Name,
        Refused::Secret,
        Refused::AddressTaken,
        Refused::SignInInstead,
        Refused::NoInvitation,
        Refused::InvitationEnded,
        Refused::InvitationUsed,
        Refused::InvitationBody,
        Refused::Limit(20),
    ];
    let fallbacks = ["This cannot be done.", "لا يمكن ذلك."];
    for (language, fallback) in [Language::En, Language::Ar].into_iter().zip(fallbacks) {
        let mut told = BTreeSet::new();
        for refused in &all {
            let problem = Problem::from(Fault::People(refused.clone()));
            let response = Problem::write(problem.into_response(), language);
            assert_eq!(response.headers()["content-language"], language.tag());
            let body = axum::body::to_bytes(response.into_body(), 1 << 16).await.unwrap();
            let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(body["code"], refused.code());
            let detail = body["detail"].as_str().unwrap();
            assert!(detail != fallback && !detail.contains(['{', '$']), "{}: {detail}", refused.code());
            assert!(told.insert(detail.to_owned()), "{detail} is told twice");
            let is_arabic = detail.chars().any(|it| ('\u{600}'..'\u{700}').contains(&it));
            assert_eq!(is_arabic, language == Language::Ar, "{detail}");
        }
    }
}

#[test]
fn the_first_language_that_is_known_counts() {
    let asked = |value: &'static str| {
        let mut headers = axum::http::HeaderMap::new();
        headers.insert("accept-language", axum::http::HeaderValue::from_static(value));
        language(&headers)
    };
    assert_eq!(asked("ar-SY,en;q=0.5"), Language::Ar);
    assert_eq!(asked("fr, AR;q=0.9, en;q=0.8"), Language::Ar);
    assert_eq!(asked("en-GB, ar"), Language::En);
    assert_eq!(asked("*"), Language::En);
    assert_eq!(language(&axum::http::HeaderMap::new()), Language::En);
}

/// Every code of a problem that the sources make has a title and, unless the case says why, a detail.
#[test]
fn every_problem_has_words_in_both_languages() {
    let sources = [
        include_str!("../problem.rs"),
        include_str!("../body.rs"),
        include_str!("../archive.rs"),
        include_str!("../operation.rs"),
        include_str!("../cases.rs"),
    ]
    .concat();
    // A code stands in quotes behind the status: `(S::CONFLICT, "state", …)`.
    let mut codes = BTreeSet::new();
    for (at, _) in sources.match_indices("S::").chain(sources.match_indices("StatusCode::")) {
        let rest = &sources[at..];
        let Some((status, behind)) = rest.split_once(',') else { continue };
        let code = behind.trim_start().strip_prefix('"').and_then(|code| code.split('"').next());
        if status.len() < 60
            && let Some(code) = code.filter(|code| !code.contains(' '))
        {
            codes.insert(code.to_owned());
        }
    }
    // The kinds of the accounts' refusals have words of their own.
    codes.retain(|code| {
        ![
            "not-in",
            "not-so",
            "not-yours",
            "too-often",
            "too-busy",
            "not-now",
            "no-invitation",
            "invitation-over",
            "not-taken",
        ]
        .contains(&code.as_str())
    });
    assert!(codes.len() > 25, "{codes:?}");
    for language in [Language::En, Language::Ar] {
        let locale = Locale::new(language);
        let tell = |key: &str, code: &str| {
            locale.tell(key, &[("code", code.to_owned().into()), ("name", "x".into())])
        };
        let none = tell("problem-title", "none");
        for code in &codes {
            assert_ne!(tell("problem-title", code), none, "{code}");
        }
    }
}
