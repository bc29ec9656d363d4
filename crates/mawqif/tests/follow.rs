//! `mawqif follow` as its users meet it: the note in both languages, JSON, and tables that are refused.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn follow(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mawqif"))
        .arg("follow")
        .args(arguments)
        .args(["--today", "2031-04-22"])
        .current_dir(examples())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = follow(arguments, "");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What is said to a table that comes on standard input, and the exit code.
fn refused(arguments: &[&str], table: &str) -> (String, Option<i32>) {
    let output = follow(&[&["follow-up.toml", "-"], arguments].concat(), table);
    assert!(output.stdout.is_empty());
    (String::from_utf8(output.stderr).unwrap(), output.status.code())
}

#[test]
fn the_note_in_english() {
    insta::assert_snapshot!("follow_en", said(&["follow-up.toml", "reports.csv"]));
}

#[test]
fn the_note_in_arabic() {
    insta::assert_snapshot!("follow_ar", said(&["follow-up.toml", "reports.csv", "--lang", "ar"]));
}

#[test]
fn a_dry_run_tells_the_columns_and_the_doubts_alone() {
    let note = said(&["follow-up.toml", "reports.csv", "--dry-run"]);
    assert!(note.contains("\n  origin = `source`\n") && note.contains("a day of another calendar"), "{note}");
    assert!(!note.contains("score") && !note.contains("told twice"), "{note}");
}

#[test]
fn the_same_is_told_to_programs() {
    let told: serde_json::Value =
        serde_json::from_str(&said(&["follow-up.toml", "reports.csv", "--json", "--height", "8"])).unwrap();
    assert_eq!((&told["case"], &told["today"]), (&"freeze".into(), &"2031-04-22".into()));
    let rows = told["reports"]["rows"].as_u64().unwrap();
    let counted = told["reports"]["taken"].as_u64().unwrap() + told["reports"]["left_out"].as_u64().unwrap();
    assert_eq!(rows, counted);
    let commitments = told["commitments"].as_array().unwrap();
    let area = &commitments[0]["areas"][0];
    assert_eq!(area["alarm"]["height"], 8.0);
    assert!(area["alarm"]["day"].as_str().unwrap() > "2031-04-07", "{area}");
    // The convoy came on 23 March, three days late, and what a committee judges has no areas.
    assert_eq!(commitments[1]["areas"][0]["periods"][0]["why"], "late");
    assert_eq!(commitments[2]["areas"].as_array().unwrap().len(), 0);
    // One shelling was told by two; both reports are still there.
    assert!(told["alike"]["pairs"].as_array().unwrap().iter().any(|pair| pair["other_origin"] == true));
}

#[test]
fn times_are_asked_for() {
    let told: serde_json::Value = serde_json::from_str(&said(&[
        "follow-up.toml",
        "reports.csv",
        "--json",
        "--period",
        "2031-03-10..2031-03-23",
        "--every",
        "7",
    ]))
    .unwrap();
    let periods = told["commitments"][0]["areas"][0]["periods"].as_array().unwrap();
    assert_eq!((periods.len(), &periods[1]["from"]), (2, &"2031-03-17".into()));
}

#[test]
fn a_table_that_is_none_is_refused_with_what_it_is() {
    let (told, code) = refused(&[], "PK\u{3}\u{4}workbook");
    assert!(told.contains("<stdin>: this workbook is damaged") && code == Some(1), "{told}");
    let (told, _) = refused(&["--lang", "ar"], "PK\u{3}\u{4}workbook");
    assert!(told.contains("هذا المصنف معطوب"), "{told}");
    let (told, code) = refused(&[], "when,what\n1,2\n");
    assert!(
        told.contains("--column date=NAME") && told.contains("`when` and `what`") && code == Some(1),
        "{told}"
    );
    let (told, _) = refused(&["--column", "dat=when"], "when\n2031-01-01\n");
    assert!(told.contains("`date`"), "{told}");
    for arguments in [
        ["--height", "eight"],
        ["--period", "2031-03-10"],
        ["--period", "2031-03-10..2031-03-09"],
        ["--column", "date"],
    ] {
        let (told, code) = refused(&arguments, "date\n2031-01-01\n");
        assert!(told.contains(arguments[0]) && code == Some(1), "{told}");
    }
    let output = follow(&["-", "-"], "");
    assert_eq!(output.status.code(), Some(1));
    let output = follow(&["-", "reports.csv"], "mawqif = 1\n[[commitment]]\nid = \"x\"\n");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_hundred_megabytes_are_refused_with_the_limit() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a-hundred-megabytes.csv");
    // Sparse: nothing is written, all of it could be read.
    File::create(&path).unwrap().set_len(100_000_000).unwrap();
    let output = follow(&["follow-up.toml", path.to_str().unwrap()], "");
    fs::remove_file(path).unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("at most 95 MiB"), "{told}");
}

#[test]
fn nothing_of_a_table_reaches_the_terminal_as_it_is() {
    let table =
        "id,date,place\n\u{1b}[2J,soon,\u{202E}x\n\u{1b}[31ma,2031-03-11,Wadi Nahr\nb,2031-03-11,Wadi Nahr\n";
    let output = follow(&["follow-up.toml", "-"], table);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && !told.contains('\u{1b}') && !told.contains('\u{202E}'), "{told}");
}

/// A workbook whose second sheet has the rows of a table; the first has none.
fn workbook(table: &str, path: &Path) {
    let cell = |words: &str| {
        let words = words.replace('&', "&amp;").replace('<', "&lt;");
        format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>")
    };
    let row = |line: &str| format!("<row>{}</row>", line.split(',').map(cell).collect::<String>());
    let rows: String = table.lines().map(row).collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
    for (name, content) in [
        ("_rels/.rels", r#"<R><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></R>"#),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="Notes" id="a"/><sheet name="آذار" id="b"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<R><Relationship Id="a" Type="x/worksheet" Target="a.xml"/><Relationship Id="b" Type="x/worksheet" Target="b.xml"/></R>"#,
        ),
        ("xl/a.xml", "<worksheet><sheetData/></worksheet>"),
        ("xl/b.xml", &sheet),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn a_workbook_tells_what_its_table_tells() {
    let table = fs::read_to_string(examples().join("reports.csv")).unwrap();
    assert!(!table.contains('"'), "a comma sets cells apart in every line");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports.xlsx");
    workbook(&table, &path);
    let path = path.to_str().unwrap();
    let told = |table: &str, sheet: &[&str]| {
        let all = said(&[&["follow-up.toml", table, "--json"], sheet].concat());
        let mut told: serde_json::Value = serde_json::from_str(&all).unwrap();
        // The two are one table in two files.
        let file = told["reports"].as_object_mut().unwrap().remove("sha256");
        assert!(file.is_some(), "{all}");
        told
    };
    assert_eq!(told(path, &["--sheet", "آذار"]), told("reports.csv", &[]));
    let output = follow(&["follow-up.toml", path, "--sheet", "April"], "");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("there is no sheet April; the sheets are `Notes` and `آذار`."), "{told}");
    let output = follow(&["follow-up.toml", path], "");
    assert!(String::from_utf8(output.stderr).unwrap().contains("the file is empty"), "the first sheet is");
    let output = follow(&["follow-up.toml", "reports.csv", "--sheet", "March"], "");
    assert!(String::from_utf8(output.stderr).unwrap().contains("is no workbook, so it has no sheets"));
}
