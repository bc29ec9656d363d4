//! Acts through forms: asked for twice, done once; errors keep what was written.

use axum::http::StatusCode;

use super::{From, Pages};
use crate::api::tests::place::{OURS, Shown};

const DELEGATE: Shown = Shown::Session("dalia");
const SECRETARY: Shown = Shown::Session("salma");

/// The value of a hidden field.
fn field(text: &str, name: &str) -> String {
    let begin = format!("name=\"{name}\" value=\"");
    text.split(&begin).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_done_once() {
    let mut pages = Pages::new().await;
    let path = format!("/cases/{OURS}/acts");
    let before = pages.place.entries();
    let asked = pages.post(SECRETARY, From::OurPage, &path, &[("act", "compute-position")]).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert_eq!(pages.place.entries(), before, "asking does nothing yet");
    let key = field(&asked.text, "key");
    let fields = [("act", "compute-position"), ("confirmed", "yes"), ("key", key.as_str())];
    let mut places = Vec::new();
    for _ in 0..2 {
        let done = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        places.push(done.header("location").to_owned());
    }
    assert_eq!(pages.place.entries(), before + 1);
    assert_eq!(places[0], places[1]);
    let board = pages.get(SECRETARY, &places[0]).await;
    assert!(
        board.text.contains(&format!("/cases/{OURS}/record/{before}/receipt"))
            || board.text.contains("/receipt")
    );
}

#[tokio::test]
async fn a_stance_is_built_by_choices_shown_in_words_and_filed() {
    let mut pages = Pages::new().await;
    let path = format!("/cases/{OURS}/stances/relief-union");
    let chosen = [
        ("by", "choices"),
        ("version", "1"),
        ("verdict", "accept"),
        ("n.ground", "need"),
        ("n.routes", "any"),
        ("n.wider", "any"),
        ("least", "1"),
        ("n.un-force", "never"),
        ("confidential", "on"),
    ];
    let preview = pages.post(DELEGATE, From::OurPage, &path, &chosen).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text);
    assert!(preview.text.contains("accept if ground and (routes or wider) unless un-force"));
    let says = field(&preview.text, "says");
    let fields = [
        ("act", "file-stance"),
        ("body", "relief-union"),
        ("says", says.as_str()),
        ("version", "1"),
        ("confidential", "on"),
        ("confirmed", "yes"),
        ("key", "k"),
    ];
    let acts = format!("/cases/{OURS}/acts");
    let done = pages.post(DELEGATE, From::OurPage, &acts, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    // Its body reads it; others see that it is there, and the secretariat is among them.
    for (shown, is_read) in [(DELEGATE, true), (SECRETARY, false), (Shown::Session("omar"), false)] {
        for page in ["/stances", "/record", ""] {
            let answer = pages.get(shown, &format!("/cases/{OURS}{page}")).await;
            let is_shown = answer.text.contains("accept if ground and (routes or wider)");
            assert_eq!(is_shown, is_read && !page.is_empty(), "{page}");
        }
    }
    let board = pages.get(SECRETARY, &format!("/cases/{OURS}")).await;
    assert!(board.text.contains("confidential"));
}

#[tokio::test]
async fn what_cannot_be_read_is_told_beside_what_was_written() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    let path = format!("/cases/{OURS}/stances/relief-union");
    for (says, told) in [
        ("accept if grund", "Did you mean “\u{2068}ground\u{2069}”?"),
        ("acept", "“\u{2068}acept\u{2069}” cannot stand here."),
        ("", "Nothing is said."),
        ("accept if ground or", "It ends in the middle"),
    ] {
        let fields = [("by", "words"), ("version", "1"), ("says", says), ("reason", "our reason")];
        let answer = pages.post(DELEGATE, From::OurPage, &path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(answer.text.contains(told), "{says}: {}", answer.text);
        assert!(answer.text.contains(&format!(">{says}</textarea>")), "{says}");
        assert!(answer.text.contains("our reason"), "the draft stays");
    }
    // Nobody writes for another body, and the secretariat for none.
    let fields = [("by", "words"), ("version", "1"), ("says", "accept")];
    let foreign = format!("/cases/{OURS}/stances/eastern-front");
    assert_eq!(pages.post(DELEGATE, From::OurPage, &foreign, &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        pages.post(Shown::Session("omar"), From::OurPage, &path, &fields).await.status,
        StatusCode::FORBIDDEN
    );
    // But for what is known from reports, and says where from.
    let reported = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
    assert_eq!(reported.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        reported.text.contains("known from reports only") && !reported.text.contains("name=\"standing\"")
    );
    let acts = format!("/cases/{OURS}/acts");
    let mandated = [("act", "file-stance"), ("body", "relief-union"), ("says", "accept"), ("version", "1")];
    let mandated = [mandated.as_slice(), &[("confirmed", "yes"), ("key", "m")]].concat();
    assert_eq!(pages.post(SECRETARY, From::OurPage, &acts, &mandated).await.status, StatusCode::FORBIDDEN);
    // A version that changed under the pen is told, with the words kept.
    let old = [("by", "words"), ("version", "7"), ("says", "accept")];
    let answer = pages.post(DELEGATE, From::OurPage, &path, &old).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text.contains("is at version") && answer.text.contains("accept"));
    assert_eq!(pages.place.entries(), before);
}

#[tokio::test]
async fn what_if_changes_the_board_and_not_the_record() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    let path = format!("/cases/{OURS}?b.northern-brigade=reject");
    let answer = pages.get(SECRETARY, &path).await;
    assert!(answer.text.contains("No package of conditions wins"), "{}", answer.text);
    assert!(answer.text.contains("Eastern Front") && answer.text.contains("Nothing of it is in the record."));
    let path = format!("/cases/{OURS}?c.response=without");
    assert!(pages.get(SECRETARY, &path).await.text.contains("the burden is \u{2068}11\u{2069}"));
    let path = format!("/cases/{OURS}?trade=2");
    let answer = pages.get(SECRETARY, &path).await;
    assert!(answer.text.contains("(\u{2068}23\u{2069} of \u{2068}24\u{2069} by"), "{}", answer.text);
    let answer = pages.get(SECRETARY, &format!("/cases/{OURS}?c.nothing=with")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pages.place.entries(), before);
}

