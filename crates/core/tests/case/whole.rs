//! A case in which everything happens that can: the source of the golden record.

mod asked;

use mawqif_core::{
    case::{Fact, Moment},
    statement::{Language, signature::SecretKey},
};
use serde_json::{Value, json};

use self::asked::the_base_is_asked;
use crate::{desk::Desk, evidence::entrusted, seating::come_and_gone};

/// Three bodies and a rule that counts heads, so that votes can be secret.
pub fn council() -> Desk {
    let mut desk = Desk::new();
    desk.done(
        "amina",
        json!({
            "act": "open-case",
            "title": { "ar": "تجميد القتال", "en": "Freeze of the fighting" },
            "secretariat": ["basil"],
        }),
    );
    let offer =
        json!({ "id": "freeze", "title": "Freeze", "sponsor": "the envoy", "received": "2031-03-01" });
    desk.done("amina", json!({ "act": "receive-initiative", "initiative": offer }));
    for (id, weight) in [("council", 3), ("brigade", 2), ("union", 1)] {
        let body = json!({ "id": id, "chamber": ["civil", id], "weight": weight });
        desk.done("amina", json!({ "act": "admit-body", "body": body }));
    }
    let rule = json!({
        "quorum": { "measure": "bodies", "at_least": "2/3" },
        "requires": [{ "measure": "bodies", "more_than": "1/2", "of": "members" }],
    });
    desk.done("amina", json!({ "act": "set-rule", "rule": rule }));
    for (number, body) in [(1, "council"), (2, "brigade"), (3, "union")] {
        let account = format!("of-{body}");
        desk.done("amina", json!({ "act": "mandate-delegate", "account": account, "body": body }));
        desk.done(&account, json!({ "act": "accept-mandate", "mandate": number }));
    }
    desk
}

/// The council with conditions, and with the consultation opened.
pub fn consulted() -> Desk {
    let mut desk = council();
    for (body, id) in [("council", "ground"), ("brigade", "monitors"), ("union", "routes")] {
        let condition = json!({ "id": id, "text": format!("The {id}."), "burden": 2 });
        desk.done(
            &format!("of-{body}"),
            json!({ "act": "propose-condition", "body": body, "condition": condition }),
        );
    }
    desk.done("amina", json!({ "act": "open-consultation" }));
    desk
}

/// The same, and a package wins.
pub fn answered() -> Desk {
    let mut desk = consulted();
    for (body, says) in
        [("council", "accept if ground"), ("brigade", "accept if ground and monitors"), ("union", "reject")]
    {
        let stance = json!({ "act": "file-stance", "body": body, "says": says, "version": 1 });
        desk.done(&format!("of-{body}"), stance);
    }
    desk.done("amina", json!({ "act": "compute-position" }));
    desk
}

/// Everything that can happen.
pub fn whole() -> Desk {
    let mut desk = council();
    offer(&mut desk);
    people(&mut desk);
    conditions(&mut desk);
    desk.done("amina", json!({ "act": "open-consultation" }));
    meeting(&mut desk);
    changes(&mut desk);
    stances(&mut desk);
    ballots(&mut desk);
    named(&mut desk);
    guests(&mut desk);
    withdrawn(&mut desk);
    tested(&mut desk);
    keyed(&mut desk);
    signed(&mut desk);
    desk
}

