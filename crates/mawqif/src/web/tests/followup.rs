//! Follow-up in the browser: a report from a phone, an incident, two reviewers, a finding, a trigger and its answer; and what
//! nobody sees who may not.

use axum::http::StatusCode;
use mawqif_core::{
    case::{Act, CaseId, act::Part, change::Change},
    dossier::Committee,
    text::{Id, Text},
};

use super::{From, Pages, sheets::field};
use crate::api::tests::place::{OURS, Shown, actor};

const SALMA: Shown = Shown::Session("salma");
const SAMIR: Shown = Shown::Session("samir");
const DALIA: Shown = Shown::Session("dalia");
const OMAR: Shown = Shown::Session("omar");
const RANIA: Shown = Shown::Session("rania");
const PAGE: &str = "/cases/ours/follow-up";

/// Our coalition, with two in its secretariat, a committee that is foreseen, and a place where things happen.
async fn pages() -> Pages {
    let pages = Pages::new().await;
    pages.place.act(OURS, "salma", Act::AppointSecretary { account: actor("samir") }).await;
    let committee = Committee {
        id: Id::new("watch").unwrap(),
        name: Text::by_language(vec![("ar".into(), "لجنة المتابعة".into()), ("en".into(), "Watch".into())]),
        members: vec![Id::new("relief-union").unwrap()],
        on: Vec::new(),
    };
    pages.place.act(OURS, "salma", Act::EnterPart { part: Part::Committee(committee) }).await;
    let place: Act = serde_json::from_str(
        r#"{"act":"enter-part","part":{"place":{"id":"north","name":{"ar":"الشمال","en":"The North"}}}}"#,
    )
    .unwrap();
    pages.place.act(OURS, "salma", place).await;
    pages
}

