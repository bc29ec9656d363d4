//! What is confided stays with those to whom it was: mandates that came later, narrow ones, and what-ifs.

use serde_json::{Value, json};

use crate::{
    client::Reply,
    place::{Place, Server, offer, stories},
};

stories!(a_secretary_does_not_become_a_bodys_voice_alone, what_ifs_do_not_ask_about_what_is_hidden);

/// What the union says in confidence.
const SECRET: &str = "accept if routes and detainees";

fn act(server: &Server, token: &str, act: &Value) -> Reply {
    server.post(Some(token), "/api/cases/ours/acts", act)
}

fn filing(says: &str) -> Value {
    json!({ "act": "file-stance", "body": "relief-union", "says": says, "version": 1, "confidential": true })
}

/// A server whose case has a confidential stance; the tokens of the secretary and the union's delegate.
fn confided(place: Place) -> (Server, String, String) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let (dalias, dalia) = place.account("dalia", &[]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &offer()).of(201);
    act(&server, &salma, &json!({ "act": "open-consultation" })).of(201);
    let mandate = json!({ "act": "mandate-delegate", "account": dalias, "body": "relief-union" });
    act(&server, &salma, &mandate).of(201);
    act(&server, &dalia, &json!({ "act": "accept-mandate", "mandate": 1 })).of(201);
    act(&server, &dalia, &filing(SECRET)).of(201);
    (server, salma, dalia)
}

/// Whether somebody is shown, wherever they look, what the union says.
fn is_shown(server: &Server, token: &str) -> bool {
    let parts = ["", "/dossier", "/entries", "/archive"];
    let shown = parts.map(|part| {
        let reply = server.get(token, &format!("/api/cases/ours{part}"));
        assert_eq!(reply.status, 200, "{part}");
        reply.body.contains(SECRET)
    });
    assert!(shown.iter().all(|it| *it == shown[0]), "{shown:?}");
    shown[0]
}

fn a_secretary_does_not_become_a_bodys_voice_alone(place: Place) {
    let (omars, omar) = place.account("omar", &[]);
    let (server, salma, dalia) = confided(place);
    let salmas = server.get(&salma, "/api/me").of(200)["account"].clone();
    assert!(is_shown(&server, &dalia) && !is_shown(&server, &salma));

    let mandate = json!({ "act": "mandate-delegate", "account": salmas, "body": "relief-union" });
    let asked = act(&server, &salma, &mandate).of(201);
    assert_eq!(asked["facts"][0]["kind"], "change-proposed");
    let confirm = json!({ "act": "confirm-change", "proposal": asked["facts"][0]["fact"]["proposal"] });
    assert_eq!(act(&server, &salma, &confirm).problem(403), "not-allowed");
    assert_eq!(act(&server, &salma, &filing("reject")).problem(403), "not-allowed");
    // The union lets her speak for it: from now on.
    let confirmed = act(&server, &dalia, &confirm).of(201);
    let number = confirmed["facts"][1]["fact"]["mandate"].clone();
    act(&server, &salma, &json!({ "act": "accept-mandate", "mandate": number })).of(201);
    assert!(!is_shown(&server, &salma));

    // Nor is anybody's place taken by a session that was left open.
    let nour = server.delegate(&salma, "ours", "women-network", "nour");
    let substitute = json!({ "act": "name-substitute", "mandate": 3, "account": omars });
    assert_eq!(act(&server, &nour, &substitute).problem(403), "confirm-again");

    // Whoever is sent to meetings hears nothing of stances.
    let meetings = json!({
        "act": "mandate-delegate", "account": omars, "body": "relief-union", "scope": ["meetings"],
    });
    let number = act(&server, &salma, &meetings).of(201)["facts"][0]["fact"]["mandate"].clone();
    act(&server, &omar, &json!({ "act": "accept-mandate", "mandate": number })).of(201);
    act(&server, &dalia, &filing(SECRET)).of(201);
    assert!(is_shown(&server, &dalia) && !is_shown(&server, &omar));
    let shown = server.get(&salma, "/api/cases/ours").of(200)["dossier"]["stance"].to_string();
    assert!(shown.contains(SECRET), "{shown}");
}

fn what_ifs_do_not_ask_about_what_is_hidden(place: Place) {
    let (server, salma, dalia) = confided(place);
    let ask = |token: &str, what_if: &str| server.get(token, &format!("/api/cases/ours/position?{what_if}"));
    // The answer that counts tells how many say what in confidence.
    let plain = ask(&salma, "").of(200);
    assert!(plain["confidential"].is_object() && plain.get("left_out").is_none());
    let what_ifs = [
        "with=routes",
        "without=routes",
        "only=mandated",
        "assume=women-network%3Daccept",
        "assume=relief-union%3Daccept",
        "assume=women-network%3Daccept%20if%20%40relief-union",
    ];
    let told = what_ifs.map(|what_if| ask(&salma, what_if).of(200));
    for told in &told {
        assert!(told.get("confidential").is_none(), "{told}");
        assert_eq!(told["left_out"]["stances"], 1);
        assert!(told["left_out"]["says"].as_str().unwrap().contains("without one confidential stance"));
    }
    // Whoever knows what it says is answered by it.
    assert!(ask(&dalia, "with=routes").of(200)["confidential"].is_object());
    // Whatever it says, what is supposed comes to the same.
    act(&server, &dalia, &filing("reject")).of(201);
    for (what_if, told) in what_ifs.iter().zip(&told) {
        assert_eq!(ask(&salma, what_if).of(200), *told, "{what_if}");
    }
}
