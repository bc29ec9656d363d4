//! The command line as its users meet it: every promise of the README, run as a program.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn mawqif(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mawqif"))
        .args(arguments)
        .current_dir(examples())
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its input early closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = mawqif(arguments, b"");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str], input: &[u8]) -> (Option<i32>, String) {
    let output = mawqif(arguments, input);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&said(arguments)).unwrap()
}

#[test]
fn the_show_case_gives_the_figures_of_the_story() {
    let answer = json(&["unify", "wadi-nahr.toml", "--json"]);
    assert_eq!(answer["position"], "accept-with-conditions");
    assert_eq!(answer["package"], serde_json::json!(["ground", "monitors", "routes", "response"]));
    assert_eq!(
        (&answer["burden"], &answer["support"], &answer["support_base"]),
        (&9.into(), &21.into(), &24.into())
    );
    let trades: Vec<(u64, u64)> = answer["frontier"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["burden"].as_u64().unwrap(), it["support"].as_u64().unwrap()))
        .collect();
    assert_eq!(trades, [(9, 21), (11, 22), (12, 23)]);
    for condition in ["ground", "monitors", "routes"] {
        assert_eq!(answer["conditions"][condition]["role"], "indispensable");
    }
    assert_eq!(answer["conditions"]["response"]["role"], "exchangeable");
    assert_eq!(answer["conditions"]["response"]["burden_without"], 11);
    assert_eq!(answer["pivotal"].as_array().unwrap().len(), 6);
    assert_eq!(answer["proof"]["checked"], true);
}

