//! The reporter's form over a bad line: how many bytes it is, with and without a script; the map by which a place is chosen; and when a
//! report was told that has waited on a telephone.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use mawqif_core::case::{Act, CaseId};
use tower_service::Service;

use super::{From, Pages};
use crate::api::tests::place::{OURS, Shown};

const RANIA: Shown = Shown::Session("rania");
const SALMA: Shown = Shown::Session("salma");
const REPORT: &str = "/cases/ours/follow-up/report";

/// The most bytes of the form and its style, compressed: what is needed without a script. At 4 KB a second, as GPRS has them, two seconds.
const FORM_BYTES: usize = 8 << 10;

/// The most bytes with the scripts, which come after the form can be read and filled in.
const ALL_BYTES: usize = 16 << 10;

async fn pages() -> Pages {
    let pages = Pages::new().await;
    for (id, at) in [("mill", "[36.25,37.12]"), ("well", "[36.11,37.30]"), ("bridge", "[36.30,37.40]")] {
        let part =
            format!(r#"{{"place":{{"id":"{id}","name":{{"ar":"مكان {id}","en":"The {id}"}},"at":{at}}}}}"#);
        let act: Act = serde_json::from_str(&format!(r#"{{"act":"enter-part","part":{part}}}"#)).unwrap();
        pages.place.act(OURS, "salma", act).await;
    }
    pages
}

impl Pages {
    /// How many bytes an address is over the line.
    async fn length(&mut self, path: &str) -> usize {
        let (cookie, _) = self.session(RANIA).await;
        let request = Request::get(path)
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT_ENCODING, "gzip")
            .header(header::ACCEPT, "text/html");
        let response = self.router.call(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers().get(header::CONTENT_ENCODING).unwrap(), "gzip", "{path}");
        to_bytes(response.into_body(), 1 << 20).await.unwrap().len()
    }

    async fn told(&mut self, key: &str, more: &[(&str, &str)]) -> Option<u64> {
        let fields = [
            ("key", key),
            ("what.en", "Two were shot."),
            ("where", "mill"),
            ("occurred", "2020-03-01T10:30"),
            ("precision", "hour"),
            ("origin", "A nurse"),
            ("reliability", "B"),
            ("credibility", "2"),
        ];
        let sent = self.post(RANIA, From::OurPage, REPORT, &[&fields[..], more].concat()).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let case = self.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap().now();
        let (_, filed) = case.follow_up().reports().last_key_value().unwrap();
        filed.report.told.map(mawqif_core::case::Moment::micros)
    }
}

#[tokio::test]
async fn the_form_is_small_and_fetches_no_font() {
    let mut pages = pages().await;
    let page = pages.get(RANIA, REPORT).await.text;
    let parts: Vec<&str> =
        page.split('"').filter(|it| it.starts_with("/static/") && !it.ends_with(".svg")).collect();
    assert_eq!(parts.len(), 3, "{parts:?}");
    let (mut form, mut all) = (pages.length(REPORT).await, 0);
    for part in parts {
        let length = pages.length(part).await;
        if part.ends_with(".css") {
            form += length
        } else {
            all += length
        }
        let text = pages.get(RANIA, part).await.text;
        assert!(
            !text.contains("url(") && !text.contains("@import") && !text.contains("@font-face"),
            "{part}"
        );
    }
    all += form;
    println!("form and style: {form} bytes; with scripts: {all} bytes");
    assert!(form <= FORM_BYTES, "{form}");
    assert!(all <= ALL_BYTES, "{all}");
    let arabic = pages.session(RANIA).await;
    let arabic = pages.get_as(&arabic, REPORT, "mawqif-language=ar").await.text;
    assert!(arabic.contains("field.css") && !arabic.contains("style.css"), "{arabic}");
}

#[tokio::test]
async fn a_place_is_chosen_from_the_map_by_a_link() {
    let mut pages = pages().await;
    let page = pages.get(RANIA, REPORT).await.text;
    // From north to south, in rows from west to east.
    let order: Vec<usize> =
        ["mill", "bridge", "well"].map(|id| page.find(&format!("?where={id}#f-where")).unwrap()).to_vec();
    assert!(order.is_sorted(), "{order:?}");
    assert!(page.contains("aria-label=\"The mill\"") && !page.contains("aria-current=\"true\""), "{page}");
    let chosen = pages.get(RANIA, &format!("{REPORT}?where=well")).await.text;
    assert!(chosen.contains("<option value=\"well\" selected>"), "{chosen}");
    assert!(chosen.contains("data-where=\"well\" aria-label=\"The well\" aria-current=\"true\""), "{chosen}");
    // What no place is called chooses nothing.
    let none = pages.get(RANIA, &format!("{REPORT}?where=nowhere")).await.text;
    assert!(!none.contains("aria-current=\"true\"") && !none.contains(" selected>nowhere"), "{none}");
}

#[tokio::test]
async fn a_report_that_has_waited_keeps_when_it_was_told() {
    let mut pages = pages().await;
    let micros = |written: &str| -> u64 {
        written.parse::<jiff::Timestamp>().unwrap().as_microsecond().try_into().unwrap()
    };
    let written = "2020-03-02T06:00:00.000Z";
    assert_eq!(pages.told("k1", &[("written", written)]).await, Some(micros(written)));
    // The clock of a telephone that runs ahead, one that stands before what it tells of, and words are no time.
    for (key, wrong) in [("k2", "2199-01-01T00:00:00.000Z"), ("k3", "2019-01-01T00:00:00Z"), ("k4", "soon")] {
        assert_eq!(pages.told(key, &[("written", wrong)]).await, None, "{wrong}");
    }
    // What somebody says counts before what the telephone says, and nobody says what the server says.
    let said = [("told", "2020-03-01T12:00"), ("written", written)];
    assert_eq!(pages.told("k5", &said).await, Some(micros("2020-03-01T12:00:00Z")));
    assert_eq!(pages.told("k6", &[("came.told", "1583100000000000")]).await, None);
    // It is one of the three times of a report.
    let follow = pages.get(SALMA, "/cases/ours/follow-up").await.text.replace(['\u{2068}', '\u{2069}'], "");
    assert!(follow.contains("<dt>Told</dt><dd><bdi>2 March 2020"), "{follow}");
}

#[tokio::test]
async fn a_script_is_told_where_to_go_instead_of_being_sent_there() {
    let mut pages = pages().await;
    let (cookie, token) = pages.session(RANIA).await;
    let body = |key: &str, token: &str, place: &str| {
        format!(
            "token={token}&key={key}&what.en=Shots.&where={place}&occurred=2020-03-01T10:30&precision=hour&origin=A+nurse\
             &reliability=B&credibility=2"
        )
    };
    let mut sent = async |body: String, is_brief: bool| {
        let mut request = Request::post(REPORT)
            .header(header::COOKIE, &cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        if is_brief {
            request = request.header("x-brief", "1");
        }
        pages.send(request.body(Body::from(body)).unwrap()).await
    };
    let brief = sent(body("k1", &token, "mill"), true).await;
    assert_eq!((brief.status, brief.text.as_str()), (StatusCode::CREATED, ""));
    assert!(brief.header("location").starts_with(&format!("{REPORT}?done=")));
    // The same again is where it was; whoever follows is sent there.
    let again = sent(body("k1", &token, "mill"), false).await;
    assert_eq!((again.status, again.header("location")), (StatusCode::SEE_OTHER, brief.header("location")));
    // What has to be put right is told as ever, and by another session's token nothing is taken.
    assert_eq!(sent(body("k2", &token, "nowhere"), true).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sent(body("k3", "0", "mill"), true).await.status, StatusCode::FORBIDDEN);
}
