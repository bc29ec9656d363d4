//! A witness of a served record, as a member body is one: a request from the server, a signature back, and
//! receipts that nobody can deny; and a server that tells two histories finds none for the second.

use std::fs;

use serde_json::{Value, json};

use crate::{
    backups::{back_up, complaint, mawqif, path, told},
    place::{Place, Server, stories},
};

stories!(
    a_receipt_is_witnessed,
    a_forked_record_finds_no_witness,
    what_is_no_signature_is_refused,
    nobody_crowds_out_the_witnesses_of_others,
);

const CASE: &str = "/api/cases/ours";

/// A witness of a member body.
struct Witness {
    folder: String,
    key: String,
}

impl Witness {
    fn new(files: &tempfile::TempDir, name: &str) -> Self {
        let folder = path(files, name);
        let key = told(&mawqif(&["witness", "new", &folder, "--name", &format!("{name}.example")]));
        Self { folder, key }
    }

    fn seen(&self) -> u64 {
        told(&mawqif(&["witness", "seen", &self.folder, "coalition.example/ours"])).parse().unwrap()
    }

    /// What a member does with curl: asks the server, carries the request to the witness.
    fn sign(&self, server: &Server, token: &str, files: &tempfile::TempDir) -> std::process::Output {
        let request = path(files, "request");
        let asked = server.get(token, &format!("{CASE}/witness?old={}", self.seen())).text(200);
        fs::write(&request, asked).unwrap();
        let key = server.get(token, &format!("{CASE}/key")).text(200);
        mawqif(&["witness", "sign", &self.folder, &request, "--record", key.trim_end()])
    }

    fn named(&self) -> String {
        form_urlencoded::byte_serialize(self.key.as_bytes()).collect()
    }
}

fn begun(place: Place) -> (Server, String) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    meet(&server, &salma, "First");
    (server, salma)
}

fn meet(server: &Server, token: &str, title: &str) {
    let meeting = json!({ "act": "convene-meeting", "title": title, "at": 1893456000000000u64 });
    server.post(Some(token), &format!("{CASE}/acts"), &meeting).of(201);
}

fn cosign(server: &Server, token: &str, body: &Value) -> crate::client::Reply {
    server.post(Some(token), &format!("{CASE}/cosignatures"), body)
}

fn a_receipt_is_witnessed(place: Place) {
    let (server, salma) = begun(place);
    let files = tempfile::tempdir().unwrap();
    let (bar, union) = (Witness::new(&files, "bar"), Witness::new(&files, "union"));
    let of = |seq: u64, more: &str| server.get(&salma, &format!("{CASE}/entries/{seq}/receipt{more}"));
    assert_eq!(of(0, "?witnessed=true").problem(404), "not-found");

    // While the signature is on its way, the record grows.
    let signature = told(&bar.sign(&server, &salma, &files));
    meet(&server, &salma, "Meanwhile");
    let late = json!({ "key": bar.key, "signature": signature });
    let refused = cosign(&server, &salma, &late);
    assert_eq!(refused.problem(422), "cosignature");
    assert!(refused.body.contains("name the number of entries"), "{}", refused.body);
    let given = json!({ "key": bar.key, "signature": signature, "size": bar.seen() });
    assert_eq!(cosign(&server, &salma, &given).of(200), json!({ "witness": bar.key, "size": 2 }));
    assert_eq!(cosign(&server, &salma, &given).of(200)["size"], 2);

    // The receipt is verified by whoever trusts the witness, offline.
    let key = server.get(&salma, &format!("{CASE}/key")).text(200).trim_end().to_owned();
    let verify = |receipt: &str, entry: &str, witness: &Witness| {
        let (at, of) = (path(&files, "receipt"), path(&files, "entry"));
        fs::write(&at, receipt).unwrap();
        fs::write(&of, entry).unwrap();
        mawqif(&["verify", &at, "--entry", &of, "--key", &key, "--witness", &witness.key])
    };
    let first = server.get(&salma, &format!("{CASE}/entries/0")).text(200);
    let said = told(&verify(&of(0, "?witnessed=true").text(200), &first, &bar));
    assert!(said.contains("bar.example"), "{said}");
    // The latest checkpoint is another, which nobody has signed; the last entry is not under that of the bar.
    assert_eq!(verify(&of(0, "").text(200), &first, &bar).status.code(), Some(1));
    assert_eq!(of(2, "?witnessed=true").problem(404), "not-found");

    // Another witness signs the latest, which is then given out with it by itself.
    let signature = told(&union.sign(&server, &salma, &files));
    cosign(&server, &salma, &json!({ "key": union.key, "signature": signature })).of(200);
    let last = server.get(&salma, &format!("{CASE}/entries/2")).text(200);
    told(&verify(&of(2, "").text(200), &last, &union));
    assert!(server.get(&salma, &format!("{CASE}/checkpoint")).text(200).contains("union.example"));
    // Whoever trusts the bar alone asks for what the bar has signed.
    assert_eq!(verify(&of(0, "?witnessed=true").text(200), &first, &bar).status.code(), Some(1));
    told(&verify(&of(0, &format!("?witness={}", bar.named())).text(200), &first, &bar));
    let theirs = server.get(&salma, &format!("{CASE}/checkpoint?witness={}", bar.named())).text(200);
    assert!(theirs.contains("bar.example") && !theirs.contains("union.example"), "{theirs}");

    // The bar goes on from what it has seen, and both stand under one checkpoint.
    let signature = told(&bar.sign(&server, &salma, &files));
    cosign(&server, &salma, &json!({ "key": bar.key, "signature": signature })).of(200);
    let both = of(2, "?witnessed=true").text(200);
    told(&verify(&both, &last, &bar));
    told(&verify(&both, &last, &union));

    // A backup keeps what was signed.
    let (offline, backup) = back_up(&server, &files);
    let restored = Place::empty();
    let folder = restored.folder.path().to_str().unwrap().to_owned();
    let words =
        ["restore", &backup, "--identity", &offline, "--data", &folder, "--name", "coalition.example"];
    told(&mawqif(&words));
    let path = format!("{CASE}/entries/2/receipt?witnessed=true");
    assert_eq!(restored.serve(&[]).get(&salma, &path).text(200), both);
}