#[test]
fn without_the_northern_brigade_nothing_wins_and_two_could_bring_it_back() {
    let answer = json(&["unify", "wadi-nahr.toml", "--json", "--assume", "northern-brigade=reject"]);
    assert_eq!((&answer["position"], &answer["reason"]), (&"reject".into(), &"no-package-wins".into()));
    assert_eq!(answer["unlock"]["size"], 1);
    let sets: Vec<&str> = answer["unlock"]["sets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|set| set["bodies"][0].as_str().unwrap())
        .collect();
    assert_eq!(sets, ["eastern-front", "northern-brigade"]);
    assert_eq!(answer["clash"]["smallest"], true);
}

#[test]
fn the_notes_read_like_an_adviser() {
    insta::assert_snapshot!("show_case_en", said(&["unify", "wadi-nahr.toml"]));
    insta::assert_snapshot!("show_case_ar", said(&["unify", "wadi-nahr.toml", "--lang", "ar"]));
    insta::assert_snapshot!("founding_case_en", said(&["unify", "kilis.toml"]));
    insta::assert_snapshot!("founding_case_ar", said(&["unify", "kilis.toml", "--lang", "ar"]));
    insta::assert_snapshot!("union_federation", said(&["unify", "union-federation.toml"]));
    insta::assert_snapshot!("creditors", said(&["unify", "creditors.toml"]));
    let lost = ["unify", "wadi-nahr.toml", "--assume", "northern-brigade=reject"];
    insta::assert_snapshot!("nothing_wins", said(&lost));
}

#[test]
fn the_founding_case_says_whom_to_ask_and_what_an_answer_would_change() {
    let answer = json(&["unify", "kilis.toml", "--json"]);
    assert_eq!(answer["position"], "none");
    assert_eq!(answer["absent"].as_array().unwrap().len(), 3);
    let supposed = json(&[
        "unify",
        "kilis.toml",
        "--json",
        "--assume",
        "military-leaders=accept if ground",
        "--assume",
        "interim-government=accept if @national-coalition",
    ]);
    assert_eq!(supposed["position"], "accept-with-conditions");
    assert_eq!(supposed["package"], serde_json::json!(["ground", "watertight"]));
    let mandated = json(&["unify", "kilis.toml", "--json", "--only", "mandated"]);
    assert_eq!(mandated["absent"].as_array().unwrap().len(), 4);
}

#[test]
fn whoever_follows_the_hint_of_the_founding_case_gets_the_position_that_it_promises() {
    let note = said(&["unify", "kilis.toml"]);
    let hint = note.lines().find(|line| line.contains("--assume")).unwrap();
    let options = &hint[hint.find("--assume").unwrap()..];
    // As a shell would take them apart.
    let plain = options.replace('"', "");
    let mut arguments = vec!["unify", "kilis.toml"];
    arguments.extend(plain.split(' '));
    assert_eq!(arguments.len(), 2 + 4, "{hint}");
    let promised = "could then accept with ground and watertight.";
    assert!(note.contains(promised), "{note}");
    assert!(said(&arguments).contains("The coalition can accept with 2 conditions: ground and watertight."));
    arguments.push("--json");
    let answer = json(&arguments);
    assert_eq!(answer["position"], "accept-with-conditions");
    assert_eq!(answer["package"], serde_json::json!(["ground", "watertight"]));
}

#[test]
fn without_a_quorum_the_hint_makes_one() {
    let case = "mawqif = 1\n[initiative]\nid = \"x\"\n[[body]]\nid = \"a\"\n[[body]]\nid = \"b\"\n[[body]]\nid = \"c\"\n\
                [[stance]]\nbody = \"a\"\nsays = \"accept\"\n[rule]\nquorum = { measure = \"bodies\", at_least = \"2/3\" }\n";
    let note = |arguments: &[&str]| {
        String::from_utf8(mawqif(&[&["unify", "-"], arguments].concat(), case.as_bytes()).stdout).unwrap()
    };
    let first = note(&[]);
    assert!(first.contains("There is no quorum") && first.contains("--assume b=\"accept\""), "{first}");
    assert!(!note(&["--assume", "b=accept"]).contains("There is no quorum"));
    // What was asked is asked again, but for what is supposed of the same body.
    let asked = note(&["--only", "mandated", "--prefer", "support", "--assume", "a=accept if @c"]);
    let options = "--assume b=\"accept\" --assume a=\"accept if @c\" --only mandated --prefer support";
    assert!(asked.contains(options), "{asked}");
}

/// Forty conditions, each of which two bodies name.
fn of_forty_conditions() -> String {
    let mut case = String::from("mawqif = 1\n[initiative]\nid = \"large\"\n");
    for at in 0..40 {
        case += &format!("[[condition]]\nid = \"c{at}\"\n");
        case += &format!("[[body]]\nid = \"b{at:02}\"\n[[stance]]\nbody = \"b{at:02}\"\n");
        case += &format!("says = \"accept if c{at} and c{}\"\n", (at + 1) % 40);
    }
    case + "[rule]\nrequires = [{ measure = \"bodies\", at_least = 2 }]\n"
}

#[test]
fn a_large_case_has_its_table_with_the_conditions_that_matter() {
    let case = of_forty_conditions();
    let note = |more: &[&str]| {
        String::from_utf8(mawqif(&[&["unify", "-"], more].concat(), case.as_bytes()).stdout).unwrap()
    };
    let head = |note: &str| -> Vec<String> {
        let title = note.lines().position(|line| line == "Bodies and conditions").unwrap();
        note.lines().nth(title + 1).unwrap().split_whitespace().map(str::to_owned).collect()
    };
    let most = note(&[]);
    let columns = head(&most);
    for recommended in ["■c0", "■c1", "■c2"] {
        assert!(columns.iter().any(|column| column == recommended), "{columns:?}");
    }
    assert_eq!(columns.iter().filter(|column| column.trim_start_matches('■').starts_with('c')).count(), 16);
    assert!(
        most.contains("24 conditions that fewer bodies name have no column here; --all-conditions shows")
    );
    let all = note(&["--all-conditions"]);
    assert_eq!(
        head(&all).iter().filter(|column| column.trim_start_matches('■').starts_with('c')).count(),
        40
    );
    assert!(!all.contains("no column"));
    let arabic = note(&["--lang", "ar"]);
    assert!(arabic.contains("--all-conditions"));
}

#[test]
fn of_a_coalition_of_one_body_nothing_is_counted() {
    let case = "mawqif = 1\n[initiative]\nid = \"offer\"\n[[body]]\nid = \"council\"\n[[stance]]\nbody = \"council\"\n\
                says = \"accept\"\n";
    for (language, words) in
        [("en", "The only body would accept (1 of 1 by"), ("ar", "تقبل الهيئة الوحيدة (")]
    {
        let output = mawqif(&["unify", "-", "--lang", language], case.as_bytes());
        let note = String::from_utf8(output.stdout).unwrap();
        assert!(note.contains(words), "{note}");
    }
}

#[test]
fn an_arabic_sentence_has_no_foreign_ids() {
    let note = said(&["unify", "wadi-nahr.toml", "--lang", "ar"]);
    for line in note.lines() {
        // An id stands in brackets behind the words of its condition, for the options that take it.
        let is_list = line.contains("\u{2069} (\u{2068}");
        assert!(is_list || !line.contains(|letter: char| letter.is_ascii_alphabetic()), "{line}");
    }
    assert!(note.contains("الهيئات السياسية") && note.contains("إبقاء طرق الإمداد مفتوحة"));
}

#[test]
fn a_confidential_stance_is_counted_and_not_shown() {
    let answer = said(&["unify", "creditors.toml", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(shown["confidential"]["accept"], 1);
    for part in ["verdicts", "pivotal", "conditions"] {
        assert!(!shown[part].to_string().contains("bond-fund"), "{part}");
    }
    let note = said(&["unify", "creditors.toml"]);
    let row = note.lines().find(|line| line.starts_with("Bond Fund")).unwrap();
    assert!(row.contains("confidential") && !row.contains("accepts") && !row.contains('◐'), "{row}");
}

#[test]
fn conditions_are_fixed_and_support_preferred_on_request() {
    let without = json(&["unify", "wadi-nahr.toml", "--json", "--without", "response"]);
    assert_eq!((&without["burden"], &without["support"]), (&11.into(), &21.into()));
    let with = json(&["unify", "wadi-nahr.toml", "--json", "--with", "detainees"]);
    assert_eq!((&with["burden"], &with["support"]), (&11.into(), &22.into()));
    let widest = json(&["unify", "wadi-nahr.toml", "--json", "--prefer", "support"]);
    assert_eq!(
        (&widest["burden"], &widest["support"], &widest["proof"]["bound"]),
        (&12.into(), &23.into(), &23.into())
    );
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let arguments = ["unify", "wadi-nahr.toml", "--json"];
    assert_eq!(said(&arguments), said(&arguments));
    let source = std::fs::read(examples().join("wadi-nahr.toml")).unwrap();
    let piped = mawqif(&["unify", "-", "--json"], &source);
    assert_eq!(String::from_utf8(piped.stdout).unwrap(), said(&arguments));
}

#[test]
fn published_power_comes_out() {
    let council = json(&["power", "un-security-council.toml", "--json"]);
    assert_eq!(council["power"]["china"]["shapley_shubik"], "421/2145");
    assert_eq!(council["power"]["china"]["banzhaf"], "106/635");
    assert_eq!(council["power"]["elected-1"]["shapley_shubik"], "4/2145");
    assert_eq!(council["power"]["elected-1"]["banzhaf"], "21/1270");
    assert_eq!(json(&["power", "eu-council.toml", "--json"])["power_method"], "exact");
    insta::assert_snapshot!("security_council", said(&["power", "un-security-council.toml"]));
}

#[test]
fn every_example_and_skeleton_is_sound_and_canonical() {
    let skeletons = Path::new(env!("CARGO_MANIFEST_DIR")).join("skeletons");
    let mut seen = 0;
    for folder in [examples(), skeletons] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let path = path.to_str().unwrap();
                assert!(said(&["check", path]).contains("sound"), "{path}");
                said(&["fmt", "--check", path]);
                seen += 1;
            }
        }
    }
    assert!(seen >= 8);
}

