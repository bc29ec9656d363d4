//! A bulletin in the browser, from the day on which it is due to the page that everybody sees; and what nobody sees who may not.

mod files;

use axum::http::StatusCode;
use mawqif_core::case::{Act, CaseId};
use serde_json::{Value, json};

use super::{
    Pages,
    press::adopted,
    statements::{pages, sent_as_shown},
};
use crate::api::tests::place::Shown;

const SALMA: Shown = Shown::Session("salma");
const NOBODY: Shown = Shown::Nothing;
const CASE: &str = "heard";
const PUBLIC: &str = "/public/heard/follow-up";

impl Pages {
    async fn asks_for(&self, who: &str, act: Value) {
        self.place.act(CASE, who, serde_json::from_value(act).unwrap()).await;
    }

    /// A statement goes out, by two.
    async fn let_out(&self, statement: u64) {
        self.asks_for("salma", json!({ "act": "release-statement", "statement": statement, "version": 1 }))
            .await;
        let case = self.place.desk.held(&CaseId::new(CASE).unwrap()).unwrap().now();
        let proposal = *case.proposals().keys().next_back().unwrap();
        self.asks_for("samir", json!({ "act": "confirm-change", "proposal": proposal })).await;
    }

    /// A killing at the mill, verified by two and found to be a breach.
    async fn killing(&self, number: u64, what: Value) {
        for origin in ["A baker", "A doctor"] {
            let report = json!({
                "client": format!("{origin}-{number}").replace(' ', "-"), "what": "Shots at the mill.", "where": "mill",
                "occurred": 1_700_000_000_000_000_u64, "origin": origin, "grade": "C3",
            });
            self.asks_for("rania", json!({ "act": "report-incident", "report": report })).await;
        }
        let grade =
            json!({ "act": "grade-report", "report": 2 * number, "grade": "B3", "reason": "We know them." });
        self.asks_for("salma", grade).await;
        let incident = json!({ "what": what, "where": "mill", "occurred": 1_700_000_000_000_000_u64 });
        let reports = [2 * number - 1, 2 * number];
        self.asks_for("salma", json!({ "act": "open-incident", "incident": incident, "reports": reports }))
            .await;
        for who in ["salma", "samir"] {
            let review = json!({ "act": "review-incident", "incident": number, "judgement": "verified", "reason": "Both say so." });
            self.asks_for(who, review).await;
        }
        let by = json!({ "to": "government", "certainty": "established" });
        self.asks_for("salma", json!({ "act": "attribute-incident", "incident": number, "attribution": by }))
            .await;
        let finding = json!({ "incident": number, "commitment": "no-killing", "verdict": "breach", "reason": "It is plain." });
        self.asks_for("samir", json!({ "act": "make-finding", "finding": finding })).await;
    }
}

/// An adopted position with a promise, a district with a mill in it, and somebody who reports.
async fn followed() -> Pages {
    let pages = pages().await;
    adopted(&pages).await;
    for (id, within, ar, en) in
        [("district", "wadi-nahr", "الحي", "The district"), ("mill", "district", "الطاحونة", "The mill")]
    {
        let place = json!({ "id": id, "within": within, "name": { "ar": ar, "en": en } });
        pages.asks_for("salma", json!({ "act": "enter-part", "part": { "place": place } })).await;
    }
    let owed = json!({
        "id": "no-killing", "text": { "ar": "لا قتل.", "en": "No killing." }, "obliged": ["government"],
        "rests_on": ["ground"], "kind": "abstain", "where": ["district"], "indicator": { "kinds": ["killing"] },
    });
    pages.asks_for("salma", json!({ "act": "enter-part", "part": { "commitment": owed } })).await;
    for (who, guest) in [("rania", "reporter"), ("omar", "observer")] {
        pages.asks_for("salma", json!({ "act": "admit-guest", "account": who, "as": guest })).await;
        pages.asks_for(who, json!({ "act": "accept-role", "as": guest })).await;
    }
    pages
}