/// A page without the marks that set values apart.
fn plain(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

impl Pages {
    /// Fills in a sheet of the follow-up and sends it; where it leads.
    async fn followed(&mut self, who: Shown, sheet: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let path = format!("{PAGE}/{sheet}");
        let shown = self.get(who, &path).await;
        assert_eq!(shown.status, StatusCode::OK, "{sheet}: {}", shown.text);
        let (key, id) = (field(&shown.text, "key"), field(&shown.text, "id.of"));
        let all = [fields, &[("key", key.as_str()), ("id.of", id.as_str())]].concat();
        let answer = self.post(who, From::OurPage, path.split('?').next().unwrap(), &all).await;
        (answer.status, answer.header("location").to_owned())
    }
}

const REPORT: [(&str, &str); 8] = [
    ("what.en", "Two were shot at the line."),
    ("where", "north"),
    ("occurred", "2020-03-01T10:30"),
    ("precision", "hour"),
    ("origin", "A <b>baker</b>"),
    ("reliability", "C"),
    ("credibility", "3"),
    ("evidence", ""),
];

#[tokio::test]
async fn a_report_arrives_once_and_is_seen_by_those_who_follow_up() {
    let mut pages = pages().await;
    let form = pages.get(RANIA, &format!("{PAGE}/report")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    // A phone gets a small page without the pages of the case.
    assert!(!form.text.contains("class=\"tabs\""), "{}", form.text);
    assert!(form.text.len() < 15_000, "{}", form.text.len());
    let key = field(&form.text, "key");
    let all = [&REPORT[..], &[("key", key.as_str()), ("id.of", "")]].concat();
    let path = format!("{PAGE}/report");
    let first = pages.post(RANIA, From::OurPage, &path, &all).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
    let entries = pages.place.entries();
    let again = pages.post(RANIA, From::OurPage, &path, &all).await;
    assert_eq!((again.status, again.header("location")), (first.status, first.header("location")));
    assert_eq!(pages.place.entries(), entries, "sent twice, arrived once");
    let arrived = plain(&pages.get(RANIA, first.header("location")).await.text);
    assert!(
        arrived.contains("It has arrived. It is report 1.") && arrived.contains("Two were shot"),
        "{arrived}"
    );
    // Somebody without a source or a place is told beside the field.
    let empty =
        pages.post(RANIA, From::OurPage, &path, &[("key", "k2"), ("occurred", "2020-03-01T10:30")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("p-origin") && empty.text.contains("p-where"), "{}", empty.text);

    let seen = pages.get(SALMA, PAGE).await.text;
    assert!(seen.contains("A &#60;b&#62;baker") || seen.contains("A &lt;b&gt;baker"), "{seen}");
    for who in [OMAR, Shown::Session("rania")] {
        let page = pages.get(who, PAGE).await;
        assert!(!page.text.contains("baker"), "{}", page.text);
    }
    assert_eq!(pages.get(RANIA, PAGE).await.status, StatusCode::FORBIDDEN);
    assert_eq!(pages.get(OMAR, &path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(pages.get(OMAR, &format!("{PAGE}/incident")).await.status, StatusCode::FORBIDDEN);
    assert!(pages.get(RANIA, "/cases").await.text.contains("/cases/ours/follow-up/report"));
    // Who has filed it is told to those who see it, and to nobody else.
    let record = pages.get(OMAR, "/cases/ours/record?kind=incident-reported").await.text;
    assert!(record.contains("Incident reported") && !record.contains("baker"), "{record}");
    let named = |record: &str| record.split("entry-").skip(1).any(|line| line.contains("<bdi>rania</bdi>"));
    assert!(!named(&record), "{record}");
    let record = pages.get(SALMA, "/cases/ours/record?kind=incident-reported").await.text;
    assert!(named(&record), "{record}");
}

#[tokio::test]
async fn two_people_and_a_finding_lead_back_to_the_position() {
    let mut pages = pages().await;
    let sent = |origin: &'static str| {
        let mut report = REPORT.to_vec();
        report[4].1 = origin;
        report
    };
    assert_eq!(pages.followed(RANIA, "report", &sent("A baker")).await.0, StatusCode::SEE_OTHER);
    assert_eq!(pages.followed(RANIA, "report", &sent("A doctor")).await.0, StatusCode::SEE_OTHER);
    let commitment = [
        ("text.en", "No killing in the north."),
        ("text.ar", "لا قتل في الشمال."),
        ("obliged", "relief-union"),
        ("rests_on", "ground"),
        ("kind", "abstain"),
        ("where", "north"),
        ("seen", "judged"),
        ("judged_by", "watch"),
        ("red_line", "yes"),
    ];
    // None without something by which it is seen, and nothing measures what is not counted.
    let unseen: Vec<_> = commitment.iter().copied().filter(|(name, _)| *name != "seen").collect();
    assert_eq!(pages.followed(SALMA, "commitment", &unseen).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let measured = [&commitment[..], &[("ceiling", "3")]].concat();
    assert_eq!(pages.followed(SALMA, "commitment", &measured).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, on) = pages.followed(SALMA, "commitment", &commitment).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(on.starts_with(PAGE), "{on}");
    let incident = [
        ("what.en", "A killing at the line"),
        ("what.ar", "قتل عند الخط"),
        ("where", "north"),
        ("occurred", "2020-03-01T10:30"),
        ("near", "district"),
        ("precision", "day"),
        ("sensitivity", "closed"),
        ("low", "1"),
        ("best", "2"),
        ("high", "2"),
        ("report", "1"),
        ("report", "2"),
    ];
    assert_eq!(pages.followed(SALMA, "incident?report=1", &incident).await.0, StatusCode::SEE_OTHER);
    let verified = [("judgement", "verified"), ("reason.en", "Both agree.")];
    // Two sources that one account has named are its word, and both page and sheet say what is missing.
    let missing = "one account has named all its sources";
    for (who, path, is_told) in [
        (SALMA, PAGE.to_owned(), true),
        (SALMA, format!("{PAGE}/review?id=1"), true),
        (OMAR, PAGE.to_owned(), false),
    ] {
        assert_eq!(pages.get(who, &path).await.text.contains(missing), is_told, "{path}");
    }
    let (status, told) = pages.followed(SALMA, "review?id=1", &verified).await;
    assert_eq!(status, StatusCode::CONFLICT, "{told}");
    let graded = [("reliability", "B"), ("credibility", "3"), ("reason.en", "We know them.")];
    assert_eq!(pages.followed(SALMA, "grade?id=2", &graded).await.0, StatusCode::SEE_OTHER);
    assert!(!pages.get(SALMA, PAGE).await.text.contains(missing));
    assert_eq!(pages.followed(SALMA, "review?id=1", &verified).await.0, StatusCode::SEE_OTHER);
    assert_eq!(pages.followed(SALMA, "review?id=1", &verified).await.0, StatusCode::CONFLICT);
    assert!(pages.get(OMAR, PAGE).await.text.contains("under review"));
    assert_eq!(pages.followed(SAMIR, "review?id=1", &verified).await.0, StatusCode::SEE_OTHER);
    let by = [("to", "relief-union"), ("certainty", "established")];
    assert_eq!(pages.followed(SAMIR, "attribution?id=1", &by).await.0, StatusCode::SEE_OTHER);
    let commitments =
        pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap().now().dossier().commitments.clone();
    let finding =
        [("commitment", commitments[0].id.as_str()), ("verdict", "breach"), ("reason.en", "It is plain.")];
    assert_eq!(pages.followed(SALMA, "finding?id=1", &finding).await.0, StatusCode::SEE_OTHER);
    let page = plain(&pages.get(OMAR, PAGE).await.text);
    let told = ["known-as verified", "Breach:", "No killing in the north", "from 1 to 2", "red line"];
    for words in told.into_iter().chain(["Watch judges", "somewhere around it", "no place", "to the day"]) {
        assert!(page.contains(words), "{words}: {page}");
    }
    // What the judgements come to is for everybody, why somebody believes a report is not.
    assert!(!page.contains("Both agree."), "{page}");
    assert!(pages.get(SALMA, PAGE).await.text.contains("Both agree."));
    let record = pages.get(OMAR, "/cases/ours/record").await.text;
    assert!(!record.contains("Both agree."), "{record}");
    assert!(
        !page.contains("<form method=\"post\" action=\"/cases/ours/acts\""),
        "whoever reads along does nothing"
    );
    // Nothing is due while no position stands; in Arabic the page says so as well.
    assert!(page.contains("Nothing waits for an answer"), "{page}");
    let session = pages.session(DALIA).await;
    let arabic = pages.get_as(&session, PAGE, "mawqif-language=ar").await.text;
    assert!(arabic.contains("متحقَّق منها") && arabic.contains("dir=\"rtl\""), "{arabic}");
    for sheet in ["task", "access", "change", "obstacle", "terms", "performance?id=nothing"] {
        let status = pages.get(SALMA, &format!("{PAGE}/{sheet}")).await.status;
        let expected = if sheet.starts_with("performance") { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(status, expected, "{sheet}");
    }
    let task = [("what.en", "Ask the hospital."), ("owner", "relief-union"), ("due", "2020-01-01")];
    assert_eq!(pages.followed(SALMA, "task", &task).await.0, StatusCode::SEE_OTHER);
    let late = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(
        late.contains("One thing of the committee") && late.contains("href=\"/cases/ours/follow-up#task-1\""),
        "{late}"
    );
    let bridge = [("name.en", "The bridge"), ("within", "north")];
    assert_eq!(pages.followed(SALMA, "place", &bridge).await.0, StatusCode::SEE_OTHER);
    assert!(pages.get(SALMA, PAGE).await.text.contains("id=\"place-bridge\""));
    let done = [("act", "end-task"), ("number", "1"), ("end", "done"), ("confirmed", "yes"), ("key", "k1")];
    let answer = pages.post(SALMA, From::OurPage, "/cases/ours/acts", &done).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header("location").contains("/follow-up?done="), "{}", answer.header("location"));
}

#[tokio::test]
async fn what_is_due_is_fired_answered_and_seen_as_it_was() {
    let mut pages = pages().await;
    // A body that never accepts has a veto, so the offer is rejected; both committees are called into being all the same.
    let rule = r#"{"act":"set-rule","rule":{"requires":[{"measure":"weight","more_than":"1/2"}],"veto":["eastern-front"]}}"#;
    pages.place.act(OURS, "salma", serde_json::from_str(rule).unwrap()).await;
    let asked =
        *pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap().now().proposals().keys().next().unwrap();
    pages.place.act(OURS, "samir", Act::ConfirmChange { proposal: asked }).await;
    pages.place.act(OURS, "salma", Act::ComputePosition {}).await;
    pages.place.act(OURS, "salma", Act::AdoptPosition { ballot: None }).await;
    let both = |words: &'static str, arabic: &'static str| [("what.en", words), ("what.ar", arabic)];
    let wall = both("No corridor.", "لا ممر.");
    assert_eq!(pages.followed(SALMA, "obstacle", &wall).await.0, StatusCode::SEE_OTHER);
    let gone = both("It was opened.", "فُتح.");
    assert_eq!(pages.followed(SALMA, "obstacle?id=1", &gone).await.0, StatusCode::SEE_OTHER);
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(page.contains("an obstacle is gone: No corridor") && page.contains("Fire it"), "{page}");
    let inputs = field(&page, "inputs");
    let fire = [("act", "fire-trigger"), ("inputs", inputs.as_str())];
    let acts = "/cases/ours/acts";
    // It is asked first, and done once.
    let asked = pages.post(SALMA, From::OurPage, acts, &fire).await;
    assert!(asked.status == StatusCode::OK && asked.text.contains("Fire this trigger?"), "{}", asked.text);
    let done = [&fire[..], &[("confirmed", "yes"), ("key", "f1")]].concat();
    assert_eq!(pages.post(SALMA, From::OurPage, acts, &done).await.status, StatusCode::SEE_OTHER);
    let waits = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap().now().entries() - 1;
    let page = plain(&pages.get(DALIA, PAGE).await.text);
    assert!(page.contains("One trigger waits") && page.contains("24 hours are left"), "{page}");
    // The committee answers; whoever runs the case does not, while there is time.
    assert!(!pages.get(SALMA, PAGE).await.text.contains("value=\"answer-trigger\""));
    assert!(page.contains("value=\"answer-trigger\""));
    let answer =
        [("act", "answer-trigger"), ("number", "1"), ("answer", "confirm"), ("reason", "The road is open.")];
    let asked = pages.post(DALIA, From::OurPage, acts, &answer).await;
    assert!(plain(&asked.text).contains("Confirm trigger 1?") && asked.text.contains("The road is open."));
    let done = [&answer[..], &[("confirmed", "yes"), ("key", "a1")]].concat();
    assert_eq!(pages.post(SALMA, From::OurPage, acts, &done).await.status, StatusCode::FORBIDDEN);
    assert_eq!(pages.post(DALIA, From::OurPage, acts, &done).await.status, StatusCode::SEE_OTHER);
    let page = plain(&pages.get(OMAR, PAGE).await.text);
    assert!(page.contains("No recorded stance says what follows") && page.contains("Relief Union"), "{page}");
    let meetings = plain(&pages.get(OMAR, "/cases/ours/meetings").await.text);
    assert!(meetings.contains("Back to the position"), "{meetings}");
    let agenda = plain(&pages.get(OMAR, "/cases/ours/meetings/1").await.text);
    assert!(agenda.contains("Bodies to ask what they say now"), "{agenda}");
    // What was known then: it waited, and nobody had answered.
    let then = plain(&pages.get(OMAR, &format!("{PAGE}?as_of={waits}")).await.text);
    assert!(then.contains("One trigger waits") && !then.contains("No recorded stance"), "{then}");
    let before = plain(&pages.get(OMAR, &format!("{PAGE}?as_of={}", waits - 1)).await.text);
    assert!(before.contains("an obstacle is gone") && !before.contains("value=\"fire-trigger\""), "{before}");
}

#[tokio::test]
async fn a_source_is_reliable_when_somebody_else_says_so() {
    let mut pages = pages().await;
    let mut report = REPORT.to_vec();
    (report[5].1, report[6].1, report[7].1) = ("A", "1", "https://films.example/7");
    assert_eq!(pages.followed(RANIA, "report", &report).await.0, StatusCode::SEE_OTHER);
    let incident = [
        ("what.en", "A killing at the line"),
        ("where", "north"),
        ("occurred", "2020-03-01T10:30"),
        ("near", "exact"),
        ("precision", "hour"),
        ("sensitivity", "open"),
        ("report", "1"),
    ];
    assert_eq!(pages.followed(SALMA, "incident?report=1", &incident).await.0, StatusCode::SEE_OTHER);
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(page.contains("A1 (by the reporter"), "{page}");
    let verified = [("judgement", "verified"), ("reason.en", "It is plain.")];
    assert_eq!(pages.followed(SALMA, "review?id=1", &verified).await.0, StatusCode::CONFLICT);
    let sheet = pages.get(SALMA, &format!("{PAGE}/grade?id=1")).await.text;
    assert!(sheet.contains("Two were shot at the line."), "{sheet}");
    let grade = [("reliability", "B"), ("credibility", "2"), ("reason.en", "We have worked with them.")];
    assert_eq!(pages.followed(SALMA, "grade?id=1", &grade).await.0, StatusCode::SEE_OTHER);
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    for words in ["B2 (", "We have worked with them.", "Grade before", "A1 (by the reporter"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(pages.followed(SALMA, "review?id=1", &verified).await.0, StatusCode::SEE_OTHER);
    // Nobody else sees who believes whom, nor grades.
    assert!(!pages.get(OMAR, PAGE).await.text.contains("We have worked with them."));
    let record = pages.get(OMAR, "/cases/ours/record?kind=report-graded").await.text;
    assert!(record.contains("Report graded") && !record.contains("We have worked"), "{record}");
    for who in [OMAR, RANIA] {
        assert_eq!(pages.get(who, &format!("{PAGE}/grade?id=1")).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_committee_works_without_a_position_and_is_told_what_waits() {
    let mut pages = pages().await;
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(page.contains("No position was ever adopted") && page.contains("Form Watch now"), "{page}");
    assert!(!pages.get(DALIA, PAGE).await.text.contains("follow-up/form"));
    let watch = [("name.en", "Watch"), ("name.ar", "لجنة المتابعة"), ("members", "relief-union")];
    assert_eq!(pages.followed(SALMA, "form?id=watch", &watch).await.0, StatusCode::SEE_OTHER);
    assert_eq!(pages.get(DALIA, &format!("{PAGE}/form?id=watch")).await.status, StatusCode::FORBIDDEN);
    let front = "/cases/ours";
    assert!(!pages.get(DALIA, front).await.text.contains("id=\"followed\""));
    let both = |words: &'static str, arabic: &'static str| [("what.en", words), ("what.ar", arabic)];
    let wall = both("No corridor.", "لا ممر.");
    assert_eq!(pages.followed(DALIA, "obstacle", &wall).await.0, StatusCode::SEE_OTHER);
    let gone = both("It was opened.", "فُتح.");
    assert_eq!(pages.followed(DALIA, "obstacle?id=1", &gone).await.0, StatusCode::SEE_OTHER);
    // Everybody who follows up is told at the head of the case and in the list of cases, and nobody else.
    for who in [SALMA, DALIA] {
        let board = plain(&pages.get(who, front).await.text);
        assert!(board.contains("id=\"followed\"") && board.contains("waits to be fired"), "{board}");
        assert!(pages.get(who, "/cases").await.text.contains("waits to be fired"));
    }
    assert!(!pages.get(OMAR, front).await.text.contains("id=\"followed\""));
    assert!(!pages.get(OMAR, "/cases").await.text.contains("waits to be fired"));
}

#[tokio::test]
async fn two_people_change_who_sits_in_a_committee() {
    let mut pages = pages().await;
    let watch = [("name.en", "Watch"), ("name.ar", "لجنة المتابعة"), ("members", "relief-union")];
    assert_eq!(pages.followed(SALMA, "form?id=watch", &watch).await.0, StatusCode::SEE_OTHER);
    let members = "members?id=watch";
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(page.contains("follow-up/members?id=watch") && page.contains("Change who sits in it"), "{page}");
    assert!(!pages.get(DALIA, PAGE).await.text.contains("follow-up/members"));
    assert_eq!(pages.get(DALIA, &format!("{PAGE}/{members}")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(pages.get(SALMA, &format!("{PAGE}/members?id=other")).await.status, StatusCode::NOT_FOUND);
    let sheet = pages.get(SALMA, &format!("{PAGE}/{members}")).await.text;
    assert!(sheet.contains("value=\"relief-union\" checked"), "{sheet}");
    let reason = [("reason.en", "They asked for it."), ("reason.ar", "طلبوا ذلك.")];
    for (chosen, told) in
        [("", "One body at least sits in a committee."), ("relief-union", "These sit in it already.")]
    {
        let fields = [&reason[..], &[("members", chosen)]].concat();
        let key = field(&sheet, "key");
        let all = [&fields[..], &[("key", key.as_str()), ("id.of", "watch")]].concat();
        let answer = pages.post(SALMA, From::OurPage, &format!("{PAGE}/members"), &all).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert!(answer.text.contains(told), "{}", answer.text);
    }
    let fields = [&reason[..], &[("members", "national-council")]].concat();
    let (status, on) = pages.followed(SALMA, members, &fields).await;
    assert_eq!((status, on.starts_with("/cases/ours/changes?done=")), (StatusCode::SEE_OTHER, true), "{on}");
    // It waits, with what would be other than it is, and somebody else of the follow-up can confirm it.
    let waits = plain(&pages.get(SAMIR, "/cases/ours/changes").await.text);
    for words in ["Who sits in Watch", "They asked for it.", "National Council", "confirm-change"] {
        assert!(waits.contains(words), "{words}: {waits}");
    }
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let proposal = held.now().proposals().keys().next_back().unwrap().to_string();
    let confirm =
        [("act", "confirm-change"), ("number", proposal.as_str()), ("confirmed", "yes"), ("key", "k9")];
    let done = pages.post(SAMIR, From::OurPage, "/cases/ours/acts", &confirm).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    let (_, committee) = page.split_once("id=\"committee\"").unwrap();
    assert!(
        committee.contains("National Council") && !committee.contains("<li><bdi>Relief Union"),
        "{committee}"
    );
    // A sheet that was drawn before says nothing of whoever joined since.
    let old = [
        &reason[..],
        &[("members", "relief-union"), ("members", "women-network"), ("drawn", "relief-union")],
    ]
    .concat();
    let asked = pages.followed(SALMA, members, &old).await;
    assert_eq!(asked.0, StatusCode::SEE_OTHER, "{}", asked.1);
    let proposals = held.now().proposals().clone();
    let Some(Change::ChangeCommitteeMembers(seating)) =
        proposals.values().next_back().map(|it| it.change.clone())
    else {
        panic!("{proposals:?}")
    };
    let ids = |all: &[Id]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!((ids(&seating.joining), ids(&seating.leaving)), (vec!["women-network".to_owned()], vec![]));
    let (key, sheet) = ("k10", pages.get(SALMA, &format!("{PAGE}/{members}")).await.text);
    assert!(sheet.contains("name=\"drawn\" value=\"national-council\""), "{sheet}");
    let same = [
        &reason[..],
        &[
            ("members", "national-council"),
            ("drawn", "relief-union national-council"),
            ("key", key),
            ("id.of", "watch"),
        ],
    ]
    .concat();
    let answer = pages.post(SALMA, From::OurPage, &format!("{PAGE}/members"), &same).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "who has left leaves no second time");
    // Who speaks for the body that left follows up no more; what was changed and why everybody reads.
    assert_eq!(pages.get(DALIA, &format!("{PAGE}/obstacle")).await.status, StatusCode::FORBIDDEN);
    let record = pages.get(OMAR, "/cases/ours/record?kind=committee-members-changed").await.text;
    assert!(
        record.contains("Members of a committee changed") && record.contains("They asked for it."),
        "{record}"
    );
}