fn offer(desk: &mut Desk) {
    let parts = [
        json!({ "place": { "id": "town", "name": "Town", "at": [36.2, 37.16] } }),
        json!({ "party": { "id": "government", "name": { "ar": "الحكومة", "en": "the government" } } }),
        json!({ "harm": { "id": "shelling" } }),
        json!({ "provision": {
            "id": "stop", "text": "It stops.", "obliged": ["government"], "stops": ["shelling"],
            "where": ["town"], "from": "2031-03-10", "until": "2031-04-21", "status": "announced",
        } }),
        json!({ "red-line": { "id": "no-force", "against": ["stop"] } }),
        json!({ "quote": { "speaker": "the spokesman", "said": "They stop.", "span": [0, 10] } }),
        json!({ "committee": { "id": "followup", "members": ["council", "union"] } }),
        json!({ "commitment": {
            "id": "no-shelling", "obliged": ["government"], "rests_on": ["stop"], "kind": "abstain", "where": ["town"],
            "from": "2031-03-10", "indicator": { "kinds": ["shelling"], "actors": ["the government"] },
            "baseline": { "from": "2031-01-01", "until": "2031-03-09" }, "ceiling": "1/2", "judged_by": "followup",
        } }),
    ];
    for part in parts {
        desk.done("amina", json!({ "act": "enter-part", "part": part }));
    }
    let report = json!({ "name": "a paper", "text": "The spokesman said: they stop." });
    let told = json!({ "parts": [{ "quote": { "said": "they stop", "span": [20, 29] } }] });
    desk.done("amina", json!({ "act": "enter-report", "report": report, "told": told }));
    desk.done("amina", json!({ "act": "withdraw-part", "part": { "quote": 2 } }));
    let names = [
        json!({ "commitment": "no-shelling" }),
        json!({ "red-line": "no-force" }),
        json!({ "quote": 1 }),
        json!({ "provision": "stop" }),
        json!({ "harm": "shelling" }),
        json!({ "party": "government" }),
        json!({ "place": "town" }),
        json!({ "committee": "followup" }),
    ];
    for part in names {
        desk.done("basil", json!({ "act": "withdraw-part", "part": part }));
    }
    let committee = json!({ "committee": { "id": "followup", "members": ["council", "union"] } });
    desk.done("amina", json!({ "act": "enter-part", "part": committee }));
}

fn people(desk: &mut Desk) {
    desk.done("amina", json!({ "act": "appoint-secretary", "account": "chadi" }));
    desk.done("amina", json!({ "act": "dismiss-secretary", "account": "chadi" }));
    desk.done("amina", json!({ "act": "admit-observer", "account": "dima" }));
    desk.done("amina", json!({ "act": "dismiss-observer", "account": "dima" }));
    let substitute =
        json!({ "act": "name-substitute", "mandate": 1, "account": "eyad", "scope": ["meetings"] });
    desk.done("of-council", substitute);
    desk.done("eyad", json!({ "act": "accept-mandate", "mandate": 4 }));
}

fn conditions(desk: &mut Desk) {
    for (body, id) in
        [("council", "ground"), ("brigade", "ground-too"), ("brigade", "monitors"), ("union", "routes")]
    {
        let condition = json!({ "id": id, "text": format!("The {id}.") });
        desk.done(
            &format!("of-{body}"),
            json!({ "act": "propose-condition", "body": body, "condition": condition }),
        );
    }
    let merged = json!([{ "id": "ground", "text": "Both say this." }]);
    desk.done("amina", json!({ "act": "offer-wording", "replaces": ["ground", "ground-too"], "by": merged }));
    desk.done("of-council", json!({ "act": "agree-to-wording", "offer": 1, "body": "council" }));
    desk.done("of-brigade", json!({ "act": "agree-to-wording", "offer": 1, "body": "brigade" }));
    let split = json!([{ "id": "road" }, { "id": "bridge" }]);
    desk.done("amina", json!({ "act": "offer-wording", "replaces": ["routes"], "by": split }));
    let refusal =
        json!({ "act": "refuse-wording", "offer": 2, "body": "union", "reason": "They are one thing." });
    desk.done("of-union", refusal);
    let other = json!([{ "id": "monitors", "text": "Neutral monitors." }]);
    desk.done("amina", json!({ "act": "offer-wording", "replaces": ["monitors"], "by": other }));
    desk.done("amina", json!({ "act": "retract-wording", "offer": 3 }));
    let costlier = json!({ "id": "monitors", "burden": 2 });
    desk.done("amina", json!({ "act": "change-condition", "condition": costlier }));
    desk.done("of-union", json!({ "act": "withdraw-condition", "id": "routes" }));
}

fn meeting(desk: &mut Desk) {
    desk.done(
        "amina",
        json!({
            "act": "convene-meeting", "title": "First meeting", "at": 1_930_000_900_000_000_u64,
            "place": "the school", "agenda": ["the offer", "next steps"],
        }),
    );
    let attends = |body: &str, attendance: &str| json!({ "act": "take-attendance", "meeting": 1, "body": body, "attendance": attendance });
    desk.done("eyad", attends("council", "present"));
    desk.done("amina", attends("union", "present"));
    desk.done("amina", json!({ "act": "open-meeting", "meeting": 1 }));
    desk.done("of-brigade", attends("brigade", "present"));
    desk.done("of-union", attends("union", "absent"));
    desk.done(
        "amina",
        json!({ "act": "take-decision", "meeting": 1, "item": 1, "decision": "The bodies are asked." }),
    );
    desk.done("basil", json!({ "act": "close-meeting", "meeting": 1 }));
}

