//! What is new: a stream of the record's entries, and the meetings as a calendar.

use serde_json::{Value, json};

use crate::place::{Place, example, stories};

stories!(
    entries_come_as_they_are_stored,
    a_stream_hides_what_is_confidential,
    meetings_are_a_calendar,
    a_calendar_is_followed_by_a_link_of_its_own,
    minutes_are_read_in_either_language,
    streams_end_with_the_server,
    a_stream_ends_with_its_session,
);

fn entries_come_as_they_are_stored(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let path = "/api/cases/ours/events";
    let mut from_start = server.events(&salma, &format!("{path}?from=0"), &[]);
    let mut from_now = server.events(&salma, path, &[]);
    assert_eq!(from_start.next().unwrap().1["kind"], "case-opened");

    server.import(&salma, "ours", &example("kilis.toml")).of(201);
    let listed = server.get(&salma, "/api/cases/ours/entries").of(200);
    let listed = listed["entries"].as_array().unwrap();
    let count = listed.len() - 1;
    let heard: Vec<(u64, Value)> = from_start.take(count).collect();
    let also: Vec<(u64, Value)> = from_now.by_ref().take(count).collect();
    assert_eq!(heard, also);
    for ((id, entry), expected) in heard.iter().zip(&listed[1..]) {
        assert_eq!((entry, &json!(id)), (expected, &expected["seq"]));
    }
    // Whoever comes again goes on after what they heard last.
    let last = heard[3].0.to_string();
    let mut again = server.events(&salma, path, &[("Last-Event-ID", &last)]);
    assert_eq!(again.next().unwrap(), heard[4]);
}

fn a_stream_hides_what_is_confidential(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &example("wadi-nahr.toml")).of(201);
    let dalia = server.delegate(&salma, "ours", "relief-union", "dalia");
    let path = "/api/cases/ours/events";
    let (mut hers, mut others) = (server.events(&dalia, path, &[]), server.events(&salma, path, &[]));
    let filing = json!({ "act": "file-stance", "body": "relief-union", "says": "reject", "version": 1,
        "confidential": true });
    server.post(Some(&dalia), "/api/cases/ours/acts", &filing).of(201);
    let (id, shown) = hers.next().unwrap();
    assert_eq!(shown["fact"]["stance"]["says"], "reject", "{shown}");
    let (same, hidden) = others.next().unwrap();
    assert_eq!((same, &hidden["kind"]), (id, &"stance-filed".into()));
    assert!(hidden.get("fact").is_none() && !hidden.to_string().contains("reject"), "{hidden}");
}

fn meetings_are_a_calendar(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let title = format!("Kilis; {}, \\ «{}»", "اجتماع ".repeat(20), "END:VEVENT");
    let meeting = json!({
        "act": "convene-meeting", "title": { "en": title }, "at": 1417872600000000u64,
        "place": { "en": "Kilis", "ar": "كلس" }, "agenda": ["The offer", "The answer"],
    });
    server.post(Some(&salma), "/api/cases/ours/acts", &meeting).of(201);
    let reply = server.get(&salma, "/api/cases/ours/meetings.ics");
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    let lines: Vec<&str> = reply.body.split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{lines:?}");
    let whole = reply.body.replace("\r\n ", "");
    let whole: Vec<&str> = whole.lines().collect();
    assert_eq!((whole[0], whole[whole.len() - 1]), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    assert_eq!(whole.iter().filter(|line| line.starts_with("END:VEVENT")).count(), 1);
    let has = |line: &str| assert!(whole.contains(&line), "{line}: {whole:?}");
    has("DTSTART:20141206T133000Z");
    has("LOCATION:Kilis");
    has("DESCRIPTION:1. The offer\\n2. The answer");
    let escaped = title.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    has(&format!("SUMMARY:{escaped}"));
}

fn streams_end_with_the_server(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let mut server = place.serve(&[]);
    let mut events = server.events(&salma, "/api/cases/ours/events?from=0", &[]);
    assert!(events.next().is_some());
    assert!(server.end(), "the server ends in good order");
    assert_eq!(events.next(), None);
}

fn a_stream_ends_with_its_session(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &example("kilis.toml")).of(201);
    let dalia = server.delegate(&salma, "ours", "national-coalition", "dalia");
    let mut events = server.events(&dalia, "/api/cases/ours/events", &[]);
    assert_eq!(server.post(Some(&dalia), "/api/log-out", &json!({})).status, 204);
    // It ends by itself, within seconds, although nothing happens in the case.
    assert_eq!(events.next(), None);
    assert_eq!(server.get(&dalia, "/api/cases/ours").problem(401), "not-signed-in");
}

