//! Scenes ten and eleven over HTTP: reports from phones, two people who verify, a finding, the committee's answer, and the
//! position that is open again with its meeting called.

use std::{
    process::Stdio,
    time::{SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};

use crate::{
    client::Reply,
    place::{Place, Server, example, newcomer, offer, stories},
};

stories!(
    a_breach_of_ground_opens_the_position_again,
    a_report_that_is_sent_twice_is_one_and_its_source_is_for_those_who_follow_up,
);

const HOUR: u64 = 3_600_000_000;

fn act(server: &Server, token: &str, act: &Value) -> Reply {
    server.post(Some(token), "/api/cases/ours/acts", act)
}

fn now() -> u64 {
    u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros()).unwrap()
}

/// The show case after its adoption: the server, two of the secretariat, and the delegates by their bodies.
fn adopted(place: Place) -> (Server, String, String, Vec<(String, String)>) {
    let (amals, amal) = place.account("amal", &[]);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    act(&server, &salma, &json!({ "act": "appoint-secretary", "account": amals })).of(201);
    server.import(&salma, "ours", &offer()).of(201);
    act(&server, &salma, &json!({ "act": "open-consultation" })).of(201);
    let read = mawqif_core::dossier::read(example("wadi-nahr.toml").as_bytes()).dossier.unwrap();
    let mut delegates = Vec::new();
    for stance in &read.stances {
        let body = stance.body.to_string();
        let token = server.delegate(&salma, "ours", &body, &format!("of-{body}"));
        let says = stance.says.to_string();
        let filed = json!({ "act": "file-stance", "body": body, "says": says, "version": 1 });
        act(&server, &token, &filed).of(201);
        delegates.push((body, token));
    }
    act(&server, &salma, &json!({ "act": "compute-position" })).of(201);
    let package = ["ground", "monitors", "routes", "detainees", "response"];
    act(&server, &salma, &json!({ "act": "open-ballot", "package": package })).of(201);
    for (body, token) in &delegates {
        let choice = if body == "eastern-front" { "reject" } else { "accept" };
        let vote = json!({ "act": "cast-ballot", "ballot": 1, "body": body, "choice": choice });
        act(&server, token, &vote).of(201);
    }
    act(&server, &salma, &json!({ "act": "close-ballot", "ballot": 1 })).of(201);
    act(&server, &salma, &json!({ "act": "adopt-position", "ballot": 1 })).of(201);
    for (id, on) in [
        ("no-killing", "ground"),
        ("monitors-come", "monitors"),
        ("routes-open", "routes"),
        ("prisoners-free", "detainees"),
        ("breaches-answered", "response"),
    ] {
        let commitment = json!({
            "id": id, "text": { "ar": "وعد", "en": format!("The promise of {on}.") }, "obliged": ["government"],
            "rests_on": [on], "kind": "abstain", "where": ["wadi-nahr"], "judged_by": "followup", "red_line": on == "ground",
        });
        act(&server, &salma, &json!({ "act": "enter-part", "part": { "commitment": commitment } })).of(201);
    }
    (server, salma, amal, delegates)
}

fn of<'d>(delegates: &'d [(String, String)], body: &str) -> &'d str {
    &delegates.iter().find(|(own, _)| own == body).unwrap().1
}

fn reporter(server: &Server, salma: &str, name: &str) -> String {
    let (link, _) = server.invite(salma, "ours", &json!({ "role": "reporter" }));
    let accepted = server.post(None, &format!("/api/invitations/{link}"), &newcomer(name)).of(201);
    accepted["session"]["token"].as_str().unwrap().to_owned()
}

fn report(client: &str, origin: &str, grade: &str) -> Value {
    json!({ "act": "report-incident", "report": {
        "client": client, "what": { "ar": "قُتل اثنان عند الخط الشمالي.", "en": "Two were killed at the northern line." },
        "where": "wadi-nahr", "occurred": now() - HOUR, "origin": origin, "grade": grade, "commitment": "no-killing",
    } })
}

