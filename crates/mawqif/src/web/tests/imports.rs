//! Tables of reports in the browser: brought, read in another way, taken in, held against commitments, taken home, taken back.

mod bundle;
mod faults;
mod rows;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use mawqif_core::case::Act;

use super::{Answer, From, Pages};
use crate::{
    api::tests::place::{OURS, Shown},
    desk::people::token::Scope,
};

const SALMA: Shown = Shown::Session("salma");
const OMAR: Shown = Shown::Session("omar");
const PAGE: &str = "/cases/ours/follow-up/imports";
const BOARD: &str = "/cases/ours/follow-up/board";

/// Our coalition with places and a commitment that reports are counted for.
async fn pages() -> Pages {
    let pages = Pages::new().await;
    let parts = [
        r#"{"place":{"id":"north","name":{"ar":"الشمال","en":"The North"},"at":[36.2468,37.1234]}}"#,
        r#"{"place":{"id":"mill","name":"Mill","within":"north"}}"#,
        r#"{"place":{"id":"south","name":{"ar":"الجنوب","en":"The <South>"}}}"#,
        r#"{"commitment":{"id":"no-raids","text":{"ar":"لا غارات.","en":"No raids, ever."},"obliged":["relief-union"],
            "kind":"abstain","where":["north","south"],"from":"2020-01-11",
            "until":"2020-01-20","indicator":{"kinds":["raid"]},
            "baseline":{"from":"2020-01-01","until":"2020-01-10"}}}"#,
    ];
    for part in parts {
        let act: Act = serde_json::from_str(&format!(r#"{{"act":"enter-part","part":{part}}}"#)).unwrap();
        pages.place.act(OURS, "salma", act).await;
    }
    pages
}

/// Ten days of two raids each at the mill, and ten in which somebody looked and there was one; nobody looks at the south.
fn table() -> String {
    let before =
        (1..=10).map(|day| format!("a{day},2020-01-{day:02},raid,Mill\nb{day},2020-01-{day:02},raid,Mill\n"));
    let after = (11..=20).map(|day| format!("c{day},2020-01-{day:02},fire,North\n"));
    let rows: String = before.chain(after).collect();
    format!(
        "nr,when it was,kind,place\n{rows}d1,2020-01-12,raid,north\nd2,3/2/2020,raid,north\nd3,,raid,<b>north\n"
    )
}

fn plain(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

impl Pages {
    /// Sends a file as a browser does.
    async fn upload(&mut self, who: Shown, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let (cookie, token) = self.session(who).await;
        let mut body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--cut\r\n\
             Content-Disposition: form-data; name=\"grade\"\r\n\r\nB2\r\n--cut\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
        )
        .into_bytes();
        body.extend(bytes);
        body.extend(b"\r\n--cut--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn pressed(&mut self, number: u64, step: &str, fields: &[(&str, &str)]) -> Answer {
        let path = format!("{PAGE}/{number}");
        let page = self.get(SALMA, &path).await.text;
        let seen = page.split_once("name=\"seen\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        let seen = seen.map(|(seen, _)| seen.to_owned()).unwrap_or_default();
        let all = [fields, &[("step", step), ("seen", seen.as_str())]].concat();
        self.post(SALMA, From::OurPage, &path, &all).await
    }

    /// Brings a table whose day has an unknown name, says which column it is, and takes it in.
    async fn taken(&mut self) {
        let sent = self.upload(SALMA, PAGE, "raids.csv", table().as_bytes()).await;
        assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, &*format!("{PAGE}/1")));
        let mapped = [("column.date", "when it was"), ("column.id", "nr"), ("grade", "B2")];
        assert_eq!(self.pressed(1, "look", &mapped).await.status, StatusCode::SEE_OTHER);
        let took = self.pressed(1, "take", &[("key", "k1")]).await;
        assert_eq!(took.status, StatusCode::SEE_OTHER, "{}", took.text);
    }
}

#[tokio::test]
async fn a_table_is_looked_at_before_it_counts() {
    let mut pages = pages().await;
    let before = pages.place.entries();
    let sent = pages.upload(SALMA, PAGE, "raids.csv", table().as_bytes()).await;
    assert_eq!(sent.header("location"), format!("{PAGE}/1"));
    // No column is known to tell the day; the page asks, and nothing can be taken in.
    let page = plain(&pages.get(SALMA, &format!("{PAGE}/1")).await.text);
    assert!(page.contains("No column is known to tell the day"), "{page}");
    assert!(page.contains("<option>when it was</option>") && !page.contains("value=\"take\""), "{page}");
    let mapped = [("column.date", "when it was"), ("column.id", "nr"), ("days", "plain")];
    assert_eq!(pages.pressed(1, "look", &mapped).await.status, StatusCode::SEE_OTHER);
    let page = plain(&pages.get(SALMA, &format!("{PAGE}/1")).await.text);
    assert!(
        page.contains("<option selected>when it was</option>") && page.contains("value=\"take\""),
        "{page}"
    );
    // Rows in doubt: the line, what it is, what stands there, what would be right.
    for words in
        ["33", "3/2/2020", "Choose above how days are written.", "no day", "A day, such as 2030-03-01."]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains("Now: nowhere did anybody look"), "{page}");
    assert!(page.contains("With this table: 67 % where anybody looked, 33 % when silence"), "{page}");
    assert!(page.contains("10 pairs") || page.contains(" pairs. They are suggested only"), "{page}");
    assert_eq!(pages.place.entries(), before, "looking changes nothing");
    // With another way to read days one row more counts.
    let mapped = [("column.date", "when it was"), ("days", "day-first")];
    pages.pressed(1, "look", &mapped).await;
    let page = plain(&pages.get(SALMA, &format!("{PAGE}/1")).await.text);
    assert!(!page.contains("3/2/2020"), "{page}");
    // The same bytes lead to the same table; an empty form and a workbook are told what to do.
    let again = pages.upload(SALMA, PAGE, "other.csv", table().as_bytes()).await;
    assert_eq!(again.header("location"), format!("{PAGE}/1?before=yes"));
    let empty = pages.post(SALMA, From::OurPage, PAGE, &[("text", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Choose a file, or paste a table."), "{}", empty.text);
    pages.upload(SALMA, PAGE, "raids.xlsx", b"PK\x03\x04....").await;
    let page = pages.get(SALMA, &format!("{PAGE}/2")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(plain(&page.text).contains("save the table as CSV"), "{}", page.text);
    assert_eq!(pages.pressed(2, "take", &[("key", "k")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pages.pressed(2, "drop", &[]).await.header("location"), PAGE);
    assert_eq!(pages.get(SALMA, &format!("{PAGE}/2")).await.status, StatusCode::NOT_FOUND);
    // Nobody else brings or sees tables.
    for path in [PAGE.to_owned(), format!("{PAGE}/1")] {
        assert_eq!(pages.get(OMAR, &path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(pages.upload(OMAR, &path, "x.csv", b"x").await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(pages.place.entries(), before);
}

#[tokio::test]
async fn a_table_that_was_taken_in_is_on_the_board_until_it_is_taken_back() {
    let mut pages = pages().await;
    let empty = plain(&pages.get(OMAR, BOARD).await.text);
    assert!(empty.contains("No table of reports counts yet"), "{empty}");
    pages.taken().await;
    let entries = pages.place.entries();
    // Sent twice, it counts once.
    assert_eq!(pages.pressed(1, "take", &[("key", "k1")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.place.entries(), entries);
    let record = pages.get(OMAR, "/cases/ours/record").await.text;
    assert!(record.contains("Table of reports taken in") && !record.contains("raids.csv"), "{record}");
    let page = plain(&pages.get(SALMA, &format!("{PAGE}/1")).await.text);
    assert!(page.contains("Taken in") && page.contains("raids.csv") && page.contains("3/2/2020"), "{page}");

    let board = pages.get(OMAR, BOARD).await;
    assert_eq!(board.status, StatusCode::OK);
    let board = plain(&board.text);
    for words in [
        "Kept: 67 % where anybody looked, 33 % when silence counts nothing.",
        "<td class=\"k-2\"><strong>2</strong> <span class=\"kept-says\">mostly kept</span>",
        "1 · 10/10 d",
        "<td class=\"k-no\"><span class=\"kept-says\">not observed</span>",
        "Before: 2.00 a day; now 0.05 times that",
        "No alarm: the line stayed below",
        "href=\"#area-north\" aria-label=\"The North: 67 % where anybody looked",
        "<polyline",
    ] {
        assert!(board.contains(words), "{words}: {board}");
    }
    assert!(!board.contains("<South>") && !board.contains("evidence.zip"), "{board}");
    // What nobody knew then is not on the board of then.
    let then = plain(&pages.get(OMAR, &format!("{BOARD}?known=2019-12-31")).await.text);
    assert!(
        then.contains("As known on 31 December 2019") && then.contains("No table of reports counts"),
        "{then}"
    );
    assert_eq!(
        pages.get(OMAR, &format!("{BOARD}?known=soon")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    // A second table of the same kind with rows that the first has counts what is new alone.
    let more = "id,date,kind,place\na1,2020-01-01,raid,Mill\nz9,2020-01-13,raid,Mill\n";
    let sent = pages.post(SALMA, From::OurPage, PAGE, &[("text", more)]).await;
    assert_eq!(sent.header("location"), format!("{PAGE}/2"));
    let page = plain(&pages.get(SALMA, &format!("{PAGE}/2")).await.text);
    assert!(page.contains("it is in a table that was taken in before") && page.contains("a1"), "{page}");
    assert_eq!(pages.pressed(2, "take", &[("key", "k2")]).await.status, StatusCode::SEE_OTHER);
    assert!(plain(&pages.get(OMAR, BOARD).await.text).contains("2 · 10/10 d"));

    // When what is owed changes, rows are counted anew.
    let wider = r#"{"act":"enter-part","part":{"commitment":{"id":"no-fire","text":"No fire.","obliged":["relief-union"],
        "kind":"abstain","indicator":{"kinds":["fire"]}}}}"#;
    pages.place.act(OURS, "salma", serde_json::from_str(wider).unwrap()).await;
    let board = plain(&pages.get(OMAR, BOARD).await.text);
    assert!(board.contains("everywhere") && board.contains("10 · 20/"), "{board}");

    // Taken back, with a reason.
    let without = pages.pressed(1, "back", &[("key", "k3"), ("reason", "")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = pages.pressed(1, "back", &[("key", "k4"), ("reason", "The wrong year.")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    let board = plain(&pages.get(OMAR, BOARD).await.text);
    assert!(!board.contains("10 · 20/20 d") && board.contains("of one table"), "{board}");
    assert!(plain(&pages.get(SALMA, PAGE).await.text).contains("The wrong year."));
    // Then the same file may be brought again.
    let again = pages.upload(SALMA, PAGE, "raids.csv", table().as_bytes()).await;
    assert_eq!(again.header("location"), format!("{PAGE}/3"));
}

#[tokio::test]
async fn the_board_is_taken_home_without_what_would_find_anybody() {
    let mut pages = pages().await;
    pages.taken().await;
    let csv = pages.get(OMAR, &format!("{BOARD}/board.csv")).await;
    assert!(csv.header("content-type").starts_with("text/csv"));
    let lines: Vec<&str> = csv.text.lines().collect();
    assert!(lines[1].starts_with("#activity+code,#activity+name,#activity+theme,"), "{lines:?}");
    assert!(
        lines[2].starts_with(
            "no-raids,\"No raids, ever.\",,,,north,The North,2020-01-11,2020-01-20,2,much-less,1,10,10,0.05,"
        ),
        "{lines:?}"
    );
    assert!(lines[3].contains(",NO,not-seen,0,10,0,"), "{lines:?}");
    let map: serde_json::Value =
        serde_json::from_str(&pages.get(OMAR, &format!("{BOARD}/board.geojson")).await.text).unwrap();
    assert_eq!(map["features"][0]["geometry"]["coordinates"], serde_json::json!([37.1, 36.2]));
    assert_eq!(map["features"][1]["geometry"], serde_json::Value::Null);
    let board: serde_json::Value =
        serde_json::from_str(&pages.get(OMAR, &format!("{BOARD}/board.json")).await.text).unwrap();
    assert_eq!(board["commitments"][0]["cells"][1]["score"], "NO");
    assert_eq!(pages.get(OMAR, &format!("{BOARD}/evidence.zip")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(pages.get(OMAR, &format!("{BOARD}/other.csv")).await.status, StatusCode::NOT_FOUND);
    let bytes = pages.bytes(SALMA, &format!("{BOARD}/evidence.zip")).await;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|it| it.unwrap().into_owned()).collect();
    assert_eq!(
        names,
        [
            "board.csv",
            "board.geojson",
            "board.json",
            "board.pdf",
            "breaches.json",
            "dossier.toml",
            "evidence.csv",
            "evidence.json",
            "files.json",
            "findings.csv",
            "findings.json",
            "incidents.csv",
            "incidents.json",
            "manifest.json",
            "tables/1.csv",
            "triggers.csv",
            "triggers.json",
            "SHA256SUMS"
        ]
    );
    assert_eq!(std::io::read_to_string(zip.by_name("tables/1.csv").unwrap()).unwrap(), table());
    let manifest: serde_json::Value = serde_json::from_reader(zip.by_name("manifest.json").unwrap()).unwrap();
    let import = &manifest["tables"][0];
    let sha256 = mawqif_core::record::hash::Hash::of(&[table().as_bytes()]).to_hex();
    assert_eq!((import["import"]["sha256"].as_str(), import["grade"].as_str()), (Some(&*sha256), Some("B2")));
    assert_eq!(import["mapping"]["columns"][0][1], "when it was");
}

#[tokio::test]
async fn nobody_takes_in_a_table_that_the_server_has_not_read() {
    let pages = pages().await;
    let act = format!(
        r#"{{"act":"import-reports","number":9,"import":{{"sha256":"{0}","format":"plain","rows":5,"taken":5,"root":"{0}"}}}}"#,
        "0".repeat(64)
    );
    let act: Act = serde_json::from_str(&act).unwrap();
    let entries = pages.place.entries();
    assert!(pages.place.is_refused(OURS, "salma", act).await);
    assert_eq!(pages.place.entries(), entries);
}

#[tokio::test]
async fn a_table_speaks_arabic() {
    let mut pages = pages().await;
    pages.taken().await;
    let session = pages.session(SALMA).await;
    let board = plain(&pages.get_as(&session, BOARD, "mawqif-language=ar").await.text);
    assert!(board.contains("لا غارات") && board.contains("dir=\"rtl\""), "{board}");
}

#[tokio::test]
async fn the_board_of_then_is_held_against_what_was_owed_then_when_asked() {
    let mut pages = pages().await;
    pages.taken().await;
    let then = pages.place.desk.clock().now().micros();
    let wider = r#"{"act":"enter-part","part":{"commitment":{"id":"no-fire","text":"No fire.","obliged":["relief-union"],
        "kind":"abstain","indicator":{"kinds":["fire"]}}}}"#;
    pages.place.act(OURS, "salma", serde_json::from_str(wider).unwrap()).await;
    let token = Shown::Token("salma", Scope::Read);
    let api = format!("/api{BOARD}?as_of={then}");
    let ids = |board: &serde_json::Value| -> Vec<String> {
        let rows = board["board"]["commitments"].as_array().unwrap_or_else(|| panic!("{board}"));
        rows.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    };
    for (more, owed, wanted) in [
        ("", "now", vec!["no-raids", "no-fire"]),
        ("&owed=now", "now", vec!["no-raids", "no-fire"]),
        ("&owed=then", "then", vec!["no-raids"]),
    ] {
        let (status, board) = pages.place.ask(token, Method::GET, &format!("{api}{more}"), None).await;
        assert_eq!((status, board["owed"].as_str()), (StatusCode::OK, Some(owed)), "{board}");
        assert_eq!(ids(&board), wanted, "{more}");
    }
    let (status, _) = pages.place.ask(token, Method::GET, &format!("{api}&owed=soon"), None).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}