#[tokio::test]
async fn everybody_sees_what_the_last_bulletin_told_and_nothing_newer() {
    let mut pages = followed().await;
    pages.killing(1, json!({ "ar": "قتل اثنان", "en": "Two were shot." })).await;
    // Without a word of the coalition there is no such page, and without a bulletin neither.
    assert_eq!(pages.get(NOBODY, PUBLIC).await.status, StatusCode::NOT_FOUND);
    pages.asks_for("salma", json!({ "act": "set-follow-up", "terms": { "public": "public" } })).await;
    assert_eq!(pages.get(NOBODY, PUBLIC).await.status, StatusCode::NOT_FOUND);

    let sheet = pages.get(SALMA, "/cases/heard/statement/draft?kind=bulletin&week=yes").await.text;
    assert!(sheet.contains("Follow-up bulletin no. 1") && sheet.contains("نشرة المتابعة رقم 1"), "{sheet}");
    sent_as_shown(&mut pages, CASE, "?kind=bulletin&week=yes", &[]).await;
    let case = pages.place.desk.held(&CaseId::new(CASE).unwrap()).unwrap().now();
    let first = *case.statements().keys().next_back().unwrap();
    let drafted = pages.get(SALMA, &format!("/cases/heard/statements/{first}")).await.text;
    assert!(drafted.contains("follow-up#incident-1") && drafted.contains("week-matrix"), "{drafted}");
    pages.let_out(first).await;

    let page = pages.get(NOBODY, PUBLIC).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Two were shot") && page.text.contains("The district"), "{}", page.text);
    // Of the mill, of reports, of those who judged and of hours it is silent.
    // When the page itself was written may be any hour.
    let is_own = |line: &&str| line.contains("class=\"printed\"") || line.contains("public since");
    let told = page.text.lines().filter(|line| !is_own(line)).collect::<Vec<_>>().join("\n");
    for secret in ["The mill", "الطاحونة", "baker", "doctor", "rania", "samir", "Both say so", "22:13"]
    {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
    let arabic = pages.get_as(&(String::new(), String::new()), PUBLIC, "mawqif-language=ar").await.text;
    assert!(arabic.contains("قتل اثنان") && arabic.contains("dir=\"rtl\""), "{arabic}");

    // What becomes known afterwards is told by the next bulletin, and the page of the first stays what it was.
    pages.killing(2, json!({ "ar": "قتل واحد", "en": "One more was shot." })).await;
    assert!(!pages.get(NOBODY, PUBLIC).await.text.contains("One more"));
    sent_as_shown(&mut pages, CASE, "?kind=bulletin&week=yes", &[]).await;
    pages.let_out(first + 1).await;
    let latest = pages.get(NOBODY, PUBLIC).await.text;
    assert!(latest.contains("One more was shot") && !latest.contains("Two were shot"), "{latest}");
    let then = pages.get(NOBODY, &format!("{PUBLIC}?bulletin=1")).await.text;
    assert!(
        then.contains("Two were shot") && !then.contains("One more") && then.contains("earlier"),
        "{then}"
    );
    assert_eq!(pages.get(NOBODY, &format!("{PUBLIC}?bulletin=3")).await.status, StatusCode::NOT_FOUND);

    // Closed, it is gone at once from every page but the signed words.
    let close = json!({ "act": "set-incident-sensitivity", "incident": 1, "sensitivity": "closed", "reason": "People live there." });
    pages.asks_for("samir", close).await;
    let then = pages.get(NOBODY, &format!("{PUBLIC}?bulletin=1")).await.text;
    assert!(!then.contains("Two were shot"), "{then}");
    // Why is for those who follow up.
    let record = pages.get(Shown::Session("omar"), "/cases/heard/record").await.text;
    assert!(!record.contains("People live there."), "{record}");

    // No longer published, it is not there.
    pages.asks_for("salma", json!({ "act": "set-follow-up", "terms": { "bulletin": "never" } })).await;
    assert_eq!(pages.get(NOBODY, PUBLIC).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_board_tells_no_more_of_a_place_than_the_public_may_see() {
    let mut pages = followed().await;
    pages.killing(1, json!({ "ar": "قتل اثنان", "en": "Two were shot." })).await;
    let board = "/cases/heard/follow-up/board";
    let csv = pages.get(SALMA, &format!("{board}/board.csv")).await.text;
    let verified = |csv: &str| csv.lines().last().unwrap().rsplit(',').next().unwrap().trim().to_owned();
    assert_eq!(verified(&csv), "1", "blurred, it counts in the district: {csv}");
    let close = json!({ "act": "set-incident-sensitivity", "incident": 1, "sensitivity": "closed", "reason": "People live there." });
    pages.asks_for("samir", close).await;
    let csv = pages.get(SALMA, &format!("{board}/board.csv")).await.text;
    assert_eq!(verified(&csv), "0", "closed, it counts in no area: {csv}");
    // Those who follow up see where it was; others, that there is one, and not of which promise.
    let page = pages.get(SALMA, board).await.text;
    assert!(page.contains("one verified breach") && !page.contains("counts for no commitment"), "{page}");
    let page = pages.get(Shown::Session("omar"), board).await.text;
    assert!(page.contains("counts for no commitment") && !page.contains("one verified breach"), "{page}");
    let pdf = pages.bytes(SALMA, &format!("{board}/board.pdf")).await;
    assert!(pdf.starts_with(b"%PDF"), "{:?}", &pdf[..pdf.len().min(20)]);
}

#[tokio::test]
async fn a_zone_that_there_is_not_is_refused() {
    let pages = followed().await;
    let terms = |zone: &str| {
        serde_json::from_value::<Act>(json!({ "act": "set-follow-up", "terms": { "zone": zone } })).unwrap()
    };
    assert!(pages.place.is_refused(CASE, "salma", terms("Asia/Nowhere")).await);
    pages.place.act(CASE, "salma", terms("Asia/Damascus")).await;
}
