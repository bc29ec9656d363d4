//! Statements in the browser: drafted in both languages, let out by two, read by everybody, corrected.

use axum::http::StatusCode;
use mawqif_core::{
    case::{
        Act,
        statement::{Draft, Kind},
    },
    text::Text,
};

use super::{From, Pages, press::adopted, sheets::field};
use crate::api::tests::place::{OURS, Shown, actor};

const SALMA: Shown = Shown::Session("salma");
const SAMIR: Shown = Shown::Session("samir");

/// Everybody's language is English here: nobody has chosen another.
const ENGLISH: [(&str, &str); 4] = [
    ("title.en", "The bodies have met"),
    ("title.ar", "اجتمعت الهيئات"),
    ("text.en", "They met on Saturday.\n\nThey meet again."),
    ("text.ar", "اجتمعت يوم السبت.\n\nوتجتمع مرة أخرى."),
];

impl Pages {
    pub(super) async fn drafted(&mut self, of: &str, fields: &[(&str, &str)]) -> StatusCode {
        let sheet = format!("/cases/{OURS}/statement/draft{of}");
        let shown = self.get(SALMA, &sheet).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        let mut all: Vec<(&str, &str)> = ENGLISH.to_vec();
        all.retain(|(name, _)| !fields.iter().any(|(own, _)| own == name));
        all.extend(fields);
        let hidden: Vec<(&str, String)> = ["key", "id.of", "kind", "about", "after", "occasion"]
            .into_iter()
            .filter(|name| shown.text.contains(&format!("type=\"hidden\" name=\"{name}\"")))
            .map(|name| (name, plain(&field(&shown.text, name))))
            .filter(|(name, _)| !fields.iter().any(|(own, _)| own == name))
            .collect();
        all.extend(hidden.iter().map(|(name, value)| (*name, value.as_str())));
        self.post(SALMA, From::OurPage, &format!("/cases/{OURS}/statement/draft"), &all).await.status
    }

    /// Salma asks for it to go out, Samir confirms.
    pub(super) async fn released(&mut self, number: u64) {
        let acts = format!("/cases/{OURS}/acts");
        let page = self.get(SALMA, &format!("/cases/{OURS}/statements/{number}")).await.text;
        let version = field(&page, "version");
        let number = number.to_string();
        let ask = [("act", "release-statement"), ("number", number.as_str()), ("version", version.as_str())];
        let asked = self.post(SALMA, From::OurPage, &acts, &ask).await;
        assert!(asked.text.contains("They met on Saturday.") || number != "1", "{}", asked.text);
        let done =
            self.post(SALMA, From::OurPage, &acts, &[&ask[..], &[("confirmed", "yes")]].concat()).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let waits = self.get(SAMIR, &format!("/cases/{OURS}/statements/{number}")).await.text;
        assert!(waits.contains("A second person has to confirm"));
        let proposal =
            self.place.desk.all().iter().find_map(|held| held.now().proposals().keys().next().copied());
        let proposal = proposal.unwrap().to_string();
        let confirm = [("act", "confirm-change"), ("number", proposal.as_str()), ("confirmed", "yes")];
        let done = self.post(SAMIR, From::OurPage, &acts, &confirm).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
}

pub(super) async fn pages() -> Pages {
    let pages = Pages::new().await;
    pages.place.act(OURS, "salma", Act::AppointSecretary { account: actor("samir") }).await;
    pages
}

#[tokio::test]
async fn a_statement_goes_from_the_sheet_to_everybody() {
    let mut pages = pages().await;
    let public = format!("/public/{OURS}");
    assert_eq!(pages.get(Shown::Nothing, &public).await.status, StatusCode::NOT_FOUND);
    assert_eq!(pages.drafted("?kind=bulletin", &[]).await, StatusCode::SEE_OTHER);
    // A further version, whose change is told word by word.
    assert_eq!(
        pages.drafted("?id=1", &[("text.en", "They met on Saturday.\n\nThey meet tomorrow.")]).await,
        StatusCode::SEE_OTHER
    );
    let one = pages.get(SALMA, &format!("/cases/{OURS}/statements/1")).await.text;
    assert!(one.contains("<del>") && one.contains("<ins>") && one.contains("dir=\"rtl\""), "{one}");
    assert_eq!(pages.get(Shown::Nothing, &format!("{public}/1")).await.status, StatusCode::NOT_FOUND);

    pages.released(1).await;
    let list = pages.get(Shown::Nothing, &public).await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.text.contains("The bodies have met") && list.text.contains("/public/ours/1"));
    assert_eq!(list.header("cache-control"), "public, max-age=60");
    let told = pages.get(Shown::Nothing, &format!("{public}/1")).await.text;
    for words in
        ["The bodies have met", "اجتمعت يوم السبت.", "They meet tomorrow.", "lang=\"ar\" dir=\"rtl\""]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    // Who wrote it, and that there were other words, is the coalition's.
    assert!(!told.contains("salma") && !told.contains("They meet again."));

