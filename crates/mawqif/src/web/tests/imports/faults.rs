//! Tables of reports that are not what they seem, and tables that change while somebody looks.

use std::{
    io::{Cursor, Write},
    sync::Arc,
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use mawqif_core::case::CaseId;
use tower_service::Service;

use super::{BOARD, OMAR, PAGE, Pages, SALMA, pages, plain, table};
use crate::{api::tests::place::OURS, desk::imports::outcome::Outcome};

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

const OTHER: &str =
    "id,date,kind,place\nx1,2020-01-01,raid,Mill\na1,2020-01-01,raid,Mill\nx2,2020-01-30,fire,South\n";

impl Pages {
    async fn brought(&mut self, name: &str, bytes: &[u8]) -> String {
        let sent = self.upload(SALMA, PAGE, name, bytes).await;
        let here = sent.header("location").to_owned();
        plain(&self.get(SALMA, &here).await.text)
    }

    /// What a page would have taken in.
    async fn seal(&mut self, number: u64) -> String {
        let page = self.get(SALMA, &format!("{PAGE}/{number}")).await.text;
        let seen = page.split_once("name=\"seen\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        seen.unwrap().0.to_owned()
    }

    async fn taking(&mut self, number: u64, seen: &str, key: &str) -> Request<Body> {
        let (cookie, token) = self.session(SALMA).await;
        let body = format!("token={token}&step=take&key={key}&seen={seen}");
        Request::post(format!("{PAGE}/{number}"))
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap()
    }
}

#[tokio::test]
async fn nothing_is_taken_in_but_what_was_looked_at() {
    let mut pages = pages().await;
    pages.upload(SALMA, PAGE, "raids.csv", table().as_bytes()).await;
    pages.pressed(1, "look", &[("column.date", "when it was"), ("column.id", "nr")]).await;
    let seen = pages.seal(1).await;
    // Somebody else lets days be read in another way, while the first still looks.
    pages
        .pressed(1, "look", &[("column.date", "when it was"), ("column.id", "nr"), ("days", "day-first")])
        .await;
    let before = pages.place.entries();
    let request = pages.taking(1, &seen, "k1").await;
    let refused = pages.send(request).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("no longer what you looked at"), "{}", refused.text);
    assert_eq!(pages.place.entries(), before);
    let seen = pages.seal(1).await;
    let request = pages.taking(1, &seen, "k2").await;
    assert_eq!(pages.send(request).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.place.entries(), before + 1);
}

#[tokio::test]
async fn of_two_tables_at_once_the_second_is_looked_at_again() {
    let mut pages = pages().await;
    let first = "id,date,kind,place\na1,2020-01-01,raid,Mill\nb1,2020-01-02,raid,Mill\n";
    pages.upload(SALMA, PAGE, "one.csv", first.as_bytes()).await;
    pages.upload(SALMA, PAGE, "two.csv", OTHER.as_bytes()).await;
    let seals = (pages.seal(1).await, pages.seal(2).await);
    let (one, two) = (pages.taking(1, &seals.0, "k1").await, pages.taking(2, &seals.1, "k2").await);
    let (mut left, mut right) = (pages.router.clone(), pages.router.clone());
    let (one, two) = tokio::join!(left.call(one), right.call(two));
    let mut statuses = [one.unwrap().status(), two.unwrap().status()];
    statuses.sort_unstable();
    // They share a row: whoever comes second would take in what was not looked at.
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let case = held.now();
    let (taken, _) = case.follow_up().imports().in_force().next().unwrap();
    let other = 3 - taken;
    let page = plain(&pages.get(SALMA, &format!("{PAGE}/{other}")).await.text);
    assert!(page.contains("it is in a table that was taken in before"), "{page}");
    assert_eq!(pages.pressed(other, "take", &[("key", "k3")]).await.status, StatusCode::SEE_OTHER);
    let all = held.now().follow_up().imports().in_force().map(|(_, it)| it.import.taken).sum::<u64>();
    assert_eq!(all, 4, "each event counts once");
}

#[tokio::test]
async fn a_table_that_was_taken_back_and_brought_again_counts_again() {
    let mut pages = pages().await;
    pages.taken().await;
    assert_eq!(
        pages.pressed(1, "back", &[("key", "k2"), ("reason", "Too early.")]).await.status,
        StatusCode::SEE_OTHER
    );
    let again = pages.upload(SALMA, PAGE, "raids.csv", table().as_bytes()).await;
    assert_eq!(again.header("location"), format!("{PAGE}/2"));
    pages.pressed(2, "look", &[("column.date", "when it was"), ("column.id", "nr")]).await;
    let page = plain(&pages.get(SALMA, &format!("{PAGE}/2")).await.text);
    assert!(!page.contains("taken in before"), "what was taken back is in no one's way: {page}");
    assert_eq!(pages.pressed(2, "take", &[("key", "k3")]).await.status, StatusCode::SEE_OTHER);
    let board = plain(&pages.get(OMAR, BOARD).await.text);
    assert!(board.contains("1 · 10/10 d") && board.contains("of one table"), "{board}");
}

#[tokio::test]
async fn what_is_read_is_kept_until_it_is_taken_in() {
    let mut pages = pages().await;
    pages.upload(SALMA, PAGE, "other.csv", OTHER.as_bytes()).await;
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let look = async || pages.place.desk.look_at_table(&held, 1).await.unwrap().dry;
    let first = look().await;
    assert!(Arc::ptr_eq(&first, &look().await), "nothing is read twice");
    // What else there is in the case may decide what of it counts.
    let act = r#"{"act":"enter-part","part":{"place":{"id":"west","name":"West","at":[36.0,36.5]}}}"#;
    pages.place.act(OURS, "salma", serde_json::from_str(act).unwrap()).await;
    assert!(!Arc::ptr_eq(&first, &look().await));
}

#[tokio::test]
async fn a_table_that_another_server_takes_in_is_not_dropped_here() {
    let mut pages = pages().await;
    pages.upload(SALMA, PAGE, "other.csv", OTHER.as_bytes()).await;
    let (case, store) = (mawqif_store::CaseId::new(OURS).unwrap(), pages.place.desk.store().clone());
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let now = pages.place.desk.clock().now().micros();
    let claim = mawqif_store::Claim { by: [7; 16], now, until: now + 600_000_000 };
    assert!(store.claim_reports(&case, 1, &claim).await.unwrap());
    // This server's case does not know it yet.
    pages.place.desk.drop_table(&held, 1).await.unwrap();
    let before = store.brought_table(&case, 1).await.unwrap();
    let mapping = crate::desk::imports::Mapping { days: "counted".to_owned(), ..Default::default() };
    pages.place.desk.remap_table(&held, 1, &mapping, None).await.unwrap();
    assert_eq!(store.brought_table(&case, 1).await.unwrap(), before, "nor read in another way");
    let seen = pages.place.desk.look_at_table(&held, 1).await.unwrap().seal();
    let salma = crate::api::tests::place::caller("salma");
    let taking = pages.place.desk.take_table(&held, 1, (&salma, None), seen, LONG).await.unwrap();
    assert!(matches!(taking, crate::desk::imports::Taking::Claimed), "{taking:?}");
    // It came to nothing there; and what is taken in here stays so, whatever a server that is behind thinks.
    store.settle_reports(&case, 1, &claim.by, false).await.unwrap();
    let taking = pages.place.desk.take_table(&held, 1, (&salma, None), seen, LONG).await.unwrap();
    assert!(matches!(taking, crate::desk::imports::Taking::Done(_)), "{taking:?}");
    let late = mawqif_store::Claim { by: [8; 16], now: now + 86_400_000_000, until: now + 86_500_000_000 };
    assert!(!store.claim_reports(&case, 1, &late).await.unwrap());
}

#[tokio::test]
async fn what_stood_in_the_way_of_a_table_is_said_on_its_page() {
    let mut pages = pages().await;
    pages.upload(SALMA, PAGE, "other.csv", OTHER.as_bytes()).await;
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let seen = pages.place.desk.look_at_table(&held, 1).await.unwrap().seal();
    let here = format!("{PAGE}/1");
    assert!(!pages.get(SALMA, &here).await.text.contains("id=\"problems\""));
    // Whoever asked did not wait, and may not do it.
    let omar = crate::api::tests::place::caller("omar");
    let taking = pages.place.desk.take_table(&held, 1, (&omar, None), seen, Duration::ZERO).await.unwrap();
    assert!(matches!(taking, crate::desk::imports::Taking::Begun), "{taking:?}");
    let ended = async {
        while !matches!(pages.place.desk.table_outcome(&held.now(), 1), Some(Outcome::Failed(..))) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(LONG, ended).await.unwrap();
    let page = plain(&pages.get(SALMA, &here).await.text);
    assert!(page.contains("was to be taken in, and was not; nothing of it counts."), "{page}");
    assert!(page.contains("take it in again below when nothing stands in its way"), "{page}");
    let session = pages.session(SALMA).await;
    let arabic = pages.get_as(&session, &here, "mawqif-language=ar").await.text;
    assert!(arabic.contains("كان مقررًا إدخال هذا الجدول"), "{arabic}");
    // Who tries again is told of that alone.
    assert_eq!(pages.pressed(1, "take", &[("key", "k1")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.place.desk.table_outcome(&held.now(), 1), None);
}

#[tokio::test]
async fn a_report_that_another_table_may_have_is_named() {
    let mut pages = pages().await;
    pages.taken().await;
    let page = pages.brought("other.csv", OTHER.as_bytes()).await;
    // a1 has the id and everything else of a row that counts; x1 only looks like two of them.
    assert!(page.contains("In this table and in others that count: 4 pairs."), "{page}");
    assert!(page.contains("Row 1 (1 January 2020, Mill) and row 1 of table 1."), "{page}");
    let board = plain(&pages.get(OMAR, BOARD).await.text);
    assert!(board.contains("Of 33 rows in them, 2 were left out; 2 doubts are listed"), "{board}");
}

#[tokio::test]
async fn a_file_that_lies_about_its_kind_is_told_for_what_it_is() {
    let mut pages = pages().await;
    let jpeg = [b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".as_slice(), &[7; 3_000]].concat();
    let page = pages.brought("photo.csv", &jpeg).await;
    assert!(page.contains("This is a picture, whatever its name says."), "{page}");
    let mut zip = Cursor::new(Vec::new());
    let mut writer = zip::ZipWriter::new(&mut zip);
    writer.start_file("reports.csv", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(table().as_bytes()).unwrap();
    writer.finish().unwrap();
    let page = pages.brought("reports.csv", &zip.into_inner()).await;
    assert!(page.contains("an archive or a document of another program"), "{page}");
    assert!(!page.contains("value=\"take\""), "{page}");
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_with_the_limit() {
    let mut pages = pages().await;
    let file = vec![b'a'; 100_000_000];
    let refused = pages.upload(SALMA, PAGE, "large.csv", &file).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let told = plain(&refused.text);
    assert!(told.contains("95 MiB; this file is larger") && told.contains("Cut it by year"), "{told}");
    let listed = pages.get(SALMA, PAGE).await.text;
    assert!(!listed.contains("large.csv"), "{listed}");
}

#[tokio::test]
async fn rows_in_doubt_are_told_with_what_would_be_right() {
    let mut pages = pages().await;
    let rows = "id,date,end,latitude,longitude,kind,place\n\
        s1,2020-01-01,,37.1234,36.2468,raid,Mill\n\
        f1,2199-01-01,,36.2468,37.1234,raid,Mill\n\
        u1,1900-01-01,,36.2468,37.1234,raid,Mill\n\
        u2,9999-12-31,,36.2468,37.1234,raid,Mill\n\
        m1,2020-01-01,2020-01-31,36.2468,37.1234,raid,Mill\n\
        b1,2020-01-02,2020-01-01,36.2468,37.1234,raid,Mill\n";
    let page = pages.brought("doubts.csv", rows.as_bytes()).await;
    for words in [
        "Latitude first",
        "A day that has come",
        "The real day",
        "A day that is known to a week",
        "A last day that is not before the first",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for (label, count) in [("Rows", 6), ("Rows that count", 2), ("Rows left out", 4)] {
        assert!(page.contains(&format!("<dt>{label}</dt><dd><bdi>{count}</bdi>")), "{label}: {page}");
    }
}

#[tokio::test]
async fn a_workbook_is_read_sheet_by_sheet() {
    let mut pages = pages().await;
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let cell = |words: &str| format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>");
    let notes = sheet(&format!("<row>{}</row>", cell("Notes")));
    let head = ["date", "kind", "place"].map(cell).concat();
    let row = format!("<row><c s=\"1\"><v>43831</v></c>{}{}</row>", cell("raid"), cell("Mill"));
    let reports = sheet(&format!("<row>{head}</row>{row}"));
    let mut zip = Cursor::new(Vec::new());
    let mut writer = zip::ZipWriter::new(&mut zip);
    for (name, content) in [
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Notes\" r:id=\"a\"/><sheet name=\"Reports\" r:id=\"b\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"a.xml\"/><Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"b.xml\"/><Relationship Id=\"c\" Type=\"x/styles\" Target=\"s.xml\"/></Relationships>",
        ),
        ("xl/s.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        ("xl/a.xml", notes.as_str()),
        ("xl/b.xml", reports.as_str()),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    let page = pages.brought("reports.xlsx", &zip.into_inner()).await;
    assert!(page.contains("<option selected>Notes</option><option>Reports</option>"), "{page}");
    assert!(page.contains("No column is known to tell the day."), "{page}");
    pages.pressed(1, "look", &[("sheet", "Reports")]).await;
    let page = plain(&pages.get(SALMA, &format!("{PAGE}/1")).await.text);
    assert!(page.contains("<option selected>Reports</option>") && page.contains("1 January 2020"), "{page}");
    assert_eq!(pages.pressed(1, "take", &[("key", "k1")]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_table_that_takes_long_is_taken_in_though_nobody_waits_for_it() {
    let mut pages = pages().await;
    pages.upload(SALMA, PAGE, "other.csv", OTHER.as_bytes()).await;
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let seen = pages.place.desk.look_at_table(&held, 1).await.unwrap().seal();
    let salma = crate::api::tests::place::caller("salma");
    let taking = pages.place.desk.take_table(&held, 1, (&salma, None), seen, Duration::ZERO).await.unwrap();
    assert!(matches!(taking, crate::desk::imports::Taking::Begun), "{taking:?}");
    let counts = async {
        while !held.now().follow_up().imports().all().contains_key(&1) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(LONG, counts).await.unwrap();
    // Asked for again, it is there.
    let taking = pages.place.desk.take_table(&held, 1, (&salma, None), seen, LONG).await.unwrap();
    assert!(matches!(taking, crate::desk::imports::Taking::Already), "{taking:?}");
}
