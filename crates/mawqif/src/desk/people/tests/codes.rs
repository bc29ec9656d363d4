//! One-time codes: each once, and what is asked again.

use proptest::prelude::*;

use super::{super::*, *};

/// The published examples (RFC 6238, appendix B, for SHA-1), whose last six digits are ours.
#[test]
fn codes_are_those_of_the_rfc() {
    let secret = b"12345678901234567890";
    let examples = [
        (59, 287_082),
        (1_111_111_109, 81_804),
        (1_111_111_111, 50_471),
        (1_234_567_890, 5_924),
        (2_000_000_000, 279_037),
        (20_000_000_000, 353_130),
    ];
    for (seconds, code) in examples {
        assert_eq!(code::step_of(secret, code, seconds * SECOND), Some(seconds / 30));
    }
}

#[test]
fn the_step_before_and_the_step_after_are_taken_and_no_others() {
    let secret = [7; 20];
    let step = NOW / SECOND / 30;
    for (away, is_taken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
        let then = step.checked_add_signed(away).unwrap();
        let code = code::one_time(&secret, then).unwrap();
        assert_eq!(code::step_of(&secret, code, NOW), is_taken.then_some(then));
    }
    assert!(code::step_of(&secret, code::one_time(&secret, 0).unwrap(), 0).is_some());
}

proptest! {
    #[test]
    fn a_secret_is_read_as_it_is_written(secret: [u8; 20]) {
        let text = code::base32(&secret);
        prop_assert_eq!(text.len(), 32);
        prop_assert_eq!(code::from_base32(&text), Some(secret));
        prop_assert_eq!(code::from_base32(&text.to_lowercase()), Some(secret));
        prop_assert_eq!(code::from_base32(&text[1..]), None);
        prop_assert_eq!(code::from_base32(&(text + "A")), None);
    }

    #[test]
    fn whatever_is_typed_for_a_code_is_harmless(text: String) {
        let _ = code::Typed::new(&text);
        let _ = code::from_base32(&text);
    }
}

#[test]
fn digits_are_read_in_every_hand() {
    for text in ["123456", " 123 456 ", "١٢٣٤٥٦", "۱۲۳۴۵۶", "123-456"] {
        assert!(matches!(code::Typed::new(text), Some(code::Typed::OneTime(123_456))), "{text}");
    }
    for text in ["", "12345", "1234567", "12345a", "१२३४५६", "ABCD-EFGH-IJKL-MNO", "ABCD-EFGH-IJKL-MNO1"]
    {
        assert!(code::Typed::new(text).is_none(), "{text}");
    }
    assert!(matches!(code::Typed::new("abcd efgh ijkl mnop"), Some(code::Typed::Recovery(_))));
}

#[tokio::test]
async fn a_code_opens_once() {
    let place = Place::new().await;
    let people = &place.people;
    let (who, secret, _) = place.guarded("amal").await;
    // The code that set them up is used up as well.
    let token = place.pending("amal", NOW).await;
    let refused = people.enter_code(token.reveal(), &code_at(&secret, NOW), FIREFOX, NOW).await;
    assert_eq!(refused.unwrap_err(), Refused::Code);

    let now = NOW + MINUTE;
    let code = code_at(&secret, now);
    let opened = people.enter_code(token.reveal(), &code, FIREFOX, now).await.unwrap();
    assert_eq!(opened.account, who.account);
    place.who(&opened, now).await.require_fresh(now).unwrap();
    // Neither the log-in nor the code will do again.
    let again = people.enter_code(token.reveal(), &code, FIREFOX, now).await;
    assert_eq!(again.unwrap_err(), Refused::LoginEnded);
    let token = place.pending("amal", now).await;
    assert_eq!(people.enter_code(token.reveal(), &code, FIREFOX, now).await.unwrap_err(), Refused::Code);
    // A log-in is not a session.
    assert_eq!(people.who(token.reveal(), now).await, Err(Refused::SignedOut));
    let forged = people.enter_code("forged", &code, FIREFOX, now).await;
    assert_eq!(forged.unwrap_err(), Refused::LoginEnded);
    let late = people.enter_code(token.reveal(), &code_at(&secret, now + HOUR), FIREFOX, now + HOUR).await;
    assert_eq!(late.unwrap_err(), Refused::LoginEnded);
}

#[tokio::test]
async fn of_two_that_use_one_code_at_once_one_gets_in() {
    let place = Place::new().await;
    let (_, secret, _) = place.guarded("amal").await;
    let other = place.neighbour().await;
    let now = NOW + MINUTE;
    let code = code_at(&secret, now);
    let (one, two) = (place.pending("amal", now).await, place.pending("amal", now).await);
    let both = tokio::join!(
        place.people.enter_code(one.reveal(), &code, FIREFOX, now),
        other.enter_code(two.reveal(), &code, FIREFOX, now)
    );
    assert_eq!(u8::from(both.0.is_ok()) + u8::from(both.1.is_ok()), 1);
}

