//! Accounts and the ways into them, from invitation to farewell.

use std::sync::Arc;

use mawqif_core::record::hash::Hash;
use mawqif_store::{Account, ApiToken, Error, Invitation, Login, Mail, MailId, Rank, Session, Store};

use crate::harness::*;

stories!(
    an_invitation_is_good_for_one_account,
    an_account_changes_and_is_shut,
    codes_are_used_once,
    sessions_begin_and_end,
    log_ins_wait_for_a_code,
    tokens_are_taken_back,
    mails_are_sent_by_one_server_at_a_time,
);

const HOUR: u64 = 3_600_000_000;

fn secret(text: &str) -> Hash {
    Hash::of(&[text.as_bytes()])
}

fn account(id: &str) -> Account {
    Account {
        id: account_id(id),
        name: format!("مندوب {id}"),
        email: format!("{id}@example.org"),
        password: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".to_owned(),
        totp: None,
        locale: "ar".to_owned(),
        created: NOW,
        disabled: None,
    }
}

async fn with_account(place: &Place, id: &str) -> Store {
    let store = place.open().await;
    store.create_account(&account(id)).await.unwrap();
    store
}

async fn an_invitation_is_good_for_one_account(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    let invitation = |token: &str, id: &str| Invitation {
        token: secret(token),
        case: case.clone(),
        role: "delegate".to_owned(),
        body: Some("local-council".to_owned()),
        account: account_id(id),
        expires: NOW + 72 * HOUR,
        used: None,
        accepted_by: None,
    };
    let first = invitation("link", "amal");
    assert_eq!(store.create_invitation(&first).await, Err(Error::Missing("such case or account")));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    store.create_invitation(&first).await.unwrap();
    assert_eq!(store.create_invitation(&first).await, Err(Error::Taken("an invitation with this token")));
    assert_eq!(store.invitation(&first.token, NOW).await.unwrap(), Some(first.clone()));
    assert_eq!(store.invitation(&first.token, first.expires).await.unwrap(), None);
    assert_eq!(store.invitation(&secret("guess"), NOW).await.unwrap(), None);

    // Two click at once: one gets in.
    let (amal, other) = (account("amal"), place.open().await);
    let clicks = tokio::join!(
        store.accept_invitation(&first.token, &amal, Rank::First, NOW + 1),
        other.accept_invitation(&first.token, &amal, Rank::First, NOW + 1)
    );
    let used = Invitation { used: Some(NOW + 1), accepted_by: Some(amal.id.clone()), ..first.clone() };
    let mut clicks = [clicks.0.unwrap(), clicks.1.unwrap()];
    clicks.sort_by_key(Option::is_none);
    assert_eq!(clicks, [Some(used.clone()), None]);
    assert_eq!(store.account(&amal.id).await.unwrap(), amal);
    assert_eq!(store.invitation(&first.token, NOW).await.unwrap(), None);

    // An address that is taken leaves the invitation as it was; a late one is none.
    let second = invitation("other link", "badr");
    store.create_invitation(&second).await.unwrap();
    let twin = Account { id: account_id("badr"), ..amal.clone() };
    let taken = Err(Error::Taken("an account with this id or address"));
    assert_eq!(store.accept_invitation(&second.token, &twin, Rank::First, NOW).await, taken);
    assert!(store.accept_invitation(&second.token, &account("eve"), Rank::First, NOW).await.is_err());
    let late = store.accept_invitation(&second.token, &account("badr"), Rank::First, second.expires).await;
    assert_eq!(late, Ok(None));
    assert_eq!(store.invitation(&second.token, NOW).await.unwrap(), Some(second.clone()));
    assert_eq!(store.invitations(&case).await.unwrap().len(), 2);
    assert!(!store.revoke_invitation(&case_id("other"), &second.token).await.unwrap());
    assert!(store.revoke_invitation(&case, &second.token).await.unwrap());
    assert!(!store.revoke_invitation(&case, &first.token).await.unwrap());
    assert_eq!(store.invitations(&case).await.unwrap(), [used]);

    // Somebody who has an account gets into a further case with it.
    let third = invitation("third link", "amal");
    store.create_invitation(&third).await.unwrap();
    assert!(store.attach_invitation(&third.token, &amal.id, NOW).await.unwrap().is_some());
    assert_eq!(store.attach_invitation(&third.token, &amal.id, NOW).await.unwrap(), None);
    let used = store.any_invitation(&third.token).await.unwrap().unwrap();
    assert_eq!((used.used, used.accepted_by), (Some(NOW), Some(amal.id)));
}

