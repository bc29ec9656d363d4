//! The test of the offer in the record: what a dossier says of it is taken over and given back, and findings
//! are accepted for a reason.

use mawqif_core::{
    dossier::{read, write},
    initiative::stress::stress,
};
use serde_json::json;

use crate::desk::{Desk, SHOW_CASE, folded};

/// A dossier that says everything about its test.
const SAID: &str = r#"
[game]
now = []
agreed = ["stop"]
irreversible = ["answer", "stop off"]
infeasible = ["answer and stop"]

[[game.player]]
id = "government"
options = ["stop", "advance"]
prefers = ["not answer", "advance if stop", "not stop"]

[[game.player]]
id = "council"
options = ["answer"]
prefers = ["stop", "answer iff not stop"]

[stress]
pack = "ceasefire"
verifies = ["monitors"]
responds = ["response"]

[[stress.allow]]
rule = "no-verifier"
on = ["stop-shelling"]
reason = { ar = "تتفق عليه الأطراف لاحقًا", en = "The sides agree on one later." }

[[stress.allow]]
rule = "no-end"
reason = "It is for eight weeks."
"#;

fn opened() -> Desk {
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    desk
}

#[test]
fn a_dossier_is_given_back_with_its_game_and_what_it_says_of_the_test() {
    let source = format!("{SHOW_CASE}{SAID}");
    let reading = read(source.as_bytes());
    let dossier = reading.dossier.unwrap_or_else(|| panic!("{:?}", reading.problems));
    assert!(dossier.game.is_some() && dossier.stress.allow.len() == 2);
    let mut desk = opened();
    let facts = desk.done("amina", json!({ "act": "import-dossier", "dossier": source }));
    let kinds = Desk::kinds(&facts);
    for kind in ["game-set", "test-set", "finding-allowed"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert_eq!(desk.case.dossier(), &dossier);
    // From the record alone, and through a file again.
    let exported = write::write(folded(&desk.record).dossier()).unwrap();
    assert_eq!(read(exported.as_bytes()).dossier.unwrap(), dossier);
    assert_eq!(stress(desk.case.dossier(), &[]), stress(&dossier, &[]));
    // A dossier that says nothing of it leaves no entry about it.
    let mut plain = opened();
    let facts = plain.done("amina", json!({ "act": "import-dossier", "dossier": SHOW_CASE }));
    assert!(!Desk::kinds(&facts).iter().any(|kind| kind.ends_with("-allowed") || *kind == "game-set"));
}

#[test]
fn a_finding_is_allowed_once_with_a_reason_and_no_longer_when_that_is_taken_back() {
    let mut desk = opened();
    desk.done("amina", json!({ "act": "import-dossier", "dossier": SHOW_CASE }));
    let found = |desk: &Desk| {
        let test = stress(desk.case.dossier(), &[]);
        let of = |it: &&mawqif_core::initiative::lint::Finding| it.rule == "no-verifier";
        let found = test.lint.findings.iter().find(of).unwrap();
        (found.about.clone(), found.allowed.clone())
    };
    let (on, allowed) = found(&desk);
    assert!(!on.is_empty() && allowed.is_none());
    let allow =
        |reason: &str| json!({ "act": "allow-finding", "rule": "no-verifier", "on": on, "reason": reason });
    for (nobody, act) in [
        (json!("dossier"), json!({ "act": "allow-finding", "rule": "no-verifer", "reason": "So." })),
        (
            json!("dossier"),
            json!({ "act": "allow-finding", "rule": "no-verifier", "on": ["x"], "reason": "So." }),
        ),
        (json!("dossier"), allow("")),
        (json!("words"), allow(" \u{200B} ")),
        (json!("unknown"), json!({ "act": "disallow-finding", "rule": "no-verifier", "on": on })),
    ] {
        assert_eq!(desk.refused("amina", act)["code"], nobody);
    }
    desk.done("amina", allow("The sides agree on one later."));
    assert_eq!(found(&desk).1.unwrap().in_language("en"), "The sides agree on one later.");
    assert_eq!(desk.refused("amina", allow("Again."))["state"], "already-allowed");
    desk.done("amina", json!({ "act": "disallow-finding", "rule": "no-verifier", "on": on }));
    assert!(found(&desk).1.is_none() && desk.case.dossier().stress.allow.is_empty());
}

#[test]
fn a_game_is_set_changed_and_taken_out_and_nonsense_is_refused() {
    let mut desk = opened();
    desk.done("amina", json!({ "act": "import-dossier", "dossier": SHOW_CASE }));
    let player = json!({ "id": "government", "options": ["stop"], "prefers": ["not stop"] });
    let game = json!({ "agreed": ["stop"], "player": [player] });
    desk.done("amina", json!({ "act": "set-game", "game": game }));
    let written = serde_json::to_value(desk.case.dossier().game.as_ref().unwrap()).unwrap();
    assert_eq!(written, game);
    for nonsense in [json!({ "player": [] }), json!({ "agreed": ["go"], "player": [player] })] {
        assert_eq!(desk.refused("amina", json!({ "act": "set-game", "game": nonsense }))["code"], "dossier");
    }
    let unreadable = json!({ "infeasible": ["stop and"], "player": [player] });
    let act = json!({ "act": "set-game", "game": unreadable });
    let error = serde_json::from_value::<mawqif_core::case::Act>(act).unwrap_err().to_string();
    assert!(error.contains("the formula cannot be read"), "{error}");
    desk.done("amina", json!({ "act": "set-game" }));
    assert_eq!(desk.case.dossier().game, None);
}

#[test]
fn another_wording_takes_the_place_of_a_condition_in_what_is_said_of_the_test() {
    let mut desk = opened();
    desk.done(
        "amina",
        json!({ "act": "import-dossier", "dossier": "mawqif = 1\n[initiative]\nid = \"i\"\n" }),
    );
    desk.done("amina", json!({ "act": "propose-condition", "condition": { "id": "eyes" } }));
    desk.done("amina", json!({ "act": "set-test", "verifies": ["eyes"] }));
    desk.done(
        "amina",
        json!({ "act": "allow-finding", "rule": "no-scope", "on": ["eyes"], "reason": "So." }),
    );
    let by = json!([{ "id": "monitors" }, { "id": "drones" }]);
    desk.done("amina", json!({ "act": "offer-wording", "replaces": ["eyes"], "by": by }));
    let stress = &desk.case.dossier().stress;
    let ids = |ids: &[mawqif_core::text::Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(ids(&stress.verifies), ["monitors", "drones"]);
    assert_eq!(ids(&stress.allow[0].on), ["monitors", "drones"]);
    assert!(read(write::write(desk.case.dossier()).unwrap().as_bytes()).dossier.is_some());
}

#[test]
fn what_is_said_of_the_test_keeps_nothing_in_the_dossier() {
    let mut desk = opened();
    desk.done("amina", json!({ "act": "import-dossier", "dossier": SHOW_CASE }));
    desk.done("amina", json!({ "act": "propose-condition", "condition": { "id": "eyes" } }));
    desk.done(
        "amina",
        json!({ "act": "set-test", "verifies": ["eyes", "monitors"], "responds": ["response"] }),
    );
    for on in [json!(["stop-shelling", "eyes"]), json!(["eyes"])] {
        desk.done(
            "amina",
            json!({ "act": "allow-finding", "rule": "no-verifier", "on": on, "reason": "So." }),
        );
    }
    let facts = desk.done("amina", json!({ "act": "withdraw-condition", "id": "eyes" }));
    let kinds =
        ["test-set", "finding-disallowed", "finding-allowed", "finding-disallowed", "condition-withdrawn"];
    assert_eq!(Desk::kinds(&facts), kinds);
    let stress = &desk.case.dossier().stress;
    assert_eq!((stress.verifies.len(), stress.responds.len(), stress.allow.len()), (1, 1, 1));
    assert_eq!(stress.allow[0].on[0].as_str(), "stop-shelling");
    let facts =
        desk.done("amina", json!({ "act": "withdraw-part", "part": { "provision": "stop-shelling" } }));
    assert_eq!(Desk::kinds(&facts), ["finding-disallowed", "provision-withdrawn"]);
    assert!(desk.case.dossier().stress.allow.is_empty());
    assert!(read(write::write(desk.case.dossier()).unwrap().as_bytes()).dossier.is_some());
}
