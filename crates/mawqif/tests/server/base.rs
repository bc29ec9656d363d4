//! The base is asked: some hundred people vote by code and on paper, and the board shows what they make of every package.

use std::{
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    client::Ask,
    consultations::{hour, hurried, in_micros},
    place::{Place, Server, example, newcomer, stories},
};

stories!(the_board_shows_what_the_base_makes_of_packages_once_it_is_closed);

const PUBLIC: &str = "/api/public/cases/ours/consultations/1";
const DESK: &str = "/api/cases/ours/consultations/1";

/// Those who vote by code, and those who vote on paper.
const BY_CODE: usize = 180;
const ON_PAPER: usize = 60;

/// What the first statements are tied to; the others are tied to nothing.
const TIES: [&str; 5] = ["routes", "detainees", "un-force", "monitors", "!wider"];
const STATEMENTS: usize = 14;

/// What somebody says to a statement, from 0: all want routes and detainees, and the three groups differ in everything else.
fn said(person: usize, statement: usize) -> i8 {
    if (person * 5 + statement * 7).is_multiple_of(17) {
        return 0;
    }
    let is_for = match (person % 3, statement) {
        (_, 0) => true,
        (_, 1) => person % 20 != 7,
        (group, 2) => group == 0,
        (group, 3) => group == 1 || person.is_multiple_of(2),
        (group, 4) => group != 1,
        (0, _) => statement.is_multiple_of(2),
        (1, _) => statement % 2 == 1,
        (_, _) => statement < 9,
    };
    if is_for { 1 } else { -1 }
}

/// How many of all have a wish, and of whose wishes a package meets more than half: counted as the words have it.
fn content(package: &[&str]) -> (usize, usize) {
    let (mut asked, mut content) = (0, 0);
    for person in 0..BY_CODE + ON_PAPER {
        let (mut wishes, mut met) = (0, 0);
        for (statement, tie) in TIES.iter().enumerate() {
            let said = said(person, statement);
            let (id, wants) = tie.strip_prefix('!').map_or((*tie, said == 1), |id| (id, said == -1));
            if said != 0 {
                wishes += 1;
                met += usize::from(package.contains(&id) == wants);
            }
        }
        asked += usize::from(wishes > 0);
        content += usize::from(2 * met > wishes);
    }
    (asked, content)
}

/// A server with the show case, whose bodies have said what they accept, and a consultation with statements; the secretary's token.
fn asking(place: Place) -> (Server, String) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &example("wadi-nahr.toml")).of(201);
    let terms = json!({
        "title": "The offer", "question": "What matters?", "closes": in_micros(hour()), "doors": "both",
        "results": "after-closing",
    });
    let act = json!({ "act": "open-public-consultation", "terms": terms });
    server.post(Some(&salma), "/api/cases/ours/acts", &act).of(201);
    let seed = |at: usize| json!({ "text": format!("Statement {at}"), "ties": TIES.get(at).into_iter().collect::<Vec<_>>() });
    let seeds: Vec<Value> = (0..STATEMENTS).map(seed).collect();
    server.post(Some(&salma), &format!("{DESK}/statements"), &json!({ "statements": seeds })).of(201);
    (server, salma)
}

/// Those with codes vote over HTTP, the others by a sheet of the secretariat.
fn everybody_votes(server: &Server, salma: &str) {
    let order = json!({ "count": 3, "quota": BY_CODE / 3, "label": "halls" });
    let made = server.post(Some(salma), &format!("{DESK}/codes"), &order).of(201);
    let codes: Vec<&str> =
        made["codes"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    let mut votes = Vec::new();
    for person in 0..BY_CODE {
        let enters = json!({ "code": codes[person * 3 / BY_CODE] });
        let entered = server.post(None, &format!("{PUBLIC}/participants"), &enters).of(201);
        for statement in 0..STATEMENTS {
            let vote = json!({
                "participant": entered["participant"], "statement": statement + 1, "vote": said(person, statement),
            });
            votes.push(vote.to_string());
        }
    }
    let refused = json!({ "code": codes[0] });
    assert_eq!(server.post(None, &format!("{PUBLIC}/participants"), &refused).problem(403), "code-used-up");
    let taken = hurried(server, &format!("{PUBLIC}/votes"), votes.into_iter());
    assert!(taken.len() == BY_CODE * STATEMENTS && taken.iter().all(|status| *status == 204), "{taken:?}");
    let mut csv = "participant,statement,vote,invite\n".to_owned();
    for person in BY_CODE..BY_CODE + ON_PAPER {
        for statement in 0..STATEMENTS {
            csv += &format!("P-{person},{},{},market\n", statement + 1, said(person, statement));
        }
    }
    let done = server.post(Some(salma), &format!("{DESK}/paper"), &json!({ "csv": csv })).of(200);
    assert_eq!((&done["entered"], &done["votes"]), (&ON_PAPER.into(), &(ON_PAPER * STATEMENTS).into()));
}

/// A page of the case in English, by the session of somebody who observes.
fn page(server: &Server, session: &str, path: &str) -> String {
    let cookie = format!("mawqif={session}");
    let headers = vec![("Cookie", cookie.as_str()), ("Accept", "text/html"), ("Accept-Language", "en")];
    Ask { method: "GET", path, headers, ..Ask::default() }.send(server.site).text(200)
}

/// The rows of a table of a page, each as its words.
fn rows(page: &str, id: &str) -> Vec<String> {
    let behind = page.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}: {page}")).1;
    let table = behind.split_once("</table>").unwrap().0;
    let plain = |row: &str| {
        let words = row.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words);
        words.collect::<Vec<&str>>().join(" ").split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    table.split("<tr").skip(2).map(plain).collect()
}

