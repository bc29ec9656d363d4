//! A session that ends while a form is open: what was written comes back, and is sent once, by whoever signs in.

use super::{From, Pages};
use crate::api::tests::place::Shown;

#[tokio::test]
async fn what_was_written_outlasts_a_session_without_a_script() {
    let mut pages = Pages::new().await;
    let sheet = "/cases/ours/initiative/harm";
    let written = [("id.of", ""), ("key", "once"), ("name.en", "hunger & <cold>")];
    let ended = pages.post(Shown::Nothing, From::OurPage, sheet, &written).await;
    assert_eq!(ended.status, 401);
    assert!(ended.text.contains("hunger &#38; &#60;cold&#62;"), "{}", ended.text);
    assert!(ended.text.contains("action=\"/again\"") && ended.text.contains(sheet));

    // It can be seen, and copied.
    assert!(
        ended.text.contains("<textarea name=\"name.en\" rows=\"3\" dir=\"auto\" readonly"),
        "{}",
        ended.text
    );
    // A long one comes back whole.
    let long = "كلام ".repeat(30_000);
    let sent = [("text", long.as_str()), ("ended.to", "/cases/ours/report")];
    let back = pages.post(Shown::Session("salma"), From::OurPage, "/again", &sent).await;
    assert!(back.status == 200 && back.text.contains(long.trim()));
    // Before anybody has signed in it is given back once more; afterwards it can be sent.
    let again = [written.as_slice(), &[("ended.to", sheet)]].concat();
    assert_eq!(pages.post(Shown::Nothing, From::OurPage, "/again", &again).await.status, 401);
    let back = pages.post(Shown::Session("salma"), From::OurPage, "/again", &again).await;
    assert_eq!(back.status, 200);
    assert!(back.text.contains(&format!("action=\"{sheet}\"")) && back.text.contains("name=\"token\""));
    assert_eq!(pages.post(Shown::Session("salma"), From::OurPage, sheet, &written).await.status, 303);
    // Nobody else's page can fill it in, and it leads nowhere else.
    assert_eq!(pages.post(Shown::Session("salma"), From::AnotherSite, "/again", &again).await.status, 403);
    let away = [("name.en", "words"), ("ended.to", "//elsewhere.example/")];
    let away = pages.post(Shown::Session("salma"), From::OurPage, "/again", &away).await;
    assert!(away.text.contains("action=\"/cases\"") && !away.text.contains("elsewhere"));
}

#[tokio::test]
async fn what_the_browser_keeps_and_what_is_secret_is_not_given_back() {
    let mut pages = Pages::new().await;
    let kept = [("name.en", "hunger"), ("kept", "yes")];
    let answer = pages.post(Shown::Nothing, From::OurPage, "/cases/ours/initiative/harm", &kept).await;
    assert_eq!(answer.status, 303);
    let secret = [("password.now", "seven olive trees"), ("name", "x")];
    let answer = pages.post(Shown::Nothing, From::OurPage, "/account/password", &secret).await;
    assert_eq!(answer.status, 303);
    let fresh = [("name.en", "hunger"), ("fresh.password", "seven olive trees")];
    let answer = pages.post(Shown::Nothing, From::OurPage, "/cases/ours/initiative/harm", &fresh).await;
    assert!(answer.status == 401 && !answer.text.contains("olive"));
}
