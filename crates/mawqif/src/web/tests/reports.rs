//! A press report in the browser: pasted, read, decided on, entered, and found again from its quotes.

use mawqif_core::{
    case::{Act, CaseId},
    dossier::Standing,
    text::Text,
};

use super::{From, Pages};
use crate::api::tests::place::{Shown, caller};

/// An invented report of an invented city.
const REPORT: &str = "قال رئيس مجلس المدينة سامر النجار لصحيفة النهر إن المجلس يقبل الخطة إذا توقف القتل على الأرض. \
                      وأعلن المتحدث باسم الحكومة أن الحكومة ستوقف القصف غدا.\n";

async fn opened(pages: &Pages) -> CaseId {
    let (id, salma) = (CaseId::new("paper").unwrap(), caller("salma"));
    pages.place.desk.open_case(&id, Text::plain("Paper"), Vec::new(), &salma, None).await.unwrap();
    id
}

const PATH: &str = "/cases/paper/report";

#[tokio::test]
async fn a_report_is_read_and_enters_only_as_far_as_it_was_confirmed() {
    let mut pages = Pages::new().await;
    let id = opened(&pages).await;
    let salma = Shown::Session("salma");
    assert!(pages.get(salma, PATH).await.text.contains("name=\"text\""));
    let read = [("step", "read"), ("name", "صحيفة النهر"), ("text", REPORT)];
    let answer = pages.post(salma, From::OurPage, PATH, &read).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text.contains("سامر النجار") && answer.text.contains("who.1"), "{}", answer.text);
    let entries = pages.place.desk.held(&id).unwrap().now().entries();

    // Nothing is confirmed: nothing enters, and the page says so.
    let mut sent =
        vec![("step", "enter"), ("seen", "yes"), ("name", "صحيفة النهر"), ("text", REPORT), ("key", "one")];
    let answer = pages.post(salma, From::OurPage, PATH, &sent).await;
    assert_eq!(answer.status, 422);
    assert_eq!(pages.place.desk.held(&id).unwrap().now().entries(), entries);

    // A stance needs an offer and somebody whose it is; what was chosen stays.
    sent.extend([
        ("take.1", "yes"),
        ("who.1", "other"),
        ("other.1", "سامر النجار"),
        ("said.1", "0"),
        ("stance.1", "yes"),
        ("body.1", "مجلس المدينة"),
    ]);
    let answer = pages.post(salma, From::OurPage, PATH, &sent).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("href=\"#member-1\""), "{}", answer.text);
    sent.extend([
        ("member.1", "new"),
        ("offer", "تجميد القتال"),
        ("take.2", "yes"),
        ("who.2", "other"),
        ("other.2", "المتحدث"),
        ("said.2", "other"),
        ("words.2", "الحكومة ستوقف   القصف"),
        ("commitment.2", "yes"),
    ]);
    let answer = pages.post(salma, From::OurPage, PATH, &sent).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let case = pages.place.desk.held(&id).unwrap().now();
    let dossier = case.dossier();
    assert_eq!(dossier.quotes.len(), 2);
    let (start, end) = dossier.quotes[1].span.unwrap();
    let (start, end) = (usize::try_from(start).unwrap(), usize::try_from(end).unwrap());
    let (hash, kept) = case.reports().first_key_value().unwrap();
    assert_eq!(kept.report.text, REPORT);
    assert_eq!(&REPORT[start..end], "الحكومة ستوقف القصف");
    assert_eq!(dossier.stances[0].standing, Standing::Reported);
    assert_eq!(dossier.conditions[0].text.in_language("ar"), "توقف القتل على الأرض");
    assert_eq!(dossier.provisions.len(), 1);

    // Sent twice, it is done once.
    assert_eq!(pages.post(salma, From::OurPage, PATH, &sent).await.status, 303);
    assert_eq!(pages.place.desk.held(&id).unwrap().now().dossier().quotes.len(), 2);

    let again = pages.post(salma, From::OurPage, PATH, &read).await;
    assert!(again.text.contains("class=\"notice\""), "it is there already, and the page says so");

    let offer = pages.get(salma, "/cases/paper/initiative").await;
    let place = format!("/cases/paper/reports/{hash}?at={start}-{end}#said");
    assert!(offer.text.contains(&place), "{}", offer.text);
    let source = pages.get(salma, place.trim_end_matches("#said")).await;
    assert!(
        source.text.contains("id=\"said\" tabindex=\"-1\">الحكومة ستوقف القصف</span>"),
        "{}",
        source.text
    );
    assert_eq!(pages.get(salma, "/cases/paper/reports/00").await.status, 404);
}

