//! The press desk in the browser: a conference from its call to the page for everybody, lines that two people answer for,
//! what a member says afterwards, and words of the house.

use axum::http::StatusCode;
use mawqif_core::{
    case::{
        Act, CaseId,
        ballot::BallotForm,
        statement::{Draft, Kind},
    },
    consultation::stance::Verdict,
    text::{Id, Text},
};

use super::{From, Pages, sheets::field, statements::sent_as_shown};
use crate::api::tests::place::{OURS, Shown, actor, caller};

const SALMA: Shown = Shown::Session("salma");
const SAMIR: Shown = Shown::Session("samir");
const DESK: &str = "/cases/ours/press";

async fn pages() -> Pages {
    let pages = Pages::new().await;
    pages.place.act(OURS, "salma", Act::AppointSecretary { account: actor("samir") }).await;
    pages
}

impl Pages {
    /// Fills in a sheet of the desk and sends it.
    async fn filled(&mut self, who: Shown, sheet: &str, fields: &[(&str, &str)]) -> StatusCode {
        let path = format!("{DESK}/{sheet}");
        let shown = self.get(who, &path).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        let (key, id) = (field(&shown.text, "key"), field(&shown.text, "id.of"));
        let all = [fields, &[("key", key.as_str()), ("id.of", id.as_str())]].concat();
        let answer = self.post(who, From::OurPage, path.split('?').next().unwrap(), &all).await;
        if answer.status != StatusCode::SEE_OTHER {
            let wrong: Vec<&str> = answer.text.split("role=\"alert\"").skip(1).collect();
            println!(
                "{}",
                wrong.first().map(|it| it.chars().take(600).collect::<String>()).unwrap_or_default()
            );
        }
        answer.status
    }

    async fn does(&mut self, who: Shown, fields: &[(&str, &str)]) -> StatusCode {
        let all = [fields, &[("confirmed", "yes")]].concat();
        self.post(who, From::OurPage, "/cases/ours/acts", &all).await.status
    }

    async fn called(&mut self) {
        self.called_at("conference", "2099-03-01T10:30").await;
    }

