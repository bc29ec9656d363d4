//! Public consultations over HTTP: without an account, the last vote counts, and what is closed stays as it was counted.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};

use crate::place::{Place, Server, offer, stories};

stories!(
    the_base_is_asked_and_the_answer_stays,
    what_is_not_there_or_over_is_refused,
    a_quota_holds_at_both_servers,
    ten_thousand_votes_by_one_are_one_vote,
    two_servers_see_each_others_votes,
    ballots_on_paper_are_entered_once,
    a_backup_brings_votes_and_voters_back,
);

const ACTS: &str = "/api/cases/ours/acts";
const PUBLIC: &str = "/api/public/cases/ours/consultations/1";
const DESK: &str = "/api/cases/ours/consultations/1";

pub fn in_micros(span: Duration) -> u64 {
    let then = SystemTime::now().duration_since(UNIX_EPOCH).unwrap() + span;
    u64::try_from(then.as_micros()).unwrap()
}

/// A server with a public consultation of three statements; the secretary's token.
fn asking(place: Place, open_for: Duration, doors: &str) -> (Server, String) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &offer()).of(201);
    let terms = json!({
        "title": { "ar": "العرض", "en": "The offer" }, "question": { "ar": "ما الأهم؟", "en": "What matters?" },
        "closes": in_micros(open_for), "doors": doors, "results": "after-closing",
    });
    let act = json!({ "act": "open-public-consultation", "terms": terms });
    server.post(Some(&salma), ACTS, &act).of(201);
    let seeds = json!({ "statements": [
        { "text": { "ar": "افتحوا الطريق", "en": "Open the road" }, "ties": ["routes"] },
        { "text": "No amnesty", "ties": [] },
        { "text": "Let observers in" },
    ] });
    let made = server.post(Some(&salma), &format!("{DESK}/statements"), &seeds).of(201);
    assert_eq!(made["numbers"], json!([1, 2, 3]));
    (server, salma)
}

pub fn hour() -> Duration {
    Duration::from_secs(3_600)
}

fn enter(server: &Server, code: Option<&str>) -> String {
    let entered = server.post(None, &format!("{PUBLIC}/participants"), &json!({ "code": code })).of(201);
    entered["participant"].as_str().unwrap().to_owned()
}

fn vote(server: &Server, participant: &str, statement: u64, vote: i8) -> crate::client::Reply {
    let body = json!({ "participant": participant, "statement": statement, "vote": vote });
    server.post(None, &format!("{PUBLIC}/votes"), &body)
}

fn ballot(server: &Server, participant: &str) -> Value {
    server.post(None, &format!("{PUBLIC}/next"), &json!({ "participant": participant })).of(200)
}

/// What the desk shows of the results, once it is so.
pub fn results(server: &Server, token: &str, is_so: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let reply = server.get(token, &format!("{DESK}/results"));
        if reply.status == 200 && is_so(&reply.json()) {
            return reply.json();
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{reply:?}");
        thread::sleep(Duration::from_millis(50));
    }
}

