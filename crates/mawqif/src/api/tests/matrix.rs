//! Who may what: every route, asked by everybody, about one's own case, another coalition's and none.
//!
//! The table that is expected stands in the snapshot; what must hold of any table is asserted besides, so
//! that nobody can accept a wrong snapshot. Routes come from the table that the router is built from.

use std::fmt::Write;

use axum::http::Method as Verb;
use mawqif_core::{
    case::{Act, guest::Guest},
    record::hash::Hash,
};
use serde_json::Value;

use super::{
    super::{
        admit::Who,
        table::{Method, Route, Takes, table},
    },
    place::{OURS, Place, Shown, THEIRS},
};
use crate::desk::people::token::Scope;

/// Everybody who asks: what they are to our case, and what they show.
const EVERYBODY: [(&str, Shown); 14] = [
    ("nobody", Shown::Nothing),
    ("forged token", Shown::Forged),
    ("outsider", Shown::Session("oscar")),
    ("foreign secretary", Shown::Session("faris")),
    ("foreign delegate", Shown::Session("fadia")),
    ("observer", Shown::Session("omar")),
    ("reporter", Shown::Session("rania")),
    ("participant", Shown::Session("badr")),
    ("awaited observer", Shown::Session("aya")),
    ("delegate", Shown::Session("dalia")),
    ("secretary", Shown::Session("salma")),
    ("secretary's reading token", Shown::Token("salma", Scope::Read)),
    ("secretary's acting token", Shown::Token("salma", Scope::Act)),
    ("secretary's managing token", Shown::Token("salma", Scope::Manage)),
];

/// Those to whom there is no such case as ours.
const FOREIGN: [&str; 3] = ["outsider", "foreign secretary", "foreign delegate"];

/// Those who see of our case what is for everybody.
const NARROW: [&str; 3] = ["reporter", "participant", "awaited observer"];

const NOWHERE: &str = "nowhere";

#[tokio::test]
async fn everybody_may_what_the_table_says_and_nothing_else() {
    let mut place = Place::new().await;
    let mut lines = String::new();
    for route in table() {
        let cases: &[&str] = if route.path.contains("{case}") { &[OURS, THEIRS, NOWHERE] } else { &[""] };
        for (says, body) in bodies(&route) {
            for case in cases {
                let mut line = format!("{:?} {}", route.method, route.path.replace("{case}", case));
                if !says.is_empty() {
                    write!(line, " {says}").unwrap();
                }
                writeln!(lines, "{line}").unwrap();
                let mut told: Vec<(u16, Vec<&str>)> = Vec::new();
                for (at, (role, shown)) in EVERYBODY.into_iter().enumerate() {
                    // An address can be tried ten times at once, so everybody has their own.
                    let body =
                        body.clone().map(|(media, body)| (media, body.replace("ADDRESS", &at.to_string())));
                    let path = path(&mut place, &route, case).await;
                    let before = place.entries();
                    let (status, answer) = place.ask(shown, verb(&route), &path, body).await;
                    let is_changed = place.entries() != before;
                    holds(&route, case, role, status.as_u16(), &answer, is_changed);
                    match told.iter_mut().find(|(known, _)| *known == status.as_u16()) {
                        Some((_, roles)) => roles.push(role),
                        None => told.push((status.as_u16(), vec![role])),
                    }
                }
                told.sort_unstable();
                for (status, roles) in told {
                    let roles = if roles.len() == EVERYBODY.len() {
                        "everybody".to_owned()
                    } else {
                        roles.join(", ")
                    };
                    writeln!(lines, "    {status} {roles}").unwrap();
                }
            }
        }
    }
    insta::assert_snapshot!("matrix", lines);
}

