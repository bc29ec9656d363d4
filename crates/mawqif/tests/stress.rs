//! `mawqif stress` as its users meet it: the note in both languages, and the forms for programs.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use quick_xml::{Reader, events::Event};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn stress(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mawqif"))
        .arg("stress")
        .args(arguments)
        .current_dir(examples())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn said_of(arguments: &[&str], input: &str) -> String {
    let output = stress(arguments, input);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn said(arguments: &[&str]) -> String {
    said_of(arguments, "")
}

fn json(arguments: &[&str], input: &str) -> serde_json::Value {
    serde_json::from_str(&said_of(arguments, input)).unwrap()
}

#[test]
fn the_show_case_is_partial_as_the_story_tells_it() {
    let note = said(&["wadi-nahr.toml"]);
    assert!(note.starts_with(
        "Partial: of 4 harms one is partly covered and 3 are open. Nobody verifies. A breach has no answer.\n  \
         Only one side is bound.\n"
    ), "{note}");
    let verdict = &json(&["wadi-nahr.toml", "--json"], "")["coverage"]["verdict"];
    let figures = ["harms", "covered", "partial", "open", "verified", "answered", "sides_bound"];
    assert_eq!(figures.map(|key| verdict[key].as_u64().unwrap()), [4, 0, 1, 3, 0, 0, 1]);
}

#[test]
fn the_note_in_english() {
    insta::assert_snapshot!("stress_en", said(&["wadi-nahr.toml"]));
}

#[test]
fn the_note_in_arabic() {
    insta::assert_snapshot!("stress_ar", said(&["wadi-nahr.toml", "--lang", "ar"]));
}

#[test]
fn the_findings_stand_at_their_lines_in_sarif() {
    let log = json(&["wadi-nahr.toml", "--sarif"], "");
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let finding = results.iter().find(|result| result["ruleId"] == "no-verifier").unwrap();
    assert_eq!(finding["level"], "error");
    let region = &finding["locations"][0]["physicalLocation"]["region"];
    let source = std::fs::read_to_string(examples().join("wadi-nahr.toml")).unwrap();
    let line = usize::try_from(region["startLine"].as_u64().unwrap()).unwrap();
    assert_eq!(source.lines().nth(line - 1), Some("id = \"stop-shelling\""));
    // Every rule that finds something is described, and no result is without a place.
    let rules: Vec<&str> = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert!(results.iter().all(|it| rules.contains(&it["ruleId"].as_str().unwrap())));
    assert!(
        results
            .iter()
            .all(|it| it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "wadi-nahr.toml")
    );
}

#[test]
fn what_is_allowed_is_suppressed_with_its_reason() {
    let source = std::fs::read_to_string(examples().join("wadi-nahr.toml")).unwrap();
    let allowed =
        format!("{source}\n[[stress.allow]]\nrule = \"no-verifier\"\nreason = \"We have people there.\"\n");
    let log = json(&["-", "--sarif"], &allowed);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let finding = results.iter().find(|result| result["ruleId"] == "no-verifier").unwrap();
    assert_eq!(finding["suppressions"][0]["justification"], "We have people there.");
    assert!(said_of(&["-"], &allowed).contains("Allowed: We have people there."));
}

/// The words of a drawing, element by element; it must be well-formed.
fn words_of(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    let mut words = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return words,
            Event::Text(text) => words.push(text.into_inner().into_owned()),
            _ => {}
        }
    }
}

#[test]
fn the_drawing_is_well_formed_and_tells_itself_in_words() {
    for (language, gains) in [("en", "breaking"), ("ar", "خرق")] {
        let svg = said(&["wadi-nahr.toml", "--svg", "--lang", language]);
        let words = words_of(&svg);
        assert!(svg.contains("<desc id=\"desc\">") && svg.contains("role=\"img\""));
        assert!(words.iter().any(|line| line.contains(gains)), "{words:?}");
        assert!(svg.contains("stroke-width=\"3.5\""), "no path of defection");
    }
    // Names from a dossier cannot become elements.
    let source = std::fs::read_to_string(examples().join("wadi-nahr.toml")).unwrap();
    let sly = source.replace("en = \"the government\"", "en = \"<script>x</script>\"");
    let svg = said_of(&["-", "--svg"], &sly);
    assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;"));
}

#[test]
fn the_game_that_is_printed_is_the_game_that_was_played() {
    let section = said(&["wadi-nahr.toml", "--game"]);
    let source = std::fs::read_to_string(examples().join("wadi-nahr.toml")).unwrap();
    let written = json(&["-", "--json"], &format!("{source}\n{section}"));
    let made = json(&["wadi-nahr.toml", "--json"], "");
    let part = |test: &serde_json::Value, key: &str| test["stability"]["analysed"][key].clone();
    assert_eq!(part(&written, "source"), "dossier");
    for key in ["states", "agreed", "now", "equilibria", "agreed_stable", "status_quo"] {
        assert_eq!(part(&written, key), part(&made, key), "{key}");
    }
}

#[test]
fn rules_are_listed_and_explained_in_both_languages() {
    let rules = said(&["--rules"]);
    assert!(rules.lines().count() > 60, "{rules}");
    let explained = said(&["--explain", "no-response"]);
    assert!(
        explained.contains("Why: ") && explained.contains("To write: ") && explained.contains("Source: ")
    );
    assert!(said(&["--explain", "no-response", "--lang", "ar"]).contains("السبب"));
    let output = stress(&["--explain", "no-respons"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `no-response`?"));
}

#[test]
fn another_offer_is_set_beside_it() {
    let note = said(&["wadi-nahr.toml", "--beside", "kilis.toml"]);
    assert!(note.contains("Beside: ") && note.contains("a dossier has no follow-up yet"), "{note}");
    let test = json(&["wadi-nahr.toml", "--beside", "wadi-nahr.toml", "--json"], "");
    let harms = test["beside"][0]["harms"].as_array().unwrap();
    assert!(harms.len() == 4 && harms.iter().all(|harm| harm["here"] == harm["there"]));
}

#[test]
fn every_example_is_tested_in_both_languages() {
    for entry in std::fs::read_dir(examples()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            for language in ["en", "ar"] {
                let note = said(&[path.to_str().unwrap(), "--lang", language]);
                assert!(!note.contains("stress-") && note.len() > 200, "{note}");
            }
        }
    }
}

#[test]
fn a_game_that_cannot_be_is_told() {
    let head = "mawqif = 1\n[initiative]\nid = \"x\"\n[game]\n";
    let bad = stress(&["-"], &format!("{head}[[game.player]]\nid = \"a\"\n"));
    assert_eq!(bad.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("a player has no options"));
    let options: Vec<String> = (0..40).map(|at| format!("\"o{at}\"")).collect();
    let large = format!("{head}[[game.player]]\nid = \"a\"\noptions = [{}]\n", options.join(", "));
    // Lines are broken where they would be too long.
    let note = said_of(&["-"], &large).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(note.contains("40 options leave more than 65536 states"), "{note}");
    assert!(note.contains("infeasible = [\"at least 2 of (o0, o1,"), "{note}");
    let empty =
        format!("{head}infeasible = [\"a\", \"not a\"]\n[[game.player]]\nid = \"p\"\noptions = [\"a\"]\n");
    assert!(said_of(&["-"], &empty).contains("no state is feasible"));
    let drawn = stress(&["-", "--svg"], &empty);
    assert_eq!(drawn.status.code(), Some(1));
}
