//! Tokens: made by a fresh session, no stronger than they were made.

use super::{super::*, *};
use crate::desk::people::token::NewToken;

const READS: NewToken<'static> = NewToken { label: "الإحصاء", scopes: &[Scope::Read], days: 90 };

#[tokio::test]
async fn a_token_does_what_it_may_until_it_ends() {
    let place = Place::new().await;
    let people = &place.people;
    let (who, _, _) = place.guarded("amal").await;
    let token = people.create_token(&who, READS, NOW).await.unwrap();
    assert!(token.reveal().starts_with("mawqif_") && !format!("{token:?}").contains("mawqif_"));

    let program = people.who_has_token(token.reveal(), NOW).await.unwrap();
    assert_eq!(program.account, who.account);
    assert_eq!(program.require(Scope::Read), Ok(()));
    assert_eq!(program.require(Scope::Act), Err(Refused::Scope(Scope::Act)));
    assert_eq!(program.require_fresh(NOW), Err(Refused::Scope(Scope::Manage)));
    assert_eq!(program.session(), Err(Refused::SessionOnly));
    assert_eq!(who.require(Scope::Manage), Ok(()));
    // It makes no tokens, changes no password, ends no session.
    assert_eq!(people.create_token(&program, READS, NOW).await, Err(Refused::SessionOnly));
    let changed = people.change_password(&program, PASSWORD, "nine pomegranate trees", NOW).await;
    assert_eq!(changed, Err(Refused::SessionOnly));
    // A token is no session and no link.
    assert_eq!(people.who(token.reveal(), NOW).await, Err(Refused::SignedOut));
    assert_eq!(people.invitation(token.reveal(), None, NOW).await, Err(Refused::NoInvitation));
    let ended = people.who_has_token(token.reveal(), NOW + 90 * DAY).await;
    assert_eq!(ended, Err(Refused::SignedOut));
}

#[tokio::test]
async fn tokens_are_taken_back_by_their_owner_alone() {
    let place = Place::new().await;
    let people = &place.people;
    let (who, _, _) = place.guarded("amal").await;
    let (eve, _, _) = place.guarded("eve").await;
    let token = people.create_token(&who, READS, NOW).await.unwrap();
    let id = people.tokens(&who, NOW).await.unwrap()[0].token;
    assert_eq!(people.revoke_token(&eve, &id, NOW).await, Err(Refused::Missing("token")));
    people.revoke_token(&who, &id, NOW).await.unwrap();
    assert_eq!(people.revoke_token(&who, &id, NOW).await, Err(Refused::Missing("token")));
    assert_eq!(people.who_has_token(token.reveal(), NOW).await, Err(Refused::SignedOut));
    assert!(people.tokens(&who, NOW).await.unwrap().is_empty());

    let token = people.create_token(&who, READS, NOW).await.unwrap();
    let program = people.who_has_token(token.reveal(), NOW).await.unwrap();
    let id = people.tokens(&who, NOW).await.unwrap()[0].token;
    people.revoke_token(&program, &id, NOW).await.unwrap();
}

#[tokio::test]
async fn tokens_are_few_and_short_and_made_by_fresh_sessions() {
    let place = Place::new().await;
    let people = &place.people;
    let (who, _, _) = place.guarded("amal").await;
    assert_eq!(people.create_token(&who, READS, NOW + HOUR).await, Err(Refused::Stale));
    let manages = NewToken { scopes: &[Scope::Read, Scope::Manage], ..READS };
    assert_eq!(people.create_token(&who, manages, NOW).await, Err(Refused::Limit(30)));
    assert_eq!(people.create_token(&who, NewToken { days: 0, ..READS }, NOW).await, Err(Refused::Limit(365)));
    assert_eq!(people.create_token(&who, NewToken { label: "", ..READS }, NOW).await, Err(Refused::Name));
    let token = people.create_token(&who, NewToken { days: 30, ..manages }, NOW).await.unwrap();
    let program = people.who_has_token(token.reveal(), NOW).await.unwrap();
    assert_eq!(program.require_fresh(NOW), Ok(()));
    for _ in 1..20 {
        people.create_token(&who, READS, NOW).await.unwrap();
    }
    assert_eq!(people.create_token(&who, READS, NOW).await, Err(Refused::Limit(20)));
}
