//! The statement as a press desk makes it: from a dossier to signed forms, checked by ordinary tools.
//!
//! What needs `ssh-keygen` (Debian: openssh-client) or `minisign` says that it is skipped where it is not.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const PASSPHRASE: &str = "several words make a good one\n";

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").canonicalize().unwrap()
}

fn run(program: &str, arguments: &[&str], input: &[u8], folder: &Path) -> Output {
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its input early closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn mawqif(arguments: &[&str], input: &str, folder: &Path) -> (bool, String) {
    let output = run(env!("CARGO_BIN_EXE_mawqif"), arguments, input.as_bytes(), folder);
    let told = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(told).unwrap())
}

fn done(arguments: &[&str], input: &str, folder: &Path) -> String {
    let (is_done, told) = mawqif(arguments, input, folder);
    assert!(is_done, "{arguments:?}: {told}");
    told
}

fn refused(arguments: &[&str], input: &str, folder: &Path) -> String {
    let (is_done, told) = mawqif(arguments, input, folder);
    assert!(!is_done, "{arguments:?} was done: {told}");
    told
}

/// An own folder with the show case in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("statement").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(examples().join("wadi-nahr.toml"), folder.join("case.toml")).unwrap();
    folder
}

fn read(path: PathBuf) -> String {
    fs::read_to_string(path).unwrap()
}

const OCCASION: &str = r#"
issued = 2031-03-09
place = { ar = "وادي نهر", en = "Wadi Nahr" }
coalition = { ar = "هيئات وادي نهر", en = "the bodies of Wadi Nahr" }
review = 2031-04-21
reply_by = 2031-03-16
"#;

#[test]
fn a_dossier_becomes_a_statement_in_every_form() {
    let folder = folder("forms");
    fs::write(folder.join("occasion.toml"), OCCASION).unwrap();
    let command = ["statement", "case.toml", "--occasion", "occasion.toml", "--drafted", "--out"];
    done(&[&command[..], &["out"]].concat(), "", &folder);
    let mut names: Vec<String> = fs::read_dir(folder.join("out"))
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "drafted.json",
            "evidence.zip",
            "statement.ar.md",
            "statement.ar.pdf",
            "statement.ar.png",
            "statement.ar.svg",
            "statement.ar.txt",
            "statement.en.md",
            "statement.en.pdf",
            "statement.en.png",
            "statement.en.svg",
            "statement.en.txt",
            "statement.html",
            "statement.json",
            "statement.pdf"
        ]
    );
    insta::assert_snapshot!("show_case_ar", read(folder.join("out/statement.ar.txt")));
    insta::assert_snapshot!("show_case_en", read(folder.join("out/statement.en.txt")));
    insta::assert_snapshot!("show_case_md", read(folder.join("out/statement.en.md")));
    insta::assert_snapshot!("show_case_html", read(folder.join("out/statement.html")));
    insta::assert_snapshot!("show_case_svg", read(folder.join("out/statement.ar.svg")));
    assert!(fs::metadata(folder.join("out/statement.pdf")).unwrap().len() < 100_000);
    done(&[&command[..], &["again"]].concat(), "", &folder);
    for name in names {
        let of = |out: &str| fs::read(folder.join(out).join(&name)).unwrap();
        assert!(of("out") == of("again"), "{name} differs the second time");
    }
}

#[test]
fn bodies_are_named_when_the_coalition_wants_it() {
    let folder = folder("names");
    done(&["statement", "case.toml", "--names", "--date", "2031-03-09", "--out", "out"], "", &folder);
    insta::assert_snapshot!("names_ar", read(folder.join("out/statement.ar.txt")));
    insta::assert_snapshot!("names_en", read(folder.join("out/statement.en.txt")));
}

#[test]
fn a_case_without_a_position_has_a_statement_too() {
    let folder = folder("kilis");
    let case = examples().join("kilis.toml");
    done(&["statement", case.to_str().unwrap(), "--out", "out"], "", &folder);
    insta::assert_snapshot!("kilis_ar", read(folder.join("out/statement.ar.txt")));
    insta::assert_snapshot!("kilis_en", read(folder.join("out/statement.en.txt")));
}

