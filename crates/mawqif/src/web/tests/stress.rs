//! The test of the offer on pages: findings where they belong, allowed for a reason, told while somebody writes;
//! coverage and stability in words; another case beside this one, if one may see it.

use axum::http::{Method, StatusCode};
use mawqif_core::{
    case::{Act, CaseId},
    text::Text,
};

use super::{From, Pages};
use crate::api::tests::place::{OURS, Shown, THEIRS, caller};

const SECRETARY: Shown = Shown::Session("salma");
const OFFER: &str = include_str!("../../../../../examples/wadi-nahr.toml");

/// What stands in the line of the page's one provision.
fn clause(page: &str) -> &str {
    let (_, rest) = page.split_once("<li id=\"provision-stop-shelling\">").unwrap();
    rest.split("</section>").next().unwrap()
}

/// What is said of a rule's finding.
fn finding<'t>(page: &'t str, rule: &str) -> Option<&'t str> {
    let mut all = page.split("<li class=\"finding ").skip(1).map(|rest| rest.split("</li>").next().unwrap());
    all.find(|finding| finding.contains(&format!("href=\"/rules/{rule}\"")))
}

/// What is said of what is being written.
fn draft(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"findings\"").unwrap();
    rest.split("</form>").next().unwrap()
}

#[tokio::test]
async fn findings_stand_below_their_provision_and_are_allowed_for_a_reason() {
    let mut pages = Pages::new().await;
    let offer = format!("/cases/{OURS}/initiative");
    let page = pages.get(SECRETARY, &offer).await.text;
    let found = finding(clause(&page), "no-verifier").unwrap();
    assert!(found.starts_with("error\"") && found.contains("<details"), "{found}");
    // Topics are nobody's provision.
    let (_, whole) = page.split_once("id=\"findings-title\"").unwrap();
    assert!(finding(whole, "no-verifier").is_none() && whole.contains("class=\"finding "), "{whole}");
    // Whoever may change nothing is told the same, and offered nothing.
    let seen = pages.get(Shown::Session("omar"), &offer).await.text;
    assert!(finding(clause(&seen), "no-verifier").is_some() && !seen.contains("/stress/allow"));

    let allow = format!("/cases/{OURS}/stress/allow");
    assert!(found.contains(&format!("{allow}?rule=no-verifier&#38;on=stop-shelling")), "{found}");
    let sheet = pages.get(SECRETARY, &format!("{allow}?rule=no-verifier&on=stop-shelling")).await.text;
    assert!(
        sheet.contains("name=\"rule\" value=\"no-verifier\"") && sheet.contains("name=\"reason.ar\""),
        "{sheet}"
    );
    let fields = [("rule", "no-verifier"), ("on", "stop-shelling"), ("key", "one")];
    let refused = pages.post(SECRETARY, From::OurPage, &allow, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    assert!(refused.text.contains("id=\"p-reason\""), "{}", refused.text);
    let fields = [fields.as_slice(), &[("reason.en", "Named by the tenth.")]].concat();
    let done = pages.post(SECRETARY, From::OurPage, &allow, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = pages.get(SECRETARY, &offer).await.text;
    let found = finding(clause(&page), "no-verifier").unwrap();
    assert!(found.starts_with("allowed\"") && found.contains("Named by the tenth."), "{found}");
    let record = pages.get(SECRETARY, &format!("/cases/{OURS}/record")).await.text;
    assert!(record.contains("Finding accepted"));
    // And no longer.
    let acts = format!("/cases/{OURS}/acts");
    let fields = [("act", "disallow-finding"), ("rule", "no-verifier"), ("on", "stop-shelling")];
    let asked = pages.post(SECRETARY, From::OurPage, &acts, &fields).await;
    assert!(asked.status == StatusCode::OK && asked.text.contains("no-verifier"), "{}", asked.text);
    let fields = [fields.as_slice(), &[("confirmed", "yes"), ("key", "two")]].concat();
    let done = pages.post(SECRETARY, From::OurPage, &acts, &fields).await;
    assert!(done.header("location").starts_with(&format!("{offer}?done=")), "{}", done.text);
    let page = pages.get(SECRETARY, &offer).await.text;
    assert!(finding(clause(&page), "no-verifier").unwrap().starts_with("error\""));
}

#[tokio::test]
async fn what_is_written_is_tested_and_not_entered() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    let sheet = format!("/cases/{OURS}/initiative/provision");
    let fragment = format!("{sheet}/findings");
    let new = pages.get(SECRETARY, &sheet).await.text;
    assert!(
        new.contains(&format!("data-findings=\"{fragment}\"")) && new.contains("name=\"by\" value=\"check\"")
    );
    let bare = [("text.en", "In due course the government will use its best efforts."), ("key", "k")];
    let said =
        [("obliged", "government"), ("stops", "siege-harm"), ("where", "wadi-nahr"), ("from", "2031-03-10")];
    let said =
        [said.as_slice(), &[("verified_by.en", "the council of elders"), ("on_breach.en", "sanctions")]]
            .concat();
    for (path, check) in [(&sheet, vec![("by", "check")]), (&fragment, Vec::new())] {
        let answer = pages.post(SECRETARY, From::OurPage, path, &[bare.as_slice(), &check].concat()).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        let told = draft(&answer.text);
        for rule in ["no-obliged", "no-start", "no-verifier", "vague-time", "weak-duty"] {
            assert!(finding(told, rule).is_some(), "{path} {rule}: {told}");
        }
        assert!(!told.contains("/stress/allow"), "nothing is allowed that is not there");
        assert!(
            path == &fragment || answer.text.contains("its best efforts.</textarea>"),
            "the draft is kept"
        );
        let whole = [bare.as_slice(), &said, &check].concat();
        let answer = pages.post(SECRETARY, From::OurPage, path, &whole).await;
        let told = draft(&answer.text);
        assert!(finding(told, "no-verifier").is_none() && finding(told, "weak-duty").is_some(), "{told}");
    }
    let nothing = pages.post(SECRETARY, From::OurPage, &fragment, &[]).await;
    assert!(
        nothing.text.trim_start().starts_with("<div id=\"findings\">")
            && finding(&nothing.text, "no-obliged").is_none()
    );
    // A flaw is told by the button, and what is known of the rest as well.
    let wrong = [bare.as_slice(), &[("from", "soon"), ("by", "check")]].concat();
    let answer = pages.post(SECRETARY, From::OurPage, &sheet, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("id=\"p-from\"") && finding(&answer.text, "weak-duty").is_some());
    let foreign = pages.post(Shown::Session("omar"), From::OurPage, &fragment, &bare).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert_eq!(pages.place.entries(), before, "nothing was entered");
}

#[tokio::test]
async fn the_page_tells_coverage_and_stability_in_words_and_in_both_languages() {
    let mut pages = Pages::new().await;
    let session = pages.session(SECRETARY).await;
    let path = format!("/cases/{OURS}/stress");
    let page = pages.get_as(&session, &path, "mawqif-language=en").await.text;
    for said in [
        "<h2 id=\"verdict\">Partial: of ",
        "Nobody verifies.",
        "class=\"matrix coverage\"",
        "aria-hidden=\"true\">◐</span> partly covered",
        "aria-hidden=\"true\">○</span> open",
        "The least that makes the offer watertight",
        "Who gains by leaving it: ",
        "What would deter it: ",
        "<svg class=\"graph\"",
        "The drawing in words",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // The drawing is described, every state of it in words.
    let circles = page.matches("<circle ").count();
    let (_, words) = page.split_once("id=\"graph-words\"").unwrap();
    let states = words.split("</ol>").next().unwrap().matches("<li>").count();
    assert!(circles > 1 && circles == states, "{circles} {states}");
    assert!(!page.contains(" style=") && !page.contains("<style"), "the policy allows no style in a page");
    let arabic = pages.get_as(&session, &path, "mawqif-language=ar").await.text;
    for said in [
        "جزئي: من",
        "لا أحد يتحقق.",
        "</span> مكشوف",
        "الكاسب من تركها",
        "الرسم بالكلمات",
        "أقل ما يجعل العرض محكمًا",
    ] {
        assert!(arabic.contains(said), "{said}: {arabic}");
    }
    // The board says what a condition of the package has to do with it, once the offer has been tested.
    pages.get_as(&session, &format!("/cases/{OURS}/stress"), "mawqif-language=en").await;
    let board = pages.get_as(&session, &format!("/cases/{OURS}"), "mawqif-language=en").await.text;
    assert!(
        board.contains("The test of the offer:</a> it stops ") && board.contains(&format!("href=\"{path}\"")),
        "{board}"
    );
    assert!(board.contains("it deters "), "{board}");
    let conditions =
        pages.get_as(&session, &format!("/cases/{OURS}/conditions"), "mawqif-language=en").await.text;
    assert!(conditions.contains("The test of the offer:</a> it stops "), "{conditions}");
    // Nothing is said of the test in the past.
    let past = pages.get_as(&session, &format!("{path}?as_of=8"), "mawqif-language=en").await;
    assert!(past.status == StatusCode::OK && past.text.contains("id=\"verdict\""), "{}", past.text);
    assert!(page.contains("/stress/allow") && page.contains("/stress/game"));
    assert!(!past.text.contains("/stress/allow") && !past.text.contains("/stress/game"), "{}", past.text);
    // Rules explain themselves to anybody.
    let rule = pages.get(Shown::Nothing, "/rules/no-verifier").await;
    assert!(rule.status == StatusCode::OK && rule.text.contains("no-verifier"));
    assert_eq!(pages.get(Shown::Nothing, "/rules/no-such-rule").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_case_is_set_beside_this_one_if_one_may_see_it() {
    let mut pages = Pages::new().await;
    let desk = pages.place.desk.clone();
    let (id, salma) = (CaseId::new("earlier").unwrap(), caller("salma"));
    let title = Text::plain("An earlier freeze");
    let (held, _) = desk.open_case(&id, title, Vec::new(), &salma, None).await.unwrap();
    let dossier = OFFER.replace("id = \"freeze\"", "id = \"earlier-freeze\"");
    desk.act(&held, Act::ImportDossier { dossier }, &salma, None).await.unwrap();
    let path = format!("/cases/{OURS}/stress");
    let page = pages.get(SECRETARY, &path).await.text;
    assert!(page.contains("<option value=\"earlier\">An earlier freeze</option>"), "{page}");
    assert!(!page.contains(&format!("value=\"{THEIRS}\"")), "what one may not see is not offered");
    let beside = pages.get(SECRETARY, &format!("{path}?beside=earlier")).await.text;
    assert!(
        beside.contains("<option value=\"earlier\" selected>") && beside.contains("/cases/earlier/stress")
    );
    let (_, table) = beside.split_once("aria-labelledby=\"beside\"><table").unwrap();
    assert_eq!(table.matches("<th scope=\"row\">").count(), 4, "{table}");
    // Of a case that one may not see nothing is told, not even that it is there.
    for case in [THEIRS, "nowhere"] {
        assert_eq!(
            pages.get(SECRETARY, &format!("{path}?beside={case}")).await.status,
            StatusCode::NOT_FOUND
        );
    }
    let api = format!("/api/cases/{OURS}/stress");
    let (status, test) = pages.place.ask(SECRETARY, Method::GET, &api, None).await;
    assert_eq!((status, &test["initiative"]), (StatusCode::OK, &"freeze".into()));
    assert!(
        test["stability"]["analysed"]["defections"].as_array().is_some_and(|all| !all.is_empty()),
        "{test}"
    );
    let (_, test) = pages.place.ask(SECRETARY, Method::GET, &format!("{api}?beside=earlier"), None).await;
    assert_eq!(test["beside"][0]["initiative"], "earlier-freeze");
    let (status, told) =
        pages.place.ask(SECRETARY, Method::GET, &format!("{api}?beside={THEIRS}"), None).await;
    let (other, nowhere) =
        pages.place.ask(SECRETARY, Method::GET, &format!("{api}?beside=nowhere"), None).await;
    assert!(status.is_client_error() && status == other && told == nowhere, "{told} {nowhere}");
}

#[tokio::test]
async fn a_game_is_written_in_words_and_one_that_is_too_large_is_told() {
    let mut pages = Pages::new().await;
    let (sheet, path) = (format!("/cases/{OURS}/stress/game"), format!("/cases/{OURS}/stress"));
    let shown = pages.get(SECRETARY, &sheet).await.text;
    assert!(
        shown.contains("[[game.player]]"),
        "the game that is made of the provisions is there to begin from"
    );
    let wrong = "[game]\nagreed = [\"stopp\"]\n[[game.player]]\nid = \"government\"\noptions = [\"stop\"]\n";
    let answer = pages.post(SECRETARY, From::OurPage, &sheet, &[("game", wrong), ("key", "a")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("stopp") && answer.text.contains("id=\"p-game\""), "{}", answer.text);
    let options: Vec<String> = (0..13).map(|at| format!("\"o{at}\"")).collect();
    let large = format!(
        "[game]\nagreed = []\n[[game.player]]\nid = \"government\"\noptions = [{}]\n",
        options.join(", ")
    );
    let done = pages.post(SECRETARY, From::OurPage, &sheet, &[("game", &large), ("key", "b")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = pages.get(SECRETARY, &path).await.text;
    assert!(
        page.contains("The game has no analysis: ") && page.contains("It would help if at most one"),
        "{page}"
    );
    let session = pages.session(SECRETARY).await;
    let arabic = pages.get_as(&session, &path, "mawqif-language=ar").await.text;
    assert!(arabic.contains("لا تحليل لهذه اللعبة") && !arabic.contains("options leave more"), "{arabic}");
    // Nothing written: the provisions make it again.
    let done = pages.post(SECRETARY, From::OurPage, &sheet, &[("game", ""), ("key", "c")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(pages.get(SECRETARY, &path).await.text.contains("A game made of the provisions"));
    let test = format!("/cases/{OURS}/stress/test");
    let fields = [("pack", "ceasefire"), ("verifies", "monitors"), ("responds", "response"), ("key", "d")];
    let done = pages.post(SECRETARY, From::OurPage, &test, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let shown = pages.get(SECRETARY, &test).await.text;
    assert!(
        shown.contains("<option value=\"ceasefire\" selected>")
            && shown.contains("value=\"monitors\" checked")
    );
}