#[tokio::test]
async fn what_is_no_report_is_told_where_it_was_brought() {
    let mut pages = Pages::new().await;
    opened(&pages).await;
    let salma = Shown::Session("salma");
    let long = "كلام ".repeat(60_000);
    for text in ["", " \n ", &long] {
        let answer = pages.post(salma, From::OurPage, PATH, &[("step", "read"), ("text", text)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains("role=\"alert\""));
    }
    let nobody = pages.post(salma, From::OurPage, PATH, &[("step", "read"), ("text", "سماء صافية.")]).await;
    assert_eq!(nobody.status, 200);
    assert!(nobody.text.contains("class=\"notice\""));
    // Characters that turn directions are shown, and turn nothing.
    let turned = pages
        .post(salma, From::OurPage, PATH, &[("step", "read"), ("text", "قال \u{202E}سامر إن الطريق آمن.")])
        .await;
    assert!(turned.text.contains("⟨U+202E⟩"));
    // Only the secretariat reads reports.
    assert_eq!(pages.get(Shown::Session("omar"), PATH).await.status, 404);
}

#[tokio::test]
async fn a_report_can_be_read_while_bodies_are_consulted_and_brings_no_new_ones() {
    let mut pages = Pages::new().await;
    let (id, salma) = (CaseId::new("paper").unwrap(), caller("salma"));
    let (held, _) =
        pages.place.desk.open_case(&id, Text::plain("Paper"), Vec::new(), &salma, None).await.unwrap();
    let dossier = include_str!("../../../../../examples/wadi-nahr.toml").to_owned();
    pages.place.desk.act(&held, Act::ImportDossier { dossier }, &salma, None).await.unwrap();
    let read = [("step", "read"), ("text", REPORT)];
    let answer = pages.post(Shown::Session("salma"), From::OurPage, PATH, &read).await;
    assert!(answer.text.contains("value=\"relief-union\""));
    assert!(!answer.text.contains("value=\"new\"") && !answer.text.contains("name=\"offer\""));
}

#[tokio::test]
async fn two_stances_of_one_body_that_contradict_each_other_are_not_made_one() {
    let mut pages = Pages::new().await;
    let id = opened(&pages).await;
    let text = "قال سامر النجار إن المجلس يقبل الخطة إذا توقف القتل. وقال سامر النجار إن المجلس يرفض الخطة.";
    let mut sent = vec![("step", "enter"), ("seen", "yes"), ("text", text), ("key", "one"), ("offer", "خطة")];
    for field in ["take", "who", "other", "said", "stance", "member", "body"] {
        for number in ["1", "2"] {
            let name: &'static str = Box::leak(format!("{field}.{number}").into_boxed_str());
            let value = match field {
                "take" | "stance" => "yes",
                "who" => "other",
                "other" => "سامر",
                "said" => "0",
                "member" => "new",
                _ => "المجلس",
            };
            sent.push((name, value));
        }
    }
    let answer = pages.post(Shown::Session("salma"), From::OurPage, PATH, &sent).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("href=\"#stance-2\""), "{}", answer.text);
    assert!(pages.place.desk.held(&id).unwrap().now().dossier().quotes.is_empty());
}
