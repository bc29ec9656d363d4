//! Acts over HTTP: once is once, and of two at once both are told the truth.

use std::thread;

use serde_json::{Value, json};

use crate::{
    client::Reply,
    place::{Place, Server, offer, stories},
};

stories!(
    an_act_with_a_key_is_done_once,
    two_delegates_of_one_body_file_at_once,
    the_rule_is_changed_while_stances_are_open,
    a_case_is_opened_once,
);

fn act(server: &Server, token: &str, act: &Value) -> Reply {
    server.post(Some(token), "/api/cases/ours/acts", act)
}

/// A server whose case has an offer and is open for stances; the secretary's token.
fn consulting(place: Place) -> (Server, String) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &offer()).of(201);
    act(&server, &salma, &json!({ "act": "open-consultation" })).of(201);
    (server, salma)
}

fn stance(says: &str) -> Value {
    json!({ "act": "file-stance", "body": "relief-union", "says": says, "version": 1 })
}

fn an_act_with_a_key_is_done_once(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let (omars, omar) = place.account("omar", &[]);
    let server = place.serve(&[]);
    let acts = "/api/cases/ours/acts";
    let meeting = json!({ "act": "convene-meeting", "title": "In Kilis", "at": 1893456000000000u64 });
    let send = |token: &str, key: &str, act: &Value| {
        server.post_with(Some(token), acts, act, &[("Idempotency-Key", key)])
    };
    let first = send(&salma, "one", &meeting).of(201);
    assert_eq!(first["repeated"], false);

    // The same again: the same entry with the same receipt, and nothing new in the record.
    let mut again = send(&salma, "one", &meeting).of(200);
    assert_eq!(again["repeated"].take(), true);
    again["repeated"] = false.into();
    let bare = |mut told: Value| {
        told["facts"][0]["receipt"] = Value::Null;
        told
    };
    assert_eq!(bare(again.clone()), bare(first.clone()));
    assert!(again["facts"][0]["receipt"].as_str().unwrap().starts_with("c2sp.org/tlog-proof@v1\n"));

    // Something else by the same key is refused, and said to be.
    let other = json!({ "act": "convene-meeting", "title": "In Aleppo", "at": 1893456000000000u64 });
    assert_eq!(send(&salma, "one", &other).problem(422), "key-reused");
    // Somebody else's key is somebody else's.
    act(&server, &salma, &json!({ "act": "appoint-secretary", "account": omars })).of(201);
    assert_eq!(send(&omar, "one", &other).of(201)["repeated"], false);
    for key in ["", &"k".repeat(129), "مفتاح"] {
        assert_eq!(send(&salma, key, &meeting).problem(400), "parameter");
    }

    // Eight at once: one does it, and all are told the same.
    let told: Vec<Reply> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| send(&salma, "eight", &meeting))).collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let seqs: Vec<Value> = told.iter().map(|reply| reply.json()["facts"][0]["seq"].clone()).collect();
    assert!(seqs.iter().all(|seq| seq == &seqs[0] && seq.is_u64()), "{told:?}");
    assert_eq!(told.iter().filter(|reply| reply.status == 201).count(), 1, "{told:?}");
    let meetings = server.get(&salma, "/api/cases/ours").of(200)["meetings"].as_object().unwrap().len();
    assert_eq!(meetings, 3);
}