    /// Fills in the sheet of a conference at a moment.
    async fn called_at(&mut self, sheet: &str, at: &str) {
        let conference = [
            ("title.en", "Our answer"),
            ("title.ar", "جوابنا"),
            ("at", at),
            ("place.en", "The school"),
            ("place.ar", "المدرسة"),
            ("speaker.1.body", "relief-union"),
            ("speaker.1.en", "N. Alwadi"),
            ("speaker.1.ar", "ن. الواديّة"),
            ("accreditation.en", "By Friday, at the desk."),
            ("accreditation.ar", "إلى يوم الجمعة في المكتب."),
            ("notes.en", "Bring the map."),
            ("announcement", "public"),
        ];
        assert_eq!(self.filled(SALMA, sheet, &conference).await, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_conference_goes_from_its_call_to_everybody() {
    let mut pages = pages().await;
    pages.called().await;
    let desk = pages.get(SALMA, DESK).await.text;
    for words in ["Our answer", "The school", "N. Alwadi", "Bring the map.", " days</strong>"] {
        assert!(desk.contains(words), "{words}: {desk}");
    }
    // The invitation is drafted from it, in both languages, and rests on the entry that called it.
    let sheet = pages.get(SALMA, "/cases/ours/statement/draft?kind=press-conference&conference=1").await.text;
    for words in ["10:30", "The school", "المدرسة", "N. Alwadi", "By Friday, at the desk.", "1 March 2099"]
    {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    let rests_on = sheet.split("name=\"rests_on\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
    let rests_on = rests_on.split('"').next().unwrap();
    let key = field(&sheet, "key");
    let draft = [
        ("kind", "press-conference"),
        ("key", key.as_str()),
        ("id.of", ""),
        ("title.en", "Come"),
        ("title.ar", "تعالوا"),
        ("text.en", "To the school."),
        ("text.ar", "إلى المدرسة."),
        ("rests_on", rests_on),
    ];
    let sent = pages.post(SALMA, From::OurPage, "/cases/ours/statement/draft", &draft).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(pages.get(Shown::Nothing, "/public/ours").await.status, StatusCode::NOT_FOUND);
    pages.place.act(OURS, "salma", Act::ReleaseStatement { statement: 1, version: 1 }).await;
    pages.place.act(OURS, "samir", Act::ConfirmChange { proposal: 1 }).await;
    let public = pages.get(Shown::Nothing, "/public/ours").await.text;
    for words in ["Our answer", "The school", "N. Alwadi", "/public/ours/1/conference.ics"] {
        assert!(public.contains(words), "{words}: {public}");
    }
    assert!(!public.contains("Bring the map."), "what the desk remembers is told nobody");
    let file = pages.get(Shown::Nothing, "/public/ours/1/conference.ics").await;
    assert!(file.header("content-type").starts_with("text/calendar"));
    assert!(file.text.contains("DTSTART:20990301T103000Z") && file.text.contains("SUMMARY:Our answer"));
    let members = pages.get(Shown::Session("omar"), "/cases/ours/press/calendar.ics").await;
    assert!(members.text.contains("UID:press-conference-1@"), "{}", members.text);
    // Called off, it is no longer announced, and a calendar that has it learns so.
    let off = [("act", "call-off-press-conference"), ("number", "1"), ("reason", "The road is cut.")];
    assert_eq!(pages.does(SALMA, &off).await, StatusCode::SEE_OTHER);
    assert!(!pages.get(Shown::Nothing, "/public/ours").await.text.contains("Our answer"));
    assert_eq!(
        pages.get(Shown::Nothing, "/public/ours/1/conference.ics").await.status,
        StatusCode::NOT_FOUND
    );
    let members = pages.get(SALMA, "/cases/ours/press/calendar.ics").await;
    assert!(members.text.contains("STATUS:CANCELLED"));
}

#[tokio::test]
async fn journalists_are_seen_by_the_secretariat_alone() {
    let mut pages = pages().await;
    pages.called().await;
    let journalist = [
        ("conference", "1"),
        ("name", "R. Alnahri"),
        ("outlet", "River Post"),
        ("contact", "r@example.org"),
        ("language", "en"),
    ];
    assert_eq!(pages.filled(SALMA, "journalist?conference=1", &journalist).await, StatusCode::SEE_OTHER);
    let door = pages.get(SALMA, "/cases/ours/press/door").await.text;
    assert!(!door.contains("R. Alnahri"), "nobody was accepted");
    let accept = [("act", "decide-admission"), ("number", "1"), ("admission", "accepted")];
    assert_eq!(pages.does(SAMIR, &accept).await, StatusCode::SEE_OTHER);
    let door = pages.get(SALMA, "/cases/ours/press/door").await.text;
    assert!(door.contains("R. Alnahri") && !door.contains("r@example.org"), "{door}");
    assert!(pages.get(SALMA, DESK).await.text.contains("r@example.org"));
    for who in [Shown::Session("dalia"), Shown::Session("omar")] {
        for path in [DESK, "/cases/ours/record", "/cases/ours/press/answers"] {
            let told = pages.get(who, path).await.text;
            assert!(!told.contains("R. Alnahri") && !told.contains("r@example.org"), "{path}: {told}");
        }
        assert_eq!(pages.get(who, "/cases/ours/press/door").await.status, StatusCode::FORBIDDEN);
        let desk = pages.get(who, DESK).await.text;
        assert!(desk.contains("One journalist has asked to be let in"), "{desk}");
    }
}

#[tokio::test]
async fn a_line_is_for_the_speaker_once_a_second_person_has_agreed() {
    let mut pages = pages().await;
    let provision = pages.place.desk.all()[0].now().dossier().provisions[0].id.to_string();
    let ground = format!("provision {provision}");
    let line = [
        ("kind", "answer"),
        ("about.en", "What of the shelling?"),
        ("about.ar", "ماذا عن القصف؟"),
        ("words.en", "It has to stop."),
        ("words.ar", "لا بد أن يتوقف."),
        ("rests_on", ground.as_str()),
    ];
    let floating = line.map(|(name, value)| if name == "rests_on" { (name, "") } else { (name, value) });
    assert_eq!(pages.filled(SALMA, "line", &floating).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pages.filled(SALMA, "line", &line).await, StatusCode::SEE_OTHER);
    let sheet = pages.get(SALMA, "/cases/ours/press/answers").await.text;
    assert!(!sheet.contains("It has to stop.") && sheet.contains("One line is left out"), "{sheet}");
    let agree = [("act", "agree-to-press-line"), ("number", "1"), ("version", "1")];
    assert!(!pages.get(SALMA, DESK).await.text.contains("value=\"agree-to-press-line\""), "it is her own");
    assert_eq!(pages.does(SALMA, &agree).await, StatusCode::CONFLICT);
    assert!(pages.get(SAMIR, DESK).await.text.contains("value=\"agree-to-press-line\""));
    let shown = pages.post(SAMIR, From::OurPage, "/cases/ours/acts", &agree).await;
    assert!(
        shown.text.contains("It has to stop.") && shown.text.contains("لا بد أن يتوقف."),
        "{}",
        shown.text
    );
    assert_eq!(pages.does(SAMIR, &agree).await, StatusCode::SEE_OTHER);
    let sheet = pages.get(Shown::Session("dalia"), "/cases/ours/press/answers").await.text;
    for words in ["It has to stop.", "لا بد أن يتوقف.", "lang=\"ar\" dir=\"rtl\"", "What of the shelling?"]
    {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
}

#[tokio::test]
async fn words_of_the_house_are_shown_kept_and_put_back() {
    let mut pages = pages().await;
    let path = "/cases/ours/press/house/bulletin.toml";
    let shown = pages.get(SALMA, path).await;
    assert!(shown.text.contains("{offer}") && shown.text.contains("id=\"preview\""), "{}", shown.text);
    let words = |title: &str| format!("title = [{{ ar = \"نشرة\", en = \"{title}\" }}]\nblock = []\n");
    let (wrong, right) = (words("News of {ofer}"), words("News of {offer}"));
    let told = pages.post(SALMA, From::OurPage, path, &[("step", "preview"), ("words", &wrong)]).await.text;
    assert!(
        told.contains("Did you mean") && told.contains("title[1].en") && told.contains("News of {ofer}"),
        "{told}"
    );
    let kept = pages.post(SALMA, From::OurPage, path, &[("step", "keep"), ("words", &wrong)]).await;
    assert!(kept.status.is_client_error() && kept.text.contains("Did you mean"), "{}", kept.text);
    let looked = pages.post(SALMA, From::OurPage, path, &[("step", "preview"), ("words", &right)]).await;
    assert!(looked.text.contains("<h3>News of "), "{}", looked.text);
    let kept = pages.post(SALMA, From::OurPage, path, &[("step", "keep"), ("words", &right)]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert!(pages.get(SALMA, path).await.text.contains("News of {offer}"));
    // A bulletin begins by these words; with a blank in it nothing goes out.
    let sheet = pages.get(SALMA, "/cases/ours/statement/draft?kind=bulletin").await.text;
    assert!(sheet.contains("value=\"News of "), "{sheet}");
    let back = pages.post(SALMA, From::OurPage, path, &[("step", "back"), ("words", &right)]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(!pages.get(SALMA, path).await.text.contains("News of {offer}"));
    let sheet = pages.get(SALMA, "/cases/ours/statement/draft?kind=bulletin").await.text;
    assert!(sheet.contains("⟨the news⟩") && sheet.contains("⟨الخبر⟩"), "{sheet}");
    assert_eq!(pages.get(SALMA, "/cases/ours/press/house/nothing.toml").await.status, StatusCode::NOT_FOUND);
    assert_eq!(pages.get(Shown::Session("dalia"), path).await.status, StatusCode::FORBIDDEN);
}

/// The show case, adopted with the least package, as somebody who speaks for every body would have it.
pub(super) async fn adopted(pages: &Pages) {
    let (id, salma) = (CaseId::new("heard").unwrap(), caller("salma"));
    let desk = &pages.place.desk;
    desk.open_case(&id, Text::plain("Heard"), vec![actor("samir")], &salma, None).await.unwrap();
    let dossier = include_str!("../../../../../examples/wadi-nahr.toml").to_owned();
    pages.place.act("heard", "salma", Act::ImportDossier { dossier }).await;
    let bodies: Vec<Id> =
        desk.held(&id).unwrap().now().dossier().bodies.iter().map(|body| body.id.clone()).collect();
    for (mandate, body) in (1..).zip(&bodies) {
        let (account, body) = (actor("dalia"), body.clone());
        let give = Act::MandateDelegate { account, body, from: None, until: None, scope: Vec::new() };
        pages.place.act("heard", "salma", give).await;
        pages.place.act("heard", "dalia", Act::AcceptMandate { mandate }).await;
    }
    pages.place.act("heard", "salma", Act::ComputePosition {}).await;
    let package = ["ground", "monitors", "routes", "response"].map(|id| Id::new(id).unwrap()).to_vec();
    let ballot = Act::OpenBallot { package, form: BallotForm::Open, closes: None };
    pages.place.act("heard", "salma", ballot).await;
    for body in bodies {
        let vote = Act::CastBallot { ballot: 1, body, choice: Verdict::Accept, reason: None };
        pages.place.act("heard", "dalia", vote).await;
    }
    pages.place.act("heard", "salma", Act::CloseBallot { ballot: 1 }).await;
    pages.place.act("heard", "salma", Act::AdoptPosition { ballot: Some(1) }).await;
}

/// Each sentence of an invitation leads to the conference that it was drafted from, and stands apart when that is called anew.
#[tokio::test]
async fn an_invitation_says_when_its_conference_has_changed() {
    let mut pages = pages().await;
    pages.called().await;
    sent_as_shown(&mut pages, OURS, "?kind=press-conference&conference=1", &[]).await;
    let one = pages.get(SALMA, "/cases/ours/statements/1").await.text;
    assert!(one.contains("class=\"rests\" href=\"/cases/ours/press#conference-1\""), "{one}");
    assert!(!one.contains("class=\"stale\""), "{one}");
    pages.called_at("conference?id=1", "2099-03-01T11:30").await;
    let one = pages.get(SALMA, "/cases/ours/statements/1").await.text;
    assert!(one.contains("class=\"stale\""), "{one}");
    // A further version, in which somebody has mended something else, takes none of it back.
    sent_as_shown(&mut pages, OURS, "?id=1", &[("title.en", "Come")]).await;
    let one = pages.get(SALMA, "/cases/ours/statements/1").await.text;
    assert!(one.contains("class=\"stale\"") && one.contains("Come"), "{one}");
    // To what was called off nobody is invited.
    let off = [("act", "call-off-press-conference"), ("number", "1"), ("reason", "The road is cut.")];
    assert_eq!(pages.does(SALMA, &off).await, StatusCode::SEE_OTHER);
    let page = pages.get(SALMA, "/cases/ours/statements/1").await.text;
    let version = field(&page, "version");
    let ask = [("act", "release-statement"), ("number", "1"), ("version", version.as_str())];
    assert_eq!(pages.does(SALMA, &ask).await, StatusCode::CONFLICT);
}

/// The same, and its statement out.
async fn stated(pages: &Pages) {
    adopted(pages).await;
    let both = |ar: &str, en: &str| {
        Text::by_language(vec![("ar".to_owned(), ar.to_owned()), ("en".to_owned(), en.to_owned())])
    };
    let draft = Draft {
        kind: Kind::Position,
        title: both("جوابنا", "Our answer"),
        text: both("نقبل بأربعة شروط.", "We accept on four conditions."),
        rests_on: Vec::new(),
        embargo: None,
        about: None,
        untranslated: None,
        occasion: None,
    };
    pages.place.act("heard", "salma", Act::DraftStatement { statement: None, after: None, draft }).await;
    pages.place.act("heard", "salma", Act::ReleaseStatement { statement: 1, version: 1 }).await;
    pages.place.act("heard", "samir", Act::ConfirmChange { proposal: 1 }).await;
}

/// An invented report of an invented city.
const REPORT: &str =
    "قال رئيس المجلس الوطني إن المجلس يقبل التجميد. وقال المتحدث باسم الحكومة إن الحكومة ترفض التجميد.\n";

#[tokio::test]
async fn what_a_member_says_afterwards_is_held_against_the_statement() {
    let mut pages = Pages::new().await;
    stated(&pages).await;
    let read = [("step", "read"), ("name", "صحيفة النهر"), ("text", REPORT)];
    let shown = pages.post(SALMA, From::OurPage, "/cases/heard/report", &read).await.text;
    assert!(
        shown.contains("take.1") && !shown.contains("name=\"stance.1\""),
        "nothing but the words is taken"
    );
    let sent = [
        ("step", "enter"),
        ("seen", "yes"),
        ("name", "صحيفة النهر"),
        ("text", REPORT),
        ("key", "one"),
        ("take.1", "yes"),
        ("who.1", "other"),
        ("other.1", "رئيس المجلس"),
        ("body.1", "المجلس الوطني"),
        ("said.1", "0"),
        // Whatever a form says: stances were taken before the adoption.
        ("stance.1", "yes"),
        ("take.2", "yes"),
        ("who.2", "other"),
        ("other.2", "المتحدث"),
        ("body.2", "الحكومة"),
        ("said.2", "0"),
    ];
    let entered = pages.post(SALMA, From::OurPage, "/cases/heard/report", &sent).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    assert!(entered.header("location").starts_with("/cases/heard/press?done="));
    let desk = pages.get(SALMA, "/cases/heard/press").await.text;
    for words in
        ["Departs", "It accepts without the", "The killing on the ground", "Not held", "by the press reader"]
    {
        assert!(desk.contains(words), "{words}: {desk}");
    }
    // The quote's place in its report.
    let link = desk.split("href=\"/cases/heard/reports/").nth(1).unwrap().split('"').next().unwrap();
    let source =
        pages.get(SALMA, &format!("/cases/heard/reports/{}", link.trim_end_matches("#said"))).await.text;
    assert!(source.contains("id=\"said\""), "{source}");
    let statement = pages.get(Shown::Session("dalia"), "/cases/heard/statements/1").await.text;
    assert!(statement.contains("It accepts without the") && !statement.contains("Not held"), "{statement}");
    assert!(!statement.contains("/press/remark?"), "a delegate says nothing of it");
    // Somebody who has read the words says what they say.
    let sheet = desk.split("/cases/heard/press/remark?id=").nth(2).unwrap().split('"').next().unwrap();
    let path = format!("/cases/heard/press/remark?id={sheet}");
    let shown = pages.get(SALMA, &path).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let (key, id) = (field(&shown.text, "key"), field(&shown.text, "id.of"));
    let says = [
        ("key", key.as_str()),
        ("id.of", id.as_str()),
        ("body", "national-council"),
        ("verdict", "conditional"),
        ("conditions", "ground"),
        ("conditions", "monitors"),
        ("conditions", "routes"),
    ];
    let unsaid = says.map(|(name, value)| if name == "conditions" { ("x", "") } else { (name, value) });
    let refused = pages.post(SALMA, From::OurPage, "/cases/heard/press/remark", &unsaid).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Mark the conditions that are named"), "{}", refused.text);
    let done = pages.post(SALMA, From::OurPage, "/cases/heard/press/remark", &says).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let desk = pages.get(SALMA, "/cases/heard/press").await.text;
    for words in [
        "It leaves out an agreed condition:",
        "Every breach meets an agreed response.",
        "as the secretariat says",
    ] {
        assert!(desk.contains(words), "{words}: {desk}");
    }
}
