//! The evidence of the board: whoever has it alone makes the same board again, and finds every file as it is said to be.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use mawqif_core::{
    dossier::{Date, read as read_dossier},
    followup::{
        Options, Source,
        board::{Breached, board},
        calendar::{Day, Order},
        cusum, read,
        tallies::tallies,
    },
    record::hash::Hash,
    text::Id,
};
use serde_json::{Value, json};

use super::{BOARD, Pages, SALMA, pages};
use crate::api::tests::place::OURS;

async fn bundle(pages: &mut Pages) -> BTreeMap<String, Vec<u8>> {
    let bytes = pages.bytes(SALMA, &format!("{BOARD}/evidence.zip")).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        files.insert(name, bytes);
    }
    files
}

fn value(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap()
}

/// A raid at the mill that two people have verified and that breaks the promise; the public sees the North alone.
async fn verified_raid(pages: &Pages) {
    let at = "2020-01-13T10:00:00Z";
    let at: u64 = at.parse::<jiff::Timestamp>().unwrap().as_microsecond().try_into().unwrap();
    let report = |client: &str, origin: &str| {
        json!({"act":"report-incident","report":{"client":client,"what":"A raid.","where":"mill","occurred":at,
            "origin":origin,"grade":"C3"}})
    };
    let review = json!({"act":"review-incident","incident":1,"judgement":"verified","reason":"Both say so."});
    let acts = [
        ("salma", json!({"act":"appoint-secretary","account":"samir"})),
        ("rania", report("one", "A baker")),
        ("rania", report("two", "A doctor")),
        ("salma", json!({"act":"grade-report","report":2,"grade":"B3","reason":"We know them."})),
        (
            "salma",
            json!({"act":"open-incident","incident":{"what":"A raid.","where":"mill","occurred":at},"reports":[1,2]}),
        ),
        ("salma", review.clone()),
        ("samir", review),
        (
            "salma",
            json!({"act":"attribute-incident","incident":1,"attribution":{"to":"relief-union","certainty":"established"}}),
        ),
        (
            "samir",
            json!({"act":"make-finding","finding":{"incident":1,"commitment":"no-raids","verdict":"breach","reason":"It is plain."}}),
        ),
    ];
    for (who, act) in acts {
        pages.place.act(OURS, who, serde_json::from_value(act).unwrap()).await;
    }
}

#[tokio::test]
async fn the_board_is_made_again_from_the_evidence_alone() {
    let mut pages = pages().await;
    pages.taken().await;
    verified_raid(&pages).await;
    let files = bundle(&mut pages).await;
    // Every file is as it is said to be.
    let told = value(&files, "files.json");
    let told = told["files"].as_array().unwrap();
    assert_eq!(told.len(), files.len() - 2, "all but itself and SHA256SUMS");
    for it in told {
        let bytes = &files[it["name"].as_str().unwrap()];
        assert_eq!(it["sha256"], Hash::of(&[bytes]).to_hex());
        assert_eq!(it["size"], bytes.len());
    }
    // The dossier, the table as it is read, and the breaches are enough.
    let manifest = value(&files, "manifest.json");
    let dossier = read_dossier(&files["dossier.toml"]).dossier.unwrap();
    let table = &manifest["tables"][0];
    let columns: Vec<(String, String)> = serde_json::from_value(table["mapping"]["columns"].clone()).unwrap();
    let today: Date = serde_json::from_value(manifest["today"].clone()).unwrap();
    let source = Source {
        bytes: &files[table["file"].as_str().unwrap()],
        today: Day::of(today).unwrap(),
        columns: &columns,
        order: Order::Plain,
        points: &dossier.places.iter().filter_map(|it| it.at).collect::<Vec<_>>(),
    };
    let reports = read(&source).unwrap();
    assert_eq!(table["import"]["root"], reports.root().to_hex());
    let breaches = value(&files, "breaches.json");
    let id = |it: &Value| it.as_str().and_then(|it| Id::new(it).ok());
    let breaches: Vec<Breached> = breaches
        .as_array()
        .unwrap()
        .iter()
        .map(|it| Breached {
            incident: it["incident"].as_u64().unwrap(),
            commitment: id(&it["commitment"]),
            place: id(&it["place"]),
            day: Day::of(serde_json::from_value(it["day"].clone()).unwrap()).unwrap(),
        })
        .collect();
    let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
    let options = Options::new(Day::of(today).unwrap());
    let made = board(&dossier, &counted, reports.days(), &breaches, &options, &cusum::height).unwrap();
    assert_eq!(serde_json::to_value(&made).unwrap(), value(&files, "board.json"));
    // What else those who follow up know is beside it.
    let incidents = value(&files, "incidents.json");
    assert_eq!(
        (incidents[0]["state"].as_str(), incidents[0]["described"]["where"].as_str()),
        (Some("verified"), Some("mill"))
    );
    assert_eq!(value(&files, "findings.json")[0]["found"]["commitment"], "no-raids");
    assert_eq!(made.commitments[0].verified, 1, "where it was, as their page has it");
    // What leaves the house by itself says no more of the place than the public may see.
    let list = |name: &'static str| String::from_utf8(files[name].clone()).unwrap();
    let incidents = list("incidents.csv");
    assert!(
        incidents.starts_with("incident,entry,what_en") && incidents.contains("\r\n#event+code,"),
        "{incidents}"
    );
    assert!(incidents.contains(",north,The North,") && !incidents.contains("mill"), "{incidents}");
    assert!(!incidents.contains("10:00") && incidents.contains("2020-01-13"), "{incidents}");
    assert!(list("findings.csv").contains(",1,no-raids,breach,"), "{}", list("findings.csv"));
    let omar = pages.get(super::OMAR, "/cases/ours/follow-up/files/incidents.csv").await;
    assert_eq!((omar.status, omar.text.as_str()), (axum::http::StatusCode::OK, incidents.as_str()));
}
