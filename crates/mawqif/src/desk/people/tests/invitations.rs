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

/// An invitation is made for an account with a new id, whoever has the address, and whoever has an account uses it
/// by that one.
#[tokio::test]
async fn whoever_has_an_account_uses_the_link_by_it() {
    let place = Place::new().await;
    let people = &place.people;
    let amal = place.account("amal").await;
    let opened = place.open("amal", NOW).await;
    let who = place.who(&opened, NOW).await;
    let aleppo = case("aleppo");
    place.mails().await;
    let guest = Guest::Address("amal@example.org", Language::Ar);
    let invited = people.invite(invite(&aleppo, guest), NOW).await.unwrap();
    assert_ne!(invited.account, amal);
    let mail = place.mails().await.remove(0);
    let link = mail.text.lines().find(|line| line.starts_with("https://")).unwrap();
    let token = link.rsplit('/').next().unwrap();
    for _ in 0..2 {
        let accepted = people.accept(token, Accepter::SignedIn(&who), FIREFOX, NOW).await.unwrap();
        assert!(
            accepted.account == amal && accepted.invited == invited.account && accepted.session.is_none()
        );
    }
}

#[tokio::test]
async fn what_was_typed_badly_leaves_the_link_good() {
    let place = Place::new().await;
    let people = &place.people;
    place.account("badr").await;
    let (token, _) = shown(&place, Guest::Holder).await;
    let tries = [
        (NewAccount { address: "badr@example.org", ..amal() }, "sign-in-instead"), // with his password
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
        assert!(outcomes.contains(&Err(Refused::InvitationUsed)));
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

/// Whoever holds a link gets one answer, whether the address that they give has an account or not: an account,
/// which password and address open, and which has nothing of the other's.
#[tokio::test]
async fn a_link_tells_nobody_who_has_an_account() {
    let place = Place::with(Delivery::Shown).await;
    let people = &place.people;
    let badr = place.account("badr").await;
    let hashed = || people.passwords_hashed();
    const OTHER: &str = "eleven olive trees";
    let mut work = Vec::new();
    for address in ["badr@example.org", "nobody@example.org"] {
        let (token, _) = shown(&place, Guest::Holder).await;
        let before = hashed();
        let new = NewAccount { address, password: OTHER, ..amal() };
        let accepted = people.accept(&token, Accepter::New(new), FIREFOX, NOW).await.unwrap();
        let after = hashed();
        let opened = people.log_in(address, OTHER, PHONE, NOW).await.unwrap();
        let LoggedIn::Open(opened) = opened else { panic!("a new account has no codes") };
        assert_eq!(place.who(&opened, NOW).await.account, accepted.account);
        assert_ne!(accepted.account, badr);
        let wrong = people.log_in(address, "nine pomegranate trees", PHONE, NOW).await.unwrap_err();
        assert_eq!(wrong, Refused::Wrong);
        work.push((after - before, hashed() - after));
    }
    assert_eq!(work[0], work[1], "one hash each, however many accounts the address has");
    // Badr is who he was, and mails to the address mean him.
    let opened = place.open("badr", NOW).await;
    assert_eq!(place.who(&opened, NOW).await.account, badr);
    let first = people.store.account_by_email("badr@example.org").await.unwrap().unwrap();
    assert_eq!(first.id, badr);
    // He takes another password, and still one hash compares with both.
    let who = place.who(&opened, NOW).await;
    people.change_password(&who, PASSWORD, "nine pomegranate trees", NOW).await.unwrap();
    let before = hashed();
    people.log_in("badr@example.org", "nine pomegranate trees", PHONE, NOW).await.unwrap();
    people.log_in("badr@example.org", OTHER, PHONE, NOW).await.unwrap();
    assert_eq!(hashed() - before, 2);
}

/// Passwords are not tried by a link: three, then one in six hours.
#[tokio::test]
async fn a_link_is_no_way_to_try_passwords() {
    let place = Place::with(Delivery::Shown).await;
    let people = &place.people;
    place.account("badr").await;
    let (token, _) = shown(&place, Guest::Holder).await;
    let his = NewAccount { address: "badr@example.org", ..amal() };
    for _ in 0..3 {
        let told = people.accept(&token, Accepter::New(his), FIREFOX, NOW).await.unwrap_err();
        assert_eq!(told, Refused::SignInInstead);
    }
    let other = NewAccount { address: "nobody@example.org", ..amal() };
    for new in [his, other] {
        let told = people.accept(&token, Accepter::New(new), FIREFOX, NOW).await.unwrap_err();
        assert!(matches!(told, Refused::Slow(_)));
    }
}

/// Of two that take one address at once by two links, both get an account.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_may_take_one_address_at_once() {
    let place = Place::with(Delivery::Shown).await;
    let other = place.neighbour().await;
    for round in 0..5 {
        let (one, _) = shown(&place, Guest::Holder).await;
        let (two, _) = shown(&place, Guest::Holder).await;
        let address = format!("both-{round}@example.org");
        let new = |password| Accepter::New(NewAccount { address: &address, password, ..amal() });
        let both = tokio::join!(
            place.people.accept(&one, new("eleven olive trees"), FIREFOX, NOW),
            other.accept(&two, new("nine pomegranate trees"), FIREFOX, NOW)
        );
        let both = [both.0.unwrap().account, both.1.unwrap().account];
        let found = place.people.store.namesakes(&address).await.unwrap();
        assert_eq!(found.len(), 2);
        assert!(both.iter().all(|account| found.iter().any(|it| it.id == *account)));
    }
}