#[test]
fn the_other_kinds_say_what_the_occasion_adds() {
    let folder = folder("kinds");
    let about = "about = { title = { ar = \"موقفنا\", en = \"Our position\" }, issued = 2031-03-09, sha256 = [\"0a1b\"] }\nreason = { ar = \"خطأ في رقم.\", en = \"A figure was wrong.\" }\n";
    let news = "news = [{ ar = \"المهلة 48 ساعة.\", en = \"The time is 48 hours.\" }]\n";
    let conference = "conference = { on = 2031-03-10, at = \"11:30\", place = { ar = \"كلس\", en = \"Kilis\" }, contact = { ar = \"press@coalition.example\", en = \"press@coalition.example\" } }\n";
    let kinds = [
        ("bulletin", news.to_owned()),
        ("press-conference", conference.to_owned()),
        ("correction", format!("{about}{news}")),
        ("withdrawal", about.to_owned()),
    ];
    let mut told = String::new();
    for (kind, occasion) in kinds {
        fs::write(folder.join("occasion.toml"), occasion).unwrap();
        done(
            &["statement", "case.toml", "--occasion", "occasion.toml", "--kind", kind, "--out", kind],
            "",
            &folder,
        );
        for language in ["ar", "en"] {
            told += &read(folder.join(kind).join(format!("statement.{language}.txt")));
            told += "----\n";
        }
        let lacking = refused(
            &["statement", "case.toml", "--kind", kind, "--date", "2031-13-09", "--out", "none"],
            "",
            &folder,
        );
        assert!(lacking.contains("2031-03-09"), "{lacking}");
    }
    insta::assert_snapshot!("kinds", told);
    let lacking = refused(&["statement", "case.toml", "--kind", "correction", "--out", "none"], "", &folder);
    assert!(lacking.contains("needs `about`"), "{lacking}");
    assert!(!folder.join("none").exists());
}

#[test]
fn words_in_one_language_stand_in_the_way_until_two_people_waive_it() {
    let folder = folder("untranslated");
    let case = read(folder.join("case.toml"));
    let case = case.replace(
        "text = { ar = \"إبقاء طرق الإمداد مفتوحة.\", en = \"Supply routes are kept open.\" }",
        "text = { ar = \"إبقاء طرق الإمداد مفتوحة.\" }",
    );
    fs::write(folder.join("case.toml"), case).unwrap();
    let command = ["statement", "case.toml", "--occasion", "occasion.toml", "--out", "out"];
    let waived = |by: &str, reason: &str| {
        fs::write(
            folder.join("occasion.toml"),
            format!("waiver = {{ by = [{by}], reason = {{ {reason} }} }}"),
        )
        .unwrap();
        mawqif(&command, "", &folder)
    };
    let told = refused(&["statement", "case.toml", "--out", "out"], "", &folder);
    assert!(told.contains("condition.routes is not given in English"), "{told}");
    let both = "ar = \"ضيق الوقت.\", en = \"Time was short.\"";
    assert!(waived("\"salma\", \" Salma\"", both).1.contains("`salma` twice"));
    assert!(
        waived("\"salma\", \"omar\"", "ar = \"ضيق الوقت.\"").1.contains("names two people, and a reason")
    );
    assert!(!folder.join("out").exists());
    let (is_done, told) = waived("\"salma\", \"omar\"", both);
    assert!(is_done, "{told}");
    assert!(read(folder.join("out/statement.en.txt")).contains("Time was short."));
}

#[test]
fn a_house_has_templates_of_its_own() {
    let folder = folder("templates");
    done(&["statement", "templates", "house"], "", &folder);
    let path = folder.join("house/position.toml");
    fs::write(&path, read(path.clone()).replace("How it was decided", "Who decided")).unwrap();
    done(&["statement", "case.toml", "--templates", "house", "--out", "out"], "", &folder);
    assert!(read(folder.join("out/statement.en.txt")).contains("## Who decided"));
    fs::write(&path, read(path.clone()).replace("{offer}", "{ofer}")).unwrap();
    let told = refused(&["statement", "case.toml", "--templates", "house", "--out", "out"], "", &folder);
    assert!(told.contains("names `ofer`, which there is not; did you mean `offer`?"), "{told}");
    assert!(refused(&["statement", "templates", "house"], "", &folder).contains("exists"));
}

/// Makes two keys and a file of signers that needs both.
fn keys(folder: &Path) -> String {
    let mut signers = "mawqif-signers = 1\ncoalition = 2\n".to_owned();
    for name in ["salma@coalition.example", "omar@coalition.example"] {
        let (person, _) = name.split_once('@').unwrap();
        done(&["key", "new", name, "--out", &format!("{person}.key")], PASSPHRASE, folder);
        let public = read(folder.join(format!("{person}.key.pub")));
        signers += &format!("[[signer]]\nname = \"{name}\"\nkey = \"{}\"\n", public.trim());
    }
    fs::write(folder.join("signers.toml"), &signers).unwrap();
    signers
}

