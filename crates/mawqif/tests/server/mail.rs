//! Mail: with a mail server the link of an invitation goes there, and nowhere else.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener},
    sync::mpsc::{Receiver, channel},
    thread,
};

use serde_json::json;

use crate::place::{Place, example, newcomer, stories};

stories!(
    an_invitation_goes_by_mail,
    whoever_follows_up_is_written_to_once,
    the_server_ends_although_its_mail_server_is_silent
);

/// What a mail server does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Post {
    TakesAll,
    SaysNothing,
}

/// A mail server, and the mails that it got.
fn post(post: Post) -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, mails) = channel();
    thread::spawn(move || {
        let mut kept = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            if post == Post::SaysNothing {
                let _ = sender.send(String::new());
                kept.push(stream);
                continue;
            }
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let mut say = |words: &str| stream.write_all(format!("{words}\r\n").as_bytes()).unwrap();
            say("220 post.example");
            while let Some(Ok(line)) = lines.next() {
                match line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase().as_str() {
                    "DATA" => {
                        say("354 go on");
                        let mail: Vec<String> =
                            lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                        sender.send(mail.join("\n")).unwrap();
                        say("250 taken");
                    }
                    "QUIT" => break,
                    _ => say("250 well"),
                }
            }
        }
    });
    (address, mails)
}

fn an_invitation_goes_by_mail(place: Place) {
    let (address, mails) = post(Post::TakesAll);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let (url, from) = (format!("smtp://{address}"), "Mawqif <desk@example.org>");
    let server = place.serve(&["--mail", &url, "--mail-from", from, "--site", "https://desk.example.org"]);
    let wish = json!({ "role": "observer", "address": "omar@example.org", "language": "en" });
    let invited = server.post(Some(&salma), "/api/cases/ours/invitations", &wish).of(201);
    assert_eq!(invited["link"], json!(null), "the link is for whoever is invited, and nobody else");
    let mail = mails.recv().unwrap();
    assert!(mail.contains("To: omar@example.org") && mail.contains("desk@example.org"), "{mail}");
    // The text is encoded; the link is ASCII in a line of its own, and is put together again.
    let text = text(&mail);
    let link = text.lines().find(|line| line.starts_with("https://desk.example.org/invitations/")).unwrap();
    let path = format!("/api/invitations/{}", link.trim().rsplit('/').next().unwrap());
    server.post(None, &path, &newcomer("omar")).of(201);
}

/// The text of a mail, decoded.
fn text(mail: &str) -> String {
    let encoded = mail.split_once("\n\n").unwrap().1;
    if mail.contains("base64") { base64(encoded) } else { encoded.replace("=\n", "").replace("=3D", "=") }
}

fn whoever_follows_up_is_written_to_once(place: Place) {
    let (address, mails) = post(Post::TakesAll);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let (url, from) = (format!("smtp://{address}"), "Mawqif <desk@example.org>");
    let server = place.serve(&["--mail", &url, "--mail-from", from, "--site", "https://desk.example.org"]);
    server.import(&salma, "ours", &example("wadi-nahr.toml")).of(201);
    let act = |act: serde_json::Value| server.post(Some(&salma), "/api/cases/ours/acts", &act).of(201);
    act(json!({ "act": "note-obstacle", "what": "The crossing is closed." }));
    act(json!({ "act": "clear-obstacle", "obstacle": 1, "reason": "It was opened." }));
    // Nobody has looked, and whoever runs the case knows; of what, only the case itself tells.
    let told = text(&mails.recv().unwrap());
    assert!(told.contains("https://desk.example.org/cases/ours/follow-up"), "{told}");
    assert!(told.contains("waits for somebody to fire it") && !told.contains("crossing"), "{told}");
    // What changes nothing of that is no mail; that it was fired is one.
    act(json!({ "act": "note-change", "change": { "of": "text", "what": "Annex two is new." } }));
    let told = text(&mails.recv().unwrap());
    assert!(told.contains("waits for somebody to fire it"), "{told}");
    let due = server.get(&salma, "/api/cases/ours").of(200)["follow_up"]["due"].clone();
    act(json!({ "act": "fire-trigger", "inputs": due[0]["sha256"] }));
    let told = text(&mails.recv().unwrap());
    assert!(told.contains("waits for the committee's answer"), "{told}");
    act(json!({ "act": "set-follow-up", "terms": { "answer_hours": 48 } }));
    assert!(mails.try_recv().is_err(), "the same is written once");
}

fn base64(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    let bytes = <base64ct::Base64 as base64ct::Encoding>::decode_vec(&text).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn the_server_ends_although_its_mail_server_is_silent(place: Place) {
    let (address, calls) = post(Post::SaysNothing);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let url = format!("smtp://{address}");
    let mut server = place.serve(&["--mail", &url, "--mail-from", "desk@example.org"]);
    let wish = json!({ "role": "observer", "address": "omar@example.org" });
    server.post(Some(&salma), "/api/cases/ours/invitations", &wish).of(201);
    calls.recv().unwrap();
    // The mail stays in the spool; the server waits a while and goes.
    assert!(server.end());
}