async fn an_account_changes_and_is_shut(place: Arc<Place>) {
    let store = with_account(&place, "amal").await;
    let amal = account_id("amal");
    let twin = Account { id: account_id("twin"), ..account("amal") };
    assert!(matches!(store.create_account(&twin).await, Err(Error::Taken(_))));
    store.create_account(&account("badr")).await.unwrap();
    store.rename_account(&amal, "أمل", "en").await.unwrap();
    store.set_password(&amal, "$argon2id$new").await.unwrap();
    let found = store.account_by_email("amal@example.org").await.unwrap().unwrap();
    assert_eq!(
        (found.name.as_str(), found.password.as_str(), found.locale.as_str()),
        ("أمل", "$argon2id$new", "en")
    );
    assert!(!format!("{found:?}").contains("argon2"));
    assert_eq!(store.accounts().await.unwrap().len(), 2);

    let session = Session {
        token: secret("cookie"),
        account: amal.clone(),
        created: NOW,
        seen: NOW,
        expires: NOW + HOUR,
        confirmed: None,
        agent: "Firefox".to_owned(),
    };
    store.create_session(&session).await.unwrap();
    store.disable_account(&amal, Some(NOW + 5)).await.unwrap();
    assert_eq!(store.session(&session.token, NOW).await.unwrap(), None);
    assert_eq!(store.account(&amal).await.unwrap().disabled, Some(NOW + 5));
    store.disable_account(&amal, None).await.unwrap();
    assert_eq!(store.account(&amal).await.unwrap().disabled, None);
    assert_eq!(store.session(&session.token, NOW).await.unwrap(), None);
    let missing = Err(Error::Missing("such account"));
    assert_eq!(store.set_password(&account_id("eve"), "x").await, missing);
    assert_eq!(store.disable_account(&account_id("eve"), None).await, missing);
}

async fn codes_are_used_once(place: Arc<Place>) {
    let store = with_account(&place, "amal").await;
    let amal = account_id("amal");
    let codes: Vec<Hash> = (0..8).map(|number| secret(&format!("code {number}"))).collect();
    store.set_totp(&amal, Some(b"twenty bytes of key!"), &codes).await.unwrap();
    assert_eq!(store.account(&amal).await.unwrap().totp.as_deref(), Some(&b"twenty bytes of key!"[..]));
    assert_eq!(store.recovery_codes(&amal).await.unwrap(), 8);
    assert!(store.use_recovery_code(&amal, &codes[3], NOW).await.unwrap());
    assert!(!store.use_recovery_code(&amal, &codes[3], NOW).await.unwrap());
    assert!(!store.use_recovery_code(&amal, &secret("guess"), NOW).await.unwrap());
    assert_eq!(store.recovery_codes(&amal).await.unwrap(), 7);
    let step = NOW / 30_000_000;
    assert!(store.use_totp_step(&amal, step).await.unwrap());
    assert!(!store.use_totp_step(&amal, step).await.unwrap());
    assert!(!store.use_totp_step(&amal, step - 1).await.unwrap());
    assert!(store.use_totp_step(&amal, step + 1).await.unwrap());
    store.set_totp(&amal, None, &[]).await.unwrap();
    assert_eq!(store.recovery_codes(&amal).await.unwrap(), 0);
    assert_eq!(store.account(&amal).await.unwrap().totp, None);
}

async fn sessions_begin_and_end(place: Arc<Place>) {
    let store = with_account(&place, "amal").await;
    let amal = account_id("amal");
    let session = |token: &str, created: u64| Session {
        token: secret(token),
        account: amal.clone(),
        created,
        seen: created,
        expires: NOW + HOUR,
        confirmed: None,
        agent: "Firefox, Linux".to_owned(),
    };
    let (first, second, third) = (session("one", NOW), session("two", NOW + 1), session("three", NOW + 2));
    for session in [&first, &second, &third] {
        store.create_session(session).await.unwrap();
    }
    let stranger = Session { account: account_id("eve"), token: secret("four"), ..first.clone() };
    assert_eq!(store.create_session(&stranger).await, Err(Error::Missing("such case or account")));
    assert_eq!(store.session(&first.token, NOW).await.unwrap(), Some(first.clone()));
    store.touch_session(&first.token, NOW + 9, NOW + 2 * HOUR).await.unwrap();
    let touched = Session { seen: NOW + 9, expires: NOW + 2 * HOUR, ..first.clone() };
    assert_eq!(store.session(&first.token, NOW + HOUR).await.unwrap(), Some(touched.clone()));
    assert_eq!(store.session(&second.token, NOW + HOUR).await.unwrap(), None);
    store.confirm_session(&first.token, NOW + 10).await.unwrap();
    let touched = Session { confirmed: Some(NOW + 10), ..touched };
    assert_eq!(store.sessions(&amal, NOW).await.unwrap(), [third.clone(), second.clone(), touched]);
    assert!(!store.end_session(&account_id("eve"), &third.token).await.unwrap());
    assert!(store.end_session(&amal, &third.token).await.unwrap());
    assert_eq!(store.end_other_sessions(&amal, Some(&first.token)).await.unwrap(), 1);
    assert_eq!(store.remove_ended_sessions(NOW + HOUR).await.unwrap(), 0);
    assert_eq!(store.end_other_sessions(&amal, None).await.unwrap(), 1);
    assert_eq!(store.sessions(&amal, NOW).await.unwrap(), []);
}