fn changes(desk: &mut Desk) {
    let guild = json!({ "id": "guild", "weight": 1 });
    desk.done("amina", json!({ "act": "admit-body", "body": guild }));
    desk.done("basil", json!({ "act": "confirm-change", "proposal": 1 }));
    desk.done("amina", json!({ "act": "change-body", "body": { "id": "guild", "weight": 2 } }));
    desk.done("basil", json!({ "act": "confirm-change", "proposal": 2 }));
    desk.done("basil", json!({ "act": "set-rule", "rule": {} }));
    desk.done("basil", json!({ "act": "drop-change", "proposal": 3 }));
    desk.done("basil", json!({ "act": "dismiss-body", "id": "guild" }));
    desk.done("amina", json!({ "act": "confirm-change", "proposal": 4 }));
    desk.done("amina", json!({ "act": "end-mandate", "mandate": 4 }));
}

fn stances(desk: &mut Desk) {
    // Where things happen later, and who is said to have done them.
    for part in
        [json!({ "place": { "id": "north", "name": "North" } }), json!({ "party": { "id": "militia" } })]
    {
        desk.done("amina", json!({ "act": "enter-part", "part": part }));
    }
    let reported = json!({
        "act": "file-stance", "body": "union", "says": "reject", "version": 1,
        "standing": "reported", "source": "the evening paper",
    });
    desk.done("amina", reported);
    let second = json!({ "id": "freeze", "title": "Freeze, second draft", "version": 2 });
    desk.done("amina", json!({ "act": "revise-initiative", "initiative": second }));
    desk.done("amina", json!({ "act": "withdraw-stance", "body": "union", "version": 1 }));
    for (body, says, is_confidential) in [
        ("council", "accept if ground", false),
        ("brigade", "قبول إذا ground و monitors", true),
        ("union", "abstain", false),
    ] {
        let stance = json!({
            "act": "file-stance", "body": body, "says": says, "version": 2,
            "confidential": is_confidential, "standing": "expected", "reason": "So it was decided.",
        });
        desk.done(&format!("of-{body}"), stance);
    }
    desk.done("amina", json!({ "act": "compute-position" }));
}

fn ballots(desk: &mut Desk) {
    let package = json!(["ground", "monitors"]);
    desk.done("amina", json!({ "act": "open-ballot", "package": package }));
    desk.done(
        "of-union",
        json!({ "act": "cast-ballot", "ballot": 1, "body": "union", "choice": "reject", "reason": "Too little." }),
    );
    desk.done("amina", json!({ "act": "cancel-ballot", "ballot": 1, "reason": "It should be secret." }));
    desk.done("amina", json!({ "act": "open-ballot", "package": package, "form": "secret" }));
    for (body, choice) in [("union", "reject"), ("council", "accept"), ("brigade", "accept")] {
        let vote = json!({ "act": "cast-ballot", "ballot": 2, "body": body, "choice": choice });
        desk.done(&format!("of-{body}"), vote);
    }
    desk.done("amina", json!({ "act": "close-ballot", "ballot": 2 }));
    desk.done("amina", json!({ "act": "adopt-position", "ballot": 2 }));
    told(desk);
    spoken(desk);
    followed(desk);
    entrusted(desk);
    desk.reopened(["amina", "basil"], "Breach of ground.");
}

