//! What the record says of evidence, as files: hashes and custody as JSON and as a table, and the keys that it was sealed to.

use mawqif_core::{
    case::{
        Case, Moment,
        followup::evidence::{Custody, Item},
    },
    record::{encoding, hash::Hash},
};
use serde_json::{Value, json};

use super::super::board::exports::line;
use crate::{desk::evidence::name, statement::Form};

/// The columns of the table of custody.
const COLUMNS: [&str; 14] = [
    "evidence",
    "report",
    "kind",
    "sha256",
    "size",
    "file",
    "sealed_sha256",
    "sealed_size",
    "same_as",
    "entry",
    "time",
    "event",
    "by",
    "told",
];

/// The files, without what is sealed.
pub fn files(case: &Case) -> Vec<Form> {
    let all = case.follow_up().evidence().all();
    let mut table = String::new();
    line(&mut table, COLUMNS.iter().map(|it| (*it).to_owned()));
    for (number, item) in all {
        for row in rows(*number, item) {
            line(&mut table, row.into_iter());
        }
    }
    let pieces: Vec<Value> = all.iter().map(|(number, item)| piece(*number, item)).collect();
    let keys: Vec<Value> = case
        .follow_up()
        .seal_keys()
        .iter()
        .map(|it| json!({ "name": it.name, "key": it.key, "fingerprint": it.fingerprint().to_hex() }))
        .collect();
    let told = json!({
        "case": case.id().to_string(),
        "entries": case.entries(),
        "keys": keys,
        "evidence": pieces,
    });
    vec![
        Form { name: "evidence.csv".to_owned(), mime: "text/csv; charset=utf-8", bytes: table.into_bytes() },
        Form {
            name: "evidence.json".to_owned(),
            mime: "application/json",
            bytes: serde_json::to_vec_pretty(&told).unwrap_or_default(),
        },
    ]
}

fn hex(all: &[Hash]) -> Vec<String> {
    all.iter().map(|it| encoding::to_hex(it.as_bytes())).collect()
}

/// A moment by the clock of Greenwich, as ISO 8601 has it.
fn when(moment: Moment) -> String {
    let micros = i64::try_from(moment.micros()).ok();
    let time = micros.and_then(|micros| jiff::Timestamp::from_microsecond(micros).ok());
    time.map(|it| it.to_string()).unwrap_or_default()
}

/// What happened to a piece: the entry, when, what, by whom and what is said of it. Who sent it stands in its report.
fn events(item: &Item) -> Vec<(u64, Moment, &'static str, String, Value)> {
    let came = (item.entry, item.at, "received", String::new(), Value::Null);
    let links = item.custody.iter().map(|link| {
        let (event, told) = match &link.what {
            Custody::Taken => ("taken", Value::Null),
            Custody::Handed(handing) => ("handed", json!(handing)),
            Custody::Resealed { before, reason } => {
                let before = json!({ "sha256": before.sha256.to_hex(), "size": before.size, "keys": hex(&before.keys) });
                ("resealed", json!({ "before": before, "reason": reason }))
            }
            Custody::Destroyed { reason } => ("destroyed", json!({ "reason": reason })),
        };
        (link.entry, link.at, event, link.by.to_string(), told)
    });
    std::iter::once(came).chain(links).collect()
}

fn piece(number: u64, item: &Item) -> Value {
    let sealed = &item.sealed;
    let custody: Vec<Value> = events(item)
        .into_iter()
        .map(|(entry, at, event, by, told)| {
            json!({ "entry": entry, "time": when(at), "event": event, "by": by, "told": told })
        })
        .collect();
    json!({
        "evidence": number,
        "report": item.report,
        "kind": sealed.kind,
        "sha256": sealed.sha256.to_hex(),
        "size": sealed.size,
        "file": format!("evidence/{}", name(number, item)),
        "sealed": {
            "sha256": sealed.under.sha256.to_hex(),
            "size": sealed.under.size,
            "keys": hex(&sealed.under.keys),
        },
        "same_as": item.same_as,
        "destroyed": item.is_destroyed,
        "custody": custody,
    })
}

fn rows(number: u64, item: &Item) -> Vec<[String; 14]> {
    let sealed = &item.sealed;
    let row = |(entry, at, event, by, told): (u64, Moment, &str, String, Value)| {
        [
            number.to_string(),
            item.report.to_string(),
            sealed.kind.name().to_owned(),
            sealed.sha256.to_hex(),
            sealed.size.to_string(),
            format!("evidence/{}", name(number, item)),
            sealed.under.sha256.to_hex(),
            sealed.under.size.to_string(),
            item.same_as.map(|it| it.to_string()).unwrap_or_default(),
            entry.to_string(),
            when(at),
            event.to_owned(),
            by,
            if told.is_null() { String::new() } else { told.to_string() },
        ]
    };
    events(item).into_iter().map(row).collect()
}