#[tokio::test]
async fn an_invitation_is_made_followed_and_accepted_in_the_browser() {
    let mut pages = Pages::new().await;
    let path = format!("/cases/{OURS}/bodies/invitations");
    let asked = [("for", "body:women-network"), ("address", "")];
    let answer = pages.post(SECRETARY, From::OurPage, &path, &asked).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let link = answer.text.split("https://desk.example.org").nth(1).unwrap().split('<').next().unwrap();
    let page = pages.get(Shown::Nothing, link).await;
    assert!(page.text.contains("delegate of") && page.text.contains("Women"), "{}", page.text);
    let new = |password: &'static str| {
        [("name", "Noura"), ("address", "noura@example.org"), ("password", password)]
    };
    let short = pages.post(Shown::Nothing, From::OurPage, link, &new("short")).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text.contains("value=\"Noura\"") && !short.text.contains("value=\"short\""));
    let done = pages.post(Shown::Nothing, From::OurPage, link, &new("seven olive trees")).await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, "/cases/ours"),
        "{}",
        done.text
    );
    assert_eq!(pages.get(Shown::Nothing, link).await.status, StatusCode::GONE);
    // And back in with address and password.
    let fields =
        [("address", "noura@example.org"), ("password", "seven olive trees"), ("back", "/cases/ours")];
    let back = pages.post(Shown::Nothing, From::OurPage, "/sign-in", &fields).await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, "/cases/ours"));
    let wrong = [("address", "noura@example.org"), ("password", "seven olive treees")];
    let wrong = pages.post(Shown::Nothing, From::OurPage, "/sign-in", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Address or password is wrong."));
}

#[tokio::test]
async fn a_ballot_is_opened_cancelled_with_a_reason_and_nothing_is_adopted_by_it() {
    let mut pages = Pages::new().await;
    let path = format!("/cases/{OURS}/acts");
    let board = format!("/cases/{OURS}");
    let reason =
        [("act", "cancel-ballot"), ("number", "1"), ("reason", ""), ("confirmed", "yes"), ("key", "c")];
    for fields in [
        vec![("act", "compute-position"), ("confirmed", "yes"), ("key", "a")],
        vec![
            ("act", "open-ballot"),
            ("package", "ground monitors routes response"),
            ("confirmed", "yes"),
            ("key", "b"),
        ],
    ] {
        let done = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    assert!(pages.get(SECRETARY, &board).await.text.contains("value=\"cancel-ballot\""));
    // While it is open nobody changes what it decides on, and a delegate may vote.
    let vote = pages.get(DELEGATE, &board).await.text;
    assert!(vote.contains("value=\"cast-ballot\"") && !vote.contains("/stances/relief-union\""));
    let wordless = pages.post(SECRETARY, From::OurPage, &path, &reason).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reason = reason.map(|(name, value)| (name, if name == "reason" { "a slip" } else { value }));
    let done = pages.post(SECRETARY, From::OurPage, &path, &reason).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(pages.get(SECRETARY, &board).await.text.contains("Cancelled: \u{2068}a slip\u{2069}"));
    let adopt = [("act", "adopt-position"), ("number", "1"), ("confirmed", "yes"), ("key", "d")];
    let refused = pages.post(SECRETARY, From::OurPage, &path, &adopt).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
}
