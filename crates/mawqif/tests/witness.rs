//! `mawqif witness` as a member body meets it: a folder, requests, one line back; and what it is for:
//! a record that shows two histories finds no witness for the second.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use mawqif_core::record::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    hash::Hash,
    key::{Algorithm, Signer, VerifierKey},
    note::SignatureLine,
    tree::Tree,
    witness::Request,
};

const ORIGIN: &str = "coalition.example/wadi-nahr";

struct Watch {
    folder: PathBuf,
    key: String,
}

fn mawqif(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mawqif"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses at once may not read to the end.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", complaint(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

impl Watch {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("witness-{name}"));
        let _ = fs::remove_dir_all(&folder);
        let made = mawqif(&["witness", "new", folder.to_str().unwrap(), "--name", "bar.example"], "");
        Self { key: said(&made).trim().to_owned(), folder }
    }

    fn run(&self, command: &str, more: &[&str], input: &str) -> Output {
        mawqif(&[&["witness", command, self.folder.to_str().unwrap()], more].concat(), input)
    }

    fn seen(&self) -> u64 {
        said(&self.run("seen", &[ORIGIN], "")).trim().parse().unwrap()
    }
}

fn signer() -> Signer {
    Signer::new(ORIGIN, Algorithm::Record, &[1; 32]).unwrap()
}

fn record_key() -> String {
    signer().verifier_key().to_string()
}

fn tree(leaves: &[&str]) -> Tree {
    leaves.iter().map(|leaf| Hash::leaf(leaf.as_bytes())).collect()
}

fn request(tree: &Tree, old: u64) -> Request {
    let checkpoint = Checkpoint::new(ORIGIN, tree.head()).unwrap();
    let signed = SignedCheckpoint::sign(checkpoint, &signer()).unwrap();
    Request::new(old, tree.prove_consistency(old, tree.size()).unwrap(), signed)
}

#[test]
fn a_witness_follows_a_record_and_exposes_a_second_history() {
    let watch = Watch::new("follows");
    let (key, bar) = (record_key(), watch.key.parse::<VerifierKey>().unwrap());
    assert_eq!(said(&watch.run("key", &[], "")).trim(), watch.key);
    assert_eq!(watch.seen(), 0);

    // The first time a witness must be told the record's key.
    let first = request(&tree(&["received", "admitted"]), 0);
    let unknown = watch.run("sign", &["-"], &first.to_string());
    assert_eq!(unknown.status.code(), Some(1));
    assert!(complaint(&unknown).contains("--record"), "{}", complaint(&unknown));
    let line = said(&watch.run("sign", &["-", "--record", &key], &first.to_string()));
    let mut cosigned = first.checkpoint().clone();
    cosigned.add(SignatureLine::parse(line.trim_end()).unwrap(), &bar).unwrap();
    assert!(cosigned.cosignature(&bar).unwrap().time > 0);
    assert_eq!(watch.seen(), 2);

    // Later it knows; the whole checkpoint can be had, and is what `verify` wants of a witness.
    let grown = tree(&["received", "admitted", "filed", "computed", "adopted"]);
    let second = request(&grown, watch.seen());
    let whole = said(&watch.run("sign", &["-", "--checkpoint"], &second.to_string()));
    let whole = SignedCheckpoint::parse(whole.as_bytes()).unwrap();
    assert!(whole.verify(signer().verifier_key(), std::slice::from_ref(&bar)).is_ok());
    assert_eq!(watch.seen(), 5);

    // Another history, with proofs that are right for it.
    let other = tree(&["received", "admitted", "filed", "computed", "rejected", "more"]);
    let refused = watch.run("sign", &["-"], &request(&other, 5).to_string());
    assert!(refused.stdout.is_empty() && refused.status.code() == Some(1));
    assert!(complaint(&refused).contains("something was changed"), "{}", complaint(&refused));
    let cut = watch.run("sign", &["-"], &request(&tree(&["received"]), 0).to_string());
    assert!(complaint(&cut).contains("has seen 5"), "{}", complaint(&cut));
    assert_eq!(watch.seen(), 5);
    // In Arabic it refuses as well.
    let arabic = watch.run("sign", &["-", "--lang", "ar"], &request(&other, 5).to_string());
    assert!(complaint(&arabic).contains("لم يُوقَّع"), "{}", complaint(&arabic));
}

#[test]
fn a_witness_forgets_neither_its_key_nor_what_it_saw() {
    let watch = Watch::new("keeps");
    let first = request(&tree(&["received"]), 0).to_string();
    said(&watch.run("sign", &["-", "--record", &record_key()], &first));
    let again = watch.run("new", &["--name", "other.example"], "");
    assert!(complaint(&again).contains("already"), "{}", complaint(&again));
    assert_eq!(said(&watch.run("key", &[], "")).trim(), watch.key);

    let stranger = Signer::new(ORIGIN, Algorithm::Record, &[9; 32]).unwrap().verifier_key().to_string();
    let other =
        watch.run("sign", &["-", "--record", &stranger], &request(&tree(&["received"]), 1).to_string());
    assert!(complaint(&other).contains("another key"), "{}", complaint(&other));

    // A damaged file is not taken for a record that was never seen.
    let file = fs::read_dir(&watch.folder).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|it| it == "checkpoint")).unwrap();
    let kept = fs::read_to_string(&file).unwrap();
    fs::write(&file, kept.replace("\n1\n", "\n0\n")).unwrap();
    assert_eq!(watch.run("seen", &[ORIGIN], "").status.code(), Some(1));
    let signed = watch.run("sign", &["-", "--record", &record_key()], &first);
    assert!(signed.stdout.is_empty() && signed.status.code() == Some(1));
    fs::write(&file, kept).unwrap();
    assert_eq!(watch.seen(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(watch.folder.join("witness.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_is_no_witness_and_what_is_no_request_is_told() {
    let none = mawqif(&["witness", "key", "no-such-folder"], "");
    assert!(complaint(&none).contains("mawqif witness new"), "{}", complaint(&none));
    let watch = Watch::new("reads");
    let told = watch.run("sign", &["-"], "new 0\n\n");
    assert!(complaint(&told).contains("line 1 should be"), "{}", complaint(&told));
    let name = mawqif(&["witness", "new", "never-made", "--name", "two words"], "");
    assert_eq!(name.status.code(), Some(1));
    assert!(!Path::new("never-made").exists());
}
