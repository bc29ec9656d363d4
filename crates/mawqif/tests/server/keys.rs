//! Another key: a record goes on under it, and everything that was signed before stays good.

use std::{fs, process::Output};

use serde_json::{Value, json};

use crate::place::{Place, Server, stories};

stories!(a_record_goes_on_under_another_key, a_key_changes_only_where_a_server_has_run);

/// What `mawqif verify` says of an entry and its receipt under a key.
fn verified((entry, receipt): &(String, String), key: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let [entry_file, receipt_file] = ["entry", "receipt"].map(|name| folder.path().join(name));
    fs::write(&entry_file, entry).unwrap();
    fs::write(&receipt_file, receipt).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mawqif"));
    command.arg("verify").arg(&receipt_file).arg("--entry").arg(&entry_file).args(["--key", key]);
    command.output().unwrap().status.success()
}

fn proof(server: &Server, token: &str, seq: u64) -> (String, String) {
    let path = format!("/api/cases/ours/entries/{seq}");
    (server.get(token, &path).text(200), server.get(token, &format!("{path}/receipt")).text(200))
}

fn follow(entry: &str, key: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entry.json");
    fs::write(&file, entry).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mawqif"));
    command.args(["key", "follow"]).arg(&file).args(["--key", key]).output().unwrap()
}

fn a_record_goes_on_under_another_key(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let mut server = place.serve(&[]);
    let act = |server: &Server, name: &str| {
        let title = json!({ "act": "convene-meeting", "title": name, "at": 1_930_000_000_000_000_u64 });
        server.post(Some(&salma), "/api/cases/ours/acts", &title).of(201)
    };
    let key = |server: &Server| server.get(&salma, "/api/cases/ours/key").text(200).trim().to_owned();
    act(&server, "first");
    let (first, old) = (proof(&server, &salma, 1), key(&server));
    assert!(verified(&first, &old));
    assert!(server.end());

    let changed = server.place.command(&["key", "change"]).output().unwrap();
    assert!(changed.status.success(), "{changed:?}");
    let new = String::from_utf8(changed.stdout).unwrap().trim().to_owned();
    assert_ne!(new, old);
    // Another server of the database has the same seeds, and checkpoints of its own from before.
    let server = server.beside();
    assert_eq!(key(&server), new);
    let entries = server.get(&salma, "/api/cases/ours/entries?from=2").of(200);
    let kinds: Vec<&Value> = entries["entries"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["key-changed"]);
    assert_eq!(entries["entries"][0]["fact"]["to"], new.as_str());

    // What was signed before is good under the key that signed it; what is signed now, under the new one.
    assert!(verified(&first, &old) && !verified(&first, &new));
    act(&server, "second");
    for seq in [1, 3] {
        let later = proof(&server, &salma, seq);
        assert!(verified(&later, &new) && !verified(&later, &old));
    }
    // Whoever trusts the earlier key comes to the new one by the entry alone.
    let (told, _) = proof(&server, &salma, 2);
    let found = follow(&told, &old);
    assert_eq!(String::from_utf8(found.stdout).unwrap().trim(), new, "{:?}", found.stderr);
    assert!(!follow(&told, &new).status.success());
    assert!(!follow(&first.0, &old).status.success());

    // It is said once, however often servers start; and a second change follows the first.
    let mut server = server;
    assert!(server.end());
    let mut server = server.beside();
    assert_eq!(server.get(&salma, "/api/cases/ours").of(200)["entries"], 4);
    assert!(server.end());
    assert!(server.place.command(&["key", "change"]).output().unwrap().status.success());
    let server = server.beside();
    let (told, _) = proof(&server, &salma, 4);
    assert_eq!(String::from_utf8(follow(&told, &new).stdout).unwrap().trim(), key(&server));
    assert!(!follow(&told, &old).status.success(), "no step is left out");
    assert!(verified(&first, &old));
}

fn a_key_changes_only_where_a_server_has_run(place: Place) {
    let changed = place.command(&["key", "change"]).output().unwrap();
    assert_eq!(changed.status.code(), Some(1));
    let told = String::from_utf8_lossy(&changed.stderr).into_owned();
    assert!(!place.folder.path().join("seed").exists(), "{told}");
    // A seed that is not ours is refused as before.
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let mut server = place.serve(&[]);
    server.get(&salma, "/api/cases/ours").of(200);
    assert!(server.end());
    let path = server.place.folder.path().join("seed");
    let seed = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{}\n", "ab".repeat(32))).unwrap();
    let refused = server.place.command(&["serve", "--listen", "127.0.0.1:0"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    // Below another, it is an earlier one.
    fs::write(&path, format!("{}\n{seed}", "ab".repeat(32))).unwrap();
    let server = server.beside();
    assert_eq!(server.get(&salma, "/api/cases/ours").of(200)["entries"], 2);
}
