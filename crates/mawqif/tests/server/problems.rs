//! Whatever is asked wrongly gets a problem that says what would be right, and costs nobody else anything.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::{Value, json};

use crate::{
    client::{Ask, Reply},
    place::{Place, stories},
};

stories!(
    every_error_is_a_problem,
    refusals_of_people_are_told_in_arabic_too,
    every_problem_is_told_in_arabic_too,
    half_open_clients_hold_up_nobody,
    bodies_are_as_long_as_their_route_needs,
    a_server_that_has_just_begun_ends_in_good_order,
);

fn every_error_is_a_problem(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let token = Some(salma.as_str());
    let ask = |ask: Ask<'_>| ask.send(server.site);
    let get = |path: &str| ask(Ask { method: "GET", path, token, ..Ask::default() });
    let post = |path: &str, media: &str, body: &str| {
        let headers = vec![("Content-Type", media)];
        ask(Ask { method: "POST", path, token, headers, body: Some(body.as_bytes()) })
    };
    let json = "application/json";
    let acts = "/api/cases/ours/acts";
    let long = "a".repeat(21 << 20);
    let told: [(u16, &str, Reply); 25] = [
        (401, "not-signed-in", ask(Ask { method: "GET", path: "/api/cases", ..Ask::default() })),
        (401, "not-signed-in", server.get("forged", "/api/cases")),
        (404, "no-route", get("/api/nothing")),
        (405, "method", server.delete(&salma, "/api/cases/ours")),
        (404, "not-found", get("/api/cases/theirs")),
        (404, "not-found", get("/api/cases/%E2%80%AE%00")),
        (404, "not-found", get("/api/cases/ours/entries/999")),
        (400, "parameter", get("/api/cases/ours/entries/-1")),
        (400, "parameter", get("/api/cases/ours/entries?from=x")),
        (400, "parameter", get("/api/cases/ours/entries?since=1")),
        (400, "parameter", get("/api/cases/ours?as_of=yesterday")),
        (415, "media-type", post(acts, "text/plain", "{}")),
        (422, "body", post(acts, json, "{")),
        (422, "body", post(acts, json, r#"{"act": "conquer"}"#)),
        (422, "body", post(acts, json, r#"{"act": "compute-position", "quickly": true}"#)),
        (422, "dossier", server.import(&salma, "ours", "mawqif = 2")),
        (409, "stage", post(acts, json, r#"{"act": "compute-position"}"#)),
        (413, "body-length", post(acts, json, &long)),
        (422, "body", post(acts, json, "")),
        (422, "body", post(acts, json, r#"["compute-position"]"#)),
        (422, "body", post(acts, json, r#"{"act": "enter-part", "part": 5}"#)),
        (400, "parameter", get("/api/cases/%ff/entries")),
        (400, "parameter", get("/api/cases/ours?as_of=1&as_of=2")),
        (400, "parameter", get("/api/cases/ours/position?assume=reject")),
        (404, "not-found", get("/api/cases/ours/checkpoint?witnessed=true")),
    ];
    for (status, code, reply) in told {
        assert_eq!(reply.problem(status), code, "{reply:?}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("content-language", "en"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{reply:?}");
        }
        // Neither the program's names nor another face's words are told.
        for word in [" enum ", " struct ", "EOF", "variant", "--assume", "such such"] {
            assert!(!reply.body.contains(word), "{reply:?}");
        }
        assert_eq!(reply.header("www-authenticate").is_some(), status == 401);
        assert_eq!(reply.header("allow").is_some(), status == 405);
    }
    // Wrong stances are told by place, as in a file.
    let problem = server.import(&salma, "ours", "mawqif = 1\n[[body]]\nid = \"A b\"\n").of(422);
    assert!(problem["fields"].as_array().unwrap().len() > 1, "{problem}");
    assert_eq!(server.get(&salma, "/api/cases/ours").of(200)["entries"], 1);
    assert_eq!(ask(Ask { method: "GET", path: "/readyz", ..Ask::default() }).status, 200);
}

fn refusals_of_people_are_told_in_arabic_too(place: Place) {
    let server = place.serve(&[]);
    let body = json!({ "address": "nobody@example.org", "password": "seven olive trees" });
    let ask = |language| server.post_with(None, "/api/log-in", &body, &[("Accept-Language", language)]);
    let (english, arabic) = (ask("en"), ask("ar-SY, en;q=0.5"));
    assert_eq!(
        (english.problem(401), arabic.problem(401)),
        ("wrong-credentials".into(), "wrong-credentials".into())
    );
    assert_eq!(english.json()["detail"], "Address or password is wrong.");
    assert_eq!(arabic.json()["detail"], "العنوان أو كلمة المرور غير صحيح.");
    assert_eq!(arabic.header("content-language"), Some("ar"));
}

/// Acts that are refused, and everything else that goes wrong, in Arabic for whoever asks for it: by a header,
/// or in the address.
fn every_problem_is_told_in_arabic_too(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let act = |act: &Value, query: &str, headers: &[(&str, &str)]| {
        server.post_with(Some(&salma), &format!("/api/cases/ours/acts{query}"), act, headers)
    };
    let is_arabic =
        |words: &Value| words.as_str().unwrap().chars().any(|it| ('\u{600}'..'\u{700}').contains(&it));
    for (wish, says) in [
        (json!({ "act": "compute-position" }), "لم تبلغ القضية هذه المرحلة بعد، أو تجاوزتها."),
        (
            json!({ "act": "convene-meeting", "title": " ", "at": 1 }),
            "ليس في «\u{2068}title\u{2069}» ما يُرى. اكتبه أو اتركه.",
        ),
        (json!({ "act": "dismiss-secretary", "account": "nobody" }), "لا شيء باسم «\u{2068}nobody\u{2069}»."),
    ] {
        let english = act(&wish, "", &[]);
        for arabic in [act(&wish, "", &[("Accept-Language", "ar-SY")]), act(&wish, "?lang=ar", &[])] {
            let (arabic_told, told) = (arabic.json(), english.json());
            assert_eq!(arabic.header("content-language"), Some("ar"));
            assert_eq!(arabic_told["detail"], says);
            assert!(is_arabic(&arabic_told["title"]) && !is_arabic(&told["title"]));
            for same in ["code", "status", "refusal"] {
                assert_eq!(arabic_told[same], told[same], "{same}");
            }
        }
        // The address weighs more than what a browser sends by itself.
        assert_eq!(act(&wish, "?lang=en", &[("Accept-Language", "ar")]).json(), english.json());
    }
    for path in ["/api/nothing?lang=ar", "/api/cases/theirs?lang=ar", "/api/cases/ours?as_of=x&lang=ar"] {
        let told = server.get(&salma, path).json();
        assert!(is_arabic(&told["title"]) && is_arabic(&told["detail"]), "{told}");
    }
    server.get(&salma, "/api/cases/ours?lang=ar").of(200);
    assert_eq!(server.get(&salma, "/api/cases/ours?lang=fr").problem(400), "parameter");
}

fn half_open_clients_hold_up_nobody(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let mut server = place.serve(&[]);
    // Some say nothing, some stop in the middle of a header, some in the middle of a body.
    let says = [
        "",
        "GET /api/cases HTTP/1.1\r\nHost: exam",
        "POST /api/log-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    ];
    let mut silent: Vec<TcpStream> = Vec::new();
    for number in 0..60 {
        let mut stream = TcpStream::connect(server.site).unwrap();
        stream.write_all(says[number % says.len()].as_bytes()).unwrap();
        silent.push(stream);
    }
    assert_eq!(server.get(&salma, "/api/cases/ours").status, 200);
    // Nonsense is answered, and the connection ends.
    let mut stream = TcpStream::connect(server.site).unwrap();
    stream.write_all(b"\x16\x03\x01 this is no HTTP\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 400"), "{}", String::from_utf8_lossy(&answer));
    drop(silent);
    assert!(server.end(), "the server ends in good order");
}

fn bodies_are_as_long_as_their_route_needs(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let (_, eve) = place.account("eve", &[]);
    let server = place.serve(&[]);
    let acts = "/api/cases/ours/acts";
    let post = |path: &str, token: Option<&str>, length: usize| {
        let body = "a".repeat(length);
        let headers = vec![("Content-Type", "application/json")];
        Ask { method: "POST", path, token, headers, body: Some(body.as_bytes()) }.send(server.site)
    };
    // Who says how long it is gets the answer before it is sent.
    let declares = |path: &str, token: Option<&str>| {
        let headers = vec![("Content-Type", "application/json"), ("Content-Length", "999999999999")];
        Ask { method: "POST", path, token, headers, body: None }.send(server.site)
    };
    // Who does not say it is stopped on the way.
    let streams = |path: &str, token: Option<&str>, length: usize| {
        let body = format!("{length:x}\r\n{}\r\n0\r\n\r\n", "a".repeat(length));
        let mut stream = TcpStream::connect(server.site).unwrap();
        let shown = token.map_or(String::new(), |token| format!("Authorization: Bearer {token}\r\n"));
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\n{shown}Connection: close\r\nContent-Type: application/json\r\n\
             Transfer-Encoding: chunked\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let _ = stream.write_all(body.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8(answer).unwrap().get(9..12).unwrap_or_default().to_owned()
    };
    for path in ["/api/log-in", "/api/log-in/code", "/api/invitations/forged"] {
        assert_eq!(post(path, None, (64 << 10) + 1).problem(413), "body-length", "{path}");
        assert_eq!(declares(path, None).problem(413), "body-length", "{path}");
        assert_eq!(streams(path, None, 70_000), "413", "{path}");
        assert_eq!(streams(path, None, 60_000), "422", "{path}");
    }
    assert_eq!(post("/api/me", Some(&salma), 70_000).problem(413), "body-length");
    assert_eq!(post(acts, Some(&salma), (2 << 20) + 1).problem(413), "body-length");
    assert_eq!(streams(acts, Some(&salma), 3 << 20), "413");
    // Whoever is not in the case learns nothing of its limits, and nothing of theirs is read.
    assert_eq!(declares(acts, None).problem(401), "not-signed-in");
    assert_eq!(declares(acts, Some(&eve)).problem(404), "not-found");
    assert_eq!(declares("/api/cases/ours/dossier", Some(&salma)).problem(413), "body-length");
    assert_eq!(post("/api/cases/ours/dossier", Some(&salma), 17 << 20).problem(422), "dossier");
}

fn a_server_that_has_just_begun_ends_in_good_order(place: Place) {
    place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    for _ in 0..8 {
        assert!(server.beside().end(), "it heard the signal that came at once");
    }
}
