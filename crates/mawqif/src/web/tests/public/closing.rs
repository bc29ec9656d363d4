//! Who asks, and what is withheld or destroyed once a consultation is closed.

use mawqif_core::record::hash::Hash;

use super::*;
use crate::api::tests::place::actor;

const SAMIR: Shown = Shown::Session("samir");
const WORDS: &str = "Somebody of the old council keeps the keys.";

impl Pages {
    /// Closes the consultation.
    pub(super) async fn closed(&mut self) {
        self.place.act(OURS, "salma", Act::ClosePublicConsultation { number: 1 }).await;
    }

    async fn acted(&mut self, who: Shown, fields: &[(&str, &str)]) -> Answer {
        let fields = [fields, &[("confirmed", "yes"), ("key", fields[0].1)]].concat();
        self.post(who, From::OurPage, "/cases/ours/acts", &fields).await
    }
}

/// A closed consultation on two statements, one of which names somebody, in which twelve people voted.
async fn counted() -> (Pages, Voter) {
    let mut pages = Pages::asking(Doors::Open, Results::Always).await;
    pages.seeded(&format!("The shelling stops first.\n{WORDS}")).await;
    let mut last = None;
    for _ in 0..12 {
        let voter = pages.enters(None).await.ok().unwrap();
        for statement in ["1", "2"] {
            let fields = [("do", "vote"), ("statement", statement), ("vote", "agree")];
            assert_eq!(pages.sends(&voter, DOOR, &fields).await.status, StatusCode::SEE_OTHER);
        }
        last = Some(voter);
    }
    pages.closed().await;
    pages.until("/p/ours/1/results", "Final").await;
    (pages, last.unwrap())
}

#[tokio::test]
async fn who_asks_stands_on_the_door_in_the_result_and_on_slips() {
    let mut pages = Pages::new().await;
    let terms = |asks: Text| Terms {
        title: both("وقف القصف", "An end to the shelling"),
        question: both("ماذا نطلب؟", "What should we ask for?"),
        asks,
        closes: Moment::from_micros(4_000_000_000_000_000),
        doors: Doors::Both,
        results: Results::AfterClosing,
    };
    let asks = both("اتحاد عمال الإغاثة", "The union of <relief> workers");
    pages.place.act(OURS, "salma", Act::OpenPublicConsultation { terms: terms(asks) }).await;
    let door = plain(&pages.get(Shown::Nothing, DOOR).await.text);
    assert!(door.contains("The union of &#60;relief&#62; workers asks"), "{door}");
    let path = format!("{HOUSE}/codes");
    let slips = [("do", "make"), ("count", "1"), ("quota", "1")];
    let slips = plain(&pages.post(SALMA, From::OurPage, &path, &slips).await.text);
    assert!(slips.contains("The union of &#60;relief&#62; workers asks"), "{slips}");
    let results = plain(&pages.get(Shown::Nothing, "/p/ours/1/results").await.text);
    assert!(results.contains("The union of &#60;relief&#62; workers asks"), "{results}");
    assert!(plain(&pages.get(SALMA, HOUSE).await.text).contains("Who asks"));
    // Without it the case is named.
    pages.place.act(OURS, "salma", Act::OpenPublicConsultation { terms: terms(Text::default()) }).await;
    let door = plain(&pages.get(Shown::Nothing, "/p/ours/2").await.text);
    assert!(door.contains(" asks") && !door.contains("relief"), "{door}");
}

