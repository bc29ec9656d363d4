//! The past of a case and its record: what was so then, to whom it may be shown, and how much of it at once.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use mawqif_core::{
    case::{Act, CaseId},
    dossier::{Confidence, Standing},
    text::Id,
};

use super::{
    super::{admit::Who, table::table},
    Pages, addresses,
};
use crate::api::tests::place::{OURS, Shown};

const SECRETARY: Shown = Shown::Session("salma");
const DELEGATE: Shown = Shown::Session("dalia");
const OBSERVER: Shown = Shown::Session("omar");

impl Pages {
    async fn stance(&self, says: &str, confidence: Confidence) -> u64 {
        let act = Act::FileStance {
            body: Id::new("relief-union").unwrap(),
            says: says.to_owned(),
            version: 1,
            confidence,
            standing: Standing::Mandated,
            reason: None,
            source: None,
        };
        self.place.act(OURS, "dalia", act).await;
        self.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap().now().entries() - 1
    }
}

#[tokio::test]
async fn every_page_can_be_seen_as_of_an_entry_and_nothing_is_done_there() {
    let mut pages = Pages::new().await;
    pages.stance("accept if routes", Confidence::Open).await;
    let mut seen = 0;
    for page in table().into_iter().filter(|it| it.who == Who::Member && !it.path.ends_with("/news")) {
        for path in addresses(page.path, OURS) {
            for shown in [SECRETARY, DELEGATE] {
                let join = if path.contains('?') { '&' } else { '?' };
                let answer = pages.get(shown, &format!("{path}{join}as_of=35")).await;
                assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
                if answer.status != StatusCode::OK || !answer.header("content-type").starts_with("text/html")
                {
                    continue;
                }
                let main = answer.text.split("<main").nth(1).unwrap();
                assert!(!main.contains("method=\"post\""), "{path} offers to do something");
                assert!(!answer.text.contains("data-case="), "{path} would follow the present");
                if !path.ends_with("/projector") {
                    assert!(answer.text.contains("class=\"past\""), "{path}");
                    assert!(answer.text.contains("/record?as_of=35\""), "{path} leads back to the present");
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen} pages");
    // The last entry, one that is not there yet, and no number are the present.
    let last = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap().now().entries() - 1;
    for word in [last.to_string(), "18446744073709551615".to_owned(), "x".to_owned()] {
        let answer = pages.get(SECRETARY, &format!("/cases/{OURS}?as_of={word}")).await;
        assert!(answer.text.contains("data-case=") && !answer.text.contains("class=\"past\""), "{word}");
    }
}

#[tokio::test]
async fn the_past_shows_what_was_so_then_and_hides_what_is_hidden_now() {
    let mut pages = Pages::new().await;
    let open = pages.stance("accept if routes and wider", Confidence::Open).await;
    let hidden = pages.stance("accept if detainees and wider", Confidence::Confidential).await;
    pages.stance("reject", Confidence::Open).await;
    for (seq, says, seen) in [
        (open, "accept if routes and wider", [true, true, true]),
        (hidden, "accept if detainees and wider", [false, true, false]),
    ] {
        for (shown, is_seen) in [SECRETARY, DELEGATE, OBSERVER].into_iter().zip(seen) {
            for page in ["/stances", "/record"] {
                let answer = pages.get(shown, &format!("/cases/{OURS}{page}?as_of={seq}")).await;
                assert_eq!(answer.text.contains(says), is_seen, "{page} as of {seq} for {shown:?}");
            }
        }
    }
    let now = pages.get(SECRETARY, &format!("/cases/{OURS}/stances")).await;
    assert!(!now.text.contains("accept if routes and wider"));
    // Nobody looks into the past of a case that is not theirs.
    let theirs = pages.get(SECRETARY, "/cases/theirs?as_of=3").await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_record_is_narrowed_down_and_paged() {
    let mut pages = Pages::new().await;
    let hidden = pages.stance("accept if detainees", Confidence::Confidential).await;
    let mut lines = Vec::new();
    let mut address = format!("/cases/{OURS}/record");
    // From page to page, every entry once, the latest first.
    for _ in 0..10 {
        let page = pages.get(OBSERVER, &address).await.text;
        lines.extend(
            page.split("id=\"entry-").skip(1).map(|it| it.split('"').next().unwrap().parse::<u64>().unwrap()),
        );
        let Some(older) = page.split("rel=\"next\"").next().filter(|_| page.contains("rel=\"next\"")) else {
            break;
        };
        let query = older.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&#38;", "&");
        address = format!("/cases/{OURS}/record{query}");
    }
    assert_eq!(lines, (0..=hidden).rev().collect::<Vec<_>>());
    let count = |text: &str| text.matches("id=\"entry-").count();
    for (query, expected) in [
        ("kind=rule-set", 1),
        ("kind=body-admitted&actor=salma", 11),
        ("kind=body-admitted&actor=dalia", 0),
        ("kind=mandate-accepted&actor=dalia", 1),
        ("body=northern-brigade&kind=body-admitted", 1),
        ("until=2000-01-01", 0),
        ("from=2000-01-01&kind=rule-set", 1),
        ("from=2999-01-01", 0),
        ("kind=%3Cscript%3E", 0),
    ] {
        let page = pages.get(OBSERVER, &format!("/cases/{OURS}/record?{query}")).await.text;
        assert_eq!(count(&page), expected, "{query}");
    }
    // What is confidential is not found by its body either.
    let query = format!("/cases/{OURS}/record?body=relief-union&kind=stance-filed");
    let [own, other] = [pages.get(DELEGATE, &query).await.text, pages.get(OBSERVER, &query).await.text];
    assert_eq!(count(&own), count(&other) + 1);
}

#[tokio::test]
async fn pages_are_compressed_where_that_is_understood_and_counted() {
    let mut pages = Pages::new().await;
    let (cookie, _) = pages.session(SECRETARY).await;
    for (path, is_compressed) in [
        (format!("/cases/{OURS}"), true),
        ("/static/0/style.css".to_owned(), true),
        ("/static/0/naskh-regular.woff2".to_owned(), false),
        (format!("/cases/{OURS}/news"), false),
    ] {
        let request =
            Request::get(&path).header(header::COOKIE, &cookie).header(header::ACCEPT_ENCODING, "gzip, br");
        let answer = pages.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("content-encoding") == "gzip", is_compressed, "{path}");
        let plain = Request::get(&path).header(header::COOKIE, &cookie);
        let answer = pages.send(plain.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.header("content-encoding"), "", "{path}");
    }
    let metrics = pages.get(Shown::Nothing, "/metrics").await.text;
    let counted = "mawqif_requests_total{route=\"/cases/{case}\",method=\"GET\",status=\"200\"} 2";
    assert!(metrics.contains(counted), "{metrics}");
}