fn a_breach_of_ground_opens_the_position_again(place: Place) {
    let (nadias, nadia) = place.account("nadia", &[]);
    let (server, salma, amal, delegates) = adopted(place);
    // The statement of the position is out.
    let draft = json!({ "act": "draft-statement", "draft": {
        "kind": "position", "title": { "ar": "جوابنا", "en": "Our answer" },
        "text": { "ar": "نقبل بشروط.", "en": "We accept with conditions." },
        "rests_on": [server.get(&salma, "/api/cases/ours").of(200)["entries"].as_u64().unwrap() - 7],
    } });
    act(&server, &salma, &draft).of(201);
    let asked =
        act(&server, &salma, &json!({ "act": "release-statement", "statement": 1, "version": 1 })).of(201);
    let confirm = json!({ "act": "confirm-change", "proposal": asked["facts"][0]["fact"]["proposal"] });
    act(&server, &amal, &confirm).of(201);

    let (one, other) = (reporter(&server, &salma, "rania"), reporter(&server, &salma, "jad"));
    act(&server, &one, &report("a-1", "A doctor of the field hospital", "B2")).of(201);
    act(&server, &other, &report("b-1", "A baker by the bridge", "C3")).of(201);
    let incident = json!({
        "what": { "ar": "قتل عند الخط الشمالي", "en": "A killing at the northern line" }, "where": "wadi-nahr",
        "occurred": now() - HOUR, "killed": { "low": 1, "best": 2, "high": 2 },
    });
    act(&server, &salma, &json!({ "act": "open-incident", "incident": incident, "reports": [1, 2] })).of(201);
    let verify = json!({ "act": "review-incident", "incident": 1, "judgement": "verified", "reason": "Both accounts agree." });
    act(&server, &salma, &verify).of(201);
    assert_eq!(act(&server, &salma, &verify).problem(409), "state");
    let council = of(&delegates, "provincial-council");
    let finding = json!({ "act": "make-finding", "finding": {
        "incident": 1, "commitment": "no-killing", "verdict": "breach", "reason": "It was at the line, and at night.",
    } });
    assert_eq!(act(&server, council, &finding).problem(409), "state");
    act(&server, council, &verify).of(201);
    let attribute = json!({
        "act": "attribute-incident", "incident": 1, "attribution": { "to": "government", "certainty": "established" },
    });
    act(&server, &amal, &attribute).of(201);
    // Whoever finds it has neither reported nor verified it.
    let national = of(&delegates, "national-council");
    act(&server, national, &finding).of(201);

    let due = server.get(&salma, "/api/cases/ours").of(200)["follow_up"]["due"].clone();
    assert_eq!(
        (due.as_array().unwrap().len(), &due[0]["inputs"]["cause"]["trigger"]),
        (1, &"red-line".into()),
        "{due}"
    );
    let fire = json!({ "act": "fire-trigger", "inputs": due[0]["sha256"] });
    let fired = act(&server, &salma, &fire).of(201)["facts"][0]["seq"].to_string();
    // On another server as well, the same inputs fire once.
    assert_eq!(act(&server.beside(), &amal, &fire).problem(409), "state");
    // It cannot be erased: by it the same never fires again.
    let erased = server.place.command(&["erase", "ours", &fired]).stderr(Stdio::piped()).output().unwrap();
    assert!(!erased.status.success());
    assert!(
        String::from_utf8_lossy(&erased.stderr).contains("without it the case would be another"),
        "{erased:?}"
    );
    let answer =
        json!({ "act": "answer-trigger", "trigger": 1, "answer": "confirm", "reason": "We have seen it." });
    assert_eq!(act(&server, &salma, &answer).problem(403), "not-allowed");
    // Nor does whoever found it alone answer it.
    let refused = act(&server, national, &answer);
    assert_eq!(
        (refused.status, refused.json()["refusal"]["state"].as_str()),
        (409, Some("answer-needs-another"))
    );
    // It weighs as much as a change of who decides: a session that was left open does not do it.
    let left = act(&server, of(&delegates, "joint-operations"), &answer);
    assert_eq!(left.problem(403), "confirm-again");
    let seat = json!({ "act": "mandate-delegate", "account": nadias, "body": "joint-operations" });
    let mandate = act(&server, &salma, &seat).of(201)["facts"][0]["fact"]["mandate"].clone();
    act(&server, &nadia, &json!({ "act": "accept-mandate", "mandate": mandate })).of(201);
    let told = act(&server, &nadia, &answer).of(201);
    let kinds: Vec<&Value> = told["facts"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["trigger-answered", "position-reopened", "meeting-convened"]);
    let back = &told["facts"][0]["fact"]["back"];
    assert_eq!((&back["outcome"], &back["breached"]), (&"reopened".into(), &json!(["ground"])));
    let named = [
        "interim-administration",
        "joint-operations",
        "national-council",
        "northern-brigade",
        "river-battalion",
    ];
    assert_eq!(back["pivotal"], json!(named));
    assert_eq!(back["repairs"][0], json!({ "repair": "restore", "conditions": ["ground"], "burden": 3 }));
    // The agenda is written, in both languages, and names them.
    let agenda = &told["facts"][2]["fact"]["agenda"];
    let english: Vec<&str> = agenda.as_array().unwrap().iter().map(|it| it["en"].as_str().unwrap()).collect();
    assert!(english[0].contains("red line") && english[0].contains("The promise of ground"), "{english:#?}");
    assert!(
        english.iter().any(|it| it.starts_with("Pivotal") && it.contains("Northern Brigade")),
        "{english:#?}"
    );
    assert!(
        english.iter().any(|it| it.starts_with("The least repair") && it.contains("killing on the ground"))
    );
    assert!(agenda.as_array().unwrap().iter().all(|it| !it["ar"].as_str().unwrap().is_empty()));

    let case = server.get(&salma, "/api/cases/ours").of(200);
    assert_eq!(case["stage"], "consulting");
    assert_eq!(case["follow_up"]["triggers"]["1"]["answer"]["answer"], "confirm");
    let public = server.get_openly("/api/public/cases/ours/statements").of(200);
    assert_eq!(public["statements"][0]["standing"]["standing"], "under-review");
    assert_eq!(public["statements"][0]["text"]["en"], "We accept with conditions.", "it still stands there");
    let meetings = server.get(&salma, "/api/cases/ours/meetings.ics");
    assert_eq!(meetings.status, 200);
}

