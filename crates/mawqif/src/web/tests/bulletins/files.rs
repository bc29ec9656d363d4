//! What the public page says, as files: the same as the page, and nothing that is hidden, closed or newer.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{CASE, NOBODY, PUBLIC, SALMA, followed};
use crate::web::tests::{Pages, statements::sent_as_shown};

const FILES: [&str; 4] = ["board.csv", "board.geojson", "incidents.csv", "incidents.geojson"];

impl Pages {
    async fn public_file(&mut self, name: &str, query: &str) -> String {
        let answer = self.get(NOBODY, &format!("{PUBLIC}/{name}{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert!(answer.header("cache-control").contains("public"), "{}", answer.header("cache-control"));
        answer.text
    }

    async fn bulletin(&mut self, statement: u64) {
        sent_as_shown(self, CASE, "?kind=bulletin&week=yes", &[]).await;
        self.let_out(statement).await;
    }
}

#[tokio::test]
async fn the_files_of_the_public_page_tell_what_it_tells_and_nothing_hidden() {
    let mut pages = followed().await;
    // The mill is known to a hand's breadth, the district to a few kilometres.
    for (id, within, at) in [
        ("district", "wadi-nahr", json!([36.2468, 37.1234])),
        ("mill", "district", json!([36.251_234, 37.129_876])),
    ] {
        let name = if id == "mill" { "The mill" } else { "The district" };
        let place = json!({ "id": id, "within": within, "name": { "ar": name, "en": name }, "at": at });
        pages.asks_for("salma", json!({ "act": "enter-part", "part": { "place": place } })).await;
    }
    pages.killing(1, json!({ "ar": "قتل اثنان", "en": "Two were shot, \"at noon\"." })).await;
    for name in FILES {
        assert_eq!(
            pages.get(NOBODY, &format!("{PUBLIC}/{name}")).await.status,
            StatusCode::NOT_FOUND,
            "{name}"
        );
    }
    pages.asks_for("salma", json!({ "act": "set-follow-up", "terms": { "public": "public" } })).await;
    sent_as_shown(&mut pages, CASE, "?kind=bulletin&week=yes", &[]).await;
    let held = pages.place.desk.held(&mawqif_core::case::CaseId::new(CASE).unwrap()).unwrap();
    let first = *held.now().statements().keys().next_back().unwrap();
    pages.let_out(first).await;

    let page = pages.get(NOBODY, PUBLIC).await.text;
    for name in FILES {
        assert!(page.contains(&format!("href=\"/public/heard/follow-up/{name}\"")), "{name}: {page}");
        let text = pages.public_file(name, "").await;
        for secret in [
            "mill",
            "الطاحونة",
            "251234",
            "36.25",
            "129876",
            "baker",
            "doctor",
            "rania",
            "samir",
            "22:13",
            "Both say so",
        ] {
            assert!(!text.contains(secret), "{secret} in {name}: {text}");
        }
    }
    let incidents = pages.public_file("incidents.csv", "").await;
    let lines: Vec<&str> = incidents.lines().collect();
    assert!(lines[1].starts_with("#event+code,#event+description+i_en,"), "{incidents}");
    assert!(lines[2].starts_with("1,\"Two were shot, \"\"at noon\"\"\",قتل اثنان,district,"), "{incidents}");
    assert!(lines[2].contains(",no-killing,"), "{incidents}");
    let board = pages.public_file("board.csv", "").await;
    assert!(
        board.lines().nth(1).unwrap().contains("#activity+code,")
            && board.contains(",no-killing,No killing,"),
        "{board}"
    );
    let map: Value = serde_json::from_str(&pages.public_file("incidents.geojson", "").await).unwrap();
    assert_eq!(map["features"][0]["geometry"]["coordinates"], json!([37.1, 36.2]), "{map}");
    let areas: Value = serde_json::from_str(&pages.public_file("board.geojson", "").await).unwrap();
    assert_eq!(areas["features"][0]["id"], "district");

    // What is newer comes with the next bulletin; what an earlier one told is asked for by its number.
    pages.killing(2, json!({ "ar": "قتل واحد", "en": "One more was shot." })).await;
    assert!(!pages.public_file("incidents.csv", "").await.contains("One more"));
    pages.bulletin(first + 1).await;
    let told = pages.public_file("incidents.csv", "").await;
    assert!(told.contains("2,One more was shot,"), "{told}");
    assert!(!pages.public_file("incidents.csv", "?bulletin=1").await.contains("One more"));
    assert!(pages.public_file("incidents.csv", "?bulletin=1").await.contains("Two were shot"));
    // Closed, it is gone from every file at once.
    let close = json!({ "act": "set-incident-sensitivity", "incident": 1, "sensitivity": "closed", "reason": "People live there." });
    pages.asks_for("samir", close).await;
    for name in FILES {
        let text = pages.public_file(name, "?bulletin=1").await;
        assert!(!text.contains("Two were shot") && !text.contains("People live there"), "{name}: {text}");
    }
    let features: Value =
        serde_json::from_str(&pages.public_file("incidents.geojson", "?bulletin=1").await).unwrap();
    assert_eq!(features["features"], json!([]));
    // Members take home no more of a closed place either, and the public nothing that is not of the page.
    let list = pages.get(SALMA, "/cases/heard/follow-up/files/incidents.csv").await.text;
    assert!(!list.contains("Two were shot") && !list.contains("mill") && list.contains("\r\n1,"), "{list}");
    let findings = pages.get(SALMA, "/cases/heard/follow-up/files/findings.csv").await.text;
    assert!(findings.contains(",1,,breach,") && findings.contains(",2,no-killing,breach,"), "{findings}");
    // Of one that was corrected every file says so, and by which statement.
    let draft = json!({
        "kind": "correction", "about": first, "title": { "ar": "تصحيح", "en": "Correction" },
        "text": { "ar": "لم يكن الأمر كذلك.", "en": "It was not so." },
    });
    pages.asks_for("salma", json!({ "act": "draft-statement", "draft": draft })).await;
    pages.let_out(first + 2).await;
    let by = format!("{}", first + 2);
    let board = pages.public_file("board.csv", "?bulletin=1").await;
    assert!(board.lines().skip(2).all(|it| it.ends_with(&format!(",{by}"))), "{board}");
    let map: Value = serde_json::from_str(&pages.public_file("board.geojson", "?bulletin=1").await).unwrap();
    assert_eq!(map["features"][0]["properties"]["corrected_by"], json!(first + 2));
    let board = pages.public_file("board.csv", "").await;
    assert!(board.lines().skip(2).all(|it| it.ends_with(',')), "{board}");
    for name in ["incidents.json", "findings.csv", "statement.pdf"] {
        assert_eq!(
            pages.get(NOBODY, &format!("{PUBLIC}/{name}")).await.status,
            StatusCode::NOT_FOUND,
            "{name}"
        );
    }
    assert_eq!(
        pages.get(NOBODY, &format!("{PUBLIC}/board.csv?bulletin=9")).await.status,
        StatusCode::NOT_FOUND
    );
}
