//! Invitations: used once, in time, by whom they are for.

use mawqif_store::Error as StoreError;

use super::{super::*, *};
use crate::desk::people::invitation::{Accepter, Guest, HOURS, Invite, Role};

fn invite<'a>(case: &'a CaseId, guest: Guest<'a>) -> Invite<'a> {
    Invite {
        case: (case, "تجميد القتال في حلب"),
        role: Role::Delegate,
        body: Some(("local-council", "مجلس المحافظة")),
        inviter: "سناء",
        guest,
    }
}

/// An invitation whose link is shown; its token and id.
async fn shown(place: &Place, guest: Guest<'_>) -> (String, Hash) {
    let invited = place.people.invite(invite(&case("aleppo"), guest), NOW).await.unwrap();
    let link = invited.link.unwrap();
    let token = link.reveal().strip_prefix("https://desk.example.org/invitations/").unwrap();
    (token.to_owned(), invited.id)
}

#[tokio::test]
async fn from_the_invitation_to_a_fresh_session() {
    let place = Place::new().await;
    let people = &place.people;
    let aleppo = case("aleppo");
    let guest = Guest::Address("Amal@Example.org", Language::Ar);
    let invited = people.invite(invite(&aleppo, guest), NOW).await.unwrap();
    assert!(invited.link.is_none() && invited.expires == NOW + HOURS * HOUR);
    let mail = place.mails().await.remove(0);
    assert_eq!(mail.to, "amal@example.org");
    let link = mail.text.lines().find(|line| line.starts_with("https://")).unwrap();
    let token = link.rsplit('/').next().unwrap();

    let found = people.invitation(token, None, NOW).await.unwrap();
    assert_eq!((found.role.as_str(), found.body.as_deref()), ("delegate", Some("local-council")));
    let accepted = people.accept(token, Accepter::New(amal()), FIREFOX, NOW).await.unwrap();
    assert_eq!((accepted.account, accepted.role), (invited.account, Role::Delegate));
    assert_eq!((accepted.case, accepted.body.as_deref()), (aleppo.clone(), Some("local-council")));
    let who = place.who(&accepted.session.unwrap(), NOW).await;

    let setup = people.begin_codes(&who).await.unwrap();
    let secret = code::from_base32(setup.secret.reveal()).unwrap();
    let code = code_at(&secret, NOW);
    people.set_up_codes(&who, PASSWORD, setup.secret.reveal(), &code, NOW).await.unwrap();
    let now = NOW + MINUTE;
    let pending = place.pending("amal", now).await;
    let opened = people.enter_code(pending.reveal(), &code_at(&secret, now), FIREFOX, now).await.unwrap();
    let who = place.who(&opened, now).await;
    who.require_fresh(now).unwrap();
    let found = people.invitations(&aleppo).await.unwrap().remove(0);
    assert_eq!(found.accepted_by, Some(who.account));
}

#[tokio::test]
async fn a_used_link_says_so_and_its_owner_gets_in_again() {
    let place = Place::new().await;
    let people = &place.people;
    let (token, _) = shown(&place, Guest::Holder).await;
    let accepted = people.accept(&token, Accepter::New(amal()), FIREFOX, NOW).await.unwrap();
    let who = place.who(&accepted.session.unwrap(), NOW).await;

    let badr = NewAccount { address: "badr@example.org", ..amal() };
    let used = people.accept(&token, Accepter::New(badr), FIREFOX, NOW).await.unwrap_err();
    assert_eq!((used.code(), people.invitation(&token, None, NOW).await), ("invitation-used", Err(used)));
    place.account("eve").await;
    let eve = place.open("eve", NOW).await;
    let eve = place.who(&eve, NOW).await;
    let foreign = people.accept(&token, Accepter::SignedIn(&eve), FIREFOX, NOW).await.unwrap_err();
    assert_eq!(foreign, Refused::InvitationUsed);
    // The entry may not have been appended: whoever has accepted can come again.
    let again = people.accept(&token, Accepter::SignedIn(&who), FIREFOX, NOW + 100 * HOUR).await.unwrap();
    assert_eq!(again.account, who.account);
}