async fn log_ins_wait_for_a_code(place: Arc<Place>) {
    let store = with_account(&place, "amal").await;
    let login =
        |token: &str| Login { token: secret(token), account: account_id("amal"), expires: NOW + HOUR };
    let (one, two) = (secret("one"), secret("two"));
    for token in ["one", "two"] {
        store.create_login(&login(token)).await.unwrap();
    }
    assert_eq!(store.session(&one, NOW).await.unwrap(), None);
    assert_eq!(store.try_login(&one, 2, NOW + HOUR).await.unwrap(), None);
    assert_eq!(store.try_login(&one, 2, NOW).await.unwrap(), Some(account_id("amal")));
    assert_eq!(store.try_login(&one, 2, NOW).await.unwrap(), Some(account_id("amal")));
    assert_eq!(store.try_login(&one, 2, NOW).await.unwrap(), None);
    assert!(store.end_login(&one).await.unwrap());
    assert!(!store.end_login(&one).await.unwrap());
    store.disable_account(&account_id("amal"), Some(NOW)).await.unwrap();
    assert_eq!(store.try_login(&two, 2, NOW).await.unwrap(), None);
    assert_eq!(store.end_logins(&account_id("amal")).await.unwrap(), 0);
    store.create_login(&login("three")).await.unwrap();
    assert_eq!(store.remove_ended_logins(NOW + HOUR).await.unwrap(), 1);
}

async fn tokens_are_taken_back(place: Arc<Place>) {
    let store = with_account(&place, "amal").await;
    let amal = account_id("amal");
    let token = |text: &str, expires| ApiToken {
        token: secret(text),
        account: amal.clone(),
        label: text.to_owned(),
        scopes: "read stances".to_owned(),
        created: NOW,
        expires,
        revoked: None,
    };
    let (lasting, short) = (token("lasting", None), token("short", Some(NOW + HOUR)));
    store.create_api_token(&lasting).await.unwrap();
    store.create_api_token(&short).await.unwrap();
    assert_eq!(store.api_token(&short.token, NOW).await.unwrap(), Some(short.clone()));
    assert_eq!(store.api_token(&short.token, NOW + HOUR).await.unwrap(), None);
    assert!(!store.revoke_api_token(&account_id("eve"), &lasting.token, NOW).await.unwrap());
    assert!(store.revoke_api_token(&amal, &lasting.token, NOW).await.unwrap());
    assert!(!store.revoke_api_token(&amal, &lasting.token, NOW).await.unwrap());
    assert_eq!(store.api_token(&lasting.token, NOW).await.unwrap(), None);
    assert_eq!(store.api_tokens(&amal).await.unwrap().len(), 2);
    store.disable_account(&amal, Some(NOW)).await.unwrap();
    store.disable_account(&amal, None).await.unwrap();
    assert_eq!(store.api_token(&short.token, NOW).await.unwrap(), None);
}

async fn mails_are_sent_by_one_server_at_a_time(place: Arc<Place>) {
    let (store, other) = (place.open().await, place.open().await);
    for number in 0..20 {
        let mail = Mail {
            id: MailId::new(&format!("mail-{number:02}")).unwrap(),
            to: "amal@example.org".to_owned(),
            subject: "دعوة".to_owned(),
            text: "https://example.org/invitation/…".to_owned(),
            due: NOW + number % 2 * HOUR,
            attempts: 0,
            sent: None,
        };
        store.spool_mail(&mail).await.unwrap();
        assert_eq!(store.spool_mail(&mail).await, Err(Error::Taken("a mail with this id")));
    }
    let lease = NOW + 1000;
    let (here, there) =
        tokio::join!(store.take_due_mails(NOW, lease, 10), other.take_due_mails(NOW, lease, 10));
    let mut taken: Vec<Mail> = [here.unwrap(), there.unwrap()].concat();
    taken.sort_by(|one, other| one.id.cmp(&other.id));
    taken.dedup_by(|one, other| one.id == other.id);
    assert_eq!(taken.len(), 10);
    assert!(taken.iter().all(|mail| mail.attempts == 1 && mail.due == lease));
    assert_eq!(store.take_due_mails(NOW, lease, 10).await.unwrap(), []);

    store.mail_sent(&taken[0].id, NOW + 1).await.unwrap();
    store.postpone_mail(&taken[1].id, NOW + 2 * HOUR).await.unwrap();
    assert_eq!(store.waiting_mails().await.unwrap(), 19);
    // Whoever took the others died: they are due again.
    assert_eq!(store.take_due_mails(lease, lease + 1, 100).await.unwrap().len(), 8);
    assert_eq!(store.remove_mails(NOW + HOUR).await.unwrap(), 9);
    assert_eq!(store.waiting_mails().await.unwrap(), 11);
    store.remove_mail(&taken[1].id).await.unwrap();
    assert_eq!(store.waiting_mails().await.unwrap(), 10);
}
