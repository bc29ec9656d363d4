//! `mawqif opinion` as its users meet it: the note in both languages, the forms for programs and tables, and bad input.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use quick_xml::{Reader, events::Event};

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("opinion").join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn opinion(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mawqif"))
        .arg("opinion")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(folder: &Path, arguments: &[&str], input: &str) -> String {
    let output = opinion(folder, arguments, input);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(folder: &Path, arguments: &[&str], input: &str) -> serde_json::Value {
    serde_json::from_str(&said(folder, arguments, input)).unwrap()
}

/// The people of Wadi Nahr: forty of the old town, who want monitors and open roads, and twenty-five of the valley, who want the
/// roads and no monitors; all want bread.
fn votes() -> String {
    let mut votes = String::from("participant,statement,vote,channel,invite\n");
    for person in 0..65_usize {
        let is_of_town = person < 40;
        for statement in 1..=12_usize {
            let camp = match statement {
                1 => 1,
                2 | 4 | 6 | 8 | 10 => {
                    if is_of_town {
                        1
                    } else {
                        -1
                    }
                }
                3 | 5 | 7 | 9 => {
                    if is_of_town {
                        -1
                    } else {
                        1
                    }
                }
                _ => 0,
            };
            let vote = if (person * 5 + statement * 7).is_multiple_of(13) { 0 } else { camp };
            let channel = if person.is_multiple_of(3) { "open" } else { "verified" };
            let invite = if is_of_town { "town" } else { "valley" };
            writeln!(votes, "p{person},{statement},{vote},{channel},{invite}/{}", person % 4).unwrap();
        }
    }
    votes
}

const STATEMENTS: &str = "statement,text,tie\n\
    1,\"Bread and flour come in first\",routes\n\
    2,\"Somebody must watch, or it is worth nothing\",monitors\n\
    3,\"No foreign eyes in our valley\",!monitors\n\
    4,Four\n5,Five\n6,Six\n7,Seven\n8,Eight\n9,Nine\n10,Ten\n11,\"<b>Eleven</b> https://example.org\"\n12,\"=1+1\"\n";

fn written(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("votes.csv"), votes()).unwrap();
    fs::write(folder.join("statements.csv"), STATEMENTS).unwrap();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/wadi-nahr.toml");
    fs::copy(case, folder.join("case.toml")).unwrap();
    folder
}

#[test]
fn the_note_begins_with_one_sentence_and_says_whether_the_groups_hold() {
    let folder = written("note");
    let told = said(&folder, &["votes.csv", "statements.csv", "--case", "case.toml"], "");
    // Lines are broken by width.
    let note = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        note.starts_with("65 people voted and form 2 groups of opinion; all agree with one statement."),
        "{told}"
    );
    assert!(note.contains("The recommended package would lose group B."), "{told}");
    assert!(note.contains("Group A: 40 people") && note.contains("Group B: 25 people"), "{told}");
    assert!(note.contains("1. Bread and flour come in first"), "{told}");
    assert!(note.contains("Drawn anew: likeness 1.00"), "{told}");
    assert!(note.contains("whoever came by invitation town"), "{told}");
    assert!(note.contains("● ground, monitors, routes and response"), "{told}");
}

#[test]
fn the_note_in_arabic_isolates_what_is_foreign() {
    let folder = written("arabic");
    let note = said(&folder, &["votes.csv", "statements.csv", "--lang", "ar"], "");
    assert!(note.contains("صوّت \u{2068}65\u{2069} شخصًا"), "{note}");
    assert!(note.contains("\u{2068}Bread and flour come in first\u{2069}"), "{note}");
    assert!(note.contains("هل المجموعات ثابتة؟"));
}

#[test]
fn the_json_has_groups_statements_the_certificate_and_the_base() {
    let folder = written("json");
    let all = ["votes.csv", "statements.csv", "--case", "case.toml", "--json", "--all-cells"];
    let told = json(&folder, &all, "");
    assert_eq!(told["groups"].as_array().unwrap().len(), 2);
    assert_eq!(told["certificate"]["is_stable"], true);
    assert_eq!(told["statements"].as_array().unwrap().len(), 12);
    let monitors = &told["base"]["conditions"][0];
    assert_eq!(monitors["condition"], "monitors");
    // Each of them once, however many statements ask for it.
    assert_eq!((&monitors["groups"][0]["agree"], &monitors["groups"][0]["voted"]), (&40.into(), &40.into()));
    let package = &told["base"]["packages"][0];
    assert_eq!((&package["is_recommended"], &package["groups"][1]["is_lost"]), (&true.into(), &true.into()));
    let polis = json(&folder, &["-", "--mode", "polis", "--json"], &votes());
    assert_eq!((&polis["mode"], &polis["certificate"]), (&"polis".into(), &serde_json::Value::Null));
    // The same votes in another order.
    let mut lines: Vec<&str> = STATEMENTS.lines().collect();
    lines[1..].reverse();
    let votes = votes();
    let mut shuffled: Vec<&str> = votes.lines().collect();
    shuffled[1..].reverse();
    fs::write(folder.join("other.csv"), lines.join("\n")).unwrap();
    let again = json(
        &folder,
        &["-", "other.csv", "--case", "case.toml", "--json", "--all-cells"],
        &shuffled.join("\n"),
    );
    assert_eq!(again["statements"], told["statements"]);
    assert_eq!(again["certificate"], told["certificate"]);
    assert_eq!(again["base"], told["base"]);
}