fn two_delegates_of_one_body_file_at_once(place: Place) {
    let (server, salma) = consulting(place);
    let dalia = server.delegate(&salma, "ours", "relief-union", "dalia");
    let badr = server.delegate(&salma, "ours", "relief-union", "badr");
    let before = server.get(&salma, "/api/cases/ours").of(200)["entries"].as_u64().unwrap();
    let says = [(dalia.as_str(), "accept if routes"), (badr.as_str(), "reject")];
    for round in 1..=5 {
        let told: Vec<Value> = thread::scope(|scope| {
            let server = &server;
            let file = |(token, says): (&str, &str)| act(server, token, &stance(says)).of(201);
            let threads: Vec<_> = says.into_iter().map(|it| scope.spawn(move || file(it))).collect();
            threads.into_iter().map(|it| it.join().unwrap()).collect()
        });
        // Both stand in the record, one after the other; the later one is what the body says.
        let seq = |told: &Value| told["facts"][0]["seq"].as_u64().unwrap();
        let last = if seq(&told[0]) > seq(&told[1]) { 0 } else { 1 };
        assert_eq!(seq(&told[0]).abs_diff(seq(&told[1])), 1);
        let case = server.get(&salma, "/api/cases/ours").of(200);
        assert_eq!(case["entries"], before + 2 * round);
        let stances = case["dossier"]["stance"].as_array().unwrap();
        assert_eq!((stances.len(), &stances[0]["says"]), (1, &says[last].1.into()), "{stances:?}");
    }
}

fn the_rule_is_changed_while_stances_are_open(place: Place) {
    let (omars, omar) = place.account("omar", &[]);
    let (server, salma) = consulting(place);
    act(&server, &salma, &json!({ "act": "appoint-secretary", "account": omars })).of(201);
    let dalia = server.delegate(&salma, "ours", "relief-union", "dalia");
    act(&server, &dalia, &stance("accept if routes")).of(201);
    let mut rule = server.get(&salma, "/api/cases/ours").of(200)["dossier"]["rule"].clone();
    rule["fallback"] = "none".into();
    let set = json!({ "act": "set-rule", "rule": rule });

    // A delegate may not, and one person alone may not.
    assert_eq!(act(&server, &dalia, &set).problem(403), "not-allowed");
    let asked = act(&server, &salma, &set).of(201);
    assert_eq!(asked["facts"][0]["kind"], "change-proposed");
    let case = server.get(&salma, "/api/cases/ours").of(200);
    let proposal: u64 = case["proposals"].as_object().unwrap().keys().next().unwrap().parse().unwrap();
    let confirm = json!({ "act": "confirm-change", "proposal": proposal });
    assert_eq!(act(&server, &salma, &confirm).problem(403), "same-person");
    // Stances go on being filed while the change waits, and stand after it.
    act(&server, &dalia, &stance("accept if routes and monitors")).of(201);
    let kinds: Vec<Value> = act(&server, &omar, &confirm).of(201)["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| fact["kind"].clone())
        .collect();
    assert_eq!(kinds, ["change-confirmed", "rule-set"]);
    let case = server.get(&salma, "/api/cases/ours").of(200);
    assert_eq!(case["dossier"]["rule"]["fallback"], "none");
    assert_eq!(case["dossier"]["stance"][0]["says"], "accept if routes and monitors");
    assert_eq!(server.get(&salma, "/api/cases/ours/position").of(200)["position"], "none");
    // It is done: it cannot be confirmed twice.
    assert_eq!(act(&server, &omar, &confirm).problem(422), "unknown");
}

fn a_case_is_opened_once(place: Place) {
    let (_, salma) = place.account("salma", &[]);
    let (_, omar) = place.account("omar", &[]);
    let server = place.serve(&[]);
    let opening = json!({ "id": "ours", "title": { "en": "The freeze", "ar": "التجميد" } });
    let open = |token: &str, key: &str| {
        server.post_with(Some(token), "/api/cases", &opening, &[("Idempotency-Key", key)])
    };
    let reply = open(&salma, "one");
    assert_eq!(reply.of(201)["id"], "ours");
    assert_eq!(reply.header("location"), Some("/api/cases/ours"));
    assert_eq!(open(&salma, "one").of(200)["repeated"], true);
    assert_eq!(open(&salma, "two").problem(409), "case-taken");
    // There is a secretariat now, and it does not include everybody.
    assert_eq!(open(&omar, "one").problem(403), "not-allowed");
    for id in ["", "A", "accept", "a/../b", &"a".repeat(65)] {
        let reply = server.post(Some(&salma), "/api/cases", &json!({ "id": id }));
        assert_eq!(reply.problem(422), "case-id");
    }
}
