//! Input without end is not read to its end; and `docs/limits.md` says what the code says.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use mawqif_core::dossier::FILE_LIMIT;

/// Every command that reads a dossier.
const READERS: [&[&str]; 4] = [&["check"], &["unify"], &["power"], &["fmt", "--check"]];

fn refused(arguments: &[&str], path: &str) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_mawqif")).args(arguments).arg(path).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    output
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

#[test]
fn a_file_of_a_hundred_megabytes_is_refused_with_one_error() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a-hundred-megabytes.toml");
    // Sparse: nothing is written, all of it could be read.
    File::create(&path).unwrap().set_len(100 * 1024 * 1024).unwrap();
    for reader in READERS {
        let told = said(&refused(reader, path.to_str().unwrap()));
        assert_eq!(told.matches("error[").count(), 1, "{told}");
        assert!(told.contains("a dossier has at most 16 MiB; this file is larger"), "{told}");
    }
    fs::remove_file(path).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_end_is_refused_like_a_large_one() {
    for reader in READERS {
        assert!(said(&refused(reader, "/dev/zero")).contains("at most 16 MiB"));
    }
}

#[test]
fn standard_input_is_read_no_further_than_a_byte_behind_the_limit() {
    for reader in READERS {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mawqif"))
            .args(reader)
            .arg("-")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let block = [b'#'; 65_536];
        let mut taken = 0;
        // Ends when the program has seen enough and leaves.
        while input.write_all(&block).is_ok() {
            taken += block.len();
            assert!(taken < FILE_LIMIT + 1024 * 1024, "{reader:?} reads on");
        }
        drop(input);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{reader:?}");
        assert!(said(&output).contains("at most 16 MiB"), "{reader:?}");
    }
}

#[test]
fn millions_of_mistakes_are_counted_for_programs_too() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("many-mistakes.toml");
    let mistakes: String = (0..200_000).map(|at| format!("wrong{at} = 1\n")).collect();
    fs::write(&path, format!("{mistakes}mawqif = 1\n[initiative]\nid = \"x\"\n")).unwrap();
    let output = refused(&["check", "--json"], path.to_str().unwrap());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["problems"].as_array().unwrap().len(), 100);
    assert_eq!(answer["unlisted"], 199_900);
    assert!(String::from_utf8_lossy(&output.stderr).contains("200000 errors"));
    fs::remove_file(path).unwrap();
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of every source below `crates`, by its path from there.
fn sources() -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    let mut folders = vec![top().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(top().join("crates")).unwrap().to_str().unwrap().to_owned();
            if name.ends_with(".rs") && name.contains("/src/") {
                sources.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    sources
}

/// The constants of the sources, by file and name.
fn constants() -> BTreeMap<(String, String), u128> {
    let mut constants = BTreeMap::new();
    for (file, source) in sources() {
        for line in source.lines() {
            let stated = line.trim_start().trim_start_matches("pub ").strip_prefix("const ");
            if let Some((name, rest)) = stated.and_then(|stated| stated.split_once(": "))
                && let Some(value) = rest.split_once(" = ").and_then(|(_, value)| product(value))
            {
                constants.insert((file.clone(), name.to_owned()), value);
            }
        }
    }
    constants
}

/// The value of `a`, `a * b * c` or `a << b`.
fn product(expression: &str) -> Option<u128> {
    let number = |digits: &str| digits.trim().replace('_', "").parse::<u128>().ok();
    let expression = expression.strip_suffix(';')?;
    match expression.split_once("<<") {
        Some((value, by)) => Some(number(value)? << number(by)?),
        None => expression.split('*').map(number).product(),
    }
}

/// The first figure of a table's cell: `20,000`, `16 MiB`, `10^12`.
fn figure(cell: &str) -> u128 {
    let word = cell.split_whitespace().next().unwrap().replace(',', "");
    let number = match word.split_once('^') {
        Some((base, power)) => base.parse::<u128>().unwrap().pow(power.parse().unwrap()),
        None => word.parse().unwrap_or_else(|_| panic!("no figure in {cell:?}")),
    };
    match cell.split_whitespace().nth(1) {
        Some("MiB") => number << 20,
        Some("KiB") => number << 10,
        _ => number,
    }
}

#[test]
fn the_table_of_limits_has_every_limit_with_its_figure() {
    let constants = constants();
    let document = fs::read_to_string(top().join("docs/limits.md")).unwrap();
    let mut listed = BTreeSet::new();
    for row in document.lines().filter(|line| line.starts_with('|') && line.contains(".rs`")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [_, limit, _, constant] = cells.as_slice() else {
            panic!("not four cells: {row}");
        };
        let mut names = constant.split('`').skip(1).step_by(2);
        let key = (names.next().unwrap().to_owned(), names.next().unwrap().to_owned());
        let value = constants.get(&key).unwrap_or_else(|| panic!("{key:?} is gone; {row}"));
        assert_eq!(figure(limit), *value, "{row}");
        listed.insert(key);
    }
    // The record's limits stand in docs/record.md, the case's with its acts.
    let is_elsewhere =
        |file: &str| ["core/src/record/", "core/src/case"].iter().any(|it| file.starts_with(it));
    for key in constants.keys().filter(|(file, name)| name.ends_with("_LIMIT") && !is_elsewhere(file)) {
        assert!(listed.contains(key), "{key:?} is missing in docs/limits.md");
    }
}

#[test]
fn every_problem_is_in_the_table_of_bad_input() {
    let sources = sources();
    let codes = |file: &str| {
        let (_, named) = sources[file].split_once("fn code(").unwrap();
        let named = named.split_once("\n    }\n").unwrap().0;
        let codes = named.split("=> \"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        codes.collect::<BTreeSet<String>>()
    };
    let files = ["kind", "game", "commitment"].map(|name| format!("core/src/dossier/problem/{name}.rs"));
    let codes: BTreeSet<String> = files.iter().flat_map(|file| codes(file)).collect();
    assert!(codes.len() > 30, "{codes:?}");
    let document = fs::read_to_string(top().join("docs/limits.md")).unwrap();
    let table = document.split("## What is said of bad input").nth(1).unwrap();
    let cells = table.lines().filter(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(2));
    let listed: BTreeSet<String> =
        cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
    assert_eq!(codes.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new(), "not told");
    assert_eq!(listed.difference(&codes).collect::<Vec<_>>(), Vec::<&String>::new(), "gone");
}
