//! What a server writes down about its work: enough to see that it works, and nothing of whom it works for.

use std::{
    io::{BufRead, BufReader, Read},
    process::Stdio,
};

use serde_json::{Value, json};

use crate::{
    client::Ask,
    place::{PASSWORD, Place, newcomer},
};

/// Requests of all kinds, good and bad, leave a log in which no name, address, case, token or network address
/// stands; and figures in which none stands either.
#[test]
fn logs_and_figures_are_without_personal_data() {
    let place = Place::empty();
    let (salmas, salma) = place.account("salma", &["--opens", "secret-talks"]);
    let mut command = place.command(&["serve", "--listen", "127.0.0.1:0", "--log", "json"]);
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let site = line.trim_end().strip_prefix("http://").unwrap().parse().unwrap();
    let post = |token: Option<&str>, path: &str, body: &Value| {
        let (body, headers) = (body.to_string(), vec![("Content-Type", "application/json")]);
        Ask { method: "POST", path, token, headers, body: Some(body.as_bytes()) }.send(site)
    };
    let invitation = json!({ "role": "observer" });
    let invited = post(Some(&salma), "/api/cases/secret-talks/invitations", &invitation).of(201);
    let link = invited["link"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    post(None, &format!("/api/invitations/{link}"), &newcomer("nour")).of(201);
    let log_in = |password: &str| json!({ "address": "nour@example.org", "password": password });
    let session = post(None, "/api/log-in", &log_in(PASSWORD)).of(200);
    post(None, "/api/log-in", &log_in("wrong")).problem(401);
    let meeting = json!({ "act": "convene-meeting", "title": "a hidden purpose", "at": 1 });
    post(Some(&salma), "/api/cases/secret-talks/acts", &meeting).of(201);
    post(Some("forged"), "/api/cases/secret-talks/acts", &meeting).problem(401);
    let figures = Ask { method: "GET", path: "/metrics", ..Ask::default() }.send(site).text(200);
    assert!(figures.contains("/api/cases/{case}/acts"), "{figures}");
    assert!(std::process::Command::new("kill").arg(process.id().to_string()).status().unwrap().success());
    let mut log = String::new();
    process.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(process.wait().unwrap().success());

    // One object a line, with the route, the status and how long it took.
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let acts = lines.iter().filter(|it| it["route"] == "/api/cases/{case}/acts");
    let told: Vec<(&Value, bool)> = acts.map(|it| (&it["status"], it["micros"].is_u64())).collect();
    assert_eq!(told, [(&json!(201), true), (&json!(401), true)], "{log}");
    let token = session["token"].as_str().unwrap();
    for secret in [
        "nour",
        "salma",
        "Salma",
        "example.org",
        "secret-talks",
        "a hidden purpose",
        "127.0.0.1",
        PASSWORD,
        "wrong",
        &salmas,
        &salma,
        &link,
        token,
    ] {
        assert!(!log.contains(secret), "{secret} stands in the log:\n{log}");
        assert!(!figures.contains(secret), "{secret} stands in the figures:\n{figures}");
    }
}
