//! One's own account in the browser: codes are set up and given again, tokens are shown once, sessions end.

use axum::http::StatusCode;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use super::{super::form, Answer, Pages};
use crate::{desk::people::account::NewAccount, locale::Language};

const PASSWORD: &str = " seven olive trees ";

/// The value of a hidden field.
fn field(text: &str, name: &str) -> String {
    let begin = format!("name=\"{name}\" value=\"");
    text.split(&begin).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// What an authenticator shows for a secret (RFC 6238).
fn code(secret: &str, step: u64) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: Vec<u8> = secret
        .chars()
        .flat_map(|letter| {
            let value = letters.find(letter).unwrap();
            (0..5).rev().map(move |at| u8::from(value >> at & 1 == 1))
        })
        .collect();
    let bytes: Vec<u8> =
        bits.chunks_exact(8).map(|it| it.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&bytes).unwrap();
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let from = usize::from(hash[19] & 15);
    let cut: [u8; 4] = hash[from..from + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(cut) & 0x7FFF_FFFF) % 1_000_000)
}

impl Pages {
    /// Somebody with a password, signed in through the page.
    async fn amal(&mut self) -> (String, String) {
        let now = self.place.desk.clock().now().micros();
        let address = "amal@example.org";
        let new = NewAccount { name: "أمل", address, password: PASSWORD, language: Language::Ar };
        let _ = self.place.desk.people().create_account(new, now).await;
        let fields = [("address", address), ("password", PASSWORD)];
        let answer = self.post_as(&(String::new(), String::new()), "/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        session(&answer)
    }

    fn step(&self) -> u64 {
        self.place.desk.clock().now().micros() / 30_000_000
    }
}

/// The session that an answer has begun.
fn session(answer: &Answer) -> (String, String) {
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let token = form::token(cookie.split_once('=').unwrap().1);
    (cookie, token)
}

#[tokio::test]
async fn codes_are_set_up_by_a_picture_and_asked_for_where_it_weighs_much() {
    let mut pages = Pages::new().await;
    let amal = pages.amal().await;
    // Without codes nothing can be made fresh, and no token be made.
    let stale = pages.get_as(&amal, "/account/fresh?back=/cases", "").await;
    assert!(stale.text.contains("/account/codes"));
    let wanted = [("label", "a program"), ("scope.read", "on"), ("days", "3")];
    let refused = pages.post_as(&amal, "/account/tokens", &wanted).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("/account/fresh?back=/account%23tokens"), "{}", refused.text);

