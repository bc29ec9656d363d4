//! The offer, changed in place: each sheet opens below what it is about, and comes back there.

use axum::http::StatusCode;
use mawqif_core::{
    case::{
        Act, CaseId,
        act::{Part, PartName},
    },
    dossier::Party,
    text::{Id, Text},
};

use super::{From, Pages};
use crate::api::tests::place::{OURS, Shown, caller};

const SECRETARY: Shown = Shown::Session("salma");

/// The page of the offer with a sheet in it, besides which it has to say everything else.
fn place<'t>(text: &'t str, begin: &str) -> &'t str {
    assert!(text.contains("id=\"provision-stop-shelling\"") && text.contains("id=\"quotes\""), "{text}");
    assert_eq!(text.matches("class=\"sheet\"").count(), 1, "one sheet is open");
    assert_eq!(text.matches("id=\"edit\"").count(), 1);
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("{begin}: {text}"));
    let end = if begin.starts_with("<li") { "</li>" } else { "</section>" };
    // A list of what is wrong has lines of its own, and ends before the sheet.
    let (before, form) = rest.split_once("class=\"sheet\"").unwrap();
    assert!(!before.replace("</li></ul></div>", "").contains(end), "{begin} has no sheet in it: {before}");
    form.split("</form>").next().unwrap()
}

#[tokio::test]
async fn every_part_of_the_offer_opens_below_its_own_words() {
    let mut pages = Pages::new().await;
    for (sheet, id, field) in [
        ("provision", "stop-shelling", "name=\"text.en\""),
        ("harm", "shelling", "name=\"name.en\""),
        ("party", "government", "name=\"name.en\""),
        ("place", "wadi-nahr", "name=\"within\""),
    ] {
        let offer = pages.get(SECRETARY, &format!("/cases/{OURS}/initiative")).await.text;
        let link = format!("/cases/{OURS}/initiative/{sheet}?id={id}");
        assert!(offer.contains(&format!("href=\"{link}#edit\"")), "{sheet}: {offer}");
        assert!(!offer.contains("class=\"sheet\""));
        let open = pages.get(SECRETARY, &link).await;
        assert_eq!(open.status, StatusCode::OK);
        let form = place(&open.text, &format!("<li id=\"{sheet}-{id}\">"));
        assert!(form.contains(field) && form.contains(&format!("name=\"id.of\" value=\"{id}\"")), "{form}");
        assert!(open.text.contains(&format!("initiative#{sheet}-{id}\"")), "and lets one go back there");
        assert!(!open.text.contains(&format!("href=\"{link}#edit\"")), "{sheet} is open already");
        // What is new stands at the end of its section.
        let new = pages.get(SECRETARY, &format!("/cases/{OURS}/initiative/{sheet}")).await;
        let section = offer.split(&format!("<li id=\"{sheet}-{id}\">")).next().unwrap();
        let section = section.rsplit("<section id=\"").next().unwrap().split('"').next().unwrap();
        place(&new.text, &format!("<section id=\"{section}\">"));
        assert!(open.text.len() < 64 << 10 && new.text.len() < 64 << 10, "{}", open.text.len());
    }
    let nothing = pages.get(SECRETARY, &format!("/cases/{OURS}/initiative/party?id=nobody")).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    let past = pages.get(SECRETARY, &format!("/cases/{OURS}/initiative/party?id=government&as_of=3")).await;
    assert_eq!(past.status, StatusCode::FORBIDDEN, "nothing is changed in the past");
}

#[tokio::test]
async fn what_is_wrong_comes_back_in_place_with_everything_kept() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    let path = format!("/cases/{OURS}/initiative/provision");
    let fields = [
        ("id.of", "stop-shelling"),
        ("text.en", "For eight weeks."),
        ("obliged", "government"),
        ("from", "soon"),
        ("on_breach.en", "a joint answer"),
        ("key", "k"),
    ];
    let answer = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = place(&answer.text, "<li id=\"provision-stop-shelling\">");
    assert!(form.contains("For eight weeks.</textarea>") && form.contains("a joint answer</textarea>"));
    assert!(form.contains("value=\"government\" checked") && form.contains("class=\"wrong\" id=\"p-from\""));
    let problems = answer.text.split("id=\"problems\"").nth(1).unwrap();
    assert!(problems.split("</ul>").next().unwrap().contains("href=\"#f-from\""));
    // The address of the answer is that of the open sheet, so that another language finds it again.
    assert!(answer.text.contains(&format!("action=\"{path}?id=stop-shelling#problems\"")), "{form}");
    assert_eq!(pages.place.entries(), before);
    // Mended, it is done once, and one is led back to what was changed.
    let mended =
        fields.map(|(name, value)| if name == "from" { (name, "2031-03-10") } else { (name, value) });
    for _ in 0..2 {
        let done = pages.post(SECRETARY, From::OurPage, &path, &mended).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert!(done.header("location").ends_with("#provision-stop-shelling"), "{}", done.header("location"));
        assert_eq!(pages.place.entries(), before + 1);
    }
}

#[tokio::test]
async fn a_part_that_was_changed_or_taken_out_meanwhile_is_told_as_on_any_sheet() {
    let mut pages = Pages::new().await;
    let desk = pages.place.desk.clone();
    let held = desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let (salma, id) = (caller("salma"), |name: &str| Id::new(name).unwrap());
    let path = format!("/cases/{OURS}/initiative/party");
    desk.act(
        &held,
        Act::EnterPart {
            part: Part::Party(Party { id: id("الحكومة-المحلية"), name: Text::plain("local") })
        },
        &salma,
        None,
    )
    .await
    .unwrap();
    // Somebody else names it otherwise: the page says so above the sheet, which keeps what was written.
    let other =
        Part::Party(Party { id: id("الحكومة-المحلية"), name: Text::plain("the mayor") });
    desk.act(&held, Act::EnterPart { part: other }, &salma, None).await.unwrap();
    let wrong = "x".repeat(2_000);
    let fields = [("id.of", "الحكومة-المحلية"), ("name.en", wrong.as_str()), ("key", "late")];
    let answer = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begin = "<li id=\"party-الحكومة-المحلية\">";
    assert!(place(&answer.text, begin).contains(&wrong));
    assert!(answer.text.split(begin).nth(1).unwrap().starts_with("<bdi>the mayor</bdi>"));
    // Taken out meanwhile, the sheet stands where something new would.
    let name = PartName::Party(id("الحكومة-المحلية"));
    desk.act(&held, Act::WithdrawPart { part: name }, &salma, None).await.unwrap();
    let answer = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
    assert!(place(&answer.text, "<section id=\"parties\">").contains(&wrong));
    let fields = [("id.of", "الحكومة-المحلية"), ("name.en", "the mayor"), ("key", "later")];
    let done = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let on = done.header("location");
    assert!(on.is_ascii() && on.contains("#party-%D8%A7"), "{on}");
}

#[tokio::test]
async fn whoever_may_only_look_is_shown_no_sheet() {
    let mut pages = Pages::new().await;
    for who in ["dalia", "omar"] {
        let offer = pages.get(Shown::Session(who), &format!("/cases/{OURS}/initiative")).await;
        assert_eq!(offer.status, StatusCode::OK);
        assert!(!offer.text.contains("#edit") && !offer.text.contains("class=\"sheet\""), "{who}");
        let path = format!("/cases/{OURS}/initiative/party?id=government");
        assert_eq!(pages.get(Shown::Session(who), &path).await.status, StatusCode::FORBIDDEN, "{who}");
    }
}
