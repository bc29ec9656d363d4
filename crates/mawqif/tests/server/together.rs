//! Two servers on one database: what one has acknowledged the other knows, and nothing is done twice.

use std::{collections::BTreeSet, io::Write, net::TcpStream, thread};

use serde_json::{Value, json};

use crate::place::{Place, Server, stories};

stories!(two_servers_work_on_one_case_and_one_is_killed);

/// Acts of each of two people.
const ACTS: usize = 16;

fn meeting(server: &Server, token: &str, title: &str) -> Value {
    let act = json!({ "act": "convene-meeting", "title": title, "at": 1893456000000000u64 });
    let key = [("Idempotency-Key", title)];
    let reply = server.post_with(Some(token), "/api/cases/ours/acts", &act, &key);
    assert!(matches!(reply.status, 200 | 201), "{title}: {} {}", reply.status, reply.body);
    reply.json()["facts"][0].clone()
}

fn two_servers_work_on_one_case_and_one_is_killed(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let first = place.serve(&[]);
    let mut second = first.beside();
    let mut done: Vec<Value> = Vec::new();
    thread::scope(|scope| {
        let (first, salma) = (&first, &salma);
        let through_first = scope.spawn(move || {
            (0..ACTS).map(|act| meeting(first, salma, &format!("first {act}"))).collect::<Vec<_>>()
        });
        for act in 0..ACTS / 2 {
            done.push(meeting(&second, salma, &format!("second {act}")));
        }
        // An act is on its way when the second server is killed; nobody knows whether it was done.
        let act = json!({ "act": "convene-meeting", "title": "on its way", "at": 1893456000000000u64 });
        let body = act.to_string();
        let mut stream = TcpStream::connect(second.site).unwrap();
        let request = format!(
            "POST /api/cases/ours/acts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {salma}\r\n\
             Content-Type: application/json\r\nIdempotency-Key: on its way\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        second.kill();
        done.push(meeting(first, salma, "on its way"));
        for act in ACTS / 2..ACTS {
            done.push(meeting(first, salma, &format!("second {act}")));
        }
        done.extend(through_first.join().unwrap());
    });

    // Every act stands once, and where it was said to stand.
    let case = first.get(&salma, "/api/cases/ours").of(200);
    let meetings = case["meetings"].as_object().unwrap();
    let titles: BTreeSet<String> = meetings.values().map(|it| it["title"].to_string()).collect();
    assert_eq!((meetings.len(), titles.len()), (2 * ACTS + 1, 2 * ACTS + 1), "{titles:?}");
    let listed = first.get(&salma, "/api/cases/ours/entries").of(200);
    let listed = listed["entries"].as_array().unwrap();
    assert_eq!(listed.len(), 2 * ACTS + 2);
    for fact in &done {
        let seq = usize::try_from(fact["seq"].as_u64().unwrap()).unwrap();
        assert_eq!((&listed[seq]["fact"], &listed[seq]["time"]), (&fact["fact"], &fact["time"]));
        assert_eq!(listed[seq]["seq"], seq);
    }
    // Whoever starts now finds the same.
    let third = first.beside();
    assert_eq!(third.get(&salma, "/api/cases/ours").of(200)["meetings"], case["meetings"]);
}