/// What must hold of any table.
fn holds(route: &Route, case: &str, role: &str, status: u16, answer: &Value, is_changed: bool) {
    let what = format!("{:?} {} ({case}) by {role}: {status} {answer}", route.method, route.path);
    let is_done = (200..300).contains(&status);
    let is_reading = route.method == Method::Get;
    assert!(status < 500, "{what}");
    assert!(is_done || answer["code"].is_string(), "{what}");
    assert!(is_done || !is_changed, "refused, and yet the record has grown: {what}");
    assert!(!is_reading || !is_changed, "{what}");
    if route.who == Who::Gateway {
        // No account's token is a gateway's, and nobody learns whether there is such a case.
        assert_eq!((status, is_changed), (401, false), "{what}");
        return;
    }
    match role {
        "nobody" if route.who != Who::Anybody => assert_eq!(status, 401, "{what}"),
        "forged token" => assert_eq!(status, 401, "{what}"),
        "secretary's reading token" if !is_reading => {
            assert!(!is_done && !is_changed, "{what}");
        }
        // Scopes do not include one another: what manages does not look.
        "secretary's managing token" if is_of_case(route) => assert_eq!(status, 403, "{what}"),
        "secretary's acting token" if is_of_case(route) && is_reading => assert_eq!(status, 403, "{what}"),
        // A link to the meetings changes nothing in the case.
        "observer" if route.path.ends_with("/calendar-links") => assert_eq!(is_done, case == OURS, "{what}"),
        "observer" if is_of_case(route) && !is_reading => assert!(!is_done, "{what}"),
        _ => {}
    }
    let is_known = !matches!(role, "nobody" | "forged token");
    let has_scope = match role {
        "secretary's reading token" => is_reading,
        "secretary's acting token" => !is_reading,
        "secretary's managing token" => false,
        _ => true,
    };
    let is_foreign = (case == OURS && FOREIGN.contains(&role))
        || (case == THEIRS && !["foreign secretary", "foreign delegate"].contains(&role))
        || case == NOWHERE;
    if is_foreign && is_known && has_scope {
        // Word for word what is said of a case that is not there.
        let told = (status, &answer["code"], &answer["detail"]);
        assert_eq!(told, (404, &"not-found".into(), &"there is no such case for you".into()), "{what}");
        assert!(!is_changed, "{what}");
    }
    if is_of_case(route) && case == OURS && NARROW.contains(&role) {
        // An act is refused by the case, everything else before anybody looks at it.
        assert_eq!((status, &answer["code"]), (403, &"not-allowed".into()), "{what}");
        assert!(route.who == Who::Guest || answer["detail"].as_str().unwrap().contains("members"), "{what}");
    }
    let is_for_few = matches!(route.who, Who::Secretariat | Who::FollowUp);
    if is_for_few && matches!(role, "observer" | "delegate" | "foreign delegate") {
        assert!(matches!(status, 403 | 404), "{what}");
    }
}

#[tokio::test]
async fn what_belongs_to_another_is_not_there_under_ones_own_name() {
    let mut place = Place::new().await;
    let faris = Shown::Session("faris");
    let invitation = invitation(&mut place, OURS).await;
    let session = place.token(Shown::Session("salma")).await.unwrap().1.to_hex();
    let token = place.token(Shown::Token("salma", Scope::Act)).await.unwrap().1.to_hex();
    for path in [
        format!("/api/cases/{THEIRS}/invitations/{invitation}"),
        format!("/api/me/sessions/{session}"),
        format!("/api/me/tokens/{token}"),
    ] {
        let (status, _) = place.ask(faris, Verb::DELETE, &path, None).await;
        assert_eq!(status, 404, "{path}");
    }
    // It was there all the time.
    let path = format!("/api/cases/{OURS}/invitations/{invitation}");
    let (status, _) = place.ask(Shown::Session("salma"), Verb::DELETE, &path, None).await;
    assert_eq!(status, 204);
    // Who is in which case is told to nobody else.
    let (_, cases) = place.ask(faris, Verb::GET, "/api/cases", None).await;
    assert!(cases.to_string().contains(THEIRS) && !cases.to_string().contains(OURS), "{cases}");
    let (_, cases) = place.ask(Shown::Session("oscar"), Verb::GET, "/api/cases", None).await;
    assert_eq!(cases["cases"], serde_json::json!([]));
}

