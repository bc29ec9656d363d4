//! Public consultations in the browser, without a script: somebody comes in, votes, changes a vote, adds a statement; and the
//! secretariat reads, makes codes, enters paper and closes.

mod closing;
mod entering;
mod hostile;
mod orders;

use std::time::Duration;

use axum::http::StatusCode;
use mawqif_core::{
    case::{
        Act, CaseId, Moment,
        poll::{Doors, Results, Terms},
    },
    text::Text,
};

use super::{Answer, From, Pages, sheets::field};
use crate::{
    api::tests::place::{OURS, Shown, caller},
    desk::public::{Tie, Vote},
};

const SALMA: Shown = Shown::Session("salma");
const DOOR: &str = "/p/ours/1";
const HOUSE: &str = "/cases/ours/consultations/1";

/// Nobody but a browser with this cookie, and the language that it asks for.
struct Voter(String);

fn both(ar: &str, en: &str) -> Text {
    Text::by_language(vec![("ar".to_owned(), ar.to_owned()), ("en".to_owned(), en.to_owned())])
}

impl Pages {
    /// A case that asks its base.
    async fn asking(doors: Doors, results: Results) -> Self {
        let pages = Self::new().await;
        pages.asks(doors, results).await;
        pages
    }

    async fn asks(&self, doors: Doors, results: Results) {
        let terms = Terms {
            title: both("وقف القصف", "An end to the shelling"),
            question: both("ماذا نطلب لنوقّع؟", "What should we ask for before we sign?"),
            asks: Text::default(),
            closes: Moment::from_micros(4_000_000_000_000_000),
            doors,
            results,
        };
        self.place.act(OURS, "salma", Act::OpenPublicConsultation { terms }).await;
    }

    async fn seeded(&mut self, lines: &str) {
        let fields = [("do", "seed"), ("seeds", lines)];
        let sent = self.post(SALMA, From::OurPage, &format!("{HOUSE}/statements"), &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    }

    async fn sees(&mut self, voter: &Voter, path: &str) -> String {
        plain(&self.get_as(&(voter.0.clone(), String::new()), path, "mawqif-language=en").await.text)
    }

    async fn sends(&mut self, voter: &Voter, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as(&(voter.0.clone(), String::new()), path, fields).await
    }

    /// Comes in, by a code or by the open link.
    async fn enters(&mut self, code: Option<&str>) -> Result<Voter, Answer> {
        let fields = match code {
            Some(code) => [("do", "enter"), ("code", code)],
            None => [("do", "enter"), ("by", "open")],
        };
        let sent = self.sends(&Voter(String::new()), DOOR, &fields).await;
        if sent.status != StatusCode::SEE_OTHER {
            return Err(sent);
        }
        assert_eq!(sent.header("location"), "/p/ours/1#statement");
        let cookie = sent.header("set-cookie");
        assert!(cookie.starts_with("__Secure-mawqif-voter="), "{cookie}");
        assert!(
            cookie.contains("; Path=/p/ours/1; ") && cookie.ends_with("; HttpOnly; SameSite=Lax; Secure")
        );
        Ok(Voter(cookie.split(';').next().unwrap_or_default().to_owned()))
    }

    /// Makes codes, and gives them as the sheet shows them.
    async fn made(&mut self, order: &[(&str, &str)]) -> Vec<String> {
        let order = [&[("do", "make")][..], order].concat();
        let sheet = self.post(SALMA, From::OurPage, &format!("{HOUSE}/codes"), &order).await;
        assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.text);
        let codes = sheet.text.split("<code dir=\"ltr\">").skip(1);
        codes.map(|it| it.split('<').next().unwrap().to_owned()).collect()
    }

