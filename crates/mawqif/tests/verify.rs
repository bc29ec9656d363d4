//! `mawqif verify` as its users meet it: files on a disk, keys on the command line, one sentence back.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use mawqif_core::record::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    entry::{Content, Entry, Header},
    key::{Algorithm, Signer},
    proof,
    receipt::Receipt,
    tree::Tree,
};

const ORIGIN: &str = "mawqif.example/kilis";

/// A coalition's record on a disk: receipts, entries, checkpoints, a proof between them.
struct Case {
    folder: PathBuf,
    key: String,
    witness: String,
    stranger: String,
}

fn nth(seq: u64) -> Entry {
    let header = Header {
        seq,
        time: 1_417_354_200_000_000 + seq * 60_000_000,
        actor: "delegate-3".into(),
        kind: "stance-filed".into(),
        version: 1,
    };
    let payload = format!(r#"{{"says":"accept if c{seq}"}}"#);
    Entry::new(header, Content::Kept { salt: [7; 32], payload }).unwrap()
}

impl Case {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("verify-{name}"));
        fs::create_dir_all(&folder).unwrap();
        let signer = Signer::new(ORIGIN, Algorithm::Record, &[1; 32]).unwrap();
        let witness = Signer::new("bar-association.example", Algorithm::Witness, &[2; 32]).unwrap();
        let stranger = Signer::new(ORIGIN, Algorithm::Record, &[3; 32]).unwrap();
        let case = Self {
            folder,
            key: signer.verifier_key().to_string(),
            witness: witness.verifier_key().to_string(),
            stranger: stranger.verifier_key().to_string(),
        };
        let tree: Tree = (0..52).map(|seq| nth(seq).leaf_hash()).collect();
        let signed = |size| {
            let checkpoint = Checkpoint::new(ORIGIN, tree.head_at(size).unwrap()).unwrap();
            SignedCheckpoint::sign(checkpoint, &signer).unwrap()
        };
        let (old, mut new) = (signed(20), signed(52));
        new.cosign(&witness, 1_417_357_800).unwrap();
        case.write("old.checkpoint", &old.to_string());
        case.write("new.checkpoint", &new.to_string());
        case.write("old-to-new.proof", &proof::format(&tree.prove_consistency(20, 52).unwrap()));
        case.write("none.proof", "");
        case.write("stance.tlog-proof", &Receipt::issue(&tree, 41, &new).unwrap().to_string());
        case.write("stance.json", &format!("{:#}\n", nth(41).to_json()));
        case.write("other.json", &nth(40).to_json().to_string());
        let mut erased = nth(41);
        erased.erase();
        case.write("erased.json", &erased.to_json().to_string());
        case.write("forged.json", &nth(41).to_json().to_string().replace("accept", "reject"));
        case
    }

    fn write(&self, name: &str, words: &str) {
        fs::write(self.folder.join(name), words).unwrap();
    }

    fn verify(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mawqif"));
        command.arg("verify").args(arguments).current_dir(&self.folder).stdin(Stdio::null()).output().unwrap()
    }

    /// The answer of a run that ends with this code; it says nothing else anywhere.
    fn answer(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.verify(arguments);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn receipt(&self, code: i32, entry: &str, more: &[&str]) -> String {
        let arguments = ["stance.tlog-proof", "--entry", entry, "--key", &self.key];
        self.answer(code, &[&arguments, more].concat())
    }

    fn consistency(&self, code: i32, files: [&str; 3], more: &[&str]) -> String {
        let arguments = ["--consistency", files[0], files[1], files[2], "--key", &self.key];
        self.answer(code, &[&arguments, more].concat())
    }
}

#[test]
fn an_entry_is_proven_without_the_server() {
    let case = Case::new("proven");
    insta::assert_snapshot!("verified_en", case.receipt(0, "stance.json", &["--witness", &case.witness]));
    let arabic = ["--witness", &case.witness, "--lang", "ar"];
    insta::assert_snapshot!("verified_erased_ar", case.receipt(0, "erased.json", &arabic));
    let json = ["--witness", &case.witness, "--json"];
    insta::assert_snapshot!("verified_json", case.receipt(0, "stance.json", &json));
}