fn the_board_shows_what_the_base_makes_of_packages_once_it_is_closed(place: Place) {
    let (server, salma) = asking(place);
    let (link, _) = server.invite(&salma, "ours", &json!({ "role": "observer" }));
    let accepted = server.post(None, &format!("/api/invitations/{link}"), &newcomer("nour")).of(201);
    let nour = accepted["session"]["token"].as_str().unwrap();
    assert!(!page(&server, nour, "/cases/ours").contains("base-packages"), "nobody has been asked");
    everybody_votes(&server, &salma);
    let close = json!({ "act": "close-public-consultation", "number": 1 });
    let closed = server.post(Some(&salma), "/api/cases/ours/acts", &close).of(201);
    assert_eq!(closed["facts"][0]["fact"]["count"]["votes"], (BY_CODE + ON_PAPER) * STATEMENTS);

    let told = crate::consultations::results(&server, &salma, |told| told["final"] == true);
    assert_eq!(told["opinion"]["participants"], BY_CODE + ON_PAPER);
    assert_eq!(told["opinion"]["groups"].as_array().unwrap().len(), 3, "{}", told["opinion"]["groups"]);
    // What programs get is what counting gives.
    let base = server.get(&salma, &format!("{DESK}/base")).of(200)["base"].clone();
    let packages = base["packages"].as_array().unwrap();
    assert!(packages.len() >= 2 && packages[0]["is_recommended"] == true, "{packages:?}");
    let mut shares = Vec::new();
    for told in packages {
        let package: Vec<&str> =
            told["package"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        let (asked, content) = content(&package);
        assert_eq!(
            (&told["all"]["asked"], &told["all"]["content"]),
            (&asked.into(), &content.into()),
            "{package:?}"
        );
        assert_eq!(told["groups"].as_array().unwrap().len(), 3);
        shares.push(format!("{:.0} %", content as f64 / asked as f64 * 100.0));
    }
    // And the board has it, the recommended package first; beside every condition stands who asks for it.
    let begun = Instant::now();
    let board = loop {
        let board = page(&server, nour, "/cases/ours");
        if board.contains("base-packages") {
            break board;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{board}");
        thread::sleep(Duration::from_millis(50));
    };
    let shown = rows(&board, "base-packages");
    assert!(shown[0].starts_with('●'), "{shown:?}");
    for (row, share) in shown.iter().zip(&shares) {
        assert!(row.contains(share), "{share} is not in {row}");
    }
    assert_eq!(shown.len(), packages.len().min(8));
    let conditions = rows(&board, "base-conditions");
    assert_eq!(conditions.len(), TIES.len(), "{conditions:?}");
    let wants = |statement: usize| {
        let said: Vec<i8> = (0..BY_CODE + ON_PAPER).map(|person| said(person, statement)).collect();
        let agree = said.iter().filter(|it| **it == 1).count();
        format!("{:.0} %", agree as f64 / said.len() as f64 * 100.0)
    };
    for (statement, condition) in [(0, "Supply routes"), (1, "detention"), (2, "armed international force")] {
        let row = conditions.iter().find(|row| row.contains(condition)).unwrap();
        assert!(row.contains(&wants(statement)), "{} is not in {row}", wants(statement));
    }
}