    /// Looks at a page until the result has come to it.
    async fn until(&mut self, path: &str, words: &str) -> String {
        for _ in 0..600 {
            let text = plain(&self.get(SALMA, path).await.text);
            if text.contains(words) {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let text = plain(&self.get(SALMA, path).await.text);
        assert!(text.contains(words), "{words}: {text}");
        text
    }
}

/// A page without the marks that set values apart.
fn plain(page: &str) -> String {
    page.chars().filter(|it| !matches!(it, '\u{2068}' | '\u{2069}')).collect()
}

/// The statement that a page asks about.
fn asked(page: &str) -> Option<String> {
    page.contains("name=\"vote\"").then(|| field(page, "statement"))
}

#[tokio::test]
async fn somebody_votes_without_an_account_and_without_a_script() {
    let mut pages = Pages::asking(Doors::Open, Results::Always).await;
    pages
        .seeded("القصف يتوقف أولًا. | The shelling stops first.\nMonitors may go anywhere.\nنريد ممرًّا آمنًا.")
        .await;
    let door = pages.get(Shown::Nothing, DOOR).await;
    assert_eq!(door.status, StatusCode::OK);
    for words in [
        "What should we ask for",
        "Open until",
        "Begin",
        "your IP address",
        "each is read before it is shown",
    ] {
        assert!(door.text.contains(words), "{words}: {}", door.text);
    }
    let style = pages.get(Shown::Nothing, "/static/0/public.css").await;
    assert!(door.text.len() + style.text.len() < 20 << 10, "{} bytes", door.text.len() + style.text.len());
    assert!(!door.text.contains("<script") && !door.text.contains(".woff2") && !style.text.contains("url("));
    // Who has not come in is shown the door again.
    let nobody = Voter(String::new());
    let vote = [("do", "vote"), ("statement", "1"), ("vote", "agree")];
    let sent = pages.sends(&nobody, DOOR, &vote).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert!(sent.text.contains("This device is not known here yet"), "{}", sent.text);

    let voter = pages.enters(None).await.ok().unwrap();
    let first = pages.sees(&voter, DOOR).await;
    assert!(first.contains("There are 3 statements to vote on"), "{first}");
    assert!(first.len() < 8 << 10, "{} bytes", first.len());
    assert!(
        first.contains("<h1 class=\"said\" id=\"statement\" tabindex=\"-1\""),
        "the focus goes there: {first}"
    );
    let mut voted = Vec::new();
    while let Some(statement) = asked(&pages.sees(&voter, DOOR).await) {
        let fields = [("do", "vote"), ("statement", statement.as_str()), ("vote", "agree")];
        let sent = pages.sends(&voter, DOOR, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        assert_eq!(sent.header("location"), format!("{DOOR}?voted={statement}#statement"));
        voted.push(statement);
        assert!(voted.len() <= 3);
    }
    voted.sort();
    assert_eq!(voted, ["1", "2", "3"], "each is asked once");
    let done = pages.sees(&voter, &format!("{DOOR}?voted=2")).await;
    assert!(done.contains("Your vote is kept") && done.contains("/p/ours/1/votes?s=2#s-2"), "{done}");

    // A vote is changed, and the last one stands.
    let own = pages.sees(&voter, "/p/ours/1/votes").await;
    assert_eq!(own.matches("value=\"agree\" aria-pressed=\"true\"").count(), 3, "{own}");
    let changed = pages.sends(&voter, "/p/ours/1/votes", &[("statement", "2"), ("vote", "disagree")]).await;
    assert_eq!(changed.header("location"), "/p/ours/1/votes?changed=2#s-2");
    let own = pages.sees(&voter, "/p/ours/1/votes?changed=2").await;
    assert_eq!(own.matches("aria-pressed=\"true\"").count(), 1, "it stands alone: {own}");
    assert!(own.contains("value=\"disagree\" aria-pressed=\"true\"") && own.contains("Your vote is changed"));
    let unknown = pages.sends(&voter, DOOR, &[("do", "vote"), ("statement", "99"), ("vote", "agree")]).await;
    assert_eq!(unknown.status, StatusCode::CONFLICT);
    // Leaving takes the cookie away.
    let left = pages.sends(&voter, DOOR, &[("do", "leave")]).await;
    assert!(left.header("set-cookie").contains("voter=; Path=/p/ours/1; Max-Age=0"));
}

#[tokio::test]
async fn a_statement_is_read_before_it_is_shown_and_stays_words() {
    let mut pages = Pages::asking(Doors::Both, Results::Always).await;
    pages.seeded("=1+1 is what we ask for.").await;
    let voter = pages.enters(None).await.ok().unwrap();
    for (words, told) in [
        ("<b>Stop</b> the shelling", "cannot stand in a statement"),
        ("See https://example.org", "no links and no addresses"),
        ("Stop \u{202e}gnillehs", "turns words around"),
        ("One\nTwo", "in one line"),
        ("  ", "Write your statement first"),
        ("=1+1 is what we ask for", "said already, in statement"),
    ] {
        let sent = pages.sends(&voter, "/p/ours/1/add", &[("words", words)]).await;
        assert!(sent.status.is_client_error() && sent.text.contains(told), "{words}: {}", sent.text);
        assert!(!sent.text.contains("<b>"), "what was written stays, as words");
    }
    let sent = pages.sends(&voter, "/p/ours/1/add", &[("words", "Who pays \"for\" it & when?")]).await;
    assert_eq!(sent.header("location"), "/p/ours/1/add?added=2", "{}", sent.text);
    let list = pages.get(SALMA, &format!("{HOUSE}/statements")).await.text;
    assert!(list.contains("Who pays &#34;for&#34; it &#38; when?"), "{list}");
    assert!(plain(&list).contains("1 to be read"), "{list}");
    // Taken out for a reason by one click, shown after all by another.
    let moderate = |fields: &[(&'static str, &'static str)]| {
        [&[("do", "moderate"), ("statement", "2"), ("list", "waiting")][..], fields].concat()
    };
    let path = format!("{HOUSE}/statements");
    let out = pages.post(SALMA, From::OurPage, &path, &moderate(&[("reason", "off-question")])).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    let list = pages.get(SALMA, &format!("{path}?list=out")).await.text;
    assert!(list.contains("<bdi>Not about the question</bdi>"), "{list}");
    let nothing = pages.post(SALMA, From::OurPage, &path, &moderate(&[("state", "out"), ("why", "")])).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = pages.post(SALMA, From::OurPage, &path, &moderate(&[("state", "shown")])).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    // What is wrong with a list is told with its line, and nothing of it is added.
    let wrong = [("do", "seed"), ("seeds", "A sound one.\n\nNot <sound>.")];
    let wrong = pages.post(SALMA, From::OurPage, &path, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        plain(&wrong.text).contains("Line 3: ") && wrong.text.contains("Not &#60;sound&#62;."),
        "{}",
        wrong.text
    );
    assert!(!pages.get(SALMA, &format!("{path}?list=shown")).await.text.contains("A sound one"));
    for (seeds, says) in [
        ("A sound one.\nAnother.\na SOUND one!", "Line 3 says the same as line 1."),
        (
            "A sound one.\n=1+1 is what we ask for",
            "Line 2 says the same as statement 1, which is there already.",
        ),
    ] {
        let wrong = pages.post(SALMA, From::OurPage, &path, &[("do", "seed"), ("seeds", seeds)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&wrong.text).contains(says), "{says}: {}", wrong.text);
    }
    // In a table nothing is a formula.
    let vote = [("do", "vote"), ("statement", "1"), ("vote", "agree")];
    pages.sends(&voter, DOOR, &vote).await;
    pages.until(&format!("{HOUSE}/report"), "class=\"lead\"").await;
    let waits = pages.get(Shown::Nothing, "/p/ours/1/results").await.text;
    assert!(waits.contains("once five people have voted") && !waits.contains("class=\"lead\""), "{waits}");
    for _ in 0..8 {
        let voter = pages.enters(None).await.ok().unwrap();
        pages.sends(&voter, DOOR, &vote).await;
    }
    let page = pages.until("/p/ours/1/results", "class=\"lead\"").await;
    assert!(page.contains("at least five more have voted"), "{page}");
    let table = pages.get(Shown::Nothing, "/p/ours/1/files/results.csv").await;
    assert!(table.header("content-disposition").starts_with("attachment"));
    assert!(table.text.contains(",'=1+1 is"), "{}", table.text);
}

/// Two sides, each of which says something else to the statements 2 and 3; all agree with the first.
async fn divided(pages: &mut Pages) {
    pages
        .seeded("The shelling stops first.\nMonitors may go anywhere.\nThe council keeps its arms.\nNobody is expelled.")
        .await;
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let public = pages.place.desk.public();
    let ties = vec![Tie::new("monitors").unwrap()];
    let about = crate::desk::public::About::Matter;
    public.tie(&held, 1, &caller("salma"), 2, ties, about).await.unwrap();
    for at in 0..40 {
        let entered = public.enter(&held, 1, None).await.unwrap();
        let side = if at % 2 == 0 { (Vote::Agree, Vote::Disagree) } else { (Vote::Disagree, Vote::Agree) };
        for (statement, vote) in [(1, Vote::Agree), (2, side.0), (3, side.1), (4, side.0)] {
            public.vote(&held, 1, &entered.participant, statement, vote).await.unwrap();
        }
    }
}

#[tokio::test]
async fn the_result_is_told_in_words_pictures_and_tables() {
    let mut pages = Pages::asking(Doors::Open, Results::Always).await;
    divided(&mut pages).await;
    pages.until(&format!("{HOUSE}/report"), "40 people voted").await;
    let page = pages.until("/p/ours/1/results", "What divides").await;
    for words in [
        "What all share",
        "The shelling stops first.",
        "What divides",
        "Map of opinions",
        "<svg",
        "All statements",
        "withheld",
        "/p/ours/1/files/results.csv",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains(" style="), "the policy would not let it in");
    assert!(!page.contains("On whom does the result hang"), "that is for the secretariat");
    assert!(!page.contains("Would we lose our base?"), "that is for the case");
    let report = pages.until(&format!("{HOUSE}/report"), "On whom does the result hang").await;
    assert!(report.contains("Would we lose our base?"), "{report}");
    let member = pages.get(Shown::Session("omar"), &format!("{HOUSE}/report")).await.text;
    assert!(
        member.contains("What all share") && !member.contains("On whom does the result hang"),
        "{member}"
    );
    let json = pages.get(Shown::Nothing, "/p/ours/1/files/results.json").await;
    let json: serde_json::Value = serde_json::from_str(&json.text).unwrap();
    assert!(json["participants"].as_u64().is_some_and(|it| (36..=40).contains(&it)), "{json}");
    let is_stable = json["certificate"]["is_stable"] == true;
    assert_eq!(json["groups"].as_array().unwrap().is_empty(), !is_stable, "only groups that hold are told");
    assert_eq!(json["texts"]["1"]["en"], "The shelling stops first.");
    assert_eq!(json["channels"][1]["channel"], "open");
    assert!(json["base"].is_null(), "what statements are tied to is for the case");
    let map = pages.get(Shown::Nothing, "/p/ours/1/files/map.svg").await;
    assert!(map.header("content-type") == "image/svg+xml" && map.text.starts_with("<svg"));
    // Beside the position, in words and for each condition.
    let board = pages.until("/cases/ours", "Would we lose our base?").await;
    assert!(board.contains("monitors") && board.contains("people who voted on it ask for it"), "{board}");
    assert!(board.contains(&format!("{HOUSE}/report")));
}

#[tokio::test]
async fn what_is_kept_for_the_case_is_not_there_for_others() {
    let mut pages = Pages::asking(Doors::Open, Results::Kept).await;
    pages.asks(Doors::Open, Results::AfterClosing).await;
    for file in ["results", "files/results.json", "files/results.csv", "files/map.svg"] {
        let answer = pages.get(Shown::Nothing, &format!("{DOOR}/{file}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{file}");
        let later = pages.get(Shown::Nothing, &format!("/p/ours/2/{file}")).await;
        let expected = if file == "results" { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(later.status, expected, "{file}");
    }
    assert!(pages.get(Shown::Nothing, "/p/ours/2/results").await.text.contains("is published here when"));
    assert_eq!(pages.get(Shown::Nothing, "/p/ours/3").await.status, StatusCode::NOT_FOUND);
    assert_eq!(pages.get(Shown::Nothing, "/p/theirs/1").await.status, StatusCode::NOT_FOUND);
    let qr = pages.get(Shown::Nothing, "/p/ours/1/files/qr.svg").await;
    assert!(qr.text.starts_with("<svg") && qr.header("content-type") == "image/svg+xml");
}

#[tokio::test]
async fn paper_is_tried_first_and_entered_once() {
    let mut pages = Pages::asking(Doors::Both, Results::Kept).await;
    pages.seeded("The shelling stops first.\nMonitors may go anywhere.").await;
    let path = format!("{HOUSE}/paper");
    let wrong = [("ballots", "B-1 - 1+ 2-\nB-2 - 7+\nB-3 - 1?"), ("form", "lines"), ("run", "real")];
    let tried = pages.post(SALMA, From::OurPage, &path, &wrong).await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", tried.text);
    assert!(tried.text.contains("is no vote"), "{}", tried.text);
    let wrong = [("ballots", "B-1 - 1+ 2-\nB-2 - 7+"), ("form", "lines"), ("run", "real")];
    let tried = pages.post(SALMA, From::OurPage, &path, &wrong).await;
    assert!(
        tried.text.contains("is not shown") && tried.text.contains("No ballot would be entered"),
        "{}",
        tried.text
    );
    let sound = "B-1 - 1+ 2-\nB-2 - 1/";
    for (run, says) in
        [("dry", "2 ballots with 3 votes would be entered"), ("real", "2 ballots with 3 votes are entered")]
    {
        let came = pages
            .post(SALMA, From::OurPage, &path, &[("ballots", sound), ("form", "lines"), ("run", run)])
            .await;
        assert!(came.status == StatusCode::OK && plain(&came.text).contains(says), "{says}: {}", came.text);
    }
    let again = pages
        .post(SALMA, From::OurPage, &path, &[("ballots", sound), ("form", "lines"), ("run", "real")])
        .await;
    assert!(again.text.contains("was entered before"), "{}", again.text);
    let table = "participant,statement,vote\nB-9,1,1\nB-9,2,perhaps\n";
    let table = pages
        .post(SALMA, From::OurPage, &path, &[("ballots", table), ("form", "table"), ("run", "dry")])
        .await;
    assert_eq!(table.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(table.text.contains("perhaps"), "{}", table.text);
}

#[tokio::test]
async fn the_secretariat_opens_and_closes_it() {
    let mut pages = Pages::new().await;
    let empty = pages.get(SALMA, "/cases/ours/consultations").await.text;
    assert!(
        empty.contains("Nobody has been asked yet") && empty.contains("/cases/ours/asking/open"),
        "{empty}"
    );
    let sheet = pages.get(SALMA, "/cases/ours/asking/open").await.text;
    let (key, id) = (field(&sheet, "key"), field(&sheet, "id.of"));
    let fields = [
        ("key", key.as_str()),
        ("id.of", id.as_str()),
        ("title.en", "An end to the shelling"),
        ("title.ar", "وقف القصف"),
        ("question.en", "What should we ask for?"),
        ("question.ar", "ماذا نطلب؟"),
        ("closes", "2096-01-01T12:00"),
        ("doors", "both"),
        ("results", "after-closing"),
    ];
    let sent = pages.post(SALMA, From::OurPage, "/cases/ours/asking/open", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    pages.seeded("The shelling stops first.").await;
    let one = plain(&pages.get(SALMA, HOUSE).await.text);
    for words in
        ["https://desk.example.org/p/ours/1", "class=\"qr\"", "1 January 2096", "close-public-consultation"]
    {
        assert!(one.contains(words), "{words}: {one}");
    }
    let member = pages.get(Shown::Session("dalia"), HOUSE).await.text;
    assert!(member.contains("class=\"qr\"") && !member.contains("close-public-consultation"));
    let voter = pages.enters(None).await.ok().unwrap();
    let close = [("act", "close-public-consultation"), ("number", "1")];
    let asks = pages.post(SALMA, From::OurPage, "/cases/ours/acts", &close).await;
    assert!(asks.status == StatusCode::OK && asks.text.contains("An end to the shelling"), "{}", asks.text);
    let confirmed = [&close[..], &[("confirmed", "yes"), ("key", "once")]].concat();
    let done = pages.post(SALMA, From::OurPage, "/cases/ours/acts", &confirmed).await;
    assert!(done.header("location").starts_with("/cases/ours/consultations?done="), "{}", done.text);
    let vote = pages.sends(&voter, DOOR, &[("do", "vote"), ("statement", "1"), ("vote", "agree")]).await;
    assert_eq!(vote.status, StatusCode::CONFLICT);
    assert!(
        vote.text.contains("Closed since") && vote.text.contains("Votes are no longer taken"),
        "{}",
        vote.text
    );
    let door = pages.get(Shown::Nothing, DOOR).await.text;
    assert!(door.contains("/p/ours/1/results") && !door.contains("name=\"do\" value=\"enter\""), "{door}");
    assert!(pages.get(SALMA, HOUSE).await.text.contains("Hash over votes and statements"));
}

#[tokio::test]
async fn every_page_reads_in_arabic() {
    let mut pages = Pages::asking(Doors::Both, Results::Always).await;
    divided(&mut pages).await;
    pages.until("/p/ours/1/results", "class=\"lead\"").await;
    let voter = pages.enters(None).await.ok().unwrap();
    let (cookie, token) = pages.session(SALMA).await;
    let secretary = (cookie, token);
    for path in [DOOR, "/p/ours/1/votes", "/p/ours/1/add", "/p/ours/1/results"] {
        let page = pages.get_as(&(voter.0.clone(), String::new()), path, "mawqif-language=ar").await.text;
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""), "{path}");
        assert!(
            !page.contains("voter-") && !page.contains("result-") && !page.contains("opinion-"),
            "{path}: {page}"
        );
    }
    let vote = pages.get_as(&(voter.0.clone(), String::new()), DOOR, "mawqif-language=ar").await.text;
    for words in ["أوافق", "لا أوافق", "لا رأي لي", "ماذا نطلب لنوقّع؟"] {
        assert!(vote.contains(words), "{words}: {vote}");
    }
    for path in ["", "/statements", "/statements?list=shown&tie=2", "/codes", "/paper", "/report"] {
        let page = pages.get_as(&secretary, &format!("{HOUSE}{path}"), "mawqif-language=ar").await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let told = page.text.replace("opinion-", "").replace("class=\"opinions", "");
        for key in ["asking-", "paper-", "reason-", "channel-", ">result-"] {
            assert!(!told.contains(&format!(">{key}")), "{path} {key}: {told}");
        }
    }
}