fn a_report_that_is_sent_twice_is_one_and_its_source_is_for_those_who_follow_up(place: Place) {
    let (omars, omar) = place.account("omar", &[]);
    let (server, salma, _, delegates) = adopted(place);
    act(&server, &salma, &json!({ "act": "admit-observer", "account": omars })).of(201);
    act(&server, &omar, &json!({ "act": "accept-role", "as": "observer" })).of(201);
    let phone = reporter(&server, &salma, "rania");
    let sent = report("018f-1", "A neighbour, who asks not to be named", "C3");
    // The answer was lost, and the phone sends it again: by its key, and without one.
    let key = [("Idempotency-Key", "018f-1")];
    let send = || server.post_with(Some(&phone), "/api/cases/ours/acts", &sent, &key);
    let first = send().of(201);
    assert_eq!(send().of(200)["facts"][0]["seq"], first["facts"][0]["seq"]);
    assert_eq!(act(&server, &phone, &sent).problem(409), "state");
    let seq = &first["facts"][0]["seq"];
    let look = |token: &str| server.get(token, &format!("/api/cases/ours/entries?from={seq}")).of(200);
    let is_told = |answer: &Value| answer.to_string().contains("A neighbour");
    let case = |token: &str| server.get(token, "/api/cases/ours").of(200);
    for (who, sees) in [
        (salma.as_str(), true),
        (of(&delegates, "national-council"), true),
        (of(&delegates, "women-network"), false),
        (omar.as_str(), false),
    ] {
        assert_eq!(is_told(&case(who)), sees, "{who}");
        let entries = look(who);
        assert_eq!(is_told(&entries), sees, "{who}");
        // The entry itself names nobody; who has filed it is told with what it says.
        assert_eq!(entries["entries"][0]["actor"], "-", "{who}");
        assert_eq!(entries["entries"][0]["fact"]["by"].is_string(), sees, "{who}");
    }
    // On which reports an incident rests, and why anybody believes it, is told to the same.
    let incident = json!({ "what": { "en": "A killing" }, "where": "wadi-nahr", "occurred": now() - HOUR });
    act(&server, &salma, &json!({ "act": "open-incident", "incident": incident, "reports": [1] })).of(201);
    let judged = json!({ "act": "review-incident", "incident": 1, "judgement": "undecided", "reason": "One neighbour." });
    act(&server, &salma, &judged).of(201);
    let told = case(&omar)["follow_up"]["incidents"]["1"].clone();
    assert_eq!((&told["rests_on_reports"], &told["verification"]), (&json!(1), &json!("under-review")));
    assert!(told["reports"].is_null() && told["reviews"].is_null(), "{told}");
    assert_eq!(case(&salma)["follow_up"]["incidents"]["1"]["reports"], json!([1]));
    let record = server.get(&omar, &format!("/api/cases/ours/entries?from={seq}")).of(200).to_string();
    assert!(!record.contains("neighbour") && !record.contains("\"report\":1"), "{record}");
    // Whoever reports sees nothing of the case by that.
    assert_eq!(server.get(&phone, "/api/cases/ours").problem(403), "not-allowed");
}