fn minutes_are_read_in_either_language(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &example("kilis.toml")).of(201);
    let done = |act: Value| server.post(Some(&salma), "/api/cases/ours/acts", &act).of(201);
    done(json!({
        "act": "convene-meeting", "title": { "en": "The offer", "ar": "العرض" }, "at": 1893456000000000u64,
        "agenda": ["The offer"],
    }));
    let take = |body: &str, word: &str| {
        done(json!({ "act": "take-attendance", "meeting": 1, "body": body, "attendance": word }))
    };
    take("national-coalition", "present");
    done(json!({ "act": "open-meeting", "meeting": 1 }));
    done(json!({ "act": "take-decision", "meeting": 1, "item": 1, "decision": "It is received." }));
    take("national-coalition", "absent");
    done(json!({ "act": "close-meeting", "meeting": 1 }));

    let path = "/api/cases/ours/meetings/1/minutes";
    let english = server.get(&salma, path);
    let arabic = server.get(&salma, &format!("{path}?lang=ar"));
    for (reply, language, title) in [(&english, "en", "The offer"), (&arabic, "ar", "العرض")] {
        assert_eq!((reply.status, reply.header("content-language")), (200, Some(language)), "{reply:?}");
        assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
        let first = reply.body.lines().next().unwrap();
        assert!(first.contains(title) && reply.body.contains("It is received."), "{}", reply.body);
        assert_eq!(reply.body.lines().count(), english.body.lines().count());
    }
    // Before it began there is less to tell, and of another meeting nothing.
    let before = server.get(&salma, &format!("{path}?as_of=2020-01-01T00:00:00Z"));
    assert_eq!(before.problem(404), "not-found");
    assert_eq!(server.get(&salma, "/api/cases/ours/meetings/2/minutes").problem(404), "not-found");
    assert_eq!(server.get(&salma, &format!("{path}?lang=fr")).problem(400), "parameter");
}

fn a_calendar_is_followed_by_a_link_of_its_own(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &example("kilis.toml")).of(201);
    let dalia = server.delegate(&salma, "ours", "national-coalition", "dalia");
    let links = "/api/cases/ours/calendar-links";
    // It outlives a session, so that no program makes one.
    assert_eq!(server.post(Some(&salma), links, &json!({})).problem(403), "session-needed");
    let made = server.post(Some(&dalia), links, &json!({})).of(201);
    let link = made["link"].as_str().unwrap();
    let path = format!("/calendar/{}", link.rsplit_once("/calendar/").unwrap().1);
    let reply = server.get_openly(&path);
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    assert_eq!(reply.body, server.get(&dalia, "/api/cases/ours/meetings.ics").text(200));

    // It opens nothing else, and is stored as a hash alone.
    let secret = path.trim_start_matches("/calendar/").trim_end_matches(".ics");
    for token in [secret.to_owned(), format!("mawqif_{secret}")] {
        assert_eq!(server.get(&token, "/api/me").problem(401), "not-signed-in");
        assert_eq!(server.get(&token, "/api/cases/ours/meetings.ics").problem(401), "not-signed-in");
    }
    for other in ["/calendar/forged.ics", &format!("/calendar/{secret}"), &format!("/calendar/{salma}.ics")] {
        assert_eq!(server.get_openly(other).problem(404), "not-found");
    }
    // Its owner sees it, takes it back, and has none without a role.
    let tokens = server.get(&dalia, "/api/me/tokens").of(200);
    assert_eq!(
        (&tokens["tokens"][0]["id"], &tokens["tokens"][0]["scopes"][0]),
        (&made["id"], &"calendar:ours".into())
    );
    server.delete(&dalia, &format!("/api/me/tokens/{}", made["id"].as_str().unwrap())).of(204);
    assert_eq!(server.get_openly(&path).problem(404), "not-found");
    let made = server.post(Some(&dalia), links, &json!({})).of(201);
    let path = format!("/calendar/{}", made["link"].as_str().unwrap().rsplit_once("/calendar/").unwrap().1);
    server.get_openly(&path).text(200);
    let ended = json!({ "act": "end-mandate", "mandate": 1 });
    server.post(Some(&salma), "/api/cases/ours/acts", &ended).of(201);
    assert_eq!(server.get_openly(&path).problem(404), "not-found");
}
