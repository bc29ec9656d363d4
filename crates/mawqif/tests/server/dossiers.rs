//! Dossiers in and out: what went in comes out, byte for byte, from then on.

use serde_json::json;

use crate::place::{Place, example, stories};

stories!(what_was_exported_comes_out_again, a_case_is_as_it_was_at_any_moment);

const EXAMPLES: [&str; 5] =
    ["wadi-nahr.toml", "kilis.toml", "creditors.toml", "union-federation.toml", "eu-council.toml"];

/// What a dossier may say of its test, to be put behind the show case.
const TEST: &str = r#"
[game]
agreed = ["stop"]
irreversible = ["stop off"]

[[game.player]]
id = "government"
options = ["stop"]
prefers = ["not stop"]

[stress]
verifies = ["monitors"]

[[stress.allow]]
rule = "no-verifier"
on = ["stop-shelling"]
reason = "The sides agree on one later."
"#;

fn what_was_exported_comes_out_again(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "first"]);
    let server = place.serve(&[]);
    let mut all = EXAMPLES.map(|name| (name, example(name))).to_vec();
    all.push(("with a test", example("wadi-nahr.toml") + TEST));
    for (number, (name, mut dossier)) in all.into_iter().enumerate() {
        let mut exported = Vec::new();
        for round in 0..2 {
            let case = format!("case-{number}-{round}");
            server.post(Some(&salma), "/api/cases", &json!({ "id": case })).of(201);
            server.import(&salma, &case, &dossier).of(201);
            // A secretary does not see confidential stances, so whoever wants them keeps the file.
            let reply = server.get(&salma, &format!("/api/cases/{case}/dossier"));
            assert_eq!(reply.status, 200, "{name}: {}", reply.body);
            assert_eq!(reply.header("content-type"), Some("application/toml; charset=utf-8"));
            dossier = reply.body;
            exported.push(dossier.clone());
        }
        assert_eq!(exported[0], exported[1], "{name}");
        let said = ["[[game.player]]", "[[stress.allow]]"].map(|section| exported[0].contains(section));
        assert_eq!(said, [name == "with a test"; 2], "{name}");
    }
}

fn a_case_is_as_it_was_at_any_moment(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &example("wadi-nahr.toml")).of(201);
    let entries = server.get(&salma, "/api/cases/ours/entries").of(200);
    let opened = entries["entries"][0]["time"].as_u64().unwrap();
    let at = |moment: u64| server.get(&salma, &format!("/api/cases/ours?as_of={moment}")).of(200);
    assert_eq!(at(opened - 1)["stage"], "empty");
    assert_eq!((&at(opened)["stage"], &at(opened)["entries"]), (&"preparing".into(), &1.into()));
    assert_eq!(at(u64::from(u32::MAX) * 10_000_000)["stage"], "consulting");
    let early = server.get(&salma, &format!("/api/cases/ours/dossier?as_of={opened}"));
    assert_eq!(early.body, "mawqif = 1\n\n[initiative]\nid = \"ours\"\n");
}
