//! Rows of tables: listed, looked for by what counts them, made reports of once each, and back from the report to the row.

use axum::http::StatusCode;

use super::{BOARD, OMAR, PAGE, Pages, SALMA, pages, plain};
use crate::{api::tests::place::OURS, web::tests::From};

const ROWS: &str = "/cases/ours/follow-up/rows";

fn row(number: u64) -> String {
    format!("{PAGE}/1/rows/{number}")
}

impl Pages {
    /// The key of the form at an address.
    async fn row_key(&mut self, path: &str) -> String {
        let page = self.get(SALMA, path).await.text;
        let key = page.split_once("name=\"key\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        key.map(|(key, _)| key.to_owned()).unwrap_or_else(|| panic!("{page}"))
    }

    async fn row_sent(&mut self, path: &str, key: &str, origin: &str) -> super::Answer {
        let fields = [
            ("key", key),
            ("what.en", "Raid at the mill"),
            ("where", "mill"),
            ("occurred", "2020-01-12T12:00"),
            ("precision", "day"),
            ("origin", origin),
            ("reliability", "B"),
            ("credibility", "2"),
        ];
        self.post(SALMA, From::OurPage, path, &fields).await
    }
}

#[tokio::test]
async fn a_row_becomes_a_report_once_and_each_says_which_the_other_is() {
    let mut pages = pages().await;
    pages.taken().await;
    let before = pages.place.entries();
    // The list has every row that counts, and the doubtful ones that are left out are none of them.
    let list = plain(&pages.get(SALMA, &format!("{ROWS}?table=1")).await.text);
    assert!(list.contains("Row 31 of table 1") && list.contains("Make a report"), "{list}");
    assert!(!list.contains("Row 32 of table 1") && !list.contains("Row 33 of table 1"), "{list}");
    // The form has what the row says, the place that is named in it, and the grade of the table.
    let form = plain(&pages.get(SALMA, &row(31)).await.text);
    for words in [
        "Row 31 of table 1 · 12 January 2020 · raid · north · d1",
        "raid. north</textarea>",
        "<option value=\"north\" selected>",
        "value=\"2020-01-12T12:00\"",
        "<option value=\"B\" selected>",
        "<option value=\"2\" selected>",
    ] {
        assert!(form.contains(words), "{words}: {form}");
    }
    let key = pages.row_key(&row(31)).await;
    let nobody = pages.row_sent(&row(31), &key, "").await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nobody.text);
    assert!(plain(&nobody.text).contains("Row 31 of table 1"), "{}", nobody.text);
    assert_eq!(pages.place.entries(), before);
    let sent = pages.row_sent(&row(31), &key, "A monitor").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let after = pages.place.entries();
    assert_eq!(after, before + 2, "the report, and what it is known by");
    let follow = plain(&pages.get(SALMA, "/cases/ours/follow-up").await.text);
    assert!(follow.contains("<dt>Made of</dt><dd><bdi>Row 31 of table 1</bdi></dd>"), "{follow}");
    assert!(follow.contains("href=\"/cases/ours/follow-up/incident?report=1\""), "{follow}");
    let table = plain(&pages.get(SALMA, &format!("{PAGE}/1")).await.text);
    assert!(table.contains("<li id=\"row-31\"><a href=\"/cases/ours/follow-up#report-1\">"), "{table}");
    let list =
        plain(&pages.get(SALMA, &format!("{ROWS}?table=1&from=2020-01-12&until=2020-01-12")).await.text);
    assert!(list.contains("href=\"/cases/ours/follow-up#report-1\">Report 1</a>"), "{list}");
    // Whoever comes to it again is led to the report; another key, another account and the API make no second one.
    assert_eq!(pages.get(SALMA, &row(31)).await.header("location"), "/cases/ours/follow-up#report-1");
    let again = pages.row_sent(&row(31), "another-key", "Somebody else").await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
    assert_eq!(pages.place.entries(), after);
}

#[tokio::test]
async fn nothing_is_made_of_a_row_that_does_not_count() {
    let mut pages = pages().await;
    pages.taken().await;
    let before = pages.place.entries();
    // Left out for its day, not in the table, in no table; and nobody else sees rows.
    for path in [row(32), row(999), format!("{PAGE}/7/rows/1"), format!("{PAGE}/1/rows/x")] {
        assert_eq!(pages.get(SALMA, &path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [row(31), ROWS.to_owned()] {
        assert_eq!(pages.get(OMAR, &path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    // The same by the API: a name that would be a row's is a row's.
    for (row, status) in [(32, 422), (999, 422), (31, 201)] {
        let act = format!(
            r#"{{"act":"report-incident","report":{{"client":"table1row{row}","what":"Raid","where":"mill",
                "occurred":1578830400000000,"origin":"A monitor","grade":"B2"}}}}"#
        );
        let body = Some(("application/json", act));
        let path = format!("/api/cases/{OURS}/acts");
        let (told, answer) = pages.place.ask(SALMA, axum::http::Method::POST, &path, body).await;
        assert_eq!(told.as_u16(), status, "{row}: {answer}");
    }
    assert_eq!(pages.place.entries(), before + 2);
    // Once the table is taken back its rows are gone, and the report says so.
    let back = [("reason", "It was the wrong file."), ("key", "back")];
    assert_eq!(pages.pressed(1, "back", &back).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.get(SALMA, &row(30)).await.status, StatusCode::NOT_FOUND);
    let follow = plain(&pages.get(SALMA, "/cases/ours/follow-up").await.text);
    assert!(follow.contains("Row 31 of table 1, which was taken back"), "{follow}");
    assert!(plain(&pages.get(SALMA, ROWS).await.text).contains("No such row."));
}

#[tokio::test]
async fn a_square_of_the_board_leads_to_the_rows_that_it_counts() {
    let mut pages = pages().await;
    pages.taken().await;
    let board = pages.get(SALMA, BOARD).await.text;
    let link = format!("{ROWS}?commitment=no-raids&amp;place=north&amp;from=2020-01-11&amp;until=2020-01-20");
    let link = if board.contains(&link) { link } else { link.replace("&amp;", "&#38;") };
    assert!(board.contains(&link), "{board}");
    assert!(!pages.get(OMAR, BOARD).await.text.contains(ROWS), "rows name sources");
    let link = link.replace("&amp;", "&").replace("&#38;", "&");
    let list = plain(&pages.get(SALMA, &link).await.text);
    assert!(list.contains("Row 31 of table 1") && !list.contains("Row 30 of table 1"), "{list}");
    assert!(list.contains("Counted for “No raids, ever”: The North."), "{list}");
    // Before, there were two each day at the mill, which is within the north; fifty are no longer a page.
    let all = plain(&pages.get(SALMA, &format!("{ROWS}?commitment=no-raids")).await.text);
    assert_eq!(all.matches("Make a report<").count(), 21, "{all}");
    let second = plain(&pages.get(SALMA, &format!("{ROWS}?commitment=no-raids&after=1.20")).await.text);
    assert_eq!(second.matches("Make a report<").count(), 1, "{second}");
    for wrong in ["commitment=none", "table=x", "commitment=*"] {
        let status = pages.get(SALMA, &format!("{ROWS}?{wrong}")).await.status;
        assert!(status.is_client_error(), "{wrong}: {status}");
    }
    let soon = pages.get(SALMA, &format!("{ROWS}?from=soon")).await;
    assert_eq!(soon.status, StatusCode::UNPROCESSABLE_ENTITY);
}