    // What is out is corrected, and says so; it is never written anew.
    let again = pages.get(SALMA, &format!("/cases/{OURS}/statements/1")).await.text;
    assert!(!again.contains("draft?id=1") && again.contains("kind=correction"));
    assert_eq!(
        pages
            .drafted("?kind=correction&about=1", &[("text.en", "They met on Sunday.\n\nThey meet again.")])
            .await,
        StatusCode::SEE_OTHER
    );
    pages.released(2).await;
    let told = pages.get(Shown::Nothing, &format!("{public}/1")).await.text;
    assert!(told.contains("corrected by statement") && told.contains("/public/ours/2"), "{told}");
}

#[tokio::test]
async fn what_is_wrong_with_a_statement_is_told_beside_it() {
    let mut pages = pages().await;
    let untitled = [("title.ar", ""), ("title.en", "")];
    assert_eq!(pages.drafted("?kind=bulletin", &untitled).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        pages.drafted("?kind=bulletin", &[("rests_on", "first")]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        pages.drafted("?kind=bulletin", &[("rests_on", "٠ 1")]).await,
        StatusCode::SEE_OTHER,
        "numbers of every keyboard are read"
    );
    let missing = pages.get(SALMA, &format!("/cases/{OURS}/statement/draft?id=9")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let foreign = pages.get(Shown::Session("dalia"), &format!("/cases/{OURS}/statement/draft")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}

/// The words of a field of a sheet that takes several lines.
fn area(text: &str, name: &str) -> String {
    let field = text.split(&format!("name=\"{name}\"")).nth(1).unwrap();
    plain(field.split_once('>').unwrap().1.split("</textarea>").next().unwrap())
}

/// What stands in a page, without its escapes.
pub(super) fn plain(words: &str) -> String {
    let escapes = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    escapes.iter().fold(words.to_owned(), |it, (from, to)| it.replace(from, to))
}

/// Sends the sheet of a statement as it is shown, with other words in place of some, and tells where it leads.
pub(super) async fn sent_as_shown(
    pages: &mut Pages,
    case: &str,
    query: &str,
    other: &[(&str, &str)],
) -> String {
    let sheet = format!("/cases/{case}/statement/draft");
    let shown = pages.get(SALMA, &format!("{sheet}{query}")).await.text;
    let hidden = ["key", "id.of", "kind", "after", "occasion"];
    let hidden = hidden.into_iter().filter(|it| shown.contains(&format!("name=\"{it}\" value=")));
    let mut all: Vec<(&str, String)> = hidden.map(|it| (it, plain(&field(&shown, it)))).collect();
    let line = |name: &str| {
        let value =
            shown.split(&format!("name=\"{name}\"")).nth(1).unwrap().split("value=\"").nth(1).unwrap();
        plain(value.split('"').next().unwrap())
    };
    all.extend(["rests_on", "title.ar", "title.en"].map(|name| (name, line(name))));
    all.extend(["text.ar", "text.en"].map(|name| (name, area(&shown, name))));
    all.retain(|(name, _)| !other.iter().any(|(own, _)| own == name));
    let all: Vec<(&str, &str)> =
        all.iter().map(|(name, value)| (*name, value.as_str())).chain(other.iter().copied()).collect();
    let answer = pages.post(SALMA, From::OurPage, &sheet, &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.header("location").to_owned()
}

/// Of a position, what is chosen stands in the draft; what is no day is said; each sentence leads to what it rests on.
#[tokio::test]
async fn a_position_is_drafted_with_what_is_chosen_for_it() {
    let mut pages = pages().await;
    adopted(&pages).await;
    let sheet = |rest: &str| format!("/cases/heard/statement/draft?kind=position{rest}");
    let wrong = pages.get(SALMA, &sheet("&review=12/4/2031")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("12/4/2031") && wrong.text.contains("2030-04-30"), "{}", wrong.text);
    let plain = pages.get(SALMA, &sheet("")).await.text;
    assert!(!plain.contains("Accepting:") && !plain.contains("12 April 2031"), "{plain}");
    let chosen = pages.get(SALMA, &sheet("&voters=names&review=%D9%A2%D9%A0%D9%A3%D9%A1-04-12")).await.text;
    assert!(chosen.contains("Accepting:") && chosen.contains("12 April 2031"), "{chosen}");

    let text = ["ar", "en"].map(|tag| (tag.to_owned(), area(&plain, &format!("text.{tag}"))));
    let title = ["ar", "en"].map(|tag| (tag.to_owned(), tag.to_owned()));
    let draft = Draft {
        kind: Kind::Position,
        title: Text::by_language(title.to_vec()),
        text: Text::by_language(text.to_vec()),
        rests_on: Vec::new(),
        embargo: None,
        about: None,
        untranslated: None,
        occasion: None,
    };
    pages.place.act("heard", "salma", Act::DraftStatement { statement: None, after: None, draft }).await;
    let one = pages.get(SALMA, "/cases/heard/statements/1").await.text;
    for place in ["conditions#ground", "initiative", "rule", "record/"] {
        assert!(one.contains(&format!("class=\"rests\" href=\"/cases/heard/{place}")), "{place}: {one}");
    }

    // What was chosen goes along with the words, and leads to the entry that chose it, in a further version, too.
    let chosen = "?kind=position&voters=names&review=2031-04-12";
    let entry = sent_as_shown(&mut pages, "heard", chosen, &[]).await;
    let entry = entry.split("done=").nth(1).unwrap().to_owned();
    let receipt = format!("href=\"/cases/heard/record/{entry}/receipt\">");
    let two = pages.get(SALMA, "/cases/heard/statements/2").await.text;
    let led = |words: &str| {
        let (before, _) = two.split_once(words).unwrap();
        let link = before.rsplit("<a class=\"rests\" ").next().unwrap();
        assert!(!link.contains("</a>"), "{words} leads nowhere: {two}");
        link.to_owned()
    };
    assert!(led("12 April 2031").starts_with(&receipt), "{two}");
    assert!(led("Accepting:").contains("/cases/heard/"), "{two}");
    sent_as_shown(&mut pages, "heard", "?id=2", &[("title.en", "In one voice")]).await;
    let again = pages.get(SALMA, "/cases/heard/statements/2").await.text;
    assert!(
        again.contains("In one voice") && again.contains("/receipt\">") && !again.contains("class=\"stale\"")
    );
}

/// Two who write at the same time do not write over each other unawares.
#[tokio::test]
async fn a_version_that_was_written_meanwhile_is_told_of() {
    let mut pages = pages().await;
    assert_eq!(pages.drafted("?kind=bulletin", &[]).await, StatusCode::SEE_OTHER);
    // Somebody else has sent the second version since this sheet was shown.
    assert_eq!(pages.drafted("?id=1", &[("title.en", "Theirs")]).await, StatusCode::SEE_OTHER);
    let late = [("after", "1"), ("title.en", "Ours")];
    assert_eq!(pages.drafted("?id=1", &late).await, StatusCode::UNPROCESSABLE_ENTITY);
    let fields =
        [&ENGLISH[..], &[("id.of", "1"), ("after", "1"), ("title.en", "Ours"), ("key", "late")]].concat();
    let sheet = format!("/cases/{OURS}/statement/draft");
    let told = pages.post(SALMA, From::OurPage, &sheet, &fields).await.text;
    assert!(told.contains("was saved. Look at it") && told.contains("They met on Saturday."), "{told}");
    // Who has been told sends it again, after it.
    assert_eq!(field(&told, "after"), "2");
    assert_eq!(pages.drafted("?id=1", &[("title.en", "Ours")]).await, StatusCode::SEE_OTHER);
}
