//! Whatever somebody writes is shown as words: a payload in every text of a case, on every page.

use mawqif_core::{
    case::{Act, CaseId, Moment},
    text::Text,
};

use super::{
    super::{admit::Who, table::table},
    From, Pages, SHEETS, addresses,
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
        let suppositions = ["?b.northern-brigade=reject", "?trade=1"].map(|it| format!("/cases/inert{it}"));
        for path in addresses(page.path, "inert").into_iter().chain(suppositions) {
            let answer = pages.get(Shown::Session("salma"), &path).await;
            assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
            if path.ends_with("/dossier/file") {
                // A file is taken home as it is, and no browser shows it.
                assert!(answer.header("content-disposition").starts_with("attachment"));
                continue;
            }
            if path.ends_with(".ics") {
                assert!(answer.header("content-type").starts_with("text/calendar"));
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

/// The names of all fields in which somebody can write or choose, as a page has them.
fn fields(page: &str) -> Vec<String> {
    let main = page.split("<main").nth(1).unwrap();
    let names = main.split(" name=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    names.filter(|name| !matches!(name.as_str(), "token" | "key")).collect()
}

#[tokio::test]
async fn a_payload_in_every_field_of_every_sheet_stays_words() {
    let mut pages = Pages::new().await;
    let payload = PAYLOAD.replace("\\\"", "\"");
    let salma = Shown::Session("salma");
    let mut sent = 0;
    let others = ["/cases/ours/dossier", "/new-case", "/cases/ours/meetings", "/account", "/account/codes"];
    let sheets = SHEETS.iter().flat_map(|(end, _)| addresses(&format!("/cases/{{case}}{end}"), "ours"));
    for path in sheets.chain(others.map(str::to_owned)) {
        let shown = pages.get(salma, &path).await;
        // A dossier is no longer taken over in a case that has one.
        let names = if path.ends_with("dossier") { vec!["dossier".to_owned()] } else { fields(&shown.text) };
        assert!(!names.is_empty(), "{path}: {}", shown.text);
        // Everything at once, and each field alone beside what stands there.
        let mut forms = vec![names.clone()];
        forms.extend(names.iter().map(|name| vec![name.clone()]));
        for form in forms {
            let fields: Vec<(&str, &str)> =
                form.iter().map(|name| (name.as_str(), payload.as_str())).collect();
            let answer = pages.post(salma, From::OurPage, path.split('?').next().unwrap(), &fields).await;
            assert!(answer.status.as_u16() < 500, "{path} {form:?}: {}", answer.status);
            assert!(!answer.text.contains("<script>alert"), "{path} {form:?}");
            assert!(!answer.text.contains("<img"), "{path} {form:?}");
            sent += 1;
        }
    }
    assert!(sent > 100, "{sent} forms were sent");
    // What was entered meanwhile is shown as words as well.
    for path in ["", "/initiative", "/bodies", "/conditions", "/rule", "/changes", "/record"] {
        let answer = pages.get(salma, &format!("/cases/ours{path}")).await;
        assert!(!answer.text.contains("<script>alert") && !answer.text.contains("<img"), "{path}");
    }
}