#[test]
fn on_whom_it_hangs_can_be_left_out_and_nothing_else_changes() {
    let folder = written("spared");
    let mut whole = json(&folder, &["votes.csv", "statements.csv", "--json"], "");
    let mut spared =
        json(&folder, &["votes.csv", "statements.csv", "--json", "--without", "manipulation"], "");
    assert!(whole["manipulation"]["without"].as_array().is_some_and(|it| !it.is_empty()), "{whole}");
    assert!(spared["manipulation"].is_null(), "{}", spared["manipulation"]);
    for told in [&mut whole, &mut spared] {
        told.as_object_mut().unwrap().remove("manipulation");
    }
    assert_eq!(whole, spared);
}

#[test]
fn the_map_is_well_formed_and_the_table_has_no_formula() {
    let folder = written("forms");
    said(&folder, &["votes.csv", "statements.csv", "--map", "map.svg", "--csv", "table.csv"], "");
    let map = fs::read_to_string(folder.join("map.svg")).unwrap();
    let mut reader = Reader::from_str(&map);
    let mut circles = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Empty(tag) => circles += usize::from(tag.name().as_ref() == "circle"),
            _ => {}
        }
    }
    assert!(circles >= 2, "{map}");
    assert!(!map.contains("p12"), "nobody's id is on the map");
    let table = fs::read_to_string(folder.join("table.csv")).unwrap();
    assert!(table.contains("12,'=1+1,"), "{table}");
    assert!(table.contains("<b>Eleven</b> https://example.org"), "{table}");
}

#[test]
fn markup_and_controls_in_statements_are_words() {
    let folder = written("words");
    let listed = "statement,text\n1,\"\u{202E}turned \u{1b}[31mred <script>\nnext\"\n";
    fs::write(folder.join("turned.csv"), listed).unwrap();
    let note = said(&folder, &["votes.csv", "turned.csv"], "");
    assert!(note.contains("1. turned [31mred <script> next"), "{note}");
    assert!(!note.contains('\u{202E}') && !note.contains('\u{1b}'), "{note}");
    assert!(note.contains("votes on statements that are not listed do not count"), "{note}");
}

#[test]
fn nobody_everybody_alike_and_who_only_passes_are_answers() {
    let folder = folder("odd");
    let head = "participant,statement,vote\n";
    assert_eq!(said(&folder, &["-"], head).lines().next(), Some("Nobody has voted."));
    for vote in [1, 0] {
        let mut votes = head.to_owned();
        for person in 0..30 {
            (0..8).for_each(|statement| writeln!(votes, "{person},{statement},{vote}").unwrap());
        }
        let note = said(&folder, &["-"], &votes);
        assert!(note.starts_with("30 people voted; there are no stable groups of opinion;"), "{note}");
    }
    let one: String = (0..30).map(|person| format!("{person},a,{}\n", person % 2 * 2 - 1)).collect();
    let note = said(&folder, &["-"], &format!("{head}{one}"));
    assert!(note.contains("30 people voted"), "{note}");
}

#[test]
fn small_cells_are_withheld_unless_they_are_asked_for() {
    let folder = folder("cells");
    let mut votes = String::from("participant,statement,vote\n");
    for person in 0..30 {
        (0..8).for_each(|statement| {
            writeln!(votes, "{person},{statement},{}", if person < 3 { -1 } else { 1 }).unwrap()
        });
    }
    let told = json(&folder, &["-", "--json"], &votes);
    assert_eq!(
        told["statements"][0]["all"],
        serde_json::json!({
            "voted": 30, "agree": null, "disagree": null, "pass": 0
        })
    );
    let told = json(&folder, &["-", "--json", "--all-cells"], &votes);
    assert_eq!(told["statements"][0]["all"]["disagree"], 3);
}

#[test]
fn mistakes_are_told_with_their_lines_in_both_languages_and_nothing_is_read() {
    let folder = folder("mistakes");
    let votes = "participant,statement,vote\na,1,maybe\na,,1\n";
    let output = opinion(&folder, &["-"], votes);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("<stdin>:2: “maybe” is no vote"), "{told}");
    assert!(told.contains("<stdin>:3: statement is missing in this line"), "{told}");
    assert!(output.stdout.is_empty());
    let told = String::from_utf8(opinion(&folder, &["-", "--lang", "ar"], votes).stderr).unwrap();
    assert!(told.contains("ليس صوتًا"), "{told}");
    let output = opinion(&folder, &["missing.csv"], "");
    assert_eq!(output.status.code(), Some(1));
    let output = opinion(&folder, &["-", "--tie", "9=monitors"], "participant,statement,vote\na,1,1\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no statement has this id"));
}