#[tokio::test]
async fn a_reading_token_opens_no_case() {
    let mut place = Place::new().await;
    let opening = || Some(("application/json", r#"{"id": "another"}"#.to_owned()));
    let (status, answer) =
        place.ask(Shown::Token("salma", Scope::Read), Verb::POST, "/api/cases", opening()).await;
    assert_eq!((status.as_u16(), &answer["code"]), (403, &"scope-missing".into()));
    let (status, answer) =
        place.ask(Shown::Token("salma", Scope::Act), Verb::POST, "/api/cases", opening()).await;
    assert_eq!(status, 201, "{answer}");
}

#[tokio::test]
async fn a_confidential_stance_is_for_its_body_alone() {
    let mut place = Place::new().await;
    let filing = r#"{"act": "file-stance", "body": "relief-union", "says": "reject", "version": 1,
        "confidential": true}"#;
    let acts = format!("/api/cases/{OURS}/acts");
    let body = Some(("application/json", filing.to_owned()));
    let (status, answer) = place.ask(Shown::Session("dalia"), Verb::POST, &acts, body).await;
    assert_eq!(status, 201, "{answer}");
    let seq = answer["facts"][0]["seq"].as_u64().unwrap();
    for (account, is_seen) in [("dalia", true), ("salma", false), ("omar", false)] {
        for part in ["", "/dossier", "/entries?from=0", &format!("/entries/{seq}")] {
            let path = format!("/api/cases/{OURS}{part}");
            let (status, answer) = place.ask(Shown::Session(account), Verb::GET, &path, None).await;
            assert_eq!(status, 200, "{path}");
            let told = answer.to_string();
            let says = told.matches(r#"reject"#).count();
            let others = place.ask(Shown::Session("omar"), Verb::GET, &path, None).await.1.to_string();
            let expected = others.matches(r#"reject"#).count() + usize::from(is_seen);
            assert_eq!(says, expected, "{account}: {path}");
        }
    }
}

fn is_of_case(route: &Route) -> bool {
    route.path.starts_with("/api/cases/{case}")
}

fn verb(route: &Route) -> Verb {
    match route.method {
        Method::Get => Verb::GET,
        Method::Post => Verb::POST,
        Method::Delete => Verb::DELETE,
    }
}

/// A path of the route, with ids that are there where there is something to protect.
async fn path(place: &mut Place, route: &Route, case: &str) -> String {
    let id = if route.path.contains("/invitations/{id}") {
        invitation(place, OURS).await
    } else if route.path.contains("/tokens/{id}") {
        place.token(Shown::Token("faris", Scope::Act)).await.unwrap().1.to_hex()
    } else {
        place.token(Shown::Session("faris")).await.unwrap().1.to_hex()
    };
    // A link can be tried ten times at once, so each try has its own.
    route
        .path
        .replace("{case}", case)
        .replace("{seq}", "0")
        .replace("{number}", "1")
        .replace("{id}", &id)
        .replace("{token}", &id)
}

/// An invitation to a case, in the store alone.
async fn invitation(place: &mut Place, case: &str) -> String {
    let (_, id) = place.token(Shown::Forged).await.unwrap();
    let invitation = mawqif_store::Invitation {
        token: Hash::of(&[id.as_bytes()]),
        case: mawqif_store::CaseId::new(case).unwrap(),
        role: "observer".to_owned(),
        body: None,
        account: mawqif_store::AccountId::new("omar").unwrap(),
        expires: place.desk.clock().now().micros() * 2,
        used: None,
        accepted_by: None,
    };
    place.desk.store().create_invitation(&invitation).await.unwrap();
    // Taking it back takes the role back, which so has to be there.
    let held = place.desk.held(&mawqif_core::case::CaseId::new(case).unwrap()).unwrap();
    if !held.now().observers().iter().any(|it| it.as_str() == "omar") {
        let account = super::place::actor("omar");
        place.act(case, "salma", Act::AdmitObserver { account }).await;
        place.act(case, "omar", Act::AcceptRole { guest: Guest::Observer }).await;
    }
    invitation.token.to_hex()
}

/// Bodies of a route, named where there are several: sound ones, as far as they leave everybody as they
/// were for whoever comes next.
fn bodies(route: &Route) -> Vec<(&'static str, Option<(&'static str, String)>)> {
    let json = |body: &str| Some(("application/json", body.to_owned()));
    let acts = [
        ("convene-meeting", r#"{"act": "convene-meeting", "title": "Again", "at": 1893456000000000}"#),
        (
            "file-stance",
            r#"{"act": "file-stance", "body": "relief-union", "says": "accept if routes", "version": 1}"#,
        ),
        ("compute-position", r#"{"act": "compute-position"}"#),
    ];
    let body = match route.takes {
        Takes::Nothing => None,
        Takes::Dossier => Some(("application/toml", "mawqif = 1\n".to_owned())),
        Takes::Json("Act") => return acts.map(|(says, body)| (says, json(body))).to_vec(),
        Takes::Json("LogIn") => {
            json(r#"{"address": "ADDRESS@example.org", "password": "seven olive trees"}"#)
        }
        Takes::Json("Code") => json(r#"{"token": "forged", "code": "000000"}"#),
        Takes::Json("Confirm") => json(r#"{"password": "wrong", "code": "000000"}"#),
        Takes::Json("SetUp") => json(r#"{"password": "wrong", "secret": "AAAA", "code": "000000"}"#),
        Takes::Json("NewPassword") => json(r#"{"before": "wrong", "password": "seven olive trees"}"#),
        Takes::Json("Naming") => json(r#"{"name": "Somebody", "language": "ar"}"#),
        Takes::Json("NewToken") => json(r#"{"label": "backup", "scopes": ["read"], "days": 1}"#),
        Takes::Json("Inviting") => json(r#"{"role": "observer"}"#),
        Takes::Json("Acceptance") => {
            json(r#"{"name": "Eve", "address": "eve@example.org", "password": "seven olive trees"}"#)
        }
        Takes::Json("Cosigning") => json(r#"{"key": "bar+00000000+AAAA", "signature": "forged"}"#),
        Takes::Json("Opening") => json(r#"{"id": "ours"}"#),
        Takes::Json("EnteringConsultation") => json("{}"),
        Takes::Json("Vote") => json(r#"{"participant": "forged", "statement": 1, "vote": 1}"#),
        Takes::Json("VoterAsking") => json(r#"{"participant": "forged"}"#),
        Takes::Json("Suggestion") => json(r#"{"participant": "forged", "text": "Open the road."}"#),
        Takes::Json("Seeding") => json(r#"{"statements": [{"text": "Open the road."}]}"#),
        Takes::Json("Moderating") => json(r#"{"statement": 1, "state": "shown"}"#),
        Takes::Json("Tying") => json(r#"{"statement": 1}"#),
        Takes::Json("CodeOrder") => json(r#"{"count": 1}"#),
        Takes::Json("Blocking") => json(r#"{"code": 1, "reason": "sold"}"#),
        Takes::Json("Papers") => json(r#"{"ballots": [], "dry": true}"#),
        Takes::JsonOrForm(_) => json(r#"{"from": "+963933000001", "text": "Shells."}"#),
        Takes::Json(other) => panic!("a body for {other} is missing here"),
    };
    vec![("", body)]
}
