//! Publishing over HTTP: two people, each with a fresh code, and everybody may read what came of it.

use mawqif_core::statement::{Canonical, signature::SecretKey};
use serde_json::{Value, json};

use crate::{
    client::Reply,
    place::{PASSWORD, Place, Server, newcomer, offer, stories},
};

stories!(
    a_statement_is_let_out_by_two_and_read_by_everybody,
    signatures_are_kept_with_a_statement_and_told_to_everybody,
    nothing_goes_out_by_a_session_that_was_left_open,
    guests_accept_and_see_what_is_for_everybody,
);

const PUBLIC: &str = "/api/public/cases/ours/statements";

fn act(server: &Server, token: &str, act: &Value) -> Reply {
    server.post(Some(token), "/api/cases/ours/acts", act)
}

fn draft(kind: &str, english: &str) -> Value {
    json!({ "act": "draft-statement", "draft": {
        "kind": kind, "title": { "ar": "بيان", "en": "Statement" },
        "text": { "ar": "نقول هذا معًا.", "en": english },
    } })
}

fn ask(statement: u64) -> Value {
    json!({ "act": "release-statement", "statement": statement, "version": 1 })
}

/// A server with a case, and two of its secretariat.
fn secretariat(place: Place) -> (Server, String, String) {
    let (amals, amal) = place.account("amal", &[]);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    act(&server, &salma, &json!({ "act": "appoint-secretary", "account": amals })).of(201);
    (server, salma, amal)
}

/// Asks for a release and lets another confirm it.
fn release(server: &Server, (asks, confirms): (&str, &str), statement: u64) {
    let asked = act(server, asks, &ask(statement)).of(201);
    assert_eq!(asked["facts"][0]["kind"], "change-proposed");
    let confirm = json!({ "act": "confirm-change", "proposal": asked["facts"][0]["fact"]["proposal"] });
    assert_eq!(act(server, asks, &confirm).problem(403), "same-person");
    let done = act(server, confirms, &confirm).of(201);
    assert_eq!(done["facts"][1]["kind"], "statement-released");
}

fn a_statement_is_let_out_by_two_and_read_by_everybody(place: Place) {
    let (server, salma, amal) = secretariat(place);
    let public = || server.get_openly(PUBLIC);
    // Nobody learns from outside that there is such a case.
    let nothing = server.get_openly("/api/public/cases/nowhere/statements").of(404);
    assert_eq!(public().of(404), nothing);
    act(&server, &salma, &draft("bulletin", "The bodies have met.")).of(201);
    assert_eq!(public().of(404), nothing);
    assert_eq!(act(&server, &salma, &draft("bulletin", "x")).of(201)["facts"][0]["fact"]["statement"], 2);
    // A position cannot go out before there is one.
    act(&server, &salma, &draft("position", "We accept.")).of(201);
    assert_eq!(act(&server, &salma, &ask(3)).problem(409), "stage");

    release(&server, (&salma, &amal), 1);
    let told = public().of(200);
    assert_eq!(told["statements"].as_array().unwrap().len(), 1);
    let first = &told["statements"][0];
    assert_eq!((&first["kind"], &first["standing"]["standing"]), (&"bulletin".into(), &"stands".into()));
    assert_eq!(first["text"]["en"], "The bodies have met.");
    // Who did it, and what it rests on, is the coalition's.
    assert!(first.get("by").is_none() && first.get("rests_on").is_none(), "{first}");

    // A withdrawal under embargo tells nothing yet; one that is out leaves the old one where it is.
    let mut withdrawal = draft("withdrawal", "We take it back.");
    withdrawal["draft"]["about"] = 1.into();
    let mut later = withdrawal.clone();
    later["draft"]["embargo"] = 4_000_000_000_000_000_u64.into();
    act(&server, &salma, &later).of(201);
    release(&server, (&amal, &salma), 4);
    assert_eq!(public().of(200), told);
    act(&server, &amal, &withdrawal).of(201);
    release(&server, (&salma, &amal), 5);
    let told = public().of(200);
    let numbers: Vec<&Value> =
        told["statements"].as_array().unwrap().iter().map(|it| &it["number"]).collect();
    assert_eq!(numbers, [5, 1]);
    assert_eq!(told["statements"][1]["standing"], json!({ "standing": "withdrawn", "by": 5 }));
    assert_eq!(server.get_openly(&format!("{PUBLIC}?before=5")).of(200)["statements"][0]["number"], 1);
    assert_eq!(server.get_openly(&format!("{PUBLIC}?before=x")).problem(400), "parameter");

    let drafts = server.get(&salma, "/api/cases/ours/statements/4").of(200);
    assert_eq!(drafts["standing"]["standing"], "embargoed");
    assert_eq!(drafts["versions"]["1"]["draft"]["text"]["en"], "We take it back.");
    assert_eq!(server.get(&salma, "/api/cases/ours/statements/9").problem(404), "not-found");
    let case = server.get(&salma, "/api/cases/ours").of(200);
    assert_eq!(case["statements"]["2"]["standing"]["standing"], "draft");
}