fn the_base_is_asked_and_the_answer_stays(place: Place) {
    let (server, salma) = asking(place, hour(), "open");
    let open = server.get_openly(PUBLIC).of(200);
    assert_eq!((&open["open"], &open["published"]), (&true.into(), &false.into()));
    assert_eq!(open["statements"].as_array().unwrap().len(), 3);
    assert_eq!(server.get_openly(&format!("{PUBLIC}/results")).problem(404), "not-found");

    // Twelve people of two opinions.
    let people: Vec<String> = (0..12).map(|_| enter(&server, None)).collect();
    for (at, person) in people.iter().enumerate() {
        let side = if at < 6 { 1 } else { -1 };
        for (statement, said) in [(1, 1), (2, side), (3, -side)] {
            vote(&server, person, statement, said).text(204);
        }
    }
    vote(&server, &people[0], 2, 0).text(204);
    vote(&server, &people[0], 2, -1).text(204);
    let told = ballot(&server, &people[0]);
    assert_eq!(told["votes"], json!({ "1": 1, "2": -1, "3": -1 }));
    assert_eq!((&told["next"], &told["voted"], &told["shown"]), (&Value::Null, &3.into(), &3.into()));
    // A statement that somebody adds is read first.
    let words = json!({ "participant": people[1], "text": "افتحوا المدارس", "language": "ar" });
    let added = server.post(None, &format!("{PUBLIC}/statements"), &words).of(201);
    assert_eq!(added["number"], 4);
    assert_eq!(vote(&server, &people[1], 4, 1).problem(409), "no-statement");
    let same = json!({ "participant": people[2], "text": "أفتحوا المدارس!", "language": "ar" });
    assert_eq!(server.post(None, &format!("{PUBLIC}/statements"), &same).problem(409), "said-before");
    let link = json!({ "participant": people[2], "text": "see example.com" });
    assert_eq!(server.post(None, &format!("{PUBLIC}/statements"), &link).problem(422), "words");
    let show = json!({ "statement": 4, "state": "shown" });
    server.post(Some(&salma), &format!("{DESK}/moderation"), &show).text(204);
    vote(&server, &people[1], 4, 1).text(204);
    let out = json!({ "statement": 4, "state": "out" });
    assert_eq!(server.post(Some(&salma), &format!("{DESK}/moderation"), &out).problem(422), "words");
    let out = json!({ "statement": 4, "state": "out", "reason": "said before" });
    server.post(Some(&salma), &format!("{DESK}/moderation"), &out).text(204);

    let live = results(&server, &salma, |told| told["opinion"]["votes"] == 36);
    assert_eq!(live["final"], false);
    let statements = live["opinion"]["statements"].as_array().unwrap();
    assert_eq!(statements.len(), 3, "what was taken out is not told");
    assert_eq!(statements[0]["all"]["agree"], 12);
    let open = live["channels"].as_array().unwrap().iter().find(|it| it["channel"] == "open").unwrap();
    assert_eq!(open["people"], 12);

    // On whom it hangs is told to the secretariat alone.
    let whole = server.get(&salma, &format!("{DESK}/results/all")).of(200);
    assert!(whole["manipulation"].is_object() && live["opinion"]["manipulation"].is_null(), "{whole}");
    assert_eq!(whole["statements"].as_array().unwrap().len(), 4);
    let close = json!({ "act": "close-public-consultation", "number": 1 });
    let closed = server.post(Some(&salma), ACTS, &close).of(201);
    let count = closed["facts"][0]["fact"]["count"].clone();
    assert_eq!(
        (&count["participants"], &count["votes"], &count["statements"]),
        (&12.into(), &36.into(), &3.into())
    );
    assert_eq!(vote(&server, &people[0], 1, -1).problem(409), "consultation-over");
    let published = server.get_openly(&format!("{PUBLIC}/results")).text(200);
    let hash = mawqif_core::record::hash::Hash::of(&[published.as_bytes()]).to_hex();
    assert_eq!(count["result"], hash);
    // Another server finds the same, and nothing moves it any more.
    let other = server.beside();
    assert_eq!(other.get_openly(&format!("{PUBLIC}/results")).text(200), published);
    let mut told = results(&other, &salma, |told| told["final"] == true);
    assert!(published.contains("\"base\":null"), "what statements are tied to is for the case");
    told["opinion"]["base"] = Value::Null;
    let mut published: Value = serde_json::from_str(&published).unwrap();
    assert_eq!(published["channels"].as_array_mut().unwrap().len(), 3);
    assert_eq!(published["texts"].as_object().unwrap().len(), 3);
    published.as_object_mut().unwrap().retain(|name, _| name != "channels" && name != "texts");
    assert_eq!(told["opinion"], published);
    // What the base makes of the condition that a statement is tied to, for the board, once this server has found it as well.
    results(&server, &salma, |told| told["final"] == true);
    let list = server.get(&salma, "/api/cases/ours/consultations").of(200);
    assert_eq!((&list["board"], &list["consultations"][0]["closed"]["count"]), (&1.into(), &count));
    let base = server.get(&salma, &format!("{DESK}/base")).of(200)["base"].clone();
    let routes = &base["conditions"][0];
    assert_eq!((&routes["condition"], &routes["all"]["agree"]), (&"routes".into(), &12.into()), "{base}");
    let again = server.post(Some(&salma), ACTS, &close);
    assert_eq!(again.problem(409), "state");
    assert_eq!(server.get_openly(PUBLIC).of(200)["published"], true);
}