#[test]
fn two_people_sign_and_ordinary_tools_agree() {
    let folder = folder("signed");
    done(&["statement", "case.toml", "--date", "2031-03-09", "--out", "out"], "", &folder);
    let signers = keys(&folder);
    let texts = ["out/statement.ar.txt", "out/statement.en.txt"];
    for person in ["salma", "omar"] {
        done(&["sign", texts[0], texts[1], "--key", &format!("{person}.key")], PASSPHRASE, &folder);
    }
    let file = |text: &str, person: &str, ending: &str| format!("{text}.{person}@coalition.example.{ending}");
    let verify = |signatures: &[&str]| {
        let mut command = vec!["statement", "verify", texts[1], "--signers", "signers.toml"];
        signatures.iter().for_each(|it| command.extend(["--signature", it]));
        mawqif(&command, "", &folder)
    };
    let (salma, omar) = (file(texts[1], "salma", "sig"), file(texts[1], "omar", "minisig"));
    let (holds, told) = verify(&[&salma, &omar]);
    assert!(holds && told.contains("2 of 2 needed"), "{told}");
    let (holds, told) = verify(&[&salma]);
    assert!(!holds && told.contains("NOT signed by enough"), "{told}");
    let of_arabic = file(texts[0], "omar", "sig");
    let (holds, told) = verify(&[&salma, &of_arabic]);
    assert!(!holds && told.contains("has signed other words"), "{told}");

    // The forms take the signatures in.
    let mut command = vec![
        "statement",
        "case.toml",
        "--date",
        "2031-03-09",
        "--out",
        "signed",
        "--signers",
        "signers.toml",
    ];
    let all: Vec<String> =
        texts.iter().flat_map(|text| ["salma", "omar"].map(|person| file(text, person, "sig"))).collect();
    all.iter().for_each(|it| command.extend(["--signature", it]));
    done(&command, "", &folder);
    let json: serde_json::Value = serde_json::from_str(&read(folder.join("signed/statement.json"))).unwrap();
    assert_eq!((json["standing"].as_str(), json["signed"].as_array().unwrap().len()), (Some("stands"), 2));
    assert!(!read(folder.join("signed/statement.html")).contains("Draft, not released"));

    let allowed: String = ["salma", "omar"]
        .map(|person| {
            let public = read(folder.join(format!("{person}.key.pub")));
            format!("{person}@coalition.example namespaces=\"mawqif-statement\" {public}")
        })
        .concat();
    fs::write(folder.join("allowed_signers"), allowed).unwrap();
    let text = fs::read(folder.join(texts[1])).unwrap();
    let mut other = text.clone();
    other[5] ^= 1;
    fs::write(folder.join("other.txt"), &other).unwrap();
    let ssh = [
        "-Y",
        "verify",
        "-f",
        "allowed_signers",
        "-I",
        "salma@coalition.example",
        "-n",
        "mawqif-statement",
        "-s",
        &salma,
    ];
    if Command::new("ssh-keygen").arg("--help").output().is_ok() {
        let output = run("ssh-keygen", &ssh, &text, &folder);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!run("ssh-keygen", &ssh, &other, &folder).status.success());
        // And what ssh-keygen signs, we take.
        fs::write(folder.join("outside.txt"), &text).unwrap();
        run("ssh-keygen", &["-t", "ed25519", "-N", "", "-q", "-f", "outside", "-C", "x"], b"", &folder);
        let output = run(
            "ssh-keygen",
            &["-Y", "sign", "-n", "mawqif-statement", "-f", "outside", "outside.txt"],
            b"",
            &folder,
        );
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let line = format!(
            "{signers}[[signer]]\nname = \"outside@x\"\nkey = \"{}\"\n",
            read(folder.join("outside.pub")).trim()
        );
        fs::write(folder.join("signers.toml"), line).unwrap();
        let (holds, told) = verify(&[&omar, "outside.txt.sig"]);
        assert!(holds && told.contains("good: outside@x"), "{told}");
    } else {
        eprintln!("skipped: ssh-keygen is not installed");
    }
    if Command::new("minisign").arg("-v").output().is_ok() {
        let check = |text: &str| {
            run("minisign", &["-V", "-p", "omar.key.minisign.pub", "-m", text, "-x", &omar], b"", &folder)
                .status
                .success()
        };
        assert!(check(texts[1]));
        assert!(!check("other.txt"));
    } else {
        eprintln!("skipped: minisign is not installed");
    }
}

#[test]
fn what_cannot_be_signed_is_refused_with_the_reason() {
    let folder = folder("refused");
    keys(&folder);
    let sign = |words: &str, key: &str, passphrase: &str| {
        fs::write(folder.join("text.txt"), words).unwrap();
        refused(&["sign", "text.txt", "--key", key], passphrase, &folder)
    };
    assert!(
        sign("Title\n\nwords \n", "salma.key", PASSPHRASE).contains("line 3 is not as a statement is signed")
    );
    assert!(sign("Title\n", "salma.key", "another passphrase\n").contains("the passphrase does not open it"));
    assert!(sign("Title\n", "salma.key.pub", PASSPHRASE).contains("it is no key"));
    fs::write(folder.join("record.key"), "PRIVATE+KEY+coalition.example+0a1b2c3d+AQ==").unwrap();
    assert!(sign("Title\n", "record.key", PASSPHRASE).contains("a key of a record or a witness"));
    let short = refused(&["key", "new", "a@x", "--out", "short.key"], "short\n", &folder);
    assert!(short.contains("fewer than 12 characters") && !folder.join("short.key").exists(), "{short}");
    assert!(
        refused(&["key", "new", "two words", "--out", "x.key"], PASSPHRASE, &folder)
            .contains("cannot be a signer's name")
    );
    assert!(refused(&["key", "new", "a@x", "--out", "salma.key"], PASSPHRASE, &folder).contains("exists"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.join("salma.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
    assert!(fs::read(folder.join("salma.key")).unwrap().starts_with(b"age-encryption.org/"));
}
