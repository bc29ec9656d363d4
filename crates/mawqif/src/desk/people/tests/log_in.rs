//! Logging in and out, and that a stranger learns nothing from it.

use super::{super::*, *};
use crate::desk::people::{limits::Gate, session};

#[tokio::test]
async fn a_session_lives_while_it_is_used_and_a_week_at_most() {
    let place = Place::new().await;
    place.account("amal").await;
    let opened = place.open("AMAL", NOW).await;
    let mut now = NOW;
    while now + 11 * HOUR < NOW + session::LONGEST {
        now += 11 * HOUR;
        place.who(&opened, now).await;
    }
    let end = NOW + session::LONGEST;
    assert_eq!(place.people.who(opened.token.reveal(), end).await, Err(Refused::SignedOut));

    let idle = place.open("amal", now).await;
    let later = now + session::IDLE;
    assert_eq!(place.people.who(idle.token.reveal(), later).await, Err(Refused::SignedOut));
    place.people.sweep(end + session::LONGEST).await.unwrap();
}

#[tokio::test]
async fn nobody_learns_who_has_an_account() {
    let place = Place::new().await;
    let people = &place.people;
    place.account("amal").await;
    let shut = place.account("badr").await;
    people.shut(&shut, NOW).await.unwrap();

    let tries = [
        ("amal@example.org", "not her password"),
        ("badr@example.org", PASSWORD),
        ("badr@example.org", "not his password"),
        ("nobody@example.org", PASSWORD),
        ("no address\0at all", PASSWORD),
        ("", ""),
        ("amal@example.org", &"x".repeat(5000)),
        (&"x".repeat(5000), PASSWORD),
    ];
    for (address, password) in tries {
        let before = people.passwords_hashed();
        let refused = people.log_in(address, password, FIREFOX, NOW).await.unwrap_err();
        assert_eq!(refused, Refused::Wrong);
        // The same work, with the same parameters, whoever it was.
        assert_eq!(people.passwords_hashed(), before + 1);
    }
    assert!(place.mails().await.is_empty());
}

#[tokio::test]
async fn somebody_who_is_locked_out_gets_the_answers_of_somebody_who_is_not_there() {
    let place = Place::new().await;
    place.account("amal").await;
    let mut answers = Vec::new();
    for address in ["amal@example.org", "nobody@example.org"] {
        let mut answer = Vec::new();
        for _ in 0..12 {
            answer.push(place.people.log_in(address, "not the password", FIREFOX, NOW).await.unwrap_err());
        }
        // Even the right password is not looked at now.
        answer.push(place.people.log_in(address, PASSWORD, FIREFOX, NOW).await.unwrap_err());
        answers.push(answer);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].last(), Some(&Refused::Slow(60)));
    place.open("amal", NOW + MINUTE).await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    let place = Place::new().await;
    let people = &place.people;
    place.account("amal").await;
    place.account("eve").await;
    let (one, two) = (place.open("amal", NOW).await, place.open("amal", NOW + 1).await);
    let (who, eve) = (place.who(&one, NOW + 2).await, place.open("eve", NOW).await);
    let eve = place.who(&eve, NOW + 2).await;

    let sessions = people.sessions(&who, NOW + 2).await.unwrap();
    assert_eq!(sessions.iter().map(|session| session.created).collect::<Vec<_>>(), [NOW + 1, NOW]);
    assert_eq!(sessions[0].agent, "Firefox, Linux");
    assert_eq!(&sessions[1].token, who.session().unwrap());

    let other = &sessions[0].token;
    assert_eq!(people.end_session(&eve, other).await, Err(Refused::Missing("session")));
    people.end_session(&who, other).await.unwrap();
    assert_eq!(people.who(two.token.reveal(), NOW + 3).await, Err(Refused::SignedOut));
    place.open("amal", NOW + 3).await;
    assert_eq!(people.end_other_sessions(&who).await, Ok(1));
    people.log_out(&who).await.unwrap();
    people.log_out(&who).await.unwrap();
    assert_eq!(people.who(one.token.reveal(), NOW + 4).await, Err(Refused::SignedOut));
    // What is stored does not open anything.
    assert_eq!(people.who(&who.session().unwrap().to_hex(), NOW).await, Err(Refused::SignedOut));
}

#[tokio::test]
async fn the_oldest_session_makes_room() {
    let place = Place::new().await;
    place.account("amal").await;
    let first = place.open("amal", NOW).await;
    for count in 1..=20 {
        place.open("amal", NOW + count * MINUTE).await;
    }
    let now = NOW + 21 * MINUTE;
    assert_eq!(place.people.who(first.token.reveal(), now).await, Err(Refused::SignedOut));
    let last = place.open("amal", now).await;
    let who = place.who(&last, now).await;
    assert_eq!(place.people.sessions(&who, now).await.unwrap().len(), session::MOST);
}

