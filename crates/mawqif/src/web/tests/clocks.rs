//! Times by the clock of whoever reads them: one moment, told to each as their clock shows it.

use axum::http::{StatusCode, header};

use super::Pages;
use crate::api::tests::place::{OURS, Shown};

const SECRETARY: Shown = Shown::Session("salma");

#[tokio::test]
async fn a_meeting_is_called_by_one_clock_and_read_by_each_readers_own() {
    let mut pages = Pages::new().await;
    let session = pages.session(SECRETARY).await;
    let fields = [
        ("title", "First"),
        ("date", "2031-03-08"),
        ("time", "18:00"),
        ("zone", "Asia/Damascus"),
        ("agenda", ""),
        ("key", "k"),
    ];
    let path = format!("/cases/{OURS}/meetings");
    let done = pages.post_as(&session, &path, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let on = done.header("location").to_owned();
    for (cookies, told) in [
        ("mawqif-zone=Asia/Damascus", "18:00\u{2069} (\u{2068}Damascus\u{2069}, UTC\u{2068}+3\u{2069})"),
        ("mawqif-zone=Asia/Kolkata", "20:30\u{2069} (\u{2068}Kolkata\u{2069}, UTC\u{2068}+5:30\u{2069})"),
        ("mawqif-zone=UTC", "15:00\u{2069} UTC"),
        // A cookie that means nothing is none.
        ("mawqif-zone=../etc", "15:00\u{2069} UTC"),
        (
            "mawqif-zone=Asia/Damascus; mawqif-language=ar",
            "١٨:٠٠\u{2069} (بتوقيت \u{2068}دمشق\u{2069}، غرينتش\u{2068}+٣\u{2069})",
        ),
    ] {
        for page in [&path, &on] {
            let answer = pages.get_as(&session, page, cookies).await;
            assert!(answer.text.contains(told), "{page} {cookies}: {}", answer.text);
        }
    }
    // A calendar has the moment itself.
    let calendar = pages.get_as(&session, &format!("{path}/calendar.ics"), "mawqif-zone=Asia/Tokyo").await;
    assert!(calendar.text.contains("DTSTART:20310308T150000Z"), "{}", calendar.text);
    // The form offers the reader's clock first, and comes back with the one that was written by.
    let form = pages.get_as(&session, &path, "mawqif-zone=Asia/Beirut").await.text;
    assert!(form.contains("<option value=\"Asia/Beirut\" selected>Beirut</option>"), "{form}");
    let unclear = [("title", "x"), ("date", "2031-03-08"), ("time", ""), ("zone", "Asia/Tokyo")];
    let again = pages.post_as(&session, &path, &unclear).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("<option value=\"Asia/Tokyo\" selected>Tokyo</option>"), "{}", again.text);
}

#[tokio::test]
async fn a_zone_is_chosen_on_the_page_of_ones_account() {
    let mut pages = Pages::new().await;
    let session = pages.session(SECRETARY).await;
    let fields =
        |zone: &'static str| [("name", "Salma"), ("language", "en"), ("digits", "arab"), ("zone", zone)];
    let done = pages.post_as(&session, "/account", &fields("Europe/Istanbul")).await;
    let cookies: Vec<&str> =
        done.headers.get_all(header::SET_COOKIE).iter().map(|it| it.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|it| it.starts_with("mawqif-zone=Europe/Istanbul; Path=/;")), "{cookies:?}");
    let wrong = pages.post_as(&session, "/account", &fields("Europe/Istanbul; HttpOnly=no")).await;
    let all = wrong.headers.get_all(header::SET_COOKIE).iter();
    assert!(!all.into_iter().any(|it| it.to_str().unwrap().contains("zone")), "what is no zone is not kept");
}