fn a_forked_record_finds_no_witness(place: Place) {
    let (server, salma) = begun(place);
    let files = tempfile::tempdir().unwrap();
    let bar = Witness::new(&files, "bar");
    let (key, backup) = back_up(&server, &files);
    let other = Place::empty();
    let folder = other.folder.path().to_str().unwrap().to_owned();
    let words = ["restore", &backup, "--identity", &key, "--data", &folder, "--name", "coalition.example"];
    told(&mawqif(&words));
    let other = other.serve(&[]);

    meet(&server, &salma, "What was said");
    told(&bar.sign(&server, &salma, &files));
    // The same key signs another history, shorter at first and longer later.
    let short = other.get(&salma, &format!("{CASE}/witness?old={}", bar.seen()));
    assert_eq!(short.problem(400), "parameter");
    assert!(short.body.contains("saw another"), "{}", short.body);
    for title in ["What was never said", "And more"] {
        meet(&other, &salma, title);
        let why = complaint(&bar.sign(&other, &salma, &files));
        assert!(why.contains("coalition.example/ours") || why.contains('3'), "{why}");
    }
    // The first goes on.
    meet(&server, &salma, "What was said then");
    told(&bar.sign(&server, &salma, &files));
}

fn what_is_no_signature_is_refused(place: Place) {
    let (server, salma) = begun(place);
    let files = tempfile::tempdir().unwrap();
    let (bar, union) = (Witness::new(&files, "bar"), Witness::new(&files, "union"));
    let signature = told(&bar.sign(&server, &salma, &files));
    let record = server.get(&salma, &format!("{CASE}/key")).text(200);
    for (body, code) in [
        (json!({ "key": "nobody", "signature": signature }), "body"),
        (json!({ "key": record.trim_end(), "signature": signature }), "body"),
        (json!({ "key": bar.key, "signature": "— bar.example" }), "body"),
        (json!({ "key": bar.key, "signature": "x".repeat(60_000) }), "body"),
        (json!({ "key": bar.key }), "body"),
        (json!({ "key": bar.key, "signature": signature, "size": -1 }), "body"),
        (json!({ "key": union.key, "signature": signature }), "cosignature"),
        (json!({ "key": bar.key, "signature": signature.replace("bar.", "car.") }), "cosignature"),
        (json!({ "key": bar.key, "signature": signature, "size": 1 }), "cosignature"),
    ] {
        assert_eq!(cosign(&server, &salma, &body).problem(422), code, "{body}");
    }
    for size in [0, 9, u64::MAX] {
        let unknown = json!({ "key": bar.key, "signature": signature, "size": size });
        assert_eq!(cosign(&server, &salma, &unknown).problem(404), "not-found");
    }
    for wrong in ["witness?old=x", "checkpoint?witnessed=perhaps", "checkpoint?witness=bar"] {
        assert_eq!(server.get(&salma, &format!("{CASE}/{wrong}")).problem(400), "parameter", "{wrong}");
    }
    let none = server.get(&salma, &format!("{CASE}/checkpoint?witness={}", bar.named()));
    assert_eq!(none.problem(404), "not-found");
}

fn nobody_crowds_out_the_witnesses_of_others(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &crate::place::offer()).of(201);
    let dalia = server.delegate(&salma, "ours", "relief-union", "dalia");
    let files = tempfile::tempdir().unwrap();
    let hand = |token: &str, number: u64| {
        let witness = Witness::new(&files, &format!("w{number}"));
        let signature = told(&witness.sign(&server, token, &files));
        cosign(&server, token, &json!({ "key": witness.key, "signature": signature }))
    };
    for number in 0..8 {
        hand(&dalia, number).of(200);
    }
    assert_eq!(hand(&dalia, 8).problem(409), "limit");
    hand(&salma, 9).of(200);
}