#[tokio::test]
async fn a_log_in_takes_few_guesses_and_an_account_few_more() {
    let place = Place::new().await;
    let people = &place.people;
    let (_, secret, _) = place.guarded("amal").await;
    let token = place.pending("amal", NOW).await;
    let mut answers = Vec::new();
    for guess in 0..7 {
        let code = format!("{guess:06}");
        answers.push(people.enter_code(token.reveal(), &code, FIREFOX, NOW).await.unwrap_err().code());
    }
    // Setting up took the first of the account's five.
    let expected = [["wrong-code"; 4].as_slice(), &["too-many-tries", "login-ended", "login-ended"]].concat();
    assert_eq!(answers, expected);
    // Even the right code waits.
    let now = NOW + MINUTE;
    let token = place.pending("amal", now).await;
    let slow = people.enter_code(token.reveal(), &code_at(&secret, now), FIREFOX, now).await.unwrap_err();
    let now = now + slow.retry_after().unwrap() * SECOND;
    let token = place.pending("amal", now).await;
    people.enter_code(token.reveal(), &code_at(&secret, now), FIREFOX, now).await.unwrap();
}

#[tokio::test]
async fn a_recovery_code_opens_once() {
    let place = Place::new().await;
    let people = &place.people;
    let (who, _, recovery) = place.guarded("amal").await;
    assert_eq!(recovery.len(), 10);
    let code = recovery[3].reveal().to_lowercase();
    let token = place.pending("amal", NOW).await;
    people.enter_code(token.reveal(), &code, FIREFOX, NOW).await.unwrap();
    let token = place.pending("amal", NOW).await;
    assert_eq!(people.enter_code(token.reveal(), &code, FIREFOX, NOW).await.unwrap_err(), Refused::Code);
    assert_eq!(people.profile(&who).await.unwrap().recovery_codes, Some(9));
    // Nobody else's account has it.
    place.guarded("eve").await;
    let token = place.pending("eve", NOW).await;
    let foreign = people.enter_code(token.reveal(), recovery[4].reveal(), FIREFOX, NOW).await;
    assert_eq!(foreign.unwrap_err(), Refused::Code);
}

#[tokio::test]
async fn what_weighs_much_asks_again_after_ten_minutes() {
    let place = Place::new().await;
    let people = &place.people;
    let (who, secret, _) = place.guarded("amal").await;
    assert_eq!(who.require_fresh(NOW + FRESH), Ok(()));
    assert_eq!(who.require_fresh(NOW + FRESH + 1), Err(Refused::Stale));
    // The clock of another server may be a little behind.
    assert_eq!(who.require_fresh(NOW - SECOND), Ok(()));

    let now = NOW + HOUR;
    let code = code_at(&secret, now);
    assert_eq!(people.confirm(&who, "not her password", &code, now).await, Err(Refused::Wrong));
    assert_eq!(people.confirm(&who, PASSWORD, "000000", now).await, Err(Refused::Code));
    people.confirm(&who, PASSWORD, &code, now).await.unwrap();
    assert_eq!(people.confirm(&who, PASSWORD, &code, now).await, Err(Refused::Code));
    let session = people.sessions(&who, now).await.unwrap().remove(0);
    assert_eq!(session.confirmed, Some(now));

    place.account("badr").await;
    let badr = place.open("badr", NOW).await;
    let badr = place.who(&badr, NOW).await;
    assert_eq!(badr.require_fresh(NOW), Err(Refused::Stale));
    assert_eq!(people.confirm(&badr, PASSWORD, "000000", NOW).await, Err(Refused::NoCodes));
}

#[tokio::test]
async fn setting_codes_up_ends_other_sessions_and_needs_the_code_before() {
    let place = Place::new().await;
    let people = &place.people;
    place.account("amal").await;
    let (one, two) = (place.open("amal", NOW).await, place.open("amal", NOW).await);
    let who = place.who(&one, NOW).await;
    let setup = people.begin_codes(&who).await.unwrap();
    assert!(setup.uri.reveal().starts_with("otpauth://totp/Mawqif:amal@example.org?secret="));
    let secret = code::from_base32(setup.secret.reveal()).unwrap();
    let set = async |who: &Who, password: &str, secret: &str, code: &str, now| {
        people.set_up_codes(who, password, secret, code, now).await.map(|codes| codes.len())
    };
    let (shown, right) = (setup.secret.reveal(), code_at(&secret, NOW));
    assert_eq!(set(&who, "wrong", shown, &right, NOW).await, Err(Refused::Wrong));
    assert_eq!(set(&who, PASSWORD, "AAAA", &right, NOW).await, Err(Refused::Secret));
    assert_eq!(set(&who, PASSWORD, shown, "000000", NOW).await, Err(Refused::Code));
    assert_eq!(set(&who, PASSWORD, shown, &right, NOW).await, Ok(10));
    assert_eq!(people.who(two.token.reveal(), NOW).await, Err(Refused::SignedOut));
    let later = NOW + HOUR;
    let stale = place.who(&one, later).await;
    assert_eq!(set(&stale, PASSWORD, shown, &code_at(&secret, later), later).await, Err(Refused::Stale));

    place.mails().await;
    people.reset_codes(&who.account, later).await.unwrap();
    assert_eq!(people.who(one.token.reveal(), later).await, Err(Refused::SignedOut));
    assert!(place.mails().await[0].text.contains("were removed"));
    place.open("amal", later).await;
}