fn nothing_goes_out_by_a_session_that_was_left_open(place: Place) {
    let (server, salma, amal) = secretariat(place);
    server.import(&salma, "ours", &offer()).of(201);
    act(&server, &salma, &draft("bulletin", "The bodies have met.")).of(201);
    // Somebody of the secretariat with a session, who never gave a code in it; the case is not even
    // consulted about, when the rule is still changed without one.
    let (link, _) = server.invite(&salma, "ours", &json!({ "role": "secretariat" }));
    server.post(None, &format!("/api/invitations/{link}"), &newcomer("nour")).of(201);
    let log_in = json!({ "address": "nour@example.org", "password": PASSWORD });
    let nour = server.post(None, "/api/log-in", &log_in).of(200)["token"].as_str().unwrap().to_owned();
    assert_eq!(act(&server, &nour, &ask(1)).problem(403), "confirm-again");
    let asked = act(&server, &salma, &ask(1)).of(201);
    let confirm = json!({ "act": "confirm-change", "proposal": asked["facts"][0]["fact"]["proposal"] });
    assert_eq!(act(&server, &nour, &confirm).problem(403), "confirm-again");
    assert_eq!(server.get_openly(PUBLIC).status, 404);
    act(&server, &amal, &confirm).of(201);
    server.get_openly(PUBLIC).of(200);
    // Who follows up is said by no such session either.
    let forms =
        json!({ "act": "form-committee", "committee": { "id": "watch", "members": ["women-network"] } });
    assert_eq!(act(&server, &nour, &forms).problem(403), "confirm-again");
    act(&server, &salma, &forms).of(201);
}

