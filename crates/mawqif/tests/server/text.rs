//! Texts that mean harm: markup, directions, a megabyte. Each is refused with a reason, or comes back as it
//! went in, as JSON that no browser takes for a page.

use serde_json::{Value, json};

use crate::place::{Place, Server, offer, stories};

stories!(no_text_does_harm, no_name_does_harm);

/// Acts of a secretariat and a delegate with a text to fill in.
fn acts(text: &str) -> Vec<Value> {
    vec![
        json!({ "act": "convene-meeting", "title": text, "at": 1893456000000000u64 }),
        json!({ "act": "convene-meeting", "title": "Kilis", "at": 1893456000000000u64, "place": text }),
        json!({ "act": "convene-meeting", "title": "Kilis", "at": 1893456000000000u64, "agenda": [text] }),
        json!({ "act": "propose-condition", "condition": { "id": "more", "text": text } }),
        json!({ "act": "propose-condition", "condition": { "id": text, "text": "more" } }),
        json!({ "act": "admit-body", "body": { "id": "another", "name": text } }),
        json!({ "act": "admit-body", "body": { "id": text, "name": "Another" } }),
        json!({ "act": "enter-part", "part": { "place": { "id": "kilis", "name": text } } }),
        json!({ "act": "enter-part", "part": { "party": { "id": "others", "name": text } } }),
        json!({ "act": "admit-observer", "account": text }),
        json!({ "act": "import-dossier", "dossier": text }),
        json!({ "act": "file-stance", "body": "relief-union", "says": text, "version": 1 }),
        json!({ "act": "file-stance", "body": "relief-union", "says": "accept", "version": 1, "reason": text }),
        json!({ "act": "file-stance", "body": "relief-union", "says": "accept", "version": 1,
            "standing": "reported", "source": text }),
        json!({ "act": "reopen-position", "reason": text }),
        json!({ "act": text }),
    ]
}

fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("a megabyte", "أ".repeat(524_288)),
        ("a megabyte of depth", "(".repeat(1 << 20)),
        ("markup", "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>".to_owned()),
        ("directions", "a\u{202E}b\u{2066}c".to_owned()),
        ("controls", "a\u{0}b\u{1B}[2Jc\u{7F}\u{200B}".to_owned()),
        ("a formula", "=cmd|' /C calc'!A0\r\nSet-Cookie: a=b".to_owned()),
        ("nothing", String::new()),
    ]
}

fn consulting(place: Place) -> (Server, String, String) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &offer()).of(201);
    let dalia = server.delegate(&salma, "ours", "relief-union", "dalia");
    server.post(Some(&salma), "/api/cases/ours/acts", &json!({ "act": "open-consultation" })).of(201);
    (server, salma, dalia)
}

fn no_text_does_harm(place: Place) {
    let (server, salma, dalia) = consulting(place);
    for (what, text) in texts() {
        for act in acts(&text) {
            let token = if act["act"] == "file-stance" { &dalia } else { &salma };
            let reply = server.post(Some(token), "/api/cases/ours/acts", &act);
            let kind = act["act"].as_str().unwrap().chars().take(40).collect::<String>();
            let told = reply.body.chars().take(500).collect::<String>();
            assert!(matches!(reply.status, 201 | 403 | 409 | 422), "{what}, {kind}: {} {told}", reply.status);
            if reply.status != 201 {
                reply.problem(reply.status);
                // Whoever sent a megabyte does not get it back.
                assert!(reply.body.len() < 20_000, "{what}, {kind}: {} bytes", reply.body.len());
            }
            for refused in ["directions", "controls"] {
                let is_one_line = what == refused && !matches!(&*kind, "file-stance" | "reopen-position");
                assert!(!is_one_line || reply.status != 201, "{what}, {kind}: {told}");
            }
            assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(reply.header("set-cookie"), None);
        }
    }
    // Everything can still be read, and nothing of it is a page.
    for path in ["", "/dossier", "/entries", "/meetings.ics", "/position"] {
        let reply = server.get(&salma, &format!("/api/cases/ours{path}"));
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        let media = reply.header("content-type").unwrap();
        assert!(!media.contains("html") && !media.contains("xml"), "{path}: {media}");
        assert!(!reply.body.contains(['\u{0}', '\u{1B}', '\u{7F}']), "{path}");
        // A reason has several lines, and may hold marks of direction for them; what has one line may not.
        let is_of_reasons = matches!(path, "" | "/dossier" | "/entries");
        assert!(is_of_reasons || !reply.body.contains(['\u{202E}', '\u{2066}']), "{path}");
    }
}

fn no_name_does_harm(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let (link, _) = server.invite(&salma, "ours", &json!({ "role": "observer" }));
    let path = format!("/api/invitations/{link}");
    let good = [("name", "Omar"), ("address", "omar@example.org"), ("password", "seven olive trees")];
    let mut tries = 0;
    for (field, _) in good {
        for (what, text) in texts().into_iter().filter(|(what, _)| *what != "markup" && *what != "a formula")
        {
            // A password may hold what a name may not, and the link would be used up by one.
            if (field, what) == ("password", "controls") || (field, what) == ("password", "directions") {
                continue;
            }
            // A megabyte is not even read.
            let text: String = text.chars().take(20_000).collect();
            let mut typed: Value =
                good.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
            typed[field] = text.into();
            let reply = server.post(None, &path, &typed);
            tries += 1;
            // A link is good for ten tries at once, and then says when to come again.
            let code = reply.problem(if tries <= 10 { 422 } else { 429 });
            if tries <= 10 {
                let expected = match field {
                    "name" => "not-a-name",
                    "address" => "not-an-address",
                    _ => "password-",
                };
                assert!(code.starts_with(expected), "{field}, {what}: {code}");
            } else {
                assert_eq!(code, "too-many-tries");
                assert!(reply.header("retry-after").unwrap().parse::<u64>().unwrap() > 0);
            }
        }
    }
    assert!(tries > 10);
}