/// Reports, an incident, a finding, a trigger that nobody answers in time, and what a committee notes.
fn followed(desk: &mut Desk) {
    let terms = json!({
        "answer_hours": 2, "review_on": ["2040-01-01"], "mandate": both("See to it."), "bulletin": "monday",
        "public": "public", "zone": "Asia/Damascus",
    });
    desk.done("amina", json!({ "act": "set-follow-up", "terms": terms }));
    let owed = json!({
        "id": "no-raids", "text": both("No raids."), "obliged": ["militia"], "rests_on": ["ground"], "kind": "abstain",
        "indicator": { "kinds": ["raid"] }, "red_line": true,
    });
    desk.done("of-union", json!({ "act": "enter-part", "part": { "commitment": owed } }));
    let reports = [
        ("of-union", "u-1", "A baker", "C3"),
        ("amina", "a-1", "A doctor", "B2"),
        ("amina", "a-2", "A driver", "E5"),
    ];
    for (who, client, origin, grade) in reports {
        let report = json!({
            "client": client, "what": both("A raid."), "where": "north", "occurred": 1_929_000_000_000_000_u64,
            "precision": "day", "told": 1_929_500_000_000_000_u64, "origin": origin, "grade": grade,
            "commitment": "no-raids", "evidence": ["a film"],
        });
        desk.done(who, json!({ "act": "report-incident", "report": report }));
    }
    let mut incident =
        json!({ "what": both("A raid."), "where": "north", "occurred": 1_929_000_000_000_000_u64 });
    desk.done("amina", json!({ "act": "open-incident", "incident": incident, "reports": [1, 3] }));
    incident["killed"] = json!({ "low": 0, "best": 1, "high": 2 });
    incident["precision"] = json!({ "time": "day", "place": "near" });
    desk.done("basil", json!({ "act": "change-incident", "incident": 1, "to": incident }));
    let shown = json!({
        "act": "set-incident-sensitivity", "incident": 1, "sensitivity": "open", "reason": "Everybody saw it.",
    });
    desk.done("basil", shown);
    desk.done("basil", json!({ "act": "link-report", "incident": 1, "report": 2 }));
    desk.done(
        "basil",
        json!({ "act": "unlink-report", "incident": 1, "report": 3, "reason": "Another day." }),
    );
    desk.done("basil", json!({ "act": "grade-report", "report": 1, "grade": "C2", "reason": "New to us." }));
    for who in ["basil", "of-council"] {
        desk.done(who, json!({ "act": "review-incident", "incident": 1, "judgement": "verified", "reason": "Two say so." }));
    }
    // A grade that leaves too little undoes what they say; with the next they may say it again.
    desk.done("basil", json!({ "act": "grade-report", "report": 1, "grade": "E5", "reason": "Made up." }));
    desk.done("basil", json!({ "act": "grade-report", "report": 1, "grade": "C2", "reason": "It was not." }));
    for who in ["basil", "of-council"] {
        desk.done(who, json!({ "act": "review-incident", "incident": 1, "judgement": "verified", "reason": "Two say so." }));
    }
    let attribution = json!({ "to": "militia", "certainty": "likely" });
    desk.done("basil", json!({ "act": "attribute-incident", "incident": 1, "attribution": attribution }));
    let finding =
        json!({ "incident": 1, "commitment": "no-raids", "verdict": "breach", "reason": "It is plain." });
    desk.done("of-council", json!({ "act": "make-finding", "finding": finding }));
    desk.done("of-union", json!({ "act": "dissent-from-finding", "finding": 1, "reason": "It is not." }));
    desk.done(
        "of-union",
        json!({ "act": "note-performance", "commitment": "no-raids", "performance": "in-part", "reason": "One raid." }),
    );
    desk.done(
        "amina",
        json!({ "act": "note-access", "where": "north", "access": "denied", "since": "2031-02-01" }),
    );
    desk.done(
        "amina",
        json!({ "act": "note-access", "where": "north", "access": "given", "since": "2031-02-02" }),
    );
    desk.done("amina", json!({ "act": "note-change", "change": { "of": "party", "what": "A new envoy." } }));
    desk.done("amina", json!({ "act": "note-obstacle", "what": "No road." }));
    desk.done("amina", json!({ "act": "clear-obstacle", "obstacle": 1, "reason": "It was opened." }));
    desk.done("of-union", json!({ "act": "import-reports", "number": 1, "import": import() }));
    let of_row = json!({
        "client": "table1row2", "what": both("A raid."), "where": "north", "occurred": 1_929_000_000_000_000_u64,
        "origin": "A newspaper", "grade": "C3",
    });
    desk.done("basil", json!({ "act": "report-incident", "report": of_row }));
    desk.done("basil", json!({ "act": "take-import-back", "number": 1, "reason": "The wrong year." }));
    let task = json!({ "what": "Ask the hospital.", "owner": "union", "due": "2031-03-20" });
    desk.done("amina", json!({ "act": "give-task", "task": task }));
    desk.done("of-union", json!({ "act": "end-task", "task": 1, "end": "done" }));
    come_and_gone(desk);
    let due = desk.case.due_triggers(Moment::from_micros(desk.now));
    desk.done("basil", json!({ "act": "fire-trigger", "inputs": due[0].sha256() }));
    desk.now += 2 * 3_600_000_000;
    desk.done("amina", json!({ "act": "escalate-trigger", "trigger": 1 }));
    desk.done(
        "of-union",
        json!({ "act": "answer-trigger", "trigger": 1, "answer": "waive", "reason": "One raid." }),
    );
}