#[test]
fn a_new_dossier_is_sound_and_unifies_in_both_languages() {
    for language in ["en", "ar"] {
        let skeleton = said(&["new", "--lang", language]);
        let output = mawqif(&["unify", "-", "--json"], skeleton.as_bytes());
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["position"], "accept-with-conditions", "{language}");
    }
    let (code, told) = refused(&["new", "kilis.toml"], b"");
    assert_eq!(code, Some(1), "an existing file is left alone: {told}");
}

#[test]
fn bad_input_is_refused_with_its_exit_code() {
    let cases: [(&[&str], &[u8], i32, &str); 12] = [
        (&["unify", "-"], b"", 2, "the file is empty"),
        (&["unify", "-"], b"\xFF\xFEx", 2, "UTF-16"),
        (&["unify", "-"], b"mawqif = 1", 2, "no [initiative]"),
        (&["unify", "no-such-file.toml"], b"", 1, "no-such-file.toml"),
        (&["unify", "."], b"", 1, "directory"),
        (&["unify", "kilis.toml", "--with", "grund"], b"", 1, "did you mean `ground`?"),
        (&["unify", "kilis.toml", "--with", "ground", "--without", "ground"], b"", 1, "both in and out"),
        (&["unify", "kilis.toml", "--assume", "nobody=accept"], b"", 1, "no body `nobody`"),
        (&["unify", "kilis.toml", "--assume", "national-coalition"], b"", 1, "BODY=\"STANCE\""),
        (&["unify", "kilis.toml", "--assume", "national-coalition=yes"], b"", 1, "did you mean `accept`?"),
        (&["unify", "kilis.toml", "--time-limit", "soon"], b"", 1, "for example 10s"),
        (&["fmt", "-"], b"mawqif = ", 2, "not TOML"),
    ];
    for (arguments, input, code, words) in cases {
        let (found, told) = refused(arguments, input);
        assert_eq!(found, Some(code), "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
}

#[test]
fn a_doubtful_dossier_is_answered_and_the_doubt_told_beside_the_answer() {
    let case = "mawqif = 1\n[initiative]\nid = \"x\"\n[[body]]\nid = \"council\"\nchamber = \"civil\"\n\
                [[stance]]\nbody = \"council\"\nsays = \"accept\"\n\
                [rule]\nrequires = [{ in = \"civl\", at_least = 1 }]\n";
    let output = mawqif(&["unify", "-", "--json"], case.as_bytes());
    assert!(output.status.success());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["position"], "reject", "a chamber in which nobody sits counts 0");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("warning[unknown-name]: no body has the chamber `civl`"), "{told}");
    assert!(told.contains("did you mean `civil`?"), "{told}");
}