    let page = pages.get_as(&amal, "/account/codes", "").await;
    let secret = field(&page.text, "secret");
    assert!(page.text.contains("<svg class=\"qr\"") && secret.len() == 32);
    // A code that was mistyped keeps the secret, so that the picture need not be scanned again.
    let wrong = [("secret", secret.as_str()), ("password", PASSWORD), ("code", "12345")];
    let again = pages.post_as(&amal, "/account/codes", &wrong).await;
    assert_eq!(
        (again.status, field(&again.text, "secret")),
        (StatusCode::UNPROCESSABLE_ENTITY, secret.clone())
    );
    // The space at the password's end is part of it.
    let trimmed = [("secret", secret.as_str()), ("password", PASSWORD.trim()), ("code", "000000")];
    let refused = pages.post_as(&amal, "/account/codes", &trimmed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let step = pages.step();
    let (first, second) = (code(&secret, step), code(&secret, step + 1));
    let right = [("secret", secret.as_str()), ("password", PASSWORD), ("code", first.as_str())];
    let done = pages.post_as(&amal, "/account/codes", &right).await;
    assert_eq!((done.status, done.text.matches("<li><code>").count()), (StatusCode::OK, 10));

    // Setting up counts as fresh: the token is shown, this once.
    let made = pages.post_as(&amal, "/account/tokens", &wanted).await;
    let token = made.text.split("class=\"secret\" dir=\"ltr\">").nth(1).unwrap().split('<').next().unwrap();
    assert!(token.starts_with("mawqif_"), "{token}");
    let page = pages.get_as(&amal, "/account", "").await;
    assert!(page.text.contains("a program") && !page.text.contains(token));
    assert!(pages.place.desk.caller(token).await.is_ok());
    let id = page.text.split("/account/tokens/revoke").nth(1).map(|it| field(it, "id")).unwrap();
    for _ in 0..2 {
        let revoked = pages.post_as(&amal, "/account/tokens/revoke", &[("id", id.as_str())]).await;
        assert_eq!(revoked.status, StatusCode::SEE_OTHER);
    }
    assert!(pages.place.desk.caller(token).await.is_err());

    // Given again, it leads back to where one was, and nowhere else.
    for (back, to, given) in
        [("/cases/ours/bodies", "/cases/ours/bodies", second.as_str()), ("//evil.example", "/cases", "")]
    {
        let fields = [("back", back), ("password", PASSWORD), ("code", given)];
        let answer = pages.post_as(&amal, "/account/fresh", &fields).await;
        if given.is_empty() {
            assert!(
                answer.status.is_client_error()
                    && answer.text.contains(&format!("name=\"back\" value=\"{to}\""))
            );
        } else {
            assert_eq!(
                (answer.status, answer.header("location")),
                (StatusCode::SEE_OTHER, to),
                "{}",
                answer.text
            );
        }
    }
}

#[tokio::test]
async fn another_password_ends_other_sessions_and_one_session_can_be_ended() {
    let mut pages = Pages::new().await;
    let (here, there, third) = (pages.amal().await, pages.amal().await, pages.amal().await);
    let page = pages.get_as(&here, "/account", "").await;
    assert_eq!(page.text.matches("action=\"/account/sessions\"").count(), 3, "two others, and all at once");
    let id = page.text.split("action=\"/account/sessions\"").nth(1).map(|it| field(it, "id")).unwrap();
    let ended = pages.post_as(&here, "/account/sessions", &[("id", id.as_str())]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    let mut open = 0;
    for session in [&there, &third] {
        open += usize::from(pages.get_as(session, "/account", "").await.status == StatusCode::OK);
    }
    assert_eq!(open, 1);
    let wrong =
        pages.post_as(&here, "/account/password", &[("before", "x"), ("password", "eight fig trees")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("id=\"password-problem\""));
    let fields = [("before", PASSWORD), ("password", "eight fig trees")];
    let changed = pages.post_as(&here, "/account/password", &fields).await;
    assert_eq!(changed.header("location"), "/account?done=password");
    for session in [&there, &third] {
        assert_eq!(pages.get_as(session, "/account", "").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(pages.get_as(&here, "/account", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn figures_are_written_in_the_digits_that_were_chosen() {
    let mut pages = Pages::new().await;
    let amal = pages.amal().await;
    let fields = [("name", "أمل"), ("language", "ar"), ("digits", "latn")];
    let saved = pages.post_as(&amal, "/account", &fields).await;
    let cookies: Vec<_> =
        saved.headers.get_all("set-cookie").iter().map(|it| it.to_str().unwrap().to_owned()).collect();
    assert!(cookies.iter().any(|it| it.starts_with("mawqif-digits=latn;")), "{cookies:?}");
    let salma = pages.session(crate::api::tests::place::Shown::Session("salma")).await;
    let is_arabic = |character: char| ('\u{660}'..='\u{669}').contains(&character);
    for path in ["/cases/ours", "/cases/ours/record", "/cases/ours/initiative", "/account", "/sign-in"] {
        let of = |digits: &str| format!("mawqif-language=ar; mawqif-digits={digits}");
        let arabic = pages.get_as(&salma, path, &of("arab")).await.text;
        let latin = pages.get_as(&salma, path, &of("latn")).await.text;
        let main = |text: &str| text.split("<main").nth(1).unwrap().to_owned();
        assert!(main(&latin).chars().filter(|it| is_arabic(*it)).count() <= 10, "{path}");
        assert!(path == "/sign-in" || main(&arabic).contains(is_arabic), "{path}");
        assert!(latin.contains("data-digits=\"latn\""), "{path}");
    }
    // English has one kind of digits.
    let english = pages.get_as(&salma, "/cases/ours", "mawqif-language=en; mawqif-digits=arab").await;
    assert!(english.text.contains("data-digits=\"latn\"") && !english.text.contains(is_arabic));
}
