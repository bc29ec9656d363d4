//! Secret ballots over HTTP, through two servers: who voted can be read, how they voted cannot.

use serde_json::{Value, json};

use crate::{
    client::Reply,
    place::{Place, Server, stories},
};

stories!(
    a_secret_ballot_tells_who_voted_and_not_how,
    a_cancelled_ballot_leaves_no_slip,
    what_is_left_of_an_urn_is_destroyed_by_itself,
);

const DOSSIER: &str = r#"mawqif = 1

[initiative]
id = "offer"

[[condition]]
id = "ground"
text = "The killing on the ground ends."

[[body]]
id = "union"

[[body]]
id = "league"

[[body]]
id = "front"

[rule]
requires = [{ measure = "bodies", more_than = "1/2" }]
"#;

const BODIES: [&str; 3] = ["union", "league", "front"];

fn act(server: &Server, token: &str, act: &Value) -> Reply {
    server.post(Some(token), "/api/cases/ours/acts", act)
}

/// A secret ballot on the package that wins; the secretary's token, the delegates', the ballot.
fn polling(place: Place) -> (Server, String, Vec<String>, u64) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", DOSSIER).of(201);
    act(&server, &salma, &json!({ "act": "open-consultation" })).of(201);
    let delegates: Vec<String> =
        BODIES.iter().map(|body| server.delegate(&salma, "ours", body, body)).collect();
    for (body, token) in BODIES.iter().zip(&delegates) {
        let stance = json!({ "act": "file-stance", "body": body, "says": "accept if ground", "version": 1 });
        act(&server, token, &stance).of(201);
    }
    act(&server, &salma, &json!({ "act": "compute-position" })).of(201);
    let open = json!({ "act": "open-ballot", "package": ["ground"], "form": "secret" });
    let opened = act(&server, &salma, &open).of(201);
    let ballot = opened["facts"][0]["fact"]["ballot"].as_u64().unwrap();
    (server, salma, delegates, ballot)
}

fn vote(ballot: u64, body: &str, choice: &str) -> Value {
    json!({ "act": "cast-ballot", "ballot": ballot, "body": body, "choice": choice })
}

fn a_secret_ballot_tells_who_voted_and_not_how(place: Place) {
    let (server, salma, delegates, ballot) = polling(place);
    let other = server.beside();
    let choices = ["accept", "reject", "accept"];
    for (at, (body, token)) in BODIES.iter().zip(&delegates).enumerate() {
        // One of them votes at another server, and each sends it twice.
        let at_server = if at == 1 { &other } else { &server };
        let key = [("Idempotency-Key", *body)];
        let send = || {
            let vote = vote(ballot, body, choices[at]);
            at_server.post_with(Some(token), "/api/cases/ours/acts", &vote, &key)
        };
        let told = send().of(201);
        assert_eq!(told["facts"][0]["kind"], "ballot-marked");
        assert_eq!(send().of(200)["repeated"], true);
        assert!(!told.to_string().contains(choices[at]), "{told}");
        assert_eq!(act(at_server, token, &vote(ballot, body, "reject")).problem(409), "state");
    }
    // Until the end the record has the roll and nothing else, for the secretariat as well.
    let entries = server.get(&salma, "/api/cases/ours/entries").of(200);
    let marks = entries.to_string().matches("ballot-marked").count();
    assert_eq!((marks, entries.to_string().matches("\"choice\"").count()), (3, 0));
    // A delegate cannot open the urn.
    let close = json!({ "act": "close-ballot", "ballot": ballot });
    assert_eq!(act(&server, &delegates[0], &close).problem(403), "not-allowed");

    let closed = act(&other, &salma, &close).of(201);
    let fact = |kind: &str| {
        let facts = closed["facts"].as_array().unwrap();
        facts.iter().find(|fact| fact["kind"] == kind).unwrap()["fact"].clone()
    };
    assert_eq!(fact("urn-opened")["slips"], json!(["accept", "accept", "reject"]));
    assert_eq!(fact("ballot-closed")["outcome"], "ratified");
    act(&server, &salma, &json!({ "act": "adopt-position", "ballot": ballot })).of(201);
}

fn a_cancelled_ballot_leaves_no_slip(place: Place) {
    let (server, salma, delegates, ballot) = polling(place);
    act(&server, &delegates[0], &vote(ballot, "union", "reject")).of(201);
    let cancel = json!({ "act": "cancel-ballot", "ballot": ballot, "reason": "The roll was wrong." });
    act(&server, &salma, &cancel).of(201);
    // Another ballot begins with an empty urn, so that everybody votes again.
    let open = json!({ "act": "open-ballot", "package": ["ground"], "form": "secret" });
    let opened = act(&server, &salma, &open).of(201);
    let ballot = opened["facts"][0]["fact"]["ballot"].as_u64().unwrap();
    for (body, token) in BODIES.iter().zip(&delegates) {
        act(&server, token, &vote(ballot, body, "accept")).of(201);
    }
    let closed = act(&server, &salma, &json!({ "act": "close-ballot", "ballot": ballot })).of(201);
    assert_eq!(closed["facts"][0]["fact"]["slips"], json!(["accept", "accept", "accept"]));
}

fn what_is_left_of_an_urn_is_destroyed_by_itself(place: Place) {
    // One was left by a server that was killed.
    let marks = place.folder.path().join("urns");
    std::fs::create_dir(&marks).unwrap();
    std::fs::write(marks.join("other.7"), "").unwrap();
    let waiting = || std::fs::read_dir(&marks).unwrap().count();
    let settle = || {
        let begun = std::time::Instant::now();
        while waiting() > 0 {
            assert!(begun.elapsed().as_secs() < 60, "marks of urns are left");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    };
    let (server, salma, delegates, ballot) = polling(place);
    settle();
    for (body, token) in BODIES.iter().zip(&delegates) {
        act(&server, token, &vote(ballot, body, "accept")).of(201);
    }
    act(&server, &salma, &json!({ "act": "close-ballot", "ballot": ballot })).of(201);
    settle();
    // What was not closed leaves no mark, and a second closing none either.
    act(&server, &salma, &json!({ "act": "close-ballot", "ballot": ballot })).problem(409);
    assert_eq!(waiting(), 0);
}