#[tokio::test]
async fn late_forged_and_withdrawn_links_open_nothing() {
    let place = Place::new().await;
    let people = &place.people;
    let (token, id) = shown(&place, Guest::Holder).await;
    assert_eq!(people.invitation("forged", None, NOW).await, Err(Refused::NoInvitation));
    assert_eq!(people.invitation(&id.to_hex(), None, NOW).await, Err(Refused::NoInvitation));
    let late = NOW + HOURS * HOUR;
    let ended = people.accept(&token, Accepter::New(amal()), FIREFOX, late).await.unwrap_err();
    assert_eq!(ended, Refused::InvitationEnded);

    let other = case("other");
    assert_eq!(people.revoke_invitation(&other, &id).await, Err(Refused::Missing("invitation")));
    people.revoke_invitation(&case("aleppo"), &id).await.unwrap();
    assert_eq!(people.invitation(&token, None, late).await, Err(Refused::NoInvitation));
    assert_eq!(people.store.account_by_email("amal@example.org").await, Ok(None));
}

#[tokio::test]
async fn what_is_for_one_account_is_for_no_other() {
    let place = Place::new().await;
    let people = &place.people;
    let amal = place.account("amal").await;
    place.account("eve").await;
    let opened = (place.open("amal", NOW).await, place.open("eve", NOW).await);
    let (who, eve) = (place.who(&opened.0, NOW).await, place.who(&opened.1, NOW).await);
    let aleppo = case("aleppo");
    place.mails().await;
    people.invite(invite(&aleppo, Guest::Account(&amal)), NOW).await.unwrap();
    let mail = place.mails().await.remove(0);
    let link = mail.text.lines().find(|line| line.starts_with("https://")).unwrap();
    let token = link.rsplit('/').next().unwrap();

    let foreign = people.accept(token, Accepter::SignedIn(&eve), FIREFOX, NOW).await.unwrap_err();
    assert_eq!(foreign, Refused::InvitationForeign);
    let new = NewAccount { address: "new@example.org", ..super::amal() };
    let foreign = people.accept(token, Accepter::New(new), FIREFOX, NOW).await.unwrap_err();
    assert_eq!(foreign, Refused::SignInInstead);
    let accepted = people.accept(token, Accepter::SignedIn(&who), FIREFOX, NOW).await.unwrap();
    assert!(accepted.account == amal && accepted.session.is_none());
}

#[tokio::test]
async fn what_was_typed_badly_leaves_the_link_good() {
    let place = Place::new().await;
    let people = &place.people;
    place.account("badr").await;
    let (token, _) = shown(&place, Guest::Holder).await;
    let tries = [
        (NewAccount { address: "badr@example.org", ..amal() }, "sign-in-instead"),
        (NewAccount { address: "\u{202E}amal@example.org", ..amal() }, "not-an-address"),
        (NewAccount { name: "", ..amal() }, "not-a-name"),
        (NewAccount { name: "Amal\r\nBcc: eve@example.org", ..amal() }, "not-a-name"),
        (NewAccount { password: "password1234", ..amal() }, "password-common"),
    ];
    for (new, code) in tries {
        let refused = people.accept(&token, Accepter::New(new), FIREFOX, NOW).await.unwrap_err();
        assert_eq!(refused.code(), code);
    }
    people.accept(&token, Accepter::New(amal()), FIREFOX, NOW).await.unwrap();
}

