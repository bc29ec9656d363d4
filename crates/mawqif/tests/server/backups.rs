//! Backups and archives: sealed, whole or not at all, and worth something without the server.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::json;

use crate::place::{Place, Server, on_sqlite, stories};

stories!(
    a_backup_taken_while_serving_brings_everything_back,
    a_backup_that_was_changed_or_cut_leaves_nothing_behind,
    an_archive_proves_the_whole_record_and_nothing_else,
    what_was_erased_is_gone_and_the_record_stands,
    a_backup_older_than_what_is_known_is_not_kept,
    a_lost_seed_is_not_replaced,
    a_member_takes_the_record_home_and_no_secret,
);

/// Files of an archive: names and contents.
type Parts = Vec<(String, Vec<u8>)>;

const MARK: &str = "Kilis, the hall behind the bakery";

pub fn mawqif(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mawqif")).args(words).stdin(Stdio::null()).output().unwrap()
}

pub fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap().trim_end().to_owned()
}

pub fn complaint(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A server with a case in which something happened; the secretary's token, and a place for files.
fn working(place: Place) -> (Server, String, tempfile::TempDir) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &crate::place::offer()).of(201);
    let meeting = json!({ "act": "convene-meeting", "title": MARK, "at": 1893456000000000u64 });
    server.post(Some(&salma), "/api/cases/ours/acts", &meeting).of(201);
    (server, salma, tempfile::tempdir().unwrap())
}