fn what_is_not_there_or_over_is_refused(place: Place) {
    let (server, salma) = asking(place, Duration::from_secs(6), "both");
    let person = enter(&server, None);
    assert_eq!(vote(&server, &person, 9, 1).problem(409), "no-statement");
    assert_eq!(vote(&server, &person, 0, 1).problem(409), "no-statement");
    assert_eq!(vote(&server, &person, 1, 7).problem(422), "body");
    assert_eq!(vote(&server, "nobody", 1, 1).problem(403), "not-entered");
    let wrong = json!({ "code": "22222-2222-2222" });
    assert_eq!(server.post(None, &format!("{PUBLIC}/participants"), &wrong).problem(403), "no-such-code");
    for path in ["/api/public/cases/ours/consultations/7", "/api/public/cases/theirs/consultations/1"] {
        assert_eq!(server.get_openly(path).problem(404), "not-found");
    }
    // Only the secretariat may: a stranger is told that there is no such case, a delegate that it is not theirs.
    let delegate = server.delegate(&salma, "ours", "relief-union", "dalia");
    for path in ["statements", "codes", "moderation", "paper"] {
        let body = json!({});
        assert_eq!(
            server.post(Some(&delegate), &format!("{DESK}/{path}"), &body).problem(403),
            "not-allowed"
        );
    }
    let open = json!({ "act": "close-public-consultation", "number": 1 });
    assert_eq!(server.post(Some(&delegate), ACTS, &open).problem(403), "not-allowed");
    vote(&server, &person, 1, 1).text(204);
    // From its end on nothing is taken, though nobody has closed it.
    let begun = Instant::now();
    while server.get_openly(PUBLIC).of(200)["open"] == true {
        assert!(begun.elapsed() < Duration::from_secs(30));
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(vote(&server, &person, 1, -1).problem(409), "consultation-over");
    assert_eq!(ballot(&server, &person)["votes"], json!({ "1": 1 }));
    let none = json!({ "code": null });
    assert_eq!(server.post(None, &format!("{PUBLIC}/participants"), &none).problem(409), "consultation-over");
    let order = json!({ "count": 1 });
    assert_eq!(server.post(Some(&salma), &format!("{DESK}/codes"), &order).problem(409), "consultation-over");
    server.post(Some(&salma), ACTS, &open).of(201);
}

fn a_quota_holds_at_both_servers(place: Place) {
    let (server, salma) = asking(place, hour(), "code");
    let none = json!({});
    assert_eq!(server.post(None, &format!("{PUBLIC}/participants"), &none).problem(403), "other-door");
    let order = json!({ "count": 2, "quota": 5, "label": "=union", "path": "union/youth" });
    let made = server.post(Some(&salma), &format!("{DESK}/codes"), &order).of(201);
    assert!(made["csv"].as_str().unwrap().contains("'=union"), "a table opens no formula: {}", made["csv"]);
    let code = made["codes"][0]["code"].as_str().unwrap().to_owned();
    let other = server.beside();
    let came: Vec<u16> = thread::scope(|scope| {
        let coming: Vec<_> = (0..24)
            .map(|at| {
                let server = if at % 2 == 0 { &server } else { &other };
                let code = code.to_uppercase();
                scope.spawn(move || {
                    let body = json!({ "code": code });
                    server.post(None, &format!("{PUBLIC}/participants"), &body).status
                })
            })
            .collect();
        coming.into_iter().map(|it| it.join().unwrap()).collect()
    });
    assert_eq!(came.iter().filter(|status| **status == 201).count(), 5, "{came:?}");
    assert_eq!(came.iter().filter(|status| **status == 403).count(), 19, "{came:?}");
    let codes = server.get(&salma, &format!("{DESK}/codes")).of(200);
    assert_eq!((&codes["codes"][0]["used"], &codes["codes"][1]["used"]), (&5.into(), &0.into()));
    assert!(!codes.to_string().contains(&code), "codes are told once");

    // A code that was blocked lets nobody in, and what came by it does not count until it does again.
    let second = made["codes"][1]["code"].as_str().unwrap();
    let person = enter(&server, Some(second));
    vote(&server, &person, 1, 1).text(204);
    results(&server, &salma, |told| told["opinion"]["votes"] == 1);
    let block = |reason: Value| json!({ "code": 2, "reason": reason });
    let path = format!("{DESK}/codes/blocked");
    assert_eq!(server.post(Some(&salma), &path, &block("".into())).problem(422), "words");
    other.post(Some(&salma), &path, &block("sold".into())).text(204);
    assert_eq!(vote(&server, &person, 2, 1).problem(403), "code-blocked");
    let told = results(&server, &salma, |told| told["opinion"]["votes"] == 0);
    assert_eq!(told["without_blocked"], 1);
    server.post(Some(&salma), &path, &block(Value::Null)).text(204);
    vote(&server, &person, 2, 1).text(204);
    results(&server, &salma, |told| told["opinion"]["votes"] == 2);
}

/// Sends requests over one connection, and gives their statuses.
pub fn hurried(server: &Server, path: &str, bodies: impl Iterator<Item = String>) -> Vec<u16> {
    let mut stream = BufReader::new(TcpStream::connect(server.site).unwrap());
    let mut statuses = Vec::new();
    for body in bodies {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut line, mut length) = (String::new(), 0);
        stream.read_line(&mut line).unwrap();
        statuses.push(line.split(' ').nth(1).unwrap().parse().unwrap());
        loop {
            line.clear();
            stream.read_line(&mut line).unwrap();
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().unwrap();
                }
                Some(_) => {}
                None => break,
            }
        }
        stream.read_exact(&mut vec![0; length]).unwrap();
    }
    statuses
}