#[tokio::test]
async fn a_delegate_has_a_body_and_an_observer_has_none() {
    let place = Place::new().await;
    let (aleppo, other) = (case("aleppo"), case("other"));
    let good = invite(&aleppo, Guest::Holder);
    for bad in [Invite { body: None, ..good }, Invite { role: Role::Observer, ..good }] {
        assert_eq!(place.people.invite(bad, NOW).await.unwrap_err(), Refused::InvitationBody);
    }
    let nowhere = Invite { case: (&other, ""), ..good };
    assert_eq!(place.people.invite(nowhere, NOW).await.unwrap_err(), Refused::Missing("case"));
    let nobody = AccountId::new("nobody").unwrap();
    let refused = place.people.invite(invite(&aleppo, Guest::Account(&nobody)), NOW).await.unwrap_err();
    assert_eq!(refused, Refused::Missing("account"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_that_accept_at_once_one_does() {
    let place = Place::new().await;
    let other = place.neighbour().await;
    for round in 0..10 {
        let (token, _) = shown(&place, Guest::Holder).await;
        let addresses = [format!("one-{round}@example.org"), format!("two-{round}@example.org")];
        let new = |at: usize| Accepter::New(NewAccount { address: &addresses[at], ..amal() });
        let both = tokio::join!(
            place.people.accept(&token, new(0), FIREFOX, NOW),
            other.accept(&token, new(1), FIREFOX, NOW)
        );
        let outcomes = [both.0.map(|done| done.account), both.1.map(|done| done.account)];
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        assert!(
            outcomes.contains(&Err(Refused::InvitationUsed))
                || outcomes.contains(&Err(Refused::SignInInstead))
        );
        let mut accounts = 0;
        for address in &addresses {
            accounts += usize::from(place.people.store.account_by_email(address).await.unwrap().is_some());
        }
        assert_eq!(accounts, 1);
    }
}

#[tokio::test]
async fn without_a_mail_server_the_link_is_shown_and_nothing_is_spooled() {
    let place = Place::with(Delivery::Shown).await;
    let (token, _) = shown(&place, Guest::Address("amal@example.org", Language::En)).await;
    place.people.accept(&token, Accepter::New(amal()), FIREFOX, NOW).await.unwrap();
    place.people.log_in("amal@example.org", PASSWORD, PHONE, NOW).await.unwrap();
    assert_eq!(place.people.store.waiting_mails().await, Ok(0));
}

#[tokio::test]
async fn a_database_that_is_gone_is_no_wrong_password() {
    let place = Place::new().await;
    place.people.store.close().await;
    let gone = place.people.log_in("amal@example.org", PASSWORD, FIREFOX, NOW).await.unwrap_err();
    assert!(matches!(gone, Refused::Store(StoreError::Unavailable(_))));
    assert_eq!(gone.code(), "unavailable");
}

/// Whoever holds a link gets one answer, whether the address that they try has an account or the invitation
/// is for an account that is there; and few tries.
#[tokio::test]
async fn a_link_tells_nobody_who_has_an_account() {
    let place = Place::with(Delivery::Shown).await;
    let people = &place.people;
    let badr = place.account("badr").await;
    let other = |address: &'static str| Accepter::New(NewAccount { address, ..amal() });
    let refused =
        async |token: &str, address| people.accept(token, other(address), FIREFOX, NOW).await.unwrap_err();
    let (open, _) = shown(&place, Guest::Holder).await;
    let (named, _) = shown(&place, Guest::Account(&badr)).await;
    for address in ["badr@example.org", "nobody@example.org"] {
        assert_eq!(refused(&named, address).await, Refused::SignInInstead);
    }
    for _ in 0..3 {
        assert_eq!(refused(&open, "badr@example.org").await, Refused::SignInInstead);
    }
    // From then on nothing is told, be the address taken or free.
    for address in ["badr@example.org", "nobody@example.org"] {
        assert!(matches!(refused(&open, address).await, Refused::Slow(_)));
    }
    // Both pages are the same to whoever has not signed in.
    for token in [&open, &named] {
        people.invitation(token, None, NOW).await.unwrap();
    }
}