pub fn path(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

pub fn back_up(server: &Server, files: &tempfile::TempDir) -> (String, String) {
    let (key, backup) = (path(files, "offline.key"), path(files, "backup.age"));
    let public = told(&mawqif(&["backup", "--new-key", &key]));
    let words = ["backup", &backup, "--to", &public];
    assert!(told(&server.place.command(&words).output().unwrap()).starts_with("cases: 1, rows: "));
    (key, backup)
}

fn a_backup_taken_while_serving_brings_everything_back(place: Place) {
    let (server, salma, files) = working(place);
    let (key, backup) = back_up(&server, &files);
    // Nothing of it can be read without the key.
    let sealed = fs::read(&backup).unwrap();
    for secret in [MARK, "salma@example.org", "wadi-nahr", "seed "] {
        assert!(!sealed.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{secret}");
    }
    let seen = |server: &Server, path: &str| server.get(&salma, path).text(200);
    let paths =
        ["/api/cases/ours", "/api/cases/ours/entries", "/api/cases/ours/key", "/api/cases/ours/checkpoint"];
    let before = paths.map(|path| seen(&server, path));

    // Whichever database it came from, it can be restored into SQLite; the accounts are there as well.
    let words = move |place: Place| {
        let folder = place.folder.path().to_str().unwrap().to_owned();
        let restored = mawqif(&[
            "restore",
            &backup,
            "--identity",
            &key,
            "--data",
            &folder,
            "--name",
            "coalition.example",
        ]);
        assert!(told(&restored).starts_with("cases: 1, rows: "));
        // A second time there is something already, and it stays.
        let again = mawqif(&["restore", &backup, "--identity", &key, "--data", &folder]);
        assert!(complaint(&again).contains("empty"), "{}", complaint(&again));
        place
    };
    let place = words(Place::empty());
    let server = place.serve(&[]);
    assert_eq!(paths.map(|path| seen(&server, path)), before);
    let meeting = json!({ "act": "convene-meeting", "title": "Again", "at": 1893456000000000u64 });
    server.post(Some(&salma), "/api/cases/ours/acts", &meeting).of(201);
}

fn a_backup_that_was_changed_or_cut_leaves_nothing_behind(place: Place) {
    let (server, _, files) = working(place);
    let (key, backup) = back_up(&server, &files);
    let whole = fs::read(&backup).unwrap();
    let fresh = |name: &str| path(&files, name);
    let refused = |name: &str, bytes: &[u8], key: &str| {
        let (file, folder) = (fresh(&format!("{name}.age")), fresh(name));
        fs::write(&file, bytes).unwrap();
        let why = complaint(&mawqif(&["restore", &file, "--identity", key, "--data", &folder]));
        assert!(!Path::new(&folder).join("seed").exists(), "{name}");
        why
    };
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    refused("flipped", &flipped, &key);
    refused("cut", &whole[..whole.len() - 40], &key);
    refused("empty", b"", &key);
    let other = fresh("other.key");
    told(&mawqif(&["backup", "--new-key", &other]));
    assert!(refused("foreign", &whole, &other).contains("No matching keys"));
    // A key is not made over another, nor a backup.
    complaint(&mawqif(&["backup", "--new-key", &other]));
    let public = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    complaint(&server.place.command(&["backup", &backup, "--to", public]).output().unwrap());
    assert_eq!(fs::read(&backup).unwrap(), whole);
}

fn an_archive_proves_the_whole_record_and_nothing_else(place: Place) {
    let (server, salma, files) = working(place);
    let key = server.get(&salma, "/api/cases/ours/key").text(200).trim_end().to_owned();
    let archive = path(&files, "ours.tar");
    assert_eq!(told(&server.place.command(&["export", "ours", &archive]).output().unwrap()), key);
    let verify = |file: &str| mawqif(&["verify", "--archive", file, "--key", &key]);
    let said = told(&verify(&archive));
    assert!(said.contains("whole record coalition.example/ours"), "{said}");
    // The same case gives the same bytes.
    let again = path(&files, "again.tar");
    told(&server.place.command(&["export", "ours", &again]).output().unwrap());
    assert_eq!(fs::read(&archive).unwrap(), fs::read(&again).unwrap());

    // Whatever is changed in it is found out.
    let mut parts: Parts = Vec::new();
    for file in tar::Archive::new(fs::File::open(&archive).unwrap()).entries().unwrap() {
        let mut file = file.unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        parts.push((file.path().unwrap().display().to_string(), bytes));
    }
    assert_eq!(
        parts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["checkpoint", "key", "dossier.toml", "entries.jsonl"]
    );
    let changed = |name: &str, change: &dyn Fn(&mut Parts)| {
        let mut parts = parts.clone();
        change(&mut parts);
        let file = path(&files, name);
        let mut tar = tar::Builder::new(fs::File::create(&file).unwrap());
        for (name, bytes) in &parts {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            tar.append_data(&mut header, name, bytes.as_slice()).unwrap();
        }
        tar.finish().unwrap();
        let output = verify(&file);
        assert_eq!(output.status.code(), Some(1), "{name}");
        String::from_utf8(output.stdout).unwrap()
    };
    let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
    changed("word", &|parts| parts[3].1 = text(&parts[3].1).replace("bakery", "library").into_bytes());
    changed("last", &|parts| {
        let lines = text(&parts[3].1);
        let cut = lines.trim_end().rfind('\n').unwrap();
        parts[3].1.truncate(cut + 1);
    });
    changed("twice", &|parts| {
        let last = text(&parts[3].1).lines().last().unwrap().to_owned();
        parts[3].1.extend_from_slice(format!("{last}\n").as_bytes());
    });
    let dossier = changed("dossier", &|parts| parts[2].1.extend_from_slice(b"\n# nothing\n"));
    assert!(dossier.contains("dossier.toml"), "{dossier}");
    changed("missing", &|parts| drop(parts.pop()));
    changed("order", &|parts| parts.swap(0, 1));
    assert_eq!(verify(&path(&files, "no.tar")).status.code(), Some(1));
}

fn a_member_takes_the_record_home_and_no_secret(place: Place) {
    let (server, salma, files) = working(place);
    let dalia = server.delegate(&salma, "ours", "relief-union", "dalia");
    let consult = json!({ "act": "open-consultation" });
    server.post(Some(&salma), "/api/cases/ours/acts", &consult).of(201);
    let stance = |says: &str, confidential: bool| {
        let filing = json!({ "act": "file-stance", "body": "relief-union", "says": says, "version": 1,
            "confidential": confidential });
        server.post(Some(&dalia), "/api/cases/ours/acts", &filing).of(201);
    };
    let key = server.get(&salma, "/api/cases/ours/key").text(200).trim_end().to_owned();
    let home = |token: &str, name: &str| {
        let reply = server.get(token, "/api/cases/ours/archive");
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/x-tar")));
        assert_eq!(reply.header("content-length"), Some(reply.body.len().to_string().as_str()));
        let file = path(&files, name);
        fs::write(&file, &reply.body).unwrap();
        let verified = told(&mawqif(&["verify", "--archive", &file, "--key", &key, "--json"]));
        let verified: serde_json::Value = serde_json::from_str(&verified).unwrap();
        (reply.body, verified["erased"].as_u64().unwrap())
    };
    // As long as there is no secret, everybody has what whoever runs the server exports, byte by byte.
    stance("accept if routes", false);
    let exported = path(&files, "exported.tar");
    told(&server.place.command(&["export", "ours", &exported]).output().unwrap());
    let (hers, erased) = home(&salma, "open.tar");
    assert_eq!((hers.as_bytes(), erased), (fs::read(&exported).unwrap().as_slice(), 0));

    // What is confidential goes home with those whose it is. For all others the record is whole without it.
    stance("accept if wider and routes", true);
    let (own, erased) = home(&dalia, "own.tar");
    assert!(own.contains("accept if wider and routes"), "{own}");
    assert_eq!(erased, 0);
    let (others, erased) = home(&salma, "others.tar");
    assert_eq!(erased, 1);
    assert!(!others.contains("accept if wider and routes"), "{others}");
    assert_eq!(server.get("forged", "/api/cases/ours/archive").problem(401), "not-signed-in");

    // A record with more entries than are read at once.
    for number in 0..100 {
        let meeting =
            json!({ "act": "convene-meeting", "title": format!("{number}"), "at": 1893456000000000u64 });
        server.post(Some(&salma), "/api/cases/ours/acts", &meeting).of(201);
    }
    home(&salma, "long.tar");
}

fn what_was_erased_is_gone_and_the_record_stands(place: Place) {
    let (mut server, salma, files) = working(place);
    let entries = server.get(&salma, "/api/cases/ours/entries").of(200);
    let entries = entries["entries"].as_array().unwrap();
    let meeting = entries.iter().find(|entry| entry.to_string().contains(MARK)).unwrap();
    let (seq, path_of) = (meeting["seq"].to_string(), |what: &str| format!("/api/cases/ours/entries/{what}"));
    let receipt = server.get(&salma, &path_of(&format!("{seq}/receipt"))).text(200);
    let key = server.get(&salma, "/api/cases/ours/key").text(200);
    assert!(server.end());
    let erase = |words: &[&str]| {
        server.place.command(&[&["erase", "ours"], words].concat()).stderr(Stdio::piped()).output().unwrap()
    };
    assert!(complaint(&erase(&["0"])).contains("opens the case"));
    complaint(&erase(&["9999"]));
    told(&erase(&[&seq]));

    // The old receipt is good for what is left of the entry, and nothing of the words is there.
    let server = server.beside();
    let (entry, proof) = (path(&files, "entry.json"), path(&files, "receipt"));
    fs::write(&entry, server.get(&salma, &path_of(&seq)).text(200)).unwrap();
    fs::write(&proof, receipt).unwrap();
    let verified = mawqif(&["verify", &proof, "--entry", &entry, "--key", key.trim()]);
    assert!(told(&verified).contains("erased"), "{verified:?}");
    assert!(!server.get(&salma, "/api/cases/ours").text(200).contains(MARK));
    let archive = path(&files, "ours.tar");
    told(&server.place.command(&["export", "ours", &archive]).output().unwrap());
    assert!(!String::from_utf8_lossy(&fs::read(&archive).unwrap()).contains(MARK));
    assert!(told(&mawqif(&["verify", "--archive", &archive, "--key", key.trim()])).contains("erased"));
}

fn a_backup_older_than_what_is_known_is_not_kept(place: Place) {
    let (mut server, salma, files) = working(place);
    let (key, backup) = back_up(&server, &files);
    let meeting = json!({ "act": "convene-meeting", "title": "Later", "at": 1893456000000000u64 });
    server.post(Some(&salma), "/api/cases/ours/acts", &meeting).of(201);
    assert!(server.end());
    // The folder remembers a later checkpoint; its database is gone.
    let folder = server.place.folder.path();
    let known = path(&files, "known");
    fs::create_dir(&known).unwrap();
    fs::create_dir(Path::new(&known).join("checkpoints")).unwrap();
    for file in fs::read_dir(folder.join("checkpoints")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), Path::new(&known).join("checkpoints").join(file.file_name())).unwrap();
    }
    let why = complaint(&mawqif(&["restore", &backup, "--identity", &key, "--data", &known]));
    assert!(why.contains("entries"), "{why}");
    assert!(!Path::new(&known).join("seed").exists());
    // What was put in was taken back, so that a later backup can still be restored here.
    fs::remove_dir_all(Path::new(&known).join("checkpoints")).unwrap();
    told(&mawqif(&["restore", &backup, "--identity", &key, "--data", &known]));
}

fn a_lost_seed_is_not_replaced(place: Place) {
    let (mut server, _, _) = working(place);
    assert!(server.end());
    let seed = server.place.folder.path().join("seed");
    let kept = fs::read(&seed).unwrap();
    fs::remove_file(&seed).unwrap();
    let refused = server.place.command(&["serve", "--listen", "127.0.0.1:0"]).stderr(Stdio::piped()).output();
    let why = complaint(&refused.unwrap());
    assert!(why.contains("missing, though there are records"), "{why}");
    assert!(!seed.exists());
    fs::write(&seed, kept).unwrap();
    server.beside();
}

/// Sealed, it opens with age's own tools and with nothing else.
#[test]
fn a_sealed_archive_is_an_age_file() {
    on_sqlite(|place| {
        let (server, _, files) = working(place);
        let key = path(&files, "offline.key");
        let public = told(&mawqif(&["backup", "--new-key", &key]));
        let sealed = path(&files, "ours.tar.age");
        told(&server.place.command(&["export", "ours", &sealed, "--to", &public]).output().unwrap());
        assert!(fs::read(&sealed).unwrap().starts_with(b"age-encryption.org/v1\n"));
    });
}
