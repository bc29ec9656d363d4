//! Random acts of the follow-up, and of public consultations towards their end, mostly about what is there.

use mawqif_core::case::Moment;
use serde_json::{Value, json};

use crate::{
    desk::Desk,
    evidence::{KEYS, keys, sealed},
    random::{BODIES, Dice},
};

/// Something of the follow-up that somebody might ask for.
pub fn act(dice: &mut Dice, body: &str, desk: &Desk) -> Value {
    let (followup, dossier) = (desk.case.follow_up(), desk.case.dossier());
    let place = dossier.places.first().map_or("p".to_owned(), |it| it.id.to_string());
    let commitment = dossier.commitments.first().map_or("q".to_owned(), |it| it.id.to_string());
    let owes = dossier.commitments.first().and_then(|it| it.obliged.first());
    let owes = owes.map_or(body.to_owned(), |it| it.to_string());
    let incident = 1 + dice.roll(2);
    let reports: Vec<u64> = followup.reports().keys().copied().filter(|_| dice.roll(3) > 0).take(4).collect();
    let first = reports.first().copied().unwrap_or(1);
    let happened =
        json!({ "what": format!("it {}", dice.roll(3)), "where": place, "occurred": dice.roll(desk.now) });
    let trigger =
        followup.triggers().iter().find(|(_, it)| it.answer.is_none()).map_or(1, |(number, _)| *number);
    let found = followup.findings().keys().next_back().copied().unwrap_or(1);
    // What waits is mostly answered, or put to everybody.
    let waits = followup.triggers().values().any(|it| it.answer.is_none());
    let choice = match dice.roll(6) {
        0 | 1 if waits => 21 + dice.roll(2),
        2 if !followup.findings().is_empty() => 13,
        _ => dice.roll(26),
    };
    match choice {
        0..=2 => {
            let keys: Vec<&str> = followup.seal_keys().iter().map(|it| it.key.as_str()).collect();
            let files = if keys.is_empty() { 0 } else { dice.roll(3) };
            let files: Vec<Value> = (0..files).map(|_| sealed(dice.one(&["a", "b", "c"]), &keys)).collect();
            json!({ "act": "report-incident", "sealed": files, "report": {
                "client": format!("c{}", dice.roll(6)), "what": "it", "where": place, "occurred": dice.roll(desk.now),
                "origin": dice.one(&["one", "other", "third"]), "grade": dice.one(&["A1", "C3", "E5"]),
                "evidence": [dice.one(&["a film", "a paper"])],
            } })
        }
        3 => json!({ "act": "open-incident", "incident": happened, "reports": reports }),
        4 if dice.roll(2) == 0 => {
            let sensitivity = dice.one(&["open", "blurred", "closed"]);
            json!({
                "act": "set-incident-sensitivity", "incident": incident, "sensitivity": sensitivity, "reason": "so",
            })
        }
        4 => json!({ "act": "change-incident", "incident": incident, "to": happened }),
        5 => json!({ "act": "link-report", "incident": incident, "report": first }),
        6 if dice.roll(3) == 0 => {
            json!({ "act": "unlink-report", "incident": incident, "report": first, "reason": "no" })
        }
        6..=9 => {
            let judgement = dice.one(&["verified", "verified", "not-verifiable", "refuted", "undecided"]);
            json!({ "act": "review-incident", "incident": incident, "judgement": judgement, "reason": "so" })
        }
        10 => {
            let attribution =
                json!({ "to": owes, "certainty": dice.one(&["alleged", "likely", "established"]) });
            json!({ "act": "attribute-incident", "incident": incident, "attribution": attribution })
        }
        11 | 12 => {
            let verdict = dice.one(&["breach", "no-breach", "outside-scope", "undetermined"]);
            let finding =
                json!({ "incident": incident, "commitment": commitment, "verdict": verdict, "reason": "so" });
            json!({ "act": "make-finding", "finding": finding })
        }
        13 => {
            json!({ "act": "dissent-from-finding", "finding": found, "reason": format!("no {}", dice.roll(3)) })
        }
        14 => {
            let performance = dice.one(&["kept", "in-part", "not-kept", "not-observed"]);
            json!({ "act": "note-performance", "commitment": commitment, "performance": performance, "reason": "so" })
        }
        15 => {
            let access = dice.one(&["denied", "given"]);
            json!({ "act": "note-access", "where": place, "access": access, "since": "2031-01-01" })
        }
        16 => json!({ "act": "note-change", "change": { "of": dice.one(&["text", "party"]), "what": "so" } }),
        17 if dice.roll(2) == 0 => {
            let sha256 = dice.one(&["1", "2", "3"]).repeat(64);
            json!({ "act": "import-reports", "number": incident, "import": {
                "sha256": sha256, "format": "plain", "rows": 3, "taken": dice.roll(4), "root": "0".repeat(64),
            } })
        }
        18 if dice.roll(2) == 0 => json!({ "act": "take-import-back", "number": incident, "reason": "so" }),
        17 => json!({ "act": "note-obstacle", "what": "a wall" }),
        18 => json!({ "act": "clear-obstacle", "obstacle": incident, "reason": "gone" }),
        19 | 20 => {
            let due = desk.case.due_triggers(Moment::from_micros(desk.now));
            let inputs = due.first().map_or("0".repeat(64), |it| it.sha256().to_hex());
            json!({ "act": "fire-trigger", "inputs": inputs })
        }
        21 => {
            let answer = dice.one(&["confirm", "waive"]);
            json!({ "act": "answer-trigger", "trigger": trigger, "answer": answer, "reason": "so" })
        }
        22 => json!({ "act": "escalate-trigger", "trigger": trigger }),
        23 if dice.roll(2) == 0 => keys(if dice.roll(2) == 0 { &KEYS } else { &KEYS[1..] }),
        24 if dice.roll(3) == 0 => json!({ "act": "take-evidence", "numbers": [incident] }),
        24 if dice.roll(4) == 0 => json!({ "act": "destroy-evidence", "number": incident, "reason": "so" }),
        23 => json!({ "act": "give-task", "task": { "what": "a thing", "owner": body } }),
        24 => json!({ "act": "end-task", "task": incident, "end": dice.one(&["done", "dropped"]) }),
        _ if dice.roll(2) == 0 => json!({ "act": "convene-sitting", "committee": "k", "at": 7 }),
        _ => json!({ "act": "set-follow-up", "terms": { "answer_hours": 1 + dice.roll(2) } }),
    }
}

/// The end of a public consultation, or something after it.
pub fn poll(dice: &mut Dice, number: u64) -> Value {
    let statement = 1 + dice.roll(3);
    match dice.roll(5) {
        0 => json!({
            "act": "withhold-public-words", "number": number, "statement": statement, "reason": "r",
        }),
        1 => json!({ "act": "show-public-words", "number": number, "statement": statement, "reason": "r" }),
        2 => json!({ "act": "forget-public-ballots", "number": number }),
        _ => json!({ "act": "close-public-consultation", "number": number }),
    }
}

/// A position that is opened again, or bodies that come and go in a committee.
pub fn seats(dice: &mut Dice, body: &str) -> Value {
    if dice.roll(2) == 0 {
        return json!({ "act": "reopen-position", "reason": "a breach" });
    }
    let seating =
        json!({ "committee": "k", "joining": [body], "leaving": [dice.one(&BODIES)], "reason": "r" });
    json!({ "act": "change-committee-members", "seating": seating })
}