#[tokio::test]
async fn another_password_ends_the_other_sessions_and_is_told() {
    let place = Place::new().await;
    let people = &place.people;
    place.account("amal").await;
    let (one, two) = (place.open("amal", NOW).await, place.open("amal", NOW).await);
    let who = place.who(&one, NOW).await;
    place.mails().await;

    let new = "nine pomegranate trees";
    assert_eq!(people.change_password(&who, "wrong", new, NOW).await, Err(Refused::Wrong));
    let short = people.change_password(&who, PASSWORD, "short", NOW).await.unwrap_err();
    assert_eq!(short.code(), "password-short");
    people.change_password(&who, PASSWORD, new, NOW).await.unwrap();
    place.who(&one, NOW).await;
    assert_eq!(people.who(two.token.reveal(), NOW).await, Err(Refused::SignedOut));
    assert!(people.log_in("amal@example.org", PASSWORD, FIREFOX, NOW).await.is_err());
    assert!(people.log_in("amal@example.org", new, FIREFOX, NOW).await.is_ok());
    let mails = place.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("كلمة مرور"));

    people.set_password(&who.account, "eleven walnut trees", NOW).await.unwrap();
    assert_eq!(people.who(one.token.reveal(), NOW).await, Err(Refused::SignedOut));
}

#[tokio::test]
async fn a_browser_not_seen_before_is_told_of() {
    let place = Place::new().await;
    place.account("amal").await;
    place.open("amal", NOW).await;
    assert_eq!(place.mails().await.len(), 1);
    place.open("amal", NOW).await;
    assert!(place.mails().await.is_empty());
    place.people.log_in("amal@example.org", PASSWORD, PHONE, NOW).await.unwrap();
    let mails = place.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("Chrome, Android") && mails[0].text.contains("2025-11-24 16:00 UTC"));
    place.people.log_in("amal@example.org", PASSWORD, "something else", NOW).await.unwrap();
    assert!(place.mails().await[0].text.contains("unknown browser"));
}

#[tokio::test]
async fn shut_means_shut() {
    let place = Place::new().await;
    let amal = place.account("amal").await;
    let opened = place.open("amal", NOW).await;
    place.people.shut(&amal, NOW).await.unwrap();
    assert_eq!(place.people.who(opened.token.reveal(), NOW).await, Err(Refused::SignedOut));
    place.people.reopen(&amal).await.unwrap();
    assert_eq!(place.people.who(opened.token.reveal(), NOW).await, Err(Refused::SignedOut));
    place.open("amal", NOW).await;
    let nobody = AccountId::new("nobody").unwrap();
    assert_eq!(place.people.shut(&nobody, NOW).await, Err(Refused::Missing("account")));
}

#[tokio::test]
async fn an_account_changes_its_name_and_language() {
    let place = Place::new().await;
    place.account("amal").await;
    let opened = place.open("amal", NOW).await;
    let who = place.who(&opened, NOW).await;
    place.people.rename(&who, "  Amal   <b>A.</b> ", Language::En).await.unwrap();
    let profile = place.people.profile(&who).await.unwrap();
    assert_eq!((profile.name.as_str(), profile.language), ("Amal <b>A.</b>", Language::En));
    assert_eq!((profile.address.as_str(), profile.recovery_codes), ("amal@example.org", None));
    assert_eq!(place.people.rename(&who, "a\nb", Language::En).await, Err(Refused::Name));
    assert_eq!(place.people.create_account(amal(), NOW).await, Err(Refused::AddressTaken));
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let place = Place::new().await;
    let (who, _, recovery) = place.guarded("amal").await;
    let setup = place.people.begin_codes(&who).await.unwrap();
    let account = place.people.store.account(&who.account).await.unwrap();
    let opened = place.people.open(&account, FIREFOX, None, session::Tell::Nobody, NOW).await.unwrap();
    let pending = place.pending("amal", NOW).await;
    let printed = format!("{setup:?} {recovery:?} {opened:?} {pending:?} {who:?}");
    for secret in [&setup.secret, &setup.uri, &recovery[0], &opened.token, &pending] {
        assert!(!printed.contains(secret.reveal()));
    }
    place.people.limits.take(Gate::LogIn, "amal@example.org", NOW).unwrap();
    assert_eq!(format!("{:?}", place.people.limits), "Limits(…)");
}