/// A table of reports.
pub fn import() -> Value {
    json!({
        "sha256": "1".repeat(64), "format": "plain", "rows": 12, "taken": 10, "root": "2".repeat(64),
        "first": "2031-01-02", "last": "2031-02-01",
    })
}

/// Text in both languages.
pub fn both(words: &str) -> Value {
    json!({ "ar": format!("نص: {words}"), "en": words })
}

/// A statement is drafted, asked to be released by one and let out by another.
pub fn release(desk: &mut Desk, draft: Value) -> u64 {
    desk.done("amina", json!({ "act": "draft-statement", "draft": draft }));
    let statement = *desk.case.statements().keys().next_back().unwrap();
    desk.done("amina", json!({ "act": "release-statement", "statement": statement, "version": 1 }));
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done("basil", json!({ "act": "confirm-change", "proposal": proposal }));
    statement
}

fn told(desk: &mut Desk) {
    let adopted = desk.case.entries() - 2;
    let draft = json!({
        "kind": "position", "title": both("Our answer"), "text": both("We accept if two things are given."),
        "rests_on": [adopted],
    });
    release(desk, draft);
}

fn withdrawn(desk: &mut Desk) {
    let draft = json!({
        "kind": "withdrawal", "title": both("Taken back"), "text": both("Our answer is under review."), "about": 1,
    });
    release(desk, draft);
}

/// Two people say whose keys count; the first statement is signed, and another is talked about.
fn signed(desk: &mut Desk) {
    let key = SecretKey::new("amina@coalition.example", [5; 32]).unwrap();
    let signer = json!({ "name": key.name(), "key": key.public().ssh_line("") });
    desk.done("amina", json!({ "act": "set-signers", "signers": { "coalition": 1, "signer": [signer] } }));
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done("basil", json!({ "act": "confirm-change", "proposal": proposal }));
    let text = desk.case.statements()[&2].version().unwrap().draft.canonical(Language::Arabic).unwrap();
    let signature = key.ssh_signature(text.as_str().as_bytes());
    desk.done(
        "of-union",
        json!({ "act": "sign-statement", "statement": 2, "version": 1, "language": "ar", "signature": signature }),
    );
    let draft = json!({ "kind": "bulletin", "title": both("News"), "text": both("The bodies have met.") });
    desk.done("amina", json!({ "act": "draft-statement", "draft": draft }));
    let words = json!({ "act": "comment-statement", "statement": 3, "version": 1, "paragraph": 1, "words": both("When?") });
    desk.done("of-union", words);
    desk.done("amina", json!({ "act": "resolve-comment", "statement": 3, "comment": 1 }));
}

/// What is said about the test of the offer, and a model of stability.
fn tested(desk: &mut Desk) {
    let game = json!({
        "now": [], "agreed": ["stop"], "irreversible": ["answer", "stop off"], "infeasible": ["answer and stop"],
        "player": [
            { "id": "government", "options": ["stop"], "prefers": ["not answer", "not stop"] },
            { "id": "council", "options": ["answer"], "ranking": [[["stop"]], [["answer"], []]] },
        ],
    });
    desk.done("amina", json!({ "act": "set-game", "game": game }));
    desk.done("amina", json!({ "act": "set-game" }));
    desk.done("basil", json!({ "act": "set-game", "game": game }));
    let test = json!({ "act": "set-test", "pack": "ceasefire", "verifies": ["monitors"], "responds": [] });
    desk.done("amina", test);
    let allowed =
        json!({ "act": "allow-finding", "rule": "no-scope", "on": ["ground"], "reason": both("So be it.") });
    desk.done("amina", allowed.clone());
    desk.done("amina", json!({ "act": "disallow-finding", "rule": "no-scope", "on": ["ground"] }));
    desk.done("amina", allowed);
}

