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
    locale::Language,
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
        Refused::InvitationForeign,
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