#[test]
fn a_record_is_shown_to_have_only_grown() {
    let case = Case::new("grown");
    let grown = ["old.checkpoint", "new.checkpoint", "old-to-new.proof"];
    let told = case.consistency(0, grown, &["--witness", &case.witness]);
    assert_eq!(
        told,
        "Verified: the record mawqif.example/kilis began with the same 20 entries and now has 52; nothing was \
         changed or taken out.\nThe witness bar-association.example saw this record at 2014-11-30T14:30:00Z.\n"
    );
    let same = case.consistency(0, ["new.checkpoint", "new.checkpoint", "none.proof"], &[]);
    assert!(same.contains("both checkpoints are of the same state"), "{same}");
    let back = case.consistency(1, ["new.checkpoint", "old.checkpoint", "old-to-new.proof"], &[]);
    assert_eq!(back, "Not verified: the later checkpoint has 20 entries, the earlier one 52.\n");
    let unproven = case.consistency(1, ["old.checkpoint", "new.checkpoint", "none.proof"], &[]);
    assert!(unproven.contains("the proof has 0 hashes; here it must have"), "{unproven}");
    let garbled = case.consistency(1, ["old.checkpoint", "stance.json", "none.proof"], &[]);
    assert_eq!(
        garbled,
        "Not verified: stance.json: the signatures are missing: a blank line, then lines that begin with “— ”.\n"
    );
    let json = case.consistency(0, grown, &["--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["verified"], &json["old_size"], &json["size"]), (&true.into(), &20.into(), &52.into()));
}

#[test]
fn what_is_not_proven_says_why() {
    let case = Case::new("refused");
    let stranger = ["stance.tlog-proof", "--entry", "stance.json", "--key", &case.stranger];
    let other = Signer::new("witness.example", Algorithm::Witness, &[9; 32]).unwrap();
    let other = other.verifier_key().to_string();
    let told = [
        case.receipt(1, "forged.json", &[]),
        case.receipt(1, "forged.json", &["--lang", "ar"]),
        case.receipt(1, "other.json", &[]),
        case.receipt(1, "stance.tlog-proof", &[]),
        case.receipt(1, "stance.json", &["--witness", &other]),
        case.answer(1, &stranger),
        case.answer(1, &["stance.json", "--entry", "stance.json", "--key", &case.key]),
        case.receipt(1, "forged.json", &["--json"]),
    ];
    insta::assert_snapshot!("not_verified", told.concat());
}

#[test]
fn what_cannot_be_asked_is_told_and_exits_with_one() {
    let case = Case::new("asked");
    let receipt = ["stance.tlog-proof", "--entry", "stance.json"];
    let slip = case.key.replace("kilis+", "kilsi+");
    let cases: [(Vec<&str>, i32, &str); 8] = [
        (vec!["stance.tlog-proof", "--key", &case.key], 1, "--entry"),
        (receipt.to_vec(), 1, "--key"),
        ([&receipt[..], &["--key", &slip]].concat(), 1, "a character was changed or lost"),
        ([&receipt[..], &["--key", "kilis"]].concat(), 1, "a key looks like"),
        ([&receipt[..], &["--key", &case.witness]].concat(), 1, "a record's key (type 1) is needed"),
        (
            [&receipt[..], &["--key", &case.key, "--witness", &case.key]].concat(),
            1,
            "a witness's key (type 4) is needed",
        ),
        (vec!["--consistency", "old.checkpoint", "new.checkpoint", "--key", &case.key], 1, "3 values"),
        (vec!["nowhere", "--entry", "stance.json", "--key", &case.key], 1, "nowhere"),
    ];
    for (arguments, code, words) in cases {
        let output = case.verify(&arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
    let arabic = [&receipt[..], &["--key", "kilis", "--lang", "ar"]].concat();
    assert!(String::from_utf8_lossy(&case.verify(&arabic).stderr).contains("شكل المفتاح"));
}

/// A second program, written from `docs/record.md` alone, comes to the same answers.
#[test]
fn an_independent_program_agrees() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify_inclusion.py");
    let case = Case::new("independent");
    let verify = |receipt: &str, entry: &str| {
        Command::new("python3").arg(&script).args([receipt, entry]).current_dir(&case.folder).output()
    };
    if verify("stance.tlog-proof", "stance.json").is_err() {
        println!("skipped: there is no python3");
        return;
    }
    let agrees = |receipt: &str, entry: &str, proven: bool| {
        let output = verify(receipt, entry).unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(i32::from(!proven)), "{receipt}, {entry}: {told}");
        let ours = case.verify(&[receipt, "--entry", entry, "--key", &case.key]);
        assert_eq!(ours.status.success(), proven, "{receipt}, {entry}");
    };
    for (entry, proven) in
        [("stance.json", true), ("erased.json", true), ("forged.json", false), ("other.json", false)]
    {
        agrees("stance.tlog-proof", entry, proven);
    }
    let signer = Signer::new(ORIGIN, Algorithm::Record, &[1; 32]).unwrap();
    for (size, seq) in [(1, 0), (2, 1), (3, 2), (6, 4), (7, 0), (7, 6), (13, 12), (13, 8), (100, 96)] {
        let tree: Tree = (0..size).map(|seq| nth(seq).leaf_hash()).collect();
        let signed = SignedCheckpoint::sign(Checkpoint::new(ORIGIN, tree.head()).unwrap(), &signer).unwrap();
        let receipt = Receipt::issue(&tree, seq, &signed).unwrap().with_extra(vec![7; 9]).unwrap();
        case.write("nth.tlog-proof", &receipt.to_string());
        case.write("nth.json", &nth(seq).to_json().to_string());
        agrees("nth.tlog-proof", "nth.json", true);
        let moved = receipt.to_string().replace(&format!("index {seq}\n"), &format!("index {}\n", seq + 1));
        case.write("moved.tlog-proof", &moved);
        case.write("moved.json", &nth(seq + 1).to_json().to_string());
        agrees("moved.tlog-proof", "moved.json", false);
    }
}

#[test]
fn the_help_shows_how_it_is_used() {
    let case = Case::new("help");
    let help = case.answer(0, &["--help"]);
    assert!(help.contains("Examples:") && help.contains("mawqif verify --consistency"), "{help}");
}

#[test]
fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
    let case = Case::new("terminal");
    case.write("loud.json", "{\"seq\":1,\"\u{9B}31m\u{202E}\":2}");
    let told = case.receipt(1, "loud.json", &[]);
    assert!(told.contains("U+009B31mU+202E"), "{told}");
}