#[test]
fn problems_are_told_in_arabic_to_whoever_asks_for_it() {
    let wrong = b"mawqif = 1\n[initiative]\nid = \"x\"\nwight = 3\n[[stance]]\nbody = \"x\"\nsays = \"\"\n";
    for arguments in [
        vec!["check", "-", "--lang", "ar"],
        vec!["unify", "-", "--lang", "ar"],
        vec!["power", "-", "--lang", "ar"],
        vec!["fmt", "-", "--lang", "ar"],
    ] {
        let output = mawqif(&arguments, wrong);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(told.contains("خطأ[unknown-key]: لا مفتاح باسم"), "{arguments:?}: {told}");
        assert!(told.contains("الإصلاح:") && told.contains("<stdin>:4:1"), "{told}");
        assert!(!told.contains("unknown key") && !told.contains("help:"), "{told}");
    }
    let sound = said(&["check", "kilis.toml", "--lang", "ar"]);
    assert!(sound.contains("kilis.toml") && sound.contains("سليم"), "{sound}");
    let json = mawqif(&["check", "--json", "-", "--lang", "ar"], wrong);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["problems"][0]["code"], "unknown-key");
    assert!(json["problems"][0]["message"].as_str().unwrap().starts_with("لا مفتاح"), "{json}");
}

