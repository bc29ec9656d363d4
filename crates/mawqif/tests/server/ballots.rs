//! A secret ballot over HTTP: that a body voted is known, and how it voted is known to nobody.

use serde_json::{Value, json};

use crate::place::{Place, example, stories};

stories!(a_secret_ballot_is_counted_and_names_nobody);

fn a_secret_ballot_is_counted_and_names_nobody(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &example("kilis.toml")).of(201);
    let act = |token: &str, act: Value| server.post(Some(token), "/api/cases/ours/acts", &act);
    let case = server.get(&salma, "/api/cases/ours").of(200);
    let bodies = case["dossier"]["body"].as_array().unwrap();
    let bodies: Vec<&str> = bodies.iter().map(|body| body["id"].as_str().unwrap()).collect();
    let delegates: Vec<String> =
        bodies.iter().map(|body| server.delegate(&salma, "ours", body, body)).collect();
    for (body, delegate) in bodies.iter().zip(&delegates) {
        let says = json!({ "act": "file-stance", "body": body, "says": "accept if ground", "version": 1 });
        act(delegate, says).of(201);
    }
    act(&salma, json!({ "act": "compute-position" })).of(201);
    let opening = json!({ "act": "open-ballot", "package": ["ground"], "form": "secret" });
    let ballot = act(&salma, opening).of(201)["facts"][0]["fact"]["ballot"].clone();
    for (number, (body, delegate)) in bodies.iter().zip(&delegates).enumerate() {
        let choice = if number == 0 { "reject" } else { "accept" };
        let cast = json!({ "act": "cast-ballot", "ballot": ballot, "body": body, "choice": choice });
        let done = act(delegate, cast.clone()).of(201);
        assert_eq!(done["facts"][0]["kind"], "ballot-marked");
        assert!(!done.to_string().contains(choice), "{done}");
        assert_eq!(act(delegate, cast).problem(409), "state");
    }
    let closed = act(&salma, json!({ "act": "close-ballot", "ballot": ballot })).of(201);
    let result = &closed["facts"][1]["fact"];
    assert_eq!((&closed["facts"][0]["kind"], &result["outcome"]), (&"urn-opened".into(), &"ratified".into()));
    assert_eq!(
        (&result["tally"]["accept"], &result["tally"]["reject"]),
        (&(bodies.len() - 1).into(), &1.into())
    );
}