fn guests_accept_and_see_what_is_for_everybody(place: Place) {
    let (omars, omar) = place.account("omar", &[]);
    let (server, salma, amal) = secretariat(place);
    let roles = |token: &str| {
        let cases = server.get(token, "/api/cases").of(200);
        cases["cases"].as_array().unwrap().iter().map(|it| it["roles"].clone()).collect::<Vec<_>>()
    };
    // Whoever has an account is asked before they are anything.
    act(&server, &salma, &json!({ "act": "admit-observer", "account": omars })).of(201);
    assert_eq!(roles(&omar), [json!([{ "role": "admitted", "as": "observer" }])]);
    for part in ["", "/entries", "/dossier", "/position", "/archive", "/meetings.ics"] {
        let path = format!("/api/cases/ours{part}");
        assert_eq!(server.get(&omar, &path).problem(403), "not-allowed", "{part}");
    }
    let case = || server.get(&salma, "/api/cases/ours").of(200);
    assert_eq!((&case()["observers"], &case()["awaited"][0]["as"]), (&json!([]), &"observer".into()));
    act(&server, &omar, &json!({ "act": "accept-role", "as": "observer" })).of(201);
    assert_eq!(case()["observers"], json!([omars]));
    server.get(&omar, "/api/cases/ours/entries").of(200);
    act(&server, &salma, &json!({ "act": "dismiss-observer", "account": omars })).of(201);
    assert_eq!(server.get(&omar, "/api/cases/ours").problem(404), "not-found");

    act(&server, &salma, &draft("bulletin", "The bodies have met.")).of(201);
    release(&server, (&salma, &amal), 1);
    for (role, name) in [("reporter", "rania"), ("participant", "badr")] {
        let (link, _) = server.invite(&salma, "ours", &json!({ "role": role }));
        let accepted = server.post(None, &format!("/api/invitations/{link}"), &newcomer(name)).of(201);
        assert_eq!((&accepted["role"], &accepted["confirmed"]), (&role.into(), &true.into()));
        let token = accepted["session"]["token"].as_str().unwrap();
        assert_eq!(roles(token), [json!([{ "role": role }])]);
        assert_eq!(server.get(token, "/api/cases/ours/entries").problem(403), "not-allowed");
        server.get(token, PUBLIC).of(200);
    }
}

fn signatures_are_kept_with_a_statement_and_told_to_everybody(place: Place) {
    let (server, salma, amal) = secretariat(place);
    let [one, other] = [("mona", 1), ("nabil", 2)]
        .map(|(name, seed)| SecretKey::new(&format!("{name}@coalition.example"), [seed; 32]).unwrap());
    let signer = |key: &SecretKey| json!({ "name": key.name(), "key": key.public().ssh_line("") });
    let policy = json!({ "coalition": 2, "signer": [signer(&one), signer(&other)] });
    let set = json!({ "act": "set-signers", "signers": policy });
    let asked = act(&server, &salma, &set).of(201);
    let confirm = json!({ "act": "confirm-change", "proposal": asked["facts"][0]["fact"]["proposal"] });
    assert_eq!(act(&server, &salma, &confirm).problem(403), "same-person");
    act(&server, &amal, &confirm).of(201);
    assert_eq!(server.get(&salma, "/api/cases/ours").of(200)["signers"]["coalition"], 2);

    act(&server, &salma, &draft("bulletin", "The bodies have met.")).of(201);
    let text = Canonical::of("Statement\n\nThe bodies have met.").unwrap();
    let bytes = text.as_str().as_bytes();
    let sign = |language: &str, signature: String| json!({ "act": "sign-statement", "statement": 1, "version": 1, "language": language, "signature": signature });
    let refused = act(&server, &salma, &sign("ar", one.ssh_signature(bytes)));
    assert_eq!(refused.problem(422), "signature");
    act(&server, &salma, &sign("en", one.ssh_signature(bytes))).of(201);
    let count = || {
        let told = server.get(&salma, "/api/cases/ours/statements/1").of(200);
        (told["tallies"]["en"]["coalition"].clone(), told["tallies"]["en"]["holds"].clone())
    };
    assert_eq!(count(), (json!({ "signed": 1, "needed": 2 }), json!(false)));
    release(&server, (&salma, &amal), 1);
    // More may sign what is out, and everybody sees by how many it is signed.
    act(&server, &amal, &sign("en", other.minisign_signature(bytes, "statement.en.txt").unwrap())).of(201);
    assert_eq!(count(), (json!({ "signed": 2, "needed": 2 }), json!(true)));
    let public = server.get_openly(PUBLIC).of(200);
    let signed = &public["statements"][0]["signed"]["en"]["signed"];
    assert_eq!(signed[1]["files"], json!(["statement.en.txt.nabil@coalition.example.minisig"]));
    assert_eq!(public["statements"][0]["signed"]["ar"]["coalition"], json!({ "signed": 0, "needed": 2 }));
}
