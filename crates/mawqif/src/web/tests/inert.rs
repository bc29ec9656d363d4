//! Whatever somebody writes is shown as words: a payload in every text of a case, on every page.

use mawqif_core::{
    case::{Act, CaseId, Moment},
    text::Text,
};

use super::{
    super::{admit::Who, table::table},
    Pages,
};
use crate::api::tests::place::{Shown, caller};

const PAYLOAD: &str = "<script>alert(1)</script>'\\\"><img src=x onerror=alert(2)>";

#[tokio::test]
async fn a_payload_in_every_text_stays_words_on_every_page() {
    let mut pages = Pages::new().await;
    let offer = include_str!("../../../../../examples/wadi-nahr.toml");
    // Every text in English, of whatever section, becomes the payload.
    let mut dossier = String::new();
    let mut rest = offer;
    while let Some((before, after)) = rest.split_once("en = \"") {
        let end = after.find('"').unwrap();
        dossier.push_str(&format!("{before}en = \"{PAYLOAD}"));
        rest = &after[end..];
    }
    dossier.push_str(rest);
    let desk = pages.place.desk.clone();
    let (id, salma) = (CaseId::new("inert").unwrap(), caller("salma"));
    let title = Text::plain(PAYLOAD.replace("\\\"", "\""));
    let (held, _) = desk.open_case(&id, title, Vec::new(), &salma, None).await.unwrap();
    desk.act(&held, Act::ImportDossier { dossier }, &salma, None).await.unwrap();
    desk.act(&held, Act::ComputePosition {}, &salma, None).await.unwrap();
    let text = || Text::plain(PAYLOAD.replace("\\\"", "\""));
    let at = Moment::from_micros(2_000_000_000_000_000);
    let meeting = Act::ConveneMeeting { title: text(), at, place: Some(text()), agenda: vec![text()] };
    desk.act(&held, meeting, &salma, None).await.unwrap();
    let mut shown = 0;
    for page in table() {
        if page.who == Who::Anybody || page.path.contains("news") {
            continue;
        }
        let path =
            page.path.replace("{case}", "inert").replace("{body}", "relief-union").replace("{seq}", "0");
        let path = path.replace("{number}", "1");
        for query in ["", "?b.northern-brigade=reject", "?trade=1"] {
            let answer = pages.get(Shown::Session("salma"), &format!("{path}{query}")).await;
            assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
            // In a file for programs the words stand as they are.
            if !answer.header("content-type").starts_with("text/html") {
                assert!(
                    path.ends_with("/receipt") || path.ends_with(".ics") || answer.text.is_empty(),
                    "{path}"
                );
                continue;
            }
            assert!(!answer.text.contains("<script>alert"), "{path}");
            assert!(!answer.text.contains("<img"), "{path}");
            shown += answer.text.matches("&#60;script&#62;alert(1)").count();
        }
    }
    assert!(shown > 100, "the payload was shown {shown} times only");
}

#[tokio::test]
async fn a_payload_in_an_address_stays_words() {
    let mut pages = Pages::new().await;
    for path in [
        "/sign-in?back=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/enter/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/cases/ours?b.%3Cscript%3Ealert(1)=accept",
        "/cases/ours/record?before=%3Cscript%3Ealert(1)",
        "/%3Cscript%3Ealert(1)",
    ] {
        let answer = pages.get(Shown::Session("salma"), path).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        assert!(!answer.text.contains("<script>alert"), "{path}: {}", answer.text);
    }
}