#[test]
fn no_colours_reach_a_pipe() {
    for arguments in [vec!["demo"], vec!["check", "kilis.toml"], vec!["unify", "kilis.toml", "--lang", "ar"]]
    {
        assert!(!said(&arguments).contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn a_time_limit_gives_an_honest_answer() {
    let answer = json(&["unify", "wadi-nahr.toml", "--json", "--time-limit", "1m"]);
    assert_eq!(answer["proof"]["optimal"], true);
    // Too large to finish in a millisecond: whatever comes out is not called proven.
    let mut case = String::from("mawqif = 1\n[initiative]\nid = \"large\"\n");
    for at in 0..80 {
        case += &format!("[[condition]]\nid = \"c{at}\"\nburden = {}\n", at % 5 + 1);
    }
    for at in 0..120_usize {
        let ways: Vec<String> = (0..4)
            .map(|way| format!("c{} and c{}", (at * 7 + way * 13) % 80, (at * 11 + way * 29 + 3) % 80))
            .collect();
        case += &format!("[[body]]\nid = \"b{at}\"\nweight = {}\n", at % 7 + 1);
        case += &format!("[[stance]]\nbody = \"b{at}\"\nsays = \"accept if {}\"\n", ways.join(" or "));
    }
    let output = mawqif(&["unify", "-", "--json", "--time-limit", "1ms"], case.as_bytes());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["proof"]["optimal"], false);
    assert!(answer["incomplete"].to_string().contains("position"));
}

#[test]
fn help_shows_examples_and_the_manual_is_made() {
    for command in ["unify", "power", "read", "check", "fmt", "new", "demo"] {
        assert!(said(&[command, "--help"]).contains("Examples:"), "{command}");
    }
    assert!(said(&["manual", "--completions", "bash"]).contains("mawqif"));
    assert!(said(&["manual"]).contains(".TH"));
}

#[test]
fn a_report_is_read_for_people_for_programs_and_as_a_dossier() {
    let told = said(&["read", "report-ar.txt", "--date", "2031-04-12", "--lang", "ar"]);
    assert!(told.contains("سامر الحلاق رئيس اتحاد المزارعين") && told.contains("الموقف المنقول"), "{told}");
    assert!(!told.contains('\u{1b}'));
    let told = said(&["read", "report-en.txt"]);
    assert!(told.contains("Samer Hallak, president of the Farmers' Union"), "{told}");
    assert!(told.contains("give the day of publication with --date"), "{told}");
    // The report itself stands there with marks, each line before the notes on it.
    let marked = told.find("{Hallak} _said_").unwrap();
    assert!(told.find("  3. Hallak (").unwrap() > marked, "{told}");
    assert!(
        told.contains("<if the quotas of the villages") && told.contains("!the old gate must not be"),
        "{told}"
    );

    let answer = json(&["read", "report-ar.txt", "--json"]);
    assert_eq!(answer["source"]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(answer["reading"]["language"], "ar");
    let first = &answer["reading"]["frames"][0];
    assert_eq!(first["stance"]["verdict"], "conditional");
    let (text, span) = (std::fs::read(examples().join("report-ar.txt")).unwrap(), &first["verb"]);
    let at = |end: usize| usize::try_from(span[end].as_u64().unwrap()).unwrap();
    assert_eq!(std::str::from_utf8(&text[at(0)..at(1)]).unwrap(), "قال");

    for report in ["report-ar.txt", "report-en.txt"] {
        let draft = mawqif(&["read", report, "--dossier"], b"").stdout;
        let checked = mawqif(&["check", "-"], &draft);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
        let draft = String::from_utf8(draft).unwrap();
        assert!(draft.contains("standing = \"reported\"") && draft.contains("[[red_line]]"), "{draft}");
    }
}

#[test]
fn lines_are_read_with_code_points() {
    let line = "{\"id\": 7, \"text\": \"وقال الوزير إن الماء كثير.\"}\n\n";
    let output = mawqif(&["read", "--jsonl", "-"], line.as_bytes());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["id"], 7);
    let frame = &answer["frames"][0];
    assert_eq!(frame["verb"], serde_json::json!([0, 4]));
    assert_eq!(frame["speaker"], serde_json::json!([5, 11]));
    assert_eq!(frame["mode"], "I");
    let (code, told) = refused(&["read", "--jsonl", "-"], b"{\"id\": 1}\n");
    assert_eq!(code, Some(1));
    assert!(told.contains("-:1: not a line {\"id\""), "{told}");
}

#[test]
fn reports_in_other_encodings_and_forms_are_refused_with_what_would_help() {
    // «قال» in Windows-1256, among words enough to tell it by.
    let words =
        b"\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1 \xC5\xE4 \xC7\xE1\xE3\xC7\xC1 \xDF\xCB\xED\xD1".repeat(4);
    let (code, told) = refused(&["read", "-"], &words);
    assert_eq!(code, Some(1));
    assert!(told.contains("As windows-1256 it would begin «قال الوزير إن الماء كثير"), "{told}");
    let output = mawqif(&["read", "-", "--encoding", "windows-1256"], &words);
    assert!(String::from_utf8_lossy(&output.stdout).contains("الوزير"));
    let (_, told) = refused(&["read", "-"], b"%PDF-1.4\n");
    assert!(told.contains("this is a PDF"), "{told}");
    let (_, told) = refused(&["read", "-"], &b"a".repeat(10 * 1024 * 1024 + 1));
    assert!(told.contains("at most 10 MiB"), "{told}");
    let (_, told) = refused(&["read", "report-ar.txt", "--date", "yesterday"], b"");
    assert!(told.contains("`yesterday` is no day; write it as 2015-02-28"), "{told}");
    let output = mawqif(&["read", "-"], "الماء نزل على الصخر".as_bytes());
    assert!(String::from_utf8_lossy(&output.stdout).contains("The text quotes nobody."));
}