/// Another key comes to sign the record; whether the handover is good is the server's to see to.
fn keyed(desk: &mut Desk) {
    let (from, to) = (
        "coalition.example/case-1+00000001+AQ==".to_owned(),
        "coalition.example/case-1+00000002+AQ==".to_owned(),
    );
    desk.append("server", &Fact::KeyChanged { from, to, handover: "a signed note".to_owned() });
}

fn guests(desk: &mut Desk) {
    desk.done("amina", json!({ "act": "admit-guest", "account": "rima", "as": "reporter" }));
    desk.done("rima", json!({ "act": "accept-role", "as": "reporter" }));
    desk.done("amina", json!({ "act": "dismiss-guest", "account": "rima", "as": "reporter" }));
    desk.done("amina", json!({ "act": "admit-guest", "account": "reserved", "as": "participant" }));
    desk.done("rima", json!({ "act": "take-invitation", "invited": "reserved" }));
    desk.done("rima", json!({ "act": "accept-role", "as": "participant" }));
    desk.done("amina", json!({ "act": "dismiss-guest", "account": "rima", "as": "participant" }));
}

fn named(desk: &mut Desk) {
    desk.done("amina", json!({ "act": "mandate-delegate", "account": "basil", "body": "union" }));
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done("of-union", json!({ "act": "confirm-change", "proposal": proposal }));
    desk.done("basil", json!({ "act": "accept-mandate", "mandate": 5 }));
    desk.done("basil", json!({ "act": "end-mandate", "mandate": 5 }));
}

/// A press conference, lines for it, the words of the house, and what a member said afterwards.
fn spoken(desk: &mut Desk) {
    let conference = json!({
        "title": both("Our answer"), "at": 1_930_100_000_000_000_u64, "place": both("the school"), "statement": 1,
        "speakers": [{ "body": "council", "name": both("A speaker") }], "announcement": "public",
    });
    desk.done("amina", json!({ "act": "call-press-conference", "conference": conference }));
    let journalist = json!({ "name": "A. Reporter", "outlet": "River Post", "contact": "a@example.org", "language": "en" });
    desk.done("amina", json!({ "act": "list-journalist", "conference": 1, "journalist": journalist }));
    desk.done("basil", json!({ "act": "decide-admission", "applicant": 1, "admission": "accepted" }));
    desk.done(
        "basil",
        json!({ "act": "call-off-press-conference", "number": 1, "reason": both("The road is cut.") }),
    );
    for kind in ["holding", "answer"] {
        let line = json!({
            "kind": kind, "about": both("Shelling"), "words": both("It has to stop."), "rests_on": { "statement": 1 },
        });
        desk.done("amina", json!({ "act": "write-press-line", "line": line }));
    }
    desk.done("basil", json!({ "act": "agree-to-press-line", "number": 1, "version": 1 }));
    desk.done("amina", json!({ "act": "drop-press-line", "number": 2 }));
    let text = "The council said that it accepts.";
    let report = json!({ "name": "River Post", "text": text });
    let source =
        mawqif_core::case::report::Report { name: "River Post".into(), published: None, text: text.into() };
    let span = [22, 32];
    let quote = json!({ "said": "it accepts", "body": "council", "source": source.source(), "span": span });
    let told = json!({ "parts": [{ "quote": quote }] });
    desk.done("amina", json!({ "act": "enter-report", "report": report, "told": told }));
    desk.done(
        "basil",
        json!({
            "act": "note-remark", "report": source.sha256(), "span": span, "body": "council",
            "says": { "verdict": "accept" },
        }),
    );
    let words = "title = [{ ar = \"خبر\", en = \"News\" }]\nblock = []\n";
    desk.done("amina", json!({ "act": "set-house-template", "name": "bulletin.toml", "words": words }));
    desk.done("amina", json!({ "act": "set-house-template", "name": "bulletin.toml" }));
    the_base_is_asked(desk);
}
