//! A meeting in the browser: called, attended, opened, decided at, closed, and its minutes.

use axum::http::StatusCode;

use super::{From, Pages};
use crate::api::tests::place::{OURS, Shown};

const SECRETARY: Shown = Shown::Session("salma");
const DELEGATE: Shown = Shown::Session("dalia");

impl Pages {
    async fn meeting(&mut self) -> String {
        let path = format!("/cases/{OURS}/meetings");
        let fields = [
            ("title", "First meeting"),
            ("date", "2030-04-30"),
            ("time", "12:00"),
            ("place", "Town hall"),
            ("agenda", "The offer\n\n  The answer  \n"),
            ("key", "called"),
        ];
        let mut places = Vec::new();
        for _ in 0..2 {
            let called = self.post(SECRETARY, From::OurPage, &path, &fields).await;
            assert_eq!(called.status, StatusCode::SEE_OTHER, "{}", called.text);
            places.push(called.header("location").to_owned());
        }
        assert_eq!(places[0], places[1], "sent twice, it is called once");
        places[0].split('?').next().unwrap().to_owned()
    }

    async fn tap(&mut self, who: Shown, path: &str, said: &str) -> StatusCode {
        let fields = [("act", "take-attendance"), ("body", said)];
        self.post(who, From::OurPage, path, &fields).await.status
    }
}

#[tokio::test]
async fn a_meeting_is_called_attended_opened_decided_at_and_closed() {
    let mut pages = Pages::new().await;
    let path = pages.meeting().await;
    assert_eq!(path, format!("/cases/{OURS}/meetings/1"));
    let page = pages.get(SECRETARY, &path).await;
    assert!(page.text.contains("It has not begun.") && page.text.contains("First meeting"));
    assert_eq!(page.text.matches("aria-pressed=\"false\"").count(), 11, "every body has a name to tap");
    assert!(page.text.contains("class=\"unmet\""), "nobody is here, and the rule asks for two thirds");

    // A delegate says so for their own body, the secretariat for all; tapping twice changes nothing.
    let before = pages.place.entries();
    let own = pages.get(DELEGATE, &path).await;
    assert_eq!(own.text.matches("aria-pressed=").count(), 1);
    assert_eq!(pages.tap(DELEGATE, &path, "present relief-union").await, StatusCode::SEE_OTHER);
    assert_eq!(pages.tap(DELEGATE, &path, "present relief-union").await, StatusCode::SEE_OTHER);
    assert_eq!(pages.tap(DELEGATE, &path, "present northern-brigade").await, StatusCode::FORBIDDEN);
    assert_eq!(pages.tap(DELEGATE, &path, "asleep relief-union").await, StatusCode::NOT_FOUND);
    assert_eq!(pages.place.entries(), before + 1);

    // No decision without a quorum; what was written stays.
    let open = [("act", "open-meeting"), ("key", "opened")];
    assert_eq!(pages.post(SECRETARY, From::OurPage, &path, &open).await.status, StatusCode::SEE_OTHER);
    let decide =
        [("act", "take-decision"), ("item", "2"), ("decision", "We answer <b>together</b>"), ("key", "d")];
    let refused = pages.post(SECRETARY, From::OurPage, &path, &decide).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.text.contains("role=\"alert\"") && refused.text.contains(">We answer &#60;b&#62;together")
    );

    let page = pages.get(SECRETARY, &path).await;
    let away: Vec<String> = page
        .text
        .split("value=\"present ")
        .skip(1)
        .map(|it| format!("present {}", it.split('"').next().unwrap()))
        .collect();
    assert_eq!(away.len(), 10);
    for said in away {
        assert_eq!(pages.tap(SECRETARY, &path, &said).await, StatusCode::SEE_OTHER);
    }
    let page = pages.get(SECRETARY, &path).await;
    assert!(page.text.contains("class=\"met\"") && !page.text.contains("class=\"unmet\""));
    let decide = [decide[0], decide[1], decide[2], ("key", "e")];
    assert_eq!(pages.post(SECRETARY, From::OurPage, &path, &decide).await.status, StatusCode::SEE_OTHER);
    let close = [("act", "close-meeting"), ("key", "closed")];
    assert_eq!(pages.post(SECRETARY, From::OurPage, &path, &close).await.status, StatusCode::SEE_OTHER);
    let page = pages.get(SECRETARY, &path).await;
    assert!(page.text.contains("At the end: \u{2068}quorum met"), "{}", page.text);
    assert!(page.text.contains("We answer &#60;b&#62;together") && !page.text.contains("aria-pressed"));

    let minutes = pages.get(Shown::Session("omar"), &format!("{path}/minutes")).await;
    assert!(minutes.text.contains("We answer &#60;b&#62;together") && minutes.text.contains("Town hall"));
    let calendar = pages.get(DELEGATE, &format!("/cases/{OURS}/meetings/calendar.ics")).await;
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    assert!(calendar.text.contains("SUMMARY:First meeting"));
    // A link for a calendar is good for whoever has it, until it is taken back.
    let path = format!("/cases/{OURS}/meetings/calendar");
    let made = pages.post(DELEGATE, From::OurPage, &path, &[]).await;
    let link =
        made.text.split("dir=\"ltr\">https://desk.example.org").nth(1).unwrap().split('<').next().unwrap();
    let followed = pages.get(Shown::Nothing, link).await;
    assert!(followed.text.contains("SUMMARY:First meeting"), "{link}: {}", followed.text);
}

#[tokio::test]
async fn what_is_no_meeting_is_told_and_what_was_written_stays() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    let path = format!("/cases/{OURS}/meetings");
    for (title, date, status) in [
        ("", "2030-04-30", StatusCode::UNPROCESSABLE_ENTITY),
        ("A title", "2030-02-31", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let fields = [("title", title), ("date", date), ("time", "09:30"), ("place", "Under the <oak>")];
        let answer = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
        assert_eq!(answer.status, status);
        assert!(answer.text.contains("role=\"alert\"") && answer.text.contains("Under the &#60;oak&#62;"));
    }
    let fields = [("title", "Mine"), ("date", "2030-04-30"), ("time", "09:30")];
    let answer = pages.post(DELEGATE, From::OurPage, &path, &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(
        !pages
            .get(DELEGATE, &path)
            .await
            .text
            .contains("<form method=\"post\" action=\"/cases/ours/meetings\"")
    );
    assert_eq!(pages.place.entries(), before);
    for nowhere in ["/7", "/x", "/7/minutes"] {
        let answer = pages.get(SECRETARY, &format!("{path}{nowhere}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}