fn ten_thousand_votes_by_one_are_one_vote(place: Place) {
    let (server, salma) = asking(place, hour(), "open");
    let (one, other) = (enter(&server, None), enter(&server, None));
    let say = |at: usize| [1, 0, -1][at % 3];
    let bodies =
        (0..10_000).map(|at| json!({ "participant": one, "statement": 1, "vote": say(at) }).to_string());
    let statuses = hurried(&server, &format!("{PUBLIC}/votes"), bodies);
    let last = statuses.iter().rposition(|status| *status == 204).unwrap();
    assert!(statuses.iter().all(|status| matches!(status, 204 | 429)), "{statuses:?}");
    let taken = statuses.iter().filter(|status| **status == 204).count();
    assert!((120..1_000).contains(&taken), "{taken} were taken");
    assert_eq!(ballot(&server, &one)["votes"], json!({ "1": say(last) }));
    // Nobody else was held up, and it is one vote of one person.
    vote(&server, &other, 1, 1).text(204);
    let told = results(&server, &salma, |told| told["opinion"]["votes"] == 2);
    assert_eq!(told["opinion"]["participants"], 2);
}

fn two_servers_see_each_others_votes(place: Place) {
    let (server, salma) = asking(place, hour(), "open");
    let other = server.beside();
    let people: Vec<String> = (0..10).map(|_| enter(&server, None)).collect();
    for (at, person) in people.iter().enumerate() {
        let here = if at % 2 == 0 { &server } else { &other };
        vote(here, person, 1, 1).text(204);
        vote(here, person, 2, -1).text(204);
    }
    vote(&other, &people[0], 2, 1).text(204);
    assert_eq!(ballot(&server, &people[0])["votes"], json!({ "1": 1, "2": 1 }));
    for here in [&server, &other] {
        let told = results(here, &salma, |told| {
            told["opinion"]["votes"] == 20 && told["opinion"]["statements"][1]["all"]["voted"] == 10
        });
        assert_eq!(told["opinion"]["statements"][0]["all"]["agree"], 10);
    }
    // One closes it, and the other takes nothing any more from that moment on.
    server.post(Some(&salma), ACTS, &json!({ "act": "close-public-consultation", "number": 1 })).of(201);
    assert_eq!(vote(&other, &people[0], 1, -1).problem(409), "consultation-over");
}

fn ballots_on_paper_are_entered_once(place: Place) {
    let (server, salma) = asking(place, hour(), "both");
    let path = format!("{DESK}/paper");
    let lines = json!({ "lines": "B-1 - 1+ 2-\nB-2 - 1+ 2/ 3+\n", "dry": true });
    assert_eq!(server.post(Some(&salma), &path, &lines).of(200)["entered"], 2);
    let lines = json!({ "lines": "B-1 - 1+ 2-\nB-2 - 1+ 2/ 3+\n" });
    assert_eq!(server.post(Some(&salma), &path, &lines).of(200)["votes"], 5);
    let again = server.post(Some(&salma), &path, &lines).of(200);
    assert_eq!((&again["entered"], &again["mistakes"][1]["kind"]), (&0.into(), &"twice".into()));
    let csv = json!({ "csv": "participant,statement,vote,invite\nB-3,1,1,hall\nB-3,9,1,hall\n" });
    let wrong = server.post(Some(&salma), &path, &csv).of(200);
    assert_eq!((&wrong["entered"], &wrong["mistakes"][0]["kind"]), (&0.into(), &"no-statement".into()));
    let csv = json!({ "csv": "participant,statement,vote,invite\nB-3,1,1,hall\nB-3,2,-1,hall\n" });
    assert_eq!(server.post(Some(&salma), &path, &csv).of(200)["entered"], 1);
    let told = results(&server, &salma, |told| told["opinion"]["votes"] == 7);
    let paper = told["channels"].as_array().unwrap().iter().find(|it| it["channel"] == "paper").unwrap();
    assert_eq!(paper["people"], Value::Null, "three are few");
    assert_eq!(told["opinion"]["statements"][0]["all"]["agree"], Value::Null);
}

fn a_backup_brings_votes_and_voters_back(place: Place) {
    let (server, salma) = asking(place, hour(), "open");
    let person = enter(&server, None);
    vote(&server, &person, 1, 1).text(204);
    let files = tempfile::tempdir().unwrap();
    let (key, backup) = crate::backups::back_up(&server, &files);
    let there = Place::empty();
    let folder = there.folder.path().to_str().unwrap().to_owned();
    let words = ["restore", &backup, "--identity", &key, "--data", &folder, "--name", "coalition.example"];
    crate::backups::told(&crate::backups::mawqif(&words));
    let restored = there.serve(&[]);
    assert_eq!(ballot(&restored, &person)["votes"], json!({ "1": 1 }));
    vote(&restored, &person, 1, -1).text(204);
    assert_eq!(ballot(&restored, &person)["votes"], json!({ "1": -1 }));
    results(&restored, &salma, |told| told["opinion"]["votes"] == 1);
}