#[tokio::test]
async fn words_are_withheld_from_everybody_and_the_published_bytes_keep_their_hash() {
    let (mut pages, voter) = counted().await;
    let json = "/p/ours/1/files/results.json";
    let before = pages.get(Shown::Nothing, json).await.text;
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let hash = held.now().polls()[&1].closed.unwrap().1.result;
    assert_eq!(Hash::of(&[before.as_bytes()]), hash);
    assert!(before.contains(WORDS));
    let list = plain(&pages.get(SALMA, &format!("{HOUSE}/statements?list=shown")).await.text);
    assert!(list.contains("withhold-public-words") && list.contains("Withhold its words"), "{list}");
    let withhold = |statement: &'static str| {
        [
            ("act", "withhold-public-words"),
            ("number", "1"),
            ("statement", statement),
            ("reason", "It names somebody."),
        ]
    };
    let asks = pages.post(SALMA, From::OurPage, "/cases/ours/acts", &withhold("2")).await;
    assert!(plain(&asks.text).contains("Withhold the words of statement 2?"), "{}", asks.text);
    assert_eq!(
        pages.acted(SALMA, &withhold("9")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "there is none"
    );
    let done = pages.acted(SALMA, &withhold("2")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let paths = ["/p/ours/1/results", "/p/ours/1/files/results.json", "/p/ours/1/files/results.csv", DOOR];
    for path in paths.iter().copied().chain(["/p/ours/1/files/map.svg"]) {
        let text = pages.get(Shown::Nothing, path).await.text;
        assert!(!text.contains("old council"), "{path}: {text}");
    }
    for path in ["/report", "/report/results.csv", "/report/results.json", ""] {
        let text = pages.get(Shown::Session("omar"), &format!("{HOUSE}{path}")).await.text;
        assert!(!text.contains("old council"), "{path}: {text}");
    }
    let own = pages.sees(&voter, "/p/ours/1/votes").await;
    assert!(own.contains("its words are withheld") && !own.contains("old council"), "{own}");
    let page = plain(&pages.get(Shown::Nothing, "/p/ours/1/results").await.text);
    assert!(page.contains("It names somebody.") && page.contains(&hash.to_hex()), "{page}");
    // The counts are what they were, and what is missing is said.
    let after = pages.get(Shown::Nothing, json).await.text;
    let (was, is): (serde_json::Value, serde_json::Value) =
        (serde_json::from_str(&before).unwrap(), serde_json::from_str(&after).unwrap());
    assert_eq!(is["statements"][1]["all"], was["statements"][1]["all"]);
    assert_eq!(
        (&is["withheld"][0]["statement"], &is["published_sha256"]),
        (&"2".into(), &hash.to_hex().into())
    );
    assert_eq!(held.now().polls()[&1].closed.unwrap().1.result, hash);
    // Whoever verifies gets the bytes that were published, from the secretariat.
    let published = format!("{HOUSE}/report/as-published.json");
    let bytes = pages.get(SALMA, &published).await;
    assert_eq!(Hash::of(&[bytes.text.as_bytes()]), hash);
    assert_eq!(pages.get(Shown::Session("omar"), &published).await.status, StatusCode::FORBIDDEN);
    let show = [("act", "show-public-words"), ("number", "1"), ("statement", "2"), ("reason", "A slip.")];
    assert_eq!(pages.acted(SALMA, &show).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.get(Shown::Nothing, json).await.text, before, "the same bytes again");
}

#[tokio::test]
async fn two_people_let_ballots_be_destroyed_and_the_result_stays() {
    let (mut pages, voter) = counted().await;
    pages.place.act(OURS, "salma", Act::AppointSecretary { account: actor("samir") }).await;
    let json = "/p/ours/1/files/results.json";
    let before = pages.get(Shown::Nothing, json).await.text;
    let one = plain(&pages.get(SALMA, HOUSE).await.text);
    assert!(one.contains("Destroy the ballots") && one.contains("nobody can count again"), "{one}");
    let forget = [("act", "forget-public-ballots"), ("number", "1")];
    let done = pages.acted(SALMA, &forget).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(pages.get(SALMA, HOUSE).await.text.contains("still has to confirm it"));
    let waits = plain(&pages.get(SAMIR, "/cases/ours/changes").await.text);
    assert!(waits.contains("Ballots of “An end to the shelling” are destroyed"), "{waits}");
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let proposal = held.now().proposals().keys().next().unwrap().to_string();
    let confirm = [("act", "confirm-change"), ("number", proposal.as_str())];
    let done = pages.acted(SAMIR, &confirm).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let of = mawqif_store::PollId { case: held.stored().clone(), poll: 1 };
    for _ in 0..600 {
        if pages.place.desk.store().is_poll_emptied(&of).await.unwrap() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(pages.place.desk.store().is_poll_emptied(&of).await.unwrap());
    // It is told again from what was published.
    let page = pages.until("/p/ours/1/results", "What all share").await;
    assert_eq!(pages.get(Shown::Nothing, json).await.text, before);
    assert!(page.contains("12 people voted") && !page.contains("class=\"map\""), "{page}");
    assert!(pages.get(SALMA, HOUSE).await.text.contains("Ballots destroyed"));
    let own = pages.sees(&voter, "/p/ours/1/votes").await;
    assert!(!own.contains("class=\"side"), "nobody finds votes there: {own}");
}

#[tokio::test]
async fn what_is_told_while_people_vote_stands_in_the_database() {
    let mut pages = Pages::asking(Doors::Open, Results::Always).await;
    divided(&mut pages).await;
    pages.until("/p/ours/1/results", "class=\"lead\"").await;
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let of = mawqif_store::PollId { case: held.stored().clone(), poll: 1 };
    let mawqif_store::ToldRow { people, told, .. } =
        pages.place.desk.store().poll_told(&of).await.unwrap().unwrap();
    assert!((5..=40).contains(&people), "{people}");
    let told = crate::desk::public::Outcome::of_kept(&told).unwrap();
    let settled = pages.place.desk.public().settled(&held, 1).unwrap();
    assert_eq!(told.opinion.participants, settled.opinion.participants);
    let cells = |it: &crate::desk::public::Outcome| {
        it.opinion.statements.iter().map(|it| (it.statement.clone(), it.all)).collect::<Vec<_>>()
    };
    assert_eq!(cells(&told), cells(&settled));
    assert_eq!((&told.channels, &told.texts), (&settled.channels, &settled.texts));
    assert_eq!(told.map.len(), settled.map.len());
    let base = |it: &crate::desk::public::Outcome| {
        let cells = mawqif_core::consultation::public::report::Cells::All;
        mawqif_core::consultation::public::report::base(it.tied.as_ref().unwrap(), None, cells)
    };
    assert_eq!(base(&told), base(&settled), "what the board asks of it later");
}
