//! Who may see which page: every page of the table, asked for by everybody, about one's own case, another
//! coalition's, and none.

use axum::http::StatusCode;

use super::{
    super::{admit::Who, table::table},
    Answer, From, Pages, addresses,
};
use crate::{
    api::tests::place::{OURS, Shown, THEIRS},
    desk::people::token::Scope,
};

const EVERYBODY: [(&str, Shown); 8] = [
    ("nobody", Shown::Nothing),
    ("forged", Shown::Forged),
    ("program", Shown::Token("salma", Scope::Read)),
    ("outsider", Shown::Session("oscar")),
    ("foreign secretary", Shown::Session("faris")),
    ("observer", Shown::Session("omar")),
    ("delegate", Shown::Session("dalia")),
    ("secretary", Shown::Session("salma")),
];

const NOWHERE: &str = "nowhere";

/// Whether a page is nothing to look at.
fn is_form_alone(path: &str) -> bool {
    let ends = [
        "/acts",
        "/provision/findings",
        "/bodies/invitations",
        "/meetings/calendar",
        "/signatures",
        "/comments",
        "/sign-out",
        "/language",
        "/sign-in/code",
    ];
    let account = ["/account/password", "/account/sessions", "/account/tokens", "/account/tokens/revoke"];
    ends.iter().chain(&account).any(|end| path.ends_with(end))
}

impl Pages {
    /// Looks at a page, or sends it an empty form when it is nothing to look at.
    async fn ask(&mut self, shown: Shown, path: &str) -> Answer {
        if is_form_alone(path) {
            self.post(shown, From::OurPage, path, &[]).await
        } else {
            self.get(shown, path).await
        }
    }
}

#[tokio::test]
async fn every_page_is_for_whom_the_table_says() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    for page in table() {
        let cases: &[&str] = if page.path.contains("{case}") { &[OURS, THEIRS, NOWHERE] } else { &[""] };
        let asked =
            cases.iter().flat_map(|case| addresses(page.path, case).into_iter().map(move |it| (case, it)));
        for ((case, path), (role, shown)) in asked.flat_map(|it| EVERYBODY.map(|who| (it.clone(), who))) {
            let what = format!("{path} by {role}");
            let answer = pages.ask(shown, &path).await;
            assert!(answer.status.as_u16() < 500, "{what}: {}", answer.status);
            if page.who == Who::Anybody {
                assert!(!answer.header("location").starts_with("/sign-in?"), "{what}");
                continue;
            }
            if matches!(role, "nobody" | "forged" | "program") {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}");
                assert!(answer.header("location").starts_with("/sign-in?back=%2F"), "{what}");
                continue;
            }
            let is_own = match *case {
                OURS => matches!(role, "observer" | "delegate" | "secretary"),
                THEIRS => role == "foreign secretary",
                NOWHERE => false,
                _ => true,
            };
            if !is_own {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
                let nowhere = pages.ask(shown, &addresses(page.path, NOWHERE)[0]).await;
                // Word for word what is said of a case that is not there.
                let told = |text: &str| text.split("<main").nth(1).map(str::to_owned);
                assert_eq!(told(&answer.text), told(&nowhere.text), "{what}");
            } else if matches!(page.who, Who::Secretariat | Who::FollowUp) && !role.ends_with("secretary") {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
            }
        }
    }
    assert_eq!(pages.place.entries(), before, "looking changes nothing");
}

#[tokio::test]
async fn no_form_is_taken_from_another_site_or_without_its_token() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    let secretary = Shown::Session("salma");
    let fields = [("act", "compute-position"), ("confirmed", "yes"), ("key", "k")];
    for page in table() {
        let path = addresses(page.path, OURS).remove(0);
        for from in [From::AnotherSite, From::Nowhere] {
            let answer = pages.post(secretary, from, &path, &fields).await;
            // A page that takes no form is not there for one.
            let is_form = !matches!(answer.status, StatusCode::NOT_FOUND);
            assert!(!is_form || answer.status == StatusCode::FORBIDDEN, "{path}: {}", answer.status);
        }
        if page.who != Who::Anybody && is_form_alone(&path) {
            let foreign = [fields.as_slice(), &[("token", "made-up")]].concat();
            let answer = pages.post(secretary, From::OurPage, &path, &foreign).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(pages.place.entries(), before);
    // The same form is taken from our own page, however the browser says so.
    let path = format!("/cases/{OURS}/acts");
    for (from, key) in [(From::OurPage, "a"), (From::OurPageByOrigin, "b")] {
        let fields = [("act", "compute-position"), ("confirmed", "yes"), ("key", key)];
        assert_eq!(pages.post(secretary, from, &path, &fields).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(pages.place.entries(), before + 2);
}

#[tokio::test]
async fn every_page_bears_its_policy_and_keeps_the_session_out_of_reach() {
    let mut pages = Pages::new().await;
    for path in
        ["/sign-in", "/cases", &format!("/cases/{OURS}"), "/cases/nowhere", "/nothing", "/static/0/live.js"]
    {
        let answer = pages.get(Shown::Session("salma"), path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        // Nothing that the policy would have to allow stands in a page.
        for inline in [" style=", "<style", "javascript:", " onclick", " onload"] {
            assert!(!answer.text.contains(inline) || path.starts_with("/static"), "{path}: {inline}");
        }
    }
    let now = pages.place.desk.clock().now().micros();
    let account = mawqif_store::AccountId::new("dalia").unwrap();
    let link = pages.place.desk.people().sign_in_link(&account, now).await.unwrap();
    let path = link.reveal().strip_prefix("https://desk.example.org").unwrap().to_owned();
    let entered = pages.post(Shown::Nothing, From::OurPage, &path, &[]).await;
    let cookie = entered.header("set-cookie");
    assert!(cookie.starts_with("__Host-mawqif="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    assert_eq!(pages.post(Shown::Nothing, From::OurPage, &path, &[]).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn the_api_is_where_it_was() {
    let mut pages = Pages::new().await;
    let answer = pages.get(Shown::Nothing, "/api/openapi.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'; frame"));
    // A browser's cookie is nothing to the API, so no page elsewhere can use it there.
    let answer = pages.get(Shown::Session("salma"), "/api/cases").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(pages.get(Shown::Nothing, "/healthz").await.status, StatusCode::OK);
}
