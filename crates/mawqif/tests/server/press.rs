//! The press desk over HTTP: what a journalist leaves is for the secretariat alone, wherever others look, and can be erased.

use std::process::Stdio;

use serde_json::{Value, json};

use crate::{
    client::Reply,
    place::{Place, Server, stories},
};

stories!(a_journalist_is_for_the_secretariat_alone_and_can_be_erased);

const CONTACT: &str = "a.reporter@river.example";

fn act(server: &Server, token: &str, act: &Value) -> Reply {
    server.post(Some(token), "/api/cases/ours/acts", act)
}

/// Whether somebody is shown, wherever they look, how to reach the journalist.
fn is_shown(server: &Server, token: &str) -> bool {
    let parts = ["/press", "/entries", "/archive"];
    let shown = parts.map(|part| {
        let reply = server.get(token, &format!("/api/cases/ours{part}"));
        assert_eq!(reply.status, 200, "{part}");
        reply.body.contains(CONTACT)
    });
    assert!(shown.iter().all(|it| *it == shown[0]), "{shown:?}");
    assert!(!server.get(token, "/api/cases/ours").body.contains(CONTACT));
    shown[0]
}

fn a_journalist_is_for_the_secretariat_alone_and_can_be_erased(place: Place) {
    let (omars, omar) = place.account("omar", &[]);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let mut server = place.serve(&[]);
    act(&server, &salma, &json!({ "act": "admit-observer", "account": omars })).of(201);
    act(&server, &omar, &json!({ "act": "accept-role", "as": "observer" })).of(201);
    let conference = json!({ "title": "Our answer", "at": 4_000_000_000_000_000_u64, "place": "The school" });
    act(&server, &salma, &json!({ "act": "call-press-conference", "conference": conference })).of(201);
    let journalist =
        json!({ "name": "A. Reporter", "outlet": "River Post", "contact": CONTACT, "language": "en" });
    let list = json!({ "act": "list-journalist", "conference": 1, "journalist": journalist });
    assert_eq!(act(&server, &omar, &list).problem(403), "not-allowed");
    let listed = act(&server, &salma, &list).of(201);
    let entry = listed["facts"][0]["seq"].to_string();
    act(&server, &salma, &json!({ "act": "decide-admission", "applicant": 1, "admission": "accepted" }))
        .of(201);
    assert!(is_shown(&server, &salma) && !is_shown(&server, &omar));
    let desk = server.get(&omar, "/api/cases/ours/press").of(200);
    let called = &desk["conferences"]["1"];
    assert_eq!((&called["asked"], &called["accepted"]), (&1.into(), &1.into()));
    assert!(called.get("journalists").is_none(), "{called}");
    // A template that cannot be used is refused with its place, and what would be right.
    let words = "title = [{ ar = \"خبر\", en = \"{ofer}\" }]\nblock = []\n";
    let set = json!({ "act": "set-house-template", "name": "bulletin.toml", "words": words });
    let refused = act(&server, &salma, &set);
    assert!(refused.body.contains("title[1].en") && refused.body.contains("offer"), "{}", refused.body);
    assert_eq!(refused.problem(422), "template");

    assert!(server.end());
    let erased = server.place.command(&["erase", "ours", &entry]).stderr(Stdio::piped()).output().unwrap();
    assert!(erased.status.success(), "{erased:?}");
    let server = server.beside();
    assert!(!is_shown(&server, &salma));
    let desk = server.get(&salma, "/api/cases/ours/press").of(200);
    assert_eq!(desk["conferences"]["1"]["asked"], 0);
    assert_eq!(desk["conferences"]["1"]["conference"]["title"], "Our answer");
}
